package json

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"verbatim/internal/text"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// A Reader reads JSON from a stream, value by value. encoding/json does not serve
// because a Reader
//
//  1. knows the line of each value;
//  2. returns all values before the point where a file is truncated;
//  3. skips strings and values of any size without keeping them;
//  4. accepts what programs that write transcripts get wrong: NaN, control
//     characters in strings, unpaired surrogates, a comma after the last element.
//
// The first error is stored in Err and ends all loops, so that callers need not
// check for errors after every step.
type Reader struct {
	r       io.Reader // nil: Buf is the rest
	Buf     []byte
	Pos     int    // offset in Buf
	Base    int64  // offset of Buf in the source
	Line    int64  // number of the line at Pos, from 1
	Depth   int    // open objects and arrays
	Scratch []byte // the last string, if it had escapes or spanned two buffers
	Whole   bool   // Buf is the whole input
	Err     error
	broken  bool // Err is an error of reading, not of JSON
}

// maxDepth is the maximum depth of nested values.
const maxDepth = 256

var (
	// ErrCut is the error of a truncated source.
	ErrCut = errors.New("the file ends in the middle of a value")

	errJSONDeep = errors.New("values are nested more than 256 deep")
)

// NewReader returns a reader of a whole source.
func NewReader(r io.Reader) *Reader {
	return &Reader{r: r, Line: 1, Buf: make([]byte, 0, tape.InputSize)}
}

// FromBytes returns a reader of the values in b, which begins in the given line of
// the source.
func FromBytes(b []byte, line int64) *Reader { return &Reader{Buf: b, Line: line, Whole: true} }

// A Place is a position in a source. The zero Place means nowhere.
type Place struct {
	off  int64 // bytes
	Line int64 // from 1; 0: nowhere
}

// Start is the place at the start of a source.
var Start = Place{0, 1}

// Place returns where the next value begins.
func (r *Reader) Place() Place {
	r.Peek()
	return Place{r.Base + int64(r.Pos), r.Line}
}

// NewReaderAt returns a reader of the source of in that begins at a place.
func NewReaderAt(in *tape.Input, at Place) *Reader { return readAt(in.Src, at) }

func readAt(s *source.Source, at Place) *Reader {
	r := NewReader(&source.Reader{Src: s, Off: at.off})
	r.Base, r.Line = at.off, at.Line
	return r
}

// fill replaces Buf by the next bytes, and returns false at the end.
func (r *Reader) fill() bool {
	if r.r == nil {
		return false
	}
	r.Base += int64(len(r.Buf))
	r.Buf, r.Pos = r.Buf[:0], 0
	for {
		n, err := r.r.Read(r.Buf[:cap(r.Buf)])
		r.Buf = r.Buf[:n]
		if err != nil {
			r.r = nil
			if err != io.EOF {
				r.broken = true
				r.Fail(err)
			}
		}
		if n > 0 || err != nil {
			return n > 0
		}
	}
}

// Fail sets Err, unless it is set already.
func (r *Reader) Fail(err error) {
	if r.Err == nil {
		r.Err = err
	}
}

// cut fails because the source ends too early.
func (r *Reader) cut() { r.Fail(ErrCut) }

// unexpected fails because of a byte that is invalid at this position.
func (r *Reader) unexpected(c byte) {
	r.Fail(fmt.Errorf("invalid JSON: unexpected %q", rune(c)))
}

// Peek skips white space and returns the next byte without reading it. It returns
// 0 at the end of the source and after an error.
func (r *Reader) Peek() byte {
	for r.Err == nil {
		for r.Pos < len(r.Buf) {
			switch c := r.Buf[r.Pos]; c {
			case '\n':
				r.Line++
			case ' ', '\t', '\r', 0xef, 0xbb, 0xbf: // the bytes of a byte order mark
			default:
				return c
			}
			r.Pos++
		}
		if !r.fill() {
			break
		}
	}
	return 0
}

// Object reads an object. It calls field for each key, which reads the value or
// leaves it to be skipped. A value that is not an object is skipped.
func (r *Reader) Object(field func(key string)) {
	r.members('{', '}', func() {
		if r.Peek() != '"' {
			r.strange()
			return
		}
		key := string(r.Quoted(tape.MaxField))
		if c := r.Peek(); c != ':' {
			r.strange()
			return
		}
		r.Pos++
		r.value(func() { field(key) })
	})
}

// Array reads an array. It calls element for each element, which reads it or
// leaves it to be skipped. A value that is not an array is skipped.
func (r *Reader) Array(element func()) {
	r.members('[', ']', func() { r.value(element) })
}

// strange fails because of the next byte, or the end of the source.
func (r *Reader) strange() {
	if c := r.Peek(); c != 0 {
		r.unexpected(c)
	} else {
		r.cut()
	}
}

// members reads the members between brackets, separated by commas.
func (r *Reader) members(open, shut byte, member func()) {
	if r.Peek() != open {
		r.skip()
		return
	}
	r.Pos++
	if r.Depth++; r.Depth > maxDepth {
		r.Fail(errJSONDeep)
	}
	for first := true; r.Err == nil; first = false {
		switch c := r.Peek(); {
		case c == shut:
			r.Pos++
			r.Depth--
			return
		case c == ',' && !first:
			r.Pos++
			if r.Peek() == shut { // a comma after the last member is a common mistake
				continue
			}
		case !first || c == 0:
			r.strange()
			return
		}
		member()
	}
}

// value calls read, and skips the value if read has not read it.
func (r *Reader) value(read func()) {
	r.Peek()
	at := r.Base + int64(r.Pos)
	read()
	if r.Err == nil && r.Base+int64(r.Pos) == at {
		r.skip()
	}
}

// skip skips a value.
func (r *Reader) skip() {
	switch c := r.Peek(); c {
	case '"':
		r.pass()
	case '{', '[':
		r.skipNested()
	case 0:
		r.cut()
	default:
		r.scalar()
	}
}

// skipNested skips an object or an array. It only counts brackets.
func (r *Reader) skipNested() {
	depth := 0
	for r.Err == nil {
		for r.Pos < len(r.Buf) {
			switch r.Buf[r.Pos] {
			case '"':
				r.pass()
				if r.Err != nil {
					return
				}
				continue
			case '\n':
				r.Line++
			case '{', '[':
				if depth++; r.Depth+depth > maxDepth {
					r.Fail(errJSONDeep)
					return
				}
			case '}', ']':
				depth--
			}
			if r.Pos++; depth == 0 {
				return
			}
		}
		if !r.fill() {
			r.cut()
		}
	}
}

// pass skips a string of any size.
func (r *Reader) pass() {
	r.Pos++
	r.passRest()
}

// passRest skips the rest of a string.
func (r *Reader) passRest() {
	for r.Err == nil {
		n := plainPart(r.Buf[r.Pos:])
		r.lines(r.Buf[r.Pos : r.Pos+n])
		if r.Pos += n; r.Pos == len(r.Buf) {
			if !r.fill() {
				r.cut()
			}
			continue
		}
		if r.next() == '"' {
			return
		}
		r.next() // the byte after a backslash, which may be a quote
	}
}

// lines counts the line breaks in part of a string. They are invalid there, but
// occur.
func (r *Reader) lines(part []byte) { r.Line += int64(bytes.Count(part, text.Newline)) }

// Failed returns the error of r with the name of the source and the line, or nil.
func Failed(in *tape.Input, r *Reader) error {
	if r.Err == nil || r.broken {
		return r.Err
	}
	return in.Fails(r.Line, r.Err.Error())
}
