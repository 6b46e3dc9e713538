package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// A help shows the keys, over all else.
type help struct {
	top, last int // the first row on the screen, and the last that it may be
	h         int
	rows      []string
}

func (m *Model) openHelp() tea.Cmd {
	m.help = &help{}
	return nil
}

// press scrolls the help, or closes it.
func (p *help) press(m *Model, name string) tea.Cmd {
	switch name {
	case "q", "esc", "?", "f1", "enter":
		m.help = nil
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
		return tea.ClearScreen
	}
	return nil
}

// The table has the keys in a column, then what they do.
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
	add := func(paint func(s *strip)) {
		var s strip
		s.pad(blanks, min(left, m.w))
		paint(&s)
		s.pad(blanks, m.w)
		rows = append(rows, string(s.buf))
	}
	for _, k := range m.keys.all() {
		if rows != nil {
			add(func(*strip) {})
		}
		add(func(s *strip) { s.fit(m.theme.focus, k.title, m.w) })
		for _, row := range k.rows {
			h := row.help()
			keys := strings.Join(h.Keys, " ")
			lines := []string{h.Does}
			if w := m.w - left - column - 1; w >= 12 && stringCells(h.Does) > w {
				lines = lines[:0]
				for _, r := range wrap(h.Does, w) {
					lines = append(lines, h.Does[r.from:r.to])
				}
			}
			for i, line := range lines {
				add(func(s *strip) {
					if i == 0 {
						s.fit(m.theme.keys, keys, left+column-1)
					}
					s.pad(blanks, min(left+column, m.w))
					s.fit(style{}, line, m.w)
				})
			}
		}
	}
	return rows
}
