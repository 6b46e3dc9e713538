package chats

import (
	"bytes"
	"strings"
	"time"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/front"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// Format is a chat log, as written by messengers, video conferences and IRC: messages with
// time and sender, in one of the styles (style.go).
var Format = format.Format{
	Name: "chat", Title: "chat log: WhatsApp, Signal, LINE, Discord, Telegram, Zoom, IRC", Sign: "a time and a sender before each message",
	Extensions: []string{".txt", ".log"}, Claims: claimsChat, Rewrite: rewriteChat,
}

func claimsChat(head []byte) bool { return !xml.IsDeclared(head) && look(head).style != nil }

// A reader reads a chat line by line.
type reader struct {
	next  func() (line, bool, error) // returns the next line, and false after the last
	out   *tape.Tape
	found *found
	days  tape.Days
	held  []line // lines that have been read but not used
	clock clock
	dated bool            // a line with a date has been read
	names map[string]bool // names of the senders

	at     tape.Stretch // time of the next paragraph
	began  bool         // the first message has been read
	over   bool         // the message has ended at a rule
	empty  bool         // a message has begun but its text has not come yet
	sender record.Voice // of that message
	block  []line       // lines of a message whose time has not come yet
	quoted bool         // inside the quotation marks of a text of several lines
}

// A line is a line of the source.
type line struct {
	text   string
	number int64
	goesOn bool // it continues the previous line, which is too long
}

func rewriteChat(in *tape.Input, out *tape.Tape) error {
	head, err := source.Sniff(in.Src)
	if err != nil {
		return err
	}
	f := look(head)
	if f.style == nil {
		return in.Fails(1, "no messages with a time and a sender")
	}
	next := func() (line, bool, error) {
		goesOn := in.More
		b, ok, err := in.ReadLine()
		if in.Line == 1 {
			b = bytes.TrimPrefix(b, text.BOM)
		}
		return line{string(b), in.Line, goesOn}, ok, err
	}
	return rewrite(head, f, next, out)
}

// rewrite writes the chat f, which begins with head. next returns its lines.
func rewrite(head []byte, f *found, next func() (line, bool, error), out *tape.Tape) error {
	matter := int64(bytes.Count(head[:front.Matter(head)], text.Newline)) // lines
	r := &reader{next: next, out: out, found: f, names: map[string]bool{}}
	r.header(head)
	for {
		more, err := r.fill()
		if !more {
			r.flush(tape.Untimed(0))
			r.begin("")
			return err
		}
		if r.held[0].number <= matter {
			r.held = r.held[1:]
			continue
		}
		if f.style.after {
			r.stepAfter()
		} else {
			r.step()
		}
	}
}

// fill reads as many lines as the next message may have, and returns false after the last
// line.
func (r *reader) fill() (more bool, err error) {
	for len(r.held) < r.found.style.lookahead() {
		l, ok, err := r.next()
		if !ok {
			return len(r.held) > 0, err
		}
		r.held = append(r.held, l)
	}
	return true, nil
}

// step writes the next message or line.
func (r *reader) step() {
	next := r.held[0]
	if next.goesOn {
		r.held = r.held[1:]
		r.out.GoOn(next.number, strings.TrimSpace(next.text))
		return
	}
	b := []byte(next.text)
	for _, l := range r.held[1:] {
		if l.goesOn {
			break
		}
		b = append(append(b, '\n'), l.text...)
	}
	m, ok := r.found.style.message(b)
	if ok = ok && r.found.takes(&m, r.dated, r.names[m.who]); !ok {
		r.held = r.held[1:]
		r.other(next)
		return
	}
	r.held = r.held[min(m.lines, len(r.held)):]
	if m.who != "" && len(r.names) < tape.MaxCast {
		r.names[m.who] = true
	}
	at := tape.Untimed(next.number)
	if m.who != "" || m.event == "" {
		r.began = true
	}
	if r.began && !r.found.style.untimed {
		at.Start = r.clock.start(r, &m, next.number)
	}
	r.message(&m, at)
}

// message writes a message or an event.
func (r *reader) message(m *message, at tape.Stretch) {
	r.begin("")
	r.over, r.quoted = false, false
	v := record.Voice{Label: m.who}
	switch {
	case m.event != "":
		r.out.Note(at, strings.ReplaceAll(m.event, "\t", " "))
	case r.found.style.below:
		if m.who != "" && (!r.out.Begun || v != r.out.Who) {
			r.out.Turn(v, at, "")
			at = tape.Untimed(0)
		}
		r.at = at
	case r.found.style.table:
		r.speech(v, at, r.unquote(m.text, true))
	default:
		r.at, r.sender, r.empty = at, v, true
		if m.text != "" {
			r.begin(m.text)
		}
	}
}

// begin writes the first line of a message, which may be below its sender. The line may
// also name the message that it belongs to.
func (r *reader) begin(s string) {
	if !r.empty {
		return
	}
	r.empty = false
	switch {
	case strings.HasPrefix(s, "Reacted to ") || strings.HasPrefix(s, "Removed a ") && strings.Contains(s, " reaction "):
		r.out.Note(r.at, r.sender.Label+": "+s)
	case strings.HasPrefix(s, "Replying to \""):
		r.out.Turn(r.sender, r.at, "")
		r.out.Note(r.at, s)
	default:
		r.speech(r.sender, r.at, s)
	}
}

// speech writes the text of a message.
func (r *reader) speech(v record.Voice, at tape.Stretch, s string) {
	if !r.out.Begun || v != r.out.Who {
		r.out.Turn(v, at, s)
		return
	}
	r.out.Paragraph(at, s)
}

// unquote returns a line of a table without the quotation marks around its text, which may
// have several lines.
func (r *reader) unquote(s string, first bool) string {
	rest, ok := s, r.quoted
	if first {
		rest, ok = strings.CutPrefix(s, "\"")
	}
	if !ok {
		return s
	}
	closed := strings.Count(rest, "\"")%2 == 1 && strings.HasSuffix(rest, "\"")
	if first && !closed && strings.Contains(rest, "\"") && strings.Count(rest, "\"")%2 == 1 {
		return s // the quotation marks enclose a part of the text only
	}
	r.quoted = !closed
	return strings.ReplaceAll(strings.TrimSuffix(rest, "\""), "\"\"", "\"")
}

// other writes a line that does not begin a message. It usually continues the one before.
func (r *reader) other(l line) {
	s := strings.TrimSpace(l.text)
	at := tape.Untimed(l.number)
	switch {
	case s == "" || strings.HasPrefix(l.text, "```"): // around a chat in Markdown
		return
	case r.found.style.below && isRule(s):
		r.over = r.out.Begun
		return
	}
	if r.dayLine(s, l.number) {
		return
	}
	switch {
	case r.empty:
		r.begin(s)
	case !r.out.Begun || r.over || r.found.style.below && s[0] == '{' && s[len(s)-1] == '}': // {Attachments}
		r.out.Note(at, s)
	case r.quoted:
		r.out.Paragraph(at, r.unquote(s, false))
	case r.found.style.below && r.at.Line > 0:
		r.at.Line = l.number
		r.out.Paragraph(r.at, s)
		r.at = tape.Stretch{}
	default:
		r.out.Paragraph(at, s)
	}
}

// dayLine handles a line that dates the messages below it, and reports whether s is one.
func (r *reader) dayLine(s string, number int64) bool {
	st, whole, ok := r.found.dayLine(s, r.began)
	if !ok || r.quoted {
		return false
	}
	if r.began && r.clock.stamped {
		if !whole {
			r.out.Note(tape.Untimed(number), s)
		}
		return !whole
	}
	day, ok := r.clock.dayOf(&st)
	if !ok {
		return false
	}
	if r.dated = true; r.began && r.days.Undated {
		r.out.Note(tape.Untimed(number), day.Format(time.DateOnly))
	}
	r.clock.turnTo(day, r.days.Undated)
	return whole || r.began
}

// header writes what the lines before the first message state about the chat, and the time
// of that message, from which the other times count.
func (r *reader) header(head []byte) {
	var h record.Head
	front.Read(&h, front.Lines(bytes.TrimPrefix(head, text.BOM)[:r.found.front], indent))
	if _, _, ok := r.found.dayLine(h.Header.Title, false); ok {
		h.Header.Title = ""
	}
	r.clock = r.found.clock()
	first := r.found.first
	if r.clock.day.IsZero() {
		r.clock.day = dayOf(h.Header.Date)
	}
	r.days.Undated, r.days.Elapsed = r.clock.day.IsZero(), first.elapsed
	day, timed := r.clock.day, !r.found.style.untimed && !first.elapsed
	if timed && !day.IsZero() {
		h.Header.Date = ""
	}
	if timed && first.onClock {
		h.Header.Time, h.Header.Clock = "", ""
	}
	for f, items := range dialect.Written(&h.Header) {
		if !f.IsList() && items[0] != "" {
			r.out.Header(f.Key, items[0])
		}
	}
	switch {
	case r.found.style.untimed:
	case first.onClock:
		c := r.clock
		c.start(r, &first, 0)
	case timed && !day.IsZero():
		r.out.Header(dialect.Date, day.Format(time.DateOnly))
	}
}

// indent returns the number of spaces and tabs at the start of a line.
func indent(line []byte) int { return len(line) - len(bytes.TrimLeft(line, " \t")) }
