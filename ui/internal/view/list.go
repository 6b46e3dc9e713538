package view

// A List is a scrolling list with a cursor. The item under the cursor is always on
// the screen.
type List struct {
	N      int // items
	Cursor int // index of the item under the cursor
	Top    int // the first item on the screen
	H      int // rows of the screen, one for each item
}

// Resize sets the number of items and the number of rows for them.
func (l *List) Resize(n, h int) {
	l.N, l.H = n, h
	l.Move(0)
}

// Move moves the cursor by a number of items, and stops at the ends.
func (l *List) Move(by int) {
	l.Cursor = max(0, min(l.Cursor+by, l.N-1))
	l.show(l.Cursor)
}

// show scrolls as little as needed to show item i.
func (l *List) show(i int) {
	l.Top = max(0, min(l.Top, l.N-l.H))
	switch {
	case l.H <= 0:
		l.Top = i
	case i < l.Top:
		l.Top = i
	case i >= l.Top+l.H:
		l.Top = i - l.H + 1
	}
}

// End returns the item after the last one on the screen.
func (l *List) End() int { return min(l.Top+max(l.H, 0), l.N) }

// ListHeads is the number of rows above the items.
const ListHeads = 2
