//go:build unix

package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// scriptsFile has text in many writing systems; testdata/screens/scripts-* has
// the expected screens.
const scriptsFile = "testdata/transcripts/scripts.md"

func scriptsScreen(t *testing.T, cols int, at string) string {
	t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("testdata/screens/scripts-%d-%s.txt", cols, at))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// sameRows compares rows without trailing blanks.
func sameRows(got, want string) error {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g, w := strings.TrimRight(g[i], " "), strings.TrimRight(w[i], " "); g != w {
			return fmt.Errorf("row %d is\n%q\nand not\n%q", i+1, g, w)
		}
	}
	return nil
}

// onASCII matches marks on ASCII characters, which the emulator drops.
var onASCII = regexp.MustCompile(`([ -~])\p{M}+`)

// TestScripts checks that every writing system occupies the expected cells in a
// terminal.
func TestScripts(t *testing.T) {
	for _, cols := range []int{80, 120} {
		r := sit(t, cols, 30, false, nil, "--no-state", scriptsFile)
		for _, c := range []struct{ keys, at, sign string }{{"", "start", "Many scripts"}, {"G", "end", "said to be wide"}} {
			r.press(c.keys)
			r.see(c.sign)
			if err := sameRows(r.rest(), onASCII.ReplaceAllString(scriptsScreen(t, cols, c.at), "$1")); err != nil {
				t.Errorf("%d columns, at the %s: %v", cols, c.at, err)
			}
		}
		r.press("q")
		r.leaves(0)
	}
}

// TestScriptsInTmux checks the same in tmux, which counts cells in its own way,
// if it is installed.
func TestScriptsInTmux(t *testing.T) {
	m := inTmux(t, 120, 30, `exec verbatim "$@"`, "--no-state", "--theme", "dark", scriptsFile)
	for _, c := range []struct{ keys, at string }{{"", "start"}, {"G", "end"}} {
		if c.keys != "" {
			m.run(nil, "send-keys", c.keys)
		}
		var diff error
		if !m.wait(func(screen string) bool {
			diff = sameRows(screen, scriptsScreen(t, 120, c.at))
			return diff == nil
		}) {
			t.Errorf("at the %s: %v", c.at, diff)
		}
	}
}

// A tmuxSession is a tmux server with one program.
type tmuxSession struct {
	t      *testing.T
	socket string
}

// inTmux runs a shell script in tmux, with this binary as verbatim. It skips
// the test if tmux is not installed.
func inTmux(t *testing.T, cols, rows int, script string, args ...string) *tmuxSession {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("tmux is not installed")
	}
	binary(t)
	m := &tmuxSession{t, filepath.Join(t.TempDir(), "tmux")}
	m.run(nil, append([]string{"-u", "-f", "/dev/null", "new-session", "-d", "-x", strconv.Itoa(cols), "-y", strconv.Itoa(rows),
		"/bin/sh", "-c", script, "sh"}, args...)...)
	t.Cleanup(func() { _ = exec.Command("tmux", "-S", m.socket, "kill-server").Run() })
	return m
}

// run runs a command of tmux and returns its output.
func (m *tmuxSession) run(in io.Reader, args ...string) string {
	m.t.Helper()
	cmd := exec.Command("tmux", append([]string{"-S", m.socket}, args...)...)
	cmd.Env = environ(m.t, "TERM=xterm-256color", "TMUX=")
	cmd.Stdin = in
	out, err := cmd.CombinedOutput()
	if err != nil {
		m.t.Fatalf("tmux %s: %v\n%s", args[0], err, out)
	}
	return string(out)
}

// wait waits until is reports true for the screen, and reports whether it did in time.
func (m *tmuxSession) wait(is func(screen string) bool) bool {
	m.t.Helper()
	for last := time.Now().Add(20 * time.Second); !is(m.run(nil, "capture-pane", "-p")); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(last) {
			return false
		}
	}
	return true
}

// see waits for a text on the screen.
func (m *tmuxSession) see(text string) {
	m.t.Helper()
	if !m.wait(func(screen string) bool { return strings.Contains(screen, text) }) {
		m.t.Fatalf("%q does not appear:\n%s", text, m.run(nil, "capture-pane", "-p"))
	}
}
