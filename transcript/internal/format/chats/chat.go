package chats

import (
	"bytes"
	"regexp"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// Format is the log of a chat: a line a message, with its time and who
// sent it, as messengers, video conferences and IRC write it.
//
//	01/01/2026, 10:01 - Ann Lee: Hello
//	[1/1/26, 10:01:22 AM] Ann Lee: Hello
//	09:58:12	 From  Ann Lee  to  Everyone : Hello
//	00:14:03	Ann Lee:	Hello
//	10:00 <ann> hello
var Format = format.Format{
	Name: "chat", Title: "log of a chat: WhatsApp, Signal, Zoom, IRC", Sign: "a time and a sender before each message",
	Extensions: []string{".txt", ".log"}, Claims: claimsChat, Rewrite: rewriteChat,
}

// chatLines are the lines of chats, by the programs that write them. Their
// groups are the date, the time, am or pm, who sends and the text; a line
// without a sender tells what happened.
var chatLines = [][]func() *regexp.Regexp{{
	text.Regexp(`^\x{200E}?\[?(?P<date>\d{1,4}[./-]\d{1,2}[./-]\d{1,4}),? (?P<time>\d{1,2}[:.]\d\d(?:[:.]\d\d)?)(?:[ \x{202F}\x{A0}]?(?P<half>[AaPp])\.?[Mm]\.?)?(?:\] | - )\x{200E}?(?:(?P<who>[^:"“”„«»]{1,60}): (?P<text>.*)|(?P<event>.*))$`),
}, {
	text.Regexp(`^(?P<time>\d\d:\d\d:\d\d)\s+From\s+(?P<who>.{1,80}?)(?:\s+to\s+.{1,80}?)?\s*:\s*(?P<text>.*)$`),
	text.Regexp(`^(?P<time>\d\d:\d\d:\d\d)\t(?P<who>[^\t]{1,80}):\t(?:(?P<event>Reacted to .*|Removed a .* reaction .*)|(?P<text>.*))$`),
}, {
	text.Regexp(`^\[?(?:(?P<date>\d{4}-\d\d-\d\d)[ T])?(?P<time>\d{1,2}:\d\d(?::\d\d)?)\]?\s+(?:<[ @+%&~]?(?P<who>[^>\s]{1,40})>\s?(?P<text>.*)|(?P<event>(?:\*|-!-|-->|<--|\*\*\*|--)\s.*))$`),
}, {
	text.Regexp(`^(?:<[ @+%&~]?(?P<who>[^>\s/]{1,40})>\s(?P<text>.*)|(?P<event>(?:\*|-!-|-->|<--|\*\*\*)\s.*))$`),
}}

// A message is a line of a chat, taken apart.
type message struct {
	date, time, half, who, text, event string
}

// minTimed is how long a line is at least that begins with a time and says
// more, in bytes: 1:00 * x without the x.
const minTimed = 7

// mayBeMessage reports whether a line begins as one of a chat may: with a
// sign, or with a date or a time and more. The expressions, which take a
// millisecond to compile, are for those.
func mayBeMessage(line []byte) bool {
	line = bytes.TrimPrefix(line, []byte("\u200e"))
	timed := bytes.TrimPrefix(line, []byte("["))
	_, digits, _ := text.Digits(timed)
	if digits == 0 {
		return len(line) > 0 && bytes.IndexByte([]byte("<*-"), line[0]) >= 0 && bytes.ContainsAny(line, " \t")
	}
	return len(line) >= minTimed && digits < len(timed) && bytes.IndexByte([]byte(":./-"), timed[digits]) >= 0
}

// chatMessage reads a line as one of them has it.
func chatMessage(as []func() *regexp.Regexp, line []byte) (m message, ok bool) {
	if !mayBeMessage(line) {
		return m, false
	}
	for _, a := range as {
		if groups := a().FindSubmatch(line); groups != nil {
			return m.of(a(), groups), true
		}
	}
	return m, false
}

// of returns the message that the groups of a match make.
func (m message) of(re *regexp.Regexp, groups [][]byte) message {
	for i, name := range re.SubexpNames() {
		s := string(groups[i])
		switch name {
		case "date":
			m.date = s
		case "time":
			m.time = s
		case "half":
			m.half = strings.ToLower(s)
		case "who":
			m.who = strings.Trim(s, " ~\u200e\u202a\u202c")
		case "text":
			m.text = s
		case "event":
			m.event = s
		}
	}
	return m
}

// chatLine returns how the lines of a chat are written that begins with head,
// nil if it is none: at least two messages, and no other lines that begin like
// the ones of a text.
func chatLine(head []byte) []func() *regexp.Regexp {
	for _, as := range chatLines {
		messages, other := 0, 0
		for line := range bytes.Lines(head[:min(len(head), 16<<10)]) {
			line = bytes.TrimPrefix(bytes.TrimRight(line, "\r\n"), text.BOM)
			if len(line) == 0 || line[0] == '\t' {
				continue
			}
			if m, ok := chatMessage(as, line); !ok {
				other++
			} else if m.who != "" {
				messages++
			}
		}
		if messages >= 2 && other <= 2*messages {
			return as
		}
	}
	return nil
}

func claimsChat(head []byte) bool { return chatLine(head) != nil }

func rewriteChat(in *tape.Input, out *tape.Tape) error {
	head, err := source.Sniff(in.Src)
	if err != nil {
		return err
	}
	as := chatLine(head)
	if as == nil {
		return in.Fails(1, "no time and sender before the messages")
	}
	chatHeader(out, as, head)
	var c chatClock
	for {
		goesOn := in.More
		line, ok, err := in.ReadLine()
		if !ok {
			return err
		}
		if in.Line == 1 {
			line = bytes.TrimPrefix(line, text.BOM)
		}
		if goesOn {
			out.GoOn(in.Line, string(bytes.TrimSpace(line)))
			continue
		}
		m, ok := chatMessage(as, line)
		at := tape.Untimed(in.Line)
		if ok {
			at.Start = c.at(m)
		}
		chatTake(out, m, ok, at, string(bytes.TrimSpace(line)))
	}
}

// chatHeader takes down when the first message was written, from which the
// times of the others are counted.
func chatHeader(out *tape.Tape, as []func() *regexp.Regexp, head []byte) {
	for line := range bytes.Lines(head) {
		m, ok := chatMessage(as, bytes.TrimPrefix(bytes.TrimRight(line, "\r\n"), text.BOM))
		if !ok || m.who == "" {
			continue
		}
		if y, mon, d, ok := text.DigitDate(m.date, m.half != ""); ok {
			if date, ok := text.ISODate(y, mon, d); ok {
				out.Header("date", date)
			}
		}
		if ms, ok := m.timeOfDay(); ok && m.onClock() && !inRecording(line) {
			out.Header("time", text.FormatTime(ms))
		}
		return
	}
}

// onClock reports whether a clock may show the time of m.
func (m message) onClock() bool {
	parts := strings.Split(strings.ReplaceAll(m.time, ".", ":"), ":")
	_, ok := text.ParseTime(strings.Join(parts[:min(len(parts), 2)], ":"))
	return ok
}

// inRecording reports whether the time of a line counts from the start of a
// recording, as in the chats that Zoom saves beside one.
func inRecording(line []byte) bool {
	_, rest, _ := bytes.Cut(line, []byte("\t"))
	return bytes.IndexByte(line, '\t') == len("00:14:03") && !bytes.HasPrefix(bytes.TrimSpace(rest), []byte("From"))
}

// chatTake takes down a line; what is no message goes on with the one before.
func chatTake(out *tape.Tape, m message, ok bool, at tape.Stretch, line string) {
	v := record.Voice{Label: m.who}
	switch {
	case ok && m.event != "" && m.who != "":
		out.Note(at, m.who+": "+m.event)
	case ok && m.who == "":
		out.Note(at, m.event)
	case ok && strings.HasPrefix(m.text, "Replying to \""):
		out.Turn(v, at, "")
		out.Note(at, m.text)
	case ok && (!out.Begun || v != out.Who):
		out.Turn(v, at, m.text)
	case ok:
		out.Paragraph(at, m.text)
	case line == "":
	case !out.Begun:
		out.Note(at, line)
	default:
		out.Paragraph(at, line)
	}
}

// A chatClock tells how long after the first message others came.
type chatClock struct {
	begun bool
	first int64 // milliseconds of a clock that goes on over midnight
	last  int64 // of the message before
	days  int64 // that have passed without a date
}

// at returns the milliseconds from the first message to m, -1 where that is
// not known.
func (c *chatClock) at(m message) int64 {
	t, ok := m.timeOfDay()
	if !ok {
		return -1
	}
	if day, ok := chatDay(m.date, m.half != ""); ok {
		t += day * text.Day
	} else {
		if t += c.days * text.Day; c.begun && t < c.last {
			c.days++
			t += text.Day
		}
	}
	switch {
	case c.begun:
	case m.who == "": // what happened before anything was said
		return -1
	default:
		c.begun, c.first = true, t
	}
	c.last = t
	if t -= c.first; t < 0 || t > 1<<31-1 {
		return -1
	}
	return t
}

// timeOfDay returns the milliseconds since midnight at which m was written.
func (m message) timeOfDay() (ms int64, ok bool) {
	ms, n := text.MessageClock.Read([]byte(strings.ReplaceAll(m.time, ".", ":")))
	if n == 0 {
		return 0, false
	}
	switch hour := ms / 3_600_000; {
	case m.half == "p" && hour < 12:
		ms += text.Day / 2
	case m.half == "a" && hour == 12:
		ms -= text.Day / 2
	}
	return ms, true
}

// chatDay returns the number of a day, counted from some other.
func chatDay(date string, monthFirst bool) (day int64, ok bool) {
	y, m, d, ok := text.DigitDate(date, monthFirst)
	return julian(int64(y), int64(m), int64(d)), ok
}

// julian returns the Julian day number of a date of the Gregorian calendar
// (Fliegel and Van Flandern, CACM 11, 1968).
func julian(y, m, d int64) int64 {
	a := (m - 14) / 12
	return (1461*(y+4800+a))/4 + (367*(m-2-12*a))/12 - (3*((y+4900+a)/100))/4 + d - 32075
}
