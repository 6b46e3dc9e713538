//go:build unix

package state

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"verbatim/transcript"
)

// keep returns the saved state of a file.
func keep(t *testing.T, s *Store, file string) (*Kept, State) {
	t.Helper()
	src, err := transcript.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { src.Close() })
	k, state, err := s.Find(src)
	if err != nil {
		t.Fatal(err)
	}
	return k, state
}

func save(t *testing.T, k *Kept, s State) {
	t.Helper()
	if err := k.Save(s); err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, file, text string) string {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func stopped(off int64) State { return State{Place: Spot{Offset: off}} }

// namesIn returns the files in a directory.
func namesIn(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state", "verbatim")
	s, file := NewStore(dir), put(t, filepath.Join(t.TempDir(), "talk.txt"), "Ann: One.\n")
	k, state := keep(t, s, file)
	if !reflect.DeepEqual(state, State{}) {
		t.Errorf("a new transcript has %+v", state)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("Find creates the directory")
	}
	want := State{Path: file, Place: Spot{7, 1, 70}, Given: transcript.Given{Names: map[string]string{"Ann": "Ann Lee"},
		Asks: map[string]bool{"Ann": true}, Colours: map[string]int{"Ann": 3}}, Bookmarks: []Bookmark{{3, "here"}}}
	save(t, k, want)
	if _, state = keep(t, s, file); !reflect.DeepEqual(state, want) {
		t.Errorf("kept %+v, want %+v", state, want)
	}
	for name, mode := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, namesIn(t, dir)[0]): 0o600} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
	if got := s.Recent(); !reflect.DeepEqual(got, []string{file}) {
		t.Errorf("recent %q", got)
	}
	var none *Store
	if k, _, err := none.Find(transcript.FromString("", "x")); k != nil || err != nil || k.Save(want) != nil || none.Recent() != nil {
		t.Error("a nil Store saves something")
	}
}

// The state of a transcript is found after its file has grown, changed or moved.
func TestKnownAgain(t *testing.T) {
	long := strings.Repeat("Ann: All of this is very long.\n", 3000)
	for _, c := range []struct {
		name, text string
		change     func(file string) (string, error) // returns the new path
		known      bool
	}{
		{"as it was", "Ann: One.\n", func(f string) (string, error) { return f, nil }, true},
		{"grown", "Ann: One.\n", func(f string) (string, error) { return f, os.WriteFile(f, []byte("Ann: One.\n\nBob: Two.\n"), 0o600) }, true},
		{"edited", "Ann: One.\n", func(f string) (string, error) { return f, os.WriteFile(f, []byte("Bob: Two.\n"), 0o600) }, true},
		{"moved", "Ann: One.\n", func(f string) (string, error) { return f + "2", os.Rename(f, f+"2") }, true},
		{"moved and grown", long, func(f string) (string, error) {
			return f + "2", os.WriteFile(f+"2", []byte(long+"Bob: Two.\n"), 0o600)
		}, true},
		{"another", "Ann: One.\n", func(f string) (string, error) {
			return f + "2", os.WriteFile(f+"2", []byte("Bob: One.\n"), 0o600)
		}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			s, file := NewStore(filepath.Join(dir, "state")), put(t, filepath.Join(dir, "talk.txt"), c.text)
			k, _ := keep(t, s, file)
			save(t, k, stopped(5))
			file, err := c.change(file)
			if err != nil {
				t.Fatal(err)
			}
			k, state := keep(t, s, file)
			if known := state.Place.Offset == 5; known != c.known {
				t.Fatalf("kept %+v", state)
			}
			save(t, k, stopped(6))
			if _, state = keep(t, s, file); state.Place.Offset != 6 || state.Path != file {
				t.Errorf("then kept %+v", state)
			}
			if n := len(namesIn(t, s.dir)); c.known && n != 1 {
				t.Errorf("%d files", n)
			}
		})
	}
}

// The state of a transcript from a pipe is found by its text.
func TestPipeKnownAgain(t *testing.T) {
	s := NewStore(t.TempDir())
	for i, want := range []int64{0, 5} {
		src := transcript.FromReader("standard input", strings.NewReader("Ann: One.\n"))
		src.Wait(1 << 20)
		k, state, err := s.Find(src)
		if err != nil || state.Place.Offset != want {
			t.Errorf("run %d: %+v, %v", i, state, err)
		}
		save(t, k, stopped(5))
		src.Close()
	}
	if got := s.Recent(); got != nil {
		t.Errorf("recent %q", got)
	}
}

// A file that is not a state is renamed, and a new state takes its place.
func TestSetAside(t *testing.T) {
	for _, c := range []struct {
		name string
		put  func(file string) error
	}{
		{"empty", func(f string) error { return os.WriteFile(f, nil, 0o600) }},
		{"truncated", func(f string) error { return os.Truncate(f, 20) }},
		{"foreign", func(f string) error { return os.WriteFile(f, []byte(`{"a":1}`), 0o600) }},
		{"noise", func(f string) error { return os.WriteFile(f, []byte("\x00\xff\x1b[31m"), 0o600) }},
		{"newer version", func(f string) error { return os.WriteFile(f, []byte(`{"version":99}`), 0o600) }},
		{"64 MiB", func(f string) error { return os.Truncate(f, 64<<20) }},
		{"a directory", func(f string) error { return remade(f, os.Mkdir(f+"x", 0o700)) }},
		{"a link to itself", func(f string) error { return remade(f, os.Symlink(f, f+"x")) }},
		{"a link to a state", func(f string) error {
			return remade(f, os.Rename(f, filepath.Join(filepath.Dir(filepath.Dir(f)), "else")),
				os.Symlink(filepath.Join(filepath.Dir(filepath.Dir(f)), "else"), f+"x"))
		}},
		{"a pipe", func(f string) error { return remade(f, pipe(f+"x")) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			s, file := NewStore(filepath.Join(dir, "state")), put(t, filepath.Join(dir, "talk.txt"), "Ann: One.\n")
			k, _ := keep(t, s, file)
			save(t, k, stopped(5))
			name := filepath.Join(s.dir, namesIn(t, s.dir)[0])
			for range 2 {
				if err := c.put(name); err != nil {
					t.Fatal(err)
				}
				linked, _ := os.ReadFile(filepath.Join(dir, "else"))
				src, err := transcript.OpenFile(file)
				if err != nil {
					t.Fatal(err)
				}
				defer src.Close()
				k, state, err := s.Find(src)
				if err == nil || !strings.Contains(err.Error(), name+badEnd) || strings.Contains(err.Error(), "\n") {
					t.Errorf("error %v", err)
				}
				if state.Place.Offset != 0 {
					t.Errorf("kept %+v", state)
				}
				save(t, k, stopped(6))
				if names := namesIn(t, s.dir); len(names) != 2 || names[1] != names[0]+badEnd {
					t.Errorf("files %q", names)
				}
				if _, state := keep(t, s, file); state.Place.Offset != 6 {
					t.Errorf("then kept %+v", state)
				}
				if b, _ := os.ReadFile(filepath.Join(dir, "else")); string(b) != string(linked) {
					t.Errorf("the target of the link is now %s", b)
				}
				os.RemoveAll(name + badEnd)
			}
		})
	}
}

// remade renames file+"x" to file, or returns the first error in errs.
func remade(file string, errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	if err := os.RemoveAll(file); err != nil {
		return err
	}
	return os.Rename(file+"x", file)
}

// A symbolic link or a file in place of the directory is not written to.
func TestNoDirectory(t *testing.T) {
	dir := t.TempDir()
	file := put(t, filepath.Join(dir, "talk.txt"), "Ann: One.\n")
	if err := os.MkdirAll(filepath.Join(dir, "elsewhere"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "elsewhere"), filepath.Join(dir, "link")); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{"link", "talk.txt", "talk.txt/below"} {
		src, err := transcript.OpenFile(file)
		if err != nil {
			t.Fatal(err)
		}
		defer src.Close()
		k, state, err := NewStore(filepath.Join(dir, name)).Find(src)
		if state.Place.Offset != 0 {
			t.Errorf("%s: kept %+v, %v", name, state, err)
		}
		if err := k.Save(stopped(5)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if names := namesIn(t, filepath.Join(dir, "elsewhere")); len(names) > 0 {
		t.Errorf("written through a link: %q", names)
	}
}

// Several programs can save states of one transcript without losing changes.
func TestTwoReaders(t *testing.T) {
	dir := t.TempDir()
	s, file := NewStore(filepath.Join(dir, "state")), put(t, filepath.Join(dir, "talk.txt"), "Ann: One.\n")
	const readers, marks = 4, 8
	var wg sync.WaitGroup
	start := make(chan struct{}) // closed when all have opened the file: who opens it later sees, and here removes, names of others
	for r := range readers {
		k, state := keep(t, s, file)
		wg.Go(func() {
			<-start
			for i := range marks {
				state.Bookmarks = append(state.Bookmarks, Bookmark{Offset: int64(r*marks + i)})
				state.Names = map[string]string{fmt.Sprint(r): fmt.Sprint(i)}
				if err := k.Save(state); err != nil {
					t.Error(err)
				}
			}
		})
	}
	close(start)
	wg.Wait()
	_, state := keep(t, s, file)
	if len(state.Bookmarks) != readers*marks || len(state.Names) != readers {
		t.Errorf("kept %d bookmarks and %d names", len(state.Bookmarks), len(state.Names))
	}
	if n := len(namesIn(t, s.dir)); n != 1 {
		t.Errorf("%d files", n)
	}
}
