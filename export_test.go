//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// exporting reads a pipe that is still open, and starts to export it.
func exporting(t *testing.T) (r *reader, feed *os.File, dir string) {
	t.Helper()
	in, feed, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { feed.Close() })
	r = sit(t, 100, 30, false, in, "--no-state")
	in.Close()
	feedTurns(t, feed)
	r.see("Who is it?")
	dir = t.TempDir()
	r.press("e" + dir + "/all.jsonl\r")
	r.see("writing all.jsonl when the input ends", "esc cancel writing")
	return r, feed, dir
}

func feedTurns(t *testing.T, feed *os.File) {
	t.Helper()
	if _, err := feed.WriteString(strings.Repeat("Question: Who is it?\n\nAnn Lee: It is I.\n\n", 10)); err != nil {
		t.Fatal(err)
	}
}

// TestExportPiped checks that exporting a pipe writes everything that comes
// through it.
func TestExportPiped(t *testing.T) {
	r, feed, dir := exporting(t)
	feedTurns(t, feed)
	feed.Close()
	r.see("40 turns written to ")
	got, err := os.ReadFile(filepath.Join(dir, "all.jsonl"))
	if n := strings.Count(string(got), "\n"); n != 40 || err != nil {
		t.Errorf("%d turns, %v", n, err)
	}
	r.press("q")
	r.leaves(0)
}

// TestExportEnds checks that an unfinished export leaves no file behind,
// however the program ends, and that quitting reports it.
func TestExportEnds(t *testing.T) {
	for name, end := range map[string]struct {
		do     func(*reader)
		status int
		said   string
	}{
		"q":       {func(r *reader) { r.press("q") }, 0, "all.jsonl: not written: verbatim ended first"},
		"ctrl+c":  {func(r *reader) { r.press("\x03") }, 0, "all.jsonl: not written: verbatim ended first"},
		"SIGTERM": {func(r *reader) { _ = r.Signal(syscall.SIGTERM) }, 143, ""},
		"SIGHUP":  {func(r *reader) { _ = r.Signal(syscall.SIGHUP) }, 129, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r, _, dir := exporting(t)
			end.do(r)
			if end.said != "" {
				r.see(end.said)
			}
			r.leaves(end.status)
			if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
				t.Errorf("%v, %v are left", left, err)
			}
		})
	}
}
