package view

import (
	"verbatim/transcript"
)

// DefaultMeasure is a width of text that is good to read, in cells.
const DefaultMeasure = 72

// A Point is a position in a transcript. Rows are derived from it, never the other
// way round, so it survives resizes, filters and growth.
type Point struct {
	Turn int   // -1: the front
	Off  int64 // byte of the source; before the text of the turn: its heading
}

// An Anchor names a row by the row Up rows below it. That one shows a byte of the
// source; this one may be blank or a heading.
type Anchor struct {
	Point
	Up int
}

// A Cursor is a row of the flow.
type Cursor struct {
	*Piece
	I int // the line of the piece
}

// A Dialogue shows the turns of a transcript. Every method that changes it also
// lays it out, in time that depends only on the size of the screen. View returns
// the rows.
type Dialogue struct {
	flow
	W, H    int // in cells and rows, with the scroll map
	Measure int // width of text in cells, 0 means all available
	Theme   *Theme
	pattern *transcript.Pattern
	hit     transcript.Hit // the current hit

	Anchor    Anchor   // the reader's place: the top row, or the target of a jump near the end
	Mark      int      // the first marked turn, -1 if none
	spot      Point    // the hit or target to look at, until the reader scrolls; turn -2 means none
	Top       Cursor   // the first row below the sticky row
	shown     []Cursor // the rows below the sticky row
	ended     bool     // the last of them is the last row of the flow
	known     int      // turns of the document when the rows were laid out
	Scroll    scrollMap
	bookmarks []int64 // bytes of the source, in order
	Frame     []string
}

// NewDialogue returns a dialogue that shows an empty transcript.
func NewDialogue() Dialogue {
	v := Dialogue{Measure: DefaultMeasure, Theme: NewTheme("dark", true)}
	v.SetDocument(transcript.NewDocument(transcript.FromString("", "")))
	return v
}

func (v *Dialogue) SetTheme(t *Theme) {
	v.Theme = t
	v.Scroll.forget()
	v.Layout()
}

// SetDocument shows d from the start.
func (v *Dialogue) SetDocument(d *transcript.Document) {
	v.flow = flow{doc: d}
	v.Anchor = Anchor{Point: Point{Turn: d.TurnAt(0)}}
	v.spot, v.Mark = nowhereElse, -1
	v.Scroll = scrollMap{}
	v.Relayout()
}

// Grew must be called after the document has grown or was judged again.
func (v *Dialogue) Grew() {
	if v.stands() {
		v.memo.drop(func(p *Piece) bool { return p.Turn >= v.known-1 || p.pos >= v.Turns() })
		v.known = v.doc.Len()
		v.draw()
		return
	}
	v.Anchor.Turn = v.doc.TurnAt(v.Anchor.Off)
	if v.spot != nowhereElse {
		v.spot.Turn = v.doc.TurnAt(v.spot.Off)
	}
	v.Relayout()
}

// stands reports whether growth of the document left the rows on the screen as they
// are: all of them are before the turn that was the last one.
func (v *Dialogue) stands() bool {
	n := len(v.shown)
	return n > 0 && !v.ended && v.shown[n-1].Turn < v.known-1 && v.known <= v.doc.Len()
}

// SetSelection shows the turns of sel. With asked, answers show the question above
// them. The place stays, or moves to the nearest shown turn.
func (v *Dialogue) SetSelection(sel *transcript.Selection, asked bool) {
	v.Sel, v.asked = sel, asked
	if _, kept := sel.Pos(v.Anchor.Turn); !kept && v.spot != nowhereElse {
		v.Anchor = Anchor{Point: v.spot}
	}
	v.Scroll.forget()
	v.Relayout()
}

// SetPattern highlights all hits of p, and hit most. A nil p highlights none.
func (v *Dialogue) SetPattern(p *transcript.Pattern, hit transcript.Hit) {
	v.pattern, v.hit = p, hit
	v.Layout()
}

// SetMarks shows hits in the scroll map. anyIn, which may be nil, reports whether there are
// any in the bytes [lo, hi) of the source.
func (v *Dialogue) SetMarks(anyIn func(lo, hi int64) bool) {
	v.Scroll.anyHit = anyIn
	v.Scroll.forget()
	v.Layout()
}

// SetMeasure sets the width of text in cells. 0 means all available cells.
func (v *Dialogue) SetMeasure(cells int) {
	v.Measure = cells
	v.Relayout()
}

func (v *Dialogue) Resize(w, h int) {
	v.W, v.H = w, h
	v.Scroll.forget()
	v.Relayout()
}

// Relayout lays everything out again around the anchor.
func (v *Dialogue) Relayout() {
	v.Cells = v.column()
	v.known = v.doc.Len()
	v.memo.clear()
	v.memo.most = 3*v.H + 16
	v.Top = v.at(v.Anchor)
	v.Layout()
}

// The column of text has a margin on the left, and a cell between it and the scroll
// map.
const (
	mapCells   = 2
	minText    = 2 // a grapheme fits
	wideMargin = 12
)

// column returns the cells of the bar and the text.
func (v *Dialogue) column() int {
	room := max(v.W-v.margin()-mapCells-BarCells, minText)
	if v.Measure > 0 {
		room = min(room, max(v.Measure, minText))
	}
	return room + BarCells
}

// margin returns the blank cells left of the column: none on a narrow screen, more
// on a very wide one, where text at the edge is hard to read.
func (v *Dialogue) margin() int {
	switch rest := v.W - v.Measure - BarCells - mapCells; {
	case v.W < 24:
		return 0
	case v.Measure == 0 || rest < 6:
		return 1
	default:
		return min(rest/3, wideMargin)
	}
}

// Body returns the number of rows for the flow: all but the sticky row, which a
// screen of few rows does not have.
func (v *Dialogue) Body() int {
	if v.H < 4 {
		return max(v.H, 0)
	}
	return v.H - 1
}

// Layout fills the screen from the top row on.
func (v *Dialogue) Layout() {
	v.fill()
	if missing := v.Body() - len(v.shown); missing > 0 {
		v.Top = v.walk(v.Top, -missing)
		v.fill()
	}
	v.draw()
}

func (v *Dialogue) fill() {
	v.shown = v.shown[:0]
	c, ok := v.Settle(v.Top)
	for ok && len(v.shown) < v.Body() {
		v.shown = append(v.shown, c)
		c, ok = v.After(c)
	}
	v.ended = !ok
}

// nowhereElse stands for no spot.
var nowhereElse = Point{Turn: -2}

// Place returns the position that the reader is at.
func (v *Dialogue) Place() Point {
	if v.spot != nowhereElse {
		return v.spot
	}
	return v.Anchor.Point
}

// Current returns the turn being read, -1 for the front. If a filter hides that
// turn, it returns the nearest shown one, which near the end is not the top one.
func (v *Dialogue) Current() int {
	turn := v.Place().Turn
	switch pos, kept := v.Nearest(turn); {
	case v.Sel == nil || kept:
		return turn
	case v.Turns() == 0:
		return v.Top.Turn
	default:
		return v.Sel.At(pos)
	}
}

// Hidden returns the number of invisible characters that were removed from the text
// on the screen.
func (v *Dialogue) Hidden() int {
	n := 0
	var last *Piece
	for _, c := range v.shown {
		if c.Piece != last && c.Block != nil {
			n += c.Block.Hidden
		}
		last = c.Piece
	}
	return n
}

// AtEnd reports whether the last row is on the screen.
func (v *Dialogue) AtEnd() bool { return v.ended }

// Percent returns the part of the source above the screen, in percent. At the end
// it is 100.
func (v *Dialogue) Percent() int {
	if v.doc.Size() == 0 {
		return 0
	}
	if v.ended {
		return 100
	}
	return int(v.offset(v.Top) * 100 / v.doc.Size())
}

// offset returns the byte of the source that a row shows.
func (v *Dialogue) offset(c Cursor) int64 { return v.AnchorOf(c).Off }

// View returns the rows of the screen.
func (v *Dialogue) View() []string { return v.Frame }
