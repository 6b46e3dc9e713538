package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/term"
	"verbatim/ui/internal/view"
)

// focus moves the keyboard focus to the next or previous of speakers, questions and
// dialogue.
func focus(dir int) command {
	return func(m *Model) tea.Cmd {
		to := view.Focused((int(m.Side.Focus) + dir + 3) % 3)
		m.leave()
		m.setFocus(to)
		return nil
	}
}

// leave moves the focus to the dialogue, which stays where the list of questions moved it.
func (m *Model) leave() {
	if m.Side.Focus == view.OnQuestions {
		m.settle()
	}
	m.setFocus(view.OnDialogue)
}

func (m *Model) setFocus(f view.Focused) {
	m.Side.SetFocus(m.Reading, f)
	m.Follow = m.Dialogue.Anchor
	m.resize()
}

// settle keeps the place to which the list of questions moved the dialogue.
func (m *Model) settle() {
	if m.Dialogue.Anchor != m.Follow {
		m.History.Push(m.Follow)
		m.Follow = m.Dialogue.Anchor
	}
}

func (m *Model) toggleSidebar() tea.Cmd {
	switch {
	case view.SideWidth(m.w) == 0 && m.Side.Focus == view.OnDialogue:
		m.setFocus(view.OnSpeakers)
	case m.Side.Focus != view.OnDialogue:
		m.hidden = view.SideWidth(m.w) > 0 || m.hidden
		m.leave()
	default:
		m.hidden = !m.hidden
	}
	m.resize()
	return nil
}

func listRows(n int) command {
	return func(m *Model) tea.Cmd {
		m.Side.List().Move(n)
		m.lead()
		return nil
	}
}

// listPage moves the cursor by a page, or by a fraction of one: a page divided by part.
func listPage(dir, part int) command {
	return func(m *Model) tea.Cmd {
		l := m.Side.List()
		l.Move(dir * max(1, l.H/part))
		m.lead()
		return nil
	}
}

func listEnd(dir int) command {
	return func(m *Model) tea.Cmd {
		l := m.Side.List()
		l.Move(dir * l.N)
		m.lead()
		return nil
	}
}

// lead moves the dialogue to the question under the cursor.
func (m *Model) lead() {
	if m.Side.Focus != view.OnQuestions {
		return
	}
	if n, ok := m.Side.Current(m.Doc); ok {
		first, _ := m.Doc.ExchangeSpan(n)
		m.Dialogue.GoTo(view.Heading(m.Doc, first))
	}
}

// choose shows only the speaker or question under the cursor, or everything if
// it is already shown alone.
func (m *Model) choose() tea.Cmd {
	i, ok := m.Side.Current(m.Doc)
	if !ok {
		return nil
	}
	f := m.Filter
	chosen := m.Side.Chosen(&f)
	if slices.Equal(*chosen, []int{i}) {
		*chosen = nil
	} else {
		*chosen = []int{i}
	}
	if m.Side.Focus == view.OnQuestions {
		if i != m.Dialogue.Exchange() { // otherwise the place does not change
			m.lead()
		}
		m.settle()
	}
	m.setFocus(view.OnDialogue)
	return m.SetFilter(f)
}

// toggle adds the speaker or question under the cursor to the filter, or removes
// it.
func (m *Model) toggle() tea.Cmd {
	i, ok := m.Side.Current(m.Doc)
	if !ok {
		return nil
	}
	f := m.Filter
	chosen := m.Side.Chosen(&f)
	kept := slices.Clone(*chosen) // a running selection still reads the old slice
	if k := slices.Index(kept, i); k >= 0 {
		kept = slices.Delete(kept, k, k+1)
	} else {
		kept = append(kept, i)
	}
	*chosen = kept
	return m.SetFilter(f)
}

// undo undoes one action: the one that the user most likely did last.
func (m *Model) undo() tea.Cmd {
	b := &m.Side
	first, _ := m.Dialogue.Marked()
	switch {
	case m.Copying.Busy:
		m.Copying.Stop()
		m.say("copying cancelled")
	case m.writing != nil && b.Focus == view.OnDialogue:
		return m.cancelWriting()
	case first >= 0:
		m.Dialogue.Unmark()
	case b.Focus != view.OnDialogue && b.Narrow[b.Focus-1] != nil:
		return b.SetNarrow(m.Reading, nil)
	case b.Focus == view.OnQuestions:
		m.Dialogue.Restore(m.Follow)
		m.setFocus(view.OnDialogue)
	case b.Focus == view.OnSpeakers:
		m.setFocus(view.OnDialogue)
	case m.Goal.Kind != view.Nowhere:
		m.Goal = view.Place{}
	case m.Search.Pattern != nil:
		m.DropSearch()
	case !m.Filter.Zero():
		f := m.Filter
		f.Speakers, f.Exchanges, f.Text = nil, nil, nil
		return m.SetFilter(f)
	}
	return nil
}

func measure(by int) command {
	return func(m *Model) tea.Cmd {
		now := m.Dialogue.Measure
		if now == 0 {
			now = m.Dialogue.Cells - view.BarCells
		}
		m.Dialogue.SetMeasure(max(minMeasure, min(now+by, maxMeasure)))
		m.say("text " + view.Plural(m.Dialogue.Measure, "column") + " wide")
		return nil
	}
}

// Limits of the measure that + and - set, in cells.
const minMeasure, maxMeasure = 20, 400

// wholeWidth switches between the whole width and the default measure.
func (m *Model) wholeWidth() tea.Cmd {
	if m.Dialogue.Measure == 0 {
		m.Dialogue.SetMeasure(view.DefaultMeasure)
		m.say("text " + view.Plural(view.DefaultMeasure, "column") + " wide")
	} else {
		m.Dialogue.SetMeasure(0)
		m.say("text uses the whole width")
	}
	return nil
}

func redraw(*Model) tea.Cmd { return term.Redraw }

func quit(*Model) tea.Cmd { return tea.Quit }
