package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// A transcript that is judged again has its questions narrowed again.
func TestNarrowAgain(t *testing.T) {
	s := seedScreen(t, 120, 40)
	s.press(`tab tab / "talks" enter`)
	s.reading.judgedAgain(nil)
	s.run(s.reading.grew())
	s.layout()
	s.want("QUESTIONS 1/4 “talks”", "3 How do you assess")
}

// What was given up is no fault.
func TestNarrowGivenUp(t *testing.T) {
	s := seedScreen(t, 120, 40)
	s.press("tab tab /")
	var late []tea.Cmd
	for _, name := range []string{"t", "a", "l"} {
		_, cmd := s.Update(keyPress(name))
		late = append(late, cmd)
	}
	s.press("enter")
	for _, cmd := range late {
		s.run(cmd)
	}
	s.want("QUESTIONS 1/4 “tal”")
	s.wantNot("canceled")
}
