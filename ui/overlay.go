package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// An overlay is a part of the screen over the dialogue that gets the keys: the
// help, the list of transcripts, the list of bookmarks, a prompt.
type overlay interface {
	// press handles a key. name is its name in key maps.
	press(m *Model, k tea.KeyPressMsg, name string) tea.Cmd
	// layout makes the rows and the status.
	layout(m *Model)
	// frame returns the rows of the screen except the last. nil means that the
	// rows beneath the overlay stay visible.
	frame() []string
	// status returns the last row of the screen.
	status(m *Model) string
}

// overlays is the stack of open overlays. The last one gets the keys.
type overlays []overlay

// open puts o on top of the stack.
func (s *overlays) open(o overlay) {
	s.close(o)
	*s = append(*s, o)
}

// close removes o from the stack, if it is there.
func (s *overlays) close(o overlay) {
	*s = slices.DeleteFunc(*s, func(other overlay) bool { return other == o })
}

// has reports whether o is open.
func (s overlays) has(o overlay) bool { return slices.Contains(s, o) }

// top returns the overlay that gets the keys, nil if none is open.
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

// layout makes the rows of every overlay.
func (s overlays) layout(m *Model) {
	for _, o := range s {
		o.layout(m)
	}
}

// prompt returns the prompt if one gets the keys, otherwise nil.
func (s overlays) prompt() *prompt {
	p, _ := s.top().(*prompt)
	return p
}
