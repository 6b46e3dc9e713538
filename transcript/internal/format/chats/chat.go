package chats

import (
	"bytes"
	"regexp"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/front"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// Format is a chat log, as messengers, video conferences and IRC write it: a
// line per message, with its time and its sender.
//
//	01/01/2026, 10:01 - Ann Lee: Hello
//	[1/1/26, 10:01:22 AM] Ann Lee: Hello
//	09:58:12	 From  Ann Lee  to  Everyone : Hello
//	00:14:03	Ann Lee:	Hello
//	10:00 <ann> hello
var Format = format.Format{
	Name: "chat", Title: "chat log: WhatsApp, Signal, Zoom, IRC", Sign: "a time and a sender before each message",
	Extensions: []string{".txt", ".log"}, Claims: claimsChat, Rewrite: rewriteChat,
}

// chatStyles are the styles of lines, by program. Their groups are the date,
// the time, am or pm, the sender and the text. A line without a sender reports
// an event.
var chatStyles = [][]func() *regexp.Regexp{{
	text.Regexp(`^\x{200E}?\[?(?P<date>\d{1,4}[./-]\d{1,2}[./-]\d{1,4}),? (?P<time>\d{1,2}[:.]\d\d(?:[:.]\d\d)?)(?:[ \x{202F}\x{A0}]?(?P<half>[AaPp]\.?[Mm])\.?)?(?:\] | - )\x{200E}?(?:(?P<who>[^:"“”„«»<]{1,60}): (?P<text>.*)|(?P<event>[^:]*))$`),
	text.Regexp(`^[\x{200E}\x{200F}]?\[?(?P<date>\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}\.?)[,،]?\x{200F}?\s(?:\pL{1,3}\.?\s)?(?:(?P<before>\pL{2}) ?)?(?P<time>\d{1,2}[:.]\d\d(?:[:.]\d\d)?)(?:[ \x{202F}\x{A0}]?(?P<half>\pL{1,4}\.?(?:[ \x{202F}\x{A0}]?\pL{1,2}\.?)?))?(?:\] | - |, )\x{200E}?(?:(?P<who>[^:"“”„«»<]{1,60}?)[ \x{202F}\x{A0}]?: (?P<text>.*)|(?P<event>.*))$`),
}, {
	text.Regexp(`^(?P<time>\d\d:\d\d:\d\d)\s+From\s+(?P<who>.{1,80}?)(?:\s+to\s+.{1,80}?)?\s*:\s*(?P<text>.*)$`),
	text.Regexp(`^(?P<time>\d\d:\d\d:\d\d)\t(?P<who>[^\t]{1,80}):\t(?:(?P<event>Reacted to .*|Removed a .* reaction .*)|(?P<text>.*))$`),
}, {
	text.Regexp(`^\[?(?:(?P<date>\d{4}-\d\d-\d\d)[ T])?(?P<time>\d{1,2}:\d\d(?::\d\d)?)\]?\s+(?:<[ @+%&~]?(?P<who>[^>\s]{1,40})>\s?(?P<text>.*)|(?P<event>(?:\*|-!-|-->|<--|\*\*\*|--|—|–|•)\s.*))$`),
}, {
	text.Regexp(`^(?:<[ @+%&~]?(?P<who>[^>\s/]{1,40})>\s(?P<text>.*)|(?P<event>(?:\*|-!-|-->|<--|\*\*\*)\s.*))$`),
}}

// A message is a parsed line of a chat.
type message struct {
	date, time, half, who, text, event string

	english bool // half is AM or PM, as where dates begin with the month
}

// halves has the halves of the day, as messengers write them in their languages
// beside the time, without full stops and blanks: a before noon, p after it.
var halves = map[string]string{
	"a": "a", "am": "a", "vm": "a", "fm": "a", "de": "a", "dop": "a", "πμ": "a", "ص": "a", "قظ": "a", "오전": "a", "上午": "a", "午前": "a",
	"p": "p", "pm": "p", "nm": "p", "em": "p", "du": "p", "odp": "p", "μμ": "p", "م": "p", "بظ": "p", "오후": "p", "下午": "p", "午後": "p",
}

var halfSigns = strings.NewReplacer(".", "", " ", "", "\u00a0", "", "\u202f", "")

// minTimed is the least length of a message that begins with a time, in bytes:
// "1:00 * x" without the x.
const minTimed = 7

// plainDate returns the date without blanks and a full stop at its end: 2025. 3. 28.
func (m message) plainDate() string {
	return strings.TrimRight(strings.ReplaceAll(m.date, " ", ""), ".")
}

// easternDigits become those of ASCII in the date and the time of a message.
var easternDigits = strings.NewReplacer("۰", "0", "۱", "1", "۲", "2", "۳", "3", "۴", "4", "۵", "5", "۶", "6", "۷", "7", "۸", "8", "۹", "9",
	"٠", "0", "١", "1", "٢", "2", "٣", "3", "٤", "4", "٥", "5", "٦", "6", "٧", "7", "٨", "8", "٩", "9")

// directions are marks of direction, which stand between the numbers of a date.
var directions = regexp.MustCompile("[\u200e\u200f]")

// maxStampBytes is how many bytes the date and the time of a message take at most.
const maxStampBytes = 64

// westernDigits returns line with the digits of ASCII in its date and time, if it
// begins with others.
func westernDigits(line []byte) []byte {
	rest := bytes.TrimLeft(line, "[\u200e\u200f")
	if len(rest) < 2 || rest[0] != 0xDB && rest[0] != 0xD9 {
		return line
	}
	line = append(directions.ReplaceAll(line[:min(len(line), maxStampBytes)], nil), line[min(len(line), maxStampBytes):]...)
	k := bytes.Index(line[:min(len(line), maxStampBytes)], []byte(" - "))
	if k < 0 {
		k = bytes.IndexByte(line[:min(len(line), maxStampBytes)], ']')
	}
	if k < 0 {
		return line
	}
	return append([]byte(easternDigits.Replace(string(line[:k]))), line[k:]...)
}

// mayBeMessage reports whether line begins like a message: with a sign, or with
// a date or a time and more. It spares other lines the expressions, which take
// a millisecond to compile.
func mayBeMessage(line []byte) bool {
	line = bytes.TrimLeft(line, "\u200e\u200f")
	timed := bytes.TrimPrefix(line, []byte("["))
	_, digits, _ := text.Digits(timed)
	if digits == 0 {
		return len(line) > 0 && bytes.IndexByte([]byte("<*-"), line[0]) >= 0 && bytes.ContainsAny(line, " \t")
	}
	return len(line) >= minTimed && digits < len(timed) && bytes.IndexByte([]byte(":./-"), timed[digits]) >= 0
}

// chatMessage parses a line of one of the styles.
func chatMessage(as []func() *regexp.Regexp, line []byte) (m message, ok bool) {
	if line = westernDigits(line); !mayBeMessage(line) {
		return m, false
	}
	for _, a := range as {
		if groups := a().FindSubmatch(line); groups != nil {
			return m.of(a(), groups), true
		}
	}
	return m, false
}

// of returns the message with the groups of a match.
func (m message) of(re *regexp.Regexp, groups [][]byte) message {
	for i, name := range re.SubexpNames() {
		s := string(groups[i])
		switch name {
		case "date":
			m.date = s
		case "time":
			m.time = s
		case "half", "before":
			if half := halves[strings.ToLower(halfSigns.Replace(s))]; half != "" {
				m.half, m.english = half, len(s) <= 2 && s[len(s)-1]|0x20 == 'm'
			}
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

// chatStyle returns the style of the lines in head, or nil if head is not a
// chat. A chat has at least two messages, and at most two other lines for each.
func chatStyle(head []byte) []func() *regexp.Regexp {
	for _, as := range chatStyles {
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

func claimsChat(head []byte) bool { return chatStyle(head) != nil }

func rewriteChat(in *tape.Input, out *tape.Tape) error {
	head, err := source.Sniff(in.Src)
	if err != nil {
		return err
	}
	as := chatStyle(head)
	if as == nil {
		return in.Fails(1, "no messages with a time and a sender")
	}
	matter := int64(bytes.Count(head[:front.Matter(head)], text.Newline)) // lines
	writeChatHeader(out, as, head)
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
		if in.Line <= matter {
			continue
		}
		m, ok := chatMessage(as, line)
		if !ok && bytes.HasPrefix(line, []byte("```")) { // around a chat in Markdown
			continue
		}
		at := tape.Untimed(in.Line)
		if ok {
			at.Start = c.at(m)
		}
		writeChatLine(out, m, ok, at, string(bytes.TrimSpace(line)))
	}
}

// writeChatHeader writes what the lines before the first message say of the whole, and
// the date and time of that message, from which the times of the others count.
func writeChatHeader(out *tape.Tape, as []func() *regexp.Regexp, head []byte) {
	var h record.Head
	at, before := 0, true
	for line := range bytes.Lines(head) {
		m, ok := chatMessage(as, bytes.TrimPrefix(bytes.TrimRight(line, "\r\n"), text.BOM))
		if before = before && !ok; before {
			at += len(line)
		}
		if !ok || m.who == "" {
			continue
		}
		front.Read(&h, front.Lines(head[:at], indent))
		if y, mon, d, ok := text.DigitDate(m.plainDate(), m.english); ok {
			if date, ok := text.ISODate(y, mon, d); ok {
				h.Header.Date = date
			}
		}
		if ms, ok := m.timeOfDay(); ok && m.onClock() && !inRecording(line) {
			h.Header.Time, h.Header.Clock = text.FormatTime(ms), text.FormatClock(ms)
		}
		break
	}
	for f, items := range dialect.Written(&h.Header) {
		if !f.IsList() && items[0] != "" {
			out.Header(f.Key, items[0])
		}
	}
}

// indent returns the number of blanks before a line.
func indent(line []byte) int { return len(line) - len(bytes.TrimLeft(line, " \t")) }

// onClock reports whether the time of m is a time of day.
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

// writeChatLine writes a line. A line that is not a message continues the one
// before.
func writeChatLine(out *tape.Tape, m message, ok bool, at tape.Stretch, line string) {
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

// A chatClock computes the times of messages since the first.
type chatClock struct {
	begun bool
	first int64 // time of the first message, in milliseconds
	last  int64 // time of the previous message
	days  int64 // midnights passed, in a chat without dates
}

// at returns the milliseconds from the first message to m, -1 if unknown. In a
// chat without dates, a time before that of the previous message is of the next
// day.
func (c *chatClock) at(m message) int64 {
	t, ok := m.timeOfDay()
	if !ok {
		return -1
	}
	if day, ok := chatDay(m.plainDate(), m.english); ok {
		t += day * text.Day
	} else {
		if t += c.days * text.Day; c.begun && t < c.last {
			c.days++
			t += text.Day
		}
	}
	switch {
	case c.begun:
	case m.who == "": // an event before the first message
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

// timeOfDay returns the time at which m was sent, in milliseconds since
// midnight.
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

// chatDay returns the number of a day, counted from an arbitrary day.
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
