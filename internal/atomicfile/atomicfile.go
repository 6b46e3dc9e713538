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

// Save writes the file called name, completely or not at all. It calls write
// with a temporary file in the same directory, and then renames that file.
//
//  1. If the file exists and over is false, the error wraps fs.ErrExist.
//  2. The new file gets the permissions of the file that it replaces, and its
//     owner and group if the system allows it.
//  3. A symbolic link is followed: its target is replaced or created.
//  4. Hard links to the old file keep the old content, since writing through
//     them could leave half of the new content.
//  5. A device or a pipe is written to directly.
//  6. If ctx ends before the file is renamed, the temporary file is removed.
func Save(ctx context.Context, name string, over bool, write func(io.Writer) error) error {
	if info, err := os.Stat(name); err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		return writeInto(name, write) // before links are resolved: in /proc they lead to no path
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
		j.old, j.mode = old, 0o600 // private until it has the mode of the old file
	}
	return j.do(ctx, write)
}

// Replace writes b to the file called name, completely or not at all, with mode
// 0600. It replaces a file or a symbolic link of that name; a directory is an
// error.
func Replace(name string, b []byte) error {
	j := job{name: name, target: name, over: true, mode: 0o600}
	return j.do(context.Background(), func(w io.Writer) error { _, err := w.Write(b); return err })
}

// begin is the prefix of the names of temporary files.
const begin = ".verbatim-"

// Sweep removes temporary files from dir that were left by programs killed while
// writing. The caller must ensure that no other program is writing there.
func Sweep(dir string) {
	left, _ := filepath.Glob(filepath.Join(dir, begin+"*"))
	for _, name := range left {
		_ = os.Remove(name) // a file that stays does no harm
	}
}

// A job is one file to write.
type job struct {
	name   string      // given by the caller, for errors
	target string      // name with symbolic links resolved
	over   bool        // replace an existing file
	old    fs.FileInfo // of the file whose mode and owner to copy; may be nil
	mode   fs.FileMode // of the temporary file, before umask
}

// do writes a temporary file and renames it to the target.
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
	errAbandoned = errors.New("was not written: the program is exiting")
)

// An endable writer fails once its context has ended.
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

// maxLinks is the maximum number of symbolic links from a name to a file.
const maxLinks = 40

// linked returns name with symbolic links resolved. Unlike filepath.EvalSymlinks
// it accepts a link to a file that does not exist yet.
func linked(name string) (string, error) {
	for range maxLinks {
		to, err := os.Readlink(name)
		if err != nil { // not a link
			return name, nil
		}
		if !filepath.IsAbs(to) {
			// filepath.Join would be wrong: a .. after a link to a directory
			// means the parent of that directory.
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

// resemble gives f the permissions of an old file, and its owner and group if
// the system allows it. If the group cannot be kept, the new group gets no more
// permissions than all other users. On an error f stays private to its owner.
func resemble(f *os.File, old fs.FileInfo) {
	mode := old.Mode().Perm()
	if !chown(f, old) {
		mode = mode&^0o070 | mode&0o007<<3
	}
	_ = f.Chmod(mode)
}

// syncDir writes a directory to the disk, on systems that support it.
func syncDir(name string) error {
	dir, err := os.Open(name)
	if err != nil {
		return nil // the directory may be writable and not readable
	}
	defer dir.Close()
	err = dir.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrInvalid) {
		return nil // not supported for directories on this system
	}
	return err
}

// unfinished are the temporary files that this program is writing.
var unfinished struct {
	sync.Mutex
	names map[string]bool
	ended bool // create and finish fail
}

// Saving lets Save and Replace write files. The program calls abandon when it
// exits without waiting for them: abandon removes their temporary files and makes
// further calls fail.
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
			_ = os.Remove(name) // the program is exiting: an error cannot be shown
		}
		clear(u.names)
	}
}

// create creates a temporary file and registers it in unfinished.
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

// finish renames a temporary file, or removes it if err, the error of an earlier
// step, is not nil.
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
		_ = os.Remove(temporary) // report the first error
	}
	return err
}

// fill calls write with a buffer over f, until ctx ends, and syncs f to the disk.
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

// rename renames a file. Without over it uses a hard link, which fails if the
// name exists, even if another program has just created it.
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
	if _, serr := os.Lstat(to); serr == nil { // the file system does not support links
		return fs.ErrExist
	}
	return os.Rename(from, to)
}

// writeInto writes to an existing device or pipe.
func writeInto(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	err = write(f)
	return cmp.Or(err, f.Close())
}

// saveError returns err with the name of the target in place of the temporary
// file. Other errors are unchanged.
func saveError(name, temporary string, err error) error {
	var path *fs.PathError
	var link *os.LinkError
	if errors.As(err, &link) || errors.As(err, &path) && path.Path == temporary || err == fs.ErrExist {
		return &fs.PathError{Op: "write", Path: name, Err: fault.Bare(err)}
	}
	return err
}
