package text

import (
	"strings"
	"unicode/utf8"
)

// QuestionMarks are the marks that end a question, of all scripts.
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

// closers may stand between the stop of a sentence and the blank after it.
const closers = "\"'”’»)]"

// EndsSentence reports whether a sentence ends with s: its last character is a
// stop, but for what closes quotes and brackets.
func EndsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, " \t\r\n"+closers))
	return IsStop(r)
}

// MayEndSentence reports whether what comes after b may begin a sentence. It
// asks less than EndsSentence: a quote, a bracket or a dash is enough, without
// a stop. A ’ is not, since it is an apostrophe as often.
func MayEndSentence(b []byte) bool {
	r, _ := utf8.DecodeLastRune(b)
	return IsStop(r) || r != '’' && strings.ContainsRune(closers+">—-", r)
}

// Abbreviations are words that a full stop follows in mid-sentence.
var Abbreviations = map[string]bool{
	"Mr": true, "Mrs": true, "Ms": true, "Dr": true, "Prof": true, "Sen": true, "Rep": true, "Gov": true,
	"Gen": true, "Col": true, "Lt": true, "St": true, "No": true, "Jr": true, "Sr": true, "vs": true,
	"e.g": true, "i.e": true, "U.S": true, "т.е": true, "т.д": true, "им": true, "ул": true,
}
