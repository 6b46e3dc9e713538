//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Whoever opens a transcript again is back where they stopped, however that
// came about.
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

// With no file there are those that were read last, and the sample.
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

// Where nothing can be kept reading goes on, and one line says so.
func TestNothingKept(t *testing.T) {
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "verbatim"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, state, home string
		screen, last      string // what is said in the beginning and in the end
	}{
		{"no home", "", "", "HOME is not set: nothing is kept", ""},
		{"a relative directory", "state", "/tmp", "XDG_STATE_HOME is no absolute path", ""},
		{"a file for a directory", full, "/tmp", "not a directory", "not a directory"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cmd := sitting(t, sampleFile)
			cmd.Env = append(cmd.Env, "XDG_STATE_HOME="+c.state, "HOME="+c.home)
			r := start(t, cmd, 120, 40, false)
			r.see("SPEAKERS", c.screen)
			r.press("j")
			r.seeNot([]string{c.screen}, "4 questions")
			r.press("q")
			if c.last != "" {
				r.see("verbatim: ", c.last)
			}
			r.leaves(0)
			if _, err := os.Stat("state"); err == nil {
				t.Error("something is kept in the working directory")
			}
		})
	}
}

// A state that cannot be read is set aside, and told.
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
	r.see("SPEAKERS", "what was kept cannot be read", ".json.bad")
	r.press("q")
	r.leaves(0)
	if _, err := os.Stat(files[0] + ".bad"); err != nil {
		t.Error(err)
	}
}

// What a reader has said of the speakers goes for what is printed too.
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
