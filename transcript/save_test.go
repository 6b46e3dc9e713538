package transcript

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestSave(t *testing.T) {
	says := func(text string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
	}
	broken := errors.New("no space left")
	fails := func(w io.Writer) error { return errors.Join(says("half")(w), broken) }
	for _, c := range []struct {
		name  string
		over  bool
		there string // in the file before; "" is no file
		write func(io.Writer) error
		err   error
		want  string
	}{
		{"new", false, "", says("new"), nil, "new"},
		{"there is one", false, "old", says("new"), fs.ErrExist, "old"},
		{"over it", true, "old", says("new"), nil, "new"},
		{"fails", false, "", fails, broken, ""},
		{"fails over one", true, "old", fails, broken, "old"},
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
			if err := Save(name, c.over, c.write); !errors.Is(err, c.err) {
				t.Errorf("error %v, want %v", err, c.err)
			}
			got, err := os.ReadFile(name)
			if c.want == "" {
				files = 0
			} else if err != nil {
				t.Fatal(err)
			}
			if string(got) != c.want {
				t.Errorf("the file holds %q, want %q", got, c.want)
			}
			left, err := os.ReadDir(dir)
			if err != nil || len(left) != files {
				t.Errorf("%d files are left, want %d: %v", len(left), files, err)
			}
		})
	}
}

// A link to a file is replaced, never followed; where there is no directory
// nothing is made.
func TestSaveElsewhere(t *testing.T) {
	dir := t.TempDir()
	victim, link := filepath.Join(dir, "victim"), filepath.Join(dir, "link")
	if err := errors.Join(os.WriteFile(victim, []byte("mine"), 0o600), os.Symlink(victim, link)); err != nil {
		t.Fatal(err)
	}
	write := func(w io.Writer) error { _, err := io.WriteString(w, "theirs"); return err }
	if err := Save(link, false, write); !errors.Is(err, fs.ErrExist) {
		t.Errorf("error %v", err)
	}
	if err := Save(link, true, write); err != nil {
		t.Error(err)
	}
	if got, err := os.ReadFile(victim); err != nil || string(got) != "mine" {
		t.Errorf("%q, %v", got, err)
	}
	var path *fs.PathError
	if err := Save(filepath.Join(dir, "no", "such"), false, write); !errors.As(err, &path) || path.Path != filepath.Join(dir, "no", "such") {
		t.Errorf("error %v", err)
	}
}
