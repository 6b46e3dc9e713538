//go:build unix

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// manyFiles is the number of transcripts; fewFiles allows fewer open files.
const (
	manyFiles = 200
	fewFiles  = 64
)

// many returns a directory with manyFiles transcripts.
func many(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for i := range manyFiles {
		text := fmt.Sprintf("Talk %d\n\nQuestion: Who is number %[1]d?\n\nAnn Lee: I am.\n\nQuestion: Really?\n\nAnn Lee: Yes.\n", i)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("talk%03d.txt", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// few returns the command that sit starts, with a low limit on open files.
func few(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	return ulimited(t, fmt.Sprintf("-n %d", fewFiles), args...)
}

// ran returns the output, the errors and the exit status of a command.
func ran(t *testing.T, cmd *exec.Cmd) (out, said string, status int) {
	t.Helper()
	var o, e strings.Builder
	cmd.Stdout, cmd.Stderr = &o, &e
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return o.String(), e.String(), cmd.ProcessState.ExitCode()
}

// TestManyPrinted checks that verbatim prints more transcripts than it may have
// files open.
func TestManyPrinted(t *testing.T) {
	dir := many(t)
	for _, c := range []struct{ flag, value, each string }{
		{"--format", "text", "Question: Who is number "}, {"--format", "jsonl", `"n":1,`}, {"--format", "json", `"schema":1`},
		{"--list", "speakers", ".txt:\n"}, {"--list", "questions", ".txt:\n"},
	} {
		out, said, status := ran(t, few(t, "--no-state", c.flag, c.value, dir))
		if n := strings.Count(out, c.each); n != manyFiles || status != 0 || said != "" {
			t.Errorf("%s %s: %d transcripts, exit status %d, %q", c.flag, c.value, n, status, said)
		}
	}
}

// TestManyListed checks that the list works with that many transcripts.
func TestManyListed(t *testing.T) {
	r := start(t, few(t, "--no-state", many(t)), 100, 30, false)
	r.see("TRANSCRIPTS", "Talk 0 ")
	r.press("G")
	r.see(fmt.Sprintf("Talk %d ", manyFiles-1), "Ann Lee")
	r.press("\r")
	r.see(fmt.Sprintf("Who is number %d?", manyFiles-1))
	r.press("q")
	r.leaves(0)
}

// TestOneBroken checks that a transcript that cannot be read does not keep the
// others from being printed.
func TestOneBroken(t *testing.T) {
	dir := t.TempDir()
	name := func(s string) string { return filepath.Join(dir, s) }
	for file, text := range map[string]string{"a.txt": "Question: One?\n\nAnn Lee: Two.\n", "b.txt": "", "c.txt": "Question: Three?\n\nAnn Lee: Four.\n"} {
		if err := os.WriteFile(name(file), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files := []string{name("a.txt"), name("b.txt"), name("c.txt")}
	const wrong = "b.txt: is empty; is it still being written?\n"
	for _, c := range []struct {
		args       []string
		first, end string // of what is printed
		said       string // the end of it
	}{
		{[]string{"--format", "jsonl"}, "One?", "Four.", wrong},
		{[]string{"--list", "speakers"}, "a.txt:", "Ann Lee", wrong},
		{[]string{name("none.txt"), "--format", "jsonl"}, "One?", "Four.", "none.txt: no such file; name a transcript or a directory of transcripts\nverbatim: " + name(wrong)},
		{[]string{"-o", name("out.md")}, "", "", wrong + "verbatim: " + name("out.md") + ": not written: 1 of 3 transcripts could not be read\n"},
	} {
		out, said, status := ran(t, sitting(t, append(c.args, files...)...))
		if !strings.Contains(out, c.first) || !strings.Contains(out[strings.Index(out, c.first):], c.end) || c.end == "" && out != "" {
			t.Errorf("%q prints %q", c.args, out)
		}
		if status != 1 || !strings.HasPrefix(said, "verbatim: ") || !strings.HasSuffix(said, c.said) || strings.Count(said, "\n") != strings.Count(c.said, "\n") {
			t.Errorf("%q: exit status %d, %q", c.args, status, said)
		}
	}
	if _, err := os.Stat(name("out.md")); err == nil {
		t.Error("a file is written")
	}
	out, said, status := ran(t, sitting(t, name("a.txt"), name("b.txt"), "-s", "question", "--format", "text"))
	if status != 1 || !strings.Contains(out, "One?") || !strings.HasSuffix(said, wrong) {
		t.Errorf("filtered: exit status %d, %q, %q", status, out, said)
	}
}
