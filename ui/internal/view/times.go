package view

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
	return f.doc.Clock(f.doc.Turn(turn).Start)
}
