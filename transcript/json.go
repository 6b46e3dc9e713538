package transcript

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// A jsonReader reads JSON from a stream, value by value. It is written by hand
// because it has to know the line of what it reads, to keep what comes before
// a cut, to pass over strings of any size, and to be lenient where programs
// that write transcripts are: NaN, control characters in strings, halves of
// surrogates.
//
// The first thing that is wrong stays in err and ends all loops, so that those
// who read need not look after every step.
type jsonReader struct {
	r      io.Reader // nil: there is no more than buf
	buf    []byte
	pos    int   // in buf
	base   int64 // of buf in the source
	line   int64 // number of the line at pos, from 1
	depth  int
	str    []byte // the string read last, where it had to be put together
	whole  bool   // buf is all there is
	err    error
	broken bool // err is one of reading
}

// jsonDepth is how deeply values may be nested.
const jsonDepth = 256

var (
	errJSONCut  = errors.New("the file ends in the middle of a value")
	errJSONDeep = errors.New("values are nested more than 256 deep")
)

// newJSONReader returns a reader of a whole source.
func newJSONReader(r io.Reader) *jsonReader {
	return &jsonReader{r: r, line: 1, buf: make([]byte, 0, inputSize)}
}

// jsonOf returns a reader of the values in b, which begins in a line.
func jsonOf(b []byte, line int64) *jsonReader { return &jsonReader{buf: b, line: line, whole: true} }

// A jsonPlace is where a value begins.
type jsonPlace struct {
	off  int64
	line int64 // 0: nowhere
}

// jsonStart is the place where a source begins.
var jsonStart = jsonPlace{0, 1}

// place returns where the next value begins.
func (r *jsonReader) place() jsonPlace {
	r.peek()
	return jsonPlace{r.base + int64(r.pos), r.line}
}

// jsonIn returns a reader of the source from a place on.
func jsonIn(in *input, at jsonPlace) *jsonReader { return jsonAt(in.src, at) }

func jsonAt(s *rawSource, at jsonPlace) *jsonReader {
	r := newJSONReader(&sourceReader{s: s, off: at.off})
	r.base, r.line = at.off, at.line
	return r
}

// fill reads more, and returns false if there is none.
func (r *jsonReader) fill() bool {
	if r.r == nil {
		return false
	}
	r.base += int64(len(r.buf))
	r.buf, r.pos = r.buf[:0], 0
	for {
		n, err := r.r.Read(r.buf[:cap(r.buf)])
		r.buf = r.buf[:n]
		if err != nil {
			r.r = nil
			if err != io.EOF {
				r.broken = true
				r.fail(err)
			}
		}
		if n > 0 || err != nil {
			return n > 0
		}
	}
}

// fail notes what is wrong, if nothing was before.
func (r *jsonReader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// cut notes that the source ends where more should come.
func (r *jsonReader) cut() { r.fail(errJSONCut) }

// unexpected notes that a byte stands where it should not.
func (r *jsonReader) unexpected(c byte) {
	r.fail(fmt.Errorf("no JSON: %q is not expected here", rune(c)))
}

// peek returns the first byte of what comes next, 0 at the end of the source.
func (r *jsonReader) peek() byte {
	for r.err == nil {
		for r.pos < len(r.buf) {
			switch c := r.buf[r.pos]; c {
			case '\n':
				r.line++
			case ' ', '\t', '\r', 0xef, 0xbb, 0xbf: // a byte order mark stands for nothing
			default:
				return c
			}
			r.pos++
		}
		if !r.fill() {
			break
		}
	}
	return 0
}

// object reads an object. field reads the value of a key, or leaves it: then
// it is passed over. What is no object is passed over as a whole.
func (r *jsonReader) object(field func(key string)) {
	r.members('{', '}', func() {
		if r.peek() != '"' {
			r.strange()
			return
		}
		key := string(r.quoted(mostField))
		if c := r.peek(); c != ':' {
			r.strange()
			return
		}
		r.pos++
		r.value(func() { field(key) })
	})
}

// array reads an array. element reads an element, or leaves it. What is no
// array is passed over.
func (r *jsonReader) array(element func()) {
	r.members('[', ']', func() { r.value(element) })
}

// strange notes that what comes next should not.
func (r *jsonReader) strange() {
	if c := r.peek(); c != 0 {
		r.unexpected(c)
	} else {
		r.cut()
	}
}

// members reads what stands between brackets, with commas between.
func (r *jsonReader) members(open, shut byte, member func()) {
	if r.peek() != open {
		r.skip()
		return
	}
	r.pos++
	if r.depth++; r.depth > jsonDepth {
		r.fail(errJSONDeep)
	}
	for first := true; r.err == nil; first = false {
		switch c := r.peek(); {
		case c == shut:
			r.pos++
			r.depth--
			return
		case c == ',' && !first:
			r.pos++
			if r.peek() == shut { // a comma after the last is a common slip
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
func (r *jsonReader) value(read func()) {
	r.peek()
	at := r.base + int64(r.pos)
	read()
	if r.err == nil && r.base+int64(r.pos) == at {
		r.skip()
	}
}

// skip passes over a value.
func (r *jsonReader) skip() {
	switch c := r.peek(); c {
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
func (r *jsonReader) skipNested() {
	depth := 0
	for r.err == nil {
		for r.pos < len(r.buf) {
			switch r.buf[r.pos] {
			case '"':
				r.pass()
				if r.err != nil {
					return
				}
				continue
			case '\n':
				r.line++
			case '{', '[':
				if depth++; r.depth+depth > jsonDepth {
					r.fail(errJSONDeep)
					return
				}
			case '}', ']':
				depth--
			}
			if r.pos++; depth == 0 {
				return
			}
		}
		if !r.fill() {
			r.cut()
		}
	}
}

// pass passes over a string, of any size.
func (r *jsonReader) pass() {
	r.pos++
	r.passRest()
}

// passRest passes over what is left of a string.
func (r *jsonReader) passRest() {
	for r.err == nil {
		n := plainPart(r.buf[r.pos:])
		r.lines(r.buf[r.pos : r.pos+n])
		if r.pos += n; r.pos == len(r.buf) {
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
func (r *jsonReader) lines(part []byte) { r.line += int64(bytes.Count(part, newline)) }

// jsonFailed returns the error of a reader that has met one, with its line.
func jsonFailed(in *input, r *jsonReader) error {
	if r.err == nil || r.broken {
		return r.err
	}
	return in.fails(r.line, r.err.Error())
}
