package transcript

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"verbatim/internal/fault"
)

// Walk returns the names of the transcripts in the directory dir and below it,
// in order. It omits what is hidden or cannot be read, and files that do not
// look like transcripts. It does not follow links to directories. If there is
// no transcript, the error wraps ErrNone.
func Walk(ctx context.Context, dir string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if cerr := ctx.Err(); cerr != nil {
			return cerr
		}
		if err != nil {
			if name == dir {
				return err
			}
			return nil // WalkDir goes on beside it
		}
		hidden := name != dir && strings.HasPrefix(e.Name(), ".")
		switch {
		case hidden && e.IsDir():
			return fs.SkipDir
		case hidden || e.IsDir():
		case isTranscript(ctx, name):
			names = append(names, name)
		}
		return nil
	})
	if err == nil && len(names) == 0 {
		return nil, &fault.Error{Name: dir, Err: ErrNone, Hint: "name a file to open it whatever its content"}
	}
	return names, err
}

// minSpoken is the minimum number of labelled turns in a transcript.
const minSpoken = 2

// isTranscript reports whether the first batch of a file has turns.
func isTranscript(ctx context.Context, name string) bool {
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return false // a pipe might never answer
	}
	src, err := OpenFile(name)
	if err != nil {
		return false
	}
	r, err := Open(src, Options{})
	if err != nil {
		return false
	}
	defer r.Close()
	b, err := r.Next(ctx)
	if err != nil {
		return false
	}
	if r.format.IsSure() {
		return b.Turns > 0 || b.found.Open != nil
	}
	n := 0
	for _, t := range b.found.Turns {
		if t.Label > 0 {
			n++
		}
	}
	return n >= minSpoken
}
