package transcript

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// A finding is a line that opens something.
type finding struct {
	off   int64
	body  uint16
	start int32
	label string // "" for a turn of nobody's
	role  string // of the speaker, where it stands beside the label
	name  string // of the speaker, where it stands beside the label
	mark  markKind
	end   int64 // of a note
	stop  int32 // milliseconds at which what is before it ended, -1: not known
	asked bool  // a question mark stands between the last finding, or the start of the block, and this
	ends  bool  // the text before it ends with one
}

// What a line of labelled text may be beside one that opens a turn.
const (
	foundTime     markKind = 1 + iota // the time of the turn that comes next
	foundExaminer                     // who asks from here on, as the label
	foundBox                          // a box that nobody speaks
	foundFooter                       // a footer, which ends where the next turn begins
)

// findings are what opens in a stretch of the source, in order.
type findings struct {
	list  []finding
	asked bool   // a question mark stands after the last finding
	stop  int32  // milliseconds of the last end of a cue, -1: none
	lines []Mark // Line counts from the start of the stretch
	count int64  // lines that end in it
}

// reset empties f for another stretch, and keeps its memory.
func (f *findings) reset() {
	*f = findings{list: f.list[:0], lines: f.lines[:0]}
}

// A looker finds what opens in a piece of the source.
type looker struct {
	p    *profile
	seen *seenLabels
	data []byte
	base int64 // of data in the source
	buf  []byte
	out  *findings
	from int // of data not searched for question marks yet
	mark int // where the next of them is, if it is not before from
	stop int32
}

// lineMark is about how many bytes lie between two marks of lines.
const lineMark = 64 << 10

// look looks at the lines that start in [off, end).
func (l *looker) look(off, end int64) {
	lo, hi := int(off-l.base), int(end-l.base)
	l.from, l.mark, l.stop = lo, -1, -1
	i := lo
	if off > 0 && l.data[lo-1] != '\n' {
		i = l.nextLine(lo, hi)
	}
	mark := off / lineMark
	counted := lo
	for i < hi {
		next := l.line(i)
		if at := l.base + int64(i); at/lineMark > mark {
			l.out.count += int64(bytes.Count(l.data[counted:i], newline))
			l.out.lines = append(l.out.lines, Mark{at, l.out.count})
			mark, counted = at/lineMark, i
		}
		i = next
		if next < 0 {
			break
		}
	}
	l.out.asked, l.out.stop = l.marked(hi), l.stop
	l.out.count += int64(bytes.Count(l.data[counted:hi], newline))
}

var newline = []byte{'\n'}

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
	if len(raw) <= mostOpener && opensNote(raw) {
		l.note(i)
		return next
	}
	if l.stands(i, raw) {
		return next
	}
	line, margin := raw, 0
	if l.p.layout.Wrapped || l.p.layout.Indented {
		_, _, kind := l.p.layout.line(raw[:min(len(raw), lineSeen)])
		if kind == lineBlank || kind == lineSkip || kind == lineNote || l.p.layout.Indented && kind == lineContinues {
			return next
		}
		margin = l.p.layout.margin(raw)
		line = l.p.unwrapped(l.data, i, l.buf)
		l.buf = line[:0:0]
	}
	c, v, ok := l.find(line)
	if l.frontLine(i, raw, c, ok) {
		l.front(i, raw)
		return next
	}
	if !ok || l.p.layout.Wrapped && !l.p.layout.Indented && !v.recurs && !l.afterBlank(i) {
		return next
	}
	if l.p.apart && c.start < 0 && !v.recurs && l.afterLabel(i) {
		return next
	}
	f := finding{label: v.text, start: l.p.since(c), body: uint16(min(l.body(i, i+margin+c.body), 1<<16-1))}
	if l.p.examined && isQ(v.text) {
		f.mark = markQuestion
		if name := asides(l.data[min(i+int(f.body), end):end]); name != "" {
			l.add(i, finding{mark: foundExaminer, label: name})
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
	if isFooter(b) {
		l.add(i, finding{mark: foundFooter})
	} else if n := boxLength(b); n > 0 {
		l.add(i, finding{mark: foundBox, end: l.base + int64(i+n)})
	}
}

// stands looks for what stands on the line at i by itself: a time, or who
// asks from here on.
func (l *looker) stands(i int, raw []byte) bool {
	if len(raw) > mostOpener || len(raw) == 0 {
		return false
	}
	if c := raw[0]; c >= '0' && c <= '9' || c == '[' {
		if ms, ok := timeLine(raw); ok {
			l.add(i, finding{mark: foundTime, start: ms})
			return true
		}
	}
	if l.p.examined {
		if name := examiner(raw[l.p.layout.margin(raw):]); name != "" {
			l.add(i, finding{mark: foundExaminer, label: name})
			return true
		}
	}
	return false
}

// marks looks at a line of a tape.
func (l *looker) marks(i int, raw []byte) {
	m, ok := readMark(raw)
	if !ok {
		return
	}
	switch m.kind {
	case markTurn, markQuestion:
		l.add(i, finding{mark: m.kind, label: string(m.label), role: string(m.role), name: string(m.name), start: m.start, body: uint16(m.size)})
	case markCue, markPause, markChange:
		l.cue(i, m, raw[m.size:])
	case markLost:
		l.add(i, finding{mark: m.kind})
		l.from = i + len(raw) // a question mark in it is nobody's
	case markNote:
		l.add(i, finding{mark: m.kind, end: l.base + int64(min(i+len(raw)+1, len(l.data)))})
	}
	if m.end >= 0 {
		l.stop = m.end
	}
}

// cue looks for a label in a cue. The sign that somebody else speaks is none
// of the text, where it opens a turn.
func (l *looker) cue(i int, m mark, text []byte) {
	n := changes(text)
	f := finding{mark: m.kind, start: m.start}
	opens := m.kind == markChange && !l.p.alone || m.kind == markPause && l.p.loose
	if l.p.styles != 0 {
		if c, v, ok := l.find(text[n:]); ok {
			f.label, opens = v.text, true
			n += c.body
		}
	}
	if opens {
		f.body = uint16(min(m.size+n, 1<<16-1))
		l.add(i, f)
	}
}

// find returns the label that opens a line.
func (l *looker) find(line []byte) (candidate, labelVerdict, bool) {
	for i := range finders {
		f := &finders[i]
		if l.p.styles&f.style == 0 {
			continue
		}
		c, ok := f.find(line)
		if !ok {
			continue
		}
		raw := line[c.at:c.end]
		seen := l.seen.of(i, &c)
		v, known := seen[string(raw)]
		if !known {
			v.text = labelText(raw)
			v.ok, v.recurs = l.p.accept(f.style, v.text, c.start >= 0)
			seen[string(raw)] = v
		}
		if v.ok && (c.bold || v.recurs || !l.p.bold) {
			return c, v, true
		}
	}
	return candidate{}, labelVerdict{}, false
}

// dialect looks at a line that verbatim itself wrote.
func (l *looker) dialect(i int, line []byte) {
	if _, ok := timeLine(line); ok && line[0] == '[' { // a turn may have asked before it
		l.add(i, finding{mark: foundTime, start: -1})
		return
	}
	f, size, ok := readHeading(string(bytes.TrimRight(line[:min(len(line), textLabel+1)], "\r")))
	if !ok {
		return
	}
	if f.mark == markQuestion && f.label != "" && !l.p.marked { // it is a part of the name
		f.label, f.mark = f.label+askedSign, markTurn
	}
	for size < len(line) && line[size] == ' ' {
		size++
	}
	f.body = uint16(min(size, 1<<16-1)) // what is on the next line is no more than a paragraph, or a note
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
	c, _, ok := l.find(line)
	return ok && c.start >= 0 && c.body >= len(line)
}

// add appends a finding at i.
func (l *looker) add(i int, f finding) {
	f.off = l.base + int64(i)
	f.asked = l.marked(i)
	f.stop, l.stop = l.stop, -1
	f.ends = l.p.layout.endsAsking(l.data[max(0, i-marginRev):i])
	l.out.list = append(l.out.list, f)
}

// marked reports whether a question mark stands in the data up to i that was
// not searched yet.
func (l *looker) marked(i int) bool {
	if l.mark < l.from {
		l.mark = l.from + indexQuestion(l.data[l.from:])
	}
	l.from = i
	return l.mark < i
}

// hasQuestion reports whether b has a question mark of any script.
func hasQuestion(b []byte) bool { return indexQuestion(b) < len(b) }

// indexQuestion returns where the first question mark of any script stands in
// b, len(b) if there is none.
func indexQuestion(b []byte) int {
	n := len(b)
	for _, sign := range questionSigns {
		if k := bytes.Index(b[:n], sign); k >= 0 {
			n = k
		}
	}
	return n
}

var questionSigns = [][]byte{[]byte("?"), []byte("？"), []byte("؟")}

// endsAsking reports whether what is said in b, which ends where a line does,
// ends with a question mark. Notes after it, and records that could not be
// read, are not said.
func (l Layout) endsAsking(b []byte) bool {
	for {
		for len(b) > 0 && strings.IndexByte(blankBytes, b[len(b)-1]) >= 0 {
			b = b[:len(b)-1]
		}
		if !l.Taped && !l.Numbered && !l.Dialect && endsSpeech(b) {
			return endsAsking(b)
		}
		k := bytes.LastIndexByte(b, '\n')
		if _, _, kind := l.line(b[k+1:]); k < 0 || kind != lineNote && kind != lineSkip && kind != lineBlank {
			return endsAsking(b)
		}
		b = b[:k]
	}
}

// endsSpeech reports whether b ends as lines that somebody says mostly do, and
// notes never.
func endsSpeech(b []byte) bool {
	n := len(b)
	for n > 0 && b[n-1] == '.' {
		n--
	}
	return n > 0 && (b[n-1]|0x20-'a' < 26 && b[n-1] != 'n' || b[n-1] == '?')
}

// endsAsking reports whether the text b ends with a question mark, but for
// blanks, quotes and brackets.
func endsAsking(b []byte) bool {
	for len(b) > 0 {
		r, n := utf8.DecodeLastRune(b)
		switch {
		case r == '?' || r == '？' || r == '؟':
			return true
		case !strings.ContainsRune(" \t\"'”’»)]*_\u00a0", r) && !isBreak(r) && !isHidden(r):
			return false
		}
		b = b[:len(b)-n]
	}
	return false
}
