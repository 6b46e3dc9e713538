package ui

import (
	"strconv"

	"verbatim/transcript"
	"verbatim/ui/internal/grid"
)

// draw makes the frame from the rows shown.
func (v *dialogue) draw() {
	v.scroll.update(v)
	v.frame = make([]string, 0, max(v.h, 0))
	var s grid.Strip
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
func (v *dialogue) finish(s *grid.Strip) {
	if s.Cells >= v.w { // too narrow for anything
		*s = grid.Strip{Buf: s.Buf[:0]}
		s.Pad(grid.Blanks, v.w)
	} else {
		s.Pad(grid.Blanks, v.w-1)
		s.Put(v.scroll.style(len(v.frame)), mapGlyph, 1)
	}
	v.frame = append(v.frame, string(s.Buf))
	*s = grid.Strip{Buf: s.Buf[:0]}
}

func (v *dialogue) paintLine(s *grid.Strip, c cursor) {
	if margin := v.margin(); margin > 0 && v.bookmarked(c) {
		s.Pad(grid.Blanks, margin-1)
		s.Put(v.theme.chosen, bookmarkGlyph, 1)
	} else {
		s.Pad(grid.Blanks, margin)
	}
	switch l := c.lines[c.i]; l.kind {
	case textLine:
		v.paintText(s, c.piece, l.Row)
	case barLine:
		v.paintBar(s, c.turn)
	case nameLine:
		v.paintName(s, c.turn)
	case questionLine:
		v.paintQuestion(s, c.exchange)
	case askedLine:
		s.Put(v.theme.heading, number(c.exchange)+"  ", len(number(c.exchange))+2)
		s.FitLit(v.theme.heading, c.asked, v.edge(), v.find(c.asked), v.theme.hit)
	case leftLine:
		v.paintGap(s, leftOut(c.left))
	case gapLine:
		v.paintGap(s, gapText(c.block))
	}
}

// paintGap says what is not shown.
func (v *dialogue) paintGap(s *grid.Strip, text string) {
	s.Fit(v.theme.rule, "┈┈ ", v.edge())
	s.Fit(v.theme.dim, text, v.edge())
	s.Fit(v.theme.rule, " ┈┈", v.edge())
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

func (v *dialogue) paintText(s *grid.Strip, p *piece, r grid.Row) {
	var st grid.Style
	switch b := p.block; {
	case b.Kind == transcript.TitleBlock:
		st = v.theme.title
	case b.Kind == transcript.MetaBlock:
		st = v.theme.dim
	case b.Kind == transcript.NoteBlock:
		st = v.theme.note
		if b.Turn >= 0 {
			s.Pad(grid.Blanks, s.Cells+barCells)
		}
	default:
		v.paintBar(s, p.turn)
		s.Pad(grid.Blanks, s.Cells+1)
	}
	hits := p.lights.within(v.pattern, p.block.Text, r.From, r.To)
	as := func(h [2]int) grid.Style {
		if v.hit.Turn == p.turn && p.block.SourceOff(h[0]) == v.hit.Off {
			return v.theme.current
		}
		return v.theme.hit
	}
	at := r.From
	for at < r.To && p.pictures {
		lo, hi := grid.Picture(p.block.Text, at, r.To)
		s.PutLit(st, p.block.Text, at, lo, hits, as)
		s.PutLit(v.theme.dim, p.block.Text, lo, hi, hits, as)
		at = hi
	}
	s.PutLit(st, p.block.Text, at, r.To, hits, as)
	s.Cells += r.Cells
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

func (v *dialogue) paintBar(s *grid.Strip, turn int) {
	bar := v.voice(turn).bar
	if v.isMarked(turn) {
		bar.glyph = markGlyph
	}
	s.Put(bar.style, bar.glyph, 1)
}

func (v *dialogue) paintName(s *grid.Strip, turn int) {
	v.paintBar(s, turn)
	s.Pad(grid.Blanks, s.Cells+1)
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
	end, cells := grid.Fit(text, max(v.edge()-s.Cells-len(gap+when)-grid.Cells(warning), 0))
	mid := min(len(name), end)
	as := func([2]int) grid.Style { return lit }
	s.PutLit(v.voice(turn).name, text, 0, mid, hits, as)
	s.PutLit(v.theme.role, text, mid, end, hits, as)
	s.Cells += cells
	if end < len(text) {
		s.Put(v.theme.role, "…", 1)
	}
	s.Fit(v.theme.error, warning, v.edge())
	if when != "" {
		s.Fit(v.theme.dim, gap+when, v.edge())
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

func (v *dialogue) paintQuestion(s *grid.Strip, n int) {
	label := number(n)
	if v.edge()-s.Cells < len(label)+4 {
		s.Fit(v.theme.ruled, label, v.edge())
		return
	}
	s.Put(v.theme.rule, "── ", 3)
	s.Put(v.theme.ruled, label, len(label))
	s.Put(v.theme.rule, " ", 1)
	s.Begin(v.theme.rule)
	s.Pad(grid.Dashes, v.edge())
	s.End(v.theme.rule)
}

// paintSticky says whose words are on top where their heading is above.
func (v *dialogue) paintSticky(s *grid.Strip) {
	c := v.top
	if c.block == nil || c.turn < 0 {
		return
	}
	name, _ := v.doc.Heading(c.turn)
	n := v.doc.Exchange(c.turn)
	if name == "" && n == 0 {
		return
	}
	s.Under(v.theme.sticky)
	s.Pad(grid.Blanks, v.margin())
	if n > 0 {
		s.Fit(grid.Style{}, number(n), v.edge())
		if name != "" {
			s.Fit(grid.Style{}, " · ", v.edge())
		}
	}
	s.Fit(v.voice(c.turn).name, name, v.edge())
	if when := v.time(c.turn); when != "" {
		s.Fit(v.theme.dim, "  "+when, v.edge())
	}
	s.Pad(grid.Blanks, v.w-1)
	s.Rest()
}

// find returns the hits in a short text.
func (v *dialogue) find(text string) [][2]int {
	if v.pattern == nil {
		return nil
	}
	return v.pattern.Find(text)
}
