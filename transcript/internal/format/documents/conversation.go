package documents

import (
	"bytes"
	"slices"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/front"
	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// Conversation is a conversation with a language model that was saved as text or Markdown,
// or another conversation with blocks of code. Code, lists and headings are part of the
// messages:
//
//	## User                      **You:** How do I copy my texts?     Human: Why?
//
//	How do I copy my texts?      **Gemini:** Like this: ...           Assistant: So.
//
// Package label detects the two sides in the head (sides.go), because it knows the words
// for them.
var Conversation = format.Format{
	Name: "conversation", Title: "a conversation with a language model, in text or Markdown", Sign: "labels that alternate and name a person and a machine, such as User and Assistant, or stand around blocks of code",
	Extensions: []string{".md", ".txt"}, Claims: claimsConversation, Rewrite: rewriteConversation, Varied: true,
}

func claimsConversation(head []byte) bool {
	return dialect.HeaderLength(head) == 0 && label.FindSides(bytes.TrimPrefix(head, text.BOM)) != nil
}

// A conversationReader writes turns by these rules:
//
//  1. A label opens a turn, unless it is inside a block of code.
//  2. The lines up to the next label are the message (text.Passages). Rules between turns
//     are dropped, and a heading at a higher level than the labels is a note.
//  3. If a block of code is open at a label, it continues after the label only if the
//     number of fences up to the next label is odd. Otherwise the author forgot to close
//     it, and it ends at the label.
//  4. The text before the first label is the front.
type conversationReader struct {
	out   *tape.Tape
	sides *label.Sides

	who    record.Voice
	at     tape.Stretch
	begun  bool // a label was found
	opened bool // the turn of the current label has been written

	before  []string       // lines of the front, until it is written
	opening label.SideLine // the first label
	dated   string         // the line with its date
	written bool           // the front is written

	lines []string // of the message
	first int64    // number of the first one
	size  int      // bytes of them
	open  text.Fence
	rule  int // index of the line after the last rule of the message, 0: none
	turns int // number of turns so far
	ruled int // number of turns that end with a rule

	held   []heldLine // lines from a label inside an open block of code on
	fences int        // number of fences in held
	left   int        // bytes that may still be held

	clock, since int64 // the last time of day, and milliseconds since the first one; -1: none
}

// A heldLine is a line that is held until it is known what it belongs to.
type heldLine struct {
	text string
	n    int64
}

// Limits of what is held, in bytes: lines after a label inside a block of code, and a
// message.
const (
	maxHeldLines = 128 << 10
	maxMessage   = tape.MaxPiece
)

func rewriteConversation(in *tape.Input, out *tape.Tape) error {
	head, err := source.Sniff(in.Src)
	if err != nil {
		return err
	}
	r := &conversationReader{out: out, sides: label.FindSides(bytes.TrimPrefix(head, text.BOM)), at: tape.Untimed(1), first: 1, clock: -1}
	if r.sides == nil {
		return in.Fails(1, "no labels of a person and a machine that alternate")
	}
	in.WhenIdle(func() {
		if r.open.Sign == 0 && r.begun {
			r.flush()
		}
	})
	for {
		line, ok, err := in.ReadLine()
		if !ok {
			for len(r.held) > 0 {
				r.settle()
			}
			r.end()
			return err
		}
		if in.Line == 1 {
			line = bytes.TrimPrefix(line, text.BOM)
		}
		r.line(string(line), in.Line)
	}
}

// line reads line n.
func (r *conversationReader) line(line string, n int64) {
	f := text.ReadFence(r.unquoted(line))
	if len(r.held) > 0 {
		r.hold(line, n, f)
		return
	}
	switch {
	case r.open.Sign != 0 && f.Closes(r.open):
		r.open = text.Fence{}
	case r.open.Sign == 0 && f.Sign != 0:
		r.open = f
	case f.Sign != 0:
	default:
		l, ok := r.sides.Read([]byte(line))
		switch {
		case ok && r.open.Sign != 0:
			r.held, r.fences, r.left = append(r.held, heldLine{line, n}), 0, maxHeldLines
			return
		case ok && l.Closes:
			return
		case ok:
			r.turn(l, line, n)
			return
		case r.open.Sign == 0 && r.begun && text.IsThematicBreak([]byte(r.unquoted(line))):
			r.rule, line = len(r.lines)+1, ""
		}
	}
	r.add(line, n)
}

// unquoted returns a line without its quotation marker, if labels have one.
func (r *conversationReader) unquoted(line string) string {
	if rest, ok := strings.CutPrefix(strings.TrimLeft(line, " "), ">"); ok && r.sides.Quoted() {
		return strings.TrimPrefix(rest, " ")
	}
	return line
}

// hold holds a line, and settles where the held lines belong as soon as that is known.
func (r *conversationReader) hold(line string, n int64, f text.Fence) {
	if f.Sign != 0 {
		r.fences++
	}
	r.left -= len(line) + 1
	_, ok := r.sides.Read([]byte(line))
	r.held = append(r.held, heldLine{line, n})
	if ok && r.fences > 0 || r.left < 0 {
		r.settle()
	}
}

// settle decides where the held lines belong, by rule 3.
func (r *conversationReader) settle() {
	held := r.held
	r.held = nil
	if r.fences%2 == 0 {
		r.open = text.Fence{}
		for _, h := range held {
			r.line(h.text, h.n)
		}
		return
	}
	for i, h := range held {
		if f := text.ReadFence(r.unquoted(h.text)); r.open.Sign == 0 && i == len(held)-1 {
			r.line(h.text, h.n)
			return
		} else if r.open.Sign != 0 && f.Closes(r.open) {
			r.open = text.Fence{}
		} else if r.open.Sign == 0 {
			r.open = f
		}
		r.add(h.text, h.n)
	}
}

// add adds a line to the message.
func (r *conversationReader) add(line string, n int64) {
	if r.size > maxMessage && (line == "" && r.open.Sign == 0 || r.size > 2*maxMessage) {
		r.flush()
	}
	if len(r.lines) == 0 {
		r.first = n
	}
	r.lines = append(r.lines, line)
	r.size += len(line) + 1
}

// turn ends the current turn and begins another.
func (r *conversationReader) turn(l label.SideLine, line string, n int64) {
	if !r.begun {
		r.before, r.opening, r.dated = r.lines, l, line
		r.lines, r.size = nil, 0
	}
	if r.turns++; r.rule > 0 && isBlank(r.lines[min(r.rule, len(r.lines)):]) {
		r.ruled++
	}
	r.flush()
	r.close()
	r.who, r.at, r.begun, r.opened = record.Voice{Label: l.Who}, tape.Untimed(n), true, false
	if l.Timed {
		r.at.Start = r.time(l.Time)
	}
	r.add(string(l.Text), n)
}

// close writes the turn if nothing of it has been written, so that no label is lost.
func (r *conversationReader) close() {
	if r.begun && !r.opened {
		r.out.Turn(r.who, r.at, "")
	}
}

// time returns the time of a turn. A time of day counts from the first one.
func (r *conversationReader) time(s text.Span) int64 {
	at := int64(s.Start)
	if !s.Day {
		return at
	}
	if r.clock >= 0 {
		r.since += (at - r.clock + text.Day) % text.Day
	}
	r.clock = at
	return r.since
}

// end writes the last message. If rules separate the turns, a short text after the last
// rule is a note.
func (r *conversationReader) end() {
	var notes []string
	if behind := r.lines[min(r.rule, len(r.lines)):]; r.rule > 0 && 2*r.ruled >= r.turns && len(behind) <= maxBehind {
		notes, r.lines = behind, r.lines[:min(r.rule, len(r.lines))]
	}
	r.flush()
	r.close()
	for _, note := range notes {
		r.out.Note(tape.Untimed(0), note)
	}
}

// maxBehind is the maximum number of lines of a note after the last rule.
const maxBehind = 4

func isBlank(lines []string) bool {
	return !slices.ContainsFunc(lines, func(s string) bool { return strings.TrimSpace(s) != "" })
}

// stamp reads a time that is alone on the line below the label.
func (r *conversationReader) stamp() {
	for i, line := range r.lines {
		s, ok := r.sides.Stamp(line)
		switch {
		case strings.TrimSpace(line) == "":
			continue
		case ok && r.at.Start < 0 && !isBlank(r.lines[i+1:]):
			if r.lines[i] = ""; s.Start >= 0 {
				r.at.Start = r.time(s)
			}
			if !r.written {
				r.opening.Time, r.opening.Timed, r.dated = s, s.Start >= 0, line
			}
		}
		return
	}
}

// flush writes the message.
func (r *conversationReader) flush() {
	if !r.begun {
		return
	}
	if !r.opened {
		r.stamp()
	}
	if !r.written {
		r.written = true
		r.front(r.opening, r.dated)
	}
	lines, notes := r.above(r.said())
	for _, p := range text.Passages(strings.Join(lines, "\n"), r.sides.Wrapped) {
		n := r.first + int64(p.Line)
		if r.opened {
			r.out.Paragraph(tape.Untimed(n), p.Text)
			continue
		}
		r.out.Turn(r.who, r.at, p.Text)
		r.opened = true
	}
	for _, note := range notes {
		r.close()
		r.opened = true
		r.out.Note(tape.Untimed(0), strings.TrimLeft(note, "# "))
	}
	r.lines, r.size, r.open, r.rule = r.lines[:0], 0, text.Fence{}, 0
}

// said returns the lines of the message. If labels are in a quotation, it removes the
// quotation markers.
func (r *conversationReader) said() []string {
	if !r.sides.Quoted() {
		return r.lines
	}
	out := make([]string, len(r.lines))
	for i, line := range r.lines {
		bare := r.unquoted(line)
		if i > 0 && line != "" && bare == line { // the first line has lost its sign
			return r.lines
		}
		out[i] = bare
	}
	return out
}

// above splits a message from the headings at its end that belong above the next label.
func (r *conversationReader) above(lines []string) (message, headings []string) {
	end := len(lines)
	for end > 0 && r.open.Sign == 0 {
		line := strings.TrimSpace(lines[end-1])
		level := text.HeadingLevel(line)
		if line != "" && (level == 0 || level >= r.sides.Level()) {
			break
		}
		if line != "" {
			headings = append([]string{line}, headings...)
		}
		end--
	}
	return lines[:end], headings
}

// withoutKeys returns the lines of a front without emphasis around keys, and without fields
// that only conversations have: **Model:** m-1.
func withoutKeys(lines []string) []byte {
	var b []byte
	for _, line := range lines {
		key, value, ok := strings.Cut(line, ":")
		bare := strings.Trim(key, "*_- ")
		if side, _ := naming.SideOf(bare); ok && (side != naming.NoSide || len(bare) < len(key) && dialect.FieldNamed(dialect.InText, strings.ToLower(bare)) == nil) {
			b = append(b, '\n')
			continue
		}
		if ok && len(bare) < len(key) {
			line = bare + ": " + strings.TrimLeft(value, "*_ ")
		}
		b = append(append(b, line...), '\n')
	}
	return b
}

// front writes the text before the first label. l is that label, in line.
func (r *conversationReader) front(l label.SideLine, line string) {
	before := []byte(strings.Join(r.before, "\n") + "\n")
	var h record.Head
	front.Read(&h, front.Lines(withoutKeys(r.before), func(line []byte) int { return len(line) - len(bytes.TrimLeft(line, " \t")) }))
	if l.Time.Dated && h.Header.Date == "" {
		h.Header.Date, _, _ = text.FindDate(strings.FieldsFunc(line, func(c rune) bool { return strings.ContainsRune(" ()[],*_#", c) }))
	}
	if l.Timed && l.Time.Day {
		h.Header.Time, h.Header.Clock = text.FormatTime(int64(l.Time.Start)), text.FormatClock(int64(l.Time.Start))
	}
	for f, items := range dialect.Written(&h.Header) {
		if !f.IsList() && items[0] != "" {
			r.out.Header(f.Key, items[0])
		}
	}
	at := front.Matter(before)
	n := int64(1 + bytes.Count(before[:at], text.Newline))
	for line := range bytes.Lines(before[at:]) {
		s := strings.TrimSpace(string(line))
		key, _, _ := strings.Cut(strings.TrimLeft(s, "*_- "), ":")
		_, dated := text.ParseDates(s)
		stated := strings.Trim(strings.TrimLeft(s, "# "), "*_") == h.Header.Title || dialect.FieldNamed(dialect.InText, strings.ToLower(key)) != nil || dated
		if s != "" && !stated && !text.IsThematicBreak(line) {
			r.out.Note(tape.Untimed(n), s)
		}
		n++
	}
	r.before = nil
}
