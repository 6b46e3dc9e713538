package format

import (
	"path/filepath"
	"slices"
	"strings"

	"verbatim/transcript/internal/tape"
)

// A Format is one way in which transcripts are written down.
type Format struct {
	Name       string   // as --input takes it
	Title      string   // as a reader would say it
	Sign       string   // how it is recognised
	Extensions []string // of file names, with the dot

	// claims reports whether a source that begins with head is of this format.
	// head is UTF-8, up to 64 KiB of it, and may end anywhere.
	Claims func(head []byte) bool

	// rewrite takes a source down on a tape, or, with out.text alone, as
	// labelled text. It returns an *Error where the source breaks off or goes
	// wrong; what it wrote before stays. nil: turns are spans of the source
	// itself.
	Rewrite func(in *tape.Input, out *tape.Tape) error

	Lined bool // each line that is written is a line of the source

	Varied bool // what it claims may be anything, and rarely is a transcript

	Named bool // where no format claims a source, the end of its name will do
}

// IsSure reports whether what f claims is a transcript, with or without
// speakers, as captions are.
func (f *Format) IsSure() bool { return f.Rewrite != nil && !f.Varied }

// HasExtension reports whether a file name ends like those of f, a further
// ending of a packed file aside.
func (f *Format) HasExtension(name string) bool {
	name = strings.ToLower(name)
	for _, packed := range [...]string{".gz", ".zip"} {
		name = strings.TrimSuffix(name, packed)
	}
	return slices.Contains(f.Extensions, filepath.Ext(name))
}
