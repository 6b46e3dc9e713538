package text

import (
	"strings"
	"unicode/utf8"
)

// QuestionMarks are the question marks of all scripts.
const QuestionMarks = "?？؟"

// IsQuestionMark reports whether r ends a question.
func IsQuestionMark(r rune) bool { return r == '?' || r == '？' || r == '؟' }

// IsStop reports whether r ends a sentence: a full stop, an exclamation mark
// or a question mark.
func IsStop(r rune) bool {
	switch r {
	case '.', '!', '…', '。', '！':
		return true
	}
	return IsQuestionMark(r)
}

// closers are the quotes and brackets that may follow the stop of a sentence.
const closers = "\"'”’»)]"

// EndsSentence reports whether a sentence ends at the end of s: the last
// character is a stop, ignoring blanks, closing quotes and brackets.
func EndsSentence(s string) bool {
	if n := len(s); n > 0 { // the usual cases
		switch c := s[n-1]; {
		case c == '.' || c == '?' || c == '!':
			return true
		case 'a' <= c && c <= 'z' || c == ',':
			return false
		}
	}
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, " \t\r\n"+closers))
	return IsStop(r)
}

// MayEndSentence reports whether a sentence may begin after b. It is weaker than
// EndsSentence: a closing quote or bracket or a dash is enough. A ’ is not enough
// because it is as often an apostrophe.
func MayEndSentence(b []byte) bool {
	r, _ := utf8.DecodeLastRune(b)
	return IsStop(r) || r != '’' && strings.ContainsRune(closers+">—-", r)
}

// Abbreviations are words whose full stop does not end a sentence.
var Abbreviations = map[string]bool{
	"Mr": true, "Mrs": true, "Ms": true, "Dr": true, "Prof": true, "Sen": true, "Rep": true, "Gov": true,
	"Gen": true, "Col": true, "Lt": true, "St": true, "No": true, "Jr": true, "Sr": true, "vs": true,
	"e.g": true, "i.e": true, "U.S": true, "т.е": true, "т.д": true, "им": true, "ул": true,
}
