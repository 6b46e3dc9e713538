//go:build !unix

package ui

import (
	"os"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

// endings are the signals that end the program.
var endings = []os.Signal{os.Interrupt}

// FileSizeSignal is not sent here; SIGPIPE stands for it.
const FileSizeSignal = syscall.SIGPIPE

// hangup is what a program is told whose terminal is gone.
const hangup = syscall.SIGHUP

func suspend(m *Model) tea.Cmd {
	m.say("no shell to come back from")
	return nil
}

// There are no jobs here.
func notifyJob(chan<- os.Signal) {}
func jobMsg(os.Signal) tea.Msg   { return nil }
func (t *tty) suspend()          {}
func (t *tty) raw()              {}
