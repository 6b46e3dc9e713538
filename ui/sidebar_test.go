package ui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"verbatim/testdata/corpus"
	"verbatim/ui/internal/view"
)

// A transcript that is judged again has its questions narrowed again.
func TestNarrowAgain(t *testing.T) {
	s := seedScreen(t, 120, 40)
	s.press(`tab tab / "talks" enter`)
	s.Reading.JudgedAgain(view.KeptNames{})
	s.run(s.Reading.Grew())
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

// crowd is a screen of more speakers than are ranked at once; speaker i says
// the more, the higher i.
func crowd(t *testing.T) *screen {
	var b strings.Builder
	for i := range view.MaxAtOnce + 1000 {
		fmt.Fprintf(&b, "%s: Said %s.\n\n", corpus.Speaker(i), strings.Repeat("so ", i/1000))
	}
	return textScreen(t, 120, 40, b.String())
}

// Many speakers are narrowed and ranked beside the screen, and a key does not
// choose one of those that were there before.
func TestCrowd(t *testing.T) {
	s := crowd(t)
	last := corpus.Speaker(view.MaxAtOnce + 999)
	s.press("tab /")
	var late []tea.Cmd
	for _, r := range strings.ToLower(last) {
		_, cmd := s.Update(keyPress(string(r)))
		late = append(late, cmd)
	}
	s.press("enter enter")
	if !s.Filter.Zero() || len(s.Side.Order) > 0 {
		t.Errorf("%d speakers, filter %+v", len(s.Side.Order), s.Filter)
	}
	for _, cmd := range late {
		s.run(cmd)
	}
	s.press("enter")
	s.want(fmt.Sprintf("1/%d “%s”", view.MaxAtOnce+1000, strings.ToLower(last)), "only "+last)
	s.press("tab esc")
	if n := len(s.Side.Order); n != view.MaxAtOnce+1000 {
		t.Errorf("%d speakers in the end", n)
	}
}

// A ranking that is not the last asked for is of no use.
func TestRankedLate(t *testing.T) {
	s := crowd(t)
	first, second := s.Side.Rank(s.Reading, false), s.Side.Rank(s.Reading, false)
	if cmd := s.Side.Grew(s.Reading); cmd != nil {
		t.Error("what has been ranked is ranked again")
	}
	was := &s.Side.Order[0]
	s.run(first)
	if &s.Side.Order[0] != was {
		t.Error("taken")
	}
	s.run(second)
	if &s.Side.Order[0] == was || s.Side.Reranking.Busy {
		t.Error("not taken")
	}
}
