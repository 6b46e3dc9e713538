package transcript

import (
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// An escaper escapes what encoding/json leaves in JSON that cannot be seen,
// that a terminal might take for a command, or that is more than may stand on
// one character. It goes on from one piece of a string to the next.
type escaper struct {
	marks  int  // combining marks on the last character
	varied bool // that has its variation selector
}

// escape returns b, which is JSON, or a part of a string of it.
func (e *escaper) escape(b []byte) []byte {
	clean := 0
	for clean < len(b) && (plainByte(b[clean]) || b[clean] == '\n') {
		clean++
	}
	if clean > 0 {
		*e = escaper{}
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

// unsafe reports whether r, which comes next, is to be escaped.
func (e *escaper) unsafe(r rune) bool {
	switch {
	case r < 0x7F, isPlain(r):
	case isVariant(r):
		was := e.varied
		e.varied = true
		return was || isHidden(r)
	case isHidden(r): // joiners are none of what stands on a character
		return r != 0x200C && r != 0x200D
	case isMark(r):
		e.marks++
		return e.marks > maxMarks
	case r < 0xA0, unicode.Is(unicode.Noncharacter_Code_Point, r):
		*e = escaper{}
		return true
	}
	*e = escaper{}
	return false
}
