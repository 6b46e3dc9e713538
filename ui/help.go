package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/term"
	"verbatim/ui/internal/grid"
)

// A help is the overlay that lists the keys.
type help struct {
	top, last int // the first row on the screen, and its largest value
	h         int
	rows      []string
}

func (m *Model) openHelp() tea.Cmd {
	m.over.open(&help{})
	return nil
}

// press scrolls the help, or closes it.
func (p *help) press(m *Model, _ tea.KeyPressMsg, name string) tea.Cmd {
	switch name {
	case "q", "esc", "?", "f1", "enter":
		m.over.close(p)
	case "j", "down":
		p.top++
	case "k", "up":
		p.top--
	case "space", "pgdown", "d", "ctrl+d":
		p.top += max(1, p.h-1)
	case "b", "pgup", "u", "ctrl+u":
		p.top -= max(1, p.h-1)
	case "g", "home":
		p.top = 0
	case "G", "end":
		p.top = p.last
	case "ctrl+l":
		return term.Redraw
	}
	return nil
}

func (p *help) frame() []string { return p.rows }

func (p *help) status(m *Model) string {
	return m.statusRow(func() []segment { return nil }, func() [][2]string { return [][2]string{{"j k", "scroll"}, {"esc", "back"}} })
}

// Widths of the column of keys and of the whole table.
const (
	helpKeys = 30 // cells
	helpRoom = 92
)

// layout makes the rows on the screen.
func (p *help) layout(m *Model) {
	p.h = max(m.h-1, 0)
	all := helpRows(m)
	p.last = max(0, len(all)-p.h)
	p.top = max(0, min(p.top, p.last))
	p.rows = all[p.top:min(p.top+p.h, len(all))]
}

func helpRows(m *Model) []string {
	left := max(1, (m.w-helpRoom)/2)
	column := min(helpKeys, m.w*2/5)
	var rows []string
	add := func(paint func(s *grid.Strip)) {
		var s grid.Strip
		s.Pad(grid.Blanks, min(left, m.w))
		paint(&s)
		s.Pad(grid.Blanks, m.w)
		rows = append(rows, string(s.Buf))
	}
	for _, k := range m.keys.all() {
		if rows != nil {
			add(func(*grid.Strip) {})
		}
		add(func(s *grid.Strip) { s.Fit(m.theme.Focus, k.title, m.w) })
		for _, row := range k.rows {
			h := row.help()
			keys := strings.Join(h.Keys, " ")
			lines := []string{h.Does}
			if w := m.w - left - column - 1; w >= 12 && grid.Cells(h.Does) > w {
				lines = lines[:0]
				for _, r := range grid.Wrap(h.Does, w) {
					lines = append(lines, h.Does[r.From:r.To])
				}
			}
			for i, line := range lines {
				add(func(s *grid.Strip) {
					if i == 0 {
						s.Fit(m.theme.Keys, keys, left+column-1)
					}
					s.Pad(grid.Blanks, min(left+column, m.w))
					s.Fit(grid.Style{}, line, m.w)
				})
			}
		}
	}
	return rows
}
