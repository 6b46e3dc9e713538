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

// A Reader reads JSON from a stream, value by value. It is written by hand
// because it has to know the line of what it reads, to keep what comes before
// a cut, to pass over strings of any size, and to be lenient where programs
// that write transcripts are: NaN, control characters in strings, halves of
// surrogates.
//
// The first thing that is wrong stays in err and ends all loops, so that those
// who read need not look after every step.
type Reader struct {
	r       io.Reader // nil: there is no more than buf
	Buf     []byte
	Pos     int   // in buf
	Base    int64 // of buf in the source
	Line    int64 // number of the line at pos, from 1
	Depth   int
	Scratch []byte // the string read last, where it had to be put together
	Whole   bool   // buf is all there is
	Err     error
	broken  bool // err is one of reading
}

// maxDepth is how deeply values may be nested.
const maxDepth = 256

var (
	ErrCut      = errors.New("the file ends in the middle of a value")
	errJSONDeep = errors.New("values are nested more than 256 deep")
)

// NewReader returns a reader of a whole source.
func NewReader(r io.Reader) *Reader {
	return &Reader{r: r, Line: 1, Buf: make([]byte, 0, tape.InputSize)}
}

// FromBytes returns a reader of the values in b, which begins in a line.
func FromBytes(b []byte, line int64) *Reader { return &Reader{Buf: b, Line: line, Whole: true} }

// A Place is where a value begins.
type Place struct {
	off  int64
	Line int64 // 0: nowhere
}

// Start is the place where a source begins.
var Start = Place{0, 1}

// Place returns where the next value begins.
func (r *Reader) Place() Place {
	r.Peek()
	return Place{r.Base + int64(r.Pos), r.Line}
}

// NewReaderAt returns a reader of the source from a place on.
func NewReaderAt(in *tape.Input, at Place) *Reader { return readAt(in.Src, at) }

func readAt(s *source.Source, at Place) *Reader {
	r := NewReader(&source.Reader{Src: s, Off: at.off})
	r.Base, r.Line = at.off, at.Line
	return r
}

// fill reads more, and returns false if there is none.
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

// Fail notes what is wrong, if nothing was before.
func (r *Reader) Fail(err error) {
	if r.Err == nil {
		r.Err = err
	}
}

// cut notes that the source ends where more should come.
func (r *Reader) cut() { r.Fail(ErrCut) }

// unexpected notes that a byte stands where it should not.
func (r *Reader) unexpected(c byte) {
	r.Fail(fmt.Errorf("no JSON: %q is not expected here", rune(c)))
}

// Peek returns the first byte of what comes next, 0 at the end of the source.
func (r *Reader) Peek() byte {
	for r.Err == nil {
		for r.Pos < len(r.Buf) {
			switch c := r.Buf[r.Pos]; c {
			case '\n':
				r.Line++
			case ' ', '\t', '\r', 0xef, 0xbb, 0xbf: // a byte order mark stands for nothing
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

// Object reads an object. field reads the value of a key, or leaves it: then
// it is passed over. What is no object is passed over as a whole.
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

// Array reads an array. element reads an element, or leaves it. What is no
// array is passed over.
func (r *Reader) Array(element func()) {
	r.members('[', ']', func() { r.value(element) })
}

// strange notes that what comes next should not.
func (r *Reader) strange() {
	if c := r.Peek(); c != 0 {
		r.unexpected(c)
	} else {
		r.cut()
	}
}

// members reads what stands between brackets, with commas between.
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
			if r.Peek() == shut { // a comma after the last is a common slip
				continue
			}
		case !first || c == 0:
			r.strange()
			return
		}
		member()
	}
}

// value has a value read, and passes over it if it is not.
func (r *Reader) value(read func()) {
	r.Peek()
	at := r.Base + int64(r.Pos)
	read()
	if r.Err == nil && r.Base+int64(r.Pos) == at {
		r.skip()
	}
}

// skip passes over a value.
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

// skipNested passes over an object or an array. Only the number of brackets
// is looked at.
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

// pass passes over a string, of any size.
func (r *Reader) pass() {
	r.Pos++
	r.passRest()
}

// passRest passes over what is left of a string.
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
		r.next() // what a backslash is before
	}
}

// lines counts the line breaks in part of a string, where none should be.
func (r *Reader) lines(part []byte) { r.Line += int64(bytes.Count(part, text.Newline)) }

// Failed returns the error of a reader that has met one, with its line.
func Failed(in *tape.Input, r *Reader) error {
	if r.Err == nil || r.broken {
		return r.Err
	}
	return in.Fails(r.Line, r.Err.Error())
}
