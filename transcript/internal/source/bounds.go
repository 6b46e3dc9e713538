package source

import (
	"archive/zip"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"verbatim/internal/fault"
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
	ErrTooLarge = errors.New("is larger than can be trusted") // Trust reads it

	errRatio  = fault.Kind(ErrTooLarge, "unpacks to over 200 times its size")
	errLayers = errors.New("is packed more than four times over")
	errSpace  = fault.Kind(ErrTooLarge, "needs over half of the free disk space")
	errCut    = errors.New("is cut off: what is packed goes on")
	errLength = errors.New("is damaged: what is packed is not as long as it says")
	errSum    = errors.New("is damaged: what is packed is not what it was")
	errPacked = errors.New("is damaged: it cannot be unpacked")
	errNoList = errors.New("is cut off or damaged: the list of its files is missing")
	errMethod = errors.New("is packed in a way that is not known")
	errClosed = errors.New("was closed")
)

// Trust lifts the bounds on how large what s unpacks to, and what is piped
// in, may get.
func (s *Source) Trust() {
	root, _ := s.root()
	root.trusted.Store(true)
}

func (s *Source) isTrusted() bool {
	root, _ := s.root()
	return root.trusted.Load()
}

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
	cut error // what is wrong where it ends too early
	n   int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.n += int64(n)
	root, _ := b.raw.root()
	if size, _ := root.Size(); b.n > freeBytes && b.n/maxRatio > size && !root.trusted.Load() {
		return 0, &fault.Error{Name: b.raw.Name(), Err: errRatio}
	}
	if err != nil && err != io.EOF {
		err = b.raw.unpacking(err, b.cut)
	}
	return n, err
}

const (
	unpackHint = "unpack it, and open what is in it"
	againHint  = "copy it again, or download it"
)

// unpacking returns the error of s, an archive or what is packed, that goes
// wrong as it is unpacked; cut is what is wrong where it ends too early.
func (s *Source) unpacking(err, cut error) error {
	var own *fault.Error
	var path *fs.PathError
	e := &fault.Error{Name: s.name, Hint: againHint}
	switch {
	case errors.As(err, &own), errors.As(err, &path): // it could not even be read
		return err
	case errors.Is(err, zip.ErrAlgorithm):
		e.Err, e.Hint = errMethod, unpackHint
	case errors.Is(err, zip.ErrFormat):
		e.Err = errNoList
	case errors.Is(err, zip.ErrChecksum), errors.Is(err, gzip.ErrChecksum):
		e.Err = errSum
	case errors.Is(err, io.ErrUnexpectedEOF), err == io.EOF:
		if e.Err = cut; cut == errCut { // it may still be coming
			e.Hint = ""
		}
	default:
		e.Err = errPacked
	}
	return e
}

// spooled returns err, of the spool of s, with the name of s and what to do.
func (s *Source) spooled(err error) error {
	switch err {
	case errSpace:
		return &fault.Error{Name: s.name, Err: err}
	case errClosed: // nobody reads it
		return err
	}
	return &fault.Error{Name: s.name, Err: fmt.Errorf("there is no room for the rest: %w", fault.Bare(err)), Hint: "TMPDIR names the directory for it"}
}
