package json

import "verbatim/transcript/internal/tape"

// An Extent is the place and the size of a value in a source.
type Extent struct {
	Place
	Size int64 // bytes
}

// Off returns the offset of the value in bytes.
func (e Extent) Off() int64 { return e.off }

// Extent skips the next value and returns its extent.
func (r *Reader) Extent() Extent {
	at := r.Place()
	r.skip()
	return Extent{at, r.Base + int64(r.Pos) - at.off}
}

// Since returns the extent from a place to the current position of r.
func (r *Reader) Since(at Place) Extent { return Extent{at, r.Base + int64(r.Pos) - at.off} }

// NewReaderOf returns a reader of one value in the source of in.
func NewReaderOf(in *tape.Input, e Extent) *Reader {
	if e.Size > tape.MaxPiece {
		return NewReaderAt(in, e.Place)
	}
	b := make([]byte, e.Size)
	n, _ := in.Src.ReadAt(b, e.off) // the reader reports a short read
	r := FromBytes(b[:n], e.Line)
	r.Base = e.off
	return r
}

// Again returns a reader that starts again at a place. r must read from bytes.
func (r *Reader) Again(at Place) *Reader {
	return &Reader{Buf: r.Buf, Pos: int(at.off - r.Base), Base: r.Base, Line: at.Line, Whole: true}
}
