//go:build unix

package state

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func pipe(name string) error { return syscall.Mkfifo(name, 0o600) }

// writerDir is the environment variable that makes a copy of the test write
// states into a directory until it is killed.
const writerDir = "VERBATIM_TEST_WRITER"

func TestWriter(t *testing.T) {
	dir := os.Getenv(writerDir)
	if dir == "" {
		t.Skip("for TestKilled")
	}
	go func() { // exit with the parent, which otherwise could not kill this process
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(1)
	}()
	k, state := keep(t, NewStore(filepath.Join(dir, "state")), filepath.Join(dir, "talk.txt"))
	for i := 0; ; i++ {
		state.Bookmarks = []Bookmark{{Note: strings.Repeat("all of it or nothing ", 1+i%7*300)}, {Offset: 1}}
		save(t, k, state)
		if i == 0 {
			os.Stdout.WriteString("writing\n")
		}
	}
}

// A killed writer leaves either the old state or the new one.
func TestKilled(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := put(t, filepath.Join(dir, "talk.txt"), "Ann: One.\n")
	s := NewStore(filepath.Join(dir, "state"))
	kills := 200
	if testing.Short() {
		kills = 10
	}
	for i := range kills {
		cmd := exec.Command(os.Args[0], "-test.run=^TestWriter$")
		cmd.Env = append(os.Environ(), writerDir+"="+dir)
		if _, err := cmd.StdinPipe(); err != nil { // it ends with this program, or at Wait
			t.Fatal(err)
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if line, err := bufio.NewReader(out).ReadString('\n'); line != "writing\n" {
			t.Fatalf("the writer says %q, %v", line, err)
		}
		time.Sleep(time.Duration(i) * 17 * time.Microsecond) // kill at a different moment each time
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed
		_, state := keep(t, s, file)
		if len(state.Bookmarks) != 2 || !strings.HasPrefix(state.Bookmarks[0].Note, "all of it") {
			t.Fatalf("after kill %d: %+v", i, state)
		}
	}
	k, state := keep(t, s, file)
	save(t, k, state)
	if names := namesIn(t, s.dir); len(names) != 1 {
		t.Errorf("files %q, want one", names)
	}
}
