//go:build linux

package transcript

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	utf16 "golang.org/x/text/encoding/unicode"

	"verbatim/internal/guard"
)

// openFiles returns how many files the program has open.
func openFiles(t *testing.T) int {
	t.Helper()
	fds, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip(err)
	}
	return len(fds)
}

// Whatever a file holds, nothing stays open of it: neither the file nor what
// it was unpacked or rewritten to.
func TestCloses(t *testing.T) {
	turn := `{"speaker": "Ann Lee", "text": "` + strings.Repeat("yes, ", 200) + `"}` + "\n"
	long := strings.Repeat(turn, spoolMemory/len(turn)+1000) // its spool is a file
	text := strings.Repeat("Ann Lee: Yes, of course.\n\nBob Hale: No, not at all.\n\n", spoolMemory/50)
	dir := t.TempDir()
	for _, c := range []struct{ name, data string }{
		{"empty.txt", ""},
		{"binary.txt", "Ann: hi\x00\n"},
		{"picture.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"},
		{"talk.txt", "Ann Lee: Yes.\n\nBob Hale: No.\n"},
		{"long.jsonl", long},
		{"legacy.txt", encode(t, utf16.UTF16(utf16.LittleEndian, utf16.UseBOM), text)},
		{"packed.jsonl.gz", gzipped(long)},
		{"cut.jsonl.gz", gzipped(long)[:2000]},
		{"bomb.txt.gz", gzipped(strings.Repeat("Ann: yes\n", 2<<20))},
		{"picture.gz", gzipped("\x89PNG\r\n\x1a\n" + strings.Repeat("\x00", spoolMemory))},
		{"nothing.gz", "\x1f\x8bnonsense"},
		{"two.zip", zipped(t, "Ann: yes", "Bob: no")},
		{"bad.zip", "PK\x03\x04" + strings.Repeat("x", 100)},
		{"unknown.xml", "<?xml version=\"1.0\"?><note/>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := filepath.Join(dir, c.name)
			if err := os.WriteFile(name, []byte(c.data), 0o600); err != nil {
				t.Fatal(err)
			}
			before := openFiles(t)
			read(t, name)
			isTranscript(context.Background(), name)
			closes(t, before)
		})
	}
	t.Run("a pipe", func(t *testing.T) {
		name := filepath.Join(dir, "pipe")
		if err := syscall.Mkfifo(name, 0o600); err != nil {
			t.Skip(err)
		}
		before := openFiles(t)
		guard.Go(func() { _ = os.WriteFile(name, []byte("Ann: yes\n"), 0) })
		read(t, name)
		closes(t, before)
	})
}

// read reads a file, or finds out why it cannot be.
func read(t *testing.T, name string) {
	t.Helper()
	src, err := OpenFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Open(src, Options{Trust: strings.HasPrefix(filepath.Base(name), "packed")})
	if err != nil {
		return
	}
	_ = NewDocument(src).Fill(context.Background(), r) // it may be cut
	for range 2 {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}

// closes waits until no more files are open than before.
func closes(t *testing.T, before int) {
	t.Helper()
	for last := time.Now().Add(20 * time.Second); openFiles(t) > before; time.Sleep(time.Millisecond) {
		if time.Now().After(last) {
			t.Fatalf("%d files stay open", openFiles(t)-before)
		}
	}
}
