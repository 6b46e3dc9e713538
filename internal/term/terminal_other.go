//go:build !unix

package term

import (
	"os"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

// endings are the signals that end the program.
var endings = []os.Signal{os.Interrupt}

// FileSizeSignal is a placeholder: this system has no such signal.
const FileSizeSignal = syscall.SIGPIPE

// hangup is the signal that the terminal is gone.
const hangup = syscall.SIGHUP

// Suspend returns nil, because no shell would continue the program.
func Suspend() tea.Cmd { return nil }

// This system has no job control, and a console reports its size with the keys.
func notifyJob(chan<- os.Signal)  {}
func notifySize(chan<- os.Signal) {}
func jobMsg(os.Signal) tea.Msg    { return nil }
func (t *Terminal) suspend()      {}
func (t *Terminal) raw()          {}
