package view

import (
	"verbatim/transcript"
)

// DefaultMeasure is a width of text that is good to read, in cells.
const DefaultMeasure = 72

// A Point is where a reader is in a transcript. Rows are made from it, never
// the other way round, so it survives resizes, filters and growth.
type Point struct {
	Turn int   // -1: the front
	Off  int64 // byte of the source; before the text of the turn: its heading
}

// An Anchor is the place of a row: that of the row up rows below it, which
// shows a byte of the source where this one may not.
type Anchor struct {
	Point
	Up int
}

// A Cursor is a row of the flow.
type Cursor struct {
	*Piece
	I int // the line of the piece
}

// A Dialogue shows what is said. It is laid out by whatever changes it, in
// time that goes by the size of the screen alone; view only hands out rows.
type Dialogue struct {
	flow
	W, H    int // of all of it, the scroll map included
	Measure int // cells of text a reader wants, 0: all there are
	Theme   *Theme
	pattern *transcript.Pattern
	hit     transcript.Hit // the one the reader is at

	Anchor    Anchor   // of what is being read: the top row, or what was gone to near the end
	Mark      int      // the turn from which on turns are marked, -1: none
	spot      Point    // where a search has led the eye, until the reader scrolls; turn -2: nowhere
	Top       Cursor   // the first row under the sticky one
	shown     []Cursor // the rows under the sticky one
	ended     bool     // the last of them is the last of all
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

// SetDocument shows d from its start.
func (v *Dialogue) SetDocument(d *transcript.Document) {
	v.flow = flow{doc: d}
	v.Anchor = Anchor{Point: Point{Turn: d.TurnAt(0)}}
	v.spot, v.Mark = nowhereElse, -1
	v.Scroll = scrollMap{}
	v.Relayout()
}

// Grew has to be called when the document has got more, or was judged again.
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

// stands reports whether what has come to the document is of no matter to the
// rows on the screen: they all lie before the turn that was the last one.
func (v *Dialogue) stands() bool {
	n := len(v.shown)
	return n > 0 && !v.ended && v.shown[n-1].Turn < v.known-1 && v.known <= v.doc.Len()
}

// SetSelection shows the turns of sel; asked says to name the questions that
// they answer. What is read stays where it is, or the nearest turn comes there.
func (v *Dialogue) SetSelection(sel *transcript.Selection, asked bool) {
	v.Sel, v.asked = sel, asked
	if _, kept := sel.Pos(v.Anchor.Turn); !kept && v.spot != nowhereElse {
		v.Anchor = Anchor{Point: v.spot}
	}
	v.Scroll.forget()
	v.Relayout()
}

// SetPattern lights all hits of p, nil: none, and hit more than the others.
func (v *Dialogue) SetPattern(p *transcript.Pattern, hit transcript.Hit) {
	v.pattern, v.hit = p, hit
	v.Layout()
}

// SetMarks shows hits in the scroll map, by their bytes in the source.
func (v *Dialogue) SetMarks(hits []int64) {
	v.Scroll.hits = hits
	v.Scroll.forget()
	v.Layout()
}

// SetMeasure sets the cells a row of text may have, 0: as many as there are.
func (v *Dialogue) SetMeasure(cells int) {
	v.Measure = cells
	v.Relayout()
}

func (v *Dialogue) Resize(w, h int) {
	v.W, v.H = w, h
	v.Scroll.forget()
	v.Relayout()
}

// Relayout makes everything anew around the anchor.
func (v *Dialogue) Relayout() {
	v.Cells = v.column()
	v.known = v.doc.Len()
	v.memo.clear()
	v.memo.most = 3*v.H + 16
	v.Top = v.at(v.Anchor)
	v.Layout()
}

// The column of text stands a little off the left edge, the scroll map keeps
// a cell away from it.
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

// margin returns the blank cells left of the column: none to spare on a
// narrow screen, more on a very wide one, where the eye is not to cling to
// the edge.
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

// Body returns how many rows of the flow are on the screen: all but the
// sticky one, which a screen of few rows cannot afford.
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

// nowhereElse is no spot.
var nowhereElse = Point{Turn: -2}

// Place returns what is being read.
func (v *Dialogue) Place() Point {
	if v.spot != nowhereElse {
		return v.spot
	}
	return v.Anchor.Point
}

// Current returns the turn being read, -1: the front. Where a filter hides
// that of the place it is the nearest one shown: near the end that is not the
// one on top.
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

// Hidden returns how many characters are left out of the text on the screen,
// since nobody could see them.
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

// Percent returns how much of the source is above the screen, or 100.
func (v *Dialogue) Percent() int {
	if v.doc.Size() == 0 {
		return 0
	}
	if v.ended {
		return 100
	}
	return int(v.offset(v.Top) * 100 / v.doc.Size())
}

// offset returns the byte of the source a row stands for.
func (v *Dialogue) offset(c Cursor) int64 { return v.AnchorOf(c).Off }

// View returns the rows of the screen.
func (v *Dialogue) View() []string { return v.Frame }
