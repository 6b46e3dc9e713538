//go:build !unix

package term

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

// Suspend returns nil: no shell here would wake the program again.
func Suspend() tea.Cmd { return nil }

// This system has no jobs, and a console reports its size with the keys.
func notifyJob(chan<- os.Signal)  {}
func notifySize(chan<- os.Signal) {}
func jobMsg(os.Signal) tea.Msg    { return nil }
func (t *Terminal) suspend()      {}
func (t *Terminal) raw()          {}
