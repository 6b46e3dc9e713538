package text

import (
	"bytes"
)

// IsEnclosed reports whether one pair of brackets encloses the whole line, as
// in a note: (Applause.) It accepts an empty line, which is not enclosed.
func IsEnclosed(line string) bool { return line != "" && Enclosed([]byte(line)) }

// NoteBrackets has, at the brackets that may open a note, those that close it.
var NoteBrackets = [256]byte{'(': ')', '[': ']', '<': '>', '{': '}'}

// Enclosed reports whether one pair of brackets encloses the whole text, which
// must not be empty. A full stop after the bracket is ignored.
func Enclosed(text []byte) bool {
	open := text[0]
	shut := NoteBrackets[open]
	if shut == 0 {
		return false
	}
	text = bytes.TrimRight(text, ".")
	if text[len(text)-1] != shut {
		return false
	}
	depth := 0
	for i, c := range text {
		switch c {
		case open:
			depth++
		case shut:
			if depth--; depth == 0 && i < len(text)-1 {
				return false
			}
		}
	}
	return depth == 0
}
