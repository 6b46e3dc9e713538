package text

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// firstIdeograph is a lower bound for the characters of scripts that do not
// separate words.
const firstIdeograph = '\u2E80'

// CountWords returns the number of words in text: runs without blanks that
// contain a letter or a digit. An ideograph counts as half a word because its
// script does not separate words.
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

// Newline is the line end of decoded text.
var Newline = []byte{'\n'}

// Regexp returns a function that compiles expr when it is first called. One file
// needs few of the expressions, and compiling all would delay every start.
func Regexp(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// BOM is the byte order mark that some programs write before UTF-8 text.
var BOM = []byte("\xef\xbb\xbf")

// BaseName returns the last element of a path. Elements are separated by slashes
// on every system.
func BaseName(name string) string {
	return name[strings.LastIndexByte(strings.TrimRight(name, "/"), '/')+1:]
}

// WordSet returns the set of the words in a list separated by blanks.
func WordSet(words string) map[string]bool {
	all := strings.Fields(words)
	m := make(map[string]bool, len(all)) // growing it would double the cost at every start
	for _, w := range all {
		m[w] = true
	}
	return m
}

// CleanLine returns line as clean text, without a byte order mark and without
// blanks at its ends.
func CleanLine(line []byte) string {
	return CleanName(string(bytes.TrimSpace(bytes.TrimPrefix(line, BOM))))
}

// FoldSpaces returns b with every kind of space as ' ' and without invisible
// characters. It returns b itself if nothing changes.
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
