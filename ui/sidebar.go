package ui

import (
	"slices"
	"sort"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
)

// A sidebar lists the speakers, who says most first, and the questions.
type sidebar struct {
	w, h  int
	theme *theme
	focus focused

	speakers list
	ranking
	reranking job

	questions list
	narrow    [2]*transcript.Pattern // what the speakers and the questions are narrowed to
	narrowing job
	narrowed  int            // questions that were there to be narrowed
	asked     []int          // those that the pattern leaves
	summaries map[int]string // of questions seen of late

	rows []string
}

// focused is what has the keys.
type focused uint8

const (
	onDialogue focused = iota
	onSpeakers
	onQuestions
)

// init makes the lists of a transcript that has been opened.
func (b *sidebar) init(r *reading) {
	b.forget()
	b.grew(r)
}

// forget drops what was known of a document that has been judged again.
func (b *sidebar) forget() {
	b.ranking, b.summaries, b.asked = ranking{}, make(map[int]string), nil
	b.reranking.stop()
	b.narrowing.stop()
	b.narrowed = 0
}

// grew brings the lists to what has been read, and returns what is to be done
// beside the screen for that. The cursors stay on the speaker and the question
// that they are on.
func (b *sidebar) grew(r *reading) (cmd tea.Cmd) {
	if n := r.doc.Questions(); n > 0 { // it may have got longer
		delete(b.summaries, n)
	}
	if !b.reranking.busy && b.stale(r) {
		cmd = b.rank(r, false)
	}
	b.layout(r)
	return cmd
}

// items returns the number of rows in the list of questions, and the number
// of the question in row i of it.
func (b *sidebar) items(d *transcript.Document) int {
	if b.narrow[1] != nil {
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
	case b.narrow[1] != nil:
		return b.asked[i]
	case d.HasOpening():
		return i
	}
	return i + 1
}

// rowOf returns the row of question n.
func (b *sidebar) rowOf(d *transcript.Document, n int) int {
	switch {
	case b.narrow[1] != nil:
		return min(sort.SearchInts(b.asked, n), max(0, len(b.asked)-1))
	case d.HasOpening():
		return n
	}
	return max(0, n-1)
}

// narrowedMsg is the questions that a pattern is found in.
type narrowedMsg struct {
	of     *reading
	number int
	asked  []int
	on     int // the question that has the cursor, 0: it goes to the first one
	err    error
}

// setNarrow leaves the items of the list that has the keys in which p is
// found, all for nil.
func (b *sidebar) setNarrow(r *reading, p *transcript.Pattern) tea.Cmd {
	if b.focus == onSpeakers {
		b.narrow[0] = p
		cmd := b.rank(r, p != nil)
		b.layout(r)
		return cmd
	}
	n := b.questionOn(r)
	b.narrow[1], b.asked = p, nil
	b.narrowing.stop()
	if p == nil {
		b.questions.cursor = b.rowOf(r.doc, n)
		b.layout(r)
		return nil
	}
	b.layout(r)
	return b.findAsked(r, 0)
}

// questionOn returns the question that has the cursor, or the one being read.
func (b *sidebar) questionOn(r *reading) int {
	if b.questions.cursor < b.items(r.doc) {
		return b.question(r.doc, b.questions.cursor)
	}
	return r.dialogue.exchange()
}

// findAsked returns the work of finding the questions that the pattern
// leaves. The cursor goes to the question on.
func (b *sidebar) findAsked(r *reading, on int) tea.Cmd {
	ctx, number := b.narrowing.start()
	d, p := r.doc.Snapshot(), b.narrow[1]
	b.narrowed = d.Questions()
	return func() tea.Msg {
		sel, err := d.Select(ctx, transcript.Filter{Text: p})
		if err != nil {
			return narrowedMsg{of: r, number: number, err: err}
		}
		var asked []int
		for i := range sel.Len() {
			if t := sel.At(i); d.Asks(t) {
				asked = append(asked, d.Exchange(t))
			}
		}
		return narrowedMsg{of: r, number: number, asked: slices.Compact(asked), on: on}
	}
}

// narrowAgain returns the work of narrowing the questions that have come
// since: now and then, and at the end.
func (b *sidebar) narrowAgain(r *reading) tea.Cmd {
	n := r.doc.Questions()
	if b.narrow[1] == nil || b.narrowing.busy || n == b.narrowed || n < 2*b.narrowed && !r.done {
		return nil
	}
	return b.findAsked(r, b.questionOn(r))
}

// take takes the questions that a pattern leaves.
func (b *sidebar) take(msg narrowedMsg) (tea.Cmd, error) {
	if !b.narrowing.is(msg.number) {
		return nil, nil
	}
	b.narrowing.stop()
	if msg.err != nil {
		return nil, msg.err
	}
	b.asked, b.questions.cursor = msg.asked, 0
	if msg.on > 0 {
		b.questions.cursor = b.rowOf(msg.of.doc, msg.on)
	}
	b.layout(msg.of)
	return b.narrowAgain(msg.of), nil
}

// list returns the list that has the keys.
func (b *sidebar) list() *list {
	if b.focus == onQuestions {
		return &b.questions
	}
	return &b.speakers
}

// current returns the speaker or the question under the cursor of the list
// that has the keys; ok is false if it is empty.
func (b *sidebar) current(d *transcript.Document) (i int, ok bool) {
	l := b.list()
	switch {
	case l.cursor >= l.n:
		return 0, false
	case b.focus == onQuestions:
		return b.question(d, l.cursor), true
	}
	return b.order[l.cursor], true
}

// setFocus gives the keys to a list, or takes them away. The cursor begins
// at what is being read.
func (b *sidebar) setFocus(r *reading, f focused) {
	b.focus = f
	switch f {
	case onSpeakers:
		if i := b.placeOf(r.dialogue.speakerRead()); i >= 0 {
			b.speakers.cursor = i
		}
	case onQuestions:
		b.questions.cursor = b.rowOf(r.doc, r.dialogue.exchange())
	}
}

// exchange returns the number of the question being read.
func (v *dialogue) exchange() int {
	if t := v.current(); t >= 0 && t < v.doc.Len() {
		return v.doc.Exchange(t)
	}
	return 0
}

// speakerRead returns the speaker of the turn being read.
func (v *dialogue) speakerRead() int {
	if t := v.current(); t >= 0 && t < v.doc.Len() {
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
