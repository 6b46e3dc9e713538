package text

import (
	"bytes"
)

// IsEnclosed reports whether brackets hold all of a line: it is a note.
func IsEnclosed(line string) bool { return line != "" && Enclosed([]byte(line)) }

// brackets that may enclose a note.
var NoteBrackets = map[byte]byte{'(': ')', '[': ']', '<': '>', '{': '}'}

// Enclosed reports whether one pair of brackets encloses the whole line,
// but for the stop after it.
func Enclosed(text []byte) bool {
	open := text[0]
	shut, ok := NoteBrackets[open]
	if !ok {
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
