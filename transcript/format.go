package transcript

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
)

// A Format is one way in which transcripts are written down.
type Format struct {
	Name       string   // as --input takes it
	Title      string   // as a reader would say it
	Extensions []string // of file names, with the dot
}

// formats has a row for each format, in order of precedence.
var formats = []Format{
	{"text", "labelled text: Name: what was said", []string{".txt", ".md", ".text", ".log"}},
}

// Formats returns the formats that can be read.
func Formats() []Format { return formats }

// A Reader finds the turns of a source, batch by batch.
type Reader struct {
	text *Source // what the turns are spans of
	scan *Scanner
}

// Open returns a Reader of src. It waits for the first bytes. The format is
// one of Formats, "" to find it out.
func Open(src *Source, format string) (*Reader, error) {
	if err := knownFormat(format); err != nil {
		return nil, err
	}
	text, err := decoded(src)
	if err != nil {
		return nil, err
	}
	head, err := sniff(text)
	switch {
	case err != nil:
		return nil, err
	case len(head) == 0:
		return nil, &Error{Name: src.Name(), Err: ErrEmpty}
	case bytes.IndexByte(head, 0) >= 0:
		return nil, &Error{Name: src.Name(), Err: ErrBinary, Hint: "for what can be read, see verbatim --list formats"}
	}
	return &Reader{text, NewScanner(text)}, nil
}

func knownFormat(name string) error {
	var names []string
	for _, f := range formats {
		if f.Name == name || name == "" {
			return nil
		}
		names = append(names, f.Name)
	}
	return fmt.Errorf("unknown format %q: there is %s", CleanName(name), strings.Join(names, ", "))
}

// Next returns what was found since the last call, io.EOF after the last
// batch. It waits where the source is still growing.
func (r *Reader) Next(ctx context.Context) (*Batch, error) {
	b, err := r.scan.Next(ctx)
	if err == nil && b.Head != nil {
		b.Head.Text = r.text
	}
	return b, err
}

// Load reads the whole of src into a Document.
func Load(ctx context.Context, src *Source, format string) (*Document, error) {
	r, err := Open(src, format)
	if err != nil {
		return nil, err
	}
	d := NewDocument(src)
	for {
		b, err := r.Next(ctx)
		if err == io.EOF {
			return d, d.src.Err()
		}
		if err != nil {
			return nil, err
		}
		d.Append(b)
	}
}
