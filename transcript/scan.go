package transcript

import (
	"bytes"
	"context"
	"io"
	"runtime"
	"sync"
)

// A Scanner finds the turns of labelled text. The head of the source is
// judged once; then blocks are looked at by several workers, and what they
// find is decided in the order of the source. The turns do not depend on the
// size of the blocks or on the number of workers.
type Scanner struct {
	src     *Source
	head    int64 // bytes that are judged
	block   int64 // bytes a worker looks at
	workers int

	p      *profile
	d      *decider
	off    int64 // bytes covered
	judged int64 // bytes of the source when it was last judged
	frozen bool  // the head is whole
	done   bool
	first  bool
}

// How a source is read, in bytes.
const (
	headSize  = 1 << 20
	blockSize = 1 << 20
	marginFwd = 2 << 10 // beyond a block, for the label at its end
	marginRev = 256     // before a block, for the line before
)

// NewScanner returns a Scanner at the start of src.
func NewScanner(src *Source) *Scanner {
	return &Scanner{src: src, head: headSize, block: blockSize, workers: runtime.GOMAXPROCS(0), first: true}
}

// Next returns the next batch of turns, io.EOF after the last. While a source
// that is still growing is shorter than a head, it is judged anew, and the
// batches withdraw what was found before.
func (s *Scanner) Next(ctx context.Context) (*Batch, error) {
	if s.done {
		return nil, io.EOF
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if !s.frozen {
		return s.judge()
	}
	return s.scan(ctx)
}

// judge reads the head and returns its turns.
func (s *Scanner) judge() (*Batch, error) {
	size, done := s.src.Wait(min(s.head, s.judged+1))
	if !done && size < s.head {
		size, done = s.quiet(size)
	}
	head, err := s.read(0, min(size, s.head))
	if err != nil {
		return nil, err
	}
	s.frozen = done || size >= s.head
	if size > s.head || !done { // up to the end of a line
		if k := bytes.LastIndexByte(head, '\n'); k >= 0 {
			head = head[:k+1]
		}
	}
	s.p = judge(head)
	s.d = newDecider(s.src, s.p)
	s.off = int64(len(head))
	s.judged = size
	whole := done && s.off == size
	found := s.p.look(head, 0, s.off, 0)
	b := s.d.decide(found, s.off, whole)
	b.Head = &Head{Format: "text", Layout: s.p.layout}
	s.d.finishHead(b, head)
	b.Reset = !s.first
	s.first = false
	s.done = whole
	return b, s.src.Err()
}

// quiet waits until a growing source has grown to twice its size, or has
// paused.
func (s *Scanner) quiet(size int64) (int64, bool) {
	for target := 2 * size; ; {
		n, done := s.src.settled(size)
		if done || n == size || n >= target || n >= s.head {
			return n, done
		}
		size = n
	}
}

func (s *Scanner) read(off, end int64) ([]byte, error) {
	buf := make([]byte, end-off)
	n, err := s.src.ReadAt(buf, off)
	if err == io.EOF {
		err = nil
	}
	return buf[:n], err
}

// scan looks at as many blocks as there are workers, and some more.
func (s *Scanner) scan(ctx context.Context) (*Batch, error) {
	size, done := s.src.Wait(s.off + 1)
	if !done {
		size, done = s.quiet(size)
		if size < s.off+s.block && !done {
			size = s.lastLine(size)
		}
	}
	end := min(size, s.off+s.block*int64(s.workers)*4)
	var starts []int64
	for at := s.off; at < end; at += s.block {
		starts = append(starts, at)
	}
	parts := make([]*findings, len(starts))
	errs := make([]error, len(starts))
	var wg sync.WaitGroup
	jobs := make(chan int, len(starts))
	for i := range starts {
		jobs <- i
	}
	close(jobs)
	for range min(s.workers, len(starts)) {
		wg.Go(func() {
			w := worker{src: s.src, p: s.p}
			for i := range jobs {
				if errs[i] = ctx.Err(); errs[i] != nil {
					return
				}
				parts[i], errs[i] = w.block(starts[i], min(starts[i]+s.block, end), size)
			}
		})
	}
	wg.Wait()
	all := &findings{}
	for i, err := range errs {
		if err != nil {
			return nil, err
		}
		all.add(parts[i])
	}
	s.off = end
	s.done = done && end >= size
	b := s.d.decide(all, end, s.done)
	return b, s.src.Err()
}

// lastLine returns the end of the last whole line before size: the rest of
// a source that is growing may be half a line.
func (s *Scanner) lastLine(size int64) int64 {
	buf, err := s.read(max(s.off, size-64<<10), size)
	if k := bytes.LastIndexByte(buf, '\n'); err == nil && k >= 0 {
		return size - int64(len(buf)-k-1)
	}
	return size
}

// A worker looks at one block after another.
type worker struct {
	src  *Source
	p    *profile
	buf  []byte
	seen map[string]labelVerdict
}

// block returns what opens in the bytes [off, end) of a source of size bytes.
func (w *worker) block(off, end, size int64) (*findings, error) {
	from, to := max(0, off-marginRev), min(size, end+marginFwd)
	if int64(cap(w.buf)) < to-from {
		w.buf = make([]byte, to-from)
	}
	b := w.buf[:to-from]
	n, err := w.src.ReadAt(b, from)
	if err != nil && err != io.EOF {
		return nil, err
	}
	b = b[:n]
	if int64(n) < end-from {
		end = from + int64(n)
	}
	if w.seen == nil || len(w.seen) > 1<<16 {
		w.seen = map[string]labelVerdict{}
	}
	l := looker{p: w.p, seen: w.seen, data: b, base: from}
	return l.look(off, end), nil
}

// look finds what opens in data[off-base:end-base].
func (p *profile) look(data []byte, off, end, base int64) *findings {
	l := looker{p: p, seen: map[string]labelVerdict{}, data: data, base: base}
	return l.look(off, end)
}

// A labelVerdict is what a worker remembers of the bytes of a label.
type labelVerdict struct {
	text   string
	ok     bool
	recurs bool
}
