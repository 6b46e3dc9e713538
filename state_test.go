//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestPlaceKept checks that a transcript opens at the place where it was left,
// however the program ended.
func TestPlaceKept(t *testing.T) {
	for name, leave := range map[string]func(r *reader){
		"q":      func(r *reader) { r.press("q"); r.leaves(0) },
		"ctrl+c": func(r *reader) { r.press("\x03"); r.leaves(0) },
		"TERM": func(r *reader) {
			if err := r.Signal(syscall.SIGTERM); err != nil {
				r.t.Fatal(err)
			}
			r.leaves(143)
		},
		"HUP": func(r *reader) {
			if err := r.Signal(syscall.SIGHUP); err != nil {
				r.t.Fatal(err)
			}
			r.leaves(129)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("XDG_STATE_HOME", t.TempDir())
			r := sit(t, 120, 40, false, nil, sampleFile)
			r.see("4 questions", "SPEAKERS")
			r.press(":q3\rjjjj")
			r.see("Q3/4")
			was := r.rest()
			leave(r)

			r = sit(t, 120, 40, false, nil, sampleFile)
			r.wait(func(rows []string) bool { return strings.Join(rows, "\n") == was })
			r.press("gq")
			r.leaves(0)
			r = sit(t, 120, 40, false, nil, "--at", "q2", sampleFile)
			r.see("Q2/4", "── Q2")
			r.press("q")
			r.leaves(0)
			r = sit(t, 120, 40, false, nil, "--no-state", sampleFile)
			r.see("Vladimir Putin and Alexander Lukashenko")
			r.press("Gq")
			r.leaves(0)
			r = sit(t, 120, 40, false, nil, sampleFile)
			r.see("── Q2")
			r.press("q")
			r.leaves(0)
		})
	}
}

// TestReadLast checks that without a file the list offers recent transcripts
// and the sample.
func TestReadLast(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	dir := t.TempDir()
	for _, name := range []string{"one", "two", "gone"} {
		file := filepath.Join(dir, name+".txt")
		if err := os.WriteFile(file, []byte("Ann: Number "+name+".\n\nBob: And why?\n\nAnn: Why not.\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		r := sit(t, 80, 24, false, nil, file)
		r.see("Number " + name)
		r.press("q")
		r.leaves(0)
	}
	if err := os.Remove(filepath.Join(dir, "gone.txt")); err != nil {
		t.Fatal(err)
	}
	r := sit(t, 120, 40, false, nil)
	r.see("TRANSCRIPTS", "two.txt", "one.txt", "Alexander Lukashenko", "3 transcripts")
	if rows := strings.Join(r.Rows(), "\n"); strings.Contains(rows, "gone.txt") || strings.Index(rows, "two.txt") > strings.Index(rows, "one.txt") {
		t.Errorf("the list is\n%s", rows)
	}
	r.press("\r")
	r.see("Number two")
	r.press("q")
	r.leaves(0)
}

// TestNothingKept checks that reading works if the state cannot be saved, and
// that one line reports it.
func TestNothingKept(t *testing.T) {
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "verbatim"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, state, home string
		screen, last      string // what is said in the beginning and in the end
	}{
		{"no home", "", "", "HOME is not set; places, bookmarks", ""},
		{"a relative directory", "state", "/tmp", "XDG_STATE_HOME is not an absolute path", ""},
		{"a file for a directory", full, "/tmp", "not a directory", "not a directory"},
		{"a file system to read only", "/proc", "/tmp", "4 questions", "no such"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cmd := sitting(t, sampleFile)
			cmd.Env = append(cmd.Env, "XDG_STATE_HOME="+c.state, "HOME="+c.home)
			r := start(t, cmd, 120, 40, false)
			r.see("SPEAKERS", c.screen)
			r.press("j")
			if c.screen != "4 questions" {
				r.seeNot([]string{c.screen}, "4 questions")
			}
			r.press("q")
			if c.last != "" {
				r.see("verbatim: ", c.last)
			}
			r.leaves(0)
			if _, err := os.Stat("state"); err == nil {
				t.Error("a state is saved in the working directory")
			}
		})
	}
}

// limited returns the command that sit starts, without permission to write a
// byte to a file, as on a full disk.
func limited(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	return ulimited(t, "-f 0", args...)
}

// ulimited returns the command that sit starts, under a limit of the shell.
func ulimited(t *testing.T, limit string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := sitting(t, args...)
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell to limit it")
	}
	cmd.Path, cmd.Args = sh, append([]string{"sh", "-c", "ulimit " + limit + `; exec verbatim "$@"`}, cmd.Args...)
	return cmd
}

// TestFullDisk checks that reading works on a full disk, that failed writes are
// reported, and that the earlier state survives.
func TestFullDisk(t *testing.T) {
	state, dir := t.TempDir(), t.TempDir()
	t.Setenv("XDG_STATE_HOME", state)
	r := sit(t, 120, 40, false, nil, sampleFile)
	r.see("SPEAKERS")
	r.press("]m")
	r.see("bookmark:")
	r.press("before\r")
	r.see("bookmark set")
	r.press("q")
	r.leaves(0)
	kept, err := filepath.Glob(state + "/verbatim/*")
	if err != nil || len(kept) != 1 {
		t.Fatalf("%q, %v", kept, err)
	}
	was, err := os.ReadFile(kept[0])
	if err != nil {
		t.Fatal(err)
	}

	r = start(t, limited(t, sampleFile), 120, 40, false)
	r.see("SPEAKERS", "◆")
	r.press("Gm\r")
	r.see("file too large")
	r.press("'")
	r.see("BOOKMARKS", "before")
	r.press("\x1b")
	r.seeNot([]string{"BOOKMARKS"}, "SPEAKERS")
	r.press("e" + dir + "/all.json\r")
	r.see("write to ", "all.json ", " file too large")
	r.press("\x1b")
	r.seeNot([]string{"write to "}, "SPEAKERS")
	r.press("q")
	r.see("verbatim: ", "file too large")
	r.leaves(0)

	if now, err := os.ReadFile(kept[0]); err != nil || string(now) != string(was) {
		t.Errorf("state is now %q, %v", now, err)
	}
	for _, of := range []string{state + "/verbatim", dir} {
		if left, err := os.ReadDir(of); err != nil || of == dir && len(left) > 0 || of != dir && len(left) != 1 {
			t.Errorf("%s has %v, %v", of, left, err)
		}
	}
}

// TestFullDiskPrinted checks that printing to a full disk reports one line and
// leaves no partial file.
func TestFullDiskPrinted(t *testing.T) {
	out := filepath.Join(t.TempDir(), "all.json")
	for name, cmd := range map[string]*exec.Cmd{
		"a file":   limited(t, sampleFile, "-o", out),
		"a device": sitting(t, sampleFile, "--format", "json", "--no-state"),
	} {
		t.Run(name, func(t *testing.T) {
			if full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0); err == nil {
				defer full.Close()
				cmd.Stdout = full
			} else if name == "a device" {
				t.Skip("no device that is full")
			}
			var errs strings.Builder
			cmd.Stderr = &errs
			if err := cmd.Run(); err == nil || cmd.ProcessState.ExitCode() != 1 {
				t.Errorf("ended with %v", err)
			}
			if said := errs.String(); strings.Count(said, "\n") != 1 || !strings.HasPrefix(said, "verbatim: ") {
				t.Errorf("standard error %q", said)
			}
		})
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a partial file is left")
	}
}

// TestFullDiskPiped checks that input that fits neither memory nor the disk is
// printed as far as it was read.
func TestFullDiskPiped(t *testing.T) {
	cmd := limited(t, "--format", "jsonl", "-")
	var out bytes.Buffer
	var errs strings.Builder
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(turns(0, 300_000)), &out, &errs
	_ = cmd.Run()
	if code := cmd.ProcessState.ExitCode(); code != 1 {
		t.Errorf("exit status %d", code)
	}
	if said := errs.String(); !strings.HasPrefix(said, "verbatim: standard input: cannot store the rest: ") || strings.Count(said, "\n") != 1 || !strings.Contains(said, "TMPDIR") {
		t.Errorf("standard error %q", said)
	}
	if n := bytes.Count(out.Bytes(), []byte("\n")); n < 100_000 || n >= 600_000 {
		t.Errorf("%d turns are printed", n)
	}
}

// TestBadState checks that a damaged state is set aside and reported.
func TestBadState(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("XDG_STATE_HOME", dir)
	r := sit(t, 200, 40, false, nil, sampleFile)
	r.see("SPEAKERS")
	r.press("]q")
	r.leaves(0)
	files, err := filepath.Glob(dir + "/verbatim/*.json")
	if err != nil || len(files) != 1 {
		t.Fatalf("%q, %v", files, err)
	}
	if err := os.WriteFile(files[0], []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	r = sit(t, 200, 40, false, nil, sampleFile)
	r.see("SPEAKERS", "saved state is damaged", ".json.bad")
	r.press("q")
	r.leaves(0)
	if _, err := os.Stat(files[0] + ".bad"); err != nil {
		t.Error(err)
	}
}

// TestCastPrinted checks that names given to speakers are used when printing.
func TestCastPrinted(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	r := sit(t, 120, 40, false, nil, sampleFile)
	r.see("SPEAKERS")
	r.press("\tg")
	r.see("enter only this")
	r.press("r\x15") // ctrl+u
	r.press("The President\r")
	r.see("▌The President", "69%")
	r.press("Ga")
	r.see("Question does not ask: 0 questions")
	r.press("q")
	r.leaves(0)
	for _, c := range []struct {
		args      []string
		want, not string
	}{
		{[]string{"--list", "speakers"}, "The President", "Vladimir Putin"},
		{[]string{"--list", "questions"}, "", "weapons"},
		{[]string{"--format", "text", "-s", "the president"}, "\nThe President [President of Russia]: Please, go ahead.", "President of Russia Vladimir Putin:"},
		{[]string{"--format", "jsonl"}, `"speaker":"The President","label":"President of Russia Vladimir Putin"`, `"asks":true`},
		{[]string{"--format", "json"}, `{"name":"The President","role":"President of Russia","labels":["President of Russia Vladimir Putin","Vladimir Putin"]`, `"asks":true`},
		{[]string{"--list", "speakers", "--no-state"}, "Vladimir Putin", "The President"},
	} {
		cmd := sitting(t, append(c.args, sampleFile)...)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(out), c.want) || strings.Contains(string(out), c.not) {
			t.Errorf("%q: no %q, or %q in\n%s", c.args, c.want, c.not, out)
		}
	}
}
