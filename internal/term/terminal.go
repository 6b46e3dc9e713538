package term

import (
	"cmp"
	"errors"
	"io"
	"os"
	"os/signal"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	xterm "github.com/charmbracelet/x/term"

	"verbatim/internal/guard"
)

// A Terminal is the terminal that the program runs in. Its state is always
// restored at the end: by Bubble Tea, or by restore if Bubble Tea is stuck.
type Terminal struct {
	program  *tea.Program
	keys     *keyboardFile
	screen   *screenFile
	display  *display
	console  uv.Console
	shown    func()        // calls hooks.Shown once
	before   *xterm.State  // state of the line before New; nil if unknown
	gone     chan struct{} // receives a value once the terminal is gone
	begun    chan struct{} // closed once the program has taken the terminal
	ended    chan struct{} // closed once the program has ended, with err
	err      error
	hands    sync.Mutex  // held while the terminal passes between shell and program
	released bool        // the shell has the terminal, for now or for good
	typing   atomic.Bool // the model takes keys as text
	hooks    Hooks
}

// Hooks are functions of the program that the terminal calls. Each may be nil.
type Hooks struct {
	// Keep saves the state for the next run. It is called when a signal or a
	// panic ends the program.
	Keep func() error
	// Ready reports whether the model has something to show. Until it does, the
	// terminal stays untouched. It is called in the program's loop.
	Ready func() bool
	// Shown is called once, after the first frame.
	Shown func()
}

// keep calls hooks.Keep. It drops the error, because the program is ending and
// cannot show it.
func (t *Terminal) keep() {
	if t.hooks.Keep != nil {
		_ = t.hooks.Keep()
	}
}

// taken is the terminal while Show runs, otherwise nil.
var taken atomic.Pointer[Terminal]

// crashed is set once a panic is ending the program. Show then no longer takes
// the terminal.
var crashed atomic.Bool

const (
	// Patience is how long the program may take to end by itself.
	Patience = 400 * time.Millisecond
	// rescue is how long restoring the terminal may take if the program is stuck.
	rescue = 200 * time.Millisecond
)

// New returns a terminal that reads keys from keys and draws on out. It changes
// neither before Show.
func New(keys, out *os.File, hooks Hooks) *Terminal {
	t := &Terminal{gone: make(chan struct{}, 1), begun: make(chan struct{}), ended: make(chan struct{}), hooks: hooks}
	t.keys = &keyboardFile{File: keys, lost: t.lost}
	t.screen = &screenFile{f: out, lost: t.lost}
	t.console = uv.NewConsole(keys, out, nil)
	t.shown = sync.OnceFunc(func() {
		if hooks.Shown != nil {
			hooks.Shown()
		}
	})
	t.before, _ = xterm.GetState(keys.Fd())
	return t
}

// lost notes that the terminal is gone.
func (t *Terminal) lost() {
	select {
	case t.gone <- struct{}{}:
	default:
	}
}

// Show runs a program with the model m to its end and gives the terminal back.
// It returns a *SignalError if the terminal went away.
func (t *Terminal) Show(m tea.Model, colours colorprofile.Profile) error {
	t.display = newDisplay(t.screen, func() { t.program.Send(drawMsg{}) }, colours)
	sizes := make(chan os.Signal, 1)
	notifySize(sizes)
	defer signal.Stop(sizes)
	size := t.size()
	t.program = tea.NewProgram(guarded{m, t}, tea.WithInput(t.keys), tea.WithOutput(io.Discard), tea.WithoutRenderer(), tea.WithFPS(1),
		tea.WithWindowSize(size.Width, size.Height), tea.WithColorProfile(colours), tea.WithoutSignalHandler(), tea.WithoutCatchPanics())
	t.keys.gate.ended = t.pasted
	t.keys.gate.typing = t.typing.Load
	taken.Store(t)
	defer taken.Store(nil)
	if crashed.Load() {
		select {}
	}
	signals := make(chan os.Signal, 1)
	notifyJob(signals)
	defer signal.Stop(signals)
	guard.Go(func() {
		t.err = t.run()
		close(t.ended) // not deferred: a panic must not look like the end
	})
	guard.Go(func() { t.watchSize(sizes) })
	for {
		select {
		case <-t.ended:
			if t.err != nil { // Bubble Tea may have failed before it saved the state to restore
				t.restore()
				return t.err
			}
			return nil
		case s := <-signals:
			guard.Go(func() { t.program.Send(jobMsg(s)) })
		case <-t.gone:
			t.end()
			return &SignalError{hangup}
		}
	}
}

// run runs the program in raw mode. If that fails, Show restores the terminal.
func (t *Terminal) run() error {
	if _, err := t.console.MakeRaw(); err != nil {
		return err
	}
	if _, err := t.program.Run(); err != nil {
		return err
	}
	t.display.close()
	_ = t.console.Restore() // fails only if the terminal is gone
	return nil
}

// watchSize sends the program a message for each signal of a new terminal size.
func (t *Terminal) watchSize(sizes <-chan os.Signal) {
	for {
		select {
		case <-sizes:
			t.program.Send(resizedMsg{})
		case <-t.ended:
			return
		}
	}
}

// Limits of a size, in cells. Bubble Tea drops larger ones.
const (
	maxSide  = 4096
	maxCells = 1 << 20
)

// size returns the size of the terminal in cells. It takes an unknown side from
// COLUMNS or LINES, or else from 80x24. It replaces a size that is too large by
// the previous one.
func (t *Terminal) size() tea.WindowSizeMsg {
	w, h, _ := xterm.GetSize(t.screen.f.Fd()) // 0 if unknown
	if w > maxSide || h > maxSide || w*h > maxCells {
		w, h = t.display.cells.Width(), t.display.cells.Height()
	}
	return tea.WindowSizeMsg{Width: cmp.Or(max(w, 0), side("COLUMNS"), 80), Height: cmp.Or(max(h, 0), side("LINES"), 24)}
}

// side returns a side of the terminal from the environment, 0 if it is unset or
// invalid.
func side(name string) int {
	n, err := strconv.Atoi(os.Getenv(name))
	if err != nil || n < 0 || n > maxSide {
		return 0
	}
	return n
}

// pasted sends the program the paste that the gate holds, and Ctrl+C if that
// ended it. The parser has not seen the end of such a paste.
func (t *Terminal) pasted(ctrlC bool) {
	t.program.Send(tea.PasteMsg{})
	if ctrlC {
		t.program.Send(tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl})
	}
}

// crash restores the terminal after a panic. It first waits for a program that
// is just taking the terminal, which would undo the restoration.
func (t *Terminal) crash() {
	select {
	case <-t.begun:
	case <-t.ended:
	case <-time.After(rescue):
	}
	if !t.leave() {
		t.restore()
	}
	t.keep()
}

// leave reports whether the shell has the terminal. If so, the program cannot
// take it any more, because leave keeps the lock.
func (t *Terminal) leave() bool {
	for last := time.Now().Add(Patience); !t.hands.TryLock(); time.Sleep(time.Millisecond) {
		if time.Now().After(last) { // release or take is stuck
			return false
		}
	}
	if t.released {
		return true // hands stays locked
	}
	t.hands.Unlock()
	return false
}

// end ends the program from outside, even if it is busy or if the terminal has
// stopped reading output.
func (t *Terminal) end() {
	if t.leave() {
		return
	}
	guard.Go(t.program.Quit)
	select {
	case <-t.ended:
		if t.err != nil {
			t.restore()
		}
	case <-time.After(Patience):
		t.restore()
	}
}

// restore restores the terminal if the program cannot. It discards output that
// the terminal has not read yet, because a terminal that has stopped reading has
// no room for the sequences that restore it.
func (t *Terminal) restore() {
	last := time.Now().Add(rescue)
	for !t.screen.shut() && time.Now().Before(last) {
		discard(t.screen.f)
		time.Sleep(time.Millisecond)
	}
	if t.before != nil {
		_ = xterm.Restore(t.keys.Fd(), t.before) // fails only if the terminal is gone
	}
	discard(t.screen.f)
	done := make(chan struct{})
	guard.Go(func() {
		defer close(done)
		_, _ = t.screen.f.WriteString(undo)
	})
	select {
	case <-done:
	case <-time.After(rescue / 2):
	}
}

// A keyboardFile is the file that keys are read from, through a gate. It calls
// lost when reading fails.
type keyboardFile struct {
	*os.File
	lost func()
	gate inputGate
}

func (k *keyboardFile) Read(p []byte) (int, error) {
	defer guard.Guard()
	n, err := k.gate.read(p, k.File.Read)
	if err != nil {
		k.lost()
	}
	return n, err
}

// A screenFile is the file that frames are written to. It calls lost when
// writing fails. Once shut, it discards all writes.
type screenFile struct {
	f       *os.File
	lost    func()
	writing sync.Mutex
	closed  atomic.Bool
}

// shut discards all further writes. It reports whether no earlier write is
// still under way.
func (s *screenFile) shut() bool {
	s.closed.Store(true)
	if !s.writing.TryLock() {
		return false
	}
	s.writing.Unlock()
	return true
}

func (s *screenFile) Write(p []byte) (int, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.closed.Load() {
		return len(p), nil
	}
	n, err := s.f.Write(p)
	if err != nil {
		s.lost()
	}
	return n, err
}

// ErrNoTerminal is the error of Keyboard if the process has no terminal to read
// keys from.
var ErrNoTerminal = errors.New("no terminal for the keys")

// IsTerminal reports whether f is a terminal.
func IsTerminal(f *os.File) bool { return xterm.IsTerminal(f.Fd()) }

// Keyboard returns the file that keys are read from: in if it is a terminal,
// otherwise the terminal of the process.
func Keyboard(in *os.File) (*os.File, error) {
	if IsTerminal(in) {
		return in, nil
	}
	tty, _, err := tea.OpenTTY()
	if err != nil {
		return nil, ErrNoTerminal
	}
	return tty, nil
}
