package ui

import (
	tea "charm.land/bubbletea/v2"
)

// toggleTimes shows or hides the times of turns.
func (m *Model) toggleTimes() tea.Cmd {
	if !m.Doc.HasTimes() && !m.times {
		m.say("the transcript has no times")
		return nil
	}
	m.times = !m.times
	m.Dialogue.SetTimes(m.times)
	return nil
}
