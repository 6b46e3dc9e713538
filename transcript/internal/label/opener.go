package label

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
)

// A line opens a turn in a learned frame by these rules:
//
//  1. If several frames match the line, the most specific one is used: the one with the
//     most literals and slots.
//  2. After a name alone on its line, more lines may belong to the label: the time, the
//     name again, or one blank line, up to aheadLines lines and aheadBytes bytes. Then text
//     must follow that is not such a name itself.
//  3. Initials alone on the line before a name also belong to the label: AL, Ann Lee.
//  4. The extent of a label depends on these lines alone, not on where a block begins.

// A turnOpening describes the turn that opens at a line.
type turnOpening struct {
	labelVerdict
	start int32 // milliseconds; -1: unknown
	day   bool  // start is a time of day
	asked bool  // the frame marks it as a question
	body  int   // bytes from the start of the line to the text
	cover int   // bytes from the start of the line to the end of the label, 0 if it is a single line
}

// useFrames chooses the plausible frames that the document uses in addition to the ordinary
// styles of label. lines is the number of lines of the head that those styles open.
func (p *profile) useFrames(plausible []chosenFrame, head []byte, lines int) {
	var best *chosenFrame
	for _, c := range plausible {
		if c.ordinary() || c.sep == '.' && p.styles&styleRecord != 0 && c.stats.n <= lines {
			continue
		}
		if c.sep == '.' && p.styles&styleDot != 0 {
			c.beside = true
			c.judge(head)
			p.frames = append(p.frames, c)
			continue
		}
		if best == nil && (c.strong && c.stats.n*2 >= lines || !c.strong && (lines == 0 || c.sep == ':' && c.stats.n >= lines)) {
			best = &c
		} else if best == nil || !c.strong || !c.shares(best) && !c.nameless() && !best.nameless() {
			continue
		}
		if c.stats.day > 0 && p.clock < 0 {
			p.clock = c.stats.first
		}
		c.judge(head)
		p.frames = append(p.frames, c)
		p.layout.Stamped = p.layout.Stamped || c.sep == '\n' && c.after
	}
	if best != nil && p.colon == colonWeak && (best.sep != ':' || !best.after) {
		p.styles = 0
	}
	for i := range p.frames {
		if p.only = p.frames[i].sep; p.only != p.frames[0].sep {
			p.only = 0
			break
		}
	}
	slices.SortStableFunc(p.frames, func(a, b chosenFrame) int { return cmp.Compare(b.literals(), a.literals()) })
}

// A colonUse says how reliably a colon ends the labels of a document.
type colonUse uint8

const (
	colonWeak    colonUse = iota // each label has to look like one
	colonStrong                  // handles and initials are labels too
	colonSingles                 // single words are labels too
)

// colonOf returns how reliably a colon ends labels, from the plausible frames of a
// document.
func colonOf(plausible []chosenFrame) colonUse {
	for i := range plausible {
		c := &plausible[i]
		if !c.ordinary() || !c.strong {
			continue
		}
		n := 0
		for _, f := range c.stats.fillers {
			if f.class == naming.FillerSingle {
				n += f.n
			}
		}
		if float64(n) >= usualSingles*float64(c.stats.n) {
			return colonSingles
		}
		return colonStrong
	}
	return colonWeak
}

// usualSingles is the minimum share of one-word names for colonSingles.
const usualSingles = 0.3

// alone reports whether names stand alone on their lines in a frame of the document.
func (p *profile) alone() bool {
	for i := range p.frames {
		if p.frames[i].sep == '\n' {
			return true
		}
	}
	return false
}

// nameless reports whether the frame consists of a sign for a change of speaker, without a
// name.
func (c *chosenFrame) nameless() bool {
	return c.lead&leadChange != 0 && len(c.stats.fillers) == 1 && c.stats.fillers[""] != nil
}

// shares reports whether a filler recurs in both frames.
func (c *chosenFrame) shares(with *chosenFrame) bool {
	for name, f := range c.stats.fillers {
		if other := with.stats.fillers[name]; f.n > 1 && other != nil && other.n > 1 && name != "" {
			return true
		}
	}
	return false
}

// judge decides which fillers of the head are accepted. A heading may look like a name
// alone on its line, so a name that occurs there only once must be a plain name, or occur
// elsewhere in the text too.
func (c *chosenFrame) judge(head []byte) {
	c.fillers = map[string]bool{}
	for name, f := range c.stats.fillers {
		ok := c.likes(f.class, f.n)
		if c.loose() && f.n == 1 && f.role == 0 && f.class == naming.FillerFull {
			ok = f.speech == 1 && (naming.IsPlainName(name) || bytes.Count(head[:min(len(head), elsewhereSize)], []byte(name)) > 1)
		}
		if c.strong && f.class == naming.FillerOther && f.n > 1 && !c.loose() && c.sep != '.' && !naming.OpensSentence(name) && naming.WordCount(name) <= 5 {
			ok = true
		}
		c.fillers[name] = ok
	}
}

// likes reports whether a filler of a class is accepted that occurs in n lines of the head.
func (c *chosenFrame) likes(class naming.FillerClass, n int) bool {
	switch {
	case class == naming.FillerOther, class == naming.FillerHandle && n < 2 && (c.quote == '[' || c.quote == '('): // [sighs]
		return false
	case class.Surely():
		return true
	case c.strong && !c.loose() && c.sep != '.': // one word and a full stop may be a sentence
		return true
	}
	return n > 1
}

// accepts reports whether a name opens a turn, and whether it recurs in the head.
func (c *chosenFrame) accepts(name string) (ok, recurs bool) {
	if name == "" {
		return c.lead&leadChange != 0, true
	}
	if c.beside && !(naming.EndsInRole(name) || naming.EndsInInitials(name)) { // found by dotLabel
		return false, false
	}
	if ok, known := c.fillers[name]; known {
		return ok, ok
	}
	if c.given {
		return c.acceptsGiven(name), true
	}
	class := c.class(name)
	return c.likes(class, 1) && !(c.loose() && class == naming.FillerFull), false
}

// framed returns the opening of the line at i by one of the frames of the document. line is
// its text.
func (l *looker) framed(i int, line []byte) (o turnOpening, ok bool) {
	if o, ok = l.named(i, line); ok || !l.p.alone() || len(line) > 4 || !naming.IsInitials(string(bytes.TrimSpace(line))) {
		return o, ok
	}
	next := i + toLineEnd(l.data[i:]) + 1 // initials may precede the name
	if next >= len(l.data) {
		return turnOpening{}, false
	}
	end := next + toLineEnd(l.data[next:])
	below := bytes.TrimRight(l.data[next:end], "\r")
	if o, ok = l.named(next, below); !ok || !initialsOf(below, bytes.TrimSpace(line)) {
		return turnOpening{}, false
	}
	o.body += next - i
	o.cover += next - i
	return o, true
}

// endsAsSaid reports whether the end of a line shows that it is speech: ?, !, a comma, or a
// full stop after two lowercase letters, unless these may end a.m., Mr. or Dr.
func endsAsSaid(line []byte) bool {
	line = bytes.TrimRight(line, " \t\r")
	n := len(line)
	if n < 3 {
		return false
	}
	switch line[n-1] {
	case '?', '!', ',', ';':
		return true
	case '.':
		return line[n-2]-'a' < 26 && line[n-3]-'a' < 26 && line[n-2] != 'm' && line[n-2] != 'r'
	}
	return false
}

// initialsOf reports whether name begins with the first of initials and contains a word
// that begins with the last.
func initialsOf(name, initials []byte) bool {
	first, _ := utf8.DecodeRune(initials)
	last, _ := utf8.DecodeLastRune(bytes.TrimRight(initials, "."))
	words := bytes.Fields(name)
	return len(words) > 0 && runeAt(words[0]) == first && slices.ContainsFunc(words, func(w []byte) bool { return runeAt(w) == last })
}

// named returns the opening of a line that contains its name.
func (l *looker) named(i int, line []byte) (o turnOpening, ok bool) {
	l.readings = readings(line[:min(len(line), frameSeen)], l.readings)
	for k := range l.p.frames {
		c := &l.p.frames[k]
		for _, r := range l.readings {
			var b belowName
			bare := r.frame // without a time from below
			if r.sep == '\n' && c.sep == '\n' {
				b = r.withBelow(line, l.data[min(i+len(line), len(l.data)):])
			}
			if r.frame != c.frame && bare != c.frame {
				continue
			}
			if o.labelVerdict = l.filled(k, c, &r, line); !o.ok {
				continue
			}
			o.start, o.day, o.body, o.cover, o.asked = -1, false, r.body, 0, r.lead&leadAsked != 0
			if r.timed {
				o.start, o.day = r.time.Start, r.time.Day
			}
			if r.sep == '\n' {
				o.body = len(line) + b.skipped
				if o.cover = len(line) + b.cover; len(b.text) == 0 || l.names(b.text) {
					continue
				}
			}
			return o, true
		}
	}
	return turnOpening{}, false
}

// frameSeen is how many bytes of a line are examined for a frame.
const frameSeen = 512

// filled judges the name in a reading.
func (l *looker) filled(k int, c *chosenFrame, r *reading, line []byte) labelVerdict {
	raw := line[r.at:r.end]
	as := foundAs{uint8(len(finders) + k), r.role > 0}
	var v labelVerdict
	if r.role == 0 {
		seen, known := l.seen.verdict(raw, as)
		if known {
			return seen.labelVerdict
		}
		v = c.verdict(r.name(line))
		*seen = seenLabel{string(raw), as, v}
		return v
	}
	v = c.verdict(LabelText(raw))
	whole := LabelText(line[r.at:])
	if !v.ok || v.who == nil || l.p.denied[whole] {
		return labelVerdict{}
	}
	v.who = &record.Voice{Label: whole, Role: LabelText(line[r.role:]), Name: v.who.Label}
	return v
}

// verdict reports whether a name opens a turn in this frame.
func (c *chosenFrame) verdict(name string) (v labelVerdict) {
	if v.ok, v.recurs = c.accepts(name); v.ok && name != "" {
		v.who = &record.Voice{Label: name}
	}
	return v
}

// heads reports whether the line at i is a heading or a note in a document with names alone
// on their lines. It must be between blank lines, and
//
//   - ends with a colon, and a name follows, or
//   - is a name without text after it, or
//   - is a field of the page: Duration: 60 minutes.
func (l *looker) heads(i int, raw []byte) bool {
	line := bytes.TrimSpace(raw)
	if len(line) == 0 || !l.afterBlank(i) {
		return false
	}
	rest := l.data[min(i+len(raw)+1, len(l.data)):]
	rest = rest[:min(len(rest), aheadBytes)]
	blank := len(rest) - len(bytes.TrimLeft(rest, BlankBytes))
	if blank == 0 && len(rest) > 0 {
		return false
	}
	if line[len(line)-1] == ':' {
		rest = rest[blank:]
		return l.names(bytes.TrimSpace(rest[:toLineEnd(rest)]))
	}
	if key, value, ok := bytes.Cut(line, []byte(":")); ok {
		return naming.Senses(strings.ToLower(string(key))).Is(naming.Furniture) && !naming.ReadsAsSpeech(value)
	}
	return l.names(line)
}

// names reports whether a line is a name alone on its line in one of the frames.
func (l *looker) names(line []byte) bool {
	if !l.p.mayOpen(line) {
		return false
	}
	l.below = readings(line[:min(len(line), frameSeen)], l.below)
	for _, r := range l.below {
		for k := range l.p.frames {
			c := &l.p.frames[k]
			if r.frame != c.frame || r.sep != '\n' {
				continue
			}
			if v := l.filled(k, c, &r, line); v.ok && (v.recurs || !c.loose()) {
				return true
			}
		}
	}
	return false
}

// cover sets l.covered for a block that begins at i: the end of a label that begins on a
// line before.
func (l *looker) cover(i int) {
	if l.covered = 0; !l.p.alone() {
		return
	}
	for range aheadLines + 2 { // initials, the name, and the lines below it
		if i == 0 {
			return
		}
		i = bytes.LastIndexByte(l.data[:i-1], '\n') + 1
		o, _ := l.opens(i, l.data[i:i+toLineEnd(l.data[i:])])
		l.covered = max(l.covered, i+o.cover)
	}
}

// opens returns the opening of the line at i by one of the frames of the document. raw is
// the line with its margin.
func (l *looker) opens(i int, raw []byte) (o turnOpening, ok bool) {
	if len(l.p.frames) == 0 || !l.p.mayOpen(raw) {
		return o, false
	}
	return l.framed(i, bytes.TrimRight(raw, "\r"))
}

// mayOpen is a quick check whether a line may open a turn in one of the frames.
func (p *profile) mayOpen(line []byte) bool {
	if p.only == '\n' {
		return len(line) > 0 && len(line) <= 2*maxName && !endsAsSaid(line)
	}
	if p.only == '\t' {
		head := line[:min(len(line), 2*maxName)]
		return bytes.IndexByte(head, '\t') > 0 || bytes.Contains(head, []byte("\u3000"))
	}
	return true
}

// A belowName describes the lines below a name that is alone on its line.
type belowName struct {
	skipped int    // bytes from the end of the line with the name to the text
	cover   int    // bytes to the start of the line with the text
	text    []byte // the line of text, nil if there is none
	time    text.Span
	timed   bool
}

// withBelow completes the reading of a name alone on its line with the lines below it. A
// time there counts as one after the name.
func (r *reading) withBelow(line, rest []byte) belowName {
	b := behind(rest, line[r.at:r.end])
	if b.timed && !r.after && !r.before && r.at < r.end {
		r.time, r.timed, r.after = b.time, true, true
	}
	return b
}

// behind reads the lines below a name. rest begins at the end of the line with the name.
func behind(rest, name []byte) (b belowName) {
	rest = rest[:min(len(rest), aheadBytes)]
	blank := 0
	for n := 0; n <= aheadLines && len(rest) > b.skipped; n++ {
		from := b.skipped + toLineEnd(rest[b.skipped:]) + 1
		if from >= len(rest) {
			break
		}
		full := rest[from : from+toLineEnd(rest[from:])]
		line := bytes.TrimSpace(full)
		switch s, timed := timeOnly(line); {
		case len(line) == 0:
			if blank++; blank > 1 {
				return b
			}
		case timed && n < aheadLines:
			b.time, b.timed = s, true
			blank = 0
		case n < aheadLines && repeats(line, name, &b):
			blank = 0
		default:
			b.skipped, b.cover, b.text = from+bytes.Index(full, line), from, line
			return b
		}
		b.skipped = from + len(full)
	}
	return b
}

// repeats reports whether a line repeats the name, alone or with a time.
func repeats(line, name []byte, b *belowName) bool {
	rest, ok := bytes.CutPrefix(line, name)
	if !ok {
		return false
	}
	rest = bytes.TrimLeft(rest, " \t|,·•-")
	s, timed := timeOnly(rest)
	if timed {
		b.time, b.timed = s, true
	}
	return timed || len(rest) == 0
}

// Size returns the size of the label at the start of the text of a cue, including the sign
// before it, 0 if there is none. It implements record.Labels.
func (p *profile) Size(cue []byte) int {
	l, ok := p.lookers.Get().(*looker)
	if !ok {
		l = &looker{p: p, seen: newSeenLabels()}
	}
	defer p.lookers.Put(l)
	n := Changes(cue)
	size, _, ok := l.spoken(cue[n:])
	if !ok {
		return 0
	}
	return n + size
}
