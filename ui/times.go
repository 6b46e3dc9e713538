package ui

import (
	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
)

// toggleTimes says when turns begin, or stops saying so.
func (m *Model) toggleTimes() tea.Cmd {
	if !m.doc.HasTimes() && !m.times {
		m.say("the transcript has no times")
		return nil
	}
	m.times = !m.times
	m.dialogue.setTimes(m.times)
	return nil
}

func (v *dialogue) setTimes(on bool) {
	if v.times != on {
		v.times = on
		v.relayout()
	}
}

// time returns when a turn begins as it is shown above it, "" where it is not.
func (f *flow) time(turn int) string {
	if !f.times || turn < 0 {
		return ""
	}
	return transcript.Clock(f.doc.Turn(turn).Start)
}
