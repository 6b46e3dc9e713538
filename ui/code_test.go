package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
	"verbatim/ui/internal/view"
)

// Lines of code are neither joined nor wrapped, and what is wider than the column is cut.
func TestCode(t *testing.T) {
	const talk = "User: How do I drop doubles?\n\nAssistant: Use a set:\n\n```python\ndef once(names):\n    seen = set()\n\n    return [n for n in names if not (n in seen or seen.add(n))]\n```\n\n- so it goes\n- on and on\n\nUser: Thanks.\n\nAssistant: Well.\n"
	s := readerOf(t, 50, 24, view.Options{Names: []string{"talk.md"}, Open: func(name string) (*transcript.Source, error) {
		return transcript.FromString(name, talk), nil
	}})
	s.want("── Q2 ", " ```python ", " def once(names): ", "     seen = set() ", "     return [n for n in names if not (n", "…", " - so it goes ", " - on and on ")
	s.wantNot("in seen or seen.add(n))]")
	for _, w := range []int{1, 2, 5, 9, 20, 110} {
		s.send(tea.WindowSizeMsg{Width: w, Height: 24})
		s.rows()
	}
	s.want("    return [n for n in names if not (n in seen or seen.add(n))] ")
}
