package ui

import (
	"cmp"
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// ErrNoTerminal says that nobody can press a key.
var ErrNoTerminal = errors.New("no terminal for the keys")

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

// framesPerSecond is how often the screen is looked at for changes: half of
// what a key takes to show is waiting for that.
const framesPerSecond = 120

// Run shows transcripts on the terminal out until their reader quits.
func Run(ctx context.Context, in, out *os.File, o Options) error {
	colours := profile(out, o.Getenv)
	if o.Theme == "auto" && colours < colorprofile.ANSI {
		o.Theme = "mono"
	}
	m := newModel(&o, nil)
	if len(o.Names) == 1 {
		if err := m.openFirst(); err != nil {
			return err
		}
	}
	keys, err := keyboard(in)
	if err != nil {
		return err
	}
	p := tea.NewProgram(m, tea.WithInput(keys), tea.WithOutput(out), tea.WithFPS(framesPerSecond),
		tea.WithColorProfile(colours), tea.WithoutSignalHandler())
	return cmp.Or(supervise(p, keys, out), m.failure)
}

// keyboard returns where keys come from: in, or the terminal of the program
// where a transcript is being fed to in.
func keyboard(in *os.File) (*os.File, error) {
	if term.IsTerminal(in.Fd()) {
		return in, nil
	}
	tty, _, err := tea.OpenTTY()
	if err != nil {
		return nil, ErrNoTerminal
	}
	return tty, nil
}

// profile returns the colours that the terminal has and its owner wants.
func profile(out *os.File, getenv func(string) string) colorprofile.Profile {
	p := colorprofile.Detect(out, os.Environ())
	if getenv("NO_COLOR") != "" || getenv("CLICOLOR") == "0" {
		return colorprofile.ASCII
	}
	return max(p, colorprofile.ASCII)
}

// patience is how long a program that was told to end may take for it.
const patience = 500 * time.Millisecond

// supervise runs p to its end. A signal ends it too, even where the terminal
// takes no more output or p is busy.
func supervise(p *tea.Program, keys, out *os.File) error {
	before, stateErr := term.GetState(keys.Fd())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, endings...)
	defer signal.Stop(signals)
	ended := make(chan error, 1)
	go func() {
		_, err := p.Run()
		ended <- err
	}()
	select {
	case err := <-ended:
		return err
	case s := <-signals:
		go p.Quit()
		select {
		case <-ended:
		case <-time.After(patience):
			if stateErr == nil {
				restore(keys, out, before)
			}
		}
		return &SignalError{s}
	}
}

// restore brings the terminal back where the program cannot. The terminal
// may never take the text.
func restore(keys, out *os.File, state *term.State) {
	_ = term.Restore(keys.Fd(), state) // there is nobody left to tell
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = out.WriteString(ansi.ResetModeBracketedPaste + ansi.ResetModeAltScreenSaveCursor +
			ansi.SetModeTextCursorEnable + ansi.ResetStyle)
	}()
	select {
	case <-done:
	case <-time.After(patience / 5):
	}
}
