package text

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// firstIdeograph is the first character of the scripts that do not separate
// words.
const firstIdeograph = '\u2E80'

// CountWords counts runs of letters and digits that blanks separate, and
// each ideograph, which its script does not separate, as half a word.
func CountWords(text string) int64 {
	var n, ideographs int64
	in := false
	for _, r := range text {
		switch {
		case r == ' ':
			in = false
		case 'a' <= r && r <= 'z':
			if !in {
				in = true
				n++
			}
		case r >= firstIdeograph && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			ideographs++
			in = false
		case unicode.IsSpace(r):
			in = false
		case !in && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			in = true
			n++
		}
	}
	return n + (ideographs+1)/2
}

// Newline is the end of a line.
var Newline = []byte{'\n'}

// Regexp returns an expression that is compiled when it is first asked for:
// whoever opens one file needs few of them, and waits for none of the others.
func Regexp(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// BOM is the mark of UTF-8 that some programs write before a text.
var BOM = []byte("\xef\xbb\xbf")

// BaseName returns the name of a file without its directories.
func BaseName(name string) string {
	return name[strings.LastIndexByte(strings.TrimRight(name, "/"), '/')+1:]
}

// WordSet returns words, which blanks separate, as a set.
func WordSet(words string) map[string]bool {
	all := strings.Fields(words)
	m := make(map[string]bool, len(all)) // growing it would cost as much again, at every start
	for _, w := range all {
		m[w] = true
	}
	return m
}

// CleanLine returns the text of a line, safe to show and without the mark that
// may begin a file.
func CleanLine(line []byte) string {
	return CleanName(string(bytes.TrimSpace(bytes.TrimPrefix(line, BOM))))
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
