package label

import (
	"bytes"
	"cmp"
	"context"
	"hash/maphash"
	"io"
	"runtime"
	"sync"
	"sync/atomic"

	"verbatim/internal/guard"
	"verbatim/internal/text"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// A Scanner finds the turns of labelled text. The head of the source is
// judged once; then blocks are looked at by several workers, and what they
// find is decided in the order of the source. The turns do not depend on the
// size of the blocks or on the number of workers.
type Scanner struct {
	src       *source.Source
	Head      int64 // bytes that are judged
	Block     int64 // bytes a worker looks at
	Workers   int
	Lined     bool // its lines are those of the source
	Rewritten bool // src was written by a format, and is a tape if it begins like one

	p      *profile
	d      *decider
	off    int64 // bytes covered
	judged int64 // bytes of the source when it was last judged
	frozen bool  // the head is whole
	done   bool
	first  bool
	Frame  *Frame          // how turns open, nil to learn it
	Not    map[string]bool // labels that are text
	Glance int64           // bytes that are judged at first, 0: as many as of any head

	Seek Seeker // is called with all bytes of the source after the head; may be nil

	team  []*worker
	ahead *section    // is being looked at
	spare []*findings // of blocks that have been decided
}

// A Seeker appends the offsets in the source at which a pattern may have hits in b, which
// begins at off, to candidates. It returns false if there are too many to keep. Several
// goroutines may call it at once.
type Seeker func(b []byte, off int64, candidates []int64) ([]int64, bool)

// How a source is read, in bytes.
const (
	headSize  = 1 << 20
	blockSize = 512 << 10
	marginFwd = noteSeen // beyond a block, for the label or the box at its end
	marginRev = 1 << 10  // before a block, for the lines before
)

// NewScanner returns a Scanner at the start of src.
func NewScanner(src *source.Source) *Scanner {
	return &Scanner{src: src, Head: headSize, Block: blockSize, Workers: runtime.GOMAXPROCS(0), first: true}
}

// Again returns a Scanner of the same source, for which the labels not are text. Its
// first batch replaces those of s.
func (s *Scanner) Again(not map[string]bool) *Scanner {
	n := NewScanner(s.src)
	n.Lined, n.Rewritten, n.Frame, n.Not, n.first = s.Lined, s.Rewritten, s.Frame, not, s.first
	return n
}

// Next returns the next batch of turns, and after the last io.EOF, or what
// ended the source early. While a source that is still growing is shorter than
// a head, it is judged anew, and the batches withdraw what was found before.
func (s *Scanner) Next(ctx context.Context) (*record.Batch, error) {
	if s.done {
		return nil, cmp.Or(s.src.Err(), io.EOF)
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
func (s *Scanner) judge() (*record.Batch, error) {
	size, done := s.src.Wait(min(s.Head, s.judged+1))
	switch {
	case s.first && s.Glance > 0 && size > s.Glance:
		size, done = s.Glance, false
	case !done && size < s.Head:
		size, done = s.quiet(size)
	}
	data, err := s.read(0, min(size, s.Head)+marginFwd)
	if err != nil {
		return nil, err
	}
	head := data[:min(int64(len(data)), size, s.Head)]
	s.frozen = done || size >= s.Head
	if size > s.Head || !done { // up to the end of a line
		if k := bytes.LastIndexByte(head, '\n'); k >= 0 {
			head = head[:k+1]
		}
	}
	taped := s.Rewritten && bytes.HasPrefix(head, []byte{tape.MarkOpen})
	s.p = judge(head, taped)
	s.p.use(s.Frame)
	s.p.deny(s.Not)
	s.d = newDecider(s.src, s.p)
	s.off = int64(len(head))
	s.judged = size
	whole := done && s.off == size
	l := looker{p: s.p, seen: newSeenLabels(), data: data, out: &findings{}}
	l.look(0, s.off)
	b := s.d.decide([]*findings{l.out}, s.off, whole || !s.frozen)
	b.Done = whole
	b.Head = &record.Head{Start: s.p.start, Layout: s.p.layout, Frame: s.p.notation(), Unlined: s.Rewritten && !taped && !s.Lined}
	s.d.finishHead(b, head)
	if s.p.clock >= 0 && !taped {
		b.Head.Header.Clock = text.FormatClock(int64(s.p.clock))
	}
	b.Reset = !s.first
	s.first = false
	if s.done = whole; whole {
		s.p, s.d = nil, nil
	}
	return b, nil
}

// quiet waits until a growing source has grown to twice its size, or has
// paused.
func (s *Scanner) quiet(size int64) (int64, bool) {
	for target := 2 * size; ; {
		n, done := s.src.Settled(size)
		if done || n == size || n >= target || n >= s.Head {
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

// A section is blocks that are looked at, by all workers side by side.
type section struct {
	off, end int64
	size     int64 // of the source
	done     bool  // the source has ended at size
	parts    []*findings
	looked   chan struct{} // closed when the parts, or err, are there
	err      error
}

// scan decides what was found in the next section. The one after it is looked
// at meanwhile, where it is there already.
func (s *Scanner) scan(ctx context.Context) (*record.Batch, error) {
	t := s.ahead
	if t == nil {
		t = s.start()
	}
	s.ahead = t
	select {
	case <-t.looked:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	s.ahead = nil
	if t.err != nil {
		return nil, t.err
	}
	s.off = t.end
	s.done = t.done && t.end >= t.size
	if t.done && !s.done {
		s.ahead = s.start()
	}
	b := s.d.decide(t.parts, t.end, s.done)
	b.Done = s.done
	b.Candidates = s.candidates(t)
	s.spare = append(s.spare, t.parts...)
	if s.done {
		s.p, s.d, s.team, s.spare = nil, nil, nil, nil // the Scanner stays with the document
	}
	return b, nil
}

// candidates returns what Seek has found in a section, nil if it has found too much.
func (s *Scanner) candidates(t *section) *record.Candidates {
	if s.Seek == nil {
		return nil
	}
	c := &record.Candidates{From: t.off, To: t.end}
	for _, f := range t.parts {
		if f.tooMany {
			return nil
		}
		c.Offs = append(c.Offs, f.candidates...)
	}
	return c
}

// start has the next section looked at: as many blocks as there are workers,
// and some more. It waits until the source has any.
func (s *Scanner) start() *section {
	t := &section{off: s.off, looked: make(chan struct{})}
	t.size, t.done = s.wholeLines()
	t.end = min(t.size, t.off+s.Block*int64(s.Workers)*4)
	n := int((t.end - t.off + s.Block - 1) / s.Block)
	for range n {
		k := len(s.spare) - 1
		if k < 0 {
			t.parts = append(t.parts, &findings{})
			continue
		}
		t.parts = append(t.parts, s.spare[k])
		s.spare = s.spare[:k]
	}
	for len(s.team) < min(s.Workers, n) {
		s.team = append(s.team, &worker{src: s.src, p: s.p, seen: newSeenLabels()})
	}
	for _, w := range s.team {
		w.seek = s.Seek
	}
	guard.Go(func() { s.look(t) })
	return t
}

// look has the blocks of a section looked at, side by side.
func (s *Scanner) look(t *section) {
	defer close(t.looked)
	var next atomic.Int64
	errs := make([]error, len(s.team))
	var wg sync.WaitGroup
	for k, w := range s.team {
		wg.Go(func() {
			defer guard.Guard()
			for errs[k] == nil {
				i := next.Add(1) - 1
				if i >= int64(len(t.parts)) {
					return
				}
				at := t.off + i*s.Block
				errs[k] = w.block(at, min(at+s.Block, t.end), t.size, t.parts[i])
			}
		})
	}
	wg.Wait()
	t.err = cmp.Or(errs...)
}

// wholeLines waits for a line after those that are covered, and returns up to
// where there are whole ones, and whether that is the end. The rest of a
// source that is growing may be half a line.
func (s *Scanner) wholeLines() (size int64, done bool) {
	size, done = s.src.Wait(s.off + 1)
	for !done {
		if size, done = s.quiet(size); done {
			break
		}
		if end := s.lastLine(size); end > s.off {
			return end, false
		}
		size, done = s.src.Wait(size + 1)
	}
	return size, done
}

// lineMost is how many bytes of an incomplete line are waited for. A longer line
// is used as it is.
const lineMost = 64 << 10

// lastLine returns the end of the last whole line before size.
func (s *Scanner) lastLine(size int64) int64 {
	from := max(s.off, size-lineMost)
	buf, err := s.read(from, size)
	switch k := bytes.LastIndexByte(buf, '\n'); {
	case err == nil && k >= 0:
		return from + int64(k) + 1
	case from == s.off && size-from < lineMost:
		return from
	}
	return size
}

// A worker looks at one block after another.
type worker struct {
	src  *source.Source
	p    *profile
	buf  []byte
	seen *seenLabels
	seek Seeker // nil: nothing is sought
}

// block finds what opens in the bytes [off, end) of a source of size bytes.
func (w *worker) block(off, end, size int64, out *findings) error {
	out.reset()
	from, to := max(0, off-marginRev), min(size, end+marginFwd)
	if int64(cap(w.buf)) < to-from {
		w.buf = make([]byte, to-from)
	}
	b := w.buf[:to-from]
	n, err := w.src.ReadAt(b, from)
	if err != nil && err != io.EOF {
		return err
	}
	if n < len(b) {
		return w.src.Cut()
	}
	w.seen.bound()
	l := looker{p: w.p, seen: w.seen, data: b, base: from, out: out}
	l.look(off, end)
	if w.seek != nil {
		var ok bool
		out.candidates, ok = w.seek(b[off-from:end-from], off, out.candidates)
		out.tooMany = !ok
	}
	return nil
}

// seenLabels is what a worker remembers of labels: verdicts on the bytes of
// them, and who speaks in the lines of a tape. Of verdicts there may be as many
// as lines, so a new one takes the place of an old one.
type seenLabels struct {
	seed     maphash.Seed
	verdicts []seenLabel
	voices   map[string]*record.Voice
	lines    []byte // memory of a joiner
}

// How many labels are remembered.
const (
	maxVerdicts = 1 << 12
	maxVoices   = 1 << 14
)

// A seenLabel is a verdict on bytes that a finder has found.
type seenLabel struct {
	raw string
	as  foundAs
	labelVerdict
}

// A labelVerdict tells whether a label opens a turn, and whose.
type labelVerdict struct {
	who    *record.Voice // nil if it is not a label
	ok     bool
	recurs bool
}

// foundAs is how a label was found: on that, too, the verdict depends.
type foundAs struct {
	finder uint8 // index in finders, and behind those, of the frame
	timed  bool
}

func newSeenLabels() *seenLabels {
	return &seenLabels{seed: maphash.MakeSeed(), verdicts: make([]seenLabel, maxVerdicts), voices: map[string]*record.Voice{}}
}

// verdict returns the place of the verdict on raw, and whether it is there.
func (s *seenLabels) verdict(raw []byte, as foundAs) (place *seenLabel, known bool) {
	place = &s.verdicts[maphash.Bytes(s.seed, raw)%maxVerdicts]
	return place, place.as == as && place.raw == string(raw) && len(raw) > 0
}

// voice returns who speaks in a line of a tape.
func (s *seenLabels) voice(m *tape.Mark) *record.Voice {
	v := s.voices[string(m.Who)]
	if v == nil {
		v = &record.Voice{Label: string(m.Label), Role: string(m.Role), Name: string(m.Name)}
		s.voices[string(m.Who)] = v
	}
	return v
}

// bound forgets voices where there are too many to remember.
func (s *seenLabels) bound() {
	if len(s.voices) > maxVoices {
		clear(s.voices)
	}
}
