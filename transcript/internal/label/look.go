package label

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// Blocks are searched by these rules:
//
//  1. A block is searched alone, with some bytes before and after it. The findings at a
//     line do not depend on where blocks begin.
//  2. A line opens a turn if it begins with an accepted label (judge.go). Inside a
//     hard-wrapped paragraph, the label must recur.
//  3. After a line that is only a label and its time, the next line is speech,
//     unless its label recurs.
//  4. A time alone on a line belongs to the next turn. BY MR. HALE: alone on a line, or
//     before a question, names the examiner.
//  5. Boxes and footers are notes. A footer extends to the next turn.
//  6. In a tape, marks open turns. In captions, turns also begin at a label, and at a sign
//     or a pause that means a change of speaker.
//  7. A finding records whether a question mark precedes it, so that only the ends of long
//     turns have to be read again.

// Changes returns the size in bytes of the sign for a change of speaker at the start of a
// line: a dash or two angle brackets. It returns 0 if there is none.
func Changes(line []byte) int {
	if len(line) < 2 || line[0] != '-' && line[0] != '>' && line[0] != 0xE2 {
		return 0 // the usual case
	}
	n := 0
	switch {
	case line[0] == '>' && line[1] == '>', bytes.HasPrefix(line, []byte("->>")):
		n = len(line) - len(bytes.TrimLeft(line, "->"))
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

// A looker searches a block of the source for findings.
type looker struct {
	p     *profile
	seen  *seenLabels
	data  []byte // the block, with bytes before and after it
	base  int64  // offset of data in the source
	lines joiner
	out   *findings
	from  int                     // data before this offset was searched for question marks
	signs [len(questionSigns)]int // index of the next of each question mark; unknown if less than from
	state int                     // data before this offset was searched for the statement of a footer
	stop  record.Time             // end of the last cue

	speech   int       // end of the label of the last finding
	readings []reading // memory for the readings of a line
	below    []reading // the same for a line below it
	covered  int       // data before this offset belongs to the label of an earlier line
}

// lineMark is the approximate number of bytes between two marks of lines.
const lineMark = 64 << 10

// look searches the lines that start in [off, end).
func (l *looker) look(off, end int64) {
	lo, hi := int(off-l.base), int(end-l.base)
	l.from, l.stop, l.speech = lo, record.NoTime, len(l.data)
	for k := range l.signs {
		l.signs[k] = -1
	}
	l.lines = joiner{layout: l.p.layout, data: l.data, buf: l.seen.lines[:0]}
	i := lo
	if off > 0 && l.data[lo-1] != '\n' {
		i = l.nextLine(lo, hi)
	}
	l.cover(i)
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

// nextLine returns the start of the line after i, at most hi.
func (l *looker) nextLine(i, hi int) int {
	k := bytes.IndexByte(l.data[i:hi], '\n')
	if k < 0 {
		return hi
	}
	return i + k + 1
}

// line searches the line at i, and returns the start of the next line, or -1 if the data
// ends before that.
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
	l.text(i, raw)
	return next
}

// text searches the line at i of a text.
func (l *looker) text(i int, raw []byte) {
	if len(raw) <= maxOpener && OpensNote(raw) {
		l.note(i)
		return
	}
	o, framed := l.opens(i, raw)
	covered := i < l.covered
	l.covered = max(l.covered, i+o.cover)
	if covered || l.stands(i, raw) || l.p.layout.Sections && isHeading(raw) {
		return
	}
	line, margin, inside := raw, 0, false
	if l.p.layout.Wrapped || l.p.layout.Indented {
		_, _, kind := Line(l.p.layout, raw[:min(len(raw), LineSeen)])
		if kind == record.LineBlank || kind == record.LineSkip || kind == record.LineNote || l.p.layout.Indented && kind == record.LineContinues {
			return
		}
		margin = marginOf(l.p.layout, raw)
		line = l.lines.at(i, i+len(raw))
		inside = !l.p.layout.Indented && !l.afterBlank(i)
	}
	switch {
	case framed && (o.recurs || !inside):
		f := finding{who: o.who, start: record.Time(l.p.since(o.start, o.day)), body: uint16(min(l.body(i, i+o.body), 1<<16-1))}
		if o.asked {
			f.mark = tape.MarkQuestion
		}
		l.add(i, f)
	case l.p.alone() && len(raw) <= maxName && l.heads(i, raw):
		l.box(i, raw)
	default:
		l.styled(i, raw, line, margin, inside)
	}
}

// styled searches the line at i for a label in one of the styles. line is the text of raw
// after its margin, joined with continuing lines. inside is set inside a hard-wrapped
// paragraph.
func (l *looker) styled(i int, raw, line []byte, margin int, inside bool) {
	c, v, ok := l.find(line, inside)
	if l.frontLine(i, raw, c, ok) {
		l.front(i, raw)
		return
	}
	if ok && len(l.p.holders) > 0 && l.p.holders[naming.DropBrackets(v.who.Label)] && naming.IsNameList(line[min(c.body, len(line)):]) {
		l.box(i, raw)
		return
	}
	if !ok {
		switch toTurn, heads := l.headed(i, raw, inside); {
		case heads && toTurn:
			l.add(i, finding{mark: foundFooter})
			return
		case heads || !inside && l.p.isField(line):
			l.box(i, raw)
			return
		}
	}
	if !ok || l.p.alone() && c.start < 0 && !v.recurs && l.afterLabel(i) {
		return
	}
	f := finding{who: v.who, start: record.Time(l.p.since(c.start, c.day)), body: uint16(min(l.body(i, i+margin+c.body), 1<<16-1))}
	if l.p.examined && isQ(v.who.Label) {
		f.mark = tape.MarkQuestion
		end := i + len(raw)
		if name := asides(l.data[min(i+int(f.body), end):end]); name != "" {
			l.add(i, finding{mark: foundExaminer, who: &record.Voice{Label: name}})
		}
	}
	l.add(i, f)
}

// box adds the line at i as a note.
func (l *looker) box(i int, raw []byte) {
	l.add(i, finding{mark: foundBox, size: int32(min(len(raw)+1, len(l.data)-i))})
}

// isField reports whether a line is a field of the page or a line of minutes.
func (p *profile) isField(line []byte) bool {
	if len(p.fields) == 0 {
		return false
	}
	c, ok := colonLabel(line)
	return ok && p.fields[naming.DropBrackets(LabelText(line[c.at:c.end]))]
}

// note adds the box or footer that begins with the line at i, if there is one.
func (l *looker) note(i int) {
	b := l.data[i:min(len(l.data), i+noteSeen)]
	if line, _, _ := bytes.Cut(b, text.Newline); isRecordingOver(line) || opensFooter(line) && l.stateAhead(i) {
		l.add(i, finding{mark: foundFooter})
	} else if n := boxLength(b); n > 0 {
		l.add(i, finding{mark: foundBox, size: int32(n)})
	}
}

// stateAhead reports whether the first noteSeen bytes of the note at i contain a statement
// that every footer contains. It reads each line only once, however many notes the block
// has.
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

// stands adds a finding for a time or an examiner alone on the line at i, and reports
// whether there is one.
func (l *looker) stands(i int, raw []byte) bool {
	if len(raw) > maxOpener || len(raw) == 0 {
		return false
	}
	if c := raw[0]; text.IsDigit(c) || c == '[' {
		if ms, ok := timeLine(raw); ok {
			l.add(i, finding{mark: foundTime, start: record.Time(ms)})
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

// marks adds the finding for a line of a tape, by rule 6.
func (l *looker) marks(i int, raw []byte) {
	m, ok := tape.ReadMark(raw)
	if !ok {
		return
	}
	switch m.Kind {
	case tape.MarkTurn, tape.MarkQuestion:
		f := finding{mark: m.Kind, who: l.seen.voice(&m), start: record.TimeOf(m.Start), body: uint16(m.Size)}
		if l.p.denied[f.who.Label] {
			f.who = nil
		}
		l.add(i, f)
	case tape.MarkCue, tape.MarkPause, tape.MarkChange:
		l.cue(i, m, raw[m.Size:])
	case tape.MarkLost:
		l.add(i, finding{mark: m.Kind})
		l.from = i + len(raw) // skip question marks in it
	case tape.MarkNote:
		l.aside(i, raw)
	}
	if m.End >= 0 {
		l.stop = record.TimeOf(m.End)
	}
}

// cue adds a turn if a cue opens one. The text of the turn begins after the label and the
// sign for a change of speaker.
func (l *looker) cue(i int, m tape.Mark, text []byte) {
	n := Changes(text)
	f := finding{mark: m.Kind, start: record.TimeOf(m.Start)}
	opens := m.Kind == tape.MarkChange && !l.p.single || m.Kind == tape.MarkPause && l.p.loose
	if size, who, ok := l.spoken(text[n:]); ok {
		f.who, opens = who, true
		n += size
	}
	if opens {
		f.body = uint16(min(m.Size+n, 1<<16-1))
		l.add(i, f)
	}
}

// spoken returns the size and the speaker of the label at the start of the text of a cue.
func (l *looker) spoken(text []byte) (size int, who *record.Voice, ok bool) {
	if len(l.p.frames) > 0 {
		if o, ok := l.named(0, text); ok {
			return o.body, o.who, true
		}
	}
	if l.p.styles == 0 {
		return 0, nil, false
	}
	c, v, ok := l.find(text, false)
	return c.body, v.who, ok
}

// find returns the label that opens a line, by rule 2. inside is set inside a hard-wrapped
// paragraph.
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

// verdict judges a candidate of finder i with the text raw. If recurring is set, it accepts
// only labels that recur, and neither judges nor caches others, because every line may have
// a different one.
func (l *looker) verdict(i int, c *candidate, raw []byte, recurring bool) labelVerdict {
	as := foundAs{uint8(i), c.start >= 0}
	seen, known := l.seen.verdict(raw, as)
	if known {
		return seen.labelVerdict
	}
	text := LabelText(raw)
	if recurring && !l.p.recurs[naming.DropBrackets(text)] {
		return labelVerdict{}
	}
	var v labelVerdict
	v.ok, v.recurs = l.p.accept(finders[i].style, text, c.start >= 0)
	if v.ok {
		v.who = &record.Voice{Label: text}
	}
	*seen = seenLabel{string(raw), as, v}
	return v
}

// aside adds a note for the line at i, which begins with the sign of a note.
func (l *looker) aside(i int, line []byte) {
	f := finding{mark: tape.MarkNote, size: int32(min(len(line)+1, len(l.data)-i))}
	if i+len(line) == len(l.data) {
		f.flags = foundOpen
	}
	l.add(i, f)
}

// dialect adds the finding for a line of the dialect that verbatim writes.
func (l *looker) dialect(i int, line []byte) {
	if _, ok := timeLine(line); ok && line[0] == '[' { // separates question marks before and after it
		l.add(i, finding{mark: foundTime, start: -1})
		return
	}
	if bytes.HasPrefix(line, []byte(dialect.NoteSign)) {
		l.aside(i, line)
		return
	}
	h, size, ok := dialect.ReadHeading(string(bytes.TrimRight(line[:min(len(line), dialect.MaxLabel+1)], "\r")), &l.p.dayClock)
	if !ok {
		return
	}
	if h.Asks && h.Label != "" && !l.p.marked { // the sign is part of the name
		h.Label, h.Asks = h.Label+dialect.AskedSign, false
	}
	f := finding{mark: tape.MarkTurn, start: record.TimeOf(h.Start)}
	if h.Asks {
		f.mark = tape.MarkQuestion
	}
	if h.Label != "" && !l.p.denied[h.Label] {
		f.who = &record.Voice{Label: h.Label, Role: h.Role, Name: h.Name}
	}
	for size < len(line) && line[size] == ' ' {
		size++
	}
	f.body = uint16(min(size, 1<<16-1)) // only a paragraph or a note can follow
	l.add(i, f)
}

// body returns the number of bytes from the line at i to the speech, which is at body or
// later: the label may be alone on its line.
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

// afterLabel reports whether the line before the line at i is only a label and its time,
// see rule 3.
func (l *looker) afterLabel(i int) bool {
	line := l.data[:max(i-1, 0)]
	line = line[bytes.LastIndexByte(line, '\n')+1:]
	if len(line) == 0 || len(line) > marginRev/2 {
		return false
	}
	o, ok := l.framed(max(i-1, 0)-len(line), bytes.TrimRight(line, "\r"))
	return ok && o.cover > 0
}

// add appends a finding at i.
func (l *looker) add(i int, f finding) {
	f.off = l.base + int64(i)
	if l.marked(i) {
		f.flags |= foundAsked
	}
	f.flags |= l.endsAsking(i)
	l.speech = i + int(f.body)
	f.stop, l.stop = l.stop, record.NoTime
	l.out.list = append(l.out.list, f)
}

// endsAsking returns the flags that tell whether the text before i ends in a question.
func (l *looker) endsAsking(i int) (flags findingFlags) {
	from := max(0, i-LineSeen)
	asks, at, known, last := endsAskingIn(l.p.layout, l.data[from:i])
	at += from
	if end, ok := l.lastBoxEnd(); ok {
		if known && at <= end || len(bytes.TrimLeft(l.data[min(end, i):i], BlankBytes)) == 0 {
			return foundAfterBox
		}
		flags = foundAfterText
	}
	own := at > l.speech
	switch {
	case !known, !last && !own: // the line may be of another turn, or a label before a turn in brackets
		flags |= foundDoubt
	case asks && own:
		flags |= foundEnds | foundOwn
	case asks:
		flags |= foundEnds
	}
	return flags
}

// lastBoxEnd returns the end of the last finding if that is a box.
func (l *looker) lastBoxEnd() (end int, ok bool) {
	n := len(l.out.list)
	if n == 0 || l.out.list[n-1].mark != foundBox {
		return 0, false
	}
	return int(l.out.list[n-1].end() - l.base), true
}

// marked reports whether the data between l.from and i contains a question mark, and sets
// l.from to i.
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
