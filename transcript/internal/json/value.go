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

// Quoted reads a string, which must come next, and decodes its escapes. A string
// longer than limit bytes is truncated, to no less than limit bytes. The result is
// valid until the next call.
func (r *Reader) Quoted(limit int) []byte {
	b, _ := r.quoted(limit)
	return b
}

// quoted implements Quoted. whole reports whether b is part of Buf, before the quotation
// mark at Pos-1.
func (r *Reader) quoted(limit int) (b []byte, whole bool) {
	r.Pos++
	b = r.plainPart()
	if r.Pos < len(r.Buf) && r.Buf[r.Pos] == '"' {
		r.Pos++
		return b, true
	}
	for r.Scratch = r.Scratch[:0]; ; b = r.plainPart() {
		if len(r.Scratch) < limit {
			r.Scratch = append(r.Scratch, b...)
		}
		switch {
		case r.Pos == len(r.Buf):
			if !r.fill() {
				r.cut()
			}
		case r.Buf[r.Pos] == '"':
			r.Pos++
			return r.Scratch, false
		default:
			r.Pos++
			r.escape()
		}
		if r.Err != nil {
			return r.Scratch, false
		}
	}
}

// quotedText is like Quoted, and returns a string that stays valid.
func (r *Reader) quotedText(limit int) string {
	b, whole := r.quoted(limit)
	if whole && r.shared != "" {
		return r.shared[r.Pos-1-len(b) : r.Pos-1]
	}
	return string(b)
}

// A keyTable caches keys of objects, which are few and recur. Each key has one of keyPlaces
// places, where it may replace another key.
type keyTable [64 + keyPlaces]string

const (
	keyPlaces = 4
	maxKey    = 64 // bytes of a key in the table
)

// key reads the key of a member.
func (r *Reader) key() string {
	if r.shared != "" {
		return r.quotedText(tape.MaxField)
	}
	b := r.Quoted(tape.MaxField)
	if len(b) > maxKey {
		return string(b)
	}
	if r.keys == nil {
		r.keys = new(keyTable)
	}
	h := uint32(0)
	for _, c := range b {
		h = h*31 + uint32(c)
	}
	places := r.keys[h%64:][:keyPlaces]
	free := 0
	for i, key := range places {
		if key == string(b) {
			return key
		}
		if key == "" {
			free = i
			break
		}
	}
	places[free] = string(b)
	return places[free]
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

// inScalar has the bytes of numbers and of words such as null.
var inScalar = func() (in [256]bool) {
	for c := range in {
		b := byte(c)
		in[c] = text.IsDigit(b) || b|0x20 >= 'a' && b|0x20 <= 'z' || b == '-' || b == '+' || b == '.'
	}
	return in
}()

// maxScalar is how many bytes of a number or word are kept.
const maxScalar = 64

// scalar reads a number or a word such as null, and returns up to maxScalar bytes
// of it, which are valid until the next call.
func (r *Reader) scalar() []byte {
	r.Scratch = r.Scratch[:0]
	for r.Err == nil {
		b := r.Buf[r.Pos:]
		n := 0
		for n < len(b) && inScalar[b[n]] {
			n++
		}
		r.Pos += n
		r.Scratch = append(r.Scratch, b[:min(n, maxScalar-len(r.Scratch))]...)
		if n < len(b) {
			if len(r.Scratch) == 0 {
				r.unexpected(b[n])
			}
			break
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
		return r.quotedText(tape.MaxPiece)
	case '{', '[', 0:
		r.skip()
		return ""
	}
	switch s := r.scalar(); string(s) {
	case "null":
		return ""
	case "true":
		return "true"
	case "false":
		return "false"
	default:
		if n := len(s); r.shared != "" && n < maxScalar {
			return r.shared[r.Pos-n : r.Pos]
		}
		return string(s)
	}
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
		if b = r.scalar(); string(b) == "null" {
			return math.NaN()
		}
	}
	f, err := strconv.ParseFloat(string(b), 64)
	if err != nil {
		return math.NaN()
	}
	return f
}
