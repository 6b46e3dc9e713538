package atomicfile

import (
	"bufio"
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"verbatim/internal/fault"
)

// Save writes the file called name, whole or not at all: write writes to a
// temporary file beside it, which is then renamed. If the file exists, the error
// is an fs.ErrExist unless over is set. The new file has the permissions of the
// one that it replaces, and its owner and group if that is allowed. Hard links
// to the old file keep the old text: writing through them could leave half of
// the new one.
//
// A symbolic link stays, and the file that it leads to is replaced or created. A
// device or a pipe is written to directly.
//
// If ctx ends before the file has its name, the temporary file is removed.
func Save(ctx context.Context, name string, over bool, write func(io.Writer) error) error {
	if info, err := os.Stat(name); err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		return writeInto(name, write) // what a link in /proc leads to has no name
	}
	target, err := linked(name)
	if err != nil {
		return &fs.PathError{Op: "write", Path: name, Err: fault.Bare(err)}
	}
	old, err := os.Lstat(target)
	if err == nil && old.IsDir() {
		return &fs.PathError{Op: "write", Path: name, Err: errDirectory}
	}
	if _, err := os.Lstat(name); err == nil && !over {
		return &fs.PathError{Op: "write", Path: name, Err: fs.ErrExist}
	}
	j := job{name: name, target: target, over: over, mode: 0o666}
	if old != nil {
		j.old, j.mode = old, 0o600 // nobody else's to read before it is
	}
	return j.do(ctx, write)
}

// Replace writes b to the file called name, whole or not at all, for its owner
// alone. What has the name already is replaced, a symbolic link too; a
// directory is an error.
func Replace(name string, b []byte) error {
	j := job{name: name, target: name, over: true, mode: 0o600}
	return j.do(context.Background(), func(w io.Writer) error { _, err := w.Write(b); return err })
}

// begin is how the names of temporary files begin.
const begin = ".verbatim-"

// Sweep removes the temporary files that programs have left in dir which were
// killed while they wrote. No other program may be writing there.
func Sweep(dir string) {
	left, _ := filepath.Glob(filepath.Join(dir, begin+"*"))
	for _, name := range left {
		_ = os.Remove(name) // it does no harm
	}
}

// A job is one file to write.
type job struct {
	name   string      // as the caller has it
	target string      // where links lead
	over   bool        // replace what has the name
	old    fs.FileInfo // of the file to resemble; nil: none
	mode   fs.FileMode // of the temporary file, before umask
}

// do writes a temporary file and gives it the name of the target.
func (j *job) do(ctx context.Context, write func(io.Writer) error) error {
	dir, _ := filepath.Split(j.target)
	temporary := dir + begin + rand.Text()
	f, err := create(ctx, temporary, j.mode)
	if err != nil {
		return saveError(j.name, temporary, err)
	}
	err = fill(ctx, f, write)
	if err == nil && j.old != nil {
		resemble(f, j.old)
	}
	err = cmp.Or(err, f.Close())
	if err = finish(ctx, temporary, j.target, j.over, err); err != nil {
		return saveError(j.name, temporary, err)
	}
	return syncDir(cmp.Or(dir, "."))
}

var (
	errDirectory = errors.New("is a directory")
	errLinks     = errors.New("is a link that leads back to itself")
	errAbandoned = errors.New("was not written: the program ends")
)

// An endable writer takes nothing more once its context has ended.
type endable struct {
	ctx context.Context
	w   io.Writer
}

func (e *endable) Write(p []byte) (int, error) {
	if err := e.ctx.Err(); err != nil {
		return 0, err
	}
	return e.w.Write(p)
}

// maxLinks is how many symbolic links may lead from a name to a file.
const maxLinks = 40

// linked returns what a name means that may be a symbolic link, to another one
// or to what is not there yet.
func linked(name string) (string, error) {
	for range maxLinks {
		to, err := os.Readlink(name)
		if err != nil { // it is no link
			return name, nil
		}
		if !filepath.IsAbs(to) {
			// Not joined to it: a .. after a link is not where it looks to be.
			dir, _ := filepath.Split(name)
			if dir, err = filepath.EvalSymlinks(cmp.Or(dir, ".")); err != nil {
				return "", err
			}
			to = dir + string(filepath.Separator) + to
		}
		name = to
	}
	return "", errLinks
}

// resemble gives a file the permissions of another one, and its owner and
// group where that is allowed. Where it is not, those who are in the group by
// chance may do no more than anybody. What fails leaves it to its owner alone.
func resemble(f *os.File, old fs.FileInfo) {
	mode := old.Mode().Perm()
	if !chown(f, old) {
		mode = mode&^0o070 | mode&0o007<<3
	}
	_ = f.Chmod(mode)
}

// syncDir writes the names of files in a directory to the disk, where that can
// be asked for.
func syncDir(name string) error {
	dir, err := os.Open(name)
	if err != nil {
		return nil // it may be written to and not read
	}
	defer dir.Close()
	err = dir.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrInvalid) {
		return nil // not of a directory, here
	}
	return err
}

// unfinished are the temporary files that this program is writing.
var unfinished struct {
	sync.Mutex
	names map[string]bool
	ended bool // no more are made, and none is renamed
}

// Saving lets Save and Replace write files. The function that it returns ends
// that, for a program that ends without waiting for them: it removes their
// temporary files, and they begin no more.
func Saving() (abandon func()) {
	u := &unfinished
	u.Lock()
	defer u.Unlock()
	u.ended = false
	return func() {
		u.Lock()
		defer u.Unlock()
		u.ended = true
		for name := range u.names {
			_ = os.Remove(name) // there is nobody left to tell
		}
		clear(u.names)
	}
}

// create makes a temporary file.
func create(ctx context.Context, name string, mode fs.FileMode) (*os.File, error) {
	u := &unfinished
	u.Lock()
	defer u.Unlock()
	if err := ctx.Err(); err != nil || u.ended {
		return nil, cmp.Or(err, errAbandoned)
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return nil, err
	}
	if u.names == nil {
		u.names = make(map[string]bool)
	}
	u.names[name] = true
	return f, nil
}

// finish gives a temporary file its name, or removes it: err is what went wrong
// before.
func finish(ctx context.Context, temporary, name string, over bool, err error) error {
	u := &unfinished
	u.Lock()
	defer u.Unlock()
	if !u.names[temporary] {
		return cmp.Or(err, errAbandoned)
	}
	delete(u.names, temporary)
	if err = cmp.Or(err, ctx.Err()); err == nil {
		err = rename(temporary, name, over)
	}
	if err != nil {
		_ = os.Remove(temporary) // the first error tells more
	}
	return err
}

func fill(ctx context.Context, f *os.File, write func(io.Writer) error) error {
	w := bufio.NewWriter(f)
	if err := write(&endable{ctx, w}); err != nil {
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
	if errors.As(err, &link) || errors.As(err, &path) && path.Path == temporary || err == fs.ErrExist {
		return &fs.PathError{Op: "write", Path: name, Err: fault.Bare(err)}
	}
	return err
}
