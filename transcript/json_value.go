package transcript

import (
	"bytes"
	"math"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// plainPart returns how many bytes come before a quote or a backslash.
func plainPart(b []byte) int {
	for i, c := range b {
		if c == '"' || c == '\\' {
			return i
		}
	}
	return len(b)
}

// quoted reads a string, as it is after its escapes, up to most bytes of it.
// It is good until the next call.
func (r *jsonReader) quoted(most int) []byte {
	r.pos++
	b := r.buf[r.pos:]
	if k := bytes.IndexByte(b, '"'); k >= 0 && k <= most && bytes.IndexByte(b[:k], '\\') < 0 {
		r.lines(b[:k])
		r.pos += k + 1
		return b[:k]
	}
	r.str = r.str[:0]
	for r.err == nil {
		b := r.buf[r.pos:]
		n := plainPart(b)
		if len(r.str) < most {
			r.str = append(r.str, b[:n]...)
		}
		r.lines(b[:n])
		r.pos += n
		switch {
		case n == len(b):
			if !r.fill() {
				r.cut()
			}
		case b[n] == '"':
			r.pos++
			return r.str
		default:
			r.pos++
			r.escape()
		}
	}
	return r.str
}

// next returns the next byte of a string, 0 at the end of the source.
func (r *jsonReader) next() byte {
	if r.pos >= len(r.buf) && !r.fill() {
		r.cut()
		return 0
	}
	c := r.buf[r.pos]
	r.pos++
	return c
}

// escape reads what follows a backslash. Half of a pair of surrogates becomes
// U+FFFD.
func (r *jsonReader) escape() {
	c := r.next()
	switch c {
	case 'n':
		c = '\n'
	case 't':
		c = '\t'
	case 'r':
		c = '\r'
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case 'u':
		r.unicode(r.hex())
		return
	case 0:
		return
	}
	r.str = append(r.str, c) // a quote, a slash, a backslash or what needs none
}

// ahead returns the next byte of a string, which stays; 0 at the end of the
// source.
func (r *jsonReader) ahead() byte {
	c := r.next()
	if r.err == nil {
		r.pos--
	}
	return c
}

// unicode adds the character of a code unit, which may need a second one.
func (r *jsonReader) unicode(u rune) {
	for utf16.IsSurrogate(u) && r.ahead() == '\\' {
		r.pos++
		if r.ahead() != 'u' {
			r.str = utf8.AppendRune(r.str, utf8.RuneError)
			r.escape()
			return
		}
		r.pos++
		second := r.hex()
		if whole := utf16.DecodeRune(u, second); whole != utf8.RuneError {
			u = whole
			break
		}
		r.str = utf8.AppendRune(r.str, utf8.RuneError)
		u = second
	}
	r.str = utf8.AppendRune(r.str, u) // U+FFFD, if it is half a pair still
}

// hex reads four hexadecimal digits.
func (r *jsonReader) hex() rune {
	u := rune(0)
	for range 4 {
		c := r.next()
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			if r.err == nil {
				r.unexpected(c)
			}
			return utf8.RuneError
		}
		u = u<<4 | rune(c)
	}
	return u
}

// scalar reads a number or a word such as null, up to 64 bytes of it. It is
// good until the next call.
func (r *jsonReader) scalar() []byte {
	r.str = r.str[:0]
	for r.err == nil {
		for r.pos < len(r.buf) {
			c := r.buf[r.pos]
			if !(c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '-' || c == '+' || c == '.') {
				if len(r.str) == 0 {
					r.unexpected(c)
				}
				return r.str
			}
			if len(r.str) < 64 {
				r.str = append(r.str, c)
			}
			r.pos++
		}
		if !r.fill() {
			if len(r.str) == 0 || r.depth > 0 {
				r.cut()
			}
			break
		}
	}
	return r.str
}

// text reads a string, or what a number or a word says; null, objects and
// arrays are "". Of a string longer than maxPiece the rest is left out, see
// said.
func (r *jsonReader) text() string {
	switch c := r.peek(); c {
	case '"':
		return string(r.quoted(maxPiece))
	case '{', '[', 0:
		r.skip()
		return ""
	}
	if s := r.scalar(); string(s) != "null" {
		return string(s)
	}
	return ""
}

// is reports whether the next value begins with c.
func (r *jsonReader) is(c byte) bool { return r.peek() == c }

// truth reads a value that is true or not.
func (r *jsonReader) truth() bool { return r.text() == "true" }

// number reads a number, which may stand in a string. It returns NaN for what
// is none.
func (r *jsonReader) number() float64 {
	var b []byte
	switch c := r.peek(); c {
	case '"':
		b = bytes.TrimSpace(r.quoted(64))
	case '{', '[', 0:
		r.skip()
	default:
		b = r.scalar()
	}
	f, err := strconv.ParseFloat(string(b), 64)
	if err != nil {
		return math.NaN()
	}
	return f
}

// time reads a time and returns milliseconds, -1 if it is none. A number
// counts units of so many milliseconds; a string may also be "1.300s",
// "1:02:30.5" or "PT1.3S"; an object has seconds and nanos.
func (r *jsonReader) time(unit float64) int64 {
	switch r.peek() {
	case '{':
		sec, nanos := 0.0, 0.0
		r.object(func(key string) {
			switch key {
			case "seconds":
				sec = r.number()
			case "nanos":
				nanos = r.number()
			}
		})
		return milliseconds(sec+nanos/1e9, 1000)
	case '"':
		b := bytes.TrimSpace(r.quoted(64))
		if f, err := strconv.ParseFloat(string(b), 64); err == nil {
			return milliseconds(f, unit)
		}
		return spokenTime(b)
	}
	return milliseconds(r.number(), unit)
}

// spokenTime reads a time that tells its unit: 1:02:30.5, 1.300s, PT1.3S. It
// returns milliseconds, -1 if it is none.
func spokenTime(b []byte) int64 {
	if ms, rest, ok := looseTime(b); ok && len(rest) == 0 && bytes.IndexByte(b, ':') > 0 {
		return ms
	}
	b = bytes.TrimPrefix(bytes.TrimRight(bytes.TrimSpace(b), "sS"), []byte("PT"))
	if f, err := strconv.ParseFloat(string(b), 64); err == nil {
		return milliseconds(f, 1000)
	}
	return -1
}

// milliseconds returns n units as whole milliseconds, -1 for what is no time
// of a recording.
func milliseconds(n, unit float64) int64 {
	if n *= unit; n >= 0 && n < 1<<31-1 {
		return int64(n + 0.5)
	}
	return -1
}
