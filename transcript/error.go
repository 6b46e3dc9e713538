package transcript

import (
	"errors"
	"fmt"
)

// An Error says what is wrong with a source, and where.
type Error struct {
	Name string // of the source, raw
	Line int64  // from 1; 0: the source as a whole
	Err  error  // what is wrong
	Hint string // what to do about it; may be empty
}

// Error returns "file:line: what is wrong", safe to print.
func (e *Error) Error() string {
	name := CleanName(e.Name)
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", name, e.Line, CleanName(e.Err.Error()))
	}
	return fmt.Sprintf("%s: %s", name, CleanName(e.Err.Error()))
}

// Unwrap returns what is wrong.
func (e *Error) Unwrap() error { return e.Err }

// What can be wrong with a source as a whole.
var (
	ErrEmpty  = errors.New("is empty")
	ErrBinary = errors.New("is not text")
	ErrNone   = errors.New("no transcript in this directory")
)
