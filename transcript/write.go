package transcript

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"verbatim/internal/guard"
	"verbatim/internal/text"
	"verbatim/transcript/internal/source"
)

// A form writes documents in one format. A Printer calls open before the first
// turn of a document, turn for each selected turn, in order, and close after the
// last. These methods return only errors of reading: the bufio.Writer keeps
// errors of writing until the Printer checks it.
type form interface {
	open(ctx context.Context, d *Document, all bool) error // all: every turn is printed
	turn(i int) error
	close(ctx context.Context) error
}

// An omitting form marks where it omits turns between two others. Otherwise an answer
// would seem to follow a question that it does not.
type omitting interface {
	omit()
}

// An apartForm prints each turn without regard to the others, so that several can
// be printed at once. Its turn calls separate and own.
type apartForm interface {
	form
	separate()                                     // prints what comes before a turn
	own(i int) error                               // prints a turn
	beside(w *bufio.Writer, d *Document) apartForm // has own print to w, from a copy of the Document
}

// omission stands for omitted turns.
const omission = "[…]"

// outputs has a row for each output format.
var outputs = []struct {
	name, title string
	extensions  []string
	whole       bool                                             // its first bytes depend on the whole document
	passes      int                                              // how often the form reads the whole text
	form        func(w *bufio.Writer, passed *atomic.Int64) form // adds the bytes of its extra passes to passed
}{
	{"text", "labelled text, which verbatim reads back to the same turns", []string{".txt", ".text"}, false, 1, alone(newTextForm)},
	{"markdown", "a heading for each question, names in bold", []string{".md", ".markdown"}, false, 1, alone(newMarkdownForm)},
	{"json", "one object with speakers, questions, turns and notes", []string{".json"}, true, 3, newJSONForm},
	{"jsonl", "one object a turn and a line", []string{".jsonl", ".ndjson"}, false, 1, alone(newJSONLForm)},
	{"vtt", "WebVTT captions, where there are times", []string{".vtt"}, false, 1, alone(newVTTForm)},
	{"srt", "SubRip captions, where there are times", []string{".srt"}, false, 1, alone(newSRTForm)},
	{"csv", "one row a turn", []string{".csv"}, false, 1, alone(newCSVForm)},
}

// alone adapts a form without extra passes.
func alone(make func(*bufio.Writer) form) func(*bufio.Writer, *atomic.Int64) form {
	return func(w *bufio.Writer, _ *atomic.Int64) form { return make(w) }
}

// Outputs returns the formats that a Printer writes.
func Outputs() []Format {
	fs := make([]Format, len(outputs))
	for i, o := range outputs {
		fs[i] = Format{Name: o.name, Title: o.title, Extensions: o.extensions}
	}
	return fs
}

// OutputFor returns the name of the output format for the extension of a file
// name. The error lists the known extensions.
func OutputFor(file string) (string, error) {
	var known []string
	for _, f := range Outputs() {
		if slices.Contains(f.Extensions, strings.ToLower(filepath.Ext(file))) {
			return f.Name, nil
		}
		known = append(known, f.Extensions[0])
	}
	return "", fmt.Errorf("unknown extension of %s; use one of %s", text.CleanName(filepath.Base(file)), strings.Join(known, ", "))
}

// A Printer writes documents, one after the other, in one of Outputs. NewPrinter
// returns one; the zero Printer is not valid.
type Printer struct {
	// Live makes Print print each turn as soon as the next one has begun, for
	// sources that grow without end. The labels of the first turns may change as
	// more of the source arrives, but Print does not print a turn twice.
	Live bool

	w      *bufio.Writer
	form   form
	whole  bool
	turns  int
	passes int

	passed, toPass atomic.Int64 // bytes of the text done, and in all passes
}

// NewPrinter returns a Printer that writes to w in the format of Outputs with that
// name. The error lists the known names.
func NewPrinter(w io.Writer, format string) (*Printer, error) {
	var names []string
	for _, o := range outputs {
		if o.name == format {
			b := bufio.NewWriterSize(w, 64<<10)
			p := &Printer{w: b, whole: o.whole, passes: o.passes}
			p.form = o.form(b, &p.passed)
			return p, nil
		}
		names = append(names, o.name)
	}
	return nil, fmt.Errorf("unknown format %q; use one of %s", text.CleanName(format), strings.Join(names, ", "))
}

// Turns returns the number of turns printed so far, of all documents.
func (p *Printer) Turns() int { return p.turns }

// Progress returns the bytes of the text that PrintSelection has processed, and
// the bytes that it will process in all: 0 before it begins, and several times the
// size for formats that need several passes. It may be called while
// PrintSelection runs.
func (p *Printer) Progress() (passed, all int64) { return p.passed.Load(), p.toPass.Load() }

// Print fills d, an empty Document, from r, and prints the turns that c keeps.
// It prints them while it reads if the format and c allow it. If c keeps no turn,
// it prints nothing. If the source ends early, Print first prints the part before
// the error, then returns the error.
func (p *Printer) Print(ctx context.Context, d *Document, r *Reader, c Criteria) error {
	j := job{p: p, d: d, c: c, whole: p.whole || c.named() && !p.Live, all: c.Zero()}
	if c.Text != nil {
		r.seek(c.Text)
	}
	for {
		b, err := r.Next(ctx)
		if _, whole := d.Scanned(); err == io.EOF || err != nil && whole {
			if d.Len() == 0 && ended(err) != nil { // only the error
				return err
			}
			return cmp.Or(j.finish(ctx), ended(err))
		}
		if err != nil {
			return err
		}
		d.Append(b)
		if err := d.Source().Err(); p.Live && errors.Is(err, source.ErrReplaced) { // the batches would be of another file
			return err
		}
		if b.Reset {
			j.sel, j.next = nil, 0
		}
		if err := j.grew(ctx); err != nil {
			return err
		}
	}
}

// ended returns err, or nil if it is io.EOF.
func ended(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

// PrintSelection prints the turns of sel (nil: all turns). d must not change
// meanwhile: print a Snapshot.
func (p *Printer) PrintSelection(ctx context.Context, d *Document, sel *Selection) error {
	p.toPass.Store(d.end * int64(p.passes))
	j := job{p: p, d: d, sel: sel, all: sel == nil}
	if err := j.print(ctx, d.Len()); err != nil {
		return err
	}
	return j.finish(ctx)
}

// settled is the number of bytes of a growing source that a Reader examines as its
// head. Until they have arrived, it may replace its batches.
const settled = 1 << 20

// A job is a document being printed.
type job struct {
	p     *Printer
	d     *Document
	c     Criteria
	whole bool // prints only after the whole source was read
	all   bool // every turn is printed
	open  bool
	sel   *Selection
	f     Filter
	next  int   // position in sel
	after int   // the turn behind the last one that was printed
	past  int64 // offset in the source: the turns that begin before it have been printed
	told  int64 // bytes of the source that Progress counts as processed
	ahead ahead
}

// pass counts the bytes before off as processed.
func (j *job) pass(off int64) {
	j.p.passed.Add(off - j.told)
	j.told = off
}

// grew prints the turns that the last batch has added.
func (j *job) grew(ctx context.Context) (err error) {
	n, done := j.d.Scanned()
	if !done && (j.whole || n < settled && !j.p.Live) {
		return nil
	}
	if j.sel == nil && !j.c.Zero() {
		if j.f, err = j.d.Filter(j.c); j.p.Live && !done && errors.Is(err, ErrMissing) {
			return nil // the missing speaker or question may still arrive
		}
		if err != nil {
			return err
		}
		j.sel = &Selection{}
	}
	end := j.d.Len()
	if !done {
		end = max(0, end-1) // the last turn may still grow
	}
	if !j.f.Zero() {
		if j.sel, err = j.d.extend(ctx, j.sel, j.f, j.sel.seen, end); err != nil {
			return err
		}
		off := j.d.end
		if end < j.d.Len() {
			off, _ = j.d.Span(end)
		}
		j.d.dropCandidates(off)
	}
	return j.print(ctx, end)
}

// print prints the selected turns before end that have not been printed yet.
func (j *job) print(ctx context.Context, end int) error {
	defer j.ahead.wait()
	for ; j.sel == nil || j.next < j.sel.Len(); j.next++ {
		i := j.sel.At(j.next)
		if i >= end {
			break
		}
		off := j.d.turn(i).Off
		if off < j.past {
			j.after = i + 1
			continue
		}
		if f, ok := j.p.form.(omitting); ok && j.open && i > j.after {
			f.omit()
		}
		j.past, j.after = off+1, i+1
		j.pass(off)
		if err := j.begin(ctx); err != nil {
			return err
		}
		if err := j.turn(i, end); err != nil {
			return err
		}
		j.p.turns++
		if _, err := j.p.w.Write(nil); err != nil { // stop at the first error, such as a full disk
			return err
		}
	}
	return j.p.w.Flush()
}

// turn prints turn i, or writes what has been printed ahead.
func (j *job) turn(i, end int) error {
	f, ok := j.p.form.(apartForm)
	if !ok {
		return j.p.form.turn(i)
	}
	j.ahead.start(j, f, end)
	p := j.ahead.at(j.next)
	if p == nil {
		return f.turn(i)
	}
	f.separate()
	text, err := p.turn(j.next)
	j.p.w.Write(text)
	return err
}

// begin opens the document unless it is open.
func (j *job) begin(ctx context.Context) error {
	if err := ctx.Err(); err != nil || j.open {
		return err
	}
	j.open = true
	return j.p.form.open(ctx, j.d, j.all)
}

// finish closes the document.
func (j *job) finish(ctx context.Context) error {
	if j.all { // print the header even without turns
		if err := j.begin(ctx); err != nil {
			return err
		}
	}
	j.pass(j.d.end)
	if !j.open {
		return nil
	}
	if err := j.p.form.close(ctx); err != nil {
		return err
	}
	return j.p.w.Flush()
}

// An ahead prints turns to memory, part by part and on all cores, while those before
// them are written. Its zero value is ready to use, and idle after wait.
type ahead struct {
	queue  []*part // in order, being printed
	spare  []*part // written ones, whose memory is used again
	next   int     // position in the selection behind those in queue
	direct int     // the positions before it are not worth a part
}

// How many bytes of the source there are in a part.
const (
	partSize    = 128 << 10
	maxPartTurn = 1 << 20 // in a longer turn; it is not printed to memory
	minPart     = 16 << 10
)

// start has parts printed, from position j.next, as far as memory allows.
func (a *ahead) start(j *job, f apartForm, end int) {
	if len(a.queue) == 0 {
		a.next = j.next
	}
	for len(a.queue) <= runtime.GOMAXPROCS(0) && a.next >= a.direct {
		from, size := a.next, int64(0)
		for a.next < j.until(end) && size < partSize {
			n := j.d.size(j.sel.At(a.next))
			if n > maxPartTurn {
				break
			}
			size += n
			a.next++
		}
		switch {
		case size >= minPart:
			p := a.part(j.d, f)
			p.from, p.to = from, a.next
			a.queue = append(a.queue, p)
			guard.Go(func() { p.print(j.sel) })
		case a.next < j.until(end): // before a long turn
			a.next++
			a.direct = a.next
		default:
			a.direct = a.next + 1
		}
	}
}

// until returns the position in the selection behind the turns before end.
func (j *job) until(end int) int {
	if j.sel == nil {
		return end
	}
	n, _ := j.sel.Pos(end)
	return n
}

// part returns an empty part that prints with a form like f, from a copy of d.
func (a *ahead) part(d *Document, f apartForm) *part {
	p := &part{}
	if k := len(a.spare) - 1; k >= 0 {
		p, a.spare = a.spare[k], a.spare[:k]
	} else {
		p.w = bufio.NewWriterSize(p, 16<<10)
		p.form = f.beside(p.w, &p.d)
	}
	view, clean := p.d.view, p.d.clean
	if p.d = *d.beside(); view.Src == d.src {
		p.d.view, p.d.clean = view, clean
	}
	p.text, p.ends, p.err, p.done = p.text[:0], p.ends[:0], nil, make(chan struct{})
	return p
}

// at returns the part that has a position, or nil. Parts before it are spare.
func (a *ahead) at(position int) *part {
	for len(a.queue) > 0 && a.queue[0].to <= position {
		<-a.queue[0].done
		a.spare = append(a.spare, a.queue[0])
		a.queue = a.queue[1:]
	}
	if len(a.queue) == 0 || a.queue[0].from > position {
		return nil
	}
	return a.queue[0]
}

// wait waits for all parts, so that the document may change.
func (a *ahead) wait() {
	for _, p := range a.queue {
		<-p.done
	}
	a.spare = append(a.spare, a.queue...)
	a.queue, a.direct = nil, 0
}

// A part is turns printed to memory.
type part struct {
	from, to int // positions in the selection
	d        Document
	form     apartForm
	w        *bufio.Writer // to text
	text     []byte
	ends     []int         // of each turn in text
	err      error         // of the turn after those
	done     chan struct{} // closed when text is complete
}

func (p *part) print(sel *Selection) {
	for k := p.from; k < p.to && p.err == nil; k++ {
		if p.err = p.form.own(sel.At(k)); p.err == nil {
			p.ends = append(p.ends, len(p.text)+p.w.Buffered())
		}
	}
	p.err = cmp.Or(p.err, p.w.Flush())
	close(p.done) // not after a panic: nothing may continue then
}

// Write appends b to the text.
func (p *part) Write(b []byte) (int, error) {
	p.text = append(p.text, b...)
	return len(b), nil
}

// turn returns the text of the turn at a position, with the error of printing it.
func (p *part) turn(position int) ([]byte, error) {
	<-p.done
	k, from := min(position-p.from, len(p.ends)), 0
	if k > 0 {
		from = p.ends[k-1]
	}
	if k == len(p.ends) {
		return p.text[from:], p.err
	}
	return p.text[from:p.ends[k]], nil
}
