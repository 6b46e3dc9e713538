package view

import (
	"slices"
)

// Settle returns c, or the next row if the piece of c has no rows.
func (v *Dialogue) Settle(c Cursor) (Cursor, bool) {
	for c.I >= len(c.Lines) {
		n := v.next(c.Piece)
		if n == nil {
			return c, false
		}
		c = Cursor{n, 0}
	}
	return c, true
}

func (v *Dialogue) After(c Cursor) (Cursor, bool) { return v.Settle(Cursor{c.Piece, c.I + 1}) }

func (v *Dialogue) Before(c Cursor) (Cursor, bool) {
	for c.I == 0 {
		p := v.prev(c.Piece)
		if p == nil {
			return c, false
		}
		c = Cursor{p, len(p.Lines)}
	}
	return Cursor{c.Piece, c.I - 1}, true
}

// walk returns the row n rows from c, as far as there are rows.
func (v *Dialogue) walk(c Cursor, n int) Cursor {
	step := v.After
	if n < 0 {
		step, n = v.Before, -n
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
func (v *Dialogue) at(a Anchor) Cursor {
	if a.Turn < 0 && v.Sel == nil {
		if p := v.text(-1, -1, a.Off); p != nil {
			return Cursor{p, max(0, p.lineAt(p.Block.TextOff(a.Off))-a.Up)}
		}
		c, _ := v.Settle(Cursor{v.First(), 0})
		return c
	}
	pos, kept := v.Nearest(max(a.Turn, 0))
	head := v.flow.heading(pos)
	if !kept {
		return Cursor{head, head.head()}
	}
	start, _ := v.doc.TextSpan(head.Turn)
	if a.Off < start && len(head.Lines) > 0 {
		return Cursor{head, max(0, head.main()-a.Up)}
	}
	p := v.text(pos, head.Turn, max(a.Off, start))
	if p == nil {
		p = v.last(pos)
	}
	if p.Block == nil {
		return Cursor{p, p.main()}
	}
	return Cursor{p, max(0, p.lineAt(p.Block.TextOff(a.Off))-a.Up)}
}

// Nearest returns the position of the turn, or of the shown turn nearest to it.
func (v *Dialogue) Nearest(turn int) (pos int, kept bool) {
	pos, kept = v.Sel.Pos(turn)
	n := v.Turns()
	if v.Sel == nil {
		return min(pos, n), pos < n
	}
	if !kept && pos > 0 && (pos == n || turn-v.Sel.At(pos-1) < v.Sel.At(pos)-turn) {
		pos--
	}
	return pos, kept
}

// AnchorOf returns the anchor of a row.
func (v *Dialogue) AnchorOf(c Cursor) Anchor {
	if c.Block == nil {
		a := Anchor{Point{c.Turn, 0}, max(0, c.main()-c.I)}
		if c.Turn >= 0 {
			a.Off, _ = v.doc.Span(c.Turn)
		}
		return a
	}
	l := max(c.I, c.main())
	return Anchor{Point{c.Turn, c.Block.SourceOff(c.Lines[l].From)}, l - c.I}
}

// moveTo makes c the top row and the reader's place.
func (v *Dialogue) moveTo(c Cursor) {
	was := v.Top
	v.spot = nowhereElse
	v.Top = c
	v.Layout()
	if v.Top != was {
		v.Anchor = v.AnchorOf(v.Top)
	}
	if v.Mark >= 0 { // the marked turns extend to the reader's place
		v.draw()
	}
}

func (v *Dialogue) ScrollRows(n int) {
	v.moveTo(v.walk(v.Top, n))
}

// HalfPage scrolls by half a screen, down for dir 1, up for -1.
func (v *Dialogue) HalfPage(dir int) { v.ScrollRows(dir * max(1, v.Body()/2)) }

// Page scrolls by a screen less one row.
func (v *Dialogue) Page(dir int) { v.ScrollRows(dir * max(1, v.Body()-1)) }

func (v *Dialogue) ToStart() {
	c, _ := v.Settle(Cursor{v.First(), 0})
	v.moveTo(c)
	v.Anchor = v.AnchorOf(v.Top)
}

func (v *Dialogue) ToEnd() {
	end := v.flow.heading(v.Turns())
	c := Cursor{end, len(end.Lines)}
	v.moveTo(v.walk(c, -v.Body()))
	v.Anchor = v.AnchorOf(v.Top)
}

// GoTo puts the row of p on top, or as high as the end allows. A turn comes with
// its heading.
func (v *Dialogue) GoTo(p Point) {
	v.Anchor, v.spot = Anchor{Point: p}, nowhereElse
	c := v.at(v.Anchor)
	switch {
	case c.Turn >= 0 && p.Turn >= 0 && c.Turn != p.Turn: // it is not shown now, but may be soon
		own := &Piece{Turn: p.Turn}
		v.layHeading(own, p.Turn-1)
		v.Anchor.Up = own.main() - own.head()
	case c.Block == nil:
		c.I = c.head()
		v.Anchor.Up = max(0, c.main()-c.I)
	}
	v.Top = c
	v.Layout()
}

// Restore puts the row of an anchor back on top. It finds the turn by the offset,
// because the document may have been judged again.
func (v *Dialogue) Restore(a Anchor) {
	a.Turn = v.doc.TurnAt(a.Off)
	v.Anchor, v.spot = a, nowhereElse
	v.Top = v.at(a)
	v.Layout()
}

// Visible reports whether p is on the screen.
func (v *Dialogue) Visible(p Point) bool { return slices.Contains(v.shown, v.at(Anchor{Point: p})) }

// Show scrolls until p is on the screen, with some rows above it, and makes it the
// spot.
func (v *Dialogue) Show(p Point) {
	if !v.Visible(p) {
		v.moveTo(v.walk(v.at(Anchor{Point: p}), -v.Body()/3))
	}
	v.spot = p
}
