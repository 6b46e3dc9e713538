//go:build unix

package term

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"verbatim/internal/guard"
	"verbatim/testdata/terminal"
)

// faultVar names, in the environment, what is wrong with the program that
// this binary then is.
const faultVar = "VERBATIM_TEST_FAULT"

func TestMain(m *testing.M) {
	if name := os.Getenv(faultVar); name != "" {
		os.Exit(faulty(name))
	}
	os.Exit(m.Run())
}

// faults are what can go wrong in a program, at the press of a key.
var faults = map[string]func(*faultyModel) tea.Cmd{
	"nothing": func(*faultyModel) tea.Cmd { return nil },
	"update":  func(*faultyModel) tea.Cmd { panic("a fault\x1b[2J\nin two lines") },
	"view":    func(m *faultyModel) tea.Cmd { m.view = func() { panic("a fault") }; return nil },
	"command": func(*faultyModel) tea.Cmd { return func() tea.Msg { panic("a fault") } },
	"command of many": func(m *faultyModel) tea.Cmd {
		return tea.Batch(m.nothing, tea.Batch(m.nothing, func() tea.Msg { panic("a fault") }))
	},
	"index":  func(m *faultyModel) tea.Cmd { _ = m.empty[len(m.empty)]; return nil },
	"worker": func(*faultyModel) tea.Cmd { guard.Go(func() { panic("a fault") }); return nil },
	"frame": func(m *faultyModel) tea.Cmd {
		m.content += strings.Repeat("\x1b[1"+strings.Repeat(";1", 40)+"m", 2)
		return nil
	},
	"busy":             func(*faultyModel) tea.Cmd { select {} },
	"busy view":        func(m *faultyModel) tea.Cmd { m.view = func() { select {} }; return nil },
	"command, no end":  func(*faultyModel) tea.Cmd { return func() tea.Msg { select {} } },
	"stalled":          stalled,
	"terminal is lost": func(m *faultyModel) tea.Cmd { m.t.lost(); return nil },
}

// stalled writes more than a terminal takes that does not read, and ends
// while it does.
func stalled(m *faultyModel) tea.Cmd {
	s := m.t.screen
	go func() { _, _ = s.Write(make([]byte, 16<<10)) }()
	for s.writing.TryLock() {
		s.writing.Unlock()
	}
	_ = syscall.Kill(os.Getpid(), syscall.SIGTERM)
	return nil
}

type faultyModel struct {
	t     *Terminal
	fault func(*faultyModel) tea.Cmd
	view  func()
	empty []int

	content string
}

func (m *faultyModel) nothing() tea.Msg { return nil }
func (m *faultyModel) Init() tea.Cmd    { return nil }

func (m *faultyModel) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.KeyPressMsg); ok {
		return m, m.fault(m)
	}
	return m, nil
}

func (m *faultyModel) View() tea.View {
	if m.view != nil {
		m.view()
	}
	v := tea.NewView("ready" + m.content)
	v.MouseMode, v.ReportFocus, v.WindowTitle = tea.MouseModeCellMotion, true, "faulty"
	return v
}

// faulty is a program with a fault, and returns what it exits with.
func faulty(name string) int {
	err := Guarded(func() error {
		t := New(os.Stdin, os.Stdout, Hooks{})
		return t.Show(&faultyModel{t: t, fault: faults[name]}, colorprofile.ASCII)
	})
	if ended, ok := err.(*SignalError); ok {
		return ended.Status()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// startFaulty returns a terminal in which a program with a fault runs.
func startFaulty(t *testing.T, fault string) *terminal.Terminal {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), faultVar+"="+fault, "TERM=xterm-256color", "GORACE=atexit_sleep_ms=0")
	term, err := terminal.Start(cmd, 80, 24, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { term.Close() })
	if err := term.Wait(terminal.Has("ready")); err != nil {
		t.Fatal(err)
	}
	return term
}

// left checks how the program ends and leaves the terminal.
func left(t *testing.T, term *terminal.Terminal, status int) {
	t.Helper()
	got, err := term.Exit()
	if err != nil {
		t.Fatal(err)
	}
	if got != status {
		t.Errorf("exit status %d, want %d", got, status)
	}
	if what, err := term.Restored(); err != nil || what != "" {
		t.Errorf("it leaves the terminal with %s (%v)", what, err)
	}
}

// A panic on any goroutine is one line to the reader, and the terminal is
// what it was.
func TestPanic(t *testing.T) {
	for _, fault := range []string{"update", "view", "command", "command of many", "index", "worker"} {
		t.Run(fault, func(t *testing.T) {
			term := startFaulty(t, fault)
			if err := term.Keys("x"); err != nil {
				t.Fatal(err)
			}
			left(t, term, 1)
			_, said, ok := strings.Cut(term.Raw(), "internal error: ")
			if !ok || strings.Count(said, "\n") != 1 || !strings.Contains(said, ".go:") || strings.ContainsAny(said, "\x1b\t") {
				t.Errorf("it says %q", said)
			}
		})
	}
}

// A frame that Bubble Tea would panic over, on a goroutine of its own, is
// shown as what it is.
func TestFrameFault(t *testing.T) {
	term := startFaulty(t, "frame")
	if err := term.Keys("x"); err != nil {
		t.Fatal(err)
	}
	if err := term.Wait(terminal.Has("ready␛[1;1;1;1;")); err != nil {
		t.Fatal(err)
	}
	if err := term.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	left(t, term, 143)
}

func TestSealed(t *testing.T) {
	for name, c := range map[string]struct{ frame, want string }{
		"text":         {"one\ntwo", "one\ntwo"},
		"styles":       {"\x1b[m\x1b[1;38;2;9;9;9mx\x1b[4:3m", "\x1b[m\x1b[1;38;2;9;9;9mx\x1b[4:3m"},
		"a movement":   {"a\x1b[2Jb", "a␛[2Jb"},
		"a title":      {"\x1b]2;x\x07", "␛]2;x\x07"},
		"unfinished":   {"\x1b[3", "␛[3"},
		"at the end":   {"\x1b", "␛"},
		"private":      {"\x1b[?25h\x1b[>1m", "␛[?25h␛[>1m"},
		"far too long": {"\x1b[" + strings.Repeat("1;", 40) + "m", "␛[" + strings.Repeat("1;", 40) + "m"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := sealed(c.frame); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A signal ends a program that is busy.
func TestBusy(t *testing.T) {
	for _, fault := range []string{"busy", "busy view", "command, no end"} {
		for _, s := range []syscall.Signal{syscall.SIGTERM, syscall.SIGQUIT} {
			t.Run(fault+" "+s.String(), func(t *testing.T) {
				term := startFaulty(t, fault)
				if err := term.Keys("xx"); err != nil {
					t.Fatal(err)
				}
				if err := term.Signal(s); err != nil {
					t.Fatal(err)
				}
				left(t, term, 128+int(s))
			})
		}
	}
}

func TestLost(t *testing.T) {
	term := startFaulty(t, "terminal is lost")
	if err := term.Keys("x"); err != nil {
		t.Fatal(err)
	}
	left(t, term, 129)
}

// A signal ends a program whose terminal does not read any more, and what it
// could not write is not in the way of what brings the terminal back.
func TestStalled(t *testing.T) {
	term := startFaulty(t, "stalled")
	goOn, err := term.Stall()
	if err != nil {
		t.Fatal(err)
	}
	if err = term.Keys("x"); err == nil {
		_, err = term.Exit()
	}
	goOn()
	if err != nil {
		t.Fatal(err)
	}
	left(t, term, 143)
}
