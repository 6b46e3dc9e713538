package transcript

import (
	"errors"
	"fmt"
	"io"
	"sync/atomic"
)

// What is packed may unpack to freeBytes, and beyond that to maxRatio times
// the size of the file, in at most maxLayers layers: more is no text but an
// attack. What comes through a pipe, or is unpacked or rewritten, may take
// half of the disk space that is free when it outgrows memory.
const (
	freeBytes = 1 << 20
	maxRatio  = 200
	maxLayers = 4
)

var (
	errRatio  = errors.New("unpacks to more than 200 times its size")
	errLayers = errors.New("is packed more than four times over")
	errSpace  = errors.New("needs more than half of the free disk space")
	errCut    = errors.New("is cut off: what is packed goes on")
	errClosed = errors.New("was closed")
)

const trustHint = "--trust reads it all the same"

var trusted atomic.Bool

// Trust lifts the bounds on how large what is packed or piped in may get, for
// the whole program.
func Trust() { trusted.Store(true) }

// root returns what was opened, of which s is made, and in how many steps.
func (s *Source) root() (raw *Source, steps int) {
	for s.from != nil {
		s = s.from
		steps++
	}
	return s, steps
}

// bounded reads from r, which unpacks raw, within the bounds.
type bounded struct {
	r   io.Reader
	raw *Source
	n   int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.n += int64(n)
	root, _ := b.raw.root()
	if size, _ := root.Size(); b.n > freeBytes && b.n/maxRatio > size && !trusted.Load() {
		return 0, &Error{Name: b.raw.Name(), Err: errRatio, Hint: trustHint}
	}
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		err = &Error{Name: b.raw.Name(), Err: errCut}
	case err != nil && err != io.EOF:
		err = &Error{Name: b.raw.Name(), Err: err}
	}
	return n, err
}

// spooled returns err, of the spool of s, with the name of s and what to do.
func (s *Source) spooled(err error) error {
	switch err {
	case errSpace:
		return &Error{Name: s.name, Err: err, Hint: trustHint}
	case errClosed: // nobody reads it
		return err
	}
	return &Error{Name: s.name, Err: fmt.Errorf("there is no room for the rest: %w", bare(err)), Hint: "TMPDIR names the directory for it"}
}
