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

// MaxCast is how many names a source may declare.
const MaxCast = 1 << 16

// A Tape is how a rewriting format takes a transcript down: text of which
// every line begins with a mark that says what the line is, when it was said
// and where in the source it stands. Turns are spans of the tape, which is
// scanned like labelled text: the mark is the margin of its line, and is
// never shown.
//
//	\x1e kind start , end , line \x1f [label \x1f role [\x1d name] \x1f] text \n
//
// Times are milliseconds, lines count from 1, and what is not known is left
// out. Line breaks inside a text stand as U+2028. Nobody but a tape writes
// this, so a source cannot pretend to be one.
type Tape struct {
	Writer *bufio.Writer
	Src    *source.Source // what is taken down
	buf    []byte
	Begun  bool // a turn is open
	last   Stretch
	Who    record.Voice
	loud   int  // bytes of the paragraph that is open
	Noted  bool // the last line is a note

	fields map[string]string // labels and roles, clean
}

// A MarkKind says what a line of a tape is.
type MarkKind byte

const (
	markHeader    MarkKind = 'h' // key and value of the header; before all others
	MarkTurn      MarkKind = 't' // opens a turn
	MarkQuestion  MarkKind = 'q' // opens a turn that is a question, by the word of the source
	markParagraph MarkKind = 'p' // opens a paragraph
	markGoesOn    MarkKind = 'c' // goes on with the paragraph
	MarkNote      MarkKind = 'n' // a paragraph that nobody speaks
	MarkCue       MarkKind = 'u' // goes on, unless a label is found in it: then it opens a turn
	MarkPause     MarkKind = 'U' // as markCue, after a pause: opens a paragraph; a turn where no cue has a label
	MarkChange    MarkKind = 'v' // as markCue, but somebody else speaks: opens a turn, of nobody where there is no label
	MarkLost      MarkKind = 'x' // a record that could not be read; the text says why
)

const (
	MarkOpen = 0x1e
	MarkEnd  = 0x1f
	markName = 0x1d
)

// A Stretch is when something was said, and where it is written.
type Stretch struct {
	Start, End int64 // milliseconds, -1: not known
	Line       int64 // of the source, from 1; 0: not known
}

// Untimed is a stretch of which only the line is known.
func Untimed(line int64) Stretch { return Stretch{-1, -1, line} }

// What parts the speech of one speaker into paragraphs, where the source has
// only cues, segments or words.
const (
	PauseTime     = 2000 // milliseconds of silence that open a paragraph
	paragraphText = 480  // bytes after which the end of a sentence opens one
	paragraphMost = 1600 // bytes after which anything does
)

// Header writes a line of the header. Keys are those of Header, in lower
// case; of a list each item is a line.
func (t *Tape) Header(key, value string) {
	if value != "" {
		t.mark(markHeader, Untimed(0), key, "")
		t.end(value)
	}
}

// Turn opens a turn and begins its first paragraph.
func (t *Tape) Turn(v record.Voice, s Stretch, text string) {
	kind := MarkTurn
	if v.Asks {
		kind = MarkQuestion
	}
	if v.Name != "" {
		t.mark(kind, s, v.Label, v.Role, v.Name)
	} else {
		t.mark(kind, s, v.Label, v.Role)
	}
	t.end(text)
	t.Begun, t.Who, t.last, t.loud = true, v, s, len(text)
}

// Paragraph opens a paragraph in the turn that is open.
func (t *Tape) Paragraph(s Stretch, text string) {
	t.mark(markParagraph, s)
	t.end(text)
	t.last, t.loud = s, len(text)
}

// Note writes a paragraph that nobody speaks.
func (t *Tape) Note(s Stretch, text string) {
	if strings.TrimSpace(text) != "" {
		t.mark(MarkNote, s)
		t.end(text)
		t.loud = paragraphMost // speech after it opens a paragraph
	}
}

// Lost says that a record could not be read, and why.
func (t *Tape) Lost(line int64, why string) {
	t.mark(MarkLost, Untimed(line))
	t.end(why)
}

// Say takes down a cue, a segment or some words of somebody: they open a turn
// where the speaker changes, and else go on with the one that is open.
func (t *Tape) Say(v record.Voice, s Stretch, text string) {
	switch {
	case !t.Begun || v != t.Who:
		t.Turn(v, s, text)
	case t.pauses(s):
		t.Paragraph(s, text)
	default:
		t.mark(markGoesOn, s)
		t.end(text)
		t.goesOn(s, text)
	}
}

// Text writes a line of labelled text, which is to be judged like that of a
// file. Nothing else may stand before it on the tape: what begins with a mark
// has marks throughout.
func (t *Tape) Text(line string) { t.Piece(line, false, false) }

// Piece writes a piece of such a line: goesOn says that some of it was written
// before, more that some will come.
func (t *Tape) Piece(text string, goesOn, more bool) {
	if !goesOn {
		text = strings.TrimLeft(text, string(rune(MarkOpen)))
	}
	t.Writer.WriteString(text)
	if !more {
		t.Writer.WriteByte('\n')
	}
}

// GoOn takes down more of the paragraph, or of the note, that was taken down
// last and is too long to be taken down at once.
func (t *Tape) GoOn(line int64, text string) {
	kind := markGoesOn
	if t.Noted {
		kind = MarkNote
	}
	t.mark(kind, Untimed(line))
	t.end(text)
}

// Cue takes down a cue of a source that names no speakers but in the text,
// if there.
func (t *Tape) Cue(s Stretch, text string) {
	kind := MarkCue
	switch {
	case !t.Begun:
		kind, t.loud = MarkChange, 0
	case t.pauses(s):
		kind, t.loud = MarkPause, 0
	}
	t.Begun = true
	t.mark(kind, s)
	t.end(text)
	t.goesOn(s, text)
}

// Change takes down a cue that says that somebody else speaks in it, not who.
func (t *Tape) Change(s Stretch, text string) {
	t.Begun, t.loud = true, 0
	t.mark(MarkChange, s)
	t.end(text)
	t.goesOn(s, text)
}

func (t *Tape) goesOn(s Stretch, line string) {
	t.last = s
	t.loud += len(line) + 1
	if t.loud > paragraphText && text.EndsSentence(line) {
		t.loud = paragraphMost
	}
}

// pauses reports whether a paragraph ends before what is said at s.
func (t *Tape) pauses(s Stretch) bool {
	return t.loud >= paragraphMost || s.Start >= 0 && t.last.End >= 0 && s.Start-t.last.End >= PauseTime
}

// mark begins a line.
func (t *Tape) mark(kind MarkKind, s Stretch, fields ...string) {
	b := append(t.buf[:0], MarkOpen, byte(kind))
	b = AppendKnown(b, s.Start, 0)
	b = append(b, ',')
	b = AppendKnown(b, s.End, 0)
	b = append(b, ',')
	b = AppendKnown(b, s.Line, 1)
	b = append(b, MarkEnd)
	for i, f := range fields {
		if i == 2 {
			b[len(b)-1] = markName
		}
		b = append(append(b, t.field(f)...), MarkEnd)
	}
	t.buf, t.Noted = b, kind == MarkNote
	t.Writer.Write(b) // an error stays in the writer
}

// AppendKnown appends a number, nothing if it is below least.
func AppendKnown(b []byte, n, least int64) []byte {
	if n < least {
		return b
	}
	return strconv.AppendInt(b, n, 10)
}

// MaxField is how long a label may be, in bytes; mostFields how many are
// remembered.
const (
	MaxField  = 1 << 10
	maxFields = 1 << 10
)

// field returns a label or role as it is taken down.
func (t *Tape) field(s string) string {
	clean, ok := t.fields[s]
	if !ok {
		if len(t.fields) >= maxFields || t.fields == nil {
			t.fields = map[string]string{}
		}
		clean = cleanField(s)
		t.fields[s] = clean
	}
	return clean
}

func cleanField(s string) string {
	s = text.CleanName(s)
	if len(s) > MaxField {
		s = strings.ToValidUTF8(s[:MaxField], "") + "…"
	}
	return s
}

var lineBreaks = strings.NewReplacer("\r\n", "\u2028", "\n", "\u2028", "\r", "\u2028")

// end writes the text of a line and ends it.
func (t *Tape) end(text string) {
	if strings.IndexByte(text, '\n') >= 0 || strings.IndexByte(text, '\r') >= 0 {
		text = lineBreaks.Replace(text)
	}
	t.Writer.WriteString(text)
	t.Writer.WriteByte('\n')
}

// A Mark is the mark of a line of a tape, read.
type Mark struct {
	Kind              MarkKind
	Start, End        int32 // milliseconds, -1: not known
	Line              int64 // 0: not known
	Label, Role, Name []byte
	Who               []byte // all three, as they stand
	Size              int    // bytes before the text
}

// ReadMark reads the mark at the start of a line.
func ReadMark(line []byte) (m Mark, ok bool) {
	if len(line) < 5 || line[0] != MarkOpen {
		return m, false
	}
	m.Kind, m.Size = MarkKind(line[1]), 2
	var n [3]int64
	for i := range n {
		n[i] = -1
		for m.Size < len(line) && text.IsDigit(line[m.Size]) {
			n[i] = max(n[i], 0)*10 + int64(line[m.Size]-'0')
			m.Size++
		}
		if m.Size++; m.Size > len(line) { // , or the end of the mark
			return m, false
		}
	}
	m.Start, m.End, m.Line = int32(min(n[0], 1<<31-1)), int32(min(n[1], 1<<31-1)), max(n[2], 0)
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
	m.Role, m.Name, _ = bytes.Cut(m.Role, []byte{markName})
	return m, true
}

// Line returns the margin of a line of a tape, and what the line is.
func Line(l record.Layout, raw []byte) (from int, kind record.LineKind) {
	if len(raw) == 0 {
		return 0, record.LineBlank
	}
	m, ok := ReadMark(raw)
	if !ok {
		return 0, record.LineContinues // it begins in the middle
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

// ReadHeader reads the header of a tape, and returns its bytes.
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

// ruleKey is the line of a tape that says that questions are marked, though
// there may be none.
const ruleKey = "rule"

// takeHeader takes a line of the header that stands at span.
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
