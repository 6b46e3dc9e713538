package ui

import (
	"slices"
)

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
	if !kept {
		return cursor{head, head.head()}
	}
	start, _ := v.doc.TextSpan(head.turn)
	if a.off < start && len(head.lines) > 0 {
		return cursor{head, max(0, head.main()-a.up)}
	}
	p := v.text(pos, head.turn, max(a.off, start))
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
	n := v.turns()
	if v.sel == nil {
		return min(pos, n), pos < n
	}
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
	return anchor{place{c.turn, c.block.SourceOff(c.lines[l].From)}, l - c.i}
}

// moveTo makes c the top row, and what is read.
func (v *dialogue) moveTo(c cursor) {
	was := v.top
	v.spot = nowhereElse
	v.top = c
	v.layout()
	if v.top != was {
		v.anchor = v.anchorOf(v.top)
	}
	if v.mark >= 0 { // what is marked goes by where the reader is
		v.draw()
	}
}

func (v *dialogue) scrollRows(n int) {
	v.moveTo(v.walk(v.top, n))
}

// halfPage scrolls by half a screen, down for dir 1, up for -1.
func (v *dialogue) halfPage(dir int) { v.scrollRows(dir * max(1, v.body()/2)) }

// page scrolls by a screen but for one row.
func (v *dialogue) page(dir int) { v.scrollRows(dir * max(1, v.body()-1)) }

func (v *dialogue) toStart() {
	c, _ := v.settle(cursor{v.first(), 0})
	v.moveTo(c)
	v.anchor = v.anchorOf(v.top)
}

func (v *dialogue) toEnd() {
	end := v.flow.heading(v.turns())
	c := cursor{end, len(end.lines)}
	v.moveTo(v.walk(c, -v.body()))
	v.anchor = v.anchorOf(v.top)
}

// goTo puts the row of p on top, or as near to it as the end lets it. A turn
// comes with what stands above it.
func (v *dialogue) goTo(p place) {
	v.anchor, v.spot = anchor{place: p}, nowhereElse
	c := v.at(v.anchor)
	switch {
	case c.turn >= 0 && p.turn >= 0 && c.turn != p.turn: // it is not shown now, but may be soon
		own := &piece{turn: p.turn}
		v.layHeading(own, p.turn-1)
		v.anchor.up = own.main() - own.head()
	case c.block == nil:
		c.i = c.head()
		v.anchor.up = max(0, c.main()-c.i)
	}
	v.top = c
	v.layout()
}

// restore puts what an anchor names where it was. Its byte tells the turn: the
// document may have been judged again.
func (v *dialogue) restore(a anchor) {
	a.turn = v.doc.TurnAt(a.off)
	v.anchor, v.spot = a, nowhereElse
	v.top = v.at(a)
	v.layout()
}

// visible reports whether p is on the screen.
func (v *dialogue) visible(p place) bool { return slices.Contains(v.shown, v.at(anchor{place: p})) }

// show brings p on the screen if it is not there, with rows above it, and
// leads the eye there.
func (v *dialogue) show(p place) {
	if !v.visible(p) {
		v.moveTo(v.walk(v.at(anchor{place: p}), -v.body()/3))
	}
	v.spot = p
}
