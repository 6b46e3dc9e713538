package transcript

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/record"
)

// A BlockKind says what the text of a block is.
type BlockKind uint8

// The kinds of block.
const (
	Speech     BlockKind = iota // the words of the speaker of the turn
	NoteBlock                   // a note, which is not speech
	TitleBlock                  // in the front: the title of the whole
	MetaBlock                   // in the front: its date, time and place
	GapBlock                    // 128 KiB of which nothing is shown: Text is empty
)

// A Block is a paragraph as it is shown, or a piece of one that is too long to
// be handled at once. The blocks of a turn follow each other without a gap.
type Block struct {
	Turn     int   // index of the turn, -1: the front
	Off, End int64 // bytes of the source
	Kind     BlockKind
	Text     string // safe to print; '\n' only where the source breaks a line inside the paragraph
	Opens    bool   // it begins its paragraph
	Closes   bool   // it ends its paragraph
	Hidden   int    // number of invisible characters that Text omits
	cuts     []text.Cut
	altered  bool // Text differs from the source in more than line breaks and edges
}

// SourceOff returns the byte of the source that byte i of Text comes from; End
// if i is at or after the end of Text.
func (b *Block) SourceOff(i int) int64 {
	if i >= len(b.Text) {
		return b.End
	}
	k := sort.Search(len(b.cuts), func(k int) bool { return b.cuts[k].Text > i }) - 1
	if k < 0 {
		return b.Off
	}
	off := b.cuts[k].Src + int64(i-b.cuts[k].Text)
	if k+1 < len(b.cuts) { // a character may be longer in the text than in the source
		off = min(off, b.cuts[k+1].Src)
	}
	return min(off, b.End)
}

// TextOff returns the byte of Text that shows the byte of the source at off.
// If that is not shown, it is the next one that is; len(Text) if there is
// none.
func (b *Block) TextOff(off int64) int {
	k := sort.Search(len(b.cuts), func(k int) bool { return b.cuts[k].Src > off }) - 1
	if k < 0 {
		return 0
	}
	next := len(b.Text)
	if k+1 < len(b.cuts) {
		next = b.cuts[k+1].Text
	}
	return min(b.cuts[k].Text+int(min(off-b.cuts[k].Src, int64(len(b.Text)))), next)
}

// IsCode reports whether the text of a block is a block of code with its fences, whose
// lines are kept. Of one that was cut, only the first piece is known as code.
func IsCode(block string) bool { return text.IsCode(block) }

const blockGrid = 32 << 10

const nearSeen = 128 // bytes in which the start of a block is looked for first

// A blockReader reads the blocks of a document. These rules say where they
// begin and end:
//
//  1. A paragraph does not cross the edge of a turn or of a note.
//  2. A line that opens a paragraph, or is a note, begins one. A line that
//     continues a paragraph begins one only after a blank line or a note.
//  3. Blank lines belong to the paragraph before them; at the start of a
//     segment, to the first one.
//  4. A paragraph longer than blockGrid bytes is cut near multiples of
//     blockGrid, so that the cuts do not depend on where reading began.
//  5. A cut is after a blank, else between characters that do not combine, else
//     between runes.
//  6. Lines are joined with a blank, and in the dialect of verbatim with a line
//     break.
type blockReader struct {
	*Document
	raw bool // keep invisible characters, which JSON escapes
}

// shown returns a reader of the blocks as they are shown.
func (d *Document) shown() blockReader { return blockReader{Document: d} }

// block reads the block that holds off. Its text may be empty.
func (d blockReader) block(i int, off int64) Block { return d.blockAt(i, off, false) }

// blockAt does the work of block. opens says that a paragraph begins at off, as is
// known behind a block that closes one: block would have to look for its start.
func (d blockReader) blockAt(i int, off int64, opens bool) Block {
	r := d.part(i, off)
	start, cut := off, false
	if !opens {
		start, cut = r.start(off)
	}
	b := r.collect(start, cut)
	b.Turn = i
	if r.short && b.Text == "" { // the file was truncated after it was scanned
		return Block{Turn: i, Off: off, End: r.hi, Kind: NoteBlock, Text: goneText, Opens: true, Closes: true}
	}
	if i < 0 {
		b.Kind = d.frontKind(&b)
	}
	return b
}

// part returns the paragraphs of turn i around off.
func (d blockReader) part(i int, off int64) paragraphs {
	r := paragraphs{d: d}
	r.lo, r.hi, r.note = d.segment(i, off)
	textStart, _ := d.TextSpan(i)
	r.said = i >= 0 && (d.turn(i).Label != 0 || d.head.Layout.Dialect && d.turn(i).Body > 0) && r.lo == textStart && !r.note
	return r
}

// goneText replaces text that was truncated after it was scanned.
const goneText = "[gone: the file is shorter now]"

// segment returns the part of turn i around off that lies inside one note,
// or between two.
func (d *Document) segment(i int, off int64) (lo, hi int64, note bool) {
	lo, hi = d.TextSpan(i)
	k := sort.Search(len(d.notes), func(k int) bool { return d.notes[k].End > off })
	if k > 0 {
		lo = max(lo, d.notes[k-1].End)
	}
	if k < len(d.notes) {
		n := d.notes[k]
		if n.Off <= off {
			return max(lo, n.Off), min(hi, n.End), true
		}
		hi = min(hi, n.Off)
	}
	return lo, hi, false
}

func (d *Document) frontKind(b *Block) BlockKind {
	switch {
	case d.head.Title.Holds(b.Off):
		return TitleBlock
	case d.head.Meta.Holds(b.Off):
		return MetaBlock
	}
	return NoteBlock
}

// A paragraphs reads the paragraphs of [lo, hi), which is inside a note or
// between two.
type paragraphs struct {
	d      blockReader
	lo, hi int64
	note   bool // the text is a note
	said   bool // lo follows a label: its line is speech whatever it looks like
	short  bool // the source had fewer bytes than were asked for
}

// read returns the bytes [off, end) of the source, as View.Read does.
func (r *paragraphs) read(off, end int64) ([]byte, error) {
	b, err := r.d.view.Read(off, end)
	r.short = r.short || int64(len(b)) < end-off
	return b, err
}

// lineEnd returns the end of the line that goes on at p, as View.LineEnd does.
func (r *paragraphs) lineEnd(p, limit int64) int64 {
	end, ok := r.d.view.LineEnd(p, limit)
	r.short = r.short || !ok
	return end
}

// line reads the line at p, at most LineSeen bytes of it. next is where the
// next line starts, or the end of what was read if the line is longer. A blank
// line includes the blank lines after it.
func (r *paragraphs) line(p int64) (text []byte, at int64, kind record.LineKind, next int64) {
	raw, err := r.read(p, min(r.hi, p+label.LineSeen))
	if err != nil || len(raw) == 0 {
		return nil, p, record.LineBlank, r.hi
	}
	k := bytes.IndexByte(raw, '\n')
	long := k < 0 && p+int64(len(raw)) < r.hi
	next = p + int64(k) + 1
	if k < 0 {
		k = len(raw)
		next = p + int64(k)
	}
	from, to, kind := label.Line(r.d.head.Layout, raw[:k])
	if long {
		to = k
	}
	if r.said && p == r.lo && (kind == record.LineNote || kind == record.LineSkip || kind == record.LineBlank && to > from) || long && kind != record.LineContinues {
		kind = record.LineOpens
	}
	if blank := kind == record.LineBlank || kind == record.LineSkip; blank && from == to && k < len(raw) {
		rest := raw[k+1:]
		run := rest[:len(rest)-len(bytes.TrimLeft(rest, label.BlankBytes))]
		next += int64(bytes.LastIndexByte(run, '\n') + 1)
	}
	return raw[from:to], p + int64(from), kind, next
}

// start returns where the block that holds off begins, and whether that is a
// cut inside a long paragraph.
func (r *paragraphs) start(off int64) (start int64, cut bool) {
	if off == r.lo {
		return off, false
	}
	grid := off / blockGrid * blockGrid
	base := max(r.lo, grid-blockGrid)
	for back := int64(nearSeen); ; back *= 4 {
		from, context := max(base, off-back), min(back, label.LineSeen)
		if from == base {
			context = label.LineSeen
		}
		if s, ok := r.lastOpening(from, off, context); ok {
			return s, false
		}
		if from == base {
			break
		}
	}
	if g := r.cutAt(grid); g <= off {
		return g, true
	}
	return r.start(grid - 1)
}

// lastOpening returns the last start of a paragraph in [from, off]. Whether a
// line opens a paragraph may depend on the line before it, so reading begins
// context bytes earlier. If context is too small, the first start may be missed.
func (r *paragraphs) lastOpening(from, off, context int64) (start int64, ok bool) {
	p := max(r.lo, from-context)
	after := p == r.lo // the line before p ends a paragraph, as far as is known
	if p > r.lo {      // p is inside a line, most likely
		p = r.lineEnd(p-1, off+1)
	}
	for p <= off && p < r.hi {
		_, _, kind, next := r.line(p)
		if p >= from && r.opens(p, kind, after) {
			start, ok = p, true
		}
		if kind != record.LineSkip {
			after = kind == record.LineBlank || kind == record.LineNote
		}
		if next == p+label.LineSeen {
			next = r.lineEnd(next-1, off+1)
		}
		p = next
	}
	return start, ok
}

// opens reports whether a line opens a paragraph. after is true if the line
// before it ended one.
func (r *paragraphs) opens(p int64, kind record.LineKind, after bool) bool {
	switch kind {
	case record.LineOpens, record.LineNote:
		return true
	case record.LineContinues:
		return after
	}
	return p == r.lo
}

// cutAt returns where a paragraph is cut near g, by rule 5.
func (r *paragraphs) cutAt(g int64) int64 {
	from := max(r.lo, g-joinSeen)
	b, err := r.read(from, min(r.hi, g+label.LineSeen))
	if err != nil || int64(len(b)) <= g-from {
		return g
	}
	at := int(g - from)
	if k := bytes.IndexAny(b[at:], " \n"); k >= 0 {
		return g + int64(k) + 1
	}
	for at < len(b)-1 && !utf8.RuneStart(b[at]) {
		at++
	}
	for k := at; k < len(b); k++ {
		if utf8.RuneStart(b[k]) && text.MayCut(b[:k], b[k:]) {
			return from + int64(k)
		}
	}
	return from + int64(at)
}

// joinSeen is how many bytes before a cut are examined to find out whether
// characters combine across it.
const joinSeen = 64

// resume returns a cleaner of the text from start on, which is a cut.
func (r *paragraphs) resume(start int64) text.Cleaner {
	c := text.Cleaner{Keep: r.d.raw}
	from := max(r.lo, start-joinSeen)
	b, err := r.read(from, min(r.hi, start+utf8.UTFMax))
	if k := start - from; err == nil && int64(len(b)) > k && !text.MayCut(b[:k], b[k:]) {
		c.Fill(b[k:])
	}
	return c
}

// collect reads the block that begins at start.
func (r *paragraphs) collect(start int64, cut bool) Block {
	limit := r.limit(start, cut)
	b := Block{Off: start, Opens: !cut, Closes: true}
	if r.note {
		b.Kind = NoteBlock
	}
	c := text.Cleaner{Keep: r.d.raw}
	if cut {
		c = r.resume(start)
	}
	c.Out = r.d.clean[:0]
	p, after := start, start == r.lo // as lastOpening has it
	for p < limit {
		text, at, kind, next := r.line(p)
		if cut && p == start {
			kind = r.kindAround(p)
		} else if p > start && r.opens(p, kind, after) {
			break
		}
		switch {
		case kind == record.LineNote:
			b.Kind = NoteBlock
			fallthrough
		case kind == record.LineOpens, kind == record.LineContinues:
			next = r.gather(&c, text, at, next, limit)
		}
		if kind != record.LineSkip {
			after = kind == record.LineBlank || kind == record.LineNote
		}
		p = next
	}
	b.End = min(p, limit)
	b.Closes = p < limit || limit == r.hi
	b.Text, b.cuts, b.Hidden = string(trimEnd(c.Out, ' ', '\n')), c.Cuts, c.Hidden
	b.altered = c.Changed || c.Hidden > 0
	r.d.clean = c.Out
	return b
}

// kindAround returns the kind of the line that p is inside of: LineContinues,
// unless the line starts within LineSeen bytes and is blank or skipped.
func (r *paragraphs) kindAround(p int64) record.LineKind {
	from := max(r.lo, p-label.LineSeen)
	b, err := r.read(from, p)
	at := int64(bytes.LastIndexByte(b, '\n') + 1)
	if err == nil && (at > 0 || from == r.lo) {
		if _, _, kind, _ := r.line(from + at); kind == record.LineBlank || kind == record.LineSkip {
			return kind
		}
	}
	return record.LineContinues
}

// limit returns the latest end of a block that begins at start.
func (r *paragraphs) limit(start int64, cut bool) int64 {
	g := start/blockGrid*blockGrid + blockGrid
	if !cut && g <= start+blockGrid {
		g += blockGrid
	}
	if g < r.hi {
		g = r.cutAt(g)
	}
	return min(g, r.hi)
}

// gather adds a line to a paragraph, joined by rule 6, and returns where the
// next line starts.
func (r *paragraphs) gather(c *text.Cleaner, text []byte, at, next, limit int64) int64 {
	switch n := len(c.Out); {
	case n == 0:
	case r.d.head.Layout.Dialect:
		c.Rune('\n', at-1)
	case len(text) == 0:
	case c.Out[n-1] != ' ':
		c.Put(' ', at-1)
	}
	if next == at+int64(len(text)) && next < r.hi || next > limit { // longer than was read, or cut
		next = r.lineEnd(at, limit)
		raw, err := r.read(at, next)
		if err != nil {
			return limit
		}
		text = raw
	}
	c.Add(trimEnd(text, '\r', '\n'), at)
	return next
}

// trimEnd removes two bytes from the end of b. It is faster than bytes.TrimRight
// for the few bytes that most lines have there.
func trimEnd(b []byte, one, other byte) []byte {
	for len(b) > 0 && (b[len(b)-1] == one || b[len(b)-1] == other) {
		b = b[:len(b)-1]
	}
	return b
}
