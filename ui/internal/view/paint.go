package view

import (
	"strconv"

	"verbatim/transcript"
	"verbatim/ui/internal/grid"
)

// draw makes the frame from the rows shown.
func (v *Dialogue) draw() {
	v.Scroll.update(v)
	v.Frame = make([]string, 0, max(v.H, 0))
	var s grid.Strip
	if v.H > v.Body() {
		v.paintSticky(&s)
		v.finish(&s)
	}
	for _, c := range v.shown {
		if len(v.Frame) < v.H {
			v.paintLine(&s, c)
			v.finish(&s)
		}
	}
	for len(v.Frame) < v.H {
		v.finish(&s)
	}
}

// finish ends a row of the frame with its cell of the scroll map.
func (v *Dialogue) finish(s *grid.Strip) {
	if s.Cells >= v.W { // too narrow for anything
		*s = grid.Strip{Buf: s.Buf[:0]}
		s.Pad(grid.Blanks, v.W)
	} else {
		s.Pad(grid.Blanks, v.W-1)
		s.Put(v.Scroll.style(len(v.Frame)), MapGlyph, 1)
	}
	v.Frame = append(v.Frame, string(s.Buf))
	*s = grid.Strip{Buf: s.Buf[:0]}
}

func (v *Dialogue) paintLine(s *grid.Strip, c Cursor) {
	if margin := v.margin(); margin > 0 && v.bookmarked(c) {
		s.Pad(grid.Blanks, margin-1)
		s.Put(v.Theme.Chosen, bookmarkGlyph, 1)
	} else {
		s.Pad(grid.Blanks, margin)
	}
	switch l := c.Lines[c.I]; l.Kind {
	case textLine:
		v.paintText(s, c.Piece, l.Row)
	case barLine:
		v.paintBar(s, c.Turn)
	case nameLine:
		v.paintName(s, c.Turn)
	case questionLine:
		v.paintQuestion(s, c.exchange)
	case askedLine:
		s.Put(v.Theme.Heading, Number(c.exchange)+"  ", len(Number(c.exchange))+2)
		s.FitLit(v.Theme.Heading, c.asked, v.edge(), v.find(c.asked), v.Theme.Hit)
	case leftLine:
		v.paintGap(s, leftOut(c.left))
	case GapLine:
		v.paintGap(s, gapText(c.Block))
	}
}

// paintGap paints the row for text that is not shown.
func (v *Dialogue) paintGap(s *grid.Strip, text string) {
	s.Fit(v.Theme.Rule, "┈┈ ", v.edge())
	s.Fit(v.Theme.Dim, text, v.edge())
	s.Fit(v.Theme.Rule, " ┈┈", v.edge())
}

// gapText describes how much of the source shows no text.
func gapText(b *transcript.Block) string {
	text := strconv.FormatInt((b.End-b.Off)>>10, 10) + " KiB without text"
	if b.Hidden > 0 {
		text += ": " + Plural(b.Hidden, "hidden character")
	}
	return text
}

// edge returns the cell at which the column ends.
func (v *Dialogue) edge() int { return min(v.margin()+v.Cells, v.W-mapCells) }

func leftOut(n int) string {
	if n == 1 {
		return "1 turn omitted"
	}
	return strconv.Itoa(n) + " turns omitted"
}

func (v *Dialogue) paintText(s *grid.Strip, p *Piece, r grid.Row) {
	var st grid.Style
	switch b := p.Block; {
	case b.Kind == transcript.TitleBlock:
		st = v.Theme.Title
	case b.Kind == transcript.MetaBlock:
		st = v.Theme.Dim
	case b.Kind == transcript.NoteBlock:
		st = v.Theme.note
		if b.Turn >= 0 {
			s.Pad(grid.Blanks, s.Cells+BarCells)
		}
	default:
		v.paintBar(s, p.Turn)
		s.Pad(grid.Blanks, s.Cells+1)
		if p.code && (r.From == 0 || r.To == len(b.Text)) {
			st = v.Theme.Dim // a fence
		}
	}
	hits := p.lights.Within(v.pattern, p.Block.Text, r.From, r.To)
	as := func(h [2]int) grid.Style {
		if v.hit.Turn == p.Turn && p.Block.SourceOff(h[0]) == v.hit.Off {
			return v.Theme.Current
		}
		return v.Theme.Hit
	}
	at := r.From
	for at < r.To && p.pictures {
		lo, hi := grid.Picture(p.Block.Text, at, r.To)
		s.PutLit(st, p.Block.Text, at, lo, hits, as)
		s.PutLit(v.Theme.Dim, p.Block.Text, lo, hi, hits, as)
		at = hi
	}
	s.PutLit(st, p.Block.Text, at, r.To, hits, as)
	s.Cells += r.Cells
	if p.code && r.To < len(p.Block.Text) && p.Block.Text[r.To] != '\n' {
		s.Put(v.Theme.Dim, "…", 1)
	}
}

// Voice returns the styles of the speaker of a turn.
func (v *Dialogue) Voice(turn int) voice {
	if turn < 0 {
		return v.Theme.Voice(-1, false)
	}
	return v.Speaker(v.doc.SpeakerOf(turn))
}

func (v *Dialogue) Speaker(i int) voice {
	if i == 0 {
		return v.Theme.Voice(-1, false)
	}
	s := v.doc.Speakers()[i]
	return v.Theme.Voice(s.Colour, s.Anonymous)
}

// markGlyph is the bar of a turn that is marked.
const markGlyph = "█"

func (v *Dialogue) paintBar(s *grid.Strip, turn int) {
	bar := v.Voice(turn).Bar
	if v.isMarked(turn) {
		bar.glyph = markGlyph
	}
	s.Put(bar.style, bar.glyph, 1)
}

func (v *Dialogue) paintName(s *grid.Strip, turn int) {
	v.paintBar(s, turn)
	s.Pad(grid.Blanks, s.Cells+1)
	name, role := v.doc.Heading(turn)
	text := transcript.HeadingText(name, role)
	hits := v.find(text)
	lit := v.Theme.Hit
	if start, _ := v.doc.TextSpan(turn); v.hit.Turn == turn && v.hit.Off < start {
		lit = v.Theme.Current
	}
	when, gap, warning := v.time(turn), "  ", v.warning(turn)
	if when != "" && text == "" {
		gap = ""
	}
	end, cells := grid.Fit(text, max(v.edge()-s.Cells-len(gap+when)-grid.Cells(warning), 0))
	mid := min(len(name), end)
	as := func([2]int) grid.Style { return lit }
	s.PutLit(v.Voice(turn).Name, text, 0, mid, hits, as)
	s.PutLit(v.Theme.Role, text, mid, end, hits, as)
	s.Cells += cells
	if end < len(text) {
		s.Put(v.Theme.Role, "…", 1)
	}
	s.Fit(v.Theme.Error, warning, v.edge())
	if when != "" {
		s.Fit(v.Theme.Dim, gap+when, v.edge())
	}
}

// alikeSign marks a name that looks like another one.
const alikeSign = "≈"

// warning warns if the speaker's name looks like another one. Otherwise it is "".
func (v *Dialogue) warning(turn int) string {
	if turn < 0 || !v.doc.LooksAlike(v.doc.SpeakerOf(turn)) {
		return ""
	}
	return "  " + alikeSign + " looks like another name"
}

func (v *Dialogue) paintQuestion(s *grid.Strip, n int) {
	label := Number(n)
	if v.edge()-s.Cells < len(label)+4 {
		s.Fit(v.Theme.ruled, label, v.edge())
		return
	}
	s.Put(v.Theme.Rule, "── ", 3)
	s.Put(v.Theme.ruled, label, len(label))
	s.Put(v.Theme.Rule, " ", 1)
	s.Begin(v.Theme.Rule)
	s.Pad(grid.Dashes, v.edge())
	s.End(v.Theme.Rule)
}

// paintSticky names the speaker of the top row if the heading has scrolled off.
func (v *Dialogue) paintSticky(s *grid.Strip) {
	c := v.Top
	if c.Block == nil || c.Turn < 0 {
		return
	}
	name, _ := v.doc.Heading(c.Turn)
	n := v.doc.Exchange(c.Turn)
	if name == "" && n == 0 {
		return
	}
	s.Under(v.Theme.sticky)
	s.Pad(grid.Blanks, v.margin())
	if n > 0 {
		s.Fit(grid.Style{}, Number(n), v.edge())
		if name != "" {
			s.Fit(grid.Style{}, " · ", v.edge())
		}
	}
	s.Fit(v.Voice(c.Turn).Name, name, v.edge())
	if when := v.time(c.Turn); when != "" {
		s.Fit(v.Theme.Dim, "  "+when, v.edge())
	}
	s.Pad(grid.Blanks, v.W-1)
	s.Rest()
}

// find returns the hits in a short text.
func (v *Dialogue) find(text string) [][2]int {
	if v.pattern == nil {
		return nil
	}
	return v.pattern.Find(text)
}
