package transcript

import (
	"bytes"
	"context"
	"encoding/binary"
	"runtime"
	"sync"
	"unicode/utf8"

	"verbatim/internal/guard"
	"verbatim/internal/text"
)

// A Hit is a place where a pattern matches.
type Hit struct {
	Turn int   // index of the turn, -1: the front
	Off  int64 // byte of the source at which it begins; a hit in the heading has the offset of the turn
}

// searchStep is the approximate number of bytes of the source in a part.
const searchStep = 1 << 20

// Search finds p in the turns of sel (nil: all turns) from turn from on. If from
// is -1 and sel is nil, it searches the front too. It calls yield with the hits,
// in order and several at a time, until yield returns false. The error is that of
// ctx.
//
// Search obeys these rules:
//
//  1. It searches displayed text: headings as Heading returns them, and blocks as
//     Block does.
//  2. If the pattern has a needle, it searches only the blocks in whose bytes the
//     needle occurs.
//  3. If the bytes contain characters that are invisible inside words, the needle
//     is not reliable, and it searches every block.
//  4. It searches a heading once for each label.
//  5. It searches parts in parallel and yields their hits in order.
//
// Search uses all cores. yield runs in the calling goroutine, and may read d
// but not change it: search a Snapshot of a document that grows.
func (d *Document) Search(ctx context.Context, p *Pattern, sel *Selection, from int, yield func([]Hit) bool) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers := runtime.GOMAXPROCS(0)
	jobs := make(chan *searchJob)
	parts := make(chan *searchJob, 2*workers) // in the order of the document
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	for range workers {
		wg.Go(func() {
			defer guard.Guard()
			s := searcher{ctx: ctx, d: d.beside(), p: p, sel: sel, heads: make(map[uint32]bool)}
			for j := range jobs {
				j.hits <- s.part(j)
			}
		})
	}
	wg.Go(func() {
		defer guard.Guard()
		defer close(parts)
		defer close(jobs)
		d.parts(sel, from, func(j *searchJob) bool {
			for _, c := range [...]chan *searchJob{parts, jobs} {
				select {
				case c <- j:
				case <-ctx.Done():
					return false
				}
			}
			return true
		})
	})
	for j := range parts {
		select {
		case hits := <-j.hits:
			if len(hits) > 0 && ctx.Err() == nil && !yield(hits) {
				return nil
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}

// A searchJob is a part of the document that one worker searches: the positions
// [first, last) of a selection, or the front if last is 0.
type searchJob struct {
	first, last int
	hits        chan []Hit
}

// parts splits the turns of a search into parts of about searchStep bytes without
// long gaps, until yield returns false.
func (d *Document) parts(sel *Selection, from int, yield func(*searchJob) bool) {
	part := func(first, last int) bool { return yield(&searchJob{first, last, make(chan []Hit, 1)}) }
	if from < 0 && sel == nil && !part(0, 0) {
		return
	}
	n := d.n
	if sel != nil {
		n = sel.Len()
	}
	for i, _ := sel.Pos(max(from, 0)); i < n; {
		off, end := d.Span(sel.At(i))
		last := i + 1
		for ; last < n && end-off < searchStep; last++ {
			o, e := d.Span(sel.At(last))
			if o-end > searchStep/16 {
				break
			}
			end = e
		}
		if !part(i, last) {
			return
		}
		i = last
	}
}

// A searcher is a worker of Search.
type searcher struct {
	ctx   context.Context
	d     *Document
	p     *Pattern
	sel   *Selection
	heads map[uint32]bool // label: whether its heading has a hit
	buf   []byte
	hits  []Hit
}

// part returns the hits in one part, or some of them if the search is
// cancelled.
func (s *searcher) part(j *searchJob) []Hit {
	s.hits = nil
	if j.last == 0 {
		s.turn(-1)
		return s.hits
	}
	off, _ := s.d.Span(s.sel.At(j.first))
	_, end := s.d.Span(s.sel.At(j.last - 1))
	near, known := s.candidates(off, end)
	for i := j.first; i < j.last && s.ctx.Err() == nil; i++ {
		t := s.sel.At(i)
		if known {
			s.heading(t)
			near = s.at(t, near)
		} else {
			s.turn(t)
		}
	}
	return s.hits
}

// after returns the rest of sorted offs from off on.
func after(offs []int64, off int64) []int64 {
	for len(offs) > 0 && offs[0] < off {
		offs = offs[1:]
	}
	return offs
}

// candidates returns the offsets in [off, end) at which the source may have a
// hit. known is false if every block has to be searched, by rules 2 and 3.
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

// veiled reports whether b may contain a veil: a character that can be invisible
// in the middle of a word. Veils are hidden always (text.IsHidden), or depending
// on the character before them (joiners, variation selectors).
func veiled(b []byte) bool {
	dense := len(b) / 16 // after so many non-ASCII characters, searching for each veil is faster
	for i := 0; i < len(b); i++ {
		for len(b)-i >= 64 && isASCII((*[64]byte)(b[i:])) {
			i += 64
		}
		for i < len(b) && b[i] < utf8.RuneSelf {
			i++
		}
		if i == len(b) {
			return false
		}
		if b[i] >= 0xC2 && isVeil(b[i:]) {
			return true
		}
		if dense--; dense < 0 {
			return veiledDense(b[i+1:])
		}
	}
	return false
}

func isASCII(b *[64]byte) bool {
	all := binary.NativeEndian.Uint64
	x := all(b[0:8]) | all(b[8:16]) | all(b[16:24]) | all(b[24:32])
	y := all(b[32:40]) | all(b[40:48]) | all(b[48:56]) | all(b[56:64])
	return (x|y)&0x8080808080808080 == 0
}

// veiledDense is veiled for text that is mostly not ASCII.
func veiledDense(b []byte) bool {
	for _, lead := range veils {
		for i := bytes.IndexByte(b, lead); i >= 0; {
			if isVeil(b[i:]) {
				return true
			}
			k := bytes.IndexByte(b[i+1:], lead)
			if k < 0 {
				break
			}
			i += 1 + k
		}
	}
	return false
}

// veils are the first bytes of all veils.
var veils = [...]byte{0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0, 0xF3}

// isVeil reports whether b begins with a veil. It must be fast, because quotes,
// dashes and letters of some scripts begin with the same bytes.
func isVeil(b []byte) bool {
	if len(b) < 3 {
		return len(b) == 2 && b[0] < 0xE0 && isHiddenAt(b)
	}
	switch x := b[1]; b[0] {
	case 0xC2:
		return x == 0xAD
	case 0xCD:
		return x == 0x8F
	case 0xD8:
		return x == 0x9C
	case 0xE2:
		return x == 0x80 && (b[2] >= 0x8B && b[2] <= 0x8F || b[2] >= 0xAA && b[2] <= 0xAE) || x == 0x81 && b[2] >= 0xA0 && b[2] <= 0xAF
	case 0xE1:
		return (x == 0x85 || x == 0x9E || x == 0xA0) && isHiddenAt(b)
	case 0xE3:
		return x == 0x85 && isHiddenAt(b)
	case 0xEF:
		return x == 0xB8 || x == 0xBB && b[2] == 0xBF || (x == 0xBE || x == 0xBF) && isHiddenAt(b)
	case 0xF0:
		return (x == 0x9B || x == 0x9D) && isHiddenAt(b)
	case 0xF3:
		return x == 0xA0
	}
	return false
}

func isHiddenAt(b []byte) bool {
	r, _ := utf8.DecodeRune(b)
	return text.IsHidden(r)
}

// turn searches the whole of turn t.
func (s *searcher) turn(t int) {
	if t >= 0 {
		s.heading(t)
	}
	for b, ok := s.d.NextBlock(t, 0); ok && s.ctx.Err() == nil; b, ok = s.d.NextBlock(t, b.End) {
		s.block(&b)
	}
}

// at searches the blocks of turn t that contain candidates, and returns the
// candidates after the turn.
func (s *searcher) at(t int, near []int64) []int64 {
	lo, end := s.d.TextSpan(t)
	for near = after(near, lo); len(near) > 0 && near[0] < end && s.ctx.Err() == nil; {
		b, ok := s.d.Block(t, near[0])
		if !ok {
			return after(near, end)
		}
		s.block(&b)
		near = after(near, b.End)
	}
	return near
}

// block adds the hits in b.
func (s *searcher) block(b *Block) {
	for _, m := range s.p.Find(b.Text) {
		s.hits = append(s.hits, Hit{b.Turn, b.SourceOff(m[0])})
	}
}

// heading adds a hit if the heading of turn t matches.
func (s *searcher) heading(t int) {
	turn := s.d.turn(t)
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

// HeadingText returns the heading of a turn as Search reads it. name and role are
// the results of Document.Heading.
func HeadingText(name, role string) string {
	if role == "" {
		return name
	}
	return name + "  " + role
}
