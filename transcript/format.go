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
	scan *Scanner
}

// sniffed is how many bytes tell whether a source is text.
const sniffed = 8 << 10

// Open returns a Reader of src. It waits for the first bytes. The format is
// one of Formats, "" to find it out.
func Open(src *Source, format string) (*Reader, error) {
	if err := knownFormat(format); err != nil {
		return nil, err
	}
	n, _ := src.Wait(1)
	if err := src.Err(); err != nil && n == 0 {
		return nil, err
	}
	head := make([]byte, min(n, sniffed))
	if k, err := src.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, err
	} else {
		head = head[:k]
	}
	if len(head) == 0 {
		return nil, &Error{Name: src.Name(), Err: ErrEmpty}
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return nil, &Error{Name: src.Name(), Err: ErrBinary, Hint: "verbatim reads transcripts: see --list formats"}
	}
	return &Reader{NewScanner(src)}, nil
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
func (r *Reader) Next(ctx context.Context) (*Batch, error) { return r.scan.Next(ctx) }

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
			return d, src.Err()
		}
		if err != nil {
			return nil, err
		}
		d.Append(b)
	}
}
