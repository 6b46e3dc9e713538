package label

import (
	"bytes"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/naming"
)

// Candidates for labels are found by these rules:
//
//  1. A candidate begins a line. White space, dashes, bullets, times and marks of emphasis
//     may precede it.
//  2. It ends at a colon (styleColon), at a full stop that does not abbreviate a word
//     (styleDot, styleRecord), or after one letter (styleBare). Other ways to write a label
//     are learned from the document (learn.go).
//  3. A colon does not end a candidate if a digit, slash or lowercase letter follows.
//  4. A time in brackets may follow the label. It is the start of the turn, unless
//     a time precedes the label.
//  5. A candidate has at most MaxLabel bytes.
//  6. The profile decides which candidates are labels (judge.go).

// MaxLabel is the maximum number of bytes of a label. It is enough for 230 Latin or
// Cyrillic letters. Labels of that length are not known in other scripts.
const MaxLabel = 420

// A candidate is a possible label at the start of a line. All offsets are bytes of
// the line.
type candidate struct {
	at, end int   // span of the label
	body    int   // start of the speech; the size of the line if nothing follows the label
	start   int32 // milliseconds, of a time next to it; -1: none
	day     bool  // start is a time of day
	bold    bool  // it is emphasised: **Ann Lee:**, *Ann Lee:*
	style   labelStyle
}

// A labelStyle is the way in which a document marks its labels.
type labelStyle uint8

const (
	styleColon  labelStyle = 1 << iota // Ann Lee: text
	styleDot                           // Ann. text, as in plays
	styleRecord                        // Mr. LEE. text, as in printed records
	styleBare                          // Q text
)

// opening returns the offset of the text of a line, after the signs of rule 1, and the time
// among them in milliseconds, -1 if there is none. day reports whether it is a time of day.
func opening(line []byte) (i int, start int32, day bool) {
	start = -1
	for i < len(line) {
		switch c := line[i]; {
		case c == ' ' || c == '\t' || c == '*' || c == '_' || c == '#' && !(i+1 < len(line) && text.IsDigit(line[i+1])):
			i++
		case c == '[' || c == '(' || c == '#' || text.IsDigit(c):
			s, n := text.ReadStamp(line[i:])
			if n == 0 {
				return i + listNumber(line[i:]), start, day
			}
			start, day = s.Start, s.Day
			i += n
		case (c == '-' || c == '>') && i+1 < len(line) && line[i+1] == ' ':
			i += 2
		case c >= utf8.RuneSelf:
			n := ornament(line[i:])
			if n == 0 {
				return i, start, day
			}
			i += n
		default:
			return i, start, day
		}
	}
	return i, start, day
}

// listNumber returns the size of a list number at the start of b, with the full stop and
// the spaces after it: 1. Ann Lee. It returns 0 if there is none.
func listNumber(b []byte) int {
	_, n, rest := text.Digits(b)
	if n == 0 || n > 3 || len(rest) < 2 || rest[0] != '.' || rest[1] != ' ' && rest[1] != '\t' {
		return 0
	}
	return len(b) - len(bytes.TrimLeft(rest[1:], " \t"))
}

// ornament returns the size in bytes of the dash, bullet or invisible character at the
// start of b, or 0 if there is none.
func ornament(b []byte) int {
	r, n := utf8.DecodeRune(b)
	switch r {
	case 0xA0, 0x2007, 0x202F, 0x3000, 0x2022, 0x00B7, 0xFEFF, 0x200B:
		return n
	case 0x2013, 0x2014, 0x2015: // a dash begins a line of speech
		if n < len(b) && (b[n] == ' ' || b[n] == 0xC2) {
			return n
		}
		return 0
	}
	if r != utf8.RuneError && text.IsHidden(r) {
		return n
	}
	return 0
}

// colonLabel finds a label that ends in a colon at the start of a line.
func colonLabel(line []byte) (c candidate, ok bool) {
	c.style = styleColon
	c.at, c.start, c.day = opening(line)
	window := line[c.at:min(len(line), c.at+MaxLabel)]
	if isTask(window) {
		return c, false
	}
	k := bytes.IndexByte(window, ':')
	wide := 1
	if full := bytes.IndexByte(window[:atLeast(k, len(window))], 0xEF); full >= 0 && bytes.HasPrefix(window[full:], []byte("：")) {
		k, wide = full, len("：")
	}
	if k <= 0 {
		return c, false
	}
	c.end = c.at + k
	c.body = c.end + wide
	if wide == 1 && !speechFollows(line[c.body:]) {
		return c, false
	}
	c.body, c.start = speechStart(line, c.body, c.start)
	for c.at > 0 && line[c.at-1] == '_' && c.body < len(line) && (line[c.body] == '_' || line[c.body] == ' ') {
		c.body++ // the end of the emphasis
	}
	c.end = trimRight(line, c.at, c.end)
	c.bold = c.at > 0 && (line[c.at-1] == '*' || line[c.at-1] == '_')
	return c, c.end > c.at
}

// atLeast returns k, or n if k is negative. It gives the size of a window for an index that
// may be -1.
func atLeast(k, n int) int {
	if k < 0 {
		return n
	}
	return k
}

// speechFollows reports whether b, the text after a colon, may be speech, by rule 3: it is
// empty or begins with a space, quotation mark, bracket, dash or capital.
func speechFollows(b []byte) bool {
	if len(b) == 0 {
		return true
	}
	switch c := b[0]; {
	case c < utf8.RuneSelf:
		return strings.IndexByte(" \t\r*_\"'([<-…", c) >= 0 || c >= 'A' && c <= 'Z'
	}
	r, _ := utf8.DecodeRune(b)
	return !unicode.IsLower(r) && !unicode.IsDigit(r)
}

// speechStart returns the offset of the speech after a label that ends at i. It skips white
// space, marks of emphasis and a time. It also returns that time, or start if there is
// none.
func speechStart(line []byte, i int, start int32) (int, int32) {
	for i < len(line) {
		switch c := line[i]; {
		case c == ' ' || c == '\t' || c == '\r' || c == '*' && i+1 < len(line) && (line[i+1] == '*' || line[i+1] == ' '), c == '*' && line[i-1] == '*':
			i++
		case (c == '(' || c == '[') && start < 0:
			s, n := text.ReadStamp(line[i:])
			if n == 0 {
				return i, start
			}
			start = s.Start
			i += n
		case c == 0xC2 && i+1 < len(line) && line[i+1] == 0xA0:
			i += 2
		default:
			return i, start
		}
	}
	return i, start
}

// trimRight returns the end of a label without trailing white space and marks of emphasis.
// It trims underscores only if some precede the label too.
func trimRight(line []byte, at, end int) int {
	for end > at {
		switch c := line[end-1]; {
		case c == ' ' || c == '*' || c == '\t' || c == '_' && bytes.IndexByte(line[:at], c) >= 0:
			end--
		case c == 0xA0 && end-2 >= at && line[end-2] == 0xC2:
			end -= 2
		default:
			return end
		}
	}
	return end
}

// dotLabel finds "Label. text" or "Label (aside). text", as in plays and printed records.
func dotLabel(line []byte) (c candidate, ok bool) {
	c.style = styleDot
	c.at, c.start, c.day = opening(line)
	rest := line[c.at:min(len(line), c.at+MaxLabel)]
	for i, depth := 0, 0; i < len(rest); i++ {
		switch rest[i] {
		case '(':
			depth++
		case ')':
			depth--
		case '.':
			if depth > 0 || i == 0 || i+1 < len(rest) && rest[i+1] != ' ' || naming.Abbreviated(string(rest[:i])) {
				continue
			}
			c.end = c.at + i
			c.body, c.start = speechStart(line, c.end+1, c.start)
			return c, c.body < len(line)
		case ',', ':', ';', '?', '!', '"':
			if depth == 0 {
				return c, false
			}
		}
	}
	return c, false
}

// bareLabel finds a single Q or A before the text, perhaps with a full stop.
func bareLabel(line []byte) (c candidate, ok bool) {
	c.style = styleBare
	c.at, c.start, c.day = opening(line)
	if c.at >= len(line) || line[c.at] != 'Q' && line[c.at] != 'A' {
		return c, false
	}
	c.end = c.at + 1
	i := c.end
	if i < len(line) && line[i] == '.' {
		i++
	}
	c.body, c.start = speechStart(line, i, c.start)
	wide := c.body-i >= 2 || c.body > i && (line[c.at] == 'Q' || line[i-1] == '.')
	return c, wide && c.body < len(line)
}

// LabelText returns a label as clean text in one line, with white space collapsed.
func LabelText(raw []byte) string {
	if isPlainLabel(raw) {
		return string(raw)
	}
	s := strings.ReplaceAll(string(raw), "**", "")
	if strings.IndexByte(s, '&') >= 0 && strings.IndexByte(s, ';') >= 0 {
		s = html.UnescapeString(s)
	}
	return text.CleanName(s)
}

// isPlainLabel reports whether a label is printable ASCII with single spaces, so that
// LabelText would not change it. This is the usual case.
func isPlainLabel(raw []byte) bool {
	before := byte(' ')
	for _, c := range raw {
		if !text.PlainByte(c) || c == '*' || c == '&' || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return before != ' '
}

// shapeOf returns the shape of a label in this style. timed is set if a time is next to it.
func (s labelStyle) shapeOf(text string, timed bool) naming.Shape {
	switch {
	case s == styleRecord:
		return naming.RecordShape(text)
	case timed:
		return naming.TimedShape(text)
	}
	return naming.ShapeOf(text)
}
