package grid

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// A Style has the control sequences before and after styled text. They are made
// once, with the theme, so that frames only join strings.
type Style struct{ Open, Close string }

// NewStyle returns the style that s renders.
func NewStyle(s lipgloss.Style) Style {
	open, end, _ := strings.Cut(s.Render("x"), "x")
	return Style{open, end}
}

// Paint returns text in the style.
func (s Style) Paint(text string) string {
	if text == "" {
		return ""
	}
	return s.Open + text + s.Close
}
