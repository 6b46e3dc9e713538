package term

import (
	"io"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// paced looks for the ticker of its program, and quits.
type paced struct {
	program *tea.Program
	found   bool
}

func (m *paced) Init() tea.Cmd {
	m.found = tickerOf(m.program) != nil
	return tea.Quit
}

func (m *paced) Update(tea.Msg) (tea.Model, tea.Cmd) { return m, nil }
func (m *paced) View() tea.View                      { return tea.NewView("") }

// Bubble Tea still has the ticker whose pace is set. Without it everything
// works, but is seen later.
func TestTickerOf(t *testing.T) {
	m := &paced{}
	m.program = tea.NewProgram(m, tea.WithInput(strings.NewReader("")), tea.WithOutput(io.Discard), tea.WithoutSignalHandler())
	if _, err := m.program.Run(); err != nil {
		t.Fatal(err)
	}
	if !m.found {
		t.Error("it is not found")
	}
}
