package view

import (
	"sort"
	"strconv"

	"verbatim/transcript"
	"verbatim/ui/internal/grid"
)

// A flow is the content of the dialogue as a sequence of pieces, from the front of
// the transcript to the end of the last turn. Only the pieces around the screen
// exist.
type flow struct {
	doc   *transcript.Document
	Sel   *transcript.Selection // turns shown, nil: all
	asked bool                  // show the question above answers whose question is hidden
	times bool                  // show the times of turns
	Cells int                   // width of the column: the bar, a space and the text
	memo  memo
}

// BarCells is the width of the bar and the space after it, in cells.
const BarCells = 2

// A Piece is laid out as a unit: the heading of a turn, or one block of its text.
type Piece struct {
	pos   int // of its turn among those shown; -1: the front; the number of shown turns: the end
	Turn  int // -1: the front
	Block *transcript.Block
	Lines []line

	left     int    // number of turns omitted before this one
	exchange int    // the question that opens here, or is named above the turn
	asked    string // the question in short, if it is not shown itself

	// There may be text between blocks that is not shown. These are the end of the previous
	// block and the start of the next one; -1 if unknown.
	from, until int64

	lights   Lights
	pictures bool // the text has pictures of controls
	code     bool // the text is a block of code: its lines are not wrapped
}

// A line is one row of a piece.
type line struct {
	Kind     LineKind
	grid.Row // of the block's text
}

type LineKind uint8

const (
	textLine     LineKind = iota // a row of the block
	blankLine                    // separates two turns
	barLine                      // separates two paragraphs of a turn
	nameLine                     // the name of the speaker
	questionLine                 // opens a question: its number and a rule
	askedLine                    // a question in short, if it is not shown in full
	leftLine                     // the number of omitted turns
	GapLine                      // the size of a part of the source that shows no text
)

// Turns returns the number of turns shown.
func (f *flow) Turns() int {
	if f.Sel == nil {
		return f.doc.Len()
	}
	return f.Sel.Len()
}

// First returns the first piece, which may have no lines.
func (f *flow) First() *Piece {
	if f.Sel == nil {
		if p := f.text(-1, -1, 0); p != nil {
			return p
		}
	}
	return f.heading(0)
}

// next returns the piece after p, nil after the last.
func (f *flow) next(p *Piece) *Piece {
	if p.pos >= f.Turns() {
		return nil
	}
	from, _ := f.doc.TextSpan(p.Turn)
	if p.Block != nil {
		from = p.Block.End
	}
	if n := f.textAfter(p.pos, p.Turn, from); n != nil {
		return n
	}
	return f.heading(p.pos + 1)
}

// prev returns the piece before p, nil before the first.
func (f *flow) prev(p *Piece) *Piece {
	if p.Block != nil {
		if b := f.textBefore(p.pos, p.Turn, p.Block.Off); b != nil {
			return b
		}
		if p.pos < 0 {
			return nil
		}
		return f.heading(p.pos)
	}
	return f.last(p.pos - 1)
}

// last returns the last piece of the turn at a position, nil if there is none.
func (f *flow) last(pos int) *Piece {
	turn := -1
	switch {
	case pos < -1 || pos == -1 && f.Sel != nil:
		return nil
	case pos >= 0:
		turn = f.Sel.At(pos)
	}
	_, end := f.doc.TextSpan(turn)
	if b := f.textBefore(pos, turn, end); b != nil || pos < 0 {
		return b
	}
	return f.heading(pos)
}

// text returns the piece of the block that contains the byte at off, nil if the
// turn has no text there.
func (f *flow) text(pos, turn int, off int64) *Piece {
	if p := f.memo.find(func(p *Piece) bool {
		return p.pos == pos && p.Block != nil && p.Block.Off <= off && off < p.Block.End
	}); p != nil {
		return p
	}
	b, ok := f.doc.Block(turn, off)
	if !ok {
		return nil
	}
	return f.layText(pos, &b)
}

// textAfter returns the piece of the block after the one that ends at off, nil
// if there is none.
func (f *flow) textAfter(pos, turn int, off int64) *Piece {
	if p := f.memo.after(pos, off); p != nil {
		return p
	}
	b, ok := f.doc.NextBlock(turn, off)
	if !ok {
		return nil
	}
	p := f.layText(pos, &b)
	p.from = off
	return p
}

// textBefore returns the piece of the block before the one that starts at
// off, nil if there is none.
func (f *flow) textBefore(pos, turn int, off int64) *Piece {
	if p := f.memo.before(pos, off); p != nil {
		return p
	}
	b, ok := f.doc.PrevBlock(turn, off)
	if !ok {
		return nil
	}
	p := f.layText(pos, &b)
	p.until = off
	return p
}

// opens reports whether b is the first text of its turn.
func (f *flow) opens(b *transcript.Block) bool {
	start, _ := f.doc.TextSpan(b.Turn)
	return b.Off <= start
}

func (f *flow) layText(pos int, b *transcript.Block) *Piece {
	if p := f.memo.find(func(p *Piece) bool { return p.pos == pos && p.Block != nil && p.Block.Off == b.Off }); p != nil {
		return p // it was reached from the other side
	}
	p := &Piece{pos: pos, Turn: b.Turn, Block: b, from: -1, until: -1}
	if b.Kind == transcript.GapBlock {
		p.Lines = []line{{Kind: GapLine}}
		f.memo.add(p)
		return p
	}
	before := f.blockBefore(pos, b)
	if b.Kind == transcript.MetaBlock {
		if before != nil && before.Kind == b.Kind { // it was joined to the previous block
			f.memo.add(p)
			return p
		}
		b.Text = f.joined(b)
	}
	p.pictures = grid.HasPictures(b.Text)
	switch {
	case !f.parted(b, before):
	case b.Turn >= 0 && b.Kind == transcript.Speech && before.Kind == transcript.Speech:
		p.Lines = append(p.Lines, line{Kind: barLine})
	default:
		p.Lines = append(p.Lines, line{Kind: blankLine})
	}
	rows := grid.Wrap
	if p.code = b.Kind == transcript.Speech && transcript.IsCode(b.Text); p.code {
		rows = grid.Lines
	}
	for _, r := range rows(b.Text, f.textCells(b)) {
		p.Lines = append(p.Lines, line{textLine, r})
	}
	f.memo.add(p)
	return p
}

// blockBefore returns the block before b if b opens a paragraph, else nil.
func (f *flow) blockBefore(pos int, b *transcript.Block) *transcript.Block {
	if !b.Opens || f.opens(b) {
		return nil
	}
	if p := f.memo.before(pos, b.Off); p != nil {
		return p.Block
	}
	if before, ok := f.doc.PrevBlock(b.Turn, b.Off); ok {
		return &before
	}
	return nil
}

// joined returns the text of b joined with the blocks after it, if together they
// give date, time and place: one row instead of three.
func (f *flow) joined(b *transcript.Block) string {
	text := b.Text
	next, ok := f.doc.NextBlock(b.Turn, b.End)
	for ; ok && next.Kind == b.Kind && len(text) < 1<<10; next, ok = f.doc.NextBlock(next.Turn, next.End) {
		text += " · " + next.Text
	}
	return text
}

// parted reports whether a blank row separates b from before. Short notes and the
// short lines of the front stay together.
func (f *flow) parted(b, before *transcript.Block) bool {
	if before == nil {
		return false
	}
	if b.Turn >= 0 && (b.Kind == transcript.Speech || before.Kind == transcript.Speech) {
		return true
	}
	if b.Kind == transcript.TitleBlock || before.Kind == transcript.TitleBlock {
		return before.Kind != transcript.TitleBlock
	}
	return len(b.Text) > f.Cells || len(before.Text) > f.Cells
}

// textCells returns the width that b is wrapped to, in cells. The front has no bar.
func (f *flow) textCells(b *transcript.Block) int {
	if b.Turn < 0 {
		return f.Cells
	}
	return f.Cells - BarCells
}

// heading returns the piece above the text of the turn at a position. After the
// last turn it is the end of the flow.
func (f *flow) heading(pos int) *Piece {
	if p := f.memo.find(func(p *Piece) bool { return p.pos == pos && p.Block == nil }); p != nil {
		return p
	}
	p := &Piece{pos: pos, Turn: -1}
	before := -1 // the turn shown before this one
	if pos > 0 {
		before = f.Sel.At(pos - 1)
	}
	if pos < f.Turns() {
		p.Turn = f.Sel.At(pos)
		f.layHeading(p, before)
	} else {
		p.Turn, p.left = before, f.doc.Len()-before-1
	}
	if p.left > 0 && f.Sel != nil {
		p.Lines = append([]line{{Kind: leftLine}, {Kind: blankLine}}, p.Lines...)
		if pos == f.Turns() {
			p.Lines = p.Lines[:1]
		}
	}
	if len(p.Lines) > 0 && (pos > 0 || f.Sel == nil && f.doc.FrontEnd() > 0) {
		p.Lines = append([]line{{Kind: blankLine}}, p.Lines...)
	}
	f.memo.add(p)
	return p
}

func (f *flow) layHeading(p *Piece, before int) {
	p.left = p.Turn - before - 1
	n := f.doc.Exchange(p.Turn)
	if n > 0 {
		switch q := f.doc.Question(n); {
		case q == p.Turn:
			p.exchange = n
			p.Lines = append(p.Lines, line{Kind: questionLine})
		case f.asked && f.Sel != nil && q > before:
			p.exchange = n
			p.asked = f.doc.Summary(n)
			p.left--
			p.Lines = append(p.Lines, line{Kind: askedLine}, line{Kind: blankLine})
		}
	}
	if name, _ := f.doc.Heading(p.Turn); name != "" || f.time(p.Turn) != "" {
		p.Lines = append(p.Lines, line{Kind: nameLine})
	}
	if len(p.Lines) == 0 && p.Turn > 0 { // without a name, a blank row separates the turns
		p.Lines = append(p.Lines, line{Kind: blankLine})
	}
}

// Number returns the name of exchange n for the reader: Q3.
func Number(n int) string { return "Q" + strconv.Itoa(n) }

// lineAt returns the line of a text piece that shows byte i of its text.
func (p *Piece) lineAt(i int) int {
	return max(0, sort.Search(len(p.Lines), func(k int) bool {
		return p.Lines[k].Kind == textLine && p.Lines[k].From > i
	})-1)
}

// main returns the line that stands for a piece: the name, or the first line of
// text.
func (p *Piece) main() int {
	if p.Block != nil {
		return p.lineAt(0)
	}
	return max(0, len(p.Lines)-1)
}

// head returns the line to put on top when the reader goes to the turn.
func (p *Piece) head() int {
	for i, l := range p.Lines {
		if l.Kind == questionLine || l.Kind == askedLine || l.Kind == nameLine {
			return i
		}
	}
	return p.main()
}
