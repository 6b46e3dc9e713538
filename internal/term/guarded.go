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

// A SignalError reports that a signal ended the program.
type SignalError struct{ Signal os.Signal }

func (e *SignalError) Error() string { return "ended by " + e.Signal.String() }

// Status returns the exit status of a program that the signal ended: 128 plus
// its number.
func (e *SignalError) Status() int {
	if n, ok := e.Signal.(syscall.Signal); ok {
		return 128 + int(n)
	}
	return 1
}

// Guarded runs f, the whole program, and returns its error. If a signal or a
// panic on any goroutine ends the program, Guarded restores the terminal and
// returns without waiting for f.
func Guarded(f func() error) error {
	crashes := guard.Crashes()
	signals := make(chan os.Signal, 1)
	for _, s := range endings {
		if s != hangup || !signal.Ignored(s) { // nohup ignores SIGHUP; a background job may ignore others
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

// A guarded model handles the messages to the terminal, passes on the rest, and
// guards the goroutines in which commands run.
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
	case tea.PasteMsg: // without content: the gate holds it
		msg = tea.PasteMsg{Content: g.t.keys.gate.paste()}
	case suspendMsg:
		g.t.suspend()
		msg = g.t.size()
	case resumedMsg: // other programs may have changed the line settings
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

// A Typer is a model that sometimes takes keys as text. While it does, a long
// run of keys in one read is a paste.
type Typer interface{ Typing() bool }

// View draws the model once it is ready. It returns an empty view, because
// Bubble Tea only calls it after each message and does not draw.
func (g guarded) View() tea.View {
	if ready := g.t.hooks.Ready; ready != nil && !ready() {
		return tea.View{}
	}
	if g.t.display.draw(g.frame) {
		g.t.shown()
	}
	return tea.View{}
}

// frame returns the sealed view of the model.
func (g guarded) frame() tea.View {
	v := g.Model.View()
	v.Content = sealed(v.Content)
	return v
}

// maxStyled limits the bytes of the escape sequence of a style.
const maxStyled = 64

// sealed returns a frame whose only escape sequences are styles (SGR). It
// replaces any other escape, which only a bug can put there, because the
// terminal would obey it.
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

// styleSize returns the number of bytes of the style at the start of s, or 0 if
// s does not start with a style.
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

// guardCmd guards a command and the commands of the batch that it returns.
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
