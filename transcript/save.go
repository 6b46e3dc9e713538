package transcript

import (
	"bufio"
	"cmp"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// Save writes a file, whole or not at all: what write gives goes to a
// temporary file beside it, which then takes its name. A file that exists is
// an fs.ErrExist unless over is set; one that is no file, a device or a pipe,
// is written to as it is.
func Save(name string, over bool, write func(io.Writer) error) error {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return writeInto(name, write)
	}
	if _, err := os.Lstat(name); err == nil && !over {
		return &fs.PathError{Op: "write", Path: name, Err: fs.ErrExist}
	}
	temporary := filepath.Join(filepath.Dir(name), ".verbatim-"+rand.Text())
	unfinished.Store(temporary, nil)
	defer unfinished.Delete(temporary)
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return saveError(name, temporary, err)
	}
	err = fill(f, write)
	err = cmp.Or(err, f.Close())
	if err == nil {
		err = rename(temporary, name, over)
	}
	if err != nil {
		_ = os.Remove(temporary) // the first error tells more
		return saveError(name, temporary, err)
	}
	return syncDir(filepath.Dir(name))
}

// syncDir writes the names of files in a directory to the disk, where that can
// be asked for.
func syncDir(name string) error {
	dir, err := os.Open(name)
	if err != nil {
		return nil // it may be written to and not read
	}
	defer dir.Close()
	return ignoreUnsupported(dir.Sync())
}

// unfinished has the names of the temporary files that there are.
var unfinished sync.Map

// Abandon removes what Save has begun to write, for a program that ends
// without waiting for it.
func Abandon() {
	for name := range unfinished.Range {
		_ = os.Remove(name.(string)) // there is nobody left to tell
	}
}

func fill(f *os.File, write func(io.Writer) error) error {
	w := bufio.NewWriter(f)
	if err := write(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Sync()
}

// rename gives a file its name. A link is made only where there is no such
// name yet, whoever is quicker.
func rename(from, to string, over bool) error {
	if over {
		return os.Rename(from, to)
	}
	err := os.Link(from, to)
	if err == nil {
		return os.Remove(from)
	}
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, serr := os.Lstat(to); serr == nil { // a file system without links
		return fs.ErrExist
	}
	return os.Rename(from, to)
}

func writeInto(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	err = write(f)
	return cmp.Or(err, f.Close())
}

// saveError names the file that was to be written, not the temporary one. What
// else went wrong stays as it is.
func saveError(name, temporary string, err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &link):
		err = link.Err
	case errors.As(err, &path) && path.Path == temporary:
		err = path.Err
	case err != fs.ErrExist:
		return err
	}
	return &fs.PathError{Op: "write", Path: name, Err: err}
}
