package json

import (
	"bytes"
	"math"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// plainPart returns the number of bytes before the first quote or backslash in b.
func plainPart(b []byte) int {
	for i, c := range b {
		if c == '"' || c == '\\' {
			return i
		}
	}
	return len(b)
}

// Quoted reads a string, which must come next, and decodes its escapes. A string
// longer than limit bytes is truncated, to no less than limit bytes. The result is
// valid until the next call.
func (r *Reader) Quoted(limit int) []byte {
	r.Pos++
	b := r.Buf[r.Pos:]
	if k := bytes.IndexByte(b, '"'); k >= 0 && k <= limit && bytes.IndexByte(b[:k], '\\') < 0 {
		r.lines(b[:k])
		r.Pos += k + 1
		return b[:k]
	}
	r.Scratch = r.Scratch[:0]
	for r.Err == nil {
		b := r.Buf[r.Pos:]
		n := plainPart(b)
		if len(r.Scratch) < limit {
			r.Scratch = append(r.Scratch, b[:n]...)
		}
		r.lines(b[:n])
		r.Pos += n
		switch {
		case n == len(b):
			if !r.fill() {
				r.cut()
			}
		case b[n] == '"':
			r.Pos++
			return r.Scratch
		default:
			r.Pos++
			r.escape()
		}
	}
	return r.Scratch
}

// next reads and returns the next byte of a string, 0 at the end of the source.
func (r *Reader) next() byte {
	if r.Pos >= len(r.Buf) && !r.fill() {
		r.cut()
		return 0
	}
	c := r.Buf[r.Pos]
	r.Pos++
	return c
}

// escape decodes an escape after its backslash, and appends it to Scratch. An
// unpaired surrogate becomes U+FFFD.
func (r *Reader) escape() {
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
	r.Scratch = append(r.Scratch, c) // a quote, a slash, a backslash, or an unnecessary escape
}

// ahead returns the next byte of a string without reading it, 0 at the end of the
// source.
func (r *Reader) ahead() byte {
	c := r.next()
	if r.Err == nil {
		r.Pos--
	}
	return c
}

// unicode appends the character of a code unit to Scratch. The first half of a
// pair of surrogates reads the escape of the second.
func (r *Reader) unicode(u rune) {
	for utf16.IsSurrogate(u) && r.ahead() == '\\' {
		r.Pos++
		if r.ahead() != 'u' {
			r.Scratch = utf8.AppendRune(r.Scratch, utf8.RuneError)
			r.escape()
			return
		}
		r.Pos++
		second := r.hex()
		if whole := utf16.DecodeRune(u, second); whole != utf8.RuneError {
			u = whole
			break
		}
		r.Scratch = utf8.AppendRune(r.Scratch, utf8.RuneError)
		u = second
	}
	r.Scratch = utf8.AppendRune(r.Scratch, u) // an unpaired surrogate becomes U+FFFD
}

// hex reads four hexadecimal digits.
func (r *Reader) hex() rune {
	u := rune(0)
	for range 4 {
		c := r.next()
		switch {
		case text.IsDigit(c):
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			if r.Err == nil {
				r.unexpected(c)
			}
			return utf8.RuneError
		}
		u = u<<4 | rune(c)
	}
	return u
}

// scalar reads a number or a word such as null, and returns up to 64 bytes of it,
// which are valid until the next call.
func (r *Reader) scalar() []byte {
	r.Scratch = r.Scratch[:0]
	for r.Err == nil {
		for r.Pos < len(r.Buf) {
			c := r.Buf[r.Pos]
			if !(text.IsDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '-' || c == '+' || c == '.') {
				if len(r.Scratch) == 0 {
					r.unexpected(c)
				}
				return r.Scratch
			}
			if len(r.Scratch) < 64 {
				r.Scratch = append(r.Scratch, c)
			}
			r.Pos++
		}
		if !r.fill() {
			if len(r.Scratch) == 0 || r.Depth > 0 {
				r.cut()
			}
			break
		}
	}
	return r.Scratch
}

// Text reads a value as text: a string, or a number or word as it is written. It
// returns "" for null, objects and arrays. A string longer than tape.MaxPiece
// bytes is truncated; see ReadPassage.
func (r *Reader) Text() string {
	switch c := r.Peek(); c {
	case '"':
		return string(r.Quoted(tape.MaxPiece))
	case '{', '[', 0:
		r.skip()
		return ""
	}
	if s := r.scalar(); string(s) != "null" {
		return string(s)
	}
	return ""
}

// Is reports whether the next value begins with c.
func (r *Reader) Is(c byte) bool { return r.Peek() == c }

// Truth reads a value and reports whether it is true or "true".
func (r *Reader) Truth() bool { return r.Text() == "true" }

// Number reads a number, which may be in a string. It returns NaN for any other
// value.
func (r *Reader) Number() float64 {
	var b []byte
	switch c := r.Peek(); c {
	case '"':
		b = bytes.TrimSpace(r.Quoted(64))
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

// Time reads a time and returns it in milliseconds, or -1 if it is invalid. unit
// is the unit of a number in milliseconds. A string may also be "1.300s",
// "1:02:30.5" or "PT1.3S". An object has the fields seconds and nanos.
func (r *Reader) Time(unit float64) int64 {
	switch r.Peek() {
	case '{':
		sec, nanos := 0.0, 0.0
		r.Object(func(key string) {
			switch key {
			case "seconds":
				sec = r.Number()
			case "nanos":
				nanos = r.Number()
			}
		})
		return text.Milliseconds(sec+nanos/1e9, 1000)
	case '"':
		b := bytes.TrimSpace(r.Quoted(64))
		if f, err := strconv.ParseFloat(string(b), 64); err == nil {
			return text.Milliseconds(f, unit)
		}
		return text.Duration(b)
	}
	return text.Milliseconds(r.Number(), unit)
}
