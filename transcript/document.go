package transcript

import (
	"cmp"
	"fmt"
	"slices"
	"sort"

	"verbatim/internal/fault"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/source"
)

// Turns are kept in pages of one size, so that finding turn i is a shift and
// nothing is copied as the index grows.
const (
	pageBits = 12
	pageSize = 1 << pageBits // turns
)

type page [pageSize]record.Turn

// A Document is the index of a transcript: its turns, speakers and questions,
// over a Source that keeps the text. It grows with each Append.
// NewDocument and Load make one; the zero Document is not valid. It is for one
// goroutine at a time; Snapshot returns a copy for another one.
type Document struct {
	src          *source.Source
	view         source.View
	clean        []byte // memory of a Cleaner
	head         record.Head
	clock        dialect.DayClock
	format       string // name of the format it is read as
	pages        []*page
	n            int         // turns
	whole        int         // those in pages: all, or all but the last
	open         record.Turn // the last one, if it is a Batch.Open
	labels       []docLabel
	speakers     []Speaker
	questions    []uint32 // turns that ask, in order
	notes        []record.Note
	lines        []record.Mark
	timed        bool  // a turn has a time
	lost         int   // records skipped
	end          int64 // bytes of the source covered
	done         bool
	tail         int64 // bytes of the last turn counted for its speaker so far
	shared       bool  // a Snapshot has the speakers too
	given        Given
	register     *register // nil: the user has not changed a speaker
	alike        alike
	gaps         *gaps
	candidates   record.Candidates
	candidatesOf *Pattern // what they are of

	before int64 // tail of the turn before one that is open
}

// NewDocument returns an empty index of src, for Fill, Append or
// Printer.Print. Close closes src.
func NewDocument(src *Source) *Document {
	d := &Document{src: src.raw}
	d.reset()
	return d
}

func (d *Document) reset() {
	*d = Document{src: d.src, labels: make([]docLabel, 1), speakers: make([]Speaker, 1), given: d.given}
	d.view.Src = d.src
	if !d.given.Zero() {
		d.regroup()
	}
}

// Append adds a batch of a Reader and takes ownership of it. A batch with
// Reset set replaces all that was added before.
func (d *Document) Append(b *Batch) {
	d.add(b.found)
	if b.text != nil && b.text != d.src {
		d.src = b.text
		d.view = source.View{Src: d.src}
	}
	d.format = cmp.Or(b.format, d.format)
	d.candidatesOf = b.candidatesOf
}

// add adds the batch of a scan and takes ownership of it.
func (d *Document) add(b *record.Batch) {
	if b.Reset {
		d.reset()
	}
	if b.Head != nil {
		d.head = *b.Head
		d.clock = dialect.ClockOf(&d.head.Header)
	}
	d.unshare()
	d.enter(b)
	d.addCandidates(b.Candidates)
	d.notes = append(d.notes, b.Notes...)
	d.lines = append(d.lines, b.Lines...)
	d.withdraw()
	for _, t := range b.Turns {
		d.keep(t)
		d.append(t)
	}
	b.GiveBack()
	if b.Open != nil {
		d.weigh(b.Open.Off)
		d.before, d.open = d.tail, *b.Open
		d.append(d.open)
	}
	d.end, d.done = b.End, b.Done
	d.lost += b.Lost
	d.weigh(d.end)
}

// keep adds a complete turn to the pages.
func (d *Document) keep(t record.Turn) {
	if d.whole%pageSize == 0 {
		d.pages = append(d.pages, new(page))
	}
	d.pages[d.whole>>pageBits][d.whole%pageSize] = t
	d.whole++
}

// append adds a turn to the counts of its speaker and to the questions.
func (d *Document) append(t record.Turn) {
	d.weigh(t.Off)
	d.tail = 0
	s := &d.speakers[d.labels[t.Label].Speaker]
	s.Turns++
	marked := d.head.Rule == record.RuleElement && t.Flags&record.Asked != 0
	s.Asks = s.Asks || marked && !s.fixed
	if d.register != nil {
		own := d.register.behind(t.Label)
		own.Turns++
		own.Asks = own.Asks || marked
	}
	d.ask(s.asks(d.head.Rule, t.Flags))
	d.timed = d.timed || t.Start.Known()
	d.n++
}

// ask records whether the turn added next is a question. While it was
// incomplete, it may have been one.
func (d *Document) ask(asks bool) {
	n := len(d.questions)
	switch was := n > 0 && int(d.questions[n-1]) == d.n; {
	case asks && !was:
		d.questions = append(d.questions, uint32(d.n))
	case was && !asks: // a Snapshot has it
		d.questions = d.questions[: n-1 : n-1]
	}
}

// withdraw removes the last turn if it was incomplete; the next batch has it
// again.
func (d *Document) withdraw() {
	if d.whole == d.n {
		return
	}
	d.n--
	t := d.open
	s := &d.speakers[d.labels[t.Label].Speaker]
	s.Turns, s.Bytes = s.Turns-1, s.Bytes-d.tail
	if d.register != nil {
		own := d.register.behind(t.Label)
		own.Turns, own.Bytes = own.Turns-1, own.Bytes-d.tail
	}
	d.tail = d.before
}

// weigh adds the bytes of the last turn, which ends at end as far as is known,
// to its speaker. Notes inside the turn do not count.
func (d *Document) weigh(end int64) {
	if d.n == 0 {
		return
	}
	t := d.turn(d.n - 1)
	size := end - t.Off - int64(t.Body)
	last := sort.Search(len(d.notes), func(i int) bool { return d.notes[i].Off >= end })
	for i := last - 1; i >= 0 && d.notes[i].End > t.Off; i-- {
		size -= max(0, min(end, d.notes[i].End)-max(t.Off, d.notes[i].Off))
	}
	size = max(size, 0)
	d.speakers[d.labels[t.Label].Speaker].Bytes += size - d.tail
	if d.register != nil {
		d.register.behind(t.Label).Bytes += size - d.tail
	}
	d.tail = size
}

// asks reports whether a turn of s with these flags is a question.
func (s *Speaker) asks(rule record.Rule, f record.TurnFlags) bool {
	switch {
	case rule == record.RuleElement && !s.fixed:
		return f&record.Asked != 0
	case !s.Asks:
		return false
	case rule == record.RuleElement:
		return f&(record.Asked|record.HasQuestion) != 0
	case rule == record.RuleRole, rule == record.RuleInferred:
		return f&record.HasQuestion != 0
	case rule == record.RuleEnding:
		return f&record.EndsQuestion != 0
	}
	return f&record.Courtesy == 0
}

// Snapshot returns a copy of d as it is now, for another goroutine. It shares
// the index, and copies a few slices.
func (d *Document) Snapshot() *Document {
	d.shared = true
	return d.beside()
}

// beside returns a copy for another goroutine, to use while d does not change.
func (d *Document) beside() *Document {
	s := *d
	s.view = source.View{Src: d.src}
	s.clean, s.register, s.gaps = nil, nil, nil
	return &s
}

// unshare copies the speakers, whose counts change in place, if a Snapshot
// shares them. There may be a million speakers, so a Snapshot does not copy
// them.
func (d *Document) unshare() {
	if d.shared {
		d.speakers, d.shared = slices.Clone(d.speakers), false
	}
}

// Close closes the source of the document, after which no text can be read.
// Closing it again does nothing.
func (d *Document) Close() error { return d.src.Close() }

// Source returns the source that the offsets of d are bytes of: the file
// itself, or what it was unpacked, converted or rewritten to.
func (d *Document) Source() *Source { return &Source{d.src} }

// Header returns what the transcript says of itself. It is zero until the head
// of the source has been read.
func (d *Document) Header() Header { return Header(d.head.Header) }

// Format returns the name of the format that d is read as, one of Formats; ""
// until the first batch.
func (d *Document) Format() string { return d.format }

// Frame returns how turns open, as Options.Format takes it, such as [NAME] TEXT. It
// is "" if they open in the ordinary way, Name: text, or as the format has it.
func (d *Document) Frame() string { return d.head.Frame }

// Sparse reports whether much fewer turns open after the first MiB than in it: the
// rest of the text does not look like its start.
func (d *Document) Sparse() bool {
	if d.end < sparseMost*headSize || d.head.Layout.Taped {
		return false
	}
	first := sort.Search(d.n, func(i int) bool { return d.turn(i).Off >= headSize })
	share := float64(d.n-first) / float64(d.end-headSize)
	return first > 1 && share*headSize*sparseShare < float64(first)
}

const (
	headSize    = 1 << 20 // bytes from which labels are judged
	sparseMost  = 2       // MiB that a text must have for Sparse
	sparseShare = 10      // how much fewer turns must open
)

// Len returns the number of turns so far.
func (d *Document) Len() int { return d.n }

// Turn returns turn i, from 0.
func (d *Document) Turn(i int) Turn {
	t := d.turn(i)
	name, role := d.heading(t.Label)
	return Turn{int(d.labels[t.Label].Speaker), name, role, t.Start.Milliseconds(), t.End.Milliseconds()}
}

// turn returns turn i as it was found.
func (d *Document) turn(i int) record.Turn {
	if i == d.whole {
		return d.open
	}
	return d.pages[i>>pageBits][i%pageSize]
}

// Span returns the bytes of turn i in the source, [off, end), its label
// included. Turn -1 is the front.
func (d *Document) Span(i int) (off, end int64) {
	if i >= 0 {
		off = d.turn(i).Off
	}
	if i+1 < d.n {
		return off, d.turn(i + 1).Off
	}
	return off, d.end
}

// TextSpan returns the bytes of turn i in the source, [off, end), without its
// label. Turn -1 is the front.
func (d *Document) TextSpan(i int) (off, end int64) {
	off, end = d.Span(i)
	if i >= 0 {
		off = min(off+int64(d.turn(i).Body), end)
	}
	return off, end
}

// Scanned returns how many bytes of the source the index covers, and whether
// they are all.
func (d *Document) Scanned() (n int64, done bool) { return d.end, d.done }

// Size returns the number of bytes of the source, as far as it is known: it
// grows while a source arrives.
func (d *Document) Size() int64 {
	n, _ := d.src.Size()
	return max(n, d.end)
}

// Speakers returns all speakers so far. Turn.Speaker is an index of it;
// speaker 0 stands for text without a label. The caller must not change it.
func (d *Document) Speakers() []Speaker { return d.speakers }

// SpeakerOf returns the index of the speaker of turn i, 0 if it has
// no label.
func (d *Document) SpeakerOf(i int) int { return int(d.labels[d.turn(i).Label].Speaker) }

// Heading returns the heading of turn i on the screen: the name of the
// speaker, and the role if the label of this turn states it. Both are "" if
// the turn has no label.
func (d *Document) Heading(i int) (name, role string) { return d.heading(d.turn(i).Label) }

func (d *Document) heading(label uint32) (name, role string) {
	l := d.labels[label]
	if label == 0 {
		return "", ""
	}
	s := d.speakers[l.Speaker]
	if s.Anonymous && !l.renamed && !l.Alias {
		return l.Text, ""
	}
	return s.Name, l.Role
}

// Caption returns the label of turn i in print: as the source has it, or the
// name of the speaker if the label is an alias or the user has renamed the
// speaker.
func (d *Document) Caption(i int) string {
	l := d.labels[d.turn(i).Label]
	if l.renamed || l.Alias {
		return d.speakers[l.Speaker].Name
	}
	return l.Text
}

// Lost returns the number of records of the source that could not be read and
// were skipped, such as cues without a time.
func (d *Document) Lost() int { return d.lost }

// Silence returns an *Error if d has no turns, else nil. Call it when all of
// the source has been read: the file is not a transcript then, or was read in
// the wrong format.
func (d *Document) Silence() error {
	if d.n > 0 {
		return nil
	}
	return &fault.Error{Name: d.src.Name(), Err: fmt.Errorf("has no speech, read as %s", d.format)}
}

// TurnAt returns the turn that holds the byte of the source at off, -1 if off
// is in the front.
func (d *Document) TurnAt(off int64) int {
	return sort.Search(d.n, func(i int) bool { return d.turn(i).Off > off }) - 1
}

// FrontEnd returns the byte of the source at which the front ends and the
// first turn starts.
func (d *Document) FrontEnd() int64 {
	_, end := d.Span(-1)
	return end
}

// Questions returns the number of questions so far.
func (d *Document) Questions() int { return len(d.questions) }

// Question returns the turn that asks question n, from 1.
func (d *Document) Question(n int) int { return int(d.questions[n-1]) }

// Exchange returns the number of the exchange that turn i belongs to, which is
// that of its question; 0 in the opening.
func (d *Document) Exchange(i int) int {
	return sort.Search(len(d.questions), func(k int) bool { return int(d.questions[k]) > i })
}

// Asks reports whether turn i is a question.
func (d *Document) Asks(i int) bool {
	n := d.Exchange(i)
	return n > 0 && d.Question(n) == i
}

// HasOpening reports whether turns come before the first question. It is false
// if there are no questions.
func (d *Document) HasOpening() bool { return len(d.questions) > 0 && d.questions[0] > 0 }

// ExchangeSpan returns the turns of exchange n, [first, end). Exchange 0 is
// the opening.
func (d *Document) ExchangeSpan(n int) (first, end int) {
	if n > 0 {
		first = d.Question(n)
	}
	if n < len(d.questions) {
		return first, d.Question(n + 1)
	}
	return first, d.n
}
