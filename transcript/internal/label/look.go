package label

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// LineSeen is how many bytes of a line are examined to tell its kind.
const LineSeen = 4 << 10

// BlankBytes are the ASCII bytes that may surround text.
const BlankBytes = " \t\r\n"

// Changes returns the length, in bytes, of the sign of another speaker at the
// start of a line: a dash or two angle brackets.
func Changes(line []byte) int {
	if len(line) < 2 || line[0] != '-' && line[0] != '>' && line[0] != 0xE2 {
		return 0 // nearly always
	}
	n := 0
	switch {
	case line[0] == '>' && line[1] == '>':
		n = len(line) - len(bytes.TrimLeft(line, ">"))
	case line[0] == '-':
		n = 1
	case bytes.HasPrefix(line, []byte("–")), bytes.HasPrefix(line, []byte("—")):
		n = len("–")
	default:
		return 0
	}
	rest := bytes.TrimLeft(line[n:], " \u00a0")
	r, _ := utf8.DecodeRune(rest)
	blank := len(rest) < len(line)-n
	if !unicode.IsLetter(r) && !(blank && unicode.IsDigit(r)) && !strings.ContainsRune("\"“«'‘[(¿¡♪…", r) {
		return 0
	}
	return len(line) - len(rest)
}

// A finding is a line that opens something. It is only 32 bytes long, because
// blocks may have hundreds of thousands of findings.
type finding struct {
	off   int64
	who   *record.Voice // nil for a turn without a speaker
	start int32
	stop  int32 // end of the speech before it, in milliseconds; -1 if unknown
	size  int32 // bytes of a note, from off
	body  uint16
	mark  tape.MarkKind
	flags findingFlags
}

type findingFlags uint8

const (
	foundAsked findingFlags = 1 << iota // a question mark stands between the last finding, or the start of the block, and this
	foundEnds                           // the text before it ends with one
	foundDoubt                          // whether it does has to be looked at from the start of the turn
	foundOpen                           // it is a note that may go on
)

func (f *finding) is(flag findingFlags) bool { return f.flags&flag != 0 }

// label returns the label of a finding, "" for a turn without a speaker.
func (f *finding) label() string {
	if f.who == nil {
		return ""
	}
	return f.who.Label
}

// end returns the offset of the end of a note.
func (f *finding) end() int64 { return f.off + int64(f.size) }

// What a line of labelled text may be beside one that opens a turn.
const (
	foundTime     tape.MarkKind = 1 + iota // the time of the turn that comes next
	foundExaminer                          // who asks from here on, as the label
	foundBox                               // a box, which is not speech
	foundFooter                            // a footer, which ends where the next turn begins
)

// findings are what opens in a stretch of the source, in order.
type findings struct {
	list  []finding
	asked bool          // a question mark stands after the last finding
	stop  int32         // milliseconds of the last end of a cue, -1: none
	lines []record.Mark // Line counts from the start of the stretch
	count int64         // lines that end in it
}

// reset empties f for another stretch, and keeps its memory.
func (f *findings) reset() {
	*f = findings{list: f.list[:0], lines: f.lines[:0]}
}

// A looker finds what opens in a piece of the source.
type looker struct {
	p     *profile
	seen  *seenLabels
	data  []byte
	base  int64 // of data in the source
	lines joiner
	out   *findings
	from  int                     // of data not searched for question marks yet
	signs [len(questionSigns)]int // where the next of each is, if it is not before from
	state int                     // of data not searched for what footers never lack yet
	stop  int32
}

// lineMark is about how many bytes lie between two marks of lines.
const lineMark = 64 << 10

// look looks at the lines that start in [off, end).
func (l *looker) look(off, end int64) {
	lo, hi := int(off-l.base), int(end-l.base)
	l.from, l.stop = lo, -1
	for k := range l.signs {
		l.signs[k] = -1
	}
	l.lines = joiner{layout: l.p.layout, data: l.data, buf: l.seen.lines[:0]}
	i := lo
	if off > 0 && l.data[lo-1] != '\n' {
		i = l.nextLine(lo, hi)
	}
	mark := off / lineMark
	counted := lo
	for i < hi {
		next := l.line(i)
		if at := l.base + int64(i); at/lineMark > mark {
			l.out.count += int64(bytes.Count(l.data[counted:i], text.Newline))
			l.out.lines = append(l.out.lines, record.Mark{Off: at, Line: l.out.count})
			mark, counted = at/lineMark, i
		}
		i = next
		if next < 0 {
			break
		}
	}
	l.out.asked, l.out.stop = l.marked(hi), l.stop
	l.out.count += int64(bytes.Count(l.data[counted:hi], text.Newline))
	l.seen.lines = l.lines.buf
}

func (l *looker) nextLine(i, hi int) int {
	k := bytes.IndexByte(l.data[i:hi], '\n')
	if k < 0 {
		return hi
	}
	return i + k + 1
}

// line looks at the line at i, and returns where the next starts, -1 if that
// is not in the data.
func (l *looker) line(i int) int {
	end, next := len(l.data), -1
	if k := bytes.IndexByte(l.data[i:], '\n'); k >= 0 {
		end, next = i+k, i+k+1
	}
	if l.base+int64(i) < l.p.start {
		return next
	}
	raw := l.data[i:end]
	if l.p.layout.Taped {
		l.marks(i, raw)
		return next
	}
	if l.p.layout.Dialect {
		l.dialect(i, raw)
		return next
	}
	if len(raw) <= maxOpener && OpensNote(raw) {
		l.note(i)
		return next
	}
	if l.stands(i, raw) {
		return next
	}
	line, margin, inside := raw, 0, false
	if l.p.layout.Wrapped || l.p.layout.Indented {
		_, _, kind := Line(l.p.layout, raw[:min(len(raw), LineSeen)])
		if kind == record.LineBlank || kind == record.LineSkip || kind == record.LineNote || l.p.layout.Indented && kind == record.LineContinues {
			return next
		}
		margin = marginOf(l.p.layout, raw)
		line = l.lines.at(i, end)
		inside = !l.p.layout.Indented && !l.afterBlank(i)
	}
	c, v, ok := l.find(line, inside)
	if l.frontLine(i, raw, c, ok) {
		l.front(i, raw)
		return next
	}
	if !ok {
		return next
	}
	if l.p.apart && c.start < 0 && !v.recurs && l.afterLabel(i) {
		return next
	}
	f := finding{who: v.who, start: l.p.since(c), body: uint16(min(l.body(i, i+margin+c.body), 1<<16-1))}
	if l.p.examined && isQ(v.who.Label) {
		f.mark = tape.MarkQuestion
		if name := asides(l.data[min(i+int(f.body), end):end]); name != "" {
			l.add(i, finding{mark: foundExaminer, who: &record.Voice{Label: name}})
		}
	}
	l.add(i, f)
	return next
}

// noteSeen is how much of the text is looked at to tell whether it is a note,
// in bytes.
const noteSeen = 4 << 10

// note looks at what the line at i opens: a box or a footer, most likely.
func (l *looker) note(i int) {
	b := l.data[i:min(len(l.data), i+noteSeen)]
	if line, _, _ := bytes.Cut(b, text.Newline); isRecordingOver(line) || opensFooter(line) && l.stateAhead(i) {
		l.add(i, finding{mark: foundFooter})
	} else if n := boxLength(b); n > 0 {
		l.add(i, finding{mark: foundBox, size: int32(n)})
	}
}

// stateAhead reports whether a line that a footer never lacks begins in what
// is looked at of the note at i. Each line is looked at once, however many
// notes there may be.
func (l *looker) stateAhead(i int) bool {
	end := min(len(l.data), i+noteSeen)
	for l.state = max(l.state, i); l.state < end; {
		line := l.data[l.state:end]
		k := bytes.IndexByte(line, '\n')
		if k >= 0 {
			line = line[:k]
		}
		if isFooterState(line) {
			return true
		}
		if k < 0 {
			break
		}
		l.state += k + 1
	}
	return false
}

// stands looks for what stands on the line at i by itself: a time, or who
// asks from here on.
func (l *looker) stands(i int, raw []byte) bool {
	if len(raw) > maxOpener || len(raw) == 0 {
		return false
	}
	if c := raw[0]; text.IsDigit(c) || c == '[' {
		if ms, ok := timeLine(raw); ok {
			l.add(i, finding{mark: foundTime, start: ms})
			return true
		}
	}
	if l.p.examined {
		if name := examiner(raw[marginOf(l.p.layout, raw):]); name != "" {
			l.add(i, finding{mark: foundExaminer, who: &record.Voice{Label: name}})
			return true
		}
	}
	return false
}

// marks looks at a line of a tape.
func (l *looker) marks(i int, raw []byte) {
	m, ok := tape.ReadMark(raw)
	if !ok {
		return
	}
	switch m.Kind {
	case tape.MarkTurn, tape.MarkQuestion:
		l.add(i, finding{mark: m.Kind, who: l.seen.voice(&m), start: m.Start, body: uint16(m.Size)})
	case tape.MarkCue, tape.MarkPause, tape.MarkChange:
		l.cue(i, m, raw[m.Size:])
	case tape.MarkLost:
		l.add(i, finding{mark: m.Kind})
		l.from = i + len(raw) // a question mark in it does not count
	case tape.MarkNote:
		l.aside(i, raw)
	}
	if m.End >= 0 {
		l.stop = m.End
	}
}

// cue looks for a label in a cue. A sign of another speaker that opens a turn is
// not part of the text.
func (l *looker) cue(i int, m tape.Mark, text []byte) {
	n := Changes(text)
	f := finding{mark: m.Kind, start: m.Start}
	opens := m.Kind == tape.MarkChange && !l.p.alone || m.Kind == tape.MarkPause && l.p.loose
	if l.p.styles != 0 {
		if c, v, ok := l.find(text[n:], false); ok {
			f.who, opens = v.who, true
			n += c.body
		}
	}
	if opens {
		f.body = uint16(min(m.Size+n, 1<<16-1))
		l.add(i, f)
	}
}

// find returns the label that opens a line. Inside of a hard-wrapped paragraph
// only a label that recurs opens one.
func (l *looker) find(line []byte, inside bool) (candidate, labelVerdict, bool) {
	for i := range finders {
		f := &finders[i]
		if l.p.styles&f.style == 0 {
			continue
		}
		c, ok := f.find(line)
		if !ok {
			continue
		}
		v := l.verdict(i, &c, line[c.at:c.end], inside)
		if v.ok && (v.recurs || !inside && (c.bold || !l.p.bold)) {
			return c, v, true
		}
	}
	return candidate{}, labelVerdict{}, false
}

// verdict judges a candidate of finder i, whose text is raw. Where only labels
// that recur count, others, of which each line may have one of its own, are
// neither judged nor remembered.
func (l *looker) verdict(i int, c *candidate, raw []byte, recurring bool) labelVerdict {
	as := foundAs{uint8(i), c.start >= 0, c.behind}
	seen, known := l.seen.verdict(raw, as)
	if known {
		return seen.labelVerdict
	}
	text := LabelText(raw)
	if recurring && !l.p.recurs[dropBrackets(text)] {
		return labelVerdict{}
	}
	var v labelVerdict
	if c.fits(text) {
		v.ok, v.recurs = l.p.accept(finders[i].style, text, c.start >= 0)
	}
	if v.ok {
		v.who = &record.Voice{Label: text}
	}
	*seen = seenLabel{string(raw), as, v}
	return v
}

// aside adds the line at i, which is a note by what it begins with.
func (l *looker) aside(i int, line []byte) {
	f := finding{mark: tape.MarkNote, size: int32(min(len(line)+1, len(l.data)-i))}
	if i+len(line) == len(l.data) {
		f.flags = foundOpen
	}
	l.add(i, f)
}

// dialect looks at a line that verbatim itself wrote.
func (l *looker) dialect(i int, line []byte) {
	if _, ok := timeLine(line); ok && line[0] == '[' { // a turn may have asked before it
		l.add(i, finding{mark: foundTime, start: -1})
		return
	}
	if bytes.HasPrefix(line, []byte(dialect.NoteSign)) {
		l.aside(i, line)
		return
	}
	h, size, ok := dialect.ReadHeading(string(bytes.TrimRight(line[:min(len(line), dialect.MaxLabel+1)], "\r")))
	if !ok {
		return
	}
	if h.Asks && h.Label != "" && !l.p.marked { // it is a part of the name
		h.Label, h.Asks = h.Label+dialect.AskedSign, false
	}
	f := finding{mark: tape.MarkTurn, start: h.Start}
	if h.Asks {
		f.mark = tape.MarkQuestion
	}
	if h.Label != "" {
		f.who = &record.Voice{Label: h.Label, Role: h.Role, Name: h.Name}
	}
	for size < len(line) && line[size] == ' ' {
		size++
	}
	f.body = uint16(min(size, 1<<16-1)) // the next line can only be a paragraph or a note
	l.add(i, f)
}

// body returns how many bytes lie between the line at i and the speech at
// body; for a label on a line of its own that is the next line with text.
func (l *looker) body(i, body int) int {
	for body < len(l.data) && body-i < 1<<10 && strings.IndexByte(" \t\r\n", l.data[body]) >= 0 {
		body++
	}
	return body - i
}

// afterBlank reports whether the line at i follows a blank one.
func (l *looker) afterBlank(i int) bool {
	if l.base == 0 && i == 0 {
		return true
	}
	line := l.data[:i-1]
	line = line[bytes.LastIndexByte(line, '\n')+1:]
	return len(bytes.TrimSpace(line)) == 0
}

// afterLabel reports whether the line at i follows one that is only a label
// and its time: then it is speech, whatever it looks like.
func (l *looker) afterLabel(i int) bool {
	line := l.data[:max(i-1, 0)]
	line = line[bytes.LastIndexByte(line, '\n')+1:]
	if len(line) == 0 || len(line) > marginRev/2 {
		return false
	}
	c, _, ok := l.find(line, false)
	return ok && c.start >= 0 && c.body >= len(line)
}

// add appends a finding at i.
func (l *looker) add(i int, f finding) {
	f.off = l.base + int64(i)
	if l.marked(i) {
		f.flags |= foundAsked
	}
	switch asks, known := endsAskingIn(l.p.layout, l.data[max(0, i-LineSeen):i]); {
	case !known:
		f.flags |= foundDoubt
	case asks:
		f.flags |= foundEnds
	}
	f.stop, l.stop = l.stop, -1
	l.out.list = append(l.out.list, f)
}

// marked reports whether a question mark stands in the data up to i that was
// not searched yet.
func (l *looker) marked(i int) bool {
	found := false
	for k, sign := range questionSigns {
		if l.signs[k] < l.from {
			l.signs[k] = l.from + indexOr(l.data[l.from:], sign, len(l.data))
		}
		found = found || l.signs[k] < i
	}
	l.from = i
	return found
}

// indexOr returns where sign first stands in b, or none.
func indexOr(b, sign []byte, none int) int {
	if k := bytes.Index(b, sign); k >= 0 {
		return k
	}
	return none
}

// hasQuestion reports whether b has a question mark of any script.
func hasQuestion(b []byte) bool {
	for _, sign := range questionSigns {
		if bytes.Contains(b, sign) {
			return true
		}
	}
	return false
}

// questionSigns are the question marks, in bytes, to be found by themselves.
var questionSigns = [...][]byte{[]byte("?"), []byte("？"), []byte("؟")}
