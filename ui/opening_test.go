package ui

import (
	"errors"
	"io"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
	"verbatim/ui/internal/view"
)

// openSlowly returns the model of a transcript that does not come at once.
func openSlowly(t *testing.T) (m *Model, w *io.PipeWriter) {
	t.Helper()
	r, w := io.Pipe()
	m = newModel(&view.Options{
		Names: []string{Stdin}, Theme: "dark", Width: view.DefaultMeasure,
		Open: func(string) (*transcript.Source, error) { return transcript.FromReader("standard input", r), nil },
	}, nil)
	if err := m.openFirst(); err != nil {
		t.Fatal(err)
	}
	if _, cmd := m.Update(tea.WindowSizeMsg{Width: 80, Height: 24}); cmd == nil {
		t.Fatal("nothing is waited for")
	}
	if got := m.View().Content; !strings.Contains(got, "opening standard input …") {
		t.Errorf("the screen is\n%s", got)
	}
	return m, w
}

// A transcript that takes a while is waited for on the screen.
func TestOpensLater(t *testing.T) {
	m, w := openSlowly(t)
	go func() {
		_, _ = io.WriteString(w, "Ann Lee: Who is there?\n\nBob Ray: Nobody.\n\nAnn Lee: Really?\n\nBob Ray: Yes.\n") // what is missing is seen below
		w.Close()
	}()
	m.Update(<-m.later)
	if got := m.View().Content; !strings.Contains(got, "Nobody.") {
		t.Errorf("the screen is\n%s", got)
	}
}

// Where it cannot be read there is nothing to stay for.
func TestFailsLater(t *testing.T) {
	m, w := openSlowly(t)
	go w.Close()
	_, cmd := m.Update(<-m.later)
	if cmd == nil || !errors.Is(m.failure, transcript.ErrEmpty) {
		t.Fatalf("failed with %v", m.failure)
	}
	if _, quits := cmd().(tea.QuitMsg); !quits {
		t.Error("it goes on")
	}
}

// What cannot be opened is told without a screen.
func TestFailsAtOnce(t *testing.T) {
	m := newModel(&view.Options{
		Names: []string{"empty"}, Theme: "dark", Width: view.DefaultMeasure,
		Open: func(name string) (*transcript.Source, error) { return transcript.FromString(name, ""), nil },
	}, nil)
	if err := m.openFirst(); err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(m.View().Content); got != "" {
		t.Errorf("while it is opened the screen is\n%s", got)
	}
	_, cmd := m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	if cmd == nil || !errors.Is(m.failure, transcript.ErrEmpty) || !m.waiting {
		t.Fatalf("failed with %v, waiting %v", m.failure, m.waiting)
	}
	if _, cmd := m.Update(tea.WindowSizeMsg{Width: 40, Height: 24}); cmd != nil {
		t.Error("it is waited for again")
	}
}
