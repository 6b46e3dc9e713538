//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package atomicfile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A replaced file keeps its permissions; a new one has those of umask.
func TestSaveKeepsMode(t *testing.T) {
	old := syscall.Umask(0o027)
	defer syscall.Umask(old)
	for _, c := range []struct {
		name       string
		mode, want fs.FileMode // mode 0: the file does not exist
	}{
		{"new", 0, 0o640}, {"private", 0o600, 0o600}, {"group", 0o660, 0o660}, {"all users", 0o666, 0o666},
		{"program", 0o755, 0o755}, {"read-only", 0o444, 0o444}, {"set user ID", 0o755 | fs.ModeSetuid, 0o755},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "quotes.md")
			if c.mode != 0 {
				if err := errors.Join(os.WriteFile(name, nil, 0o600), os.Chmod(name, c.mode)); err != nil {
					t.Fatal(err)
				}
			}
			if err := Save(context.Background(), name, true, writes("new")); err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(name)
			if err != nil || info.Mode() != c.want {
				t.Errorf("mode %v, want %v: %v", info.Mode(), c.want, err)
			}
		})
	}
}

// The temporary file of a private file is private, too.
func TestSaveIsPrivate(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "quotes.md")
	if err := os.WriteFile(name, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := Save(context.Background(), name, true, func(w io.Writer) error {
		files, err := os.ReadDir(dir)
		if err != nil || len(files) != 2 {
			t.Errorf("%v, %v", files, err)
		}
		for _, f := range files {
			if info, err := f.Info(); err != nil || info.Mode() != 0o600 {
				t.Errorf("%s: %v, %v", f.Name(), info.Mode(), err)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// A replaced file keeps its owner and group.
func TestSaveKeepsOwner(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can give files away")
	}
	name := filepath.Join(t.TempDir(), "quotes.md")
	if err := errors.Join(os.WriteFile(name, nil, 0o640), os.Chown(name, 12345, 54321)); err != nil {
		t.Skip(err)
	}
	if err := Save(context.Background(), name, true, writes("new")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if is := info.Sys().(*syscall.Stat_t); is.Uid != 12345 || is.Gid != 54321 || info.Mode() != 0o640 {
		t.Errorf("owner %d, group %d, mode %v", is.Uid, is.Gid, info.Mode())
	}
}

// A symbolic link stays and leads to the new content.
func TestSaveLinks(t *testing.T) {
	for _, c := range []struct {
		name, link, target string // the link is in directory a; target is relative to its parent
		there              bool   // the target exists
		err                error
	}{
		{"to a file", "file", "a/file", true, nil},
		{"to a new file", "file", "a/file", false, nil},
		{"absolute", "/a/file", "a/file", true, nil},
		{"to another directory", "../b/file", "b/file", true, nil},
		{"to a new file in another directory", "../b/file", "b/file", false, nil},
		{"through a link to a directory", "deep/file", "b/c/file", true, nil},
		{"up from a link to a directory", "deep/../file", "b/file", true, nil},
		{"to a link", "second", "b/file", true, nil},
		{"to itself", "link", "", false, errLinks},
		{"in a loop", "around", "", false, errLinks},
		{"to a directory", "../b", "", false, errDirectory},
		{"to a missing directory", "no/such/file", "", false, fs.ErrNotExist},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, err := filepath.EvalSymlinks(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			in := func(name string) string { return filepath.Join(dir, name) }
			to := c.link
			if filepath.IsAbs(to) {
				to = dir + to
			}
			link := in("a/link")
			if err := errors.Join(os.MkdirAll(in("a"), 0o700), os.MkdirAll(in("b/c"), 0o700), os.Symlink("../b/c", in("a/deep")),
				os.Symlink("../b/file", in("a/second")), os.Symlink("link", in("a/around")), os.Symlink(to, link)); err != nil {
				t.Fatal(err)
			}
			if c.there {
				if err := os.WriteFile(in(c.target), []byte("old"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := Save(context.Background(), link, false, writes("new")); c.err == nil && !errors.Is(err, fs.ErrExist) {
				t.Errorf("without over: error %v", err)
			}
			var path *fs.PathError
			err = Save(context.Background(), link, true, writes("new"))
			if !errors.Is(err, c.err) || err != nil && (!errors.As(err, &path) || path.Path != link) {
				t.Errorf("error %v, want %v", err, c.err)
			}
			if is, err := os.Readlink(link); err != nil || is != to {
				t.Errorf("the link is %q, %v", is, err)
			}
			if c.target == "" {
				return
			}
			if got, err := os.ReadFile(in(c.target)); err != nil || string(got) != "new" {
				t.Errorf("content %q, %v", got, err)
			}
			for _, of := range []string{"a", "b", "b/c"} {
				if left, _ := filepath.Glob(in(of) + "/.verbatim-*"); len(left) > 0 {
					t.Errorf("temporary files %q remain", left)
				}
			}
		})
	}
}

// Other hard links to a file keep its old content.
func TestSaveHardLink(t *testing.T) {
	dir := t.TempDir()
	name, other := filepath.Join(dir, "quotes.md"), filepath.Join(dir, "other")
	if err := errors.Join(os.WriteFile(name, []byte("old"), 0o600), os.Link(name, other)); err != nil {
		t.Fatal(err)
	}
	if err := Save(context.Background(), name, true, writes("new")); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{name: "new", other: "old"} {
		if got, err := os.ReadFile(file); err != nil || string(got) != want {
			t.Errorf("%s: content %q, %v", file, got, err)
		}
	}
}

// A device is written to directly, also through a link.
func TestSaveDevice(t *testing.T) {
	link := filepath.Join(t.TempDir(), "link.md")
	if err := os.Symlink(os.DevNull, link); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{os.DevNull, link} {
		if err := Save(context.Background(), name, false, writes("new")); err != nil {
			t.Error(err)
		}
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("the device is %v, %v", info, err)
	}
}

// A pipe is written to even if the link to it does not name a path, as with
// /dev/stdout and the links in /proc.
func TestSaveToLinkedPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	name := fmt.Sprintf("/proc/self/fd/%d", w.Fd())
	if _, err := os.Stat(name); err != nil {
		t.Skip("/proc is missing")
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(name, link); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{name, link} {
		if err := Save(context.Background(), name, false, writes("text")); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := make([]byte, 4)
		if _, err := io.ReadFull(r, got); err != nil || string(got) != "text" {
			t.Errorf("%s: got %q, %v", name, got, err)
		}
	}
}
