package transcript

import (
	"bytes"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/source"
)

// A text may have millions of consecutive bytes that are not shown: blank lines,
// hidden characters, lines of a tape without text. These rules avoid stepping
// over them block by block:
//
//  1. A cell is gapGrid bytes of the source, from a multiple of gapGrid.
//  2. A cell that lies inside the text of one turn and shows nothing is a block
//     of its own, a GapBlock, and takes a row.
//  3. All other bytes that are not shown are skipped, in one scan of at most two
//     cells.
//  4. A line of at most LineSeen bytes belongs to the cell that it starts in. In
//     a longer line, each character belongs to its own cell.
//
// So the work for a row is bounded, and the rows do not depend on where reading
// began.
const gapGrid = 4 * blockGrid // more than two blocks: no gap lies inside one

// A cell is a part of the text of a turn.
type cell struct {
	off, end int64
	whole    bool // all of it is in the text; it is a gap if it shows nothing
}

// cellAt returns the cell that holds off, as far as it is in [lo, hi).
func cellAt(off, lo, hi int64) cell {
	from := off / gapGrid * gapGrid
	return cell{max(from, lo), min(from+gapGrid, hi), from >= lo && from+gapGrid <= hi}
}

// Block returns the block of turn i that holds the byte of the source at off.
// If nothing is shown there, it is the next block; if off is before the text
// of the turn, the first one. ok is false if the turn has no text at or after
// off.
func (d *Document) Block(i int, off int64) (b Block, ok bool) { return d.shown().at(i, off) }

func (d blockReader) at(i int, off int64) (b Block, ok bool) {
	lo, hi := d.TextSpan(i)
	off = max(off, lo)
	c := cellAt(off, lo, hi)
	if b, ok = d.known(i, c); ok {
		return b, true
	}
	if c.whole {
		if g := d.glance(i, c.off, c.end); !g.ok {
			return d.gap(i, c, g.hidden), true
		}
	}
	if off < hi {
		if b = d.block(i, off); b.Text != "" {
			return b, true
		}
	}
	return d.next(i, off)
}

// NextBlock returns the first block of turn i at or after off, which is the end
// of a block or any byte before the text of the turn. ok is false after the
// last.
func (d *Document) NextBlock(i int, off int64) (b Block, ok bool) { return d.shown().next(i, off) }

func (d blockReader) next(i int, off int64) (b Block, ok bool) { return d.nextAt(i, off, false) }

// nextAt does the work of next. opens is as for blockAt.
func (d blockReader) nextAt(i int, off int64, opens bool) (b Block, ok bool) {
	lo, hi := d.TextSpan(i)
	off = max(off, lo)
	if off < hi && off%gapGrid != 0 && d.plainAt(off) { // most likely text
		if b = d.blockAt(i, off, opens); b.Text != "" {
			return b, true
		}
	}
	for off < hi {
		c := cellAt(off, lo, hi)
		if b, ok = d.known(i, c); ok {
			return b, true
		}
		g := d.glance(i, off, c.end)
		if g.ok {
			if b = d.block(i, g.at); b.Text != "" {
				return b, true
			}
			off = max(b.End, g.at+1)
			continue
		}
		if c.whole {
			if before := d.glance(i, c.off, off); !before.ok {
				return d.gap(i, c, before.hidden+g.hidden), true
			}
		}
		off = c.end
	}
	return Block{}, false
}

// plainAt reports whether the byte at off is shown in most texts.
func (d *Document) plainAt(off int64) bool {
	b, err := d.view.Read(off, off+1)
	return err == nil && len(b) == 1 && b[0] > ' ' && text.PlainByte(b[0])
}

// PrevBlock returns the last block of turn i before off, which is the start of
// a block or any byte at or after the end of the turn. ok is false before the
// first.
func (d *Document) PrevBlock(i int, off int64) (b Block, ok bool) { return d.shown().prev(i, off) }

func (d blockReader) prev(i int, off int64) (b Block, ok bool) {
	lo, hi := d.TextSpan(i)
	for off = min(off, hi); off > lo; {
		c := cellAt(off-1, lo, hi)
		if b, ok = d.known(i, c); ok {
			return b, true
		}
		g := d.glanceBack(i, c.off, off)
		if g.ok {
			if b = d.block(i, g.at); b.Text != "" {
				return b, true
			}
			off = min(b.Off, g.at)
			continue
		}
		if c.whole {
			if after := d.glance(i, off, c.end); !after.ok {
				return d.gap(i, c, g.hidden+after.hidden), true
			}
		}
		off = c.off
	}
	return Block{}, false
}

// text returns the first block of turn i at or after off that has a text.
func (d blockReader) text(i int, off int64) (b Block, ok bool) {
	b, ok = d.next(i, off)
	return d.filled(b, ok)
}

// after returns the block of the same turn after b, if it has a text.
func (d blockReader) after(b Block) (next Block, ok bool) {
	next, ok = d.nextAt(b.Turn, b.End, b.Closes)
	return d.filled(next, ok)
}

// filled returns b, or the first block after it that has a text.
func (d blockReader) filled(b Block, ok bool) (Block, bool) {
	for ok && b.Kind == GapBlock {
		b, ok = d.next(b.Turn, b.End)
	}
	return b, ok
}

// gap returns the block of a cell that shows nothing, and remembers it.
func (d blockReader) gap(i int, c cell, hidden int) Block {
	b := Block{Turn: i, Off: c.off, End: c.end, Kind: GapBlock, Hidden: hidden}
	if !d.raw {
		if d.gaps == nil {
			d.gaps = new(gaps)
		}
		*d.gaps.at(c.off) = b
	}
	return b
}

// gaps caches the gaps found last, more than a screen has rows.
type gaps [256]Block

func (g *gaps) at(off int64) *Block { return &g[off/gapGrid%int64(len(g))] }

// known returns the gap for a cell from the cache.
func (d blockReader) known(i int, c cell) (b Block, ok bool) {
	if d.gaps == nil || !c.whole || d.raw {
		return b, false
	}
	b = *d.gaps.at(c.off)
	return b, b.Kind == GapBlock && b.Turn == i && b.Off == c.off
}

// A glance looks for what is shown.
type glance struct {
	from, to int64
	at       int64 // the first byte that is shown, or the last one
	ok       bool  // found
	last     bool  // look for the last one
	hidden   int   // number of invisible characters
	clean    text.Cleaner
}

// glance looks for the first byte of turn i in [from, to) that is shown.
func (d blockReader) glance(i int, from, to int64) glance {
	g := glance{from: from, to: to}
	d.look(i, &g)
	return g
}

// glanceBack looks for the last byte of turn i in [from, to) that is shown,
// from the end, where it most likely is.
func (d blockReader) glanceBack(i int, from, to int64) glance {
	g := glance{to: to, last: true}
	for size := int64(nearSeen); g.to > from && !g.ok; size *= 4 {
		g.from = max(from, g.to-size)
		d.look(i, &g)
		g.to = g.from
	}
	return g
}

// look examines a part of turn i. If the file was truncated after it was
// scanned, look reports the part as shown, and its block shows goneText.
func (d blockReader) look(i int, g *glance) {
	short := false
	for off := g.from; off < g.to && !g.done(); {
		r := d.part(i, off)
		g.lines(&r, off, min(g.to, r.hi))
		off, short = r.hi, short || r.short
	}
	if short {
		g.at, g.ok = g.from, true
	}
}

func (g *glance) done() bool { return g.ok && !g.last }

// lines examines the lines of r that start in [from, to), and the part of
// longer lines that lies there.
func (g *glance) lines(r *paragraphs, from, to int64) {
	p := from
	if p > r.lo {
		p = g.inside(r, p, to)
	}
	for p < to && !g.done() {
		p = g.page(r, p, to)
	}
}

// page examines the lines from p on that lie in one page, or else one line.
// It returns where the next line starts, or to.
func (g *glance) page(r *paragraphs, p, to int64) int64 {
	b, err := r.read(p, min(r.hi, (p/source.PageSize+1)*source.PageSize))
	if err != nil || len(b) == 0 {
		return to
	}
	end := int(min(int64(len(b)), to-p)) // of where lines start
	for i := 0; !g.done(); {
		if i += g.veiled(b[i:end], r.d.raw); i == end {
			break
		}
		off := p + int64(i)
		k := bytes.IndexByte(b[i:min(i+label.LineSeen, len(b))], '\n')
		if k < 0 || off == r.lo {
			return g.line(r, off, to)
		}
		at, stop, kind := label.Line(r.d.head.Layout, b[i:i+k])
		if kind != record.LineBlank && kind != record.LineSkip {
			g.clean = text.Cleaner{Keep: r.d.raw}
			g.see(b[i+at:i+stop], stop-at, off+int64(at))
		}
		if i += k + 1; i >= end {
			return off + int64(k) + 1
		}
	}
	return p + int64(end)
}

// line examines a line of any length that starts at p.
func (g *glance) line(r *paragraphs, p, to int64) int64 {
	b, at, kind, next := r.line(p)
	g.clean = text.Cleaner{Keep: r.d.raw}
	switch {
	case kind == record.LineBlank || kind == record.LineSkip:
	case next == p+label.LineSeen && next < r.hi && !r.ends(next): // a long one
		return g.rest(r, at, to)
	default:
		g.see(b, len(b), at)
	}
	return next
}

// veiled returns the number of bytes of the lines at the start of b that are
// blank or have only characters that are always hidden. Most lines that are not
// shown are like that.
func (g *glance) veiled(b []byte, raw bool) int {
	lines, hidden := 0, 0
	for i := 0; i < len(b); {
		if x := b[i]; x < utf8.RuneSelf {
			if i++; x == '\n' {
				lines, g.hidden, hidden = i, g.hidden+hidden, 0
			} else if x != ' ' && x != '\t' && x != '\r' {
				break
			}
			continue
		}
		c, n := utf8.DecodeRune(b[i:])
		if raw || !text.IsHidden(c) && (c < 0xFE00 || c > 0xFE0F) {
			break
		}
		i, hidden = i+n, hidden+1
	}
	return lines
}

// ends reports whether a line ends before off.
func (r *paragraphs) ends(off int64) bool {
	b, err := r.read(off-1, off)
	return err == nil && len(b) == 1 && b[0] == '\n'
}

// inside examines the line that p is inside of, if it is longer than LineSeen,
// and returns where the next line starts, or to.
func (g *glance) inside(r *paragraphs, p, to int64) int64 {
	from := max(r.lo, p-label.LineSeen)
	b, err := r.read(from, min(r.hi, p+label.LineSeen))
	if err != nil || int64(len(b)) <= p-from {
		return to
	}
	before, after := b[:p-from], b[p-from:]
	start := int64(bytes.LastIndexByte(before, '\n') + 1)
	if start == p-from {
		return p
	}
	if start > 0 || from == r.lo { // the line starts in sight
		seen := after[:min(int64(len(after)), start+label.LineSeen-(p-from))]
		switch k := bytes.IndexByte(seen, '\n'); {
		case k >= 0:
			return p + int64(k) + 1
		case p+int64(len(seen)) == r.hi:
			return r.hi
		}
	}
	k := 0
	for k < utf8.UTFMax && k < len(after)-1 && !utf8.RuneStart(after[k]) {
		k++
	}
	g.clean = text.Cleaner{Keep: r.d.raw}
	if last := b[p-from+int64(k)-1]; last != ' ' { // a mark combines with the character before and is not shown alone
		g.clean.Fill(after[k:])
	}
	return g.rest(r, p+int64(k), to)
}

// rest examines the rest of a line, from p on, and returns where the next one
// starts, or to.
func (g *glance) rest(r *paragraphs, p, to int64) int64 {
	for p < to && !g.done() {
		b, err := r.read(p, min(r.hi, p+label.LineSeen))
		if err != nil || len(b) == 0 {
			return to
		}
		if k := bytes.IndexByte(b, '\n'); k >= 0 && p+int64(k) < to {
			g.see(b[:k], k, p)
			return p + int64(k) + 1
		}
		n := len(b)
		if p+int64(n) < r.hi {
			n = max(1, n-utf8.UTFMax) // the last character may go on
		}
		p += int64(g.see(b, int(min(int64(n), to-p)), p))
	}
	return max(p, to)
}

// see examines the characters that begin in b[:n], where b is at off in the
// source, and returns their length in bytes.
func (g *glance) see(b []byte, n int, off int64) int {
	c := &g.clean
	i := 0
	for i < n && !g.done() {
		r, size := rune(b[i]), 1
		if r >= utf8.RuneSelf {
			r, size = text.Decode(b[i:])
		}
		switch {
		case r == ' ' || r == '\t' || text.IsBreak(r):
			c.Settle(1, ' ')
		case r > ' ' && r < utf8.RuneSelf:
			c.Settle(1, r)
			g.at, g.ok = off+int64(i), true
		default:
			c.Out, c.Cuts = c.Out[:0], c.Cuts[:0]
			if c.Rune(r, off); len(c.Out) > 0 {
				g.at, g.ok = off+int64(i), true
			}
		}
		i += size
	}
	g.hidden, c.Hidden = g.hidden+c.Hidden, 0
	return i
}
