package ui

import (
	"sort"
	"strconv"

	"verbatim/transcript"
	"verbatim/ui/internal/grid"
)

// A flow is what the dialogue shows, from the front of the transcript to the
// end of its last turn, as pieces that follow each other. Only the pieces
// around the screen exist.
type flow struct {
	doc   *transcript.Document
	sel   *transcript.Selection // turns shown, nil: all
	asked bool                  // name the question above answers that are shown without it
	times bool                  // say when turns begin
	cells int                   // width of the column: the bar, a blank and the text
	memo  memo
}

// barCells is what the bar and the blank after it take of the column.
const barCells = 2

// A piece is laid out at once: what stands above the text of a turn, or one
// block of its text.
type piece struct {
	pos   int // of its turn among those shown; -1: the front, their number: the end
	turn  int // -1: the front
	block *transcript.Block
	lines []line

	left     int    // turns left out before this one
	exchange int    // the question that opens here, or is named above the turn
	asked    string // what is asked there, if that is not shown itself

	// What is not shown lies between blocks: where the ones before and after
	// this one end and begin, as far as it was come to from there, else -1.
	from, until int64

	lights   lights
	pictures bool // the text has pictures of controls
}

// A line is one row of a piece.
type line struct {
	kind     lineKind
	grid.Row // of the block's text
}

type lineKind uint8

const (
	textLine     lineKind = iota // a row of the block
	blankLine                    // parts two turns
	barLine                      // parts two paragraphs of a turn
	nameLine                     // who speaks
	questionLine                 // opens a question: its number and a rule
	askedLine                    // a question that is not shown itself, in short
	leftLine                     // how many turns are left out
	gapLine                      // how much of the source shows nothing
)

// turns returns the number of turns shown.
func (f *flow) turns() int {
	if f.sel == nil {
		return f.doc.Len()
	}
	return f.sel.Len()
}

// first returns the first piece, which may have no lines.
func (f *flow) first() *piece {
	if f.sel == nil {
		if p := f.text(-1, -1, 0); p != nil {
			return p
		}
	}
	return f.heading(0)
}

// next returns the piece after p, nil after the last.
func (f *flow) next(p *piece) *piece {
	if p.pos >= f.turns() {
		return nil
	}
	from, _ := f.doc.TextSpan(p.turn)
	if p.block != nil {
		from = p.block.End
	}
	if n := f.textAfter(p.pos, p.turn, from); n != nil {
		return n
	}
	return f.heading(p.pos + 1)
}

// prev returns the piece before p, nil before the first.
func (f *flow) prev(p *piece) *piece {
	if p.block != nil {
		if b := f.textBefore(p.pos, p.turn, p.block.Off); b != nil {
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
func (f *flow) last(pos int) *piece {
	turn := -1
	switch {
	case pos < -1 || pos == -1 && f.sel != nil:
		return nil
	case pos >= 0:
		turn = f.sel.At(pos)
	}
	_, end := f.doc.TextSpan(turn)
	if b := f.textBefore(pos, turn, end); b != nil || pos < 0 {
		return b
	}
	return f.heading(pos)
}

// text returns the piece of the block that holds the byte at off, nil if the
// turn has no text there.
func (f *flow) text(pos, turn int, off int64) *piece {
	if p := f.memo.find(func(p *piece) bool {
		return p.pos == pos && p.block != nil && p.block.Off <= off && off < p.block.End
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
func (f *flow) textAfter(pos, turn int, off int64) *piece {
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
func (f *flow) textBefore(pos, turn int, off int64) *piece {
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

func (f *flow) layText(pos int, b *transcript.Block) *piece {
	if p := f.memo.find(func(p *piece) bool { return p.pos == pos && p.block != nil && p.block.Off == b.Off }); p != nil {
		return p // it was come to from another side
	}
	p := &piece{pos: pos, turn: b.Turn, block: b, from: -1, until: -1}
	if b.Kind == transcript.GapBlock {
		p.lines = []line{{kind: gapLine}}
		f.memo.add(p)
		return p
	}
	before := f.blockBefore(pos, b)
	if b.Kind == transcript.MetaBlock {
		if before != nil && before.Kind == b.Kind { // has been joined to that one
			f.memo.add(p)
			return p
		}
		b.Text = f.joined(b)
	}
	p.pictures = grid.HasPictures(b.Text)
	switch {
	case !f.parted(b, before):
	case b.Turn >= 0 && b.Kind == transcript.Speech && before.Kind == transcript.Speech:
		p.lines = append(p.lines, line{kind: barLine})
	default:
		p.lines = append(p.lines, line{kind: blankLine})
	}
	for _, r := range grid.Wrap(b.Text, f.textCells(b)) {
		p.lines = append(p.lines, line{textLine, r})
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
		return p.block
	}
	if before, ok := f.doc.PrevBlock(b.Turn, b.Off); ok {
		return &before
	}
	return nil
}

// joined returns the text of b and of the blocks after it that say with it
// when and where the whole was: one row rather than three.
func (f *flow) joined(b *transcript.Block) string {
	text := b.Text
	next, ok := f.doc.NextBlock(b.Turn, b.End)
	for ; ok && next.Kind == b.Kind && len(text) < 1<<10; next, ok = f.doc.NextBlock(next.Turn, next.End) {
		text += " · " + next.Text
	}
	return text
}

// parted reports whether a blank row stands above b, which comes after
// before. Short notes and the short lines of the front stay together.
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
	return len(b.Text) > f.cells || len(before.Text) > f.cells
}

// textCells returns the width b is wrapped to. The front has no bar.
func (f *flow) textCells(b *transcript.Block) int {
	if b.Turn < 0 {
		return f.cells
	}
	return f.cells - barCells
}

// heading returns the piece above the text of the turn at a position, or
// the end of the flow.
func (f *flow) heading(pos int) *piece {
	if p := f.memo.find(func(p *piece) bool { return p.pos == pos && p.block == nil }); p != nil {
		return p
	}
	p := &piece{pos: pos, turn: -1}
	before := -1 // the turn shown before this one
	if pos > 0 {
		before = f.sel.At(pos - 1)
	}
	if pos < f.turns() {
		p.turn = f.sel.At(pos)
		f.layHeading(p, before)
	} else {
		p.turn, p.left = before, f.doc.Len()-before-1
	}
	if p.left > 0 && f.sel != nil {
		p.lines = append([]line{{kind: leftLine}, {kind: blankLine}}, p.lines...)
		if pos == f.turns() {
			p.lines = p.lines[:1]
		}
	}
	if len(p.lines) > 0 && (pos > 0 || f.sel == nil && f.doc.FrontEnd() > 0) {
		p.lines = append([]line{{kind: blankLine}}, p.lines...)
	}
	f.memo.add(p)
	return p
}

func (f *flow) layHeading(p *piece, before int) {
	p.left = p.turn - before - 1
	n := f.doc.Exchange(p.turn)
	if n > 0 {
		switch q := f.doc.Question(n); {
		case q == p.turn:
			p.exchange = n
			p.lines = append(p.lines, line{kind: questionLine})
		case f.asked && f.sel != nil && q > before:
			p.exchange = n
			p.asked = f.doc.Summary(n)
			p.left--
			p.lines = append(p.lines, line{kind: askedLine}, line{kind: blankLine})
		}
	}
	if name, _ := f.doc.Heading(p.turn); name != "" || f.time(p.turn) != "" {
		p.lines = append(p.lines, line{kind: nameLine})
	}
	if len(p.lines) == 0 && p.turn > 0 { // nobody is named: a blank row must do
		p.lines = append(p.lines, line{kind: blankLine})
	}
}

// number is what a reader calls exchange n.
func number(n int) string { return "Q" + strconv.Itoa(n) }

// lineAt returns the line of a text piece that shows byte i of its text.
func (p *piece) lineAt(i int) int {
	return max(0, sort.Search(len(p.lines), func(k int) bool {
		return p.lines[k].kind == textLine && p.lines[k].From > i
	})-1)
}

// main returns the line by which a piece is known: that of the name, or the
// first of the text.
func (p *piece) main() int {
	if p.block != nil {
		return p.lineAt(0)
	}
	return max(0, len(p.lines)-1)
}

// head returns the line that comes on top when a reader goes to the turn.
func (p *piece) head() int {
	for i, l := range p.lines {
		if l.kind == questionLine || l.kind == askedLine || l.kind == nameLine {
			return i
		}
	}
	return p.main()
}
