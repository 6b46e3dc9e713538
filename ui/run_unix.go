//go:build unix

package ui

import (
	"os"
	"syscall"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/sys/unix"
)

// endings are the signals that end the program.
var endings = []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT}

// suspend gives the terminal back to the shell, if there is one that would
// wake the program again.
func suspend(m *Model) tea.Cmd {
	own, err := unix.Getsid(0)
	parent, perr := unix.Getsid(os.Getppid())
	if err != nil || perr != nil || own == os.Getpid() || parent != own {
		m.say("no shell to come back from")
		return nil
	}
	return tea.Suspend
}
