// Package terminal runs a program in a pseudo-terminal, with an emulator at
// the other end that knows what is on the screen. The tests of the command
// and the picture in the README are made with it.
package terminal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// patience is how long a program may take for what is waited for.
const patience = 20 * time.Second

// A Terminal is a program in a terminal.
type Terminal struct {
	cmd    *exec.Cmd
	pty    *os.File
	tty    *os.File
	before *term.State

	began time.Time

	mu     sync.Mutex
	more   *sync.Cond // the program has written something
	wrote  time.Time  // when it did last
	vt     *vt.Emulator
	raw    []byte // all that the program has written
	part   []byte // the end of it that the emulator has not been given
	cursor bool   // it is to be seen
	modes  map[ansi.Mode]bool

	holding sync.Mutex    // held while nothing is to be read
	drained chan struct{} // the program has written all
	exited  chan struct{}
	status  error
}

// Start starts cmd in a terminal of some size. A silent terminal answers no
// query. Where cmd has standard input already, only keys come from the
// terminal.
func Start(cmd *exec.Cmd, cols, rows int, silent bool) (*Terminal, error) {
	p, tty, err := pty.Open()
	if err != nil {
		return nil, err
	}
	t := &Terminal{cmd: cmd, pty: p, tty: tty, vt: vt.NewEmulator(cols, rows), cursor: true, modes: make(map[ansi.Mode]bool),
		drained: make(chan struct{}), exited: make(chan struct{})}
	t.more = sync.NewCond(&t.mu)
	if err := pty.Setsize(p, size(cols, rows)); err != nil {
		return nil, err
	}
	if t.before, err = term.GetState(tty.Fd()); err != nil {
		return nil, err
	}
	t.vt.SetCallbacks(vt.Callbacks{
		CursorVisibility: func(v bool) { t.cursor = v },
		EnableMode:       func(m ansi.Mode) { t.modes[m] = true },
		DisableMode:      func(m ansi.Mode) { delete(t.modes, m) },
	})
	if cmd.Stdin == nil {
		cmd.Stdin = tty
	}
	cmd.Stdout, cmd.Stderr = tty, tty
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 1}
	t.began = time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go t.read()
	go t.answer(silent)
	go func() {
		t.status = cmd.Wait()
		close(t.exited)
	}()
	return t, nil
}

func size(cols, rows int) *pty.Winsize {
	return &pty.Winsize{Cols: uint16(cols), Rows: uint16(rows)}
}

// read takes what the program writes to the emulator.
func (t *Terminal) read() {
	defer close(t.drained)
	buf := make([]byte, 64<<10)
	for {
		t.holding.Lock()
		n, err := t.pty.Read(buf)
		t.holding.Unlock()
		now := time.Now()
		t.mu.Lock()
		if n > 0 {
			t.wrote = now
		}
		t.raw = append(t.raw, buf[:n]...)
		t.show(t.whole(buf[:n]))
		t.more.Broadcast()
		t.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// whole returns what the program has written up to the last byte of ASCII: the
// emulator would take a grapheme that comes in two parts for two. The rest
// comes with what follows: frames end with ASCII.
func (t *Terminal) whole(b []byte) []byte {
	b = append(t.part, b...)
	n := len(b)
	for n > 0 && b[n-1] >= utf8.RuneSelf {
		n--
	}
	t.part = bytes.Clone(b[n:])
	return b[:n]
}

// show gives what the program has written to the emulator, sequence by
// sequence: one that scrolls a screen of another size, written before the
// program knew of the new one, has the emulator panic. Others leave it out.
func (t *Terminal) show(b []byte) {
	for len(b) > 0 {
		n := 1 + bytes.IndexByte(b[1:], '\x1b')
		if n == 0 {
			n = len(b)
		}
		func() {
			defer func() {
				if recover() != nil {
					_, _ = t.vt.WriteString("\x18\x1b7\x1b[r\x1b8")
				}
			}()
			_, _ = t.vt.Write(b[:n]) // an emulator takes all
		}()
		b = b[n:]
	}
}

// answer takes what the emulator answers to the program. Without a reader
// the emulator would wait.
func (t *Terminal) answer(silent bool) {
	to := io.Writer(t.pty)
	if silent {
		to = io.Discard
	}
	_, _ = io.Copy(to, t.vt) // until it is closed
}

// Keys presses keys: bytes as a terminal sends them.
func (t *Terminal) Keys(keys string) error {
	_, err := t.pty.WriteString(keys)
	return err
}

// Resize changes the size of the window.
func (t *Terminal) Resize(cols, rows int) error {
	t.mu.Lock()
	t.vt.Resize(cols, rows)
	t.mu.Unlock()
	return pty.Setsize(t.pty, size(cols, rows))
}

// Rows returns the text on the screen, without blanks at the ends of rows.
func (t *Terminal) Rows() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.rows()
}

func (t *Terminal) rows() []string {
	var rows []string
	for y := range t.vt.Height() {
		var row strings.Builder
		for x := 0; x < t.vt.Width(); x++ {
			c := t.vt.CellAt(x, y)
			if c == nil || c.Content == "" {
				row.WriteByte(' ')
				continue
			}
			row.WriteString(c.Content)
			x += max(c.Width-1, 0)
		}
		rows = append(rows, strings.TrimRight(row.String(), " "))
	}
	return rows
}

// Cell returns a cell of the screen.
func (t *Terminal) Cell(x, y int) uv.Cell {
	t.mu.Lock()
	defer t.mu.Unlock()
	if c := t.vt.CellAt(x, y); c != nil {
		return *c
	}
	return uv.Cell{}
}

// Cursor returns where the cursor is, and whether it is to be seen.
func (t *Terminal) Cursor() (x, y int, shown bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := t.vt.CursorPosition()
	return p.X, p.Y, t.cursor
}

// Raw returns all that the program has written.
func (t *Terminal) Raw() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.raw)
}

// Wait waits until is holds for the screen.
func (t *Terminal) Wait(is func(rows []string) bool) error {
	for start := time.Now(); time.Since(start) < patience; time.Sleep(2 * time.Millisecond) {
		if is(t.Rows()) {
			return nil
		}
	}
	return fmt.Errorf("not on the screen after %v, which is\n%s", patience, strings.Join(t.Rows(), "\n"))
}

// Has returns what is to be waited for until all texts are on the screen.
func Has(texts ...string) func(rows []string) bool {
	return func(rows []string) bool {
		all := strings.Join(rows, "\n")
		for _, text := range texts {
			if !strings.Contains(all, text) {
				return false
			}
		}
		return true
	}
}

// AltScreen reports whether the alternate screen is shown.
func (t *Terminal) AltScreen() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.vt.IsAltScreen()
}

// Cooked reports whether the settings of the line are those from before the
// program.
func (t *Terminal) Cooked() bool {
	now, err := term.GetState(t.tty.Fd())
	return err == nil && *now == *t.before
}

// Stall has the terminal stop reading, with no room for more output, until
// the function returned is called.
func (t *Terminal) Stall() (goOn func(), err error) {
	held := make(chan struct{})
	go func() {
		t.holding.Lock()
		close(held)
	}()
	for waiting := true; waiting; {
		select {
		case <-held:
			waiting = false
		case <-time.After(time.Millisecond): // it may be waiting for something to read
			if _, err := t.tty.WriteString("."); err != nil {
				return func() {}, err
			}
		}
	}
	f, err := os.OpenFile(t.tty.Name(), os.O_WRONLY|syscall.O_NOCTTY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return t.holding.Unlock, err
	}
	defer f.Close()
	raw, err := f.SyscallConn() // not to wait for room
	if err != nil {
		return t.holding.Unlock, err
	}
	err = raw.Write(func(fd uintptr) bool {
		for n := 1 << 10; n > 0; {
			if _, err := syscall.Write(int(fd), []byte(strings.Repeat(".", n))); err != nil {
				n /= 2
			}
		}
		return true
	})
	return t.holding.Unlock, err
}

// HangUp closes the terminal while the program runs.
func (t *Terminal) HangUp() error {
	err := t.pty.Close()
	_, _ = t.tty.WriteString(".") // what is being read keeps it open; may be closed by now
	return err
}

// PID returns the process of the program.
func (t *Terminal) PID() int { return t.cmd.Process.Pid }

// Running reports whether the program has not ended yet.
func (t *Terminal) Running() bool {
	select {
	case <-t.exited:
		return false
	default:
		return true
	}
}

// Signal sends a signal to the program.
func (t *Terminal) Signal(s os.Signal) error { return t.cmd.Process.Signal(s) }

// Exit waits for the end of the program, and returns its exit status.
func (t *Terminal) Exit() (int, error) {
	select {
	case <-t.exited:
	case <-time.After(patience):
		return 0, fmt.Errorf("has not ended after %v; the screen is\n%s", patience, strings.Join(t.Rows(), "\n"))
	}
	return t.cmd.ProcessState.ExitCode(), nil
}

// Restored says what the program, now ended, has left changed of the
// terminal, "" if nothing.
func (t *Terminal) Restored() (string, error) {
	now, err := term.GetState(t.tty.Fd())
	if err != nil {
		return "", err
	}
	if err := t.tty.Close(); err != nil { // then reading ends
		return "", err
	}
	<-t.drained
	t.mu.Lock()
	defer t.mu.Unlock()
	var left []string
	if t.vt.IsAltScreen() {
		left = append(left, "the alternate screen")
	}
	if !t.cursor {
		left = append(left, "a hidden cursor")
	}
	for _, m := range []ansi.DECMode{ansi.ModeBracketedPaste, ansi.ModeMouseNormal, ansi.ModeMouseButtonEvent, ansi.ModeFocusEvent, ansi.ModeSynchronizedOutput} {
		if t.modes[m] {
			left = append(left, fmt.Sprintf("mode %d", m.Mode()))
		}
	}
	if *now != *t.before {
		left = append(left, "the settings of the line")
	}
	return strings.Join(left, ", "), nil
}

// Close ends the program, if it runs, and the terminal.
func (t *Terminal) Close() error {
	select {
	case <-t.exited:
	default:
		_ = t.cmd.Process.Kill() // may have ended by now
		<-t.exited
	}
	_ = t.tty.Close() // may be closed by now
	<-t.drained
	// The emulator's own Close would race with the reading of its answers.
	if answers, ok := t.vt.InputPipe().(io.Closer); ok {
		return errors.Join(answers.Close(), t.pty.Close())
	}
	return t.pty.Close() // may be closed by now
}
