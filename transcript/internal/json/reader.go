package json

import (
	"errors"
	"fmt"
	"io"

	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// A Reader reads JSON from a stream, value by value. Unlike encoding/json, a Reader
//
//  1. knows the line of each value;
//  2. returns all values before the point where a file is truncated;
//  3. skips strings and values of any size without keeping them;
//  4. accepts common mistakes of programs that write transcripts: NaN, control characters
//     in strings, unpaired surrogates, a comma after the last element.
//
// The first error is stored in Err and ends all loops, so that callers need not check after
// every step.
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
	broken  bool   // Err is an error of reading, not of JSON
	shared  string // the bytes of Buf, or "": then strings are copied
	keys    *keyTable
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

// Reset makes r read the values in b, which begins on the given line of the source, and
// reuses the memory of r. If shared is not "", it must equal b; strings without escapes are
// then substrings of it, and each keeps all of it in memory.
func (r *Reader) Reset(b []byte, shared string, line int64) {
	*r = Reader{Buf: b, shared: shared, Line: line, Whole: true, Scratch: r.Scratch[:0], keys: r.keys}
}

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

// cut fails because the source is truncated.
func (r *Reader) cut() { r.Fail(ErrCut) }

// unexpected fails because of a byte that is invalid at this position.
func (r *Reader) unexpected(c byte) {
	r.Fail(fmt.Errorf("invalid JSON: unexpected %q", rune(c)))
}

// End fails if anything but white space is left.
func (r *Reader) End() {
	if c := r.Peek(); c != 0 {
		r.unexpected(c)
	}
}

// Peek skips white space and returns the next byte without reading it. It returns
// 0 at the end of the source and after an error.
func (r *Reader) Peek() byte {
	if r.Pos < len(r.Buf) && r.Err == nil {
		if c := r.Buf[r.Pos]; c > ' ' && c < 0x80 {
			return c
		}
	}
	return r.peekBeyond()
}

// peekBeyond is Peek for white space and the end of Buf.
func (r *Reader) peekBeyond() byte {
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
	if !r.enter('{') {
		return
	}
	for first := true; r.member('}', first); first = false {
		if r.Peek() != '"' {
			r.strange()
			return
		}
		key := r.key()
		if r.Peek() != ':' {
			r.strange()
			return
		}
		r.Pos++
		r.Peek()
		at := r.Base + int64(r.Pos)
		field(key)
		r.unread(at)
	}
}

// Array reads an array. It calls element for each element, which reads it or
// leaves it to be skipped. A value that is not an array is skipped.
func (r *Reader) Array(element func()) {
	if !r.enter('[') {
		return
	}
	for first := true; r.member(']', first); first = false {
		r.Peek()
		at := r.Base + int64(r.Pos)
		element()
		r.unread(at)
	}
}

// strange fails at the next byte, or at the end of the source.
func (r *Reader) strange() {
	if c := r.Peek(); c != 0 {
		r.unexpected(c)
	} else {
		r.cut()
	}
}

// enter reads the bracket that opens an object or array. If the next value does
// not begin with it, enter skips the value and returns false.
func (r *Reader) enter(open byte) bool {
	if r.Peek() != open {
		r.skip()
		return false
	}
	r.Pos++
	if r.Depth++; r.Depth > maxDepth {
		r.Fail(errJSONDeep)
	}
	return true
}

// member reads what precedes the next member of an object or array. It returns false after
// the closing bracket, and after an error.
func (r *Reader) member(shut byte, first bool) bool {
	c := r.Peek()
	if c == ',' && !first {
		r.Pos++
		if c = r.Peek(); c != shut { // a comma after the last member is a common mistake
			return r.Err == nil
		}
	}
	switch {
	case r.Err != nil:
	case c == shut:
		r.Pos++
		r.Depth--
	case first && c != 0:
		return true
	default:
		r.strange()
	}
	return false
}

// unread skips the value at an offset in the source, unless it has been read.
func (r *Reader) unread(at int64) {
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

// structure has the bytes that matter to skipNested.
var structure = [256]bool{'"': true, '\n': true, '{': true, '[': true, '}': true, ']': true}

// skipNested skips an object or an array. It only counts brackets.
func (r *Reader) skipNested() {
	depth := 0
	for r.Err == nil {
		b := r.Buf[r.Pos:]
		n := 0
		for n < len(b) && !structure[b[n]] {
			n++
		}
		if r.Pos += n; n == len(b) {
			if !r.fill() {
				r.cut()
			}
			continue
		}
		r.Pos++
		switch b[n] {
		case '"':
			r.passRest()
			continue
		case '\n':
			r.Line++
		case '{', '[':
			if depth++; r.Depth+depth > maxDepth {
				r.Fail(errJSONDeep)
			}
		default:
			depth--
		}
		if depth == 0 {
			return
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
		if r.plainPart(); r.Pos == len(r.Buf) {
			if !r.fill() {
				r.cut()
			}
			continue
		}
		r.Pos++
		if r.Buf[r.Pos-1] == '"' {
			return
		}
		r.next() // the byte after a backslash, which may be a quote
	}
}

// Failed returns the error of r with the name of the source and the line, or nil.
func Failed(in *tape.Input, r *Reader) error {
	if r.Err == nil || r.broken {
		return r.Err
	}
	return in.Fails(r.Line, r.Err.Error())
}
