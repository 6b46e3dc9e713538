package ui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/term"
	"verbatim/transcript"
)

// maxCopied is how much is copied at once, in bytes: terminals take 100,000
// characters of base64 and no more.
const maxCopied = 74_994

// copyTurn copies the marked turns, or else the one that is read.
func (m *Model) copyTurn() tea.Cmd {
	first, last := m.dialogue.marked()
	if first < 0 {
		if first = m.dialogue.current(); first < 0 {
			m.say("no turn to copy here")
			return nil
		}
		last = first
	}
	m.dialogue.unmark()
	return m.copy(transcript.Between(m.dialogue.sel, first, min(last+1, first+maxCopied))) // a turn takes a byte at least
}

// copyAll copies all that is shown.
func (m *Model) copyAll() tea.Cmd { return m.copy(m.dialogue.sel) }

// copiedMsg is a quotation that is to be copied, or why there is none.
type copiedMsg struct {
	of     *reading
	number int
	quote  transcript.Quote
	err    error
}

// copy returns the work of quoting the turns of sel: some have millions of
// characters that nobody can see.
func (m *Model) copy(sel *transcript.Selection) tea.Cmd {
	ctx, number := m.copying.start()
	r, doc := m.reading, m.doc.Snapshot()
	return func() tea.Msg {
		quote, err := doc.Quotation(ctx, sel, maxCopied)
		return copiedMsg{r, number, quote, err}
	}
}

// copied hands a quotation to the terminal, which keeps the clipboard.
func (m *Model) copied(msg copiedMsg) tea.Cmd {
	r, err := msg.of, msg.err
	if !r.copying.is(msg.number) {
		return nil
	}
	r.copying.stop()
	switch {
	case errors.Is(err, transcript.ErrLong):
		m.say("too long for the clipboard: e writes it to a file")
		return nil
	case err != nil && r.src.Changed() && !r.following && r == m.reading: // that is why
		m.warnChanged()
		return nil
	case err != nil:
		m.warn(err)
		return nil
	}
	m.say("copied " + plural(int(msg.quote.Words), "word") + ", with the source")
	return term.Copy(msg.quote.Text)
}

// toggleMark begins to mark turns, from the one that is read to where the
// reader goes, or gives that up.
func (m *Model) toggleMark() tea.Cmd {
	v := &m.dialogue
	if first, _ := v.marked(); first >= 0 {
		v.unmark()
		return nil
	}
	if m.doc.Len() == 0 {
		m.say("no turn to mark here")
		return nil
	}
	v.mark = max(v.current(), 0)
	v.layout()
	return nil
}

// marked returns the turns that are marked, -1 for none.
func (v *dialogue) marked() (first, last int) {
	if v.mark < 0 {
		return -1, -1
	}
	at := max(v.current(), 0)
	return min(v.mark, at), max(v.mark, at)
}

func (v *dialogue) unmark() {
	v.mark = -1
	v.layout()
}

// isMarked reports whether a turn is marked.
func (v *dialogue) isMarked(turn int) bool {
	first, last := v.marked()
	return first >= 0 && first <= turn && turn <= last
}

// markedText says what is marked, "" for nothing.
func (m *Model) markedText() string {
	first, last := m.dialogue.marked()
	if first < 0 {
		return ""
	}
	from, _ := m.dialogue.sel.Pos(first)
	to, _ := m.dialogue.sel.Pos(last + 1)
	return plural(to-from, "turn") + " marked: y copies, e writes"
}
