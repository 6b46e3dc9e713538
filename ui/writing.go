package ui

import (
	"context"
	"errors"
	"io"
	"strconv"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/atomicfile"
	"verbatim/internal/term"
	"verbatim/internal/text"
	"verbatim/transcript"
	"verbatim/ui/internal/view"
)

// A writing is a file on its way: turns of a transcript, which is written when
// all of them have been read. There is one at a time.
type writing struct {
	view.Job
	ctx    context.Context // of the job
	of     *view.Reading
	name   string // of the file, as it was typed
	format string
	over   bool       // one that exists may be written over
	mark   int        // what was marked then, -1: nothing
	span   *view.Span // the turns that are to be written, nil: all that are shown
	due    int64      // how much of a transcript that goes on growing is to be in it, in bytes
	keys   int        // that had been pressed then, with the last of the name

	waiting bool                               // for the transcript to be read
	printer atomic.Pointer[transcript.Printer] // nil: it has not begun
	ended   chan struct{}                      // closed when there is nothing to wait for
	saved   atomic.Bool                        // the file is there
	after   func() error                       // closes what is read for it and for nothing else; nil: there is nothing
}

var (
	errNothing = errors.New("nothing to write")
	errWritten = errors.New("the transcript was replaced meanwhile: nothing written")
	errChanged = errors.New("the transcript changed: F reloads it")
)

// ready reports whether what is to be written has been read, and why it will
// not be.
func (w *writing) ready() (bool, error) {
	r := w.of
	known, _ := r.Doc.Scanned()
	switch {
	case errors.Is(r.Err, transcript.ErrReplaced):
		return false, errWritten
	case r.Pending.Lost != nil:
		return false, r.Pending.Lost
	case r.Done:
		return true, nil
	case r.Following: // there is no end to wait for
		return known+lag > w.due, nil
	case w.span != nil:
		_, end := w.span.Turns(r.Doc)
		return end < r.Doc.Len(), nil // the last one may go on
	}
	return false, nil
}

// write has what is marked, or else shown, written to a file.
func (m *Model) write(w *writing) tea.Cmd {
	r := w.of
	w.ctx, _ = w.Start()
	w.waiting, w.mark, w.due, w.keys = true, r.Dialogue.Mark, r.Doc.Size(), m.pressed
	if first, last := r.Dialogue.Marked(); first >= 0 {
		from, _ := r.Doc.Span(first)
		to, _ := r.Doc.Span(last)
		w.span = &view.Span{First: from, Last: to}
	}
	r.Pending = r.Pend()
	m.writing = w
	return tea.Batch(m.writeWhenRead(), w.Tick())
}

// writeWhenRead begins to write what is waiting for that, once it has been
// read.
func (m *Model) writeWhenRead() tea.Cmd {
	w := m.writing
	switch ready, err := w.ready(); {
	case err != nil:
		m.endWriting()
		m.warn(&transcript.Error{Name: w.name, Err: err})
		return nil
	case !ready:
		return nil
	}
	w.waiting = false
	work := w.begin()
	return func() tea.Msg { return work() }
}

// begin returns the work of writing.
func (w *writing) begin() func() exportedMsg {
	r, p := w.of, w.of.Pending
	r.Pending = nil
	doc, ended := r.Doc.Snapshot(), make(chan struct{})
	ctx, number := w.ctx, w.Number
	w.ended = ended
	return func() exportedMsg {
		defer close(ended)
		sel, err := p.Selection(ctx, doc, w.span)
		turns := 0
		if err == nil {
			turns, err = w.export(ctx, doc, sel)
		}
		w.saved.Store(err == nil)
		return exportedMsg{w, number, turns, err}
	}
}

// export writes the turns of sel, and returns how many.
func (w *writing) export(ctx context.Context, doc *transcript.Document, sel *transcript.Selection) (turns int, err error) {
	if sel.Len() == 0 || doc.Len() == 0 {
		return 0, errNothing
	}
	err = atomicfile.Save(ctx, atHome(w.name), w.over, func(to io.Writer) error {
		p, err := transcript.NewPrinter(to, w.format)
		if err != nil {
			return err
		}
		w.printer.Store(p)
		err = p.PrintSelection(ctx, doc, sel)
		if doc.Source().Changed() { // what was read of it may be anything
			return errChanged
		}
		turns = p.Turns()
		return err
	})
	return turns, err
}

// text says how far the writing is.
func (w *writing) text() string {
	text := "writing " + w.short()
	if p := w.printer.Load(); p != nil {
		passed, all := p.Progress()
		return text + ": " + percent(passed, all)
	}
	if !w.waiting {
		return text + " …"
	}
	read, all := w.of.Share()
	if w.of.Following { // what there was when it was asked for
		read, _ = w.of.Doc.Scanned()
		all = w.due
	}
	if all == 0 {
		return text + " when the input ends"
	}
	return text + " when it has been read: " + percent(read, all)
}

// writtenCells is what the name of a file may take beside what is said of it.
const writtenCells = 24

// short returns the name of the file as there is room for it.
func (w *writing) short() string {
	return Shorten(transcript.CleanName(text.BaseName(w.name)), writtenCells)
}

// percent returns a part of something that is not done yet.
func percent(part, all int64) string {
	return strconv.FormatInt(min(part*100/max(all, 1), 99), 10) + "%"
}

// cancelWriting gives up the file that is on its way: nothing is left of it.
func (m *Model) cancelWriting() tea.Cmd {
	w := m.writing
	m.endWriting()
	m.say("cancelled: " + w.short() + " was not written")
	return nil
}

// endWriting forgets the file that was on its way.
func (m *Model) endWriting() {
	w := m.writing
	w.Stop()
	w.of.Pending = nil
	m.writing = nil
	if w.after != nil {
		m.warn(w.after())
	}
}

// unwritten returns which file the program was about to write when it was
// ended, nil if there is none.
func (m *Model) unwritten() error {
	w := m.writing
	if w == nil {
		return nil
	}
	w.Stop()
	if w.ended != nil { // it may have been too late to stop it
		select {
		case <-w.ended:
		case <-time.After(term.Patience):
		}
	}
	if w.saved.Load() {
		return nil
	}
	return &transcript.Error{Name: w.name, Err: errors.New("not written: verbatim ended first")}
}
