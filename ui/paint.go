package ui

import (
	"strconv"

	"verbatim/transcript"
)

// draw makes the frame from the rows shown.
func (v *dialogue) draw() {
	v.scroll.update(v)
	v.frame = make([]string, 0, max(v.h, 0))
	var s strip
	if v.h > v.body() {
		v.paintSticky(&s)
		v.finish(&s)
	}
	for _, c := range v.shown {
		if len(v.frame) < v.h {
			v.paintLine(&s, c)
			v.finish(&s)
		}
	}
	for len(v.frame) < v.h {
		v.finish(&s)
	}
}

// finish ends a row of the frame with its cell of the scroll map.
func (v *dialogue) finish(s *strip) {
	if s.cells >= v.w { // too narrow for anything
		*s = strip{buf: s.buf[:0]}
		s.pad(blanks, v.w)
	} else {
		s.pad(blanks, v.w-1)
		s.put(v.scroll.style(len(v.frame)), mapGlyph, 1)
	}
	v.frame = append(v.frame, string(s.buf))
	*s = strip{buf: s.buf[:0]}
}

func (v *dialogue) paintLine(s *strip, c cursor) {
	if margin := v.margin(); margin > 0 && v.bookmarked(c) {
		s.pad(blanks, margin-1)
		s.put(v.theme.chosen, bookmarkGlyph, 1)
	} else {
		s.pad(blanks, margin)
	}
	switch l := c.lines[c.i]; l.kind {
	case textLine:
		v.paintText(s, c.piece, l.row)
	case barLine:
		v.paintBar(s, c.turn)
	case nameLine:
		v.paintName(s, c.turn)
	case questionLine:
		v.paintQuestion(s, c.exchange)
	case askedLine:
		s.put(v.theme.heading, number(c.exchange)+"  ", len(number(c.exchange))+2)
		s.fitLit(v.theme.heading, c.asked, v.edge(), v.find(c.asked), v.theme.hit)
	case leftLine:
		v.paintGap(s, leftOut(c.left))
	case gapLine:
		v.paintGap(s, gapText(c.block))
	}
}

// paintGap says what is not shown.
func (v *dialogue) paintGap(s *strip, text string) {
	s.fit(v.theme.rule, "┈┈ ", v.edge())
	s.fit(v.theme.dim, text, v.edge())
	s.fit(v.theme.rule, " ┈┈", v.edge())
}

// gapText says how much of the source shows nothing.
func gapText(b *transcript.Block) string {
	text := strconv.FormatInt((b.End-b.Off)>>10, 10) + " KiB without text"
	if b.Hidden > 0 {
		text += ": " + plural(b.Hidden, "hidden character")
	}
	return text
}

// edge returns the cell at which the column ends.
func (v *dialogue) edge() int { return min(v.margin()+v.cells, v.w-mapCells) }

func leftOut(n int) string {
	if n == 1 {
		return "1 turn left out"
	}
	return strconv.Itoa(n) + " turns left out"
}

func (v *dialogue) paintText(s *strip, p *piece, r row) {
	var st style
	switch b := p.block; {
	case b.Kind == transcript.TitleBlock:
		st = v.theme.title
	case b.Kind == transcript.MetaBlock:
		st = v.theme.dim
	case b.Kind == transcript.NoteBlock:
		st = v.theme.note
		if b.Turn >= 0 {
			s.pad(blanks, s.cells+barCells)
		}
	default:
		v.paintBar(s, p.turn)
		s.pad(blanks, s.cells+1)
	}
	hits := p.lights.within(v.pattern, p.block.Text, r.from, r.to)
	as := func(h [2]int) style {
		if v.hit.Turn == p.turn && p.block.SourceOff(h[0]) == v.hit.Off {
			return v.theme.current
		}
		return v.theme.hit
	}
	at := r.from
	for at < r.to && p.pictures {
		lo, hi := picture(p.block.Text, at, r.to)
		s.putLit(st, p.block.Text, at, lo, hits, as)
		s.putLit(v.theme.dim, p.block.Text, lo, hi, hits, as)
		at = hi
	}
	s.putLit(st, p.block.Text, at, r.to, hits, as)
	s.cells += r.cells
}

// voice returns how the speaker of a turn looks.
func (v *dialogue) voice(turn int) voice {
	if turn < 0 {
		return v.theme.voice(-1, false)
	}
	return v.speaker(v.doc.SpeakerOf(turn))
}

func (v *dialogue) speaker(i int) voice {
	if i == 0 {
		return v.theme.voice(-1, false)
	}
	s := v.doc.Speakers()[i]
	return v.theme.voice(s.Colour, s.Anonymous)
}

// markGlyph is the bar of a turn that is marked.
const markGlyph = "█"

func (v *dialogue) paintBar(s *strip, turn int) {
	bar := v.voice(turn).bar
	if v.isMarked(turn) {
		bar.glyph = markGlyph
	}
	s.put(bar.style, bar.glyph, 1)
}

func (v *dialogue) paintName(s *strip, turn int) {
	v.paintBar(s, turn)
	s.pad(blanks, s.cells+1)
	name, role := v.doc.Heading(turn)
	text := transcript.HeadingText(name, role)
	hits := v.find(text)
	lit := v.theme.hit
	if start, _ := v.doc.TextSpan(turn); v.hit.Turn == turn && v.hit.Off < start {
		lit = v.theme.current
	}
	when, gap, warning := v.time(turn), "  ", v.warning(turn)
	if when != "" && text == "" {
		gap = ""
	}
	end, cells := fit(text, max(v.edge()-s.cells-len(gap+when)-stringCells(warning), 0))
	mid := min(len(name), end)
	as := func([2]int) style { return lit }
	s.putLit(v.voice(turn).name, text, 0, mid, hits, as)
	s.putLit(v.theme.role, text, mid, end, hits, as)
	s.cells += cells
	if end < len(text) {
		s.put(v.theme.role, "…", 1)
	}
	s.fit(v.theme.error, warning, v.edge())
	if when != "" {
		s.fit(v.theme.dim, gap+when, v.edge())
	}
}

// alikeSign is the sign of a name that looks like another one.
const alikeSign = "≈"

// warning says that whoever speaks could be taken for another, "" if not.
func (v *dialogue) warning(turn int) string {
	if turn < 0 || !v.doc.LooksAlike(v.doc.SpeakerOf(turn)) {
		return ""
	}
	return "  " + alikeSign + " looks like another name"
}

func (v *dialogue) paintQuestion(s *strip, n int) {
	label := number(n)
	if v.edge()-s.cells < len(label)+4 {
		s.fit(v.theme.ruled, label, v.edge())
		return
	}
	s.put(v.theme.rule, "── ", 3)
	s.put(v.theme.ruled, label, len(label))
	s.put(v.theme.rule, " ", 1)
	s.begin(v.theme.rule)
	s.pad(dashes, v.edge())
	s.end(v.theme.rule)
}

// paintSticky says whose words are on top where their heading is above.
func (v *dialogue) paintSticky(s *strip) {
	c := v.top
	if c.block == nil || c.turn < 0 {
		return
	}
	name, _ := v.doc.Heading(c.turn)
	n := v.doc.Exchange(c.turn)
	if name == "" && n == 0 {
		return
	}
	s.under(v.theme.sticky)
	s.pad(blanks, v.margin())
	if n > 0 {
		s.fit(style{}, number(n), v.edge())
		if name != "" {
			s.fit(style{}, " · ", v.edge())
		}
	}
	s.fit(v.voice(c.turn).name, name, v.edge())
	if when := v.time(c.turn); when != "" {
		s.fit(v.theme.dim, "  "+when, v.edge())
	}
	s.pad(blanks, v.w-1)
	s.rest()
}

// find returns the hits in a short text.
func (v *dialogue) find(text string) [][2]int {
	if v.pattern == nil {
		return nil
	}
	return v.pattern.Find(text)
}
