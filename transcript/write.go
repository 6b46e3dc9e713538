package transcript

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

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
	if j.sel, err = j.d.Extend(ctx, j.sel, j.f); err != nil {
		return err
	}
	end := j.d.Len()
	if !done {
		end-- // the last turn may still grow
	}
	return j.print(ctx, end)
}

// print prints the selected turns before end that have not been printed yet.
func (j *job) print(ctx context.Context, end int) error {
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
		if err := j.p.form.turn(i); err != nil {
			return err
		}
		j.p.turns++
		if _, err := j.p.w.Write(nil); err != nil { // stop at the first error, such as a full disk
			return err
		}
	}
	return j.p.w.Flush()
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
