package ui

import (
	tea "charm.land/bubbletea/v2"

	"verbatim/internal/term"
	"verbatim/ui/internal/grid"
)

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

// press does what keys do in every list that is over all else: it moves the
// cursor, and what the screen has them for. ok is false for other keys.
func (l *list) press(m *Model, name string) (cmd tea.Cmd, ok bool) {
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
	case "?", "f1":
		return m.openHelp(), true
	case "ctrl+l":
		return term.Redraw, true
	case "ctrl+z":
		return suspend(m), true
	default:
		return nil, false
	}
	return nil, true
}

// listHeads are the rows above the items of such a list.
const listHeads = 2

// paint returns its rows, each of which item fills.
func (l *list) paint(m *Model, title string, item func(s *grid.Strip, i int)) []string {
	rows := []string{
		listRow(m, grid.Style{}, func(s *grid.Strip) { s.Fit(m.theme.heading, title, m.w) }),
		listRow(m, grid.Style{}, func(*grid.Strip) {}),
	}
	for i := l.top; i < l.end(); i++ {
		st := grid.Style{}
		if i == l.cursor {
			st = m.theme.cursor
		}
		rows = append(rows, listRow(m, st, func(s *grid.Strip) { item(s, i) }))
	}
	return rows
}

func listRow(m *Model, st grid.Style, paint func(s *grid.Strip)) string {
	var s grid.Strip
	s.Under(st)
	s.Pad(grid.Blanks, min(1, m.w))
	paint(&s)
	s.Pad(grid.Blanks, m.w)
	s.Rest()
	return string(s.Buf)
}
