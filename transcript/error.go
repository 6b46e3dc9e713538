package transcript

import (
	"errors"

	"verbatim/internal/fault"
	"verbatim/internal/text"
	"verbatim/transcript/internal/source"
)

// An Error is an error of a source, with its position. It wraps Err, and its text
// is "name:line: problem", safe to print. Its fields are
//
//	Name string // of the source; may be unsafe to print
//	Line int64  // of the file, from 1; 0: the source as a whole
//	Err  error  // the problem
//	Hint string // advice for the user, or ""
type Error = fault.Error

// Errors of a source as a whole, and of a directory (ErrNone).
var (
	ErrEmpty  = errors.New("is empty")
	ErrBinary = errors.New("is not text")
	ErrNone   = errors.New("no transcript in this directory")

	// ErrUnknown is wrapped for data, such as XML or JSON, that does not have one
	// of Formats.
	ErrUnknown = fault.ErrUnknown

	// ErrTooLarge is wrapped for an archive that unpacks to far more than its
	// size, and for a pipe that needs more than half of the free disk space.
	// Options.Trust disables this limit.
	ErrTooLarge = source.ErrTooLarge
)

// ErrReplaced is wrapped when a followed file was replaced or truncated. Its user
// must reload it from the start.
var ErrReplaced = source.ErrReplaced

// Explain splits an error into the parts of a message: the thing (usually a file,
// with the line), what is wrong with it, and a hint for the user. All are safe to
// print. thing and hint may be empty.
func Explain(err error) (thing, what, hint string) { return fault.Explain(err) }

// CleanName returns s as one line that is safe to print: without control and
// invisible characters.
func CleanName(s string) string { return text.CleanName(s) }
