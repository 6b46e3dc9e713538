package json

import "verbatim/transcript/internal/tape"

// An Extent is where a value stands in a source.
type Extent struct {
	Place
	Size int64 // bytes
}

// Off returns where the value begins, in bytes.
func (e Extent) Off() int64 { return e.off }

// Extent skips the next value and returns where it stands.
func (r *Reader) Extent() Extent {
	at := r.Place()
	r.skip()
	return Extent{at, r.Base + int64(r.Pos) - at.off}
}

// Since returns where what r has read since a place stands.
func (r *Reader) Since(at Place) Extent { return Extent{at, r.Base + int64(r.Pos) - at.off} }

// NewReaderOf returns a reader of one value of the source of in.
func NewReaderOf(in *tape.Input, e Extent) *Reader {
	if e.Size > tape.MaxPiece {
		return NewReaderAt(in, e.Place)
	}
	b := make([]byte, e.Size)
	n, _ := in.Src.ReadAt(b, e.off) // what is missing is an error of the reader
	r := FromBytes(b[:n], e.Line)
	r.Base = e.off
	return r
}

// Again returns a reader of what r, a reader of bytes, has read, from a place on.
func (r *Reader) Again(at Place) *Reader {
	return &Reader{Buf: r.Buf, Pos: int(at.off - r.Base), Base: r.Base, Line: at.Line, Whole: true}
}
