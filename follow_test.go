//go:build unix

package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"verbatim/testdata/terminal"
)

// appendTo adds text to a file.
func appendTo(t *testing.T, file, text string) {
	t.Helper()
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = f.WriteString(text); err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// turns returns turns that differ by their numbers.
func turns(from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		fmt.Fprintf(&b, "Ann Lee: This is number %d of many.\n\nBob Ray: And then, after %d?\n\n", i, i)
	}
	return b.String()
}

// TestFollow checks that a growing transcript is read as it grows, with the end
// on the screen or not, and again from the start if its file is replaced.
func TestFollow(t *testing.T) {
	for name, begin := range map[string]func(t *testing.T, file string) *reader{
		"flag": func(t *testing.T, file string) *reader { return sit(t, 100, 24, false, nil, "--follow", file) },
		"key": func(t *testing.T, file string) *reader {
			r := sit(t, 100, 24, false, nil, file)
			r.see("number 0 of many", "3 questions")
			r.press("F")
			return r
		},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "live.txt")
			appendTo(t, file, turns(0, 3))
			r := begin(t, file)
			r.see("number 2 of many", "following")
			appendTo(t, file, turns(3, 30))
			r.see("after 29?", "100%", "following", "/30")
			appendTo(t, file, turns(30, 31))
			r.see("after 30?", "100%", "/31")
			r.press("g")
			r.see("number 0 of many", " 0%")
			appendTo(t, file, turns(31, 40))
			r.see("number 0 of many", " 0%", "40… questions")
			r.press("G")
			r.see("after 39?")
			if err := os.WriteFile(file, []byte("Cy Orr: Something else.\n\nDee Poe: What is it?\n\nCy Orr: This.\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			r.see("Something else.", "Cy Orr", "live.txt was replaced")
			appendTo(t, file, "\nDee Poe: And this?\n")
			r.see("And this?")
			r.press("k")
			r.see("following")
			r.press("F")
			r.see("stopped following")
			r.press("k")
			r.seeNot([]string{"following"}, "2 questions")
			r.press("q")
			r.leaves(0)
		})
	}
}

// TestFollowKeeps checks that filters and names stay when F starts to follow a
// transcript.
func TestFollowKeeps(t *testing.T) {
	file := filepath.Join(t.TempDir(), "live.txt")
	appendTo(t, file, turns(0, 30))
	r := sit(t, 100, 24, false, nil, file)
	r.see("number 0 of many")
	r.press("\tgr\x15Ann Green\r\r")
	r.see("only Ann Green")
	r.press("F")
	r.see("following", "only Ann Green", "number 29 of many")
	appendTo(t, file, turns(30, 31))
	r.see("number 30 of many", "only Ann Green")
	r.seeNot([]string{"Ann Lee"}, "▌ Ann Green")
	r.press("q")
	r.leaves(0)
}

// TestNothingToFollow checks that F reports a source that cannot grow.
func TestNothingToFollow(t *testing.T) {
	r := sit(t, 100, 24, false, nil)
	r.see("SPEAKERS")
	r.press("F")
	r.see("nothing to follow")
	r.press("q")
	r.leaves(0)
}

// TestFollowPrinted checks that --follow prints turns as they are written,
// until a signal ends it.
func TestFollowPrinted(t *testing.T) {
	for format, want := range map[string][3]string{
		"text":  {"Ann Lee: This is number 0 of many.", "Bob Ray: And then, after 2?", "Cy Orr: Something else."},
		"jsonl": {`"text":"This is number 0 of many."`, `"text":"And then, after 2?"`, `"text":"Something else."`},
	} {
		t.Run(format, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "live.txt")
			appendTo(t, file, turns(0, 2))
			cmd := sitting(t, "--follow", "--format", format, file)
			var errs strings.Builder
			cmd.Stderr = &errs
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			defer cmd.Process.Kill()
			lines := bufio.NewScanner(out)
			until := func(text string) {
				t.Helper()
				for lines.Scan() {
					if strings.Contains(lines.Text(), text) {
						return
					}
				}
				t.Fatalf("no %q: %v", text, lines.Err())
			}
			until(want[0])
			appendTo(t, file, turns(2, 4))
			until(want[1])
			if err := os.WriteFile(file, []byte("Cy Orr: Something else.\n\nDee Poe: What is it?\n\nCy Orr: This.\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			until(want[2])
			if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
				t.Fatal(err)
			}
			for lines.Scan() {
			}
			if err := cmd.Wait(); cmd.ProcessState.ExitCode() != 130 {
				t.Errorf("ended with %v", err)
			}
			if said := errs.String(); said != "verbatim: live.txt was replaced; reading it from the start\n" {
				t.Errorf("output %q", said)
			}
		})
	}
}

// TestChangedWhileRead checks that a file may be truncated or replaced while it
// is read: missing text is shown as missing, one line reports it, and F reads
// the new file.
func TestChangedWhileRead(t *testing.T) {
	name := filepath.Join(t.TempDir(), "talk.txt")
	if err := os.WriteFile(name, []byte(turns(0, 20_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	r := sit(t, 120, 30, false, nil, "--no-state", name)
	r.see("SPEAKERS", "20000 questions")
	if err := os.Truncate(name, 10_000); err != nil {
		t.Fatal(err)
	}
	r.press("G")
	r.see("talk.txt changed on disk: F reloads it", "[gone: the file is shorter now]")
	r.press("k")
	r.seeNot([]string{"was changed"}, "[gone")
	r.press("/nowhere to be found\r")
	r.see("not found")
	r.press("gF")
	if err := os.WriteFile(name, []byte("Ann Lee: What is new?\n\nBob Ray: All of it.\n\nAnn Lee: And how?\n\nBob Ray: So.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.see("All of it.", "following")
	r.press("q")
	r.leaves(0)
}

// TestCutWhileScanned checks that a file that is truncated during the scan is
// read up to its new end.
func TestCutWhileScanned(t *testing.T) {
	name := filepath.Join(t.TempDir(), "talk.txt")
	if err := os.WriteFile(name, []byte(turns(0, 500_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	r := sit(t, 120, 30, false, nil, "--no-state", name)
	r.see("SPEAKERS")
	if err := os.Truncate(name, 100_000); err != nil {
		t.Fatal(err)
	}
	r.press("G")
	r.until("told", func() bool { // as what is gone; or by the scan, of which the key may have taken the reason away
		return terminal.Has("SPEAKERS", "shorter")(r.Rows()) || terminal.Has("SPEAKERS", "incomplete")(r.Rows())
	})
	r.press("q")
	r.leaves(0)
}
