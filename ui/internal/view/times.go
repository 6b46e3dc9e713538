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

// time returns the start of a turn as text, "" if it is not shown.
func (f *flow) time(turn int) string {
	if !f.times || turn < 0 {
		return ""
	}
	return transcript.Clock(f.doc.Turn(turn).Start)
}
