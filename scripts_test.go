//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// scriptsFile has text of many scripts; testdata/screens/scripts-* is how it
// is to look.
const scriptsFile = "testdata/transcripts/scripts.md"

func scriptsScreen(t *testing.T, cols int, at string) string {
	t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("testdata/screens/scripts-%d-%s.txt", cols, at))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// sameRows compares rows without the blanks at their ends.
func sameRows(got, want string) error {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g, w := strings.TrimRight(g[i], " "), strings.TrimRight(w[i], " "); g != w {
			return fmt.Errorf("row %d is\n%q\nand not\n%q", i+1, g, w)
		}
	}
	return nil
}

// onASCII are marks on a character of ASCII, which the emulator drops.
var onASCII = regexp.MustCompile(`([ -~])\p{M}+`)

// TestScripts looks at every script in a terminal: all is in the cells where
// it was meant to be.
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

// TestScriptsInTmux does so in tmux, which counts cells in its own way, where
// it is installed.
func TestScriptsInTmux(t *testing.T) {
	tmux, err := exec.LookPath("tmux")
	if err != nil {
		t.Skip("no tmux")
	}
	socket := filepath.Join(t.TempDir(), "tmux")
	run := func(args ...string) string {
		t.Helper()
		cmd := exec.Command(tmux, append([]string{"-u", "-f", "/dev/null", "-S", socket}, args...)...)
		cmd.Env = environ(t, "TERM=xterm-256color", "TMUX=")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("tmux %s: %v\n%s", args[0], err, out)
		}
		return string(out)
	}
	run("new-session", "-d", "-x", "120", "-y", "30", binary(t), "--no-state", "--theme", "dark", scriptsFile)
	defer func() { _ = exec.Command(tmux, "-S", socket, "kill-server").Run() }()
	for _, c := range []struct{ keys, at string }{{"", "start"}, {"G", "end"}} {
		if c.keys != "" {
			run("send-keys", c.keys)
		}
		want, diff := scriptsScreen(t, 120, c.at), error(nil)
		for last := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
			if diff = sameRows(run("capture-pane", "-p"), want); diff == nil || time.Now().After(last) {
				break
			}
		}
		if diff != nil {
			t.Errorf("at the %s: %v", c.at, diff)
		}
	}
}
