package view

import (
	"slices"
	"sort"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
)

// Chosen returns the part of f that belongs to the focused list.
func (b *sidebar) Chosen(f *transcript.Filter) *[]int {
	if b.Focus == OnQuestions {
		return &f.Exchanges
	}
	return &f.Speakers
}

// A sidebar lists the speakers, by how much they say, and the questions.
type sidebar struct {
	W, H  int
	Theme *Theme
	Focus Focused

	speakers List
	ranking
	Reranking Job

	questions List
	Narrow    [2]*transcript.Pattern // what the speakers and the questions are narrowed to
	narrowing Job
	narrowed  int            // number of questions when they were last narrowed
	asked     []int          // questions that match the pattern
	summaries map[int]string // cached, by question

	Rows []string
}

// Focused is the part of the screen that gets the keys.
type Focused uint8

const (
	OnDialogue Focused = iota
	OnSpeakers
	OnQuestions
)

// init makes the lists of an opened transcript.
func (b *sidebar) init(r *Reading) {
	b.forget()
	b.Grew(r)
}

// forget drops cached data after the document was judged again.
func (b *sidebar) forget() {
	b.ranking, b.summaries, b.asked = ranking{}, make(map[int]string), nil
	b.Reranking.Stop()
	b.narrowing.Stop()
	b.narrowed = 0
}

// Grew updates the lists after a batch and returns the work for the background. The
// cursors stay on their speaker and question.
func (b *sidebar) Grew(r *Reading) (cmd tea.Cmd) {
	if n := r.Doc.Questions(); n > 0 { // it may have got longer
		delete(b.summaries, n)
	}
	if !b.Reranking.Busy && b.stale(r) {
		cmd = b.Rank(r, false)
	}
	b.Layout(r)
	return cmd
}

// items returns the number of rows in the list of questions, and a function from
// row to question number.
func (b *sidebar) items(d *transcript.Document) int {
	if b.Narrow[1] != nil {
		return len(b.asked)
	}
	n := d.Questions()
	if n > 0 && d.HasOpening() {
		n++
	}
	return n
}

func (b *sidebar) question(d *transcript.Document, i int) int {
	switch {
	case b.Narrow[1] != nil:
		return b.asked[i]
	case d.HasOpening():
		return i
	}
	return i + 1
}

// rowOf returns the row of question n.
func (b *sidebar) rowOf(d *transcript.Document, n int) int {
	switch {
	case b.Narrow[1] != nil:
		return min(sort.SearchInts(b.asked, n), max(0, len(b.asked)-1))
	case d.HasOpening():
		return n
	}
	return max(0, n-1)
}

// NarrowedMsg brings the questions that match a pattern.
type NarrowedMsg struct {
	Of     *Reading
	number int
	asked  []int
	on     int // the question that has the cursor, 0: it goes to the first one
	err    error
}

// SetNarrow narrows the focused list to the items that match p. A nil p shows all.
func (b *sidebar) SetNarrow(r *Reading, p *transcript.Pattern) tea.Cmd {
	if b.Focus == OnSpeakers {
		b.Narrow[0] = p
		cmd := b.Rank(r, p != nil)
		b.Layout(r)
		return cmd
	}
	n := b.questionOn(r)
	b.Narrow[1], b.asked = p, nil
	b.narrowing.Stop()
	if p == nil {
		b.questions.Cursor = b.rowOf(r.Doc, n)
		b.Layout(r)
		return nil
	}
	b.Layout(r)
	return b.findAsked(r, 0)
}

// questionOn returns the question under the cursor, or the one being read.
func (b *sidebar) questionOn(r *Reading) int {
	if b.questions.Cursor < b.items(r.Doc) {
		return b.question(r.Doc, b.questions.Cursor)
	}
	return r.Dialogue.Exchange()
}

// findAsked returns the work of finding the questions that match the pattern. The
// cursor then goes to question on.
func (b *sidebar) findAsked(r *Reading, on int) tea.Cmd {
	ctx, number := b.narrowing.Start()
	d, p := r.Doc.Snapshot(), b.Narrow[1]
	b.narrowed = d.Questions()
	return func() tea.Msg {
		sel, err := d.Select(ctx, transcript.Filter{Text: p})
		if err != nil {
			return NarrowedMsg{Of: r, number: number, err: err}
		}
		var asked []int
		for i := range sel.Len() {
			if t := sel.At(i); d.Asks(t) {
				asked = append(asked, d.Exchange(t))
			}
		}
		return NarrowedMsg{Of: r, number: number, asked: slices.Compact(asked), on: on}
	}
}

// narrowAgain returns the work of narrowing new questions, at intervals and at the
// end.
func (b *sidebar) narrowAgain(r *Reading) tea.Cmd {
	n := r.Doc.Questions()
	if b.Narrow[1] == nil || b.narrowing.Busy || n == b.narrowed || n < 2*b.narrowed && !r.Done {
		return nil
	}
	return b.findAsked(r, b.questionOn(r))
}

// Take shows the questions that match the pattern.
func (b *sidebar) Take(msg NarrowedMsg) (tea.Cmd, error) {
	if !b.narrowing.Is(msg.number) {
		return nil, nil
	}
	b.narrowing.Stop()
	if msg.err != nil {
		return nil, msg.err
	}
	b.asked, b.questions.Cursor = msg.asked, 0
	if msg.on > 0 {
		b.questions.Cursor = b.rowOf(msg.Of.Doc, msg.on)
	}
	b.Layout(msg.Of)
	return b.narrowAgain(msg.Of), nil
}

// List returns the focused list.
func (b *sidebar) List() *List {
	if b.Focus == OnQuestions {
		return &b.questions
	}
	return &b.speakers
}

// Current returns the speaker or question under the cursor of the focused list. ok
// is false if the list is empty.
func (b *sidebar) Current(d *transcript.Document) (i int, ok bool) {
	l := b.List()
	switch {
	case l.Cursor >= l.N:
		return 0, false
	case b.Focus == OnQuestions:
		return b.question(d, l.Cursor), true
	}
	return b.Order[l.Cursor], true
}

// SetFocus gives the keys to a list or to the dialogue. The cursor starts at the
// speaker or question being read.
func (b *sidebar) SetFocus(r *Reading, f Focused) {
	b.Focus = f
	switch f {
	case OnSpeakers:
		if i := b.placeOf(r.Dialogue.SpeakerRead()); i >= 0 {
			b.speakers.Cursor = i
		}
	case OnQuestions:
		b.questions.Cursor = b.rowOf(r.Doc, r.Dialogue.Exchange())
	}
}

// Exchange returns the number of the question being read.
func (v *Dialogue) Exchange() int {
	if t := v.Current(); t >= 0 && t < v.doc.Len() {
		return v.doc.Exchange(t)
	}
	return 0
}

// SpeakerRead returns the speaker of the turn being read.
func (v *Dialogue) SpeakerRead() int {
	if t := v.Current(); t >= 0 && t < v.doc.Len() {
		return v.doc.SpeakerOf(t)
	}
	return 0
}

// summary returns the sentence that stands for question n.
func (b *sidebar) summary(d *transcript.Document, n int) string {
	if n == 0 {
		return "Opening"
	}
	s, ok := b.summaries[n]
	if !ok {
		if len(b.summaries) > 1<<10 {
			clear(b.summaries)
		}
		s = d.Summary(n)
		b.summaries[n] = s
	}
	return s
}
