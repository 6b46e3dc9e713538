package atomicfile

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestSave(t *testing.T) {
	broken := errors.New("no space left")
	fails := func(w io.Writer) error { return errors.Join(writes("half")(w), broken) }
	for _, c := range []struct {
		name  string
		over  bool
		there string // old content; "": the file does not exist
		write func(io.Writer) error
		err   error
		want  string
	}{
		{"new", false, "", writes("new"), nil, "new"},
		{"existing file", false, "old", writes("new"), fs.ErrExist, "old"},
		{"replaced", true, "old", writes("new"), nil, "new"},
		{"write error", false, "", fails, broken, ""},
		{"write error while replacing", true, "old", fails, broken, "old"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			name := filepath.Join(dir, "quotes.md")
			files := 1
			if c.there != "" {
				if err := os.WriteFile(name, []byte(c.there), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := Save(context.Background(), name, c.over, c.write); !errors.Is(err, c.err) {
				t.Errorf("error %v, want %v", err, c.err)
			}
			got, err := os.ReadFile(name)
			if c.want == "" {
				files = 0
			} else if err != nil {
				t.Fatal(err)
			}
			if string(got) != c.want {
				t.Errorf("content %q, want %q", got, c.want)
			}
			left, err := os.ReadDir(dir)
			if err != nil || len(left) != files {
				t.Errorf("%d files in the directory, want %d: %v", len(left), files, err)
			}
		})
	}
}

// Save does not create directories and does not replace them.
func TestSaveNowhere(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]error{filepath.Join(dir, "no", "such"): fs.ErrNotExist, dir: errDirectory} {
		var path *fs.PathError
		if err := Save(context.Background(), name, true, writes("theirs")); !errors.As(err, &path) || path.Path != name || !errors.Is(err, want) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// A cancelled Save leaves no file, whether it is cancelled before it begins,
// while it writes, or just before the rename.
func TestSaveEnds(t *testing.T) {
	for name, c := range map[string]struct {
		begun bool // writing begins
		write func(end func()) func(io.Writer) error
	}{
		"before it begins": {false, nil},
		"while it is written": {true, func(end func()) func(io.Writer) error {
			return func(w io.Writer) error {
				for range 100 { // bounded, in case cancelling fails
					if _, err := w.Write(make([]byte, 1<<16)); err != nil {
						return err
					}
					end()
				}
				return nil
			}
		}},
		"at its end": {true, func(end func()) func(io.Writer) error {
			return func(w io.Writer) error { defer end(); return writes("all of it")(w) }
		}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			ctx, end := context.WithCancel(context.Background())
			defer end()
			write := func(io.Writer) error { t.Error("write is called"); return nil }
			if c.begun {
				write = c.write(end)
			} else {
				end()
			}
			err := Save(ctx, filepath.Join(dir, "quotes.md"), false, write)
			if left, _ := os.ReadDir(dir); !errors.Is(err, context.Canceled) || len(left) > 0 {
				t.Errorf("error %v, files %v", err, left)
			}
		})
	}
}

// After abandon a running Save leaves no file, and the next one fails.
func TestSaveAbandoned(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "quotes.md")
	abandon := Saving()
	err := Save(context.Background(), name, false, func(w io.Writer) error { abandon(); return writes("all of it")(w) })
	if left, _ := os.ReadDir(dir); !errors.Is(err, errAbandoned) || len(left) > 0 {
		t.Errorf("error %v, files %v", err, left)
	}
	if err := Save(context.Background(), name, false, writes("more")); !errors.Is(err, errAbandoned) {
		t.Errorf("error %v", err)
	}
	Saving()
	if err := Save(context.Background(), name, false, writes("more")); err != nil {
		t.Error(err)
	}
}

// writes returns a function that writes text.
func writes(text string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
}
