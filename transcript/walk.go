package transcript

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"verbatim/internal/fault"
	"verbatim/transcript/internal/format/objects"
	"verbatim/transcript/internal/json"
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

// A File is a file that may hold several transcripts: an account with its conversations,
// as chats and language models are exported. The zero File is not valid.
type File struct {
	name  string
	info  fs.FileInfo // when it was looked at
	parts []json.Extent
}

// Look returns the file called name with the transcripts in it. It waits until the whole
// of a file that has several was looked through. Errors of the file are those of
// OpenFile; one that is not JSON or cannot be read as such has no parts.
func Look(name string) (*File, error) {
	src, err := OpenFile(name)
	if err != nil {
		return nil, err
	}
	defer src.Close()
	f := &File{name: name}
	if f.info, err = os.Stat(name); err != nil {
		return nil, err
	}
	if f.parts, err = objects.Conversations(src.raw); err != nil {
		f.parts = nil // opening the file will say why
	}
	return f, nil
}

// Names returns the names of the transcripts in f, if there are several: that of the
// file, a number sign, and the number of the transcript from 1.
func (f *File) Names() []string {
	var names []string
	for i := range f.parts {
		names = append(names, fmt.Sprintf("%s#%d", f.name, i+1))
	}
	return names
}

// Open opens transcript n of f, from 1. If the file has changed meanwhile, it is looked at
// again.
func (f *File) Open(n int) (*Source, error) {
	now, err := os.Stat(f.name)
	if err != nil {
		return nil, err
	}
	if !os.SameFile(now, f.info) || now.Size() != f.info.Size() || !now.ModTime().Equal(f.info.ModTime()) {
		again, err := Look(f.name)
		if err != nil {
			return nil, err
		}
		*f = *again
	}
	if n < 1 || n > len(f.parts) {
		return nil, &fault.Error{Name: f.name, Err: fmt.Errorf("has no conversation %d", n), Hint: "it has " + strconv.Itoa(len(f.parts)) + " that can be opened by number"}
	}
	src, err := OpenFile(f.name)
	if err != nil {
		return nil, err
	}
	at := f.parts[n-1]
	return &Source{src.raw.Section(fmt.Sprintf("%s#%d", f.name, n), at.Off(), at.Size)}, nil
}

// CutPart divides a name such as export.json#2 into the name of the file and the number
// of a transcript in it. ok is false for other names.
func CutPart(name string) (file string, n int, ok bool) {
	k := strings.LastIndexByte(name, '#')
	if k <= 0 {
		return name, 0, false
	}
	n, err := strconv.Atoi(name[k+1:])
	return name[:k], n, err == nil && n > 0
}
