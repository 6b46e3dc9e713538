//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"verbatim/testdata/terminal"
)

// shell starts a shell in a terminal, with an optional script. The shell finds
// this binary as verbatim.
func shell(t *testing.T, args ...string) *reader {
	t.Helper()
	binary(t)
	cmd := exec.Command("/bin/sh", args...)
	cmd.Env = environ(t, "TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=", "PS1=here> ", "ENV=", "HISTFILE=/dev/null")
	term, err := terminal.Start(cmd, 80, 24, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { term.Close() })
	return &reader{term, t}
}

// until waits until a condition holds.
func (r *reader) until(what string, is func() bool) {
	r.t.Helper()
	if err := r.Wait(func([]string) bool { return is() }); err != nil {
		r.t.Fatalf("%s: %v", what, err)
	}
}

// TestHangUp checks that closing the terminal ends the program, even without a
// signal.
func TestHangUp(t *testing.T) {
	for _, c := range []struct{ name, script string }{
		{"told", `exec verbatim "$0"`},
		{"not told", `trap "" HUP; exec verbatim "$0"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := shell(t, "-c", c.script, sampleFile)
			r.see("SPEAKERS")
			if err := r.HangUp(); err != nil {
				t.Fatal(err)
			}
			if status, err := r.Exit(); err != nil || status != 129 {
				t.Errorf("exit status %d, want 129 (%v)", status, err)
			}
		})
	}
}

// stopped reports whether a process is stopped, if the system can tell.
func stopped(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return true
	}
	_, state, _ := strings.Cut(string(stat), ") ")
	return strings.HasPrefix(state, "T")
}

// TestStop checks that a stopped program restores the terminal, and takes it
// again when it continues.
func TestStop(t *testing.T) {
	r := sit(t, 80, 24, false, nil, sampleFile)
	for range 3 {
		r.see("SPEAKERS")
		r.until("raw", func() bool { return r.AltScreen() && !r.Cooked() })
		if err := r.Signal(syscall.SIGTSTP); err != nil {
			t.Fatal(err)
		}
		r.until("stopped", func() bool { return stopped(r.PID()) && !r.AltScreen() && r.Cooked() })
		r.seeNot([]string{"SPEAKERS"})
		if err := r.Signal(syscall.SIGCONT); err != nil {
			t.Fatal(err)
		}
	}
	r.see("SPEAKERS")
	r.press("q")
	r.leaves(0)
}

// TestJob checks that a job of a shell can be suspended with its key,
// continued, and killed in the background.
func TestJob(t *testing.T) {
	r := shell(t, "-i")
	r.see("here>")
	r.press("verbatim " + sampleFile + "\n")
	r.see("SPEAKERS", "▌ Question")
	r.press(":q3\r")
	r.see("── Q3", "Q3/4")
	r.press("\x1a")
	r.seeNot([]string{"SPEAKERS"}, "here>", "verbatim testdata")
	r.press("echo $((6*7))\n")
	r.see("42")
	r.press("fg\n")
	r.see("SPEAKERS", "── Q3", "Q3/4")
	r.press("\x1a")
	r.seeNot([]string{"SPEAKERS"}, "42")
	r.press("kill -TERM %1; kill -CONT %1; fg; echo ended by $?\n")
	r.see("ended by 143")
	r.press("exit\n")
	r.leaves(0)
}

// TestFailedStart checks that a program that cannot start leaves the terminal
// unchanged.
func TestFailedStart(t *testing.T) {
	started := 0
	for files := 3; files < 64 && started < 2; files++ {
		r := shell(t, "-c", fmt.Sprintf(`ulimit -n %d && exec verbatim "$0"`, files), sampleFile)
		r.until("start or end", func() bool {
			return terminal.Has("SPEAKERS")(r.Rows()) || !r.Running()
		})
		if r.Running() {
			started++
			r.press("q")
			r.leaves(0)
			continue
		}
		status, err := r.Exit()
		if err != nil {
			t.Fatal(err)
		}
		left, err := r.Restored()
		if err != nil || left != "" {
			t.Errorf("with %d files the terminal is left with %s (%v)", files, left, err)
		}
		if strings.Contains(r.Raw(), "goroutine ") {
			t.Errorf("with %d files, status %d, output %q", files, status, r.Raw())
		}
	}
	if started == 0 {
		t.Error("does not start with any limit on files")
	}
}

// TestSizes checks that any size of the terminal and any number of resizes
// work.
func TestSizes(t *testing.T) {
	r := sit(t, 80, 24, false, nil, sampleFile)
	r.see("SPEAKERS")
	r.press(":q3\r")
	r.see("Q3/4")
	for _, size := range [][2]int{{1, 1}, {2, 1}, {80, 1}, {1, 24}, {3, 2}, {20, 5}, {500, 200}, {1000, 50}, {0, 0}} {
		n := len(r.Raw())
		if err := r.Resize(size[0], size[1]); err != nil {
			t.Fatal(err)
		}
		r.press("jk")
		r.until("drawn anew", func() bool { return len(r.Raw()) > n })
	}
	for i := range 300 {
		if err := r.Resize(1+i*37%140, 1+i*11%50); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Resize(80, 24); err != nil {
		t.Fatal(err)
	}
	r.see("SPEAKERS", "── Q3", "Q3/4")
	r.press("q")
	r.leaves(0)
}

// TestPrintingEnds checks that a signal ends printing at once and silently,
// without a partial file.
func TestPrintingEnds(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGQUIT, syscall.SIGHUP} {
		t.Run(s.String(), func(t *testing.T) {
			in, feed, err := os.Pipe() // nothing comes: it waits
			if err != nil {
				t.Fatal(err)
			}
			defer feed.Close()
			dir := t.TempDir()
			cmd := exec.Command(binary(t), "--output", dir+"/out.txt")
			cmd.Args[0] = "verbatim"
			cmd.Stdin = in
			var out strings.Builder
			cmd.Stdout, cmd.Stderr = &out, &out
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			in.Close()
			time.AfterFunc(time.Minute, func() { cmd.Process.Kill() })
			if _, err := feed.WriteString("Ann: Here I am.\n"); err != nil {
				t.Fatal(err)
			}
			for fed := 0; fed < 4<<20; { // by now it reads
				n, err := feed.WriteString(strings.Repeat("Ann: Here I am.\n\n", 4<<10))
				if err != nil {
					t.Fatal(err)
				}
				fed += n
			}
			if err := cmd.Process.Signal(s); err != nil {
				t.Fatal(err)
			}
			cmd.Wait()
			if got := cmd.ProcessState.ExitCode(); got != 128+int(s) {
				t.Errorf("exit status %d, want %d", got, 128+int(s))
			}
			if strings.Contains(out.String(), "goroutine") {
				t.Errorf("output %.200q", out.String())
			}
			if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
				t.Errorf("files left: %v (%v)", left, err)
			}
		})
	}
}
