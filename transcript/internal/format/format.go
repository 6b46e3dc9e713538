package format

import (
	"path/filepath"
	"slices"
	"strings"

	"verbatim/transcript/internal/tape"
)

// A Format is a way to store transcripts.
type Format struct {
	Name       string   // the name to choose it by, such as vtt
	Title      string   // for the list of formats
	Sign       string   // how it is recognised, for the list of formats
	Extensions []string // of file names, with the dot

	// Claims reports whether a source that begins with head is of this format.
	// head is UTF-8, up to 64 KiB of it, and may end anywhere.
	Claims func(head []byte) bool

	// Rewrite writes a source to a tape or, with Tape.Text and Tape.Piece alone, as
	// labelled text. It returns an *Error if the source is truncated or invalid; the output
	// before that stays. If Rewrite is nil, turns are spans of the source itself.
	Rewrite func(in *tape.Input, out *tape.Tape) error

	Last bool // it also claims sources of other formats, so it is asked after them

	Lined bool // each line of output is a line of the source

	Varied bool // a source that it claims may not be a transcript

	Named bool // the extension is enough if no format claims the source
}

// IsSure reports whether a source that f claims is certainly a transcript, with or without
// speakers.
func (f *Format) IsSure() bool { return f.Rewrite != nil && !f.Varied }

// HasExtension reports whether a file name has an extension of f, ignoring .gz
// and .zip after it.
func (f *Format) HasExtension(name string) bool {
	name = strings.ToLower(name)
	for _, packed := range [...]string{".gz", ".zip"} {
		name = strings.TrimSuffix(name, packed)
	}
	return slices.Contains(f.Extensions, filepath.Ext(name))
}
