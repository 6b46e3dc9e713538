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

// A Terminal is a terminal that the program has taken. It is given back whatever
// happens: by Bubble Tea, or, where that is stuck, by restore.
type Terminal struct {
	program  *tea.Program
	keys     *keyboardFile
	screen   *screenFile
	display  *display
	console  uv.Console
	shown    func()        // calls the hook of that name once
	before   *xterm.State  // of the line, nil if that is not known
	gone     chan struct{} // has something once the terminal is gone
	begun    chan struct{} // closed once the program has taken the terminal
	ended    chan struct{} // closed once the program has ended, with err
	err      error
	hands    sync.Mutex  // held while it changes hands
	released bool        // the shell has it meanwhile, or for good
	typing   atomic.Bool // keys are text
	hooks    Hooks
}

// Hooks are what a terminal asks of the program that it shows. Each may be
// nil.
type Hooks struct {
	// Keep writes what the next run should find. It is called when a signal or
	// a panic ends the program.
	Keep func() error
	// Ready reports whether there is something to show. Until then nothing is
	// written to the terminal. It is called in the program's loop.
	Ready func() bool
	// Shown is called once, after the first frame.
	Shown func()
}

// keep calls the hook of that name. There is nobody left to tell of its error.
func (t *Terminal) keep() {
	if t.hooks.Keep != nil {
		_ = t.hooks.Keep()
	}
}

// taken is the terminal while it is.
var taken atomic.Pointer[Terminal]

// crashed is set once a panic is ending the program: then the terminal is not
// taken any more.
var crashed atomic.Bool

// How long a program that was told to end may take for it, and how long what
// brings the terminal back instead of it.
const (
	Patience = 400 * time.Millisecond
	rescue   = 200 * time.Millisecond
)

// New returns the terminal whose keys are read from keys and whose screen is
// out. It touches neither before Show.
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
			if t.err != nil { // it may not have come as far as to know what to bring back
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

// watchSize sends the program a message for each signal that the terminal's size
// has changed.
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

// Bubble Tea drops larger sizes, in cells.
const (
	maxSide  = 4096
	maxCells = 1 << 20
)

// size returns the size of the terminal in cells. Unknown sides are read from
// COLUMNS and LINES, or are those of 80x24. A size that is too large is replaced
// by the last one.
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

// pasted hands a paste to the program that ended without telling the parser.
func (t *Terminal) pasted(ctrlC bool) {
	t.program.Send(tea.PasteMsg{})
	if ctrlC {
		t.program.Send(tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl})
	}
}

// crash gives the terminal back after a panic. A program that is just taking it
// is waited for: it would take it again.
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

// leave reports whether the shell has the terminal. Then it keeps it.
func (t *Terminal) leave() bool {
	for last := time.Now().Add(Patience); !t.hands.TryLock(); time.Sleep(time.Millisecond) {
		if time.Now().After(last) { // stuck on its way back to the program
			return false
		}
	}
	if t.released {
		return true // and nobody gets it any more
	}
	t.hands.Unlock()
	return false
}

// end ends the program from outside, even where it is busy or where the
// terminal takes no more output.
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

// restore brings the terminal back where the program cannot. What it has
// written and nobody has read is thrown away: where the terminal has stopped
// reading there would be no room for more.
func (t *Terminal) restore() {
	last := time.Now().Add(rescue)
	for !t.screen.shut() && time.Now().Before(last) {
		discard(t.screen.f)
		time.Sleep(time.Millisecond)
	}
	if t.before != nil {
		_ = xterm.Restore(t.keys.Fd(), t.before) // there is nobody left to tell
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

// A keyboardFile is where keys come from, through a gate. It tells when there
// will be no more.
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

// A screenFile is the file that frames are written to. It reports when writing
// fails. Once shut, it discards all writes.
type screenFile struct {
	f       *os.File
	lost    func()
	writing sync.Mutex
	closed  atomic.Bool
}

// shut lets nothing through any more. It reports whether a write that was
// under way has ended.
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

// ErrNoTerminal says that there is no terminal to read keys from.
var ErrNoTerminal = errors.New("no terminal for the keys")

// IsTerminal reports whether f is a terminal.
func IsTerminal(f *os.File) bool { return xterm.IsTerminal(f.Fd()) }

// Keyboard returns the file that keys are read from: in, or the terminal of
// the process where in is something else.
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
