package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// An overlay is open over the dialogue and has the keys: the help, the list of
// transcripts, the list of bookmarks, a prompt.
type overlay interface {
	// press does what a key is for. name is the name it is bound by.
	press(m *Model, k tea.KeyPressMsg, name string) tea.Cmd
	// layout makes the rows and the status.
	layout(m *Model)
	// frame returns all rows of the screen but the last. nil means that what
	// is beneath the overlay can be seen.
	frame() []string
	// status returns the last row of the screen.
	status(m *Model) string
}

// overlays are those that are open, the one that has the keys last.
type overlays []overlay

// open puts o on top.
func (s *overlays) open(o overlay) {
	s.close(o)
	*s = append(*s, o)
}

// close takes o away, if it is open.
func (s *overlays) close(o overlay) {
	*s = slices.DeleteFunc(*s, func(other overlay) bool { return other == o })
}

// has reports whether o is open.
func (s overlays) has(o overlay) bool { return slices.Contains(s, o) }

// top returns the overlay that has the keys, nil if none is open.
func (s overlays) top() overlay {
	if len(s) == 0 {
		return nil
	}
	return s[len(s)-1]
}

// frame returns the rows of the highest overlay that has some, nil if none has.
func (s overlays) frame() []string {
	for _, o := range slices.Backward(s) {
		if rows := o.frame(); rows != nil {
			return rows
		}
	}
	return nil
}

// layout makes the rows of all of them.
func (s overlays) layout(m *Model) {
	for _, o := range s {
		o.layout(m)
	}
}

// prompt returns the prompt that has the keys, nil if none has.
func (s overlays) prompt() *prompt {
	p, _ := s.top().(*prompt)
	return p
}
