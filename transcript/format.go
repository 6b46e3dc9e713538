package transcript

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// A Format is one way in which transcripts are written down.
type foundFormat struct {
	Name       string   // as --input takes it
	Title      string   // as a reader would say it
	Sign       string   // how it is recognised
	Extensions []string // of file names, with the dot

	// claims reports whether a source that begins with head is of this format.
	// head is UTF-8, up to 64 KiB of it, and may end anywhere.
	claims func(head []byte) bool

	// rewrite takes a source down on a tape, or, with out.text alone, as
	// labelled text. It returns an *Error where the source breaks off or goes
	// wrong; what it wrote before stays. nil: turns are spans of the source
	// itself.
	rewrite func(in *input, out *tape) error

	lined bool // each line that is written is a line of the source

	varied bool // what it claims may be anything, and rarely is a transcript

	named bool // where no format claims a source, the end of its name will do
}

// formats has a row for each format, in order of precedence; labelled text
// is what is none of the others.
var formats = []foundFormat{
	vttFormat,
	srtFormat,
	sbvFormat,
	csvFormat,
	runningFormat,
	docxFormat,
	htmlFormat,
	chatFormat,
	chaFormat,
	fountainFormat,
	teiFormat,
	akomaFormat,
	hansardFormat,
	jsonFormat, jsonlFormat, whisperFormat, podcastFormat, awsFormat, googleFormat, deepgramFormat, assemblyFormat, ibmFormat,
	speechmaticsFormat, kaldiFormat, courtFormat,
	escapedFormat,
	{Name: "text", Title: "labelled text: Name: what was said", Sign: "names that come back at the start of paragraphs",
		Extensions: []string{".txt", ".md", ".text", ".log"}},
}

// A Format is one way in which transcripts are written down.
type Format struct {
	Name       string   // as Options and NewPrinter take it
	Title      string   // for readers
	Sign       string   // what it is recognised by; empty for what is written
	Extensions []string // of file names, with the dot
}

// Formats returns the formats that can be read, in order of precedence.
func Formats() []Format {
	var fs []Format
	for _, f := range formats {
		fs = append(fs, Format{f.Name, f.Title, f.Sign, f.Extensions})
	}
	return fs
}

// formatNamed returns the format with a name, or nil.
func formatNamed(name string) *foundFormat {
	k := slices.IndexFunc(formats, func(f foundFormat) bool { return f.Name == name })
	if k < 0 {
		return nil
	}
	return &formats[k]
}

// detect returns the format of a source that begins with head: what its bytes
// say, or, where that is nothing and they may be text, its name.
func detect(name string, head []byte) *foundFormat {
	for i := range formats {
		if f := &formats[i]; f.claims != nil && f.claims(head) {
			return f
		}
	}
	for i := range formats {
		if f := &formats[i]; f.named && f.hasExtension(name) && !isBinary(head) {
			return f
		}
	}
	return &formats[len(formats)-1]
}

// A Reader finds the turns of a source, batch by batch.
type Reader struct {
	text   *rawSource // what the turns are spans of
	format *foundFormat
	begin  func() // begins rewriting; nil: there is none, or it has begun
	scan   *Scanner
}

// Options say how a source is read. The zero Options detect everything.
type Options struct {
	Format   string // one of Formats; empty: detected
	Encoding string // as the WHATWG Encoding Standard names it; empty: detected
	Trust    bool   // lift the bounds on what packed and piped sources may grow to
}

// Check returns an error for an unknown format or encoding.
func (o Options) Check() error {
	if o.Format != "" && formatNamed(o.Format) == nil {
		return fmt.Errorf("unknown format %q", CleanName(o.Format))
	}
	if o.Encoding != "" && encodingNamed(o.Encoding) == nil {
		return fmt.Errorf("unknown encoding %q", CleanName(o.Encoding))
	}
	return nil
}

// Open returns a Reader of src. It waits for the first bytes.
//
// Open takes ownership of src: Close closes it, and so does an error.
func Open(src *Source, o Options) (*Reader, error) {
	r, err := open(src.raw, o)
	if err != nil {
		_ = r.Close() // the first error tells more
		return nil, err
	}
	return r, nil
}

// open returns, with an error too, a Reader that closes all that was opened.
func open(src *rawSource, o Options) (*Reader, error) {
	r := &Reader{text: src}
	if err := o.Check(); err != nil {
		return r, err
	}
	if o.Trust {
		src.Trust()
	}
	f := formatNamed(o.Format)
	named := f != nil // then it is that, whatever bytes it has
	var err error
	if r.text, err = decoded(src, encodingNamed(o.Encoding), docxText); err != nil {
		return r, err
	}
	head, err := sniff(r.text)
	if err != nil {
		return r, err
	}
	if len(head) == 0 {
		return r, &Error{Name: src.Name(), Err: ErrEmpty, Hint: "is it still being written?"}
	}
	if f == nil {
		f = detect(src.Name(), head)
		if err := unknownXML(src.Name(), head); err != nil && f.rewrite == nil {
			return r, err
		}
	}
	if !named && f.rewrite == nil && isBinary(head) {
		return r, &Error{Name: src.Name(), Err: ErrBinary, Hint: "--input text reads it all the same; for what else can be read, see verbatim --list formats"}
	}
	r.format = f
	if f.rewrite != nil {
		r.text, r.begin = rewriteSource(r.text, f.rewrite)
	}
	r.scan = NewScanner(r.text)
	r.scan.rewritten, r.scan.lined = f.rewrite != nil, f.lined
	return r, nil
}

// Close closes the source, and what was made of it.
func (r *Reader) Close() error { return r.text.Close() }

// glanceSize is what a Reader in a hurry judges at first, in bytes: more than
// any screen shows.
const glanceSize = 64 << 10

// Hurry has the first batch judged from as much as fills a screen, to be
// there at once. The second, with Reset set, is judged from all of the head.
func (r *Reader) Hurry() { r.scan.glance = glanceSize }

// Next returns what was found since the last call, and after the last batch
// io.EOF, or what ended the source early. It waits where the source is still
// growing.
func (r *Reader) Next(ctx context.Context) (*Batch, error) {
	if r.begin != nil {
		r.begin()
		r.begin = nil
	}
	found, err := r.scan.Next(ctx)
	if found == nil {
		return nil, err
	}
	b := &Batch{Reset: found.Reset, Done: found.Done, Turns: len(found.Turns), found: found}
	if found.Head != nil {
		b.text, b.format = r.text, r.format.Name
	}
	return b, err
}

// Load reads the whole of src into a Document. Where the source breaks off,
// it returns both what comes before and the error.
func Load(ctx context.Context, src *Source, o Options) (*Document, error) {
	r, err := Open(src, o)
	if err != nil {
		return nil, err
	}
	d := NewDocument(src)
	return d, d.Fill(ctx, r)
}

// Fill adds all that r finds to d. Where the source breaks off, d has what
// comes before.
func (d *Document) Fill(ctx context.Context, r *Reader) error {
	for {
		b, err := r.Next(ctx)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		d.Append(b)
	}
}

// isSure reports whether what f claims is a transcript, with or without
// speakers, as captions are.
func (f *foundFormat) isSure() bool { return f.rewrite != nil && !f.varied }

// hasExtension reports whether a file name ends like those of f, a further
// ending of a packed file aside.
func (f *foundFormat) hasExtension(name string) bool {
	name = strings.ToLower(name)
	for _, packed := range [...]string{".gz", ".zip"} {
		name = strings.TrimSuffix(name, packed)
	}
	return slices.Contains(f.Extensions, filepath.Ext(name))
}
