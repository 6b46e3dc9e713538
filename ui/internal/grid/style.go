package grid

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// A Style is what opens and what closes a stretch of styled text. It is put
// together once, with the theme: a frame only joins strings.
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
