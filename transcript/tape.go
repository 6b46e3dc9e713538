package transcript

import (
	"bufio"
	"bytes"
	"strconv"
	"strings"
)

// A tape is how a rewriting format takes a transcript down: text of which
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
type tape struct {
	w     *bufio.Writer
	src   *rawSource // what is taken down
	buf   []byte
	begun bool // a turn is open
	last  stretch
	who   Voice
	loud  int  // bytes of the paragraph that is open
	noted bool // the last line is a note

	fields map[string]string // labels and roles, clean
}

// A markKind says what a line of a tape is.
type markKind byte

const (
	markHeader    markKind = 'h' // key and value of the header; before all others
	markTurn      markKind = 't' // opens a turn
	markQuestion  markKind = 'q' // opens a turn that is a question, by the word of the source
	markParagraph markKind = 'p' // opens a paragraph
	markGoesOn    markKind = 'c' // goes on with the paragraph
	markNote      markKind = 'n' // a paragraph that nobody speaks
	markCue       markKind = 'u' // goes on, unless a label is found in it: then it opens a turn
	markPause     markKind = 'U' // as markCue, after a pause: opens a paragraph; a turn where no cue has a label
	markChange    markKind = 'v' // as markCue, but somebody else speaks: opens a turn, of nobody where there is no label
	markLost      markKind = 'x' // a record that could not be read; the text says why
)

const (
	markOpen = 0x1e
	markEnd  = 0x1f
	markName = 0x1d
)

// A Voice is who speaks, as a source says it.
type Voice struct {
	Label string // "" is nobody
	Role  string // "" where the source states none
	Name  string // of the speaker; "": it is the label, or to be found in it
	Asks  bool   // what is said is a question, by the word of the source
}

// A stretch is when something was said, and where it is written.
type stretch struct {
	start, end int64 // milliseconds, -1: not known
	line       int64 // of the source, from 1; 0: not known
}

// untimed is a stretch of which only the line is known.
func untimed(line int64) stretch { return stretch{-1, -1, line} }

// What parts the speech of one speaker into paragraphs, where the source has
// only cues, segments or words.
const (
	pauseTime     = 2000 // milliseconds of silence that open a paragraph
	paragraphText = 480  // bytes after which the end of a sentence opens one
	paragraphMost = 1600 // bytes after which anything does
)

// header writes a line of the header. Keys are those of Header, in lower
// case; of a list each item is a line.
func (t *tape) header(key, value string) {
	if value != "" {
		t.mark(markHeader, untimed(0), key, "")
		t.end(value)
	}
}

// turn opens a turn and begins its first paragraph.
func (t *tape) turn(v Voice, s stretch, text string) {
	kind := markTurn
	if v.Asks {
		kind = markQuestion
	}
	if v.Name != "" {
		t.mark(kind, s, v.Label, v.Role, v.Name)
	} else {
		t.mark(kind, s, v.Label, v.Role)
	}
	t.end(text)
	t.begun, t.who, t.last, t.loud = true, v, s, len(text)
}

// paragraph opens a paragraph in the turn that is open.
func (t *tape) paragraph(s stretch, text string) {
	t.mark(markParagraph, s)
	t.end(text)
	t.last, t.loud = s, len(text)
}

// note writes a paragraph that nobody speaks.
func (t *tape) note(s stretch, text string) {
	if strings.TrimSpace(text) != "" {
		t.mark(markNote, s)
		t.end(text)
		t.loud = paragraphMost // speech after it opens a paragraph
	}
}

// lost says that a record could not be read, and why.
func (t *tape) lost(line int64, why string) {
	t.mark(markLost, untimed(line))
	t.end(why)
}

// say takes down a cue, a segment or some words of somebody: they open a turn
// where the speaker changes, and else go on with the one that is open.
func (t *tape) say(v Voice, s stretch, text string) {
	switch {
	case !t.begun || v != t.who:
		t.turn(v, s, text)
	case t.pauses(s):
		t.paragraph(s, text)
	default:
		t.mark(markGoesOn, s)
		t.end(text)
		t.goesOn(s, text)
	}
}

// text writes a line of labelled text, which is to be judged like that of a
// file. Nothing else may stand before it on the tape: what begins with a mark
// has marks throughout.
func (t *tape) text(line string) { t.piece(line, false, false) }

// piece writes a piece of such a line: goesOn says that some of it was written
// before, more that some will come.
func (t *tape) piece(text string, goesOn, more bool) {
	if !goesOn {
		text = strings.TrimLeft(text, string(rune(markOpen)))
	}
	t.w.WriteString(text)
	if !more {
		t.w.WriteByte('\n')
	}
}

// goOn takes down more of the paragraph, or of the note, that was taken down
// last and is too long to be taken down at once.
func (t *tape) goOn(line int64, text string) {
	kind := markGoesOn
	if t.noted {
		kind = markNote
	}
	t.mark(kind, untimed(line))
	t.end(text)
}

// cue takes down a cue of a source that names no speakers but in the text,
// if there.
func (t *tape) cue(s stretch, text string) {
	kind := markCue
	switch {
	case !t.begun:
		kind, t.loud = markChange, 0
	case t.pauses(s):
		kind, t.loud = markPause, 0
	}
	t.begun = true
	t.mark(kind, s)
	t.end(text)
	t.goesOn(s, text)
}

// change takes down a cue that says that somebody else speaks in it, not who.
func (t *tape) change(s stretch, text string) {
	t.begun, t.loud = true, 0
	t.mark(markChange, s)
	t.end(text)
	t.goesOn(s, text)
}

func (t *tape) goesOn(s stretch, line string) {
	t.last = s
	t.loud += len(line) + 1
	if t.loud > paragraphText && endsSentenceText(line) {
		t.loud = paragraphMost
	}
}

// pauses reports whether a paragraph ends before what is said at s.
func (t *tape) pauses(s stretch) bool {
	return t.loud >= paragraphMost || s.start >= 0 && t.last.end >= 0 && s.start-t.last.end >= pauseTime
}

// endsSentenceText reports whether a sentence ends with text.
func endsSentenceText(text string) bool {
	text = strings.TrimRight(text, " \t\r\n\"'”’»)]")
	for _, stop := range [...]string{".", "?", "!", "…", "。", "？", "！", "؟"} {
		if strings.HasSuffix(text, stop) {
			return true
		}
	}
	return false
}

// mark begins a line.
func (t *tape) mark(kind markKind, s stretch, fields ...string) {
	b := append(t.buf[:0], markOpen, byte(kind))
	b = appendKnown(b, s.start, 0)
	b = append(b, ',')
	b = appendKnown(b, s.end, 0)
	b = append(b, ',')
	b = appendKnown(b, s.line, 1)
	b = append(b, markEnd)
	for i, f := range fields {
		if i == 2 {
			b[len(b)-1] = markName
		}
		b = append(append(b, t.field(f)...), markEnd)
	}
	t.buf, t.noted = b, kind == markNote
	t.w.Write(b) // an error stays in the writer
}

// appendKnown appends a number, nothing if it is below least.
func appendKnown(b []byte, n, least int64) []byte {
	if n < least {
		return b
	}
	return strconv.AppendInt(b, n, 10)
}

// mostField is how long a label may be, in bytes; mostFields how many are
// remembered.
const (
	mostField  = 1 << 10
	mostFields = 1 << 10
)

// field returns a label or role as it is taken down.
func (t *tape) field(s string) string {
	clean, ok := t.fields[s]
	if !ok {
		if len(t.fields) >= mostFields || t.fields == nil {
			t.fields = map[string]string{}
		}
		clean = cleanField(s)
		t.fields[s] = clean
	}
	return clean
}

func cleanField(s string) string {
	s = CleanName(s)
	if len(s) > mostField {
		s = strings.ToValidUTF8(s[:mostField], "") + "…"
	}
	return s
}

var lineBreaks = strings.NewReplacer("\r\n", "\u2028", "\n", "\u2028", "\r", "\u2028")

// end writes the text of a line and ends it.
func (t *tape) end(text string) {
	if strings.IndexByte(text, '\n') >= 0 || strings.IndexByte(text, '\r') >= 0 {
		text = lineBreaks.Replace(text)
	}
	t.w.WriteString(text)
	t.w.WriteByte('\n')
}

// A mark is the mark of a line of a tape, read.
type mark struct {
	kind              markKind
	start, end        int32 // milliseconds, -1: not known
	line              int64 // 0: not known
	label, role, name []byte
	who               []byte // all three, as they stand
	size              int    // bytes before the text
}

// readMark reads the mark at the start of a line.
func readMark(line []byte) (m mark, ok bool) {
	if len(line) < 5 || line[0] != markOpen {
		return m, false
	}
	m.kind, m.size = markKind(line[1]), 2
	var n [3]int64
	for i := range n {
		n[i] = -1
		for m.size < len(line) && line[m.size] >= '0' && line[m.size] <= '9' {
			n[i] = max(n[i], 0)*10 + int64(line[m.size]-'0')
			m.size++
		}
		if m.size++; m.size > len(line) { // , or the end of the mark
			return m, false
		}
	}
	m.start, m.end, m.line = int32(min(n[0], 1<<31-1)), int32(min(n[1], 1<<31-1)), max(n[2], 0)
	if m.kind != markTurn && m.kind != markQuestion && m.kind != markHeader {
		return m, true
	}
	from := m.size
	for _, field := range [...]*[]byte{&m.label, &m.role} {
		k := bytes.IndexByte(line[m.size:], markEnd)
		if k < 0 {
			return m, false
		}
		*field = line[m.size : m.size+k]
		m.size += k + 1
	}
	m.who = line[from:m.size]
	m.role, m.name, _ = bytes.Cut(m.role, []byte{markName})
	return m, true
}

// tapedLine returns the margin of a line of a tape, and what the line is.
func tapedLine(l Layout, raw []byte) (from int, kind lineKind) {
	if len(raw) == 0 {
		return 0, lineBlank
	}
	m, ok := readMark(raw)
	if !ok {
		return 0, lineContinues // it begins in the middle
	}
	switch m.kind {
	case markGoesOn, markCue:
		return m.size, lineContinues
	case markNote:
		return m.size, lineNote
	case markLost:
		return m.size, lineSkip
	case markHeader:
		if !shownKeys[string(m.label)] {
			return m.size, lineSkip
		}
	}
	return m.size, lineOpens
}

// shownKeys are the lines of a header that are shown before the first turn.
var shownKeys = map[string]bool{"title": true, "standfirst": true, "date": true, "time": true, "place": true}

// tapeHeader reads the header of a tape, and returns its bytes.
func tapeHeader(h *foundHead, head []byte) int64 {
	off := int64(0)
	for line := range bytes.Lines(head) {
		m, ok := readMark(line)
		if !ok || m.kind != markHeader {
			break
		}
		end := off + int64(len(line))
		value := CleanName(string(bytes.TrimSuffix(line[m.size:], newline)))
		takeHeader(h, string(m.label), value, Note{off, end})
		off = end
	}
	return off
}

// takeHeader takes a line of the header that stands at span.
func takeHeader(h *foundHead, key, value string, span Note) {
	meta := false
	switch key {
	case "title":
		h.Header.Title, h.Title = value, span
	case "standfirst":
		h.Header.Standfirst = value
	case "date":
		h.Header.Date, meta = value, true
	case "time":
		h.Header.Time, meta = value, true
	case "place":
		h.Header.Place, meta = value, true
	case "topic":
		h.Header.Topics = append(h.Header.Topics, value)
	case "rule": // questions are marked, though there may be none
		h.Rule = RuleElement
	case "person":
		h.Header.Persons = append(h.Header.Persons, value)
	}
	if !meta {
		return
	}
	if h.Meta.End == h.Meta.Off {
		h.Meta.Off = span.Off
	}
	h.Meta.End = span.End
}
