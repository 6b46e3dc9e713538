package tape

import (
	"bytes"
	"unicode/utf8"
)

// Parting returns where a text may be parted in b, -1 for nowhere: behind a
// blank, or anywhere between two characters.
func Parting(b []byte, anywhere bool) int {
	if k := bytes.IndexByte(b, ' '); k >= 0 {
		return k + 1
	}
	for k := 0; anywhere && k < len(b); k++ {
		if utf8.RuneStart(b[k]) {
			return k
		}
	}
	return -1
}

// Cut parts a piece of a text that goes on: after the last blank in it, or
// at least between two characters.
func Cut(text []byte) (piece, rest []byte) {
	k := bytes.LastIndexAny(text, " \t") + 1
	if k == 0 {
		for k = len(text) - 1; k > len(text)-utf8.UTFMax && !utf8.RuneStart(text[k]); k-- {
		}
	}
	return text[:k], text[k:]
}
