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
//  1. Of the frames that match the line, the most specific one counts: that with
//     the most literals and slots.
//  2. Behind a name alone on its line, lines follow that belong to the label: the
//     time, the name again, or one blank line. They are at most aheadLines lines
//     and aheadBytes bytes. Then there is text, which is not such a name itself.
//  3. Initials alone on the line before a name belong to the label too: AL, Ann Lee.
//  4. What belongs to a label depends on these lines alone, so that it does not
//     matter where a block begins.

// A turnOpening is what opens at a line.
type turnOpening struct {
	labelVerdict
	start int32 // milliseconds; -1: unknown
	day   bool  // start is a time of day
	asked bool  // the frame says that it is a question
	body  int   // bytes from the line to the text
	cover int   // the same if lines below belong to the label, else 0
}

// useFrames decides which of the plausible frames the document uses beside the
// ordinary styles of label, which open lines lines of the head.
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

// A colonUse tells how surely a colon ends the labels of a document.
type colonUse uint8

const (
	colonWeak    colonUse = iota // each label has to look like one
	colonStrong                  // handles and initials are labels too
	colonSingles                 // the same, and names of one word are usual
)

// colonOf returns how surely a colon ends labels, from the plausible frames of a
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

// usualSingles is the share of names of one word from which they are usual.
const usualSingles = 0.3

// ordinary reports whether f is one that package label reads as a style: a name, a
// colon and text, perhaps in emphasis or behind a time.
func (f frame) ordinary() bool {
	return f.sep == ':' && (f.quote == 0 || f.quote == '*') && !f.after && f.lead&(leadWord|leadChange) == 0
}

// alone reports whether names stand alone on their lines in a frame of the document.
func (p *profile) alone() bool {
	for i := range p.frames {
		if p.frames[i].sep == '\n' {
			return true
		}
	}
	return false
}

// nameless reports whether a sign of the frame says that the speaker changes, and no name
// stands behind it.
func (c *chosenFrame) nameless() bool {
	return c.lead&leadChange != 0 && len(c.stats.fillers) == 1 && c.stats.fillers[""] != nil
}

// shares reports whether two frames have a filler that recurs in common.
func (c *chosenFrame) shares(with *chosenFrame) bool {
	for name, f := range c.stats.fillers {
		if other := with.stats.fillers[name]; f.n > 1 && other != nil && other.n > 1 && name != "" {
			return true
		}
	}
	return false
}

// judge decides which fillers of the head are accepted. A name that is alone on its
// line only once needs words that are nothing but names, or has to stand elsewhere in
// the text too, because a heading may look like a name.
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

// loose reports whether nothing but a line end marks a name in this frame, so that
// other lines may look the same.
func (f frame) loose() bool { return f.sep == '\n' && !f.before && !f.after && f.quote != '[' }

// likes reports whether a filler of a class that opens n lines of the head is
// accepted.
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
	if c.beside && !(naming.EndsInRole(name) || naming.EndsInInitials(name)) { // dotLabel reads it
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

// framed returns the opening of the line at i of the data, whose text is line, by
// one of the frames of the document.
func (l *looker) framed(i int, line []byte) (o turnOpening, ok bool) {
	if o, ok = l.named(i, line); ok || !l.p.alone() || len(line) > 4 || !naming.IsInitials(string(bytes.TrimSpace(line))) {
		return o, ok
	}
	next := i + toLineEnd(l.data[i:]) + 1 // initials before the name
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

// endsAsSaid reports whether the end of a line shows that it is speech: ?, !, a comma,
// or a full stop behind two small letters, unless these may end a.m., Mr. or Dr.
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

// initialsOf reports whether name begins with the first of initials and has a word
// that begins with the last.
func initialsOf(name, initials []byte) bool {
	first, _ := utf8.DecodeRune(initials)
	last, _ := utf8.DecodeLastRune(bytes.TrimRight(initials, "."))
	words := bytes.Fields(name)
	return len(words) > 0 && runeAt(words[0]) == first && slices.ContainsFunc(words, func(w []byte) bool { return runeAt(w) == last })
}

// named returns the opening of a line by the name in it.
func (l *looker) named(i int, line []byte) (o turnOpening, ok bool) {
	l.readings = readings(line[:min(len(line), frameSeen)], l.readings)
	for k := range l.p.frames {
		c := &l.p.frames[k]
		for _, r := range l.readings {
			var b belowName
			bare := r.frame // without a time below
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

// frameSeen is how many bytes of a line are looked at for a frame.
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

// verdict tells whether a name opens turns in this frame.
func (c *chosenFrame) verdict(name string) (v labelVerdict) {
	if v.ok, v.recurs = c.accepts(name); v.ok && name != "" {
		v.who = &record.Voice{Label: name}
	}
	return v
}

// heads reports whether the line at i is a heading or a note between turns with
// names alone on their lines. It stands between blank lines, and
//
//   - ends with a colon, and a name follows, or
//   - is a name without text behind it, or
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

// names reports whether a line is a name alone, by one of the frames.
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

// cover finds out how many bytes from i on belong to labels on the lines before, where
// a block begins at i.
func (l *looker) cover(i int) {
	if l.covered = 0; !l.p.alone() {
		return
	}
	for range aheadLines + 2 { // initials, the name, and what is below it
		if i == 0 {
			return
		}
		i = bytes.LastIndexByte(l.data[:i-1], '\n') + 1
		o, _ := l.opens(i, l.data[i:i+toLineEnd(l.data[i:])])
		l.covered = max(l.covered, i+o.cover)
	}
}

// opens returns the opening of the line at i, raw with its margin, by one of the frames
// of the document.
func (l *looker) opens(i int, raw []byte) (o turnOpening, ok bool) {
	if len(l.p.frames) == 0 || !l.p.mayOpen(raw) {
		return o, false
	}
	return l.framed(i, bytes.TrimRight(raw, "\r"))
}

// mayOpen reports quickly whether a line may open a turn in one of the frames.
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

// A belowName is what is found below a name alone on its line.
type belowName struct {
	skipped int    // bytes to the text, from the end of the line with the name
	cover   int    // bytes to the start of the line of the text
	text    []byte // the line of text, nil without any
	time    text.Span
	timed   bool
}

// withBelow completes the reading of a name alone on its line with what is below it.
// A time there counts as one behind the name.
func (r *reading) withBelow(line, rest []byte) belowName {
	b := behind(rest, line[r.at:r.end])
	if b.timed && !r.after && !r.before && r.at < r.end {
		r.time, r.timed, r.after = b.time, true, true
	}
	return b
}

// behind reads the lines below a name. rest begins at the end of its line.
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

// timeOnly reads a line that is only a time, or the same time twice.
func timeOnly(line []byte) (s text.Span, ok bool) {
	if len(line) == 0 || len(line) > 2*maxName {
		return s, false
	}
	line = bytes.Trim(line, "*| ")
	s, n := text.ReadSpan(line)
	if n == 0 {
		return s, false
	}
	for rest := bytes.TrimLeft(line[n:], " ,|·•-"); len(rest) > 0; rest = bytes.TrimLeft(rest[n:], " ,|·•-") {
		if _, n = text.ReadSpan(rest); n == 0 {
			return s, false
		}
	}
	return s, true
}

// repeats reports whether a line is the name again, alone or with a time.
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

// Size returns the size of the label at the start of the text of a cue, with the
// sign before it, and 0 without one. It implements record.Labels.
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
