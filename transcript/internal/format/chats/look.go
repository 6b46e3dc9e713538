package chats

import (
	"bytes"
	"strings"
	"time"

	"verbatim/internal/text"
)

// A found is what the head of a chat shows about the whole chat.
type found struct {
	style                *style // nil: head is not a chat
	first                message
	front                int       // bytes before the first message
	day                  time.Time // of the first message, or zero
	above                stamp     // from the last line with a date before the first message
	monthFirst, dayFirst bool      // order in numeric dates, if one of them shows it
}

// maxLook is the number of bytes of a head that are examined for the style.
const maxLook = 16 << 10

// look finds the style of a chat that begins with head.
func look(head []byte) *found {
	head = bytes.TrimPrefix(head[:min(len(head), maxLook)], text.BOM)
	if text.IsBinary(head) {
		return &found{}
	}
	for i := range styles {
		if f := (&found{style: &styles[i]}); f.read(head) {
			return f
		}
	}
	return &found{}
}

// maxBefore is the maximum number of lines before the first message.
const maxBefore = 100

// A tally counts the messages of a head in a style.
type tally struct {
	messages, other int
	followed        int             // messages with text below
	dated           bool            // some message has a date, or a word for one
	names           map[string]bool // senders
	waits           bool            // a text has to follow below
}

// read reads a head, and reports whether it is from a chat in the style of f, by these
// rules:
//
//  1. A chat has at least two messages, and at most two other lines per message.
//  2. If texts are on the lines below, there may be more lines, but most messages must have
//     a text, senders must recur, and there must be dates.
func (f *found) read(head []byte) bool {
	if f.style.after {
		return f.readAfter(head)
	}
	t := tally{names: map[string]bool{}}
	begun, lined, rest := false, false, head
	n := f.style.lookahead()
	for len(rest) > 0 && (t.messages > 0 || t.other < maxBefore) {
		lines := firstLines(rest, n)
		line, _, _ := bytes.Cut(lines, text.Newline)
		m, ok := f.style.message(lines)
		if ok = ok && f.takes(&m, lined, t.names[m.who]); !ok {
			if day, _, ok := f.dayLine(string(bytes.TrimSpace(line)), false); ok {
				f.order(&day)
				if lined = true; f.first.who == "" {
					f.above = day
				}
			}
			t.line(line)
			rest = afterLines(rest, 1)
			continue
		}
		if !begun {
			begun, f.front = true, len(head)-len(rest)
		}
		if m.who != "" {
			if t.messages == 0 {
				f.first = m
			}
			f.order(&m.stamp)
			t.message(&m, len(rest) == len(lines))
		}
		rest = afterLines(rest, m.lines)
	}
	f.firstDay()
	if f.style.below {
		recurs := t.messages >= 3 && len(t.names)*4 <= t.messages*3 || t.messages >= 2 && f.style.telling
		return recurs && (t.dated || lined) && t.followed*10 >= t.messages*8 && t.other <= 12*t.messages
	}
	return t.messages >= 2 && t.other <= 2*t.messages
}

// line counts a line that does not begin a message.
func (t *tally) line(b []byte) {
	if len(bytes.TrimSpace(b)) == 0 || b[0] == '\t' {
		if len(bytes.TrimSpace(b)) > 0 && t.waits {
			t.followed, t.waits = t.followed+1, false
		}
		return
	}
	if t.waits {
		t.followed, t.waits = t.followed+1, false
	}
	t.other++
}

// message counts a message.
func (t *tally) message(m *message, last bool) {
	t.messages++
	t.dated = t.dated || m.dated() || m.yearly || m.near
	t.names[m.who] = true
	if t.waits = true; last {
		t.followed, t.waits = t.followed+1, false
	}
}

// firstLines returns the first n lines of b, with CR LF as LF.
func firstLines(b []byte, n int) []byte {
	at := 0
	for range n {
		k := bytes.IndexByte(b[at:], '\n')
		if k < 0 {
			at = len(b) + 1
			break
		}
		at += k + 1
	}
	return bytes.ReplaceAll(b[:at-1], []byte("\r\n"), text.Newline)
}

// afterLines returns b without its first n lines.
func afterLines(b []byte, n int) []byte {
	for range n {
		k := bytes.IndexByte(b, '\n')
		if k < 0 {
			return nil
		}
		b = b[k+1:]
	}
	return b
}

// takes reports whether m is a message. Its time must be a time of day, which its form
// shows, or a line with a date, or an earlier message of the sender.
func (f *found) takes(m *message, dated, known bool) bool {
	alone := f.style.below && m.who == "" && m.event == "" && f.first.who != ""
	return f.style.untimed || f.style.bare || m.sure() || dated || alone || known && m.who != ""
}

// order records the order of day and month, if a numeric date shows it.
func (f *found) order(st *stamp) {
	first, rest, _ := strings.Cut(strings.NewReplacer("/", ".", "-", ".").Replace(st.digits), ".")
	second, _, _ := strings.Cut(rest, ".")
	if len(first) > 2 {
		return
	}
	f.dayFirst = f.dayFirst || first > "12" && len(first) == 2
	f.monthFirst = f.monthFirst || second > "12" && len(second) == 2
}

// firstDay finds the day of the first message, if it or a line above it has a date.
func (f *found) firstDay() {
	c := f.clock()
	for _, st := range [...]stamp{f.above, f.first.stamp} {
		if day, ok := c.dayOf(&st); ok {
			c.day = day
		}
	}
	f.day = c.day
}

// clock returns a clock for dates in the order that the head shows.
func (f *found) clock() clock {
	return clock{monthFirst: !f.dayFirst && (f.monthFirst || f.first.english), dayFirst: f.dayFirst, day: f.day}
}

// dayLine returns the date of a line that dates the messages below it. whole is set if the
// line has nothing else; in logs it may have other words before the date.
func (f *found) dayLine(s string, began bool) (day stamp, whole, ok bool) {
	if len(s) > maxHeadBytes || !text.MayHaveYear(s) {
		return day, false, false
	}
	if day, ok = wholeDay(s); ok || !f.style.bare {
		return day, ok, ok
	}
	words := strings.Fields(s)
	for k := 3; k <= min(6, len(words)); k++ {
		var parts []string
		for _, w := range words[len(words)-k:] {
			if text.TimeOfDay(w) < 0 {
				parts = append(parts, w)
			}
		}
		if date, ok := text.ParseDate(strings.Join(parts, " ")); ok {
			return stamp{day: dayOf(date)}, false, true
		}
	}
	return day, false, false
}

// wholeDay returns the date of a line that is only a date: 2021/03/25(Thu).
func wholeDay(s string) (st stamp, ok bool) {
	s = strings.Trim(s, " \t-–—=*#|_")
	n := st.readDay(s)
	if n == 0 || st.near || st.yearly {
		date, ok := text.ParseDate(s)
		return stamp{day: dayOf(date)}, ok
	}
	rest := strings.Trim(s[n:], " ,()（）.")
	return st, !strings.ContainsAny(rest, " \t0123456789:") && len(rest) <= 40
}

// isRule reports whether a line is a rule, which separates what a program adds from the
// chat.
func isRule(s string) bool {
	return len(s) >= 10 && strings.IndexByte("=-_*#", s[0]) >= 0 && strings.Trim(s, s[:1]) == ""
}
