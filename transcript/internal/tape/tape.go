package tape

import (
	"bufio"
	"bytes"
	"strconv"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/source"
)

// MaxCast is the maximum number of names that a source may declare.
const MaxCast = 1 << 16

// A Tape receives a transcript from a format. It writes lines of text, each of
// which begins with a mark:
//
//	\x1e kind start , end , line [\x1d reference] \x1f [label \x1f role [\x1d name] \x1f] text \n
//
// The rules are
//
//  1. start and end are milliseconds, and line is the line of the source, from 1.
//     Unknown numbers are empty. reference says where the source publishes the
//     turn: address, id, column and number, with \x1d between.
//  2. Only kinds that open a turn, and the header, have a label and a role.
//  3. Line breaks inside the text are written as U+2028.
//
// Turns are spans of the tape, which is scanned like labelled text. The mark of a line is
// its margin, which is never shown. Only a Tape writes marks: it removes them from the text
// of the source, so that a source cannot imitate a tape.
type Tape struct {
	Writer *bufio.Writer
	Src    *source.Source // the source of the transcript
	buf    []byte
	Begun  bool // a turn is open
	last   Stretch
	Who    record.Voice
	loud   int   // bytes of the open paragraph
	Noted  bool  // the last line is a note
	taken  Draft // range of drafts that are recorded but not written; no lines: none

	fields fields
}

// A MarkKind is the kind of a line of a tape.
type MarkKind byte

// The kinds of lines.
const (
	markHeader    MarkKind = 'h' // key and value of the header; before all others
	MarkTurn      MarkKind = 't' // opens a turn
	MarkQuestion  MarkKind = 'q' // opens a turn that the source marks as a question
	markParagraph MarkKind = 'p' // opens a paragraph
	markGoesOn    MarkKind = 'c' // continues the paragraph
	MarkNote      MarkKind = 'n' // a paragraph without a speaker
	MarkCue       MarkKind = 'u' // a cue: continues the paragraph, or opens a turn if it begins with a label
	MarkPause     MarkKind = 'U' // a cue after a pause: opens a paragraph, or a turn if no cue has a label
	MarkChange    MarkKind = 'v' // a cue of another speaker: opens a turn, perhaps without a label
	MarkLost      MarkKind = 'x' // an invalid record; the text says why
)

// Delimiters of a mark.
const (
	MarkOpen = 0x1e
	MarkEnd  = 0x1f
	markPart = 0x1d
)

// A Stretch is the time and the source line of some speech.
type Stretch struct {
	Start, End int64             // milliseconds; -1: unknown
	Line       int64             // of the source, from 1; 0: unknown
	Ref        *record.Reference // nil: the source has none
}

// Untimed returns a stretch with a line and without times.
func Untimed(line int64) Stretch { return Stretch{Start: -1, End: -1, Line: line} }

// Limits of paragraphs. They divide the speech of one speaker if the source has only cues,
// segments or words.
const (
	PauseTime     = 2000 // milliseconds of silence that open a paragraph
	paragraphText = 480  // bytes after which the end of a sentence ends a paragraph
	maxParagraph  = 1600 // bytes after which any line ends a paragraph
)

// Header writes a line of the header. The keys are those of dialect.Field; each item of a
// list is a separate line.
func (t *Tape) Header(key, value string) {
	if value != "" {
		t.mark(markHeader, Untimed(0), key, "")
		t.end(value)
	}
}

// Turn opens a turn and begins its first paragraph.
func (t *Tape) Turn(v record.Voice, s Stretch, text string) { t.turn(v, s, words{text: text}) }

func (t *Tape) turn(v record.Voice, s Stretch, w words) {
	kind := MarkTurn
	if v.Asks {
		kind = MarkQuestion
	}
	if v.Name != "" {
		t.line(kind, s, w, v.Label, v.Role, v.Name)
	} else {
		t.line(kind, s, w, v.Label, v.Role)
	}
	t.Begun, t.Who, t.last, t.loud = true, v, s, w.size()
}

// Paragraph opens a paragraph in the open turn.
func (t *Tape) Paragraph(s Stretch, text string) { t.paragraph(s, words{text: text}) }

// DraftParagraph writes a draft like Paragraph.
func (t *Tape) DraftParagraph(s Stretch, d *Draft) { t.paragraph(s, words{draft: d}) }

func (t *Tape) paragraph(s Stretch, w words) {
	t.line(markParagraph, s, w)
	t.last, t.loud = s, w.size()
}

// Message writes a message by v, which may be Markdown with '
// ' line ends: its paragraphs, lists and blocks of code, which keep their lines. It opens a
// turn if the speaker changes, and otherwise adds paragraphs to the open turn.
func (t *Tape) Message(v record.Voice, s Stretch, message string) {
	for i, p := range text.Passages(message, false) {
		switch {
		case !t.Begun || v != t.Who:
			t.Turn(v, s, p.Text)
		case i > 0:
			t.Paragraph(Stretch{Start: -1, End: s.End, Line: s.Line}, p.Text)
		default:
			t.Paragraph(s, p.Text)
		}
	}
}

// Note writes a paragraph without a speaker. A blank one is ignored.
func (t *Tape) Note(s Stretch, text string) {
	if strings.TrimSpace(text) != "" {
		t.note(s, words{text: text})
	}
}

func (t *Tape) note(s Stretch, w words) {
	t.line(MarkNote, s, w)
	t.loud = maxParagraph // speech after the note opens a paragraph
}

// Lost records an invalid record of the source, and why it is invalid.
func (t *Tape) Lost(line int64, why string) {
	t.mark(MarkLost, Untimed(line))
	t.end(why)
}

// Say writes a cue, a segment or some words by a speaker. It opens a turn if the speaker
// changes, and otherwise continues the open turn.
func (t *Tape) Say(v record.Voice, s Stretch, text string) { t.say(v, s, words{text: text}) }

// DraftSay writes a draft like Say.
func (t *Tape) DraftSay(v record.Voice, s Stretch, d *Draft) { t.say(v, s, words{draft: d}) }

func (t *Tape) say(v record.Voice, s Stretch, w words) {
	switch {
	case !t.Begun || v != t.Who:
		t.turn(v, s, w)
	case t.pauses(s):
		t.paragraph(s, w)
	default:
		t.line(markGoesOn, s, w)
		t.goesOn(s, w)
	}
}

// Text writes a line of labelled text without a mark, which is then scanned like that of a
// text file. A tape has either such lines or lines with marks.
func (t *Tape) Text(line string) { t.Piece(line, false, false) }

// Piece writes a piece of a line of labelled text. goesOn is set for all pieces
// but the first, more for all but the last.
func (t *Tape) Piece(text string, goesOn, more bool) {
	if !goesOn {
		text = strings.TrimLeft(text, string(rune(MarkOpen)))
	}
	t.Writer.WriteString(text)
	if !more {
		t.Writer.WriteByte('\n')
	}
}

// GoOn continues the last paragraph or note, which is too long for one line of the tape.
func (t *Tape) GoOn(line int64, text string) {
	kind := markGoesOn
	if t.Noted {
		kind = MarkNote
	}
	t.mark(kind, Untimed(line))
	t.end(text)
}

// Cue writes a cue of a source that does not name speakers, or only in the text of cues.
func (t *Tape) Cue(s Stretch, text string) { t.cue(s, words{text: text}) }

func (t *Tape) cue(s Stretch, w words) {
	kind := MarkCue
	switch {
	case !t.Begun:
		kind, t.loud = MarkChange, 0
	case t.pauses(s):
		kind, t.loud = MarkPause, 0
	}
	t.Begun = true
	t.line(kind, s, w)
	t.goesOn(s, w)
}

// Break ends the paragraph: the next cue opens another.
func (t *Tape) Break() { t.loud = maxParagraph }

// Change writes a cue that marks a change of speaker without a name.
func (t *Tape) Change(s Stretch, text string) { t.change(s, words{text: text}) }

func (t *Tape) change(s Stretch, w words) {
	t.Begun, t.loud = true, 0
	t.line(MarkChange, s, w)
	t.goesOn(s, w)
}

// goesOn updates the state of the paragraph after a line of speech.
func (t *Tape) goesOn(s Stretch, w words) {
	t.last = s
	t.loud += w.size() + 1
	if t.loud > paragraphText && w.stop() {
		t.loud = maxParagraph
	}
}

// pauses reports whether a paragraph ends before the speech at s.
func (t *Tape) pauses(s Stretch) bool {
	return t.loud >= maxParagraph || s.Start >= 0 && t.last.End >= 0 && s.Start-t.last.End >= PauseTime
}

// mark writes the mark of a line.
func (t *Tape) mark(kind MarkKind, s Stretch, fields ...string) {
	t.Settle()
	b := appendMark(t.buf[:0], kind, s)
	for i, f := range fields {
		if i == 2 {
			b[len(b)-1] = markPart
		}
		b = append(append(b, t.fields.clean(f)...), MarkEnd)
	}
	t.buf, t.Noted = b, kind == MarkNote
	t.Writer.Write(b) // Flush returns the error
}

// appendMark appends the mark of a line without fields.
func appendMark(b []byte, kind MarkKind, s Stretch) []byte {
	var m knownMark
	i := putKnown(&m, len(m), s.Line, 1)
	i--
	m[i] = ','
	i = putKnown(&m, i, s.End, 0)
	i--
	m[i] = ','
	i = putKnown(&m, i, s.Start, 0) - 2
	m[i], m[i+1] = MarkOpen, byte(kind)
	b = append(b, m[i:]...)
	if s.Ref != nil {
		for _, f := range [...]string{s.Ref.URL, s.Ref.ID, s.Ref.Column, s.Ref.Number} {
			b = append(append(b, markPart), cleanField(f)...)
		}
	}
	return append(b, MarkEnd)
}

// A knownMark has room for a mark without fields. It is filled from the end.
type knownMark [2 + 3*len("9223372036854775807,")]byte

// putKnown writes n in decimal before index i of a mark, or nothing if n is less than
// lowest, and returns the index where it begins.
func putKnown(m *knownMark, i int, n, lowest int64) int {
	if n < lowest {
		return i
	}
	u := uint64(n)
	for ; u > 9; u /= 10 {
		i--
		m[i] = byte('0' + u%10)
	}
	i--
	m[i] = byte('0' + u)
	return i
}

// AppendKnown appends n in decimal, or nothing if n is less than lowest.
func AppendKnown(b []byte, n, lowest int64) []byte {
	if n < lowest {
		return b
	}
	return strconv.AppendInt(b, n, 10)
}

// Limits on labels and roles.
const (
	MaxField  = 1 << 10 // bytes of one; more is truncated
	maxFields = 1 << 10 // maximum number of cached fields
)

// fields caches clean labels and roles by their form in the source: they recur, and
// cleaning is slow.
type fields map[string]string

// clean returns a label or role in the form for a tape.
func (f *fields) clean(s string) string {
	clean, ok := (*f)[s]
	if !ok {
		if len(*f) >= maxFields || *f == nil {
			*f = fields{}
		}
		clean = strings.Clone(cleanField(s))
		(*f)[strings.Clone(s)] = clean // s may share the memory of much text
	}
	return clean
}

// cleanField returns s as clean text of at most MaxField bytes.
func cleanField(s string) string {
	s = text.CleanName(s)
	if len(s) > MaxField {
		s = strings.ToValidUTF8(s[:MaxField], "") + "…"
	}
	return s
}

var lineBreaks = strings.NewReplacer("\r\n", "\u2028", "\n", "\u2028", "\r", "\u2028")

// end writes the text of a line and its end.
func (t *Tape) end(text string) {
	if strings.IndexByte(text, '\n') >= 0 || strings.IndexByte(text, '\r') >= 0 {
		text = lineBreaks.Replace(text)
	}
	t.Writer.WriteString(text)
	t.Writer.WriteByte('\n')
}

// A Mark is the parsed mark of a line.
type Mark struct {
	Kind              MarkKind
	Start, End        int64  // milliseconds; -1: unknown
	Line              int64  // 0: unknown
	Ref               []byte // see Reference; nil: none
	Label, Role, Name []byte
	Who               []byte // label, role and name with their delimiters
	Size              int    // bytes before the text
}

// ReadMark parses the mark at the start of a line. ok is false if the line does not begin
// with a valid mark. The slices of m share the memory of line.
func ReadMark(line []byte) (m Mark, ok bool) {
	if len(line) < 5 || line[0] != MarkOpen {
		return m, false
	}
	m.Kind, m.Size = MarkKind(line[1]), 2
	var n [3]int64
	for i := range n {
		n[i], m.Size = readKnown(line, m.Size)
		if i == len(n)-1 && m.Size < len(line) && line[m.Size] == markPart {
			k := bytes.IndexByte(line[m.Size:], MarkEnd)
			if k < 0 {
				return m, false
			}
			m.Ref, m.Size = line[m.Size+1:m.Size+k], m.Size+k
		}
		if m.Size++; m.Size > len(line) { // skip the comma or MarkEnd
			return m, false
		}
	}
	m.Start, m.End, m.Line = n[0], n[1], max(n[2], 0)
	if m.Kind != MarkTurn && m.Kind != MarkQuestion && m.Kind != markHeader {
		return m, true
	}
	from := m.Size
	for _, field := range [...]*[]byte{&m.Label, &m.Role} {
		k := bytes.IndexByte(line[m.Size:], MarkEnd)
		if k < 0 {
			return m, false
		}
		*field = line[m.Size : m.Size+k]
		m.Size += k + 1
	}
	m.Who = line[from:m.Size]
	m.Role, m.Name, _ = bytes.Cut(m.Role, []byte{markPart})
	return m, true
}

// readKnown parses the number at line[i:], -1 if it is empty, and returns the index after
// it.
func readKnown(line []byte, i int) (n int64, end int) {
	for end = i; end < len(line) && text.IsDigit(line[end]); end++ {
		n = n*10 + int64(line[end]-'0')
	}
	if end == i {
		n = -1
	}
	return n, end
}

// Says reports whether a line of a tape is speech, and not a note, an invalid record or
// hidden. It does not parse the whole mark.
func Says(l record.Layout, line []byte) bool {
	if len(line) < 2 || line[0] != MarkOpen || line[1] == byte(markHeader) {
		_, kind := Line(l, line)
		return kind == record.LineOpens || kind == record.LineContinues
	}
	return line[1] != byte(MarkNote) && line[1] != byte(MarkLost)
}

// Reference returns where the source publishes the turn that m opens.
func (m *Mark) Reference() (r record.Reference) {
	if len(m.Ref) == 0 {
		return r
	}
	fields := strings.Split(string(m.Ref), string(rune(markPart)))
	for i, to := range [...]*string{&r.URL, &r.ID, &r.Column, &r.Number} {
		if i < len(fields) {
			*to = fields[i]
		}
	}
	return r
}

// Line returns the size in bytes of the margin of a line of a tape, and the kind of the
// line.
func Line(l record.Layout, raw []byte) (from int, kind record.LineKind) {
	if len(raw) == 0 {
		return 0, record.LineBlank
	}
	m, ok := ReadMark(raw)
	if !ok {
		return 0, record.LineContinues // raw begins in the middle of a line
	}
	if l.Labels != nil && (m.Kind == MarkCue || m.Kind == MarkPause || m.Kind == MarkChange) {
		m.Size += l.Labels.Size(raw[m.Size:])
	}
	switch m.Kind {
	case markGoesOn, MarkCue:
		return m.Size, record.LineContinues
	case MarkNote:
		return m.Size, record.LineNote
	case MarkLost:
		return m.Size, record.LineSkip
	case markHeader:
		if f := dialect.FieldOf(string(m.Label)); f == nil || !f.Shown {
			return m.Size, record.LineSkip
		}
	}
	return m.Size, record.LineOpens
}

// ReadHeader sets h from the header at the start of a tape, and returns the size
// of the header in bytes.
func ReadHeader(h *record.Head, head []byte) int64 {
	off := int64(0)
	for line := range bytes.Lines(head) {
		m, ok := ReadMark(line)
		if !ok || m.Kind != markHeader {
			break
		}
		end := off + int64(len(line))
		value := text.CleanName(string(bytes.TrimSuffix(line[m.Size:], text.Newline)))
		takeHeader(h, string(m.Label), value, record.Note{Off: off, End: end})
		off = end
	}
	return off
}

// ruleKey is the key of the header line that says that the source marks questions. It is
// written even if there are no questions.
const ruleKey = "rule"

// takeHeader sets a field of h from the header line at span.
func takeHeader(h *record.Head, key, value string, span record.Note) {
	if key == ruleKey {
		h.Rule = record.RuleElement
		return
	}
	f := dialect.FieldOf(key)
	if f == nil {
		return
	}
	f.Add(&h.Header, value)
	if f.Key == dialect.Title {
		h.Title = span
	}
	if !f.Meta {
		return
	}
	if h.Meta.End == h.Meta.Off {
		h.Meta.Off = span.Off
	}
	h.Meta.End = span.End
}
