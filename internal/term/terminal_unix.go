//go:build unix

package term

import (
	"os"
	"os/signal"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	xterm "github.com/charmbracelet/x/term"
	"golang.org/x/sys/unix"
)

// endings are the signals that end the program. SIGXCPU says that its time on
// the processor is over (ulimit -t).
var endings = []os.Signal{syscall.SIGINT, syscall.SIGTERM, hangup, syscall.SIGQUIT, syscall.SIGXCPU}

// FileSizeSignal is sent to a program that writes more than it may to a file
// (ulimit -f). Where it is ignored, writing returns an error.
const FileSizeSignal = syscall.SIGXFSZ

// hangup is what a program is told whose terminal is gone.
const hangup = syscall.SIGHUP

// notifyJob has c told when a shell stops the program or lets it go on.
func notifyJob(c chan<- os.Signal) {
	if !signal.Ignored(syscall.SIGTSTP) {
		signal.Notify(c, syscall.SIGTSTP)
	}
	signal.Notify(c, syscall.SIGCONT)
}

// notifySize sends a signal to c when the terminal's size changes.
func notifySize(c chan<- os.Signal) { signal.Notify(c, syscall.SIGWINCH) }

// jobMsg returns what the program is told then.
func jobMsg(s os.Signal) tea.Msg {
	if s == syscall.SIGTSTP {
		return suspendMsg{}
	}
	return resumedMsg{}
}

// Suspend gives the terminal back to the shell. It returns nil if there is no
// shell that would wake the program again.
func Suspend() tea.Cmd {
	own, err := unix.Getsid(0)
	parent, perr := unix.Getsid(os.Getppid())
	if err != nil || perr != nil || own == os.Getpid() || parent != own {
		return nil
	}
	return func() tea.Msg { return suspendMsg{} }
}

// suspend gives the terminal back and stops the program, and all that the
// shell has started with it, until the shell wakes it. It is called in the
// program's own loop, which stands still meanwhile.
func (t *Terminal) suspend() {
	woken := make(chan os.Signal, 1)
	signal.Notify(woken, syscall.SIGCONT)
	defer signal.Stop(woken)
	t.hands.Lock()
	if err := t.release(); err != nil {
		t.hands.Unlock()
		t.lost()
		return
	}
	t.released = true
	t.hands.Unlock()
	for stopped := true; stopped; stopped = !t.foreground() {
		// SIGTSTP is caught, and the program has to know when it goes on: the
		// stop may come a moment later than the call returns.
		_ = unix.Kill(0, unix.SIGSTOP) // may be sent to oneself
		<-woken
		time.Sleep(wake) // another signal, that ends the program, comes first
	}
	t.hands.Lock()
	defer t.hands.Unlock()
	t.released = false
	if err := t.take(); err != nil {
		t.lost()
	}
}

// release gives the terminal back in the state that it was taken in.
func (t *Terminal) release() error {
	if err := t.program.ReleaseTerminal(); err != nil {
		return err
	}
	t.display.close()
	return t.console.Restore()
}

// take takes the terminal again.
func (t *Terminal) take() error {
	if _, err := t.console.MakeRaw(); err != nil {
		return err
	}
	return t.program.RestoreTerminal()
}

// wake is how long a program that goes on waits for what else it is told.
const wake = 5 * time.Millisecond

// foreground reports whether the program may use the terminal. One in the
// background would be stopped, with the terminal as it left it.
func (t *Terminal) foreground() bool {
	group, err := unix.IoctlGetInt(int(t.keys.Fd()), unix.TIOCGPGRP)
	return err != nil || group == unix.Getpgrp()
}

// raw takes the settings of the line again, which a shell may have changed.
func (t *Terminal) raw() {
	if t.foreground() {
		_, _ = xterm.MakeRaw(t.keys.Fd()) // if it is gone, reading will tell
	}
}
