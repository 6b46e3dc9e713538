package transcript

import (
	"errors"

	"verbatim/internal/fault"
	"verbatim/internal/text"
	"verbatim/transcript/internal/source"
)

// An Error says what is wrong with a source, and where. It wraps Err, and its
// text is "name:line: what is wrong", safe to print. Its fields are
//
//	Name string // of the source; need not be safe to print
//	Line int64  // of the file, from 1; 0: the source as a whole
//	Err  error  // what is wrong
//	Hint string // what to do about it, or ""
type Error = fault.Error

// Errors of a source as a whole, and of a directory (ErrNone).
var (
	ErrEmpty  = errors.New("is empty")
	ErrBinary = errors.New("is not text")
	ErrNone   = errors.New("no transcript in this directory")

	// ErrUnknown is wrapped for data, such as XML or JSON, that is in none of
	// Formats.
	ErrUnknown = fault.ErrUnknown

	// ErrTooLarge is wrapped for what unpacks to far more than its size, or is
	// piped in and needs more than half of the free disk space. Options.Trust
	// reads it.
	ErrTooLarge = source.ErrTooLarge
)

// ErrReplaced is wrapped when a file that is followed was replaced or
// truncated: it has to be read again from its start.
var ErrReplaced = source.ErrReplaced

// Explain splits an error into parts for a message: the thing that is wrong,
// mostly a file, with the line; what is wrong with it; and a hint what to do.
// All are safe to print. thing and hint may be empty.
func Explain(err error) (thing, what, hint string) { return fault.Explain(err) }

// CleanName returns s as one line that is safe to print: without what a
// terminal would obey or a reader could not see.
func CleanName(s string) string { return text.CleanName(s) }
