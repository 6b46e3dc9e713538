package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/term"
	"verbatim/transcript"
)

// focus gives the keys to the next or the previous of speakers, questions
// and dialogue.
func focus(dir int) command {
	return func(m *Model) tea.Cmd {
		to := focused((int(m.side.focus) + dir + 3) % 3)
		m.leave()
		m.setFocus(to)
		return nil
	}
}

// leave gives the keys to the dialogue, which stays where the list of
// questions has led.
func (m *Model) leave() {
	if m.side.focus == onQuestions {
		m.settle()
	}
	m.setFocus(onDialogue)
}

func (m *Model) setFocus(f focused) {
	m.side.setFocus(m.reading, f)
	m.follow = m.dialogue.anchor
	m.resize()
}

// settle stays where the list of questions has led.
func (m *Model) settle() {
	if m.dialogue.anchor != m.follow {
		m.history.push(m.follow)
		m.follow = m.dialogue.anchor
	}
}

func (m *Model) toggleSidebar() tea.Cmd {
	switch {
	case sideWidth(m.w) == 0 && m.side.focus == onDialogue:
		m.setFocus(onSpeakers)
	case m.side.focus != onDialogue:
		m.hidden = sideWidth(m.w) > 0 || m.hidden
		m.leave()
	default:
		m.hidden = !m.hidden
	}
	m.resize()
	return nil
}

func listRows(n int) command {
	return func(m *Model) tea.Cmd {
		m.side.list().move(n)
		m.lead()
		return nil
	}
}

// listPage moves the cursor by what is on the screen, or a part of it.
func listPage(dir, part int) command {
	return func(m *Model) tea.Cmd {
		l := m.side.list()
		l.move(dir * max(1, l.h/part))
		m.lead()
		return nil
	}
}

func listEnd(dir int) command {
	return func(m *Model) tea.Cmd {
		l := m.side.list()
		l.move(dir * l.n)
		m.lead()
		return nil
	}
}

// lead takes the dialogue to the question under the cursor.
func (m *Model) lead() {
	if m.side.focus != onQuestions {
		return
	}
	if n, ok := m.side.current(m.doc); ok {
		first, _ := m.doc.ExchangeSpan(n)
		m.dialogue.goTo(heading(m.doc, first))
	}
}

// chosen returns what of f goes by the list that has the keys.
func (b *sidebar) chosen(f *transcript.Filter) *[]int {
	if b.focus == onQuestions {
		return &f.Exchanges
	}
	return &f.Speakers
}

// choose shows only the speaker or the question under the cursor, or
// everything again if that is shown alone already.
func (m *Model) choose() tea.Cmd {
	i, ok := m.side.current(m.doc)
	if !ok {
		return nil
	}
	f := m.filter
	chosen := m.side.chosen(&f)
	if slices.Equal(*chosen, []int{i}) {
		*chosen = nil
	} else {
		*chosen = []int{i}
	}
	if m.side.focus == onQuestions {
		if i != m.dialogue.exchange() { // else it stays where it is being read
			m.lead()
		}
		m.settle()
	}
	m.setFocus(onDialogue)
	return m.setFilter(f)
}

// toggle adds the speaker or the question under the cursor to what is shown,
// or takes it away.
func (m *Model) toggle() tea.Cmd {
	i, ok := m.side.current(m.doc)
	if !ok {
		return nil
	}
	f := m.filter
	chosen := m.side.chosen(&f)
	kept := slices.Clone(*chosen) // a selection in the making still reads the other one
	if k := slices.Index(kept, i); k >= 0 {
		kept = slices.Delete(kept, k, k+1)
	} else {
		kept = append(kept, i)
	}
	*chosen = kept
	return m.setFilter(f)
}

// undo undoes one thing, from the last to the first.
func (m *Model) undo() tea.Cmd {
	b := &m.side
	first, _ := m.dialogue.marked()
	switch {
	case m.copying.busy:
		m.copying.stop()
		m.say("copying cancelled")
	case m.writing != nil && b.focus == onDialogue:
		return m.cancelWriting()
	case first >= 0:
		m.dialogue.unmark()
	case b.focus != onDialogue && b.narrow[b.focus-1] != nil:
		return b.setNarrow(m.reading, nil)
	case b.focus == onQuestions:
		m.dialogue.restore(m.follow)
		m.setFocus(onDialogue)
	case b.focus == onSpeakers:
		m.setFocus(onDialogue)
	case m.goal.kind != nowhere:
		m.goal = Place{}
	case m.search.pattern != nil:
		m.dropSearch()
	case !m.filter.Zero():
		f := m.filter
		f.Speakers, f.Exchanges, f.Text = nil, nil, nil
		return m.setFilter(f)
	}
	return nil
}

func measure(by int) command {
	return func(m *Model) tea.Cmd {
		now := m.dialogue.measure
		if now == 0 {
			now = m.dialogue.cells - barCells
		}
		m.dialogue.setMeasure(max(minMeasure, min(now+by, maxMeasure)))
		m.say("text " + plural(m.dialogue.measure, "column") + " wide")
		return nil
	}
}

// The measures that + and - reach, in cells.
const minMeasure, maxMeasure = 20, 400

// wholeWidth takes the whole width for text, or a good measure again.
func (m *Model) wholeWidth() tea.Cmd {
	if m.dialogue.measure == 0 {
		m.dialogue.setMeasure(DefaultMeasure)
		m.say("text " + plural(DefaultMeasure, "column") + " wide")
	} else {
		m.dialogue.setMeasure(0)
		m.say("text over the whole width")
	}
	return nil
}

// DefaultMeasure is a width of text that is good to read, in cells.
const DefaultMeasure = 72

func redraw(*Model) tea.Cmd { return term.Redraw }

func quit(*Model) tea.Cmd { return tea.Quit }
