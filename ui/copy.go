package ui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/term"
	"verbatim/transcript"
	"verbatim/ui/internal/view"
)

// maxCopied is the longest text copied at once, in bytes. Terminals accept up to
// 100,000 characters of base64.
const maxCopied = 74_994

// copyTurn copies the marked turns, or the current turn.
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
	return m.copy(transcript.Between(m.Dialogue.Sel, first, min(last+1, first+maxCopied))) // a turn has at least one byte
}

// copyAll copies all shown turns.
func (m *Model) copyAll() tea.Cmd { return m.copy(m.Dialogue.Sel) }

// copy returns the work of quoting the turns of sel. It runs in the background
// because a turn may have millions of invisible characters.
func (m *Model) copy(sel *transcript.Selection) tea.Cmd {
	ctx, number := m.Copying.Start()
	r, doc := m.Reading, m.Doc.Snapshot()
	return func() tea.Msg {
		quote, err := doc.Quotation(ctx, sel, maxCopied)
		return copiedMsg{r, number, quote, err}
	}
}

// copied writes a quotation to the clipboard, through the terminal.
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
	case err != nil && r.Src.Changed() && !r.Following && r == m.Reading: // the change explains the error
		m.warnChanged()
		return nil
	case err != nil:
		m.warn(err)
		return nil
	}
	m.say("copied " + view.Plural(int(msg.quote.Words), "word") + ", with the source")
	return term.Copy(msg.quote.Text)
}

// toggleMark starts marking turns from the current one on, or cancels the mark.
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

// markedText describes the marked turns, "" if there are none.
func (m *Model) markedText() string {
	first, last := m.Dialogue.Marked()
	if first < 0 {
		return ""
	}
	from, _ := m.Dialogue.Sel.Pos(first)
	to, _ := m.Dialogue.Sel.Pos(last + 1)
	return view.Plural(to-from, "turn") + " marked: y copies, e writes"
}
