package view

import (
	"context"
	"errors"
	"io"
	"slices"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/memory"
	"verbatim/internal/state"
	"verbatim/transcript"
)

// TakeOver gives r the place, filter and search of was, an older reading of the
// same file.
func (r *Reading) TakeOver(was *Reading) tea.Cmd {
	names := was.only(was.Filter)
	r.Filter = transcript.Filter{Exchanges: was.Filter.Exchanges, Text: was.Filter.Text}
	r.Doc.Give(was.Doc.Given())
	for _, name := range names {
		if s := r.SpeakerNamed(name); s > 0 {
			r.Filter.Speakers = append(r.Filter.Speakers, s)
		}
	}
	v := &was.Dialogue
	a := v.AnchorOf(v.Top)
	r.Dialogue.Measure, r.Dialogue.W, r.Dialogue.H = v.Measure, v.W, v.H
	r.Dialogue.Relayout()
	r.Keep.Set(func(s *state.State) { s.Mark(was.Keep.Bookmarks()...) }) // their state may not be saved
	r.Bookmark()
	r.History, r.Side.Narrow = was.History, was.Side.Narrow
	r.Side.forget()
	r.Side.Grew(r)
	r.Following, r.Goal = was.Following, Place{Kind: EndPlace}
	if !v.AtEnd() {
		r.Goal = Place{Kind: KeptPlace, N: a.Off, Up: a.Up, Percent: v.Percent()}
	}
	if was.Search.Pattern == nil {
		return nil
	}
	return r.Search.begin(r, was.Search.Pattern, r.Dialogue.Anchor)
}

// Kept returns p if its turn is shown, otherwise the next shown turn, or the last
// one.
func (r *Reading) Kept(p Point) Point {
	v := &r.Dialogue
	if pos, kept := v.Sel.Pos(max(p.Turn, 0)); v.Sel != nil && !kept && v.Turns() > 0 {
		return Heading(r.Doc, v.Sel.At(min(pos, v.Turns()-1)))
	}
	return p
}

// OpenInto opens a transcript. It stores the source in holder as soon as it is
// open, and uses a source that is there already.
func (o *Options) OpenInto(ctx context.Context, name string, holder *atomic.Pointer[transcript.Source]) (*Reading, error) {
	src := holder.Load()
	if src == nil {
		var err error
		if src, err = o.Open(name); err != nil {
			return nil, err
		}
	}
	if o.Follow {
		src.Follow()
	}
	holder.Store(src)
	return o.read(ctx, name, src)
}

// A Reading is one open transcript: the document, the filter and search of the
// reader, and the place.
type Reading struct {
	Opened   string // what Options.Open took
	Src      *transcript.Source
	Name     string // of the source, safe to show
	Doc      *transcript.Document
	reader   *transcript.Reader
	Dialogue Dialogue
	Side     sidebar
	Search   Search
	History  history
	Copying  Job
	Follow   Anchor // where the dialogue was before the list of questions moved it

	Filter   transcript.Filter
	Pending  *pending // the selection to write when all is read, nil if none
	Selected Job
	Judged   int   // turns that the selection covers, Unjudged before it is made
	covered  int64 // bytes of the document at that time

	Goal   Place // where to go as soon as enough has been read
	Keep   keeping
	Unkept error // why the saved state could not be used
	Told   bool  // the reader was told that the file changed

	Following bool // keep the end on the screen as it grows
	Reopening bool // it is being opened again

	stale bool // the transcript has to be read from its start again, see reread

	Done bool  // everything has been read
	Err  error // why reading ended early
}

// Unjudged is the value of Judged without a selection.
const Unjudged = -1

// BatchMsg brings the next batch of a transcript.
type BatchMsg struct {
	Of      *Reading
	batches []*transcript.Batch
	err     error
}

// pause is how long batches are gathered before they are added: text far below the
// screen is not urgent. maxGathered turns end the gathering, because keys wait
// while turns are added.
const (
	pause       = 100 * time.Millisecond
	maxGathered = 1 << 18
)

// Read returns the work of reading on.
func (r *Reading) Read() tea.Cmd {
	_, whole := r.Doc.Source().Size() // a growing source may not send another batch soon
	return func() tea.Msg { return r.next(context.Background(), whole) }
}

// next reads a batch. With gather it reads on for pause.
func (r *Reading) next(ctx context.Context, gather bool) BatchMsg {
	msg := BatchMsg{Of: r}
	turns := 0
	for start := time.Now(); ; {
		b, err := r.reader.Next(ctx)
		if err != nil {
			msg.err = err
			return msg
		}
		msg.batches = append(msg.batches, b)
		turns += b.Turns
		if !b.Done && (!gather || turns > maxGathered || time.Since(start) > pause) { // the next call returns why the last batch is the last
			return msg
		}
	}
}

// Take adds a batch to the document. If earlier turns were judged again, speakers
// get other numbers and are found by name.
func (r *Reading) Take(msg BatchMsg) {
	if errors.Is(msg.err, transcript.ErrReplaced) { // the batches belong to a file that was replaced
		r.Err, r.Done = msg.err, true
		return
	}
	if r.stale { // read it from the start instead
		r.stale = false
		r.reader.Correct(r.Doc.Given())
		return
	}
	for _, b := range msg.batches {
		names := r.keptNames()
		r.Doc.Append(b)
		if b.Reset {
			r.JudgedAgain(names)
		}
		r.Done = r.Done || b.Done
	}
	if msg.err == io.EOF {
		r.Done = true
	} else if msg.err != nil {
		r.Err, r.Done = msg.err, true
	}
}

// JudgedAgain finds the speakers of the filters by name after turns were judged
// again.
func (r *Reading) JudgedAgain(names KeptNames) {
	r.Filter.Speakers = r.named(names.shown)
	if p := r.Pending; p != nil {
		f := p.Filter
		f.Speakers = r.named(names.pending)
		p.renumbered(f)
	}
	r.Dialogue.Mark, r.Dialogue.known = -1, 0
	r.Selected.Stop()
	if r.Judged = Unjudged; r.Dialogue.Sel != nil { // turns have other numbers now
		r.Dialogue.Sel = &transcript.Selection{}
	}
	r.Side.forget()
}

// Grew updates the screen after a batch and returns the work for the background.
func (r *Reading) Grew() tea.Cmd {
	r.Dialogue.Grew()
	cmds := []tea.Cmd{r.Side.Grew(r)}
	if r.Done {
		r.learn()
		cmds = append(cmds, memory.Tidy())
	}
	again := r.Search.Pattern != nil && r.Doc.Len() < r.Search.known
	cmds = append(cmds, r.reselect(), r.Side.narrowAgain(r))
	if again {
		cmds = append(cmds, r.Search.Again(r))
	} else if r.Filter.Zero() {
		cmds = append(cmds, r.Search.grew(r))
	}
	return tea.Batch(cmds...)
}

// SetFilter shows the turns that f keeps. The place stays the same.
func (r *Reading) SetFilter(f transcript.Filter) tea.Cmd {
	slices.Sort(f.Speakers)
	slices.Sort(f.Exchanges)
	r.Filter, r.Judged = f, Unjudged
	r.Selected.Stop()
	if f.Zero() {
		return r.setSelection(nil)
	}
	return r.reselect()
}

// SelectedMsg brings the selection of a filter.
type SelectedMsg struct {
	Of     *Reading
	number int
	sel    *transcript.Selection
	judged int
	err    error
}

// reselect returns the work of making the selection or extending it to new turns.
func (r *Reading) reselect() tea.Cmd {
	if r.Filter.Zero() || r.Selected.Busy || r.Judged == r.Doc.Len() && r.covered == r.known() {
		return nil
	}
	r.covered = r.known()
	ctx, number := r.Selected.Start()
	doc, f, was := r.Doc.Snapshot(), r.Filter, r.Dialogue.Sel
	if r.Judged == Unjudged || was == nil {
		was = &transcript.Selection{}
	}
	return func() tea.Msg {
		sel, err := doc.Extend(ctx, was, f)
		return SelectedMsg{r, number, sel, doc.Len(), err}
	}
}

// known returns how many bytes the document covers.
func (r *Reading) known() int64 {
	n, _ := r.Doc.Scanned()
	return n
}

// Selection shows a finished selection.
func (r *Reading) Selection(msg SelectedMsg) tea.Cmd {
	if !r.Selected.Is(msg.number) {
		return nil
	}
	r.Selected.Stop()
	if msg.err != nil {
		r.Err = msg.err
		return nil
	}
	fresh := r.Judged == Unjudged
	r.Judged = msg.judged
	if fresh {
		return tea.Batch(r.setSelection(msg.sel), r.reselect())
	}
	r.Dialogue.SetSelection(msg.sel, r.asked())
	return tea.Batch(r.reselect(), r.Search.grew(r))
}

// asked reports whether the filter may hide the questions of shown answers.
func (r *Reading) asked() bool { return len(r.Filter.Speakers) > 0 || r.Filter.Text != nil }

// setSelection shows sel and repeats the search in it.
func (r *Reading) setSelection(sel *transcript.Selection) tea.Cmd {
	r.Dialogue.SetSelection(sel, r.asked())
	r.Side.Layout(r)
	r.Light()
	return r.Search.Again(r)
}

// Find searches for p while it is typed. A nil p ends the search.
func (r *Reading) Find(p *transcript.Pattern, origin Anchor) tea.Cmd {
	if p == nil {
		r.DropSearch()
		return nil
	}
	cmd := r.Search.begin(r, p, origin)
	r.Search.Typing = true
	r.Light()
	return cmd
}

func (r *Reading) DropSearch() {
	r.Search.Stop()
	r.Search = Search{Job: r.Search.Job, At: NoHit}
	r.Light()
}

// Hits takes hits of a search.
func (r *Reading) Hits(msg HitsMsg) (tea.Cmd, error) {
	s := &r.Search
	if !s.Is(msg.number) {
		return nil, nil
	}
	first := s.Len() == 0
	cmd := s.found(msg)
	if s.Typing {
		r.typed()
	}
	if first || !s.Busy {
		r.Light()
	}
	if !s.Busy {
		last := msg.pieces[len(msg.pieces)-1]
		return tea.Batch(cmd, s.grew(r)), last.err
	}
	return cmd, nil
}

// typed goes to the first hit of the typed pattern as soon as it is known, then as
// many hits further as n was pressed meanwhile.
func (r *Reading) typed() {
	s := &r.Search
	i, n := s.search(s.origin.Point), s.Len()
	to := i + s.Ahead
	switch {
	case i < s.after.len() && to >= 0 && to < s.after.len():
		r.ToHit(to)
	case s.Busy:
	case n > 0:
		r.ToHit(((i%n+s.Ahead)%n + n) % n)
	default:
		r.Dialogue.Restore(s.origin)
	}
}

// ToHit shows a hit.
func (r *Reading) ToHit(i int) {
	h := r.Search.Hit(i)
	r.Search.At, r.Search.Typing, r.Search.Ahead = h, false, 0
	r.Dialogue.Show(Point{h.Turn, h.Off})
	r.Dialogue.SetPattern(r.Search.Pattern, h)
}

// Light highlights the hits in the text and in the scroll map.
func (r *Reading) Light() {
	p := r.Search.Pattern
	if p == nil {
		p = r.Filter.Text
	}
	r.Dialogue.SetPattern(p, r.Search.At)
	r.Dialogue.SetMarks(r.Search.anyIn)
}

// Close stops all work on the transcript and closes it.
func (r *Reading) Close() error {
	r.Search.Stop()
	r.Selected.Stop()
	r.Copying.Stop()
	return r.reader.Close()
}

// Share returns how many bytes of the transcript have been read, and its size in
// bytes, 0 if unknown.
func (r *Reading) Share() (read, size int64) {
	read, size = r.Doc.Source().Progress()
	if whole, done := r.Doc.Source().Size(); done && size > 0 { // then the index is behind, not the source
		return r.known(), max(whole, 1)
	}
	return read, size
}
