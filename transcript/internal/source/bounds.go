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

// The bounds on sources, against archives built to fill the disk:
//
//  1. A compressed file may unpack to freeBytes. Beyond that the ratio to the
//     size of the file may not exceed maxRatio.
//  2. It may be compressed or archived maxLayers times over.
//  3. A spool, which holds piped, unpacked and rewritten text, may take half of
//     the disk space that is free when it outgrows memory.
//
// Trust lifts the first and the third.
const (
	freeBytes = 1 << 20
	maxRatio  = 200
	maxLayers = 4
)

// ErrTooLarge is wrapped by the errors of sources that exceed a bound which Trust
// lifts.
var ErrTooLarge = errors.New("is larger than can be trusted")

var (
	errRatio  = fault.Kind(ErrTooLarge, "unpacks to over 200 times its size")
	errLayers = errors.New("is compressed more than four times over")
	errSpace  = fault.Kind(ErrTooLarge, "needs over half of the free disk space")
	errCut    = errors.New("is truncated: the compressed data is incomplete")
	errLength = errors.New("is damaged: the compressed data has the wrong length")
	errSum    = errors.New("is damaged: the checksum is wrong")
	errPacked = errors.New("is damaged: it cannot be unpacked")
	errNoList = errors.New("is truncated or damaged: the list of its files is missing")
	errMethod = errors.New("uses an unsupported compression method")
	errClosed = errors.New("was closed")
)

// Trust lifts the bounds on the size of the text that s unpacks to or that comes
// through a pipe.
func (s *Source) Trust() {
	root, _ := s.root()
	root.trusted.Store(true)
}

func (s *Source) isTrusted() bool {
	root, _ := s.root()
	return root.trusted.Load()
}

// root returns the opened source from which s is derived, and the number of steps
// from it to s.
func (s *Source) root() (raw *Source, steps int) {
	for s.from != nil {
		s = s.from
		steps++
	}
	return s, steps
}

// bounded reads from r, which unpacks raw, and enforces maxRatio.
type bounded struct {
	r   io.Reader
	raw *Source
	cut error // returned if r ends too early
	n   int64 // bytes read
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
	unpackHint = "unpack it and open its files"
	againHint  = "copy or download it again"
)

// unpacking returns the error for s, an archive or a compressed file, whose
// unpacking failed with err. cut is the error if s ends too early.
func (s *Source) unpacking(err, cut error) error {
	var own *fault.Error
	var path *fs.PathError
	e := &fault.Error{Name: s.name, Hint: againHint}
	switch {
	case errors.As(err, &own), errors.As(err, &path): // s itself could not be read
		return err
	case errors.Is(err, zip.ErrAlgorithm):
		e.Err, e.Hint = errMethod, unpackHint
	case errors.Is(err, zip.ErrFormat):
		e.Err = errNoList
	case errors.Is(err, zip.ErrChecksum), errors.Is(err, gzip.ErrChecksum):
		e.Err = errSum
	case errors.Is(err, io.ErrUnexpectedEOF), err == io.EOF:
		if e.Err = cut; cut == errCut { // the rest may still arrive
			e.Hint = ""
		}
	default:
		e.Err = errPacked
	}
	return e
}

// spooled returns err, an error of the spool of s, with the name of s and a hint.
func (s *Source) spooled(err error) error {
	switch err {
	case errSpace:
		return &fault.Error{Name: s.name, Err: err}
	case errClosed: // never shown
		return err
	}
	return &fault.Error{Name: s.name, Err: fmt.Errorf("cannot store the rest: %w", fault.Bare(err)), Hint: "set TMPDIR to a directory with more space"}
}
