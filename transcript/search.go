package transcript

import (
	"bytes"
	"context"
)

// A Hit is where a pattern was found.
type Hit struct {
	Turn int   // index of the turn, -1: the front
	Off  int64 // byte of the source where it begins; before the text of the turn: in its heading
}

// searchStep is how many bytes of the source are looked at between two looks
// at the context.
const searchStep = 1 << 20

// Search finds p in the turns of sel from turn from on, in order, and hands
// the hits to yield in batches until yield returns false. From turn -1 on,
// and with all turns selected, it looks at the front too. It finds what is
// shown: the names above the turns, and the text as Block gives it.
func (d *Document) Search(ctx context.Context, p *Pattern, sel *Selection, from int, yield func([]Hit) bool) error {
	s := searcher{d: d, p: p, sel: sel, heads: make(map[uint32]bool)}
	if from < 0 && sel == nil {
		s.turn(-1)
	}
	i, _ := sel.Pos(max(from, 0))
	for s.kept(i) {
		if err := ctx.Err(); err != nil {
			return err
		}
		i = s.step(i)
		if len(s.hits) > 0 && !yield(s.hits) {
			return nil
		}
		s.hits = nil
	}
	if len(s.hits) > 0 {
		yield(s.hits)
	}
	return d.src.Err()
}

type searcher struct {
	d     *Document
	p     *Pattern
	sel   *Selection
	heads map[uint32]bool // whether the heading of a label has a hit
	buf   []byte
	hits  []Hit
}

// kept reports whether there is a turn at position i of the selection.
func (s *searcher) kept(i int) bool {
	if s.sel == nil {
		return i < s.d.n
	}
	return i < len(s.sel.turns)
}

// step searches the turns from position i on, up to about searchStep bytes,
// and returns the position after them.
func (s *searcher) step(i int) int {
	off, end := s.d.Span(s.sel.At(i))
	last := i + 1
	for s.kept(last) && end-off < searchStep {
		o, e := s.d.Span(s.sel.At(last))
		if o-end > searchStep/16 { // far apart: not worth reading what is between
			break
		}
		end = e
		last++
	}
	near, known := s.candidates(off, end)
	for ; i < last; i++ {
		t := s.sel.At(i)
		o, e := s.d.Span(t)
		if known {
			near = after(near, o)
			s.heading(t)
			near = s.at(t, near, e)
			continue
		}
		s.turn(t)
	}
	return last
}

func after(offs []int64, off int64) []int64 {
	for len(offs) > 0 && offs[0] < off {
		offs = offs[1:]
	}
	return offs
}

// candidates returns where in [off, end) the bytes of the source may have a
// hit. known is false where the bytes do not tell, since the pattern has no
// needle or the text has characters that are not shown.
func (s *searcher) candidates(off, end int64) (at []int64, known bool) {
	if s.p.needle == nil || end-off > 4*searchStep {
		return nil, false
	}
	if int64(cap(s.buf)) < end-off {
		s.buf = make([]byte, end-off)
	}
	n, err := s.d.src.ReadAt(s.buf[:end-off], off)
	if int64(n) < end-off && err != nil {
		return nil, false
	}
	b := s.buf[:n]
	if veiled(b) {
		return nil, false
	}
	for _, k := range s.p.needle.all(b) {
		at = append(at, off+int64(k))
	}
	return at, true
}

// veiled reports whether b may hold characters that stand in the middle of a
// word and are not shown: the soft hyphen, zero-width characters, U+FEFF,
// variation selectors, tags.
func veiled(b []byte) bool {
	for _, x := range [...]string{"\u00AD", "\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u200E", "\u200F", "\xEF\xB8", "\xF3\xA0"} {
		if bytes.Contains(b, []byte(x)) {
			return true
		}
	}
	return false
}

// turn searches the whole of turn t.
func (s *searcher) turn(t int) {
	if t >= 0 {
		s.heading(t)
	}
	for b, ok := s.d.Block(t, 0); ok; b, ok = s.d.Block(t, b.End) {
		s.block(&b)
	}
}

// at searches the blocks of turn t that hold candidates before end, and
// returns the candidates left.
func (s *searcher) at(t int, near []int64, end int64) []int64 {
	lo, _ := s.d.TextSpan(t)
	for near = after(near, lo); len(near) > 0 && near[0] < end; {
		b, ok := s.d.Block(t, near[0])
		if !ok {
			return after(near, end)
		}
		s.block(&b)
		near = after(near, b.End)
	}
	return near
}

func (s *searcher) block(b *Block) {
	for _, m := range s.p.Find(b.Text) {
		s.hits = append(s.hits, Hit{b.Turn, b.SourceOff(m[0])})
	}
}

func (s *searcher) heading(t int) {
	turn := s.d.Turn(t)
	found, ok := s.heads[turn.Label]
	if !ok {
		name, role := s.d.heading(turn.Label)
		found = len(s.p.Find(HeadingText(name, role))) > 0
		s.heads[turn.Label] = found
	}
	if found {
		s.hits = append(s.hits, Hit{t, turn.Off})
	}
}

// HeadingText returns the text of a heading that is searched and lit.
func HeadingText(name, role string) string {
	if role == "" {
		return name
	}
	return name + "  " + role
}
