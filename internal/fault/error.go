package fault

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"verbatim/internal/text"
)

// An Error says what is wrong with a source, and where.
type Error struct {
	Name string // of the source, not cleaned
	Line int64  // from 1; 0: the source as a whole
	Err  error  // what is wrong
	Hint string // what to do about it; may be empty
}

// Error returns "file:line: what is wrong", safe to print.
func (e *Error) Error() string {
	thing, what, _ := Explain(e)
	return thing + ": " + what
}

// Unwrap returns what is wrong.
func (e *Error) Unwrap() error { return e.Err }

// ErrUnknown is wrapped by the errors of sources that are data of a kind that no
// format reads.
var ErrUnknown = errors.New("is of a kind that is not known")

// A kind is an error with its own text that wraps another error.
type kind struct {
	of   error
	what string
}

// Kind returns an error with the text what that matches of in errors.Is.
func Kind(of error, what string) error { return &kind{of, what} }

func (k *kind) Error() string { return k.what }
func (k *kind) Unwrap() error { return k.of }

// Explain splits an error into the thing that is wrong (usually a file, perhaps
// with a line), what is wrong with it, and what to do about it. All three are
// safe to print; thing and hint may be empty.
func Explain(err error) (thing, what, hint string) {
	var own *Error
	var path *fs.PathError
	switch {
	case errors.As(err, &own):
		thing = text.CleanName(own.Name)
		if own.Line > 0 {
			thing = fmt.Sprintf("%s:%d", thing, own.Line)
		}
		return thing, text.CleanName(plain(own.Err)), text.CleanName(own.Hint)
	case errors.As(err, &path):
		return text.CleanName(cmp.Or(path.Path, `""`)), text.CleanName(plain(path.Err)), ""
	}
	return "", text.CleanName(plain(err)), ""
}

// plain returns the text of err, in plain words where Go and the system use the
// terms of programmers.
func plain(err error) string {
	err = Bare(err)
	errno, _ := err.(syscall.Errno)
	switch {
	case err == io.ErrUnexpectedEOF:
		return "ends too early"
	case err == os.ErrClosed, errno == syscall.EBADF:
		return "is closed"
	case err == fs.ErrNotExist, errno == syscall.ENOENT:
		return "no such file"
	case err == fs.ErrExist, errno == syscall.EEXIST:
		return "exists"
	case errno == syscall.EINVAL:
		return "is refused by the system"
	}
	return err.Error()
}

// Bare returns the cause of a *fs.PathError or *os.LinkError, without the name of
// the file, and other errors unchanged.
func Bare(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
