package ui

import (
	"verbatim/transcript"
)

// A place is where a reader is in a transcript. Rows are made from it, never
// the other way round, so it survives resizes, filters and growth.
type place struct {
	turn int   // -1: the front
	off  int64 // byte of the source; before the text of the turn: its heading
}

// An anchor is the place of a row: that of the row up rows below it, which
// shows a byte of the source where this one may not.
type anchor struct {
	place
	up int
}

// A cursor is a row of the flow.
type cursor struct {
	*piece
	i int // the line of the piece
}

// A dialogue shows what is said. It is laid out by whatever changes it, in
// time that goes by the size of the screen alone; view only hands out rows.
type dialogue struct {
	flow
	w, h    int // of all of it, the scroll map included
	measure int // cells of text a reader wants, 0: all there are
	theme   *theme
	pattern *transcript.Pattern
	hit     transcript.Hit // the one the reader is at

	anchor anchor   // of what is being read: the top row, or what was gone to near the end
	top    cursor   // the first row under the sticky one
	shown  []cursor // the rows under the sticky one
	ended  bool     // the last of them is the last of all
	scroll scrollMap
	frame  []string
}

func newDialogue() dialogue { return dialogue{measure: 72, theme: newTheme("dark", true)} }

func (v *dialogue) setTheme(t *theme) {
	v.theme = t
	v.scroll.forget()
	v.layout()
}

// setDocument shows d from its start.
func (v *dialogue) setDocument(d *transcript.Document) {
	v.flow = flow{doc: d}
	v.anchor = anchor{place: place{turn: -1}}
	v.scroll = scrollMap{}
	v.relayout()
}

// grew has to be called when the document has got more, or was judged again.
func (v *dialogue) grew() {
	if v.doc.Len() > 0 && v.anchor.off >= v.doc.FrontEnd() {
		v.anchor.turn = v.doc.TurnAt(v.anchor.off)
	}
	v.anchor.turn = min(v.anchor.turn, v.doc.Len()-1)
	v.relayout()
}

// setSelection shows the turns of sel; asked says to name the questions that
// they answer. What is read stays where it is, or the nearest turn comes there.
func (v *dialogue) setSelection(sel *transcript.Selection, asked bool) {
	v.sel, v.asked = sel, asked
	v.scroll.forget()
	v.relayout()
}

// setPattern lights all hits of p, nil: none, and hit more than the others.
func (v *dialogue) setPattern(p *transcript.Pattern, hit transcript.Hit) {
	v.pattern, v.hit = p, hit
	v.layout()
}

// setMarks shows hits in the scroll map, by their bytes in the source.
func (v *dialogue) setMarks(hits []int64) {
	v.scroll.hits = hits
	v.scroll.forget()
	v.layout()
}

// setMeasure sets the cells a row of text may have, 0: as many as there are.
func (v *dialogue) setMeasure(cells int) {
	v.measure = cells
	v.relayout()
}

func (v *dialogue) resize(w, h int) {
	v.w, v.h = w, h
	v.scroll.forget()
	v.relayout()
}

// relayout makes everything anew around the anchor.
func (v *dialogue) relayout() {
	if v.doc == nil {
		return
	}
	v.cells = v.column()
	v.memo.clear()
	v.memo.most = 3*v.h + 16
	v.top = v.at(v.anchor)
	v.layout()
}

// The column of text stands a little off the left edge, the scroll map keeps
// a cell away from it.
const (
	mapCells   = 2
	minText    = 2 // a grapheme fits
	wideMargin = 12
)

// column returns the cells of the bar and the text.
func (v *dialogue) column() int {
	room := max(v.w-v.margin()-mapCells-barCells, minText)
	if v.measure > 0 {
		room = min(room, max(v.measure, minText))
	}
	return room + barCells
}

// margin returns the blank cells left of the column: none to spare on a
// narrow screen, more on a very wide one, where the eye is not to cling to
// the edge.
func (v *dialogue) margin() int {
	switch rest := v.w - v.measure - barCells - mapCells; {
	case v.w < 40:
		return 0
	case v.measure == 0 || rest < 6:
		return 1
	default:
		return min(rest/3, wideMargin)
	}
}

// body returns how many rows of the flow are on the screen: all but the
// sticky one, which a screen of few rows cannot afford.
func (v *dialogue) body() int {
	if v.h < 4 {
		return max(v.h, 0)
	}
	return v.h - 1
}

// layout fills the screen from the top row on.
func (v *dialogue) layout() {
	if v.doc == nil || v.top.piece == nil {
		return
	}
	v.fill()
	if missing := v.body() - len(v.shown); missing > 0 {
		v.top = v.walk(v.top, -missing)
		v.fill()
	}
	v.draw()
}

func (v *dialogue) fill() {
	v.shown = v.shown[:0]
	c, ok := v.settle(v.top)
	for ok && len(v.shown) < v.body() {
		v.shown = append(v.shown, c)
		c, ok = v.after(c)
	}
	v.ended = !ok
}

// settle returns c, or the next row if c is of a piece without rows.
func (v *dialogue) settle(c cursor) (cursor, bool) {
	for c.i >= len(c.lines) {
		n := v.next(c.piece)
		if n == nil {
			return c, false
		}
		c = cursor{n, 0}
	}
	return c, true
}

func (v *dialogue) after(c cursor) (cursor, bool) { return v.settle(cursor{c.piece, c.i + 1}) }

func (v *dialogue) before(c cursor) (cursor, bool) {
	for c.i == 0 {
		p := v.prev(c.piece)
		if p == nil {
			return c, false
		}
		c = cursor{p, len(p.lines)}
	}
	return cursor{c.piece, c.i - 1}, true
}

// walk returns the row n rows from c, as far as there are rows.
func (v *dialogue) walk(c cursor, n int) cursor {
	step := v.after
	if n < 0 {
		step, n = v.before, -n
	}
	for range n {
		to, ok := step(c)
		if !ok {
			break
		}
		c = to
	}
	return c
}

// at returns the row of an anchor, or the nearest one that is shown.
func (v *dialogue) at(a anchor) cursor {
	if a.turn < 0 && v.sel == nil {
		if p := v.text(-1, -1, a.off); p != nil {
			return cursor{p, max(0, p.lineAt(p.block.TextOff(a.off))-a.up)}
		}
		c, _ := v.settle(cursor{v.first(), 0})
		return c
	}
	pos, kept := v.nearest(max(a.turn, 0))
	head := v.flow.heading(pos)
	start, _ := v.doc.TextSpan(max(a.turn, 0))
	if !kept {
		return cursor{head, head.head()}
	}
	if a.off < start && len(head.lines) > 0 {
		return cursor{head, max(0, head.main()-a.up)}
	}
	p := v.text(pos, a.turn, max(a.off, start))
	if p == nil {
		p = v.last(pos)
	}
	if p.block == nil {
		return cursor{p, p.main()}
	}
	return cursor{p, max(0, p.lineAt(p.block.TextOff(a.off))-a.up)}
}

// nearest returns the position of the turn, or of the shown turn nearest to it.
func (v *dialogue) nearest(turn int) (pos int, kept bool) {
	pos, kept = v.sel.Pos(turn)
	if v.sel == nil {
		return pos, pos < v.doc.Len()
	}
	n := v.sel.Len()
	if !kept && pos > 0 && (pos == n || turn-v.sel.At(pos-1) < v.sel.At(pos)-turn) {
		pos--
	}
	return pos, kept
}

// anchorOf returns the anchor of a row.
func (v *dialogue) anchorOf(c cursor) anchor {
	if c.block == nil {
		a := anchor{place{c.turn, 0}, max(0, c.main()-c.i)}
		if c.turn >= 0 {
			a.off, _ = v.doc.Span(c.turn)
		}
		return a
	}
	l := max(c.i, c.main())
	return anchor{place{c.turn, c.block.SourceOff(c.lines[l].from)}, l - c.i}
}

// moveTo makes c the top row, and what is read.
func (v *dialogue) moveTo(c cursor) {
	was := v.top
	v.top = c
	v.layout()
	if v.top != was {
		v.anchor = v.anchorOf(v.top)
	}
}

func (v *dialogue) scrollRows(n int) {
	if v.top.piece != nil {
		v.moveTo(v.walk(v.top, n))
	}
}

// halfPage scrolls by half a screen, down for dir 1, up for -1.
func (v *dialogue) halfPage(dir int) { v.scrollRows(dir * max(1, v.body()/2)) }

// page scrolls by a screen but for one row.
func (v *dialogue) page(dir int) { v.scrollRows(dir * max(1, v.body()-1)) }

func (v *dialogue) toStart() {
	if v.doc != nil {
		c, _ := v.settle(cursor{v.first(), 0})
		v.moveTo(c)
		v.anchor = v.anchorOf(v.top)
	}
}

func (v *dialogue) toEnd() {
	if v.doc == nil {
		return
	}
	end := v.flow.heading(v.turns())
	c := cursor{end, len(end.lines)}
	v.moveTo(v.walk(c, -v.body()))
	v.anchor = v.anchorOf(v.top)
}

// goTo puts the row of p on top, or as near to it as the end lets it. A turn
// comes with what stands above it.
func (v *dialogue) goTo(p place) {
	if v.doc == nil {
		return
	}
	v.anchor = anchor{place: p}
	c := v.at(v.anchor)
	if c.piece.block == nil {
		c.i = c.head()
		v.anchor.up = max(0, c.main()-c.i)
	}
	v.top = c
	v.layout()
}

// show brings p on the screen if it is not there, with rows above it.
func (v *dialogue) show(p place) {
	if v.doc == nil {
		return
	}
	c := v.at(anchor{place: p})
	for _, s := range v.shown {
		if s == c {
			return
		}
	}
	v.moveTo(v.walk(c, -v.body()/3))
}

// place returns what is being read.
func (v *dialogue) place() place { return v.anchor.place }

// current returns the turn being read, -1: the front.
func (v *dialogue) current() int {
	if _, kept := v.sel.Pos(v.anchor.turn); kept || v.top.piece == nil {
		return v.anchor.turn
	}
	return v.top.turn
}

// atEnd reports whether the last row is on the screen.
func (v *dialogue) atEnd() bool { return v.ended }

// percent returns how much of the source is above the screen, or 100.
func (v *dialogue) percent() int {
	if v.doc == nil || v.doc.Size() == 0 {
		return 0
	}
	if v.ended {
		return 100
	}
	return int(v.offset(v.top) * 100 / v.doc.Size())
}

// offset returns the byte of the source a row stands for.
func (v *dialogue) offset(c cursor) int64 { return v.anchorOf(c).off }

// view returns the rows of the screen.
func (v *dialogue) view() []string { return v.frame }
