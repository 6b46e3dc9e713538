package text

import (
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// An Escaper writes text as part of a string of JSON. It escapes what JSON
// requires, and the characters that are invisible, might be a command to a
// terminal, or exceed the marks allowed on one character. It keeps state from one
// piece of a string to the next. The zero Escaper is ready to use.
type Escaper struct {
	marks  int  // combining marks on the last character
	varied bool // the last character has a variation selector
}

// Append appends s to b, with such characters as escapes. Each invalid byte
// becomes \ufffd.
func (e *Escaper) Append(b []byte, s string) []byte {
	for i := 0; i < len(s); {
		if n := jsonRun(s[i:]); n > 0 {
			b = append(b, s[i:i+n]...)
			*e = Escaper{}
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r < utf8.RuneSelf:
			*e = Escaper{}
			b = appendEscape(b, byte(r))
		case r == utf8.RuneError && n == 1, r == 0x2028, r == 0x2029:
			*e = Escaper{}
			b = appendUnit(b, r)
		case !e.unsafe(r):
			b = append(b, s[i:i+n]...)
		case r > 0xFFFF:
			hi, lo := utf16.EncodeRune(r)
			b = appendUnit(appendUnit(b, hi), lo)
		default:
			b = appendUnit(b, r)
		}
		i += n
	}
	return b
}

// appendEscape appends the escape of a byte of ASCII.
func appendEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\b':
		return append(b, `\b`...)
	case '\f':
		return append(b, `\f`...)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	return appendUnit(b, rune(c))
}

// appendUnit appends the escape of a code unit of UTF-16.
func appendUnit(b []byte, u rune) []byte {
	const digits = "0123456789abcdef"
	return append(b, '\\', 'u', digits[u>>12], digits[u>>8&15], digits[u>>4&15], digits[u&15])
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
