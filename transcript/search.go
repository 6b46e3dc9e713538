package transcript

import (
	"context"
	"iter"
	"runtime"
	"slices"
	"sync"

	"verbatim/internal/guard"
	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/record"
)

// A Hit is a place where a pattern matches.
type Hit struct {
	Turn int   // index of the turn, -1: the front
	Off  int64 // byte of the source at which it begins; a hit in the heading has the offset of the turn
}

// searchSizes are sizes in bytes of the source.
type searchSizes struct {
	part  int64 // approximately, of what one worker searches at a time
	piece int64 // of what it reads at a time
}

// searchSize are the sizes of a search: a piece fits in the cache of a core.
var searchSize = searchSizes{1 << 20, 128 << 10}

// Search finds p in those of the turns [from, end) that sel keeps (nil: all). Turn -1
// is the front, which is searched only if sel is nil. Search calls yield with the hits,
// in order and several at a time, until yield returns false. The error is that of ctx.
//
// Search obeys these rules:
//
//  1. It searches displayed text: headings as Heading returns them, and blocks as
//     Block does.
//  2. If every hit of the pattern has a word, it searches only the blocks in whose
//     bytes the word may occur: among several words, the one that is rarest in a
//     sample.
//  3. It searches a heading once for each label.
//  4. It searches parts in parallel and yields their hits in order. A part has the
//     blocks that begin in its bytes.
//
// Search uses all cores. yield runs in the calling goroutine, and may read d
// but not change it: search a Snapshot of a document that grows.
func (d *Document) Search(ctx context.Context, p *Pattern, sel *Selection, from, end int, yield func([]Hit) bool) error {
	return d.search(ctx, p, searchScope{sel, from, end}, searchSize, yield)
}

// A searchScope selects the turns to search: those of sel in [from, end).
type searchScope struct {
	sel       *Selection
	from, end int
}

func (d *Document) search(ctx context.Context, p *Pattern, of searchScope, size searchSizes, yield func([]Hit) bool) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers := runtime.GOMAXPROCS(0)
	jobs := make(chan *searchJob)
	parts := make(chan *searchJob, 2*workers) // in the order of the document
	words := sync.OnceValue(func() []*needle { return p.rarest(d.sample()) })
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	for range workers {
		wg.Go(func() {
			defer guard.Guard()
			s := searcher{ctx: ctx, d: d.beside(), p: p, words: words, sel: of.sel, size: size}
			for j := range jobs {
				j.hits <- s.part(j)
			}
		})
	}
	wg.Go(func() {
		defer guard.Guard()
		defer close(parts)
		defer close(jobs)
		d.parts(of, size.part, func(j *searchJob) bool {
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

// The size in bytes of the sample of a source, and how many pieces at equal distances it
// is made of.
const (
	sampleSize   = 64 << 10
	samplePieces = 4
)

// sample returns some bytes of the source, or fewer if it cannot be read.
func (d *Document) sample() []byte {
	const piece = sampleSize / samplePieces
	b := make([]byte, min(sampleSize, d.end))
	if d.end <= sampleSize {
		n, _ := d.src.ReadAt(b, 0)
		return b[:n]
	}
	n := 0
	for i := range int64(samplePieces) {
		k, _ := d.src.ReadAt(b[n:n+piece], i*(d.end-piece)/(samplePieces-1))
		n += k
	}
	return b[:n]
}

// A searchJob is a part of the document that one worker searches: of the turns at the
// positions [first, last) of a selection, the blocks that begin in the bytes [off, end).
type searchJob struct {
	first, last int
	off, end    int64
	hits        chan []Hit
}

// parts splits the turns of a search into parts of about size bytes without long gaps,
// until yield returns false. A longer turn makes several parts.
func (d *Document) parts(of searchScope, size int64, yield func(*searchJob) bool) {
	sel, i, n := of.sel, of.from, min(of.end, d.n)
	if sel != nil {
		i, _ = sel.Pos(i)
		n, _ = sel.Pos(n)
	}
	for i < n {
		off, end := d.Span(sel.At(i))
		last := i + 1
		for ; last < n && end-off < size; last++ {
			o, e := d.Span(sel.At(last))
			if o-end > size/16 {
				break
			}
			end = e
		}
		for more := true; more; off += size {
			part := searchJob{i, last, off, end, make(chan []Hit, 1)}
			if more = last == i+1 && end-off > 2*size; more {
				part.end = off + size
			}
			if !yield(&part) {
				return
			}
		}
		i = last
	}
}

// A searcher is a worker of a search.
type searcher struct {
	ctx   context.Context
	d     *Document
	p     *Pattern
	words func() []*needle // returns words of which each hit has one, nil if unknown
	sel   *Selection
	size  searchSizes
	heads []headingHit // of each label
	buf   []byte
	near  []int64
	text  []byte // of a block
	hits  []Hit
}

// part returns the hits in one part, or some of them if the search is
// cancelled.
func (s *searcher) part(j *searchJob) []Hit {
	s.hits = s.hits[:0]
	near, known := s.candidates(j)
	for i := j.first; i < j.last && s.ctx.Err() == nil; i++ {
		t := s.sel.At(i)
		lo, hi := s.d.Span(t)
		if lo >= j.off && t >= 0 && s.headed(t) {
			s.hits = append(s.hits, Hit{t, lo})
		}
		if !known {
			s.turn(t, j)
			continue
		}
		for len(near) > 0 && near[0] < lo {
			near = near[1:]
		}
		if len(near) > 0 && near[0] < hi {
			near = s.at(t, j, near)
		}
	}
	return slices.Clone(s.hits)
}

// blockMost is the limit on the bytes of a block: see paragraphs.limit.
const blockMost = 2*blockGrid + label.LineSeen

// candidates returns, in order, places in the source of which the blocks may have a hit.
// known is false if every block has to be searched, because the pattern has no words or
// they are everywhere.
func (s *searcher) candidates(j *searchJob) (near []int64, known bool) {
	_, hi := s.d.Span(s.sel.At(j.last - 1))
	end := min(j.end+blockMost, hi)
	if near, known = s.d.candidatesIn(s.p, j.off, end); known {
		return near, true
	}
	words := s.words()
	if words == nil {
		return nil, false
	}
	most := int(max(end-j.off, s.size.piece) / dense)
	s.near = s.near[:0]
	next := j.first
	for off := j.off; off < end && s.ctx.Err() == nil; off += s.size.piece {
		b, ok := s.read(off, min(off+s.size.piece, end))
		if !ok {
			return nil, false
		}
		for lo, hi := range s.stretches(&next, j.last, off, off+int64(len(b))) {
			if s.near, known = nearest(words, b[lo-off:hi-off], lo, most, s.near); !known {
				return nil, false
			}
		}
	}
	return s.near, true
}

// stretches yields the parts of the bytes [off, end) that are of turns at the positions
// [next, last). It moves next to the first turn that continues after end.
func (s *searcher) stretches(next *int, last int, off, end int64) iter.Seq2[int64, int64] {
	return func(yield func(lo, hi int64) bool) {
		if s.sel == nil {
			yield(off, end)
			return
		}
		for ; *next < last; *next++ {
			lo, hi := s.d.Span(s.sel.At(*next))
			for *next+1 < last && s.sel.At(*next+1) == s.sel.At(*next)+1 && hi < end {
				*next++
				_, hi = s.d.Span(s.sel.At(*next))
			}
			if lo, hi := max(lo, off), min(hi, end); lo < hi && !yield(lo, hi) {
				return
			}
			if hi > end {
				return
			}
		}
	}
}

// Bytes of the source per candidate.
const (
	dense  = 256  // with fewer, it is faster to search every block
	sparse = 1024 // with fewer, candidates are not kept during a scan
)

// minCandidates is the number of candidates in a small block that is not too many.
const minCandidates = 64

// nearest appends the places where one of words may be in b, which begins at off of the
// source, to at, in order. It returns false if at then has most elements or more.
func nearest(words []*needle, b []byte, off int64, most int, at []int64) ([]int64, bool) {
	before := len(at)
	for _, w := range words {
		at = w.near(b, off, most, at)
	}
	if len(words) > 1 {
		slices.Sort(at[before:])
	}
	return at, len(at) < most
}

// addCandidates adds the candidates of a batch.
func (d *Document) addCandidates(c *record.Candidates) {
	switch {
	case c == nil:
	case d.candidates.To == c.From:
		d.candidates.To, d.candidates.Offs = c.To, append(d.candidates.Offs, c.Offs...)
	default:
		d.candidates = *c
	}
}

// candidatesIn returns the candidates for p in the bytes [off, end) of the source. known is
// false if p was not sought there during the scan.
func (d *Document) candidatesIn(p *Pattern, off, end int64) (near []int64, known bool) {
	c := &d.candidates
	if d.candidatesOf != p || off < c.From || end > c.To {
		return nil, false
	}
	from, _ := slices.BinarySearch(c.Offs, off)
	to, _ := slices.BinarySearch(c.Offs, end)
	return c.Offs[from:to], true
}

// dropCandidates forgets the candidates before off.
func (d *Document) dropCandidates(off int64) {
	k, _ := slices.BinarySearch(d.candidates.Offs, off)
	d.candidates.From, d.candidates.Offs = max(d.candidates.From, off), d.candidates.Offs[k:]
}

// read returns the bytes [off, end) of the source. ok is false if it cannot be read.
func (s *searcher) read(off, end int64) (b []byte, ok bool) {
	if int64(cap(s.buf)) < end-off {
		s.buf = make([]byte, end-off)
	}
	b = s.buf[:end-off]
	n, _ := s.d.src.ReadAt(b, off)
	return b, n == len(b)
}

// turn searches all blocks of a part in turn t.
func (s *searcher) turn(t int, j *searchJob) {
	r := s.d.shown()
	b, ok := r.nextAt(t, j.off, false)
	if lo, _ := s.d.TextSpan(t); lo < j.off { // another part has the block that off is inside of
		b, ok = r.at(t, j.off)
	}
	for ; ok && b.Off < j.end && s.ctx.Err() == nil; b, ok = r.nextAt(t, b.End, b.Closes) {
		if b.Off >= j.off {
			s.block(&b)
		}
	}
}

// at searches the blocks of a part in turn t that have candidates, and returns the
// candidates behind the turn.
func (s *searcher) at(t int, j *searchJob, near []int64) []int64 {
	off, hi := s.d.TextSpan(t)
	for {
		for len(near) > 0 && near[0] < off {
			near = near[1:]
		}
		if len(near) == 0 || near[0] >= hi || s.ctx.Err() != nil {
			return near
		}
		b, ok := s.d.Block(t, near[0])
		if !ok || b.Off >= j.end {
			off = hi
			continue
		}
		if b.Off >= j.off {
			s.block(&b)
		}
		off = max(b.End, near[0]+1)
	}
}

// block adds the hits in b.
func (s *searcher) block(b *Block) {
	s.text = append(s.text[:0], b.Text...)
	s.p.find(s.text, func(from, _ int) {
		s.hits = append(s.hits, Hit{b.Turn, b.SourceOff(from)})
	})
}

// A headingHit tells whether the heading of a label has a hit.
type headingHit uint8

const (
	notSearched headingHit = iota
	noHit
	hasHit
)

// headed reports whether the heading of turn t has a hit.
func (s *searcher) headed(t int) bool {
	if s.heads == nil {
		s.heads = make([]headingHit, len(s.d.labels))
	}
	h := &s.heads[s.d.turn(t).Label]
	if *h == notSearched {
		*h = noHit
		name, role := s.d.Heading(t)
		if len(s.p.Find(HeadingText(name, role))) > 0 {
			*h = hasHit
		}
	}
	return *h == hasHit
}

// HeadingText returns the heading of a turn as Search reads it. name and role are
// the results of Document.Heading.
func HeadingText(name, role string) string {
	if role == "" {
		return name
	}
	return name + "  " + role
}
