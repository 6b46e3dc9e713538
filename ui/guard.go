package ui

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
)

// A SignalError says that a signal ended the program.
type SignalError struct{ Signal os.Signal }

func (e *SignalError) Error() string { return "ended by " + e.Signal.String() }

// Status returns what a program exits with that the signal has ended.
func (e *SignalError) Status() int {
	if n, ok := e.Signal.(syscall.Signal); ok {
		return 128 + int(n)
	}
	return 1
}

// Guarded runs f, which is all that the program does, and returns its error.
// It does not wait for f where a signal ends the program or a panic on any
// goroutine, but brings the terminal back.
func Guarded(f func() error) error {
	crashes := transcript.Crashes()
	signals := make(chan os.Signal, 1)
	for _, s := range endings {
		if s != hangup || !signal.Ignored(s) { // as nohup has it; what runs in the background ignores others
			signal.Notify(signals, s)
		}
	}
	defer signal.Stop(signals)
	defer transcript.Abandon()
	ended := make(chan error, 1)
	go func() {
		defer transcript.Guard()
		ended <- f()
	}()
	select {
	case err := <-ended:
		return err
	case s := <-signals:
		if t := taken.Load(); t != nil {
			t.end()
			_ = t.keep() // there is nobody left to tell
		}
		return &SignalError{s}
	case c := <-crashes:
		if t := taken.Load(); t != nil {
			if !t.leave() {
				t.restore()
			}
			_ = t.keep() // the fault tells more
		}
		return fmt.Errorf("%w; this is a fault of verbatim, please report it", c)
	}
}

// A guarded model does what messages ask of the terminal itself, and guards
// the goroutines in which commands are run.
type guarded struct {
	tea.Model
	t *tty
}

// suspendMsg asks for the terminal to be given back to the shell, resumedMsg
// tells that the program goes on after it was stopped.
type (
	suspendMsg struct{}
	resumedMsg struct{}
)

func (g guarded) Init() tea.Cmd { return guard(g.Model.Init()) }

func (g guarded) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg.(type) {
	case suspendMsg:
		g.t.suspend()
		return g, nil
	case resumedMsg: // others have written on the screen
		g.t.raw()
		return g, tea.ClearScreen
	}
	m, cmd := g.Model.Update(msg)
	return guarded{m, g.t}, guard(cmd)
}

// View lets frames through to the terminal once there is something in them.
func (g guarded) View() tea.View {
	if g.t.ready() {
		g.t.screen.open()
	}
	return g.Model.View()
}

// guard guards a command, and those that it asks for.
func guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		defer transcript.Guard()
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = guard(batch[i])
			}
		}
		return msg
	}
}
