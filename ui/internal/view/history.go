package view

// A history is a stack of the anchors where jumps started.
type history struct{ back []Anchor }

const historyLength = 200

func (h *history) Push(a Anchor) {
	if n := len(h.back); n > 0 && h.back[n-1] == a {
		return
	}
	h.back = append(h.back, a)
	if len(h.back) > historyLength {
		h.back = h.back[1:]
	}
}

// Pop removes and returns the anchor where the last jump started.
func (h *history) Pop() (a Anchor, ok bool) {
	n := len(h.back)
	if n == 0 {
		return a, false
	}
	a, h.back = h.back[n-1], h.back[:n-1]
	return a, true
}
