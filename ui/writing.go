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

// A writing is a file being written. It waits until the turns for it have been
// read. There is at most one.
type writing struct {
	view.Job
	ctx    context.Context // cancelled with the job
	of     *view.Reading
	name   string // of the file, as typed
	format string
	over   bool       // replace an existing file
	mark   int        // the mark at the start, -1 if none
	span   *view.Span // the turns to write, nil means all shown turns
	due    int64      // bytes of a growing transcript to include
	keys   int        // number of keys pressed at the start

	waiting bool                               // until the turns have been read
	printer atomic.Pointer[transcript.Printer] // nil before writing begins
	ended   chan struct{}                      // closed when writing has ended
	saved   atomic.Bool                        // the file has been replaced
	after   func() error                       // closes a source opened only for this file; may be nil
}

var (
	errNothing = errors.New("nothing to write")
	errWritten = errors.New("the transcript was replaced meanwhile: nothing written")
	errChanged = errors.New("the transcript changed: F reloads it")
)

// ready reports whether the turns to write have been read. An error means that
// they never will be.
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
	case r.Following: // it may never end
		return known+lag > w.due, nil
	case w.span != nil:
		_, end := w.span.Turns(r.Doc)
		return end < r.Doc.Len(), nil // the last turn may still grow
	}
	return false, nil
}

// write starts writing the marked turns, or all shown turns, to a file.
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

// writeWhenRead starts the waiting file once its turns have been read.
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
		if doc.Source().Changed() { // offsets may point to other text
			return errChanged
		}
		turns = p.Turns()
		return err
	})
	return turns, err
}

// text describes the progress.
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
	if w.of.Following { // up to the end at that time
		read, _ = w.of.Doc.Scanned()
		all = w.due
	}
	if all == 0 {
		return text + " when the input ends"
	}
	return text + " when it has been read: " + percent(read, all)
}

// writtenCells is the room for a file name in a notice, in cells.
const writtenCells = 24

// short returns the name of the file, shortened to writtenCells.
func (w *writing) short() string {
	return Shorten(transcript.CleanName(text.BaseName(w.name)), writtenCells)
}

// percent returns part of all in percent, at most 99%.
func percent(part, all int64) string {
	return strconv.FormatInt(min(part*100/max(all, 1), 99), 10) + "%"
}

// cancelWriting cancels the file being written and leaves nothing of it.
func (m *Model) cancelWriting() tea.Cmd {
	w := m.writing
	m.endWriting()
	m.say("cancelled: " + w.short() + " was not written")
	return nil
}

// endWriting forgets the file being written.
func (m *Model) endWriting() {
	w := m.writing
	w.Stop()
	w.of.Pending = nil
	m.writing = nil
	if w.after != nil {
		m.warn(w.after())
	}
}

// unwritten returns an error for the file that the program was writing when it
// ended, nil if there was none.
func (m *Model) unwritten() error {
	w := m.writing
	if w == nil {
		return nil
	}
	w.Stop()
	if w.ended != nil { // it may have finished in time
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
