package text

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// HeaderText returns the text of a line of the header.
func HeaderText(line []byte) string {
	return CleanName(string(bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\xef\xbb\xbf")))))
}

// SentenceOver reports whether a sentence may end with b.
func SentenceOver(b []byte) bool {
	r, _ := utf8.DecodeLastRune(b)
	return strings.ContainsRune(".?!…»”\"')]>—-。？！؟", r)
}

// FoldSpaces returns b with plain blanks where blanks stand that do not break.
func FoldSpaces(b []byte) []byte {
	if bytes.IndexByte(b, 0xC2) < 0 && bytes.IndexByte(b, 0xE2) < 0 {
		return b
	}
	return bytes.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Zs, r):
			return ' '
		case IsHidden(r):
			return -1
		}
		return r
	}, b)
}

func EndsSentence(r rune) bool { return strings.ContainsRune(".?!…。？！؟;", r) && r != ';' }

// Shortened words are followed by a full stop in mid-sentence.
var Shortened = map[string]bool{
	"Mr": true, "Mrs": true, "Ms": true, "Dr": true, "Prof": true, "Sen": true, "Rep": true, "Gov": true,
	"Gen": true, "Col": true, "Lt": true, "St": true, "No": true, "Jr": true, "Sr": true, "vs": true,
	"e.g": true, "i.e": true, "U.S": true, "т.е": true, "т.д": true, "им": true, "ул": true,
}

// EndsSentenceText reports whether a sentence ends with text.
func EndsSentenceText(text string) bool {
	text = strings.TrimRight(text, " \t\r\n\"'”’»)]")
	for _, stop := range [...]string{".", "?", "!", "…", "。", "？", "！", "؟"} {
		if strings.HasSuffix(text, stop) {
			return true
		}
	}
	return false
}
