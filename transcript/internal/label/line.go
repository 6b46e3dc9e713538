package label

import (
	"bytes"
	"unicode"

	"verbatim/internal/text"
)

// LineSeen is the number of bytes of a line that determine its kind.
const LineSeen = 4 << 10

// BlankBytes are the ASCII bytes that may surround text.
const BlankBytes = " \t\r\n"

// indexOr returns the index of sign in b, or none if b does not contain it.
func indexOr(b, sign []byte, none int) int {
	if k := bytes.Index(b, sign); k >= 0 {
		return k
	}
	return none
}

// toLineEnd returns the number of bytes of b before the first line end.
func toLineEnd(b []byte) int {
	return indexOr(b, text.Newline, len(b))
}

// hasSmall reports whether b contains lowercase letters.
func hasSmall(b []byte) bool { return bytes.IndexFunc(b, unicode.IsLower) >= 0 }

// hasQuestion reports whether b has a question mark of any script.
func hasQuestion(b []byte) bool {
	for _, sign := range questionSigns {
		if bytes.Contains(b, sign) {
			return true
		}
	}
	return false
}

// questionSigns are the question marks of all scripts, in UTF-8. A question in Japanese
// often ends in a particle and a full stop instead.
var questionSigns = [...][]byte{[]byte("?"), []byte("？"), []byte("؟"), []byte("か。")}
