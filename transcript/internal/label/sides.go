package label

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/naming"
)

// A conversation with a machine has two sides: a person, who asks, and the machine. Other
// conversations with blocks of code are read in the same way. They are detected by these
// rules:
//
//  1. Lines that may be labels are grouped by their shape: headings of one level, in
//     emphasis, after a sign, with a colon. All labels have the same shape. A line inside a
//     block of code is never a label.
//  2. Words identify the sides (naming.SideOf). One of them must be sure: You and Answer
//     are labels only if Assistant or Prompt is one too.
//  3. The name of a model is the machine if it always follows the person. The name of a
//     person is the person if a machine always follows it. You alone is sure enough if its
//     labels are headings or in emphasis, if the text has code, or if the other name looks
//     like that of a model.
//  4. The sides alternate. A single exchange must be at the start of the document, and no
//     other line may have the shape of its labels. Unless these are headings or in
//     emphasis, both words must be sure, and speech must follow one of them.
//  5. If other names recur as often after both sides, they are the characters of a play or
//     a story. After one side only, they are part of its text.
//  6. If at least one turn in codeTurns has code, Question and Answer are labels. So are
//     any names that alternate, if every label asks and the title is the only heading.
//  7. A word that occurs once, without speech after it, is a field of the page if another
//     word labels its side more often: Model: m-1.

// A sideShape is the way in which labels of a conversation are written.
type sideShape struct {
	level  int  // of a heading; 0: none
	lead   lead // other signs before the name
	quoted bool // in brackets or emphasis
	colon  bool // the name ends with a colon
}

// marked reports whether labels of this shape are headings, or in emphasis.
func (s sideShape) marked() bool { return s.level > 0 || s.quoted }

// Limits for the detection of sides.
const (
	sidesSeen     = 64 << 10 // bytes of the head that are examined
	sidesChange   = 0.7      // minimum share of labels that change the side
	minSides      = 3        // minimum number of labels, unless a single exchange is all
	maxSideName   = 40       // maximum size of a name in bytes
	maxSingleSeen = 6        // maximum line number of the first label of a single exchange
)

// A sideLabel is a line that may be a label.
type sideLabel struct {
	name string // in the form of naming.SideName
	side naming.Side
	sure bool
	says bool // a verb follows the name: You said
	said bool // speech follows
	asks bool // a question follows
	line int  // number of the line, not counting blank ones
}

// Sides reads the lines of a conversation with a machine, or of another one with code.
type Sides struct {
	shape    sideShape
	sides    map[string]naming.Side // by the names in lower case
	numbered bool                   // numbers after labels are part of the names
	buf      []reading

	Wrapped bool // the text is hard-wrapped
}

// A SideLine is a line that opens a turn, or ends one.
type SideLine struct {
	Who    string
	Time   text.Span
	Timed  bool
	Text   []byte // after the label; it shares the memory of the line
	Closes bool   // it is the end tag of a turn: </user>
}

// FindSides returns the labels of a conversation with a machine, or of another conversation
// with code, that begins with head, or nil if it is not one.
func FindSides(head []byte) *Sides {
	head = head[:min(len(head), sidesSeen)]
	bare := withoutCode(head)
	found, headings := sideLabels(bare)
	sections := 0
	for _, n := range headings[1:] {
		sections += n
	}
	var best *Sides
	most := 0
	for _, shape := range slices.SortedFunc(mapKeys(found), sideShape.compare) {
		c := sideChoice{shape: shape, all: found[shape], headings: headings[shape.level], sections: sections, code: (bytes.Count(head, codeFence) + bytes.Count(head, codeTildes) - bytes.Count(bare, codeFence) - bytes.Count(bare, codeTildes)) / 2}
		if s, n := c.choose(); s != nil && n > most {
			best, most = s, n
		}
	}
	if best != nil {
		best.Wrapped = judgeLayout(bare).Wrapped
	}
	return best
}

// mapKeys returns the keys of a map of labels.
func mapKeys(found map[sideShape][]sideLabel) func(func(sideShape) bool) {
	return func(yield func(sideShape) bool) {
		for s := range found {
			if !yield(s) {
				return
			}
		}
	}
}

// compare orders shapes, so that every run gives the same result.
func (s sideShape) compare(t sideShape) int {
	return cmp.Or(cmp.Compare(s.level, t.level), cmp.Compare(s.lead, t.lead), cmp.Compare(boolInt(s.quoted), boolInt(t.quoted)), cmp.Compare(boolInt(s.colon), boolInt(t.colon)))
}

// sideLabels returns the lines of a text that may be labels, and the number of headings of
// each level. The text must not contain code.
func sideLabels(code []byte) (found map[sideShape][]sideLabel, headings [7]int) {
	found = map[sideShape][]sideLabel{}
	var s Sides
	n := 0
	at := 0
	for line := range bytes.Lines(code) {
		at += len(line)
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		n++
		headings[text.HeadingLevel(line)]++
		for _, c := range s.candidates(line) {
			l := c.sideLabel
			said := line[min(c.r.body, len(line)):]
			if len(said) == 0 {
				said = behind(code[max(at-1, 0):], nil).text
			}
			l.line, l.asks = n, hasQuestion(said)
			l.said = naming.ReadsAsSpeech(said) || bytes.HasSuffix(said, []byte{':'}) && naming.WordCount(string(said)) > 1
			found[c.shape] = append(found[c.shape], l)
		}
	}
	return found, headings
}

// codeTildes also open and close a block of code.
var codeTildes = []byte("~~~")

// withoutCode returns a text in which the lines of blocks of code are blank. A block that
// is not closed before another opens is text.
func withoutCode(b []byte) []byte {
	if !bytes.Contains(b, codeFence) && !bytes.Contains(b, codeTildes) {
		return b
	}
	lines := bytes.SplitAfter(bytes.Clone(b), text.Newline)
	var open text.Fence
	from := 0
	for i, line := range lines {
		f := text.ReadFence(bytes.TrimRight(line, "\r\n"))
		switch {
		case f.Sign == 0:
		case open.Sign == 0 || f.Words != "" && f.Sign == open.Sign:
			open, from = f, i
		case f.Closes(open):
			for k := from; k <= i; k++ {
				lines[k] = text.Newline
			}
			open = text.Fence{}
		}
	}
	return bytes.Join(lines, nil)
}

// A sideCandidate is a reading of a line as a label.
type sideCandidate struct {
	sideLabel
	shape sideShape
	r     reading
}

// candidates returns the readings of a trimmed line as labels.
func (s *Sides) candidates(line []byte) (out []sideCandidate) {
	if start := line[:min(len(line), 2*maxSideName)]; len(start) < len(line) && bytes.IndexByte(start, ':') < 0 && !bytes.ContainsAny(start, "：*_|") {
		return nil // most lines
	}
	dated, span := datedEnd(line)
	line = line[:len(line)-dated]
	s.buf = readings(line[:min(len(line), frameSeen)], s.buf)
	whole := bytes.TrimLeft(line, "> ")
	for _, r := range s.buf {
		alone := r.body >= len(line)
		if r.sep == 0 || r.at == r.end || r.end-r.at > 2*maxSideName || r.role > 0 || r.lead&(leadChange|leadWord) != 0 {
			continue
		}
		if dated > 0 && alone {
			r.time, r.timed, r.body = span, span.Day, r.body+dated
		}
		c := sideCandidate{r: r, shape: sideShape{text.HeadingLevel(whole), r.lead &^ leadHeading, r.quote != 0, r.sep == ':'}}
		if r.sep != ':' && r.sep != '\n' && !c.shape.marked() && !r.timed || c.shape.level > 0 && !alone && r.sep != ':' {
			continue
		}
		if r.quote == '<' && line[r.at] == '/' {
			continue // an end tag
		}
		label := LabelText(line[r.at:r.end])
		c.name = naming.SideName(label)
		c.says = len(c.name) < len(label) && strings.HasPrefix(label, c.name)
		if c.side, c.sure = naming.SideOf(c.name); c.side == naming.NoSide {
			if bare := naming.DropBrackets(c.name); bare != "" && bare != c.name {
				c.side, c.sure = naming.SideOf(bare)
			}
		}
		if c.name != "" && len(c.name) <= maxSideName && naming.WordCount(c.name) <= 5 {
			out = append(out, c)
		}
	}
	return out
}

// datedEnd returns the size of a date in words with a time at the end of a short line,
// including what joins it to the name, and the time: You (12 March 2025, 10:04). The size
// is 0 if there is none.
func datedEnd(line []byte) (size int, s text.Span) {
	if len(line) > 2*maxName || !text.MayHaveYear(string(line)) {
		return 0, s
	}
	for _, join := range [...]string{" (", " [", " — ", " – ", " - ", " · ", " • ", " | ", ", "} {
		k := bytes.Index(line, []byte(join))
		if k <= 0 {
			continue
		}
		if at, ok := worded(string(line[k+len(join):])); ok {
			return len(line) - k, at
		}
	}
	return 0, text.Span{}
}

// Read reads a line. ok is false if it neither opens nor closes a turn.
func (s *Sides) Read(line []byte) (l SideLine, ok bool) {
	line = bytes.TrimSpace(line)
	if len(line) == 0 {
		return l, false
	}
	if s.closes(line) {
		return SideLine{Closes: true}, true
	}
	for _, c := range s.candidates(line) {
		if side := s.sides[strings.ToLower(c.name)]; c.shape != s.shape || side == naming.NoSide {
			if c.shape != s.shape || s.numbered || s.sides[withoutNumber(strings.ToLower(c.name))] == naming.NoSide {
				continue
			}
		}
		l = SideLine{Who: c.name, Time: c.r.time, Timed: c.r.timed, Text: line[min(c.r.body, len(line)):]}
		if !s.numbered {
			l.Who = withoutNumber(c.name)
		}
		return l, true
	}
	return l, false
}

// closes reports whether a line is the end tag of a turn.
func (s *Sides) closes(line []byte) bool {
	inner, ok := bytes.CutPrefix(line, []byte("</"))
	inner, end := bytes.CutSuffix(inner, []byte(">"))
	return ok && end && s.shape.quoted && s.sides[strings.ToLower(string(inner))] != naming.NoSide
}

// Stamp reads a line below a label that is only a time, or a date with a time.
func (s *Sides) Stamp(line string) (at text.Span, ok bool) {
	line = strings.Trim(line, " \t*_()[]")
	if at, ok := timeOnly([]byte(line)); ok && !at.Words {
		return at, true
	}
	if len(line) > maxName || !text.MayHaveYear(line) {
		return at, false
	}
	return worded(line)
}

// worded reads a date in words, perhaps with a time: 12 March 2025 at 10:04.
func worded(s string) (at text.Span, ok bool) {
	words := strings.Fields(strings.Trim(s, " ()[]*_:"))
	_, first, n := text.FindDate(words)
	if n == 0 || first > 1 {
		return at, false
	}
	at = text.Span{Start: -1, End: -1, Dated: true}
	rest := strings.Join(append(words[:first:first], words[first+n:]...), " ")
	if rest == "" {
		return at, true
	}
	clock, ok := text.FindTime(rest)
	if ms := text.TimeOfDay(clock); ok && ms >= 0 && naming.WordCount(rest) <= 3 {
		at.Start, at.Day = int32(ms), true
		return at, true
	}
	return at, false
}

// Quoted reports whether the labels are in Markdown quotations.
func (s *Sides) Quoted() bool { return s.shape.lead&leadQuoted != 0 }

// Level returns the level of the headings that are labels, 0 if labels are not headings.
func (s *Sides) Level() int { return s.shape.level }

// withoutNumber returns a name without the number of a turn after it: Prompt 2.
func withoutNumber(name string) string {
	if k := strings.LastIndexByte(name, ' '); k > 0 && text.IsNumber(strings.TrimLeft(name[k+1:], "#")) && name[k+1:] != "#" {
		if side, _ := naming.SideOf(name[:k]); side != naming.NoSide {
			return name[:k]
		}
	}
	return name
}
