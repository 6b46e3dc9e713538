package label

import (
	"bytes"
	"strings"
	"unicode"

	"verbatim/internal/text"
	"verbatim/transcript/internal/naming"
)

// A lead is the set of signs before a name.
type lead uint8

const (
	leadList    lead = 1 << iota // -, *, •, 1.
	leadHeading                  // ##
	leadQuoted                   // >
	leadWord                     // Speaker:, the same on each line
	leadChange                   // >>, a change of speaker: the name may be missing
	leadAsked                    // ――, with leadChange: an interviewer asks
)

// isTask reports whether b begins with the check box of a task: [ ] Paint, [x] Lock.
func isTask(b []byte) bool {
	return len(b) > 3 && b[0] == '[' && b[2] == ']' && (b[1] == ' ' || b[1]|0x20 == 'x')
}

// announces returns the size of a word that announces a name, with its colon and spaces:
// Speaker: S1. It returns 0 for anything else.
func announces(b []byte) int {
	k := bytes.IndexByte(b[:min(len(b), 24)], ':')
	if k <= 0 || !announceWords[strings.ToLower(string(b[:k]))] {
		return 0
	}
	n := k + 1
	for n < len(b) && b[n] == ' ' {
		n++
	}
	if n == k+1 || n == len(b) || len(b)-n > maxName/2 || naming.EndsInStop(b) {
		return 0
	}
	return n
}

// announceWords announce a name.
var announceWords = text.WordSet(`speaker name spk sprecher sprecherin locuteur hablante orador locutor relatore parlante спикер говорящий mówca 发言人 講者 話者`)

// signs reads the signs and the time before a name.
func (l *lineReader) signs() {
	for l.blanks(); l.i < len(l.line); l.blanks() {
		n, sign := l.sign(l.line[l.i:])
		if n == 0 {
			break
		}
		l.r.lead |= sign
		l.i += n
	}
	b := l.line[l.i:]
	bold := 0
	for bold < len(b) && b[bold] == '*' {
		bold++
	}
	s, n := text.ReadSpan(b[bold:])
	if n == 0 {
		return
	}
	l.r.before, l.r.timed, l.r.time = true, true, s
	l.i += bold + n
	for l.i < len(l.line) && l.line[l.i] == '*' && bold > 0 {
		l.i++
		bold--
	}
	l.blanks()
	if n := joins(l.line[l.i:]); n > 0 {
		l.i += n
		l.blanks()
	}
}

// sign returns the size and the kind of a sign at the start of b. The size does not include
// a space after the sign.
func (l *lineReader) sign(b []byte) (size int, sign lead) {
	n := len(b) - len(bytes.TrimLeft(b, string(b[0])))
	blank := n < len(b) && b[n] == ' '
	switch c := b[0]; {
	case c == '#' && blank && n <= 6, c == '=' && blank && n >= 2 && n <= 6:
		return n, leadHeading
	case c == '>' && n >= 2:
		return n, leadChange
	case c == '>' && blank:
		return n, leadQuoted
	case (c == '-' || c == '*') && n == 1 && blank:
		return 1, leadList
	case bytes.HasPrefix(b, []byte("->>")):
		return len(b) - len(bytes.TrimLeft(b, "->")), leadChange
	case bytes.HasPrefix(b, []byte("• ")):
		return len("•"), leadList
	case c == 0xE2 && dashes(b) > 0:
		return dashes(b), leadChange | leadAsked
	case c == 0xE2 && strings.ContainsRune(recordSigns, runeAt(b)):
		return len("○"), leadList
	case text.IsDigit(c):
		_, n, rest := text.Digits(b)
		if n <= 3 && len(rest) > 1 && (rest[0] == '.' || rest[0] == ')') && (rest[1] == ' ' || rest[1] == '\t') {
			return n + 1, leadList
		}
	}
	return 0, 0
}

// recordSigns precede names in East Asian records.
const recordSigns = "○◯●◎◆◇■□▲△▼▽★☆"

// dashes returns the size of two dashes or more that open a question in Japanese
// interviews: ――いつですか。 It returns 0 for anything else.
func dashes(b []byte) int {
	n := len(b) - len(bytes.TrimLeft(b, "―—─"))
	if r := runeAt(b[n:]); n < 2*len("―") || !unicode.IsLetter(r) || unicode.IsUpper(r) || unicode.IsLower(r) {
		return 0
	}
	return n
}

// joins returns the size of a sign that separates a time from a name at the start of b.
func joins(b []byte) int {
	for _, sign := range [...]string{"|", "- ", "– ", "— ", "-- ", "•", "·", "@ ", ": ", ", "} {
		if bytes.HasPrefix(b, []byte(sign)) {
			return len(sign)
		}
	}
	return 0
}
