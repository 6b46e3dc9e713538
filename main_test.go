package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	os.Setenv("GORACE", "atexit_sleep_ms=0") // with -race each exit would take a second
	if filepath.Base(os.Args[0]) != "verbatim" {
		os.Unsetenv("XDG_STATE_HOME") // what a reader keeps must not decide what tests see
	}
	testscript.Main(m, map[string]func(){"verbatim": main})
}

// environ returns the environment for a program. It has a state directory of
// its own unless the test set one.
func environ(t *testing.T, more ...string) []string {
	t.Helper()
	if os.Getenv("XDG_STATE_HOME") == "" {
		more = append(more, "XDG_STATE_HOME="+t.TempDir())
	}
	return append(os.Environ(), more...)
}

// TestCommand runs the scripts in testdata/scripts, one file for each topic.
func TestCommand(t *testing.T) {
	sample, err := os.ReadFile("testdata/transcripts/" + sampleName)
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/scripts",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			// What a reader has set must not decide what the scripts see.
			env.Setenv("NO_COLOR", "")
			env.Setenv("TERM", "xterm-256color")
			env.Setenv("XDG_STATE_HOME", env.WorkDir+"/state")
			env.Setenv("GORACE", os.Getenv("GORACE"))
			err := os.WriteFile(env.WorkDir+"/"+sampleName, sample, 0o644)
			return errors.Join(err, os.WriteFile(env.WorkDir+"/big.txt", bytes.Repeat(sample, 200), 0o644))
		},
		Cmds:      map[string]func(ts *testscript.TestScript, neg bool, args []string){"exits": exits},
		Condition: condition,
	})
}

// condition evaluates the conditions of the scripts.
func condition(cond string) (bool, error) {
	switch cond {
	case "root":
		return os.Geteuid() == 0, nil
	case "full": // there is a device without room
		_, err := os.Stat("/dev/full")
		return err == nil, nil
	}
	return false, errors.New("unknown condition")
}

// exits is a command of the scripts: `exits 2 --frob` runs verbatim and checks
// the exit status, that standard error has one line, and that standard output
// is empty.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: exits status [arg...]")
	}
	status := 0
	var exit *exec.ExitError
	if err := ts.Exec("verbatim", args[1:]...); errors.As(err, &exit) {
		status = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(status) != args[0] {
		ts.Fatalf("exit status %d, want %s", status, args[0])
	}
	if out := ts.ReadFile("stdout"); out != "" {
		ts.Fatalf("standard output has %q", out)
	}
	if said := ts.ReadFile("stderr"); strings.Count(said, "\n") != 1 {
		ts.Fatalf("standard error has %q, want one line", said)
	}
}
