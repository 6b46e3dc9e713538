package ui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/term"
	"verbatim/transcript"
	"verbatim/ui/internal/view"
)

// maxCopied is how much is copied at once, in bytes: terminals take 100,000
// characters of base64 and no more.
const maxCopied = 74_994

// copyTurn copies the marked turns, or else the one that is read.
func (m *Model) copyTurn() tea.Cmd {
	first, last := m.Dialogue.Marked()
	if first < 0 {
		if first = m.Dialogue.Current(); first < 0 {
			m.say("no turn to copy here")
			return nil
		}
		last = first
	}
	m.Dialogue.Unmark()
	return m.copy(transcript.Between(m.Dialogue.Sel, first, min(last+1, first+maxCopied))) // a turn takes a byte at least
}

// copyAll copies all that is shown.
func (m *Model) copyAll() tea.Cmd { return m.copy(m.Dialogue.Sel) }

// copy returns the work of quoting the turns of sel: some have millions of
// characters that nobody can see.
func (m *Model) copy(sel *transcript.Selection) tea.Cmd {
	ctx, number := m.Copying.Start()
	r, doc := m.Reading, m.Doc.Snapshot()
	return func() tea.Msg {
		quote, err := doc.Quotation(ctx, sel, maxCopied)
		return copiedMsg{r, number, quote, err}
	}
}

// copied hands a quotation to the terminal, which keeps the clipboard.
func (m *Model) copied(msg copiedMsg) tea.Cmd {
	r, err := msg.of, msg.err
	if !r.Copying.Is(msg.number) {
		return nil
	}
	r.Copying.Stop()
	switch {
	case errors.Is(err, transcript.ErrLong):
		m.say("too long for the clipboard: press e to write a file")
		return nil
	case err != nil && r.Src.Changed() && !r.Following && r == m.Reading: // that is why
		m.warnChanged()
		return nil
	case err != nil:
		m.warn(err)
		return nil
	}
	m.say("copied " + view.Plural(int(msg.quote.Words), "word") + ", with the source")
	return term.Copy(msg.quote.Text)
}

// toggleMark begins to mark turns, from the one that is read to where the
// reader goes, or gives that up.
func (m *Model) toggleMark() tea.Cmd {
	v := &m.Dialogue
	if first, _ := v.Marked(); first >= 0 {
		v.Unmark()
		return nil
	}
	if m.Doc.Len() == 0 {
		m.say("no turn to mark here")
		return nil
	}
	v.Mark = max(v.Current(), 0)
	v.Layout()
	return nil
}

// markedText says what is marked, "" for nothing.
func (m *Model) markedText() string {
	first, last := m.Dialogue.Marked()
	if first < 0 {
		return ""
	}
	from, _ := m.Dialogue.Sel.Pos(first)
	to, _ := m.Dialogue.Sel.Pos(last + 1)
	return view.Plural(to-from, "turn") + " marked: y copies, e writes"
}
