package view

// Marked returns the first and last marked turn, -1 if none is marked.
func (v *Dialogue) Marked() (first, last int) {
	if v.Mark < 0 {
		return -1, -1
	}
	at := max(v.Current(), 0)
	return min(v.Mark, at), max(v.Mark, at)
}

func (v *Dialogue) Unmark() {
	v.Mark = -1
	v.Layout()
}

// isMarked reports whether a turn is marked.
func (v *Dialogue) isMarked(turn int) bool {
	first, last := v.Marked()
	return first >= 0 && first <= turn && turn <= last
}
