//go:build !unix

package ui

import (
	"os"

	tea "charm.land/bubbletea/v2"
)

// endings are the signals that end the program.
var endings = []os.Signal{os.Interrupt}

func suspend(m *Model) tea.Cmd {
	m.say("no shell to come back from")
	return nil
}
