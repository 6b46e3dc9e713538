package view

import (
	"verbatim/transcript"
)

func (v *Dialogue) SetTimes(on bool) {
	if v.times != on {
		v.times = on
		v.Relayout()
	}
}

// time returns when a turn begins as it is shown above it, "" where it is not.
func (f *flow) time(turn int) string {
	if !f.times || turn < 0 {
		return ""
	}
	return transcript.Clock(f.doc.Turn(turn).Start)
}
