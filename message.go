package main

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"verbatim/transcript"
	"verbatim/ui"
)

// Limits on the parts of a message, in cells. Both may contain names chosen by
// a stranger.
const (
	maxThing = 200 // what the message is about, such as a file name
	maxWrong = 600 // what is wrong with it
)

// A usageError is an error in the command line; the exit status is 2.
type usageError struct{ error }

func (e *usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return &usageError{fmt.Errorf(format, args...)} }

// message returns err as one line that is safe to print, with a hint what to
// do about it if there is one.
func message(err error) string {
	thing, what, hint := explain(err)
	var source *transcript.Error
	var path *fs.PathError
	var unknown *pflag.NotExistError
	switch {
	case errors.As(err, &source):
	case errors.As(err, &path):
		what, hint = pathHint(path, what)
	case errors.As(err, &unknown):
		hint = "see verbatim --help"
	}
	line := ui.Shorten(what, maxWrong)
	if thing != "" {
		line = ui.Shorten(thing, maxThing) + ": " + line
	}
	if hint != "" {
		line += "; " + transcript.CleanName(hint)
	}
	return line
}

// flagHints has the flags that help with an error of a transcript.
var flagHints = []struct {
	err  error
	hint string
}{
	{transcript.ErrTooLarge, "use --trust to read it anyway"},
	{transcript.ErrBinary, "use --input text to read it anyway; see verbatim --list formats for what can be read"},
	{transcript.ErrUnknown, "see verbatim --list formats for what can be read"},
}

// explain is transcript.Explain with the hints of flagHints.
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

// pathHint returns what is wrong with a file that the command line names, and
// a hint what to do about it.
func pathHint(err *fs.PathError, what string) (string, string) {
	writing := err.Op == "write"
	switch {
	case writing && errors.Is(err, fs.ErrNotExist):
		return "no such directory", "create it first"
	case errors.Is(err, fs.ErrNotExist):
		return what, "name a transcript or a directory of transcripts"
	case writing && errors.Is(err, fs.ErrPermission):
		return what, "you need permission to write to its directory"
	case errors.Is(err, fs.ErrPermission):
		return what, "you need permission to read it"
	case errors.Is(err, fs.ErrExist):
		return what, "use --force to replace it"
	}
	return what, ""
}

// flagError returns an error of pflag as a usage error, in one short line.
func flagError(err error) error {
	var invalid *pflag.InvalidValueError
	if !errors.As(err, &invalid) {
		return &usageError{err}
	}
	cause := invalid.Unwrap()
	var number *strconv.NumError
	if errors.As(cause, &number) { // all of our numbers are parsed by setters; this is a switch
		cause = errors.New("use true or false")
	}
	return usagef("--%s: invalid value %q: %w", invalid.GetFlag().Name, transcript.CleanName(invalid.GetValue()), cause)
}

// exclusiveError returns cobra's error about flags that exclude each other in
// one short line, and other errors as they are. Cobra exports no type for that
// error, so its text is parsed.
func exclusiveError(err error) error {
	if err == nil || !strings.HasSuffix(err.Error(), " were all set") {
		return err
	}
	m := regexp.MustCompile(`^if any flags in the group .*; \[(\S+) (\S+).*\] were all set$`).FindStringSubmatch(err.Error())
	if m == nil {
		return err
	}
	return usagef("--%s cannot be combined with --%s", m[1], m[2])
}
