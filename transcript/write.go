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

// A form is a way to print documents. A Printer calls open before the first
// turn of a document, turn for each turn that is kept, in order, and close
// after the last. Errors of writing stay in the bufio.Writer until the
// Printer looks there; the errors returned are those of reading.
type form interface {
	open(ctx context.Context, d *Document, all bool) error // all: nothing is filtered out
	turn(i int) error
	close(ctx context.Context) error
}

// outputs has a row for each format that can be written.
var outputs = []struct {
	name, title string
	extensions  []string
	whole       bool                                             // its first bytes depend on the whole document
	passes      int                                              // number of passes over the whole text
	form        func(w *bufio.Writer, passed *atomic.Int64) form // it adds the bytes of passes of its own to passed
}{
	{"text", "labelled text, which verbatim reads back to the same turns", []string{".txt", ".text"}, false, 1, alone(newTextForm)},
	{"markdown", "a heading for each question, names in bold", []string{".md", ".markdown"}, false, 1, alone(newMarkdownForm)},
	{"json", "one object with speakers, questions, turns and notes", []string{".json"}, true, 3, newJSONForm},
	{"jsonl", "one object a turn and a line", []string{".jsonl", ".ndjson"}, false, 1, alone(newJSONLForm)},
	{"vtt", "WebVTT captions, where there are times", []string{".vtt"}, false, 1, alone(newVTTForm)},
	{"srt", "SubRip captions, where there are times", []string{".srt"}, false, 1, alone(newSRTForm)},
	{"csv", "one row a turn", []string{".csv"}, false, 1, alone(newCSVForm)},
}

// alone adapts a form without passes of its own.
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
// name. The error lists the extensions that are known.
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

// A Printer writes documents, one after the other, in one of Outputs.
// NewPrinter makes one.
type Printer struct {
	// Live makes Print print each turn as soon as the next one has begun, for
	// sources that grow without end. The first turns of a source may change
	// their labels as more of it arrives; what was printed then stays.
	Live bool

	w      *bufio.Writer
	form   form
	whole  bool
	turns  int
	passes int

	passed, toPass atomic.Int64 // bytes of the text gone over, and to go over
}

// NewPrinter returns a Printer that writes to w in a format, one of Outputs by
// name. The error lists these names.
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

// Turns returns how many turns have been printed so far, of all documents.
func (p *Printer) Turns() int { return p.turns }

// Progress returns how many bytes of the text PrintSelection has gone over,
// and how many it will go over: 0 before it begins, and several times the size
// for formats that need several passes. It may be called while PrintSelection
// runs.
func (p *Printer) Progress() (passed, all int64) { return p.passed.Load(), p.toPass.Load() }

// Print fills d, an empty Document, from r, and prints the turns that c keeps.
// It prints them as they are read if the format and c allow it. A document of
// which nothing is kept prints nothing. Where the source breaks off, Print
// returns the error after it has printed what comes before.
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
		if err := d.Source().Err(); p.Live && errors.Is(err, source.ErrReplaced) { // the file has other content now
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

// ended returns err, but nil for io.EOF.
func ended(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

// PrintSelection prints the turns of d that sel keeps, all if it is nil. d
// must not change meanwhile: print a Snapshot.
func (p *Printer) PrintSelection(ctx context.Context, d *Document, sel *Selection) error {
	p.toPass.Store(d.end * int64(p.passes))
	j := job{p: p, d: d, sel: sel, all: sel == nil}
	if err := j.print(ctx, d.Len()); err != nil {
		return err
	}
	return j.finish(ctx)
}

// settled is how many bytes of a growing source are examined as its head. Until
// they have arrived, a Reader may replace its batches.
const settled = 1 << 20

// A job is a document being printed.
type job struct {
	p     *Printer
	d     *Document
	c     Criteria
	whole bool // nothing can be printed before all is known
	all   bool // nothing is filtered out
	open  bool
	sel   *Selection
	f     Filter
	next  int   // position in sel
	past  int64 // byte of the source: the turns that begin before it have been printed
	told  int64 // bytes of it that the Printer counts as gone over
}

// pass counts the bytes before off as gone over.
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
			return nil // it may come
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
		end-- // the last turn may go on
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
			continue
		}
		j.past = off + 1
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

func (j *job) begin(ctx context.Context) error {
	if err := ctx.Err(); err != nil || j.open {
		return err
	}
	j.open = true
	return j.p.form.open(ctx, j.d, j.all)
}

func (j *job) finish(ctx context.Context) error {
	if j.all { // a document without turns has a header still
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
