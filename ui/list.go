package ui

import (
	tea "charm.land/bubbletea/v2"

	"verbatim/internal/term"
	"verbatim/ui/internal/grid"
	"verbatim/ui/internal/view"
)

// pressList handles the keys that all list overlays share: moving the cursor,
// help, redraw, suspend. ok is false for other keys.
func pressList(m *Model, l *view.List, name string) (cmd tea.Cmd, ok bool) {
	switch name {
	case "j", "down", "ctrl+n":
		l.Move(1)
	case "k", "up", "ctrl+p":
		l.Move(-1)
	case "space", "pgdown", "ctrl+f", "d", "ctrl+d":
		l.Move(max(1, l.H-1))
	case "b", "pgup", "ctrl+b", "u", "ctrl+u":
		l.Move(-max(1, l.H-1))
	case "g", "home":
		l.Move(-l.N)
	case "G", "end":
		l.Move(l.N)
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

// paintList returns the rows of a list. item paints one item.
func paintList(m *Model, l *view.List, title string, item func(s *grid.Strip, i int)) []string {
	rows := []string{
		listRow(m, grid.Style{}, func(s *grid.Strip) { s.Fit(m.theme.Heading, title, m.w) }),
		listRow(m, grid.Style{}, func(*grid.Strip) {}),
	}
	for i := l.Top; i < l.End(); i++ {
		st := grid.Style{}
		if i == l.Cursor {
			st = m.theme.Cursor
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

// suspend gives the terminal to the shell until the shell continues the program.
func suspend(m *Model) tea.Cmd {
	cmd := term.Suspend()
	if cmd == nil {
		m.say("cannot suspend: no shell to return to")
	}
	return cmd
}
