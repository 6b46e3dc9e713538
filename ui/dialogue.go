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

	anchor    anchor   // of what is being read: the top row, or what was gone to near the end
	mark      int      // the turn from which on turns are marked, -1: none
	spot      place    // where a search has led the eye, until the reader scrolls; turn -2: nowhere
	top       cursor   // the first row under the sticky one
	shown     []cursor // the rows under the sticky one
	ended     bool     // the last of them is the last of all
	known     int      // turns of the document when the rows were laid out
	scroll    scrollMap
	bookmarks []int64 // bytes of the source, in order
	frame     []string
}

// newDialogue returns a dialogue that shows an empty transcript.
func newDialogue() dialogue {
	v := dialogue{measure: DefaultMeasure, theme: newTheme("dark", true)}
	v.setDocument(transcript.NewDocument(transcript.FromString("", "")))
	return v
}

func (v *dialogue) setTheme(t *theme) {
	v.theme = t
	v.scroll.forget()
	v.layout()
}

// setDocument shows d from its start.
func (v *dialogue) setDocument(d *transcript.Document) {
	v.flow = flow{doc: d}
	v.anchor = anchor{place: place{turn: d.TurnAt(0)}}
	v.spot, v.mark = nowhereElse, -1
	v.scroll = scrollMap{}
	v.relayout()
}

// grew has to be called when the document has got more, or was judged again.
func (v *dialogue) grew() {
	if v.stands() {
		v.memo.drop(func(p *piece) bool { return p.turn >= v.known-1 || p.pos >= v.turns() })
		v.known = v.doc.Len()
		v.draw()
		return
	}
	v.anchor.turn = v.doc.TurnAt(v.anchor.off)
	if v.spot != nowhereElse {
		v.spot.turn = v.doc.TurnAt(v.spot.off)
	}
	v.relayout()
}

// stands reports whether what has come to the document is of no matter to the
// rows on the screen: they all lie before the turn that was the last one.
func (v *dialogue) stands() bool {
	n := len(v.shown)
	return n > 0 && !v.ended && v.shown[n-1].turn < v.known-1 && v.known <= v.doc.Len()
}

// setSelection shows the turns of sel; asked says to name the questions that
// they answer. What is read stays where it is, or the nearest turn comes there.
func (v *dialogue) setSelection(sel *transcript.Selection, asked bool) {
	v.sel, v.asked = sel, asked
	if _, kept := sel.Pos(v.anchor.turn); !kept && v.spot != nowhereElse {
		v.anchor = anchor{place: v.spot}
	}
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
	v.cells = v.column()
	v.known = v.doc.Len()
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
	case v.w < 24:
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

// nowhereElse is no spot.
var nowhereElse = place{turn: -2}

// place returns what is being read.
func (v *dialogue) place() place {
	if v.spot != nowhereElse {
		return v.spot
	}
	return v.anchor.place
}

// current returns the turn being read, -1: the front. Where a filter hides
// that of the place it is the nearest one shown: near the end that is not the
// one on top.
func (v *dialogue) current() int {
	turn := v.place().turn
	switch pos, kept := v.nearest(turn); {
	case v.sel == nil || kept:
		return turn
	case v.turns() == 0:
		return v.top.turn
	default:
		return v.sel.At(pos)
	}
}

// hidden returns how many characters are left out of the text on the screen,
// since nobody could see them.
func (v *dialogue) hidden() int {
	n := 0
	var last *piece
	for _, c := range v.shown {
		if c.piece != last && c.block != nil {
			n += c.block.Hidden
		}
		last = c.piece
	}
	return n
}

// atEnd reports whether the last row is on the screen.
func (v *dialogue) atEnd() bool { return v.ended }

// percent returns how much of the source is above the screen, or 100.
func (v *dialogue) percent() int {
	if v.doc.Size() == 0 {
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
