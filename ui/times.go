package ui

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
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
	return clockText(f.doc.Turn(turn).Start)
}

// clockText returns milliseconds as h:mm:ss, or m:ss in the first hour; ""
// for no time.
func clockText(ms int32) string {
	if ms < 0 {
		return ""
	}
	d := time.Duration(ms) * time.Millisecond
	h, m, s := int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60
	if h == 0 {
		return fmt.Sprintf("%d:%02d", m, s)
	}
	return fmt.Sprintf("%d:%02d:%02d", h, m, s)
}
