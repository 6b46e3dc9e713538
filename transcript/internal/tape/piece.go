package tape

import (
	"bytes"
	"unicode/utf8"
)

// Parting returns the offset in b at which text may be cut: after the first space or, if
// anywhere is set, before the first character. It returns -1 if there is none.
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

// Cut splits an incomplete text after its last space, or at least between two characters.
// rest belongs before the bytes that follow.
func Cut(text []byte) (piece, rest []byte) {
	k := bytes.LastIndexAny(text, " \t") + 1
	if k == 0 {
		for k = len(text) - 1; k > len(text)-utf8.UTFMax && !utf8.RuneStart(text[k]); k-- {
		}
	}
	return text[:k], text[k:]
}
