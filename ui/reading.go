package ui

import (
	"context"
	"errors"
	"io"
	"slices"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
)

// A reading is one open transcript: what is known of it, what its reader
// wants to see of it, and where they are.
type reading struct {
	opened   string // what Options.Open took
	src      *transcript.Source
	name     string // of the source, as it may be shown
	doc      *transcript.Document
	reader   *transcript.Reader
	dialogue dialogue
	side     sidebar
	search   search
	history  history
	copying  job
	follow   anchor // where the dialogue was before the list of questions moved it

	filter   transcript.Filter
	pending  *pending // what is to be written when all is read, nil: nothing is
	selected job
	judged   int   // turns that the selection was made of, unjudged: it is to be made
	covered  int64 // bytes that were covered then

	goal   Place // where to go as soon as it is known
	keep   keeping
	unkept error // what was wrong with what was kept
	told   bool  // that the file has changed

	following bool // the end is to be seen as it grows
	reopening bool // it is being opened again

	done bool  // all there is has been read
	err  error // what ended that early
}

// unjudged is how many turns a selection was made of that is not there.
const unjudged = -1

// open opens a transcript and reads its head. What Options keep of it may be
// named further on: then it is read until that is found, or missing.
func (o *Options) open(ctx context.Context, name string) (*reading, error) {
	return o.openInto(ctx, name, new(atomic.Pointer[transcript.Source]))
}

// read reads the head of a transcript that was opened by name.
func (o *Options) read(ctx context.Context, name string, src *transcript.Source) (*reading, error) {
	var err error
	r := &reading{opened: name, src: src, name: transcript.CleanName(src.Name()), doc: transcript.NewDocument(src), dialogue: newDialogue(), goal: o.At, judged: unjudged}
	if r.reader, err = transcript.Open(src, o.Reading); err != nil {
		return nil, err
	}
	if r.following = o.Follow; r.following && r.goal.kind == nowhere {
		r.goal = Place{kind: endPlace}
	}
	r.recall(o)
	if o.At == (Place{}) && o.Keep.Zero() { // else what is judged first decides where to go
		r.reader.Hurry()
	}
	for {
		r.take(r.next(ctx, false))
		if r.err != nil && r.doc.Len() == 0 {
			return nil, errors.Join(r.err, r.reader.Close())
		}
		if r.filter, err = r.doc.Filter(o.Keep); err == nil || r.done {
			break
		}
	}
	if err != nil {
		return nil, errors.Join(err, r.reader.Close())
	}
	r.search.at = noHit
	r.dialogue.measure = o.Width
	r.dialogue.setDocument(r.doc)
	r.side.init(r)
	r.learn()
	return r, nil
}

// batchMsg is what has been read of a transcript.
type batchMsg struct {
	of      *reading
	batches []*transcript.Batch
	err     error
}

// pause is how long batches are gathered: what is further down a file that
// is there already does not have to be shown at once. More turns than
// mostGathered are handed over at once: a key waits until they are added.
const (
	pause       = 100 * time.Millisecond
	maxGathered = 1 << 18
)

// read returns the work of reading on.
func (r *reading) read() tea.Cmd {
	_, whole := r.doc.Source().Size() // of what still grows the next batch may be long in coming
	return func() tea.Msg { return r.next(context.Background(), whole) }
}

// next reads on, for a while if gather is set.
func (r *reading) next(ctx context.Context, gather bool) batchMsg {
	msg := batchMsg{of: r}
	turns := 0
	for start := time.Now(); ; {
		b, err := r.reader.Next(ctx)
		if err != nil {
			msg.err = err
			return msg
		}
		msg.batches = append(msg.batches, b)
		turns += b.Turns
		if !b.Done && (!gather || turns > maxGathered || time.Since(start) > pause) { // after the last comes why it is the last
			return msg
		}
	}
}

// take adds what has been read to the document. What was handed over before
// may have been judged again: then speakers are known by their names.
func (r *reading) take(msg batchMsg) {
	if errors.Is(msg.err, transcript.ErrReplaced) { // and the batches are of what nobody has asked for
		r.err, r.done = msg.err, true
		return
	}
	for _, b := range msg.batches {
		names := r.keptNames()
		r.doc.Append(b)
		if b.Reset {
			r.judgedAgain(names)
		}
		r.done = r.done || b.Done
	}
	if msg.err == io.EOF {
		r.done = true
	} else if msg.err != nil {
		r.err, r.done = msg.err, true
	}
}

// judgedAgain finds the speakers of the filters again.
func (r *reading) judgedAgain(names keptNames) {
	r.filter.Speakers = r.named(names.shown)
	if p := r.pending; p != nil {
		f := p.Filter
		f.Speakers = r.named(names.pending)
		p.renumbered(f)
	}
	r.dialogue.mark, r.dialogue.known = -1, 0
	r.selected.stop()
	if r.judged = unjudged; r.dialogue.sel != nil { // turns have got other numbers
		r.dialogue.sel = &transcript.Selection{}
	}
	r.side.forget()
}

// grew brings the screen to what has been read, and returns what is to be
// done beside it.
func (r *reading) grew() tea.Cmd {
	r.dialogue.grew()
	cmds := []tea.Cmd{r.side.grew(r)}
	if r.done {
		r.learn()
		cmds = append(cmds, tidy())
	}
	again := r.search.pattern != nil && r.doc.Len() < r.search.known
	cmds = append(cmds, r.reselect(), r.side.narrowAgain(r))
	if again {
		cmds = append(cmds, r.search.again(r))
	} else if r.filter.Zero() {
		cmds = append(cmds, r.search.grew(r))
	}
	return tea.Batch(cmds...)
}

// setFilter keeps what f keeps. What is read stays in its place.
func (r *reading) setFilter(f transcript.Filter) tea.Cmd {
	slices.Sort(f.Speakers)
	slices.Sort(f.Exchanges)
	r.filter, r.judged = f, unjudged
	r.selected.stop()
	if f.Zero() {
		return r.setSelection(nil)
	}
	return r.reselect()
}

// selectedMsg is the selection that a filter makes.
type selectedMsg struct {
	of     *reading
	number int
	sel    *transcript.Selection
	judged int
	err    error
}

// reselect has the selection made, or brought up to what has been read.
func (r *reading) reselect() tea.Cmd {
	if r.filter.Zero() || r.selected.busy || r.judged == r.doc.Len() && r.covered == r.known() {
		return nil
	}
	r.covered = r.known()
	ctx, number := r.selected.start()
	doc, f, was := r.doc.Snapshot(), r.filter, r.dialogue.sel
	if r.judged == unjudged || was == nil {
		was = &transcript.Selection{}
	}
	return func() tea.Msg {
		sel, err := doc.Extend(ctx, was, f)
		return selectedMsg{r, number, sel, doc.Len(), err}
	}
}

// known returns how many bytes the document covers.
func (r *reading) known() int64 {
	n, _ := r.doc.Scanned()
	return n
}

// selection takes a selection that has been made.
func (r *reading) selection(msg selectedMsg) tea.Cmd {
	if !r.selected.is(msg.number) {
		return nil
	}
	r.selected.stop()
	if msg.err != nil {
		r.err = msg.err
		return nil
	}
	fresh := r.judged == unjudged
	r.judged = msg.judged
	if fresh {
		return tea.Batch(r.setSelection(msg.sel), r.reselect())
	}
	r.dialogue.setSelection(msg.sel, r.asked())
	return tea.Batch(r.reselect(), r.search.grew(r))
}

// asked reports whether answers may be shown without their questions.
func (r *reading) asked() bool { return len(r.filter.Speakers) > 0 || r.filter.Text != nil }

// setSelection shows sel, and looks in it for what was looked for.
func (r *reading) setSelection(sel *transcript.Selection) tea.Cmd {
	r.dialogue.setSelection(sel, r.asked())
	r.side.layout(r)
	r.light()
	return r.search.again(r)
}

// find looks for p while it is typed, nil: for nothing.
func (r *reading) find(p *transcript.Pattern, origin anchor) tea.Cmd {
	if p == nil {
		r.dropSearch()
		return nil
	}
	cmd := r.search.begin(r, p, origin)
	r.search.typing = true
	r.light()
	return cmd
}

func (r *reading) dropSearch() {
	r.search.stop()
	r.search = search{job: r.search.job, at: noHit}
	r.light()
}

// hits takes what a search has found.
func (r *reading) hits(msg hitsMsg) (tea.Cmd, error) {
	s := &r.search
	if !s.is(msg.number) {
		return nil, nil
	}
	first := s.len() == 0
	cmd := s.found(msg)
	if s.typing {
		r.typed()
	}
	if first || !s.busy {
		r.light()
	}
	if !s.busy {
		last := msg.pieces[len(msg.pieces)-1]
		return tea.Batch(cmd, s.grew(r)), last.err
	}
	return cmd, nil
}

// typed goes to the first hit of what is typed once it is known which, and on
// from there as often as n was pressed meanwhile.
func (r *reading) typed() {
	s := &r.search
	i, n := s.search(s.origin.place), s.len()
	to := i + s.ahead
	switch {
	case i < len(s.after) && to >= 0 && to < len(s.after):
		r.toHit(to)
	case s.busy:
	case n > 0:
		r.toHit(((i%n+s.ahead)%n + n) % n)
	default:
		r.dialogue.restore(s.origin)
	}
}

// toHit shows a hit.
func (r *reading) toHit(i int) {
	h := r.search.hit(i)
	r.search.at, r.search.typing, r.search.ahead = h, false, 0
	r.dialogue.show(place{h.Turn, h.Off})
	r.dialogue.setPattern(r.search.pattern, h)
}

// light lights what is looked for, in the text and in the scroll map.
func (r *reading) light() {
	p := r.search.pattern
	if p == nil {
		p = r.filter.Text
	}
	r.dialogue.setPattern(p, r.search.at)
	r.dialogue.setMarks(r.search.marks())
}

// close gives up the transcript.
func (r *reading) close() error {
	r.search.stop()
	r.selected.stop()
	r.copying.stop()
	return r.reader.Close()
}
