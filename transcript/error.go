package transcript

import (
	"errors"

	"verbatim/internal/fault"
	"verbatim/internal/text"
	"verbatim/transcript/internal/source"
)

// An Error says what is wrong with a source, and where. Its fields are
//
//	Name string // of the source; need not be safe to print
//	Line int64  // from 1; 0: the source as a whole
//	Err  error  // what is wrong
//	Hint string // what to do about it; may be empty
type Error = fault.Error

// What can be wrong with a source as a whole.
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

// ErrReplaced says of a file that is followed that it was replaced or
// truncated: it has to be read from its start again.
var ErrReplaced = source.ErrReplaced

// Explain takes an error apart: which thing is wrong, a file mostly, with the
// line; what is wrong with it; and what to do about that. All are safe to
// print. There may be no thing and no hint.
func Explain(err error) (thing, what, hint string) { return fault.Explain(err) }

// CleanName returns s in one line, without what a terminal would obey or a
// reader could not see.
func CleanName(s string) string { return text.CleanName(s) }
