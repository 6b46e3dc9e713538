package term

import (
	"os"
	"path/filepath"
	"testing"
)

// The terminal is not touched before there is something to show.
func TestScreenHoldsBack(t *testing.T) {
	name := filepath.Join(t.TempDir(), "screen")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	shown := 0
	s := &screenFile{f: f, lost: func() {}, shown: func() { shown++ }}
	write := func(text, want string) {
		t.Helper()
		if n, err := s.Write([]byte(text)); n != len(text) || err != nil {
			t.Fatalf("wrote %d, %v", n, err)
		}
		if got, err := os.ReadFile(name); string(got) != want || err != nil {
			t.Errorf("after %q the terminal has %q, %v", text, got, err)
		}
	}
	write("a", "")
	write("b", "")
	s.open()
	write("c", "abc")
	if shown != 0 {
		t.Error("shown too early")
	}
	write("d", "abcd")
	write("e", "abcde")
	if shown != 1 {
		t.Errorf("shown %d times", shown)
	}
	s.shut()
	write("f", "abcde")
}
