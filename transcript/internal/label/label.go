package label

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
)

// Candidates for labels are found by these rules:
//
//  1. A candidate begins a line. Blanks, dashes, bullets, times and marks of
//     emphasis may precede it.
//  2. It ends at a colon (styleColon), at a full stop that does not abbreviate
//     (styleDot, styleRecord), after one letter (styleBare), or at a time
//     (styleTimed).
//  3. A colon ends a candidate only if no digit, slash or small letter follows.
//  4. A time in brackets may follow the label. It is the start of the turn, unless
//     a time precedes the label.
//  5. A candidate has at most MaxLabel bytes, beside a time maxTimed. Behind a time
//     and without a colon it has at most 60 bytes and must look like a name or a
//     role.
//  6. The profile decides which candidates are labels (judge.go).

// MaxLabel is the maximum number of bytes of a label. It has room for 230 runes of
// Latin or Cyrillic, the only scripts in which labels of that length are known.
const MaxLabel = 420

// A candidate is a possible label at the start of a line. All offsets are bytes of
// the line.
type candidate struct {
	at, end int   // span of the label
	body    int   // start of the speech; the end of the line for a label alone
	start   int32 // milliseconds of a time beside it; -1: none
	clock   bool  // start is a time of day
	bold    bool  // it is between asterisks: **Ann Lee:**
	behind  bool  // it is alone behind a time, and must look like a name or a role
	style   labelStyle
}

// A labelStyle is the way in which a document marks its labels.
type labelStyle uint8

const (
	styleColon  labelStyle = 1 << iota // Ann Lee: text
	styleDot                           // Ann. text, as in plays
	styleRecord                        // Mr. LEE. text, as in printed records
	styleBare                          // Q text
	styleTimed                         // Ann Lee  0:12, on a line of its own
)

// opening returns the offset of the text of a line, behind the signs of rule 1,
// and the time among them in milliseconds, -1 without one.
func opening(line []byte) (i int, start int32) {
	start = -1
	for i < len(line) {
		switch c := line[i]; {
		case c == ' ' || c == '\t' || c == '*' || c == '_' || c == '#':
			i++
		case c == '[' || c == '(' || text.IsDigit(c):
			ms, n := text.ReadStamp(line[i:])
			if n == 0 {
				return i, start
			}
			start = ms
			i += n
		case (c == '-' || c == '>') && i+1 < len(line) && line[i+1] == ' ':
			i += 2
		case c >= utf8.RuneSelf:
			n := ornament(line[i:])
			if n == 0 {
				return i, start
			}
			i += n
		default:
			return i, start
		}
	}
	return i, start
}

// ornament returns the number of bytes of the dash, bullet or invisible character
// at the start of b, or 0 if b begins with anything else.
func ornament(b []byte) int {
	r, n := utf8.DecodeRune(b)
	switch r {
	case 0xA0, 0x2007, 0x202F, 0x3000, 0x2022, 0x00B7, 0xFEFF, 0x200B:
		return n
	case 0x2013, 0x2014, 0x2015: // a dash opens a line of speech
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

// colonLabel finds "label:" at the start of a line.
func colonLabel(line []byte) (c candidate, ok bool) {
	c.style = styleColon
	c.at, c.start = opening(line)
	window := line[c.at:min(len(line), c.at+MaxLabel)]
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
	c.end = trimRight(line, c.at, c.end)
	c.bold = bytes.HasSuffix(line[:c.at], []byte("**"))
	return c, c.end > c.at
}

// atLeast returns k, or n if k is negative: the length of a window for an index
// that may be missing.
func atLeast(k, n int) int {
	if k < 0 {
		return n
	}
	return k
}

// speechFollows reports whether b, the text after a colon, may be speech: it is
// empty or begins with a blank, quote, bracket, dash or capital, by rule 3.
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

// speechStart returns the offset of the speech after a label, from i on, behind
// blanks, marks of emphasis and a time. It also returns that time, or else start.
func speechStart(line []byte, i int, start int32) (int, int32) {
	for i < len(line) {
		switch c := line[i]; {
		case c == ' ' || c == '\t' || c == '\r' || c == '*' && i+1 < len(line) && (line[i+1] == '*' || line[i+1] == ' '), c == '*' && line[i-1] == '*':
			i++
		case (c == '(' || c == '[') && start < 0:
			ms, n := text.ReadStamp(line[i:])
			if n == 0 {
				return i, start
			}
			start = ms
			i += n
		case c == 0xC2 && i+1 < len(line) && line[i+1] == 0xA0:
			i += 2
		default:
			return i, start
		}
	}
	return i, start
}

// trimRight returns the end of a label without the blanks and marks of emphasis
// before end. It trims underlines only if the line has some before the label too.
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

// dotLabel finds "Label. text" or "Label (aside). text", as in plays.
func dotLabel(line []byte) (c candidate, ok bool) {
	c.style = styleDot
	c.at, c.start = opening(line)
	rest := line[c.at:min(len(line), c.at+MaxLabel)]
	for i, depth := 0, 0; i < len(rest); i++ {
		switch rest[i] {
		case '(':
			depth++
		case ')':
			depth--
		case '.':
			if depth > 0 || i == 0 || i+1 < len(rest) && rest[i+1] != ' ' || abbreviated(string(rest[:i])) {
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

// bareLabel finds a single Q or A before the text, with or without a full stop.
func bareLabel(line []byte) (c candidate, ok bool) {
	c.style = styleBare
	c.at, c.start = opening(line)
	if c.at >= len(line) || line[c.at] != 'Q' && line[c.at] != 'A' {
		return c, false
	}
	c.end = c.at + 1
	i := c.end
	if i < len(line) && line[i] == '.' {
		i++
	}
	c.body, c.start = speechStart(line, i, c.start)
	wide := c.body-i >= 2 || line[c.at] == 'Q' && c.body > i
	return c, wide && c.body < len(line)
}

// timedLabel finds a name and a time that are a whole line, or a name and a time
// in brackets before the text: Ann Lee  0:12, Ann Lee [00:00:12] text.
func timedLabel(line []byte) (c candidate, ok bool) {
	c.style = styleTimed
	c.at, c.start = opening(line)
	if c.start >= 0 && c.at < len(line) {
		return c.afterTime(line)
	}
	window := line[c.at:min(len(line), c.at+maxTimed)]
	for from := 0; ; {
		k := bytes.IndexAny(window[from:], "[(")
		if k < 0 {
			break
		}
		from += k
		if ms, n := text.ReadStamp(window[from:]); n > 0 && from > 0 {
			c.start = ms
			c.end = trimRight(line, c.at, c.at+from)
			c.body = c.at + from + n
			if c.body < len(line) && line[c.body] == ':' {
				c.body++
			}
			c.body, _ = speechStart(line, c.body, c.start)
			sure := window[from] == '[' || bytes.Count(window[from:from+n], []byte{':'}) == 2 || c.body >= len(line)
			return c, c.end > c.at && sure
		}
		from++
	}
	if len(line) > maxTimed {
		return c, false
	}
	return c.beforeTime(line)
}

// maxTimed limits the bytes of a line that is only a name and a time, and those
// before a time in brackets.
const maxTimed = 120

// beforeTime finds a name before a time at the end of the line.
func (c candidate) beforeTime(line []byte) (candidate, bool) {
	end := trimRight(line, c.at, len(bytes.TrimRight(line, "\r")))
	b := line[c.at:end]
	half := text.HalfOfDay(b)
	if half > 0 {
		b = bytes.TrimRight(b[:len(b)-2], " \u00a0\u202f")
	}
	k := bytes.LastIndexAny(b, " \t*")
	if k < 0 {
		return c, false
	}
	ms, n := text.ReadStamp(append(b[k+1:len(b):len(b)], ' '))
	if n == 0 || k+1+n != len(b) {
		return c, false
	}
	c.start, c.clock = ms, half > 0
	if c.clock {
		c.start = ms%(12*60*1000)*60 + (half-1)*text.Day/2
	}
	c.end = trimRight(line, c.at, c.at+k)
	c.body = len(line)
	return c, c.end > c.at
}

// afterTime finds a name alone behind a time: [00:00:12] Ann Lee.
func (c candidate) afterTime(line []byte) (candidate, bool) {
	c.end = trimRight(line, c.at, len(bytes.TrimRight(line, "\r")))
	c.body = len(line)
	text := line[c.at:c.end]
	c.behind = true
	return c, len(text) > 0 && len(text) <= 60 && bytes.IndexByte(text, ':') < 0
}

// fits reports whether text, the text of c, satisfies rule 5: behind a time it must
// look like a name or a role.
func (c *candidate) fits(text string) bool {
	if !c.behind {
		return true
	}
	s := ShapeOf(text)
	return s.Form == FormName || s.Form == formRole
}
