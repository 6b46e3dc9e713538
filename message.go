package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"

	"github.com/spf13/pflag"

	"verbatim/transcript"
	"verbatim/ui"
)

// How long the parts of a message may be, in cells: both may be names that
// somebody has made up.
const (
	mostThing = 200
	mostWrong = 600
)

// message returns err as one line that is safe to print, with what to do
// about it.
func message(err error) string {
	thing, what, hint := explain(err)
	var source *transcript.Error
	var path *fs.PathError
	var usage *usageError
	switch {
	case errors.As(err, &source):
	case errors.As(err, &path):
		what, hint = pathHint(path, what)
	case errors.As(err, &usage):
		hint = "verbatim --help tells what it takes"
	}
	line := ui.Shorten(what, mostWrong)
	if thing != "" {
		line = ui.Shorten(thing, mostThing) + ": " + line
	}
	if hint != "" {
		line += "; " + transcript.CleanName(hint)
	}
	return line
}

// flagHints are the flags that help with what is wrong with a transcript.
var flagHints = []struct {
	err  error
	hint string
}{
	{transcript.ErrTooLarge, "--trust reads it anyway"},
	{transcript.ErrBinary, "--input text reads it all the same; for what else can be read, see verbatim --list formats"},
	{transcript.ErrUnknown, "for what can be read, see verbatim --list formats"},
}

// explain is transcript.Explain, and names the flags that help.
func explain(err error) (thing, what, hint string) {
	thing, what, hint = transcript.Explain(err)
	for _, f := range flagHints {
		switch {
		case !errors.Is(err, f.err):
		case hint != "":
			hint += "; " + f.hint
		default:
			hint = f.hint
		}
	}
	return thing, what, hint
}

// pathHint returns what is wrong with a file that was named, and what to do
// about it.
func pathHint(err *fs.PathError, what string) (string, string) {
	writing := err.Op == "write"
	switch {
	case writing && errors.Is(err, fs.ErrNotExist):
		return "no such directory", "make it first"
	case errors.Is(err, fs.ErrNotExist):
		return what, "name a transcript, or a directory of them"
	case writing && errors.Is(err, fs.ErrPermission):
		return what, "you need the right to write there"
	case errors.Is(err, fs.ErrPermission):
		return what, "you need the right to read it"
	case errors.Is(err, fs.ErrExist):
		return what, "--force writes over it"
	}
	return what, ""
}

// flagError returns what is wrong with a flag, as a usage error. Switches are
// read by strconv, which does not say what it wants.
func flagError(err error) error {
	var invalid *pflag.InvalidValueError
	var number *strconv.NumError
	if errors.As(err, &invalid) && errors.As(err, &number) {
		err = fmt.Errorf("invalid argument %q for --%s: want true or false", invalid.GetValue(), invalid.GetFlag().Name)
	}
	return &usageError{err}
}
