package ui

import (
	"bytes"
	"context"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/teatest/v2"

	"verbatim/transcript"
	"verbatim/ui/internal/view"
)

// The program that Bubble Tea runs comes to the same as calling Update: keys
// arrive, commands answer, and quitting ends it.
func TestProgram(t *testing.T) {
	o := &view.Options{Names: []string{Seed}, Open: transcript.OpenFile, Theme: "dark", Width: view.DefaultMeasure}
	first, err := o.OpenReading(context.Background(), Seed)
	if err != nil {
		t.Fatal(err)
	}
	m := newModel(o, first)
	m.open = append(m.open, first)
	p := teatest.NewTestModel(t, m, teatest.WithInitialTermSize(120, 40))
	see := func(text string) {
		t.Helper()
		teatest.WaitFor(t, p.Output(), func(out []byte) bool { return bytes.Contains(sgr.ReplaceAll(out, nil), []byte(text)) },
			teatest.WithDuration(20*time.Second), teatest.WithCheckInterval(time.Millisecond))
	}
	see("4 questions")
	p.Type(":q3")
	p.Send(tea.KeyPressMsg{Code: tea.KeyEnter})
	see("two to tango")
	p.Type("/gopak")
	see("1/1")
	p.Send(tea.KeyPressMsg{Code: tea.KeyEnter})
	p.Type("q")
	end, ok := p.FinalModel(t, teatest.WithFinalTimeout(20*time.Second)).(*Model)
	if !ok || end.Search.Len() != 1 || end.Dialogue.Exchange() != 3 {
		t.Errorf("%d hits, in question %d", end.Search.Len(), end.Dialogue.Exchange())
	}
}
