package term

import (
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/atomicfile"
	"verbatim/internal/guard"
	"verbatim/internal/text"
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
	crashes := guard.Crashes()
	signals := make(chan os.Signal, 1)
	for _, s := range endings {
		if s != hangup || !signal.Ignored(s) { // as nohup has it; what runs in the background ignores others
			signal.Notify(signals, s)
		}
	}
	defer signal.Stop(signals)
	defer atomicfile.Saving()()
	ended := make(chan error, 1)
	guard.Go(func() { ended <- f() })
	select {
	case err := <-ended:
		return err
	case s := <-signals:
		if t := taken.Load(); t != nil {
			t.end()
			t.keep()
		}
		return &SignalError{s}
	case c := <-crashes:
		crashed.Store(true)
		if t := taken.Load(); t != nil {
			t.crash()
		}
		return fmt.Errorf("%w; this is a fault of verbatim, please report it", c)
	}
}

// A guarded model does what messages ask of the terminal itself, and guards
// the goroutines in which commands are run.
type guarded struct {
	tea.Model
	t *Terminal
}

// Messages to the terminal.
type (
	suspendMsg struct{} // give the terminal back to the shell
	resumedMsg struct{} // the shell continued the program
	resizedMsg struct{} // the terminal has a new size
)

func (g guarded) Init() tea.Cmd {
	close(g.t.begun)
	return guardCmd(g.Model.Init())
}

func (g guarded) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg.(type) {
	case tea.PasteMsg: // only says that there is one
		msg = tea.PasteMsg{Content: g.t.keys.gate.paste()}
	case suspendMsg:
		g.t.suspend()
		msg = g.t.size()
	case resumedMsg: // others have written on the screen
		g.t.raw()
		msg = g.t.size()
	case resizedMsg:
		msg = g.t.size()
	}
	if g.t.display.update(msg) {
		return g, nil
	}
	m, cmd := g.Model.Update(msg)
	if m, ok := m.(Typer); ok {
		g.t.typing.Store(m.Typing())
	}
	return guarded{m, g.t}, guardCmd(cmd)
}

// A Typer is a model that takes keys as text at times: then a long run of them
// in one read is a paste.
type Typer interface{ Typing() bool }

// View draws the model once it is ready. Bubble Tea calls it after each message
// and draws nothing itself.
func (g guarded) View() tea.View {
	if ready := g.t.hooks.Ready; ready != nil && !ready() {
		return tea.View{}
	}
	if g.t.display.draw(g.frame) {
		g.t.shown()
	}
	return tea.View{}
}

// frame returns the model's view, sealed.
func (g guarded) frame() tea.View {
	v := g.Model.View()
	v.Content = sealed(v.Content)
	return v
}

// maxStyled is how long an escape sequence of a style may be, in bytes.
const maxStyled = 64

// sealed returns a frame in which nothing but styles (SGR) begins with an
// escape. There is nothing else in it, unless by a fault: but then Bubble Tea
// would hand it to the terminal, or panic on a goroutine that nobody guards.
func sealed(frame string) string {
	for at := 0; ; {
		k := strings.IndexByte(frame[at:], '\x1b')
		if k < 0 {
			return frame
		}
		at += k
		if n := styleSize(frame[at:]); n > 0 {
			at += n
		} else {
			frame = frame[:at] + "␛" + frame[at+1:]
		}
	}
}

// styleSize returns the bytes of the style that s begins with, 0 if it begins
// with something else.
func styleSize(s string) int {
	if len(s) < 3 || s[1] != '[' {
		return 0
	}
	for i := 2; i < min(len(s), maxStyled); i++ {
		switch c := s[i]; {
		case c == 'm':
			return i + 1
		case c != ';' && c != ':' && !text.IsDigit(c):
			return 0
		}
	}
	return 0
}

// guardCmd guards a command, and those that it asks for.
func guardCmd(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		defer guard.Guard()
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = guardCmd(batch[i])
			}
		}
		return msg
	}
}
