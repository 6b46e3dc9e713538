package text

import (
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// An Escaper escapes the characters that encoding/json leaves in JSON although
// they are invisible, might be a command to a terminal, or exceed the marks
// allowed on one character. It keeps state from one piece of a string to the
// next. The zero Escaper is ready to use.
type Escaper struct {
	marks  int  // combining marks on the last character
	varied bool // the last character has a variation selector
}

// Escape returns b, which is JSON or part of a JSON string, with such characters
// as \u escapes. It returns b itself if nothing needs escaping.
func (e *Escaper) Escape(b []byte) []byte {
	clean := 0
	for clean < len(b) && (PlainByte(b[clean]) || b[clean] == '\n') {
		clean++
	}
	if clean > 0 {
		*e = Escaper{}
	}
	if clean == len(b) {
		return b
	}
	out := append(make([]byte, 0, len(b)+64), b[:clean]...)
	for i := clean; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		switch {
		case !e.unsafe(r):
			out = append(out, b[i:i+n]...)
		case r > 0xFFFF:
			hi, lo := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, hi, lo)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		i += n
	}
	return out
}

// unsafe reports whether r must be escaped, and updates the state.
func (e *Escaper) unsafe(r rune) bool {
	switch {
	case r < 0x7F, isPlain(r):
	case IsVariant(r):
		was := e.varied
		e.varied = true
		return was || IsHidden(r)
	case IsHidden(r): // joiners are safe
		return r != 0x200C && r != 0x200D
	case IsMark(r):
		e.marks++
		return e.marks > MaxMarks
	case r < 0xA0, unicode.Is(unicode.Noncharacter_Code_Point, r):
		*e = Escaper{}
		return true
	}
	*e = Escaper{}
	return false
}
