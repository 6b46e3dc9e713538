package ui

// A list is items of which one has the cursor. It shows as many as there are
// rows for, the one with the cursor among them.
type list struct {
	n      int // items
	cursor int // the item that has it
	top    int // the first item on the screen
	h      int // rows of the screen, one for each item
}

// resize says how many items there are, and rows for them.
func (l *list) resize(n, h int) {
	l.n, l.h = n, h
	l.move(0)
}

// move moves the cursor, as far as there are items.
func (l *list) move(by int) {
	l.cursor = max(0, min(l.cursor+by, l.n-1))
	l.show(l.cursor)
}

// show scrolls as little as brings item i on the screen.
func (l *list) show(i int) {
	l.top = max(0, min(l.top, l.n-l.h))
	switch {
	case l.h <= 0:
		l.top = i
	case i < l.top:
		l.top = i
	case i >= l.top+l.h:
		l.top = i - l.h + 1
	}
}

// end returns the item after the last one on the screen.
func (l *list) end() int { return min(l.top+max(l.h, 0), l.n) }

// press moves the cursor, if that is what a key is for.
func (l *list) press(name string) bool {
	switch name {
	case "j", "down", "ctrl+n":
		l.move(1)
	case "k", "up", "ctrl+p":
		l.move(-1)
	case "space", "pgdown", "ctrl+f", "d", "ctrl+d":
		l.move(max(1, l.h-1))
	case "b", "pgup", "ctrl+b", "u", "ctrl+u":
		l.move(-max(1, l.h-1))
	case "g", "home":
		l.move(-l.n)
	case "G", "end":
		l.move(l.n)
	default:
		return false
	}
	return true
}
