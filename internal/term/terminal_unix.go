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

// endings are the signals that end the program. SIGXCPU reports that it has used
// up its processor time (ulimit -t).
var endings = []os.Signal{syscall.SIGINT, syscall.SIGTERM, hangup, syscall.SIGQUIT, syscall.SIGXCPU}

// FileSizeSignal is sent to a program that exceeds the limit on the size of a
// file (ulimit -f). If the program ignores it, the write returns an error.
const FileSizeSignal = syscall.SIGXFSZ

// hangup is the signal that the terminal is gone.
const hangup = syscall.SIGHUP

// notifyJob sends a signal to c when the shell stops or continues the program.
func notifyJob(c chan<- os.Signal) {
	if !signal.Ignored(syscall.SIGTSTP) {
		signal.Notify(c, syscall.SIGTSTP)
	}
	signal.Notify(c, syscall.SIGCONT)
}

// notifySize sends a signal to c when the terminal's size changes.
func notifySize(c chan<- os.Signal) { signal.Notify(c, syscall.SIGWINCH) }

// jobMsg returns the message for a signal of notifyJob.
func jobMsg(s os.Signal) tea.Msg {
	if s == syscall.SIGTSTP {
		return suspendMsg{}
	}
	return resumedMsg{}
}

// Suspend returns a command that stops the program and gives the terminal back
// to the shell. It returns nil if no shell would continue the program.
func Suspend() tea.Cmd {
	own, err := unix.Getsid(0)
	parent, perr := unix.Getsid(os.Getppid())
	if err != nil || perr != nil || own == os.Getpid() || parent != own {
		return nil
	}
	return func() tea.Msg { return suspendMsg{} }
}

// suspend gives the terminal back and stops the process group until the shell
// continues it. It runs in the program's loop and blocks it.
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
		// The program catches SIGTSTP, so it sends SIGSTOP. Kill may return before
		// the process stops; only SIGCONT tells that it was continued.
		_ = unix.Kill(0, unix.SIGSTOP) // a process may always signal its own group
		<-woken
		time.Sleep(wake) // so that a signal that ends the program is handled first
	}
	t.hands.Lock()
	defer t.hands.Unlock()
	t.released = false
	if err := t.take(); err != nil {
		t.lost()
	}
}

// release gives the terminal back in the state in which the program found it.
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

// wake is how long a continued program waits for other signals.
const wake = 5 * time.Millisecond

// foreground reports whether the program may use the terminal. The system would
// stop a program in the background that changes it.
func (t *Terminal) foreground() bool {
	group, err := unix.IoctlGetInt(int(t.keys.Fd()), unix.TIOCGPGRP)
	return err != nil || group == unix.Getpgrp()
}

// raw sets the line to raw mode again, because a shell may have changed it.
func (t *Terminal) raw() {
	if t.foreground() {
		_, _ = xterm.MakeRaw(t.keys.Fd()) // fails only if the terminal is gone, and then reading fails too
	}
}
