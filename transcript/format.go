package transcript

import (
	"context"
	"fmt"
	"io"
	"slices"
	"sync"

	"verbatim/internal/fault"
	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/format/annotation"
	"verbatim/transcript/internal/format/captions"
	"verbatim/transcript/internal/format/chats"
	"verbatim/transcript/internal/format/documents"
	"verbatim/transcript/internal/format/elements"
	"verbatim/transcript/internal/format/objects"
	"verbatim/transcript/internal/format/pages"
	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/format/research"
	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// formats has a row for each format, in order of precedence. The last,
// labelled text, is read if no other format matches.
var formats = []format.Format{
	captions.VTT,
	captions.SRT,
	captions.SBV,
	captions.TTML,
	captions.TimedText,
	captions.SubStation,
	captions.SAMI,
	captions.Subtitles,
	annotation.ELANTab,
	annotation.STM,
	annotation.CTM,
	annotation.ELAN,
	annotation.TextGrid,
	annotation.EXMARaLDA,
	annotation.FOLKER,
	annotation.Transcriber,
	annotation.FLEx,
	annotation.OHMS,
	research.TEI,
	research.AkomaNtoso,
	research.FinalDraft,
	records.CSV,
	documents.Running,
	documents.Docx,
	documents.ODT,
	documents.RTF,
	pages.HTML,
	chats.Format,
	research.CHAT,
	research.Fountain,
	objects.JSON,
	objects.JSONL,
	elements.XML,
	documents.Conversation,
	documents.Escaped,
	captions.Stamped,
	{Name: "text", Title: "labelled text: Name: what was said", Sign: "names that recur, however the text marks them",
		Extensions: []string{".txt", ".md", ".text", ".log"}},
}

// A Format is a way in which transcripts are written down.
type Format struct {
	Name       string   // as Options and NewPrinter take it
	Title      string   // for readers
	Sign       string   // what it is recognised by; "" for Outputs
	Extensions []string // of file names, with the dot
}

// Formats returns the formats that can be read, in the order in which they are
// tried.
func Formats() []Format {
	var fs []Format
	for _, f := range formats {
		fs = append(fs, Format{f.Name, f.Title, f.Sign, f.Extensions})
	}
	return fs
}

// formatNamed returns the format with a name, or nil.
func formatNamed(name string) *format.Format {
	k := slices.IndexFunc(formats, func(f format.Format) bool { return f.Name == name })
	if k < 0 {
		return nil
	}
	return &formats[k]
}

// detect returns the format of a source that begins with head. The format is
// detected from the content, then, if head may be text, from the file name.
func detect(name string, head []byte) *format.Format {
	if dialect.HeaderLength(head) > 0 { // labelled text that verbatim wrote
		return &formats[len(formats)-1]
	}
	for _, last := range [...]bool{false, true} {
		for i := range formats {
			if f := &formats[i]; f.Last == last && f.Claims != nil && f.Claims(head) {
				return f
			}
		}
	}
	for i := range formats {
		if f := &formats[i]; f.Named && f.HasExtension(name) && !text.IsBinary(head) {
			return f
		}
	}
	return &formats[len(formats)-1]
}

// A Reader finds the turns of a source, batch by batch. Open makes one.
type Reader struct {
	text   *source.Source // what the turns are spans of
	format *format.Format
	begin  func() // starts the rewriting; nil: not rewritten, or started
	scan   *label.Scanner
	seeks  *Pattern // is searched for during the scan; nil: none is
}

// Options say how a source is read. The zero Options detect everything and are
// right for files of unknown origin.
type Options struct {
	Format   string // name of one of Formats, or a frame such as [NAME] TEXT; "": detected
	Encoding string // name in the WHATWG Encoding Standard; "": detected
	Trust    bool   // read also what is an ErrTooLarge otherwise
}

// Check returns an error if Format or Encoding is not known. Open calls it.
func (o Options) Check() error {
	if _, ok := label.ParseFrame(o.Format); o.Format != "" && formatNamed(o.Format) == nil && !ok {
		return fmt.Errorf("unknown format %q", text.CleanName(o.Format))
	}
	if o.Encoding != "" && text.EncodingNamed(o.Encoding) == nil {
		return fmt.Errorf("unknown encoding %q", text.CleanName(o.Encoding))
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

// open does the work of Open. With an error too, it returns a Reader to close.
func open(src *source.Source, o Options) (*Reader, error) {
	r := &Reader{text: src}
	if err := o.Check(); err != nil {
		return r, err
	}
	if o.Trust {
		src.Trust()
	}
	f := formatNamed(o.Format)
	frame, ok := label.ParseFrame(o.Format)
	if ok {
		f = formatNamed("text")
	}
	named := f != nil // the user has chosen it: do not check the bytes
	var err error
	if r.text, err = source.Decode(src, text.EncodingNamed(o.Encoding), documents.Parts); err != nil {
		return r, err
	}
	head, err := source.Sniff(r.text)
	if err != nil {
		return r, err
	}
	if len(head) == 0 {
		return r, &fault.Error{Name: src.Name(), Err: ErrEmpty, Hint: "is it still being written?"}
	}
	if f == nil {
		f = detect(src.Name(), head)
		if err := xml.Unknown(src.Name(), head); err != nil && f.Rewrite == nil {
			return r, err
		}
	}
	if !named && f.Rewrite == nil && text.IsBinary(head) {
		return r, &fault.Error{Name: src.Name(), Err: ErrBinary}
	}
	r.format = f
	if f.Rewrite != nil {
		r.text, r.begin = tape.Rewrite(r.text, f.Rewrite)
	}
	r.scan = label.NewScanner(r.text)
	r.scan.Rewritten, r.scan.Lined, r.scan.Frame = f.Rewrite != nil, f.Lined, frame
	return r, nil
}

// Close closes the source, and so the Document that is made of it.
func (r *Reader) Close() error { return r.text.Close() }

// glanceSize is how many bytes the first batch comes from after Hurry: more
// than any screen shows.
const glanceSize = 64 << 10

// Hurry makes the first batch come at once, from the first 64 KiB. The second
// one has Reset set and is found from all of the head. Call it before Next.
func (r *Reader) Hurry() { r.scan.Glance = glanceSize }

// seek has p searched for during the scan, so that Search of a Document with the batches
// does not read the text again. Call it before Next.
func (r *Reader) seek(p *Pattern) {
	if len(p.words) == 0 {
		return
	}
	var words []*needle
	var once sync.Once
	r.seeks = p
	r.scan.Seek = func(b []byte, off int64, at []int64) ([]int64, bool) {
		once.Do(func() { words = p.rarest(b[:min(len(b), sampleSize)]) })
		return nearest(words, b, off, max(len(b)/sparse, minCandidates), at)
	}
}

// Correct reads the text from its start again, with the labels of g.NotSpeakers as
// text. The next batch replaces all before it. Correct must not be called during Next.
func (r *Reader) Correct(g Given) {
	r.scan, r.seeks = r.scan.Again(g.NotSpeakers), nil
}

// Next returns what was found since the last call. After the last batch the
// error is io.EOF, or the one that ended the source early. Next waits while
// the source is still growing, until ctx ends.
func (r *Reader) Next(ctx context.Context) (*Batch, error) {
	if r.begin != nil {
		r.begin()
		r.begin = nil
	}
	found, err := r.scan.Next(ctx)
	if found == nil {
		return nil, err
	}
	b := &Batch{Reset: found.Reset, Done: found.Done, Turns: len(found.Turns), found: found, candidatesOf: r.seeks}
	if found.Head != nil {
		b.text, b.format = r.text, r.format.Name
	}
	return b, err
}

// Load reads the whole of src into a Document, which the caller closes. Where
// the source breaks off, Load returns both what comes before and the error; the
// Document is nil where src cannot be read at all.
//
// Load takes ownership of src, as Open does.
func Load(ctx context.Context, src *Source, o Options) (*Document, error) {
	r, err := Open(src, o)
	if err != nil {
		return nil, err
	}
	d := NewDocument(src)
	return d, d.Fill(ctx, r)
}

// Fill adds everything that r finds to d. Where the source breaks off, d has
// what comes before the error.
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
