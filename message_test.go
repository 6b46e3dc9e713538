package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"verbatim/transcript"
)

func TestMessage(t *testing.T) {
	long := strings.Repeat("x", 100_000)
	cut := func(n int) string { return strings.Repeat("x", n) }
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"a transcript", &transcript.Error{Name: "a.gz", Err: errors.New("is cut off"), Hint: "copy it again"}, "a.gz: is cut off; copy it again"},
		{"too large", &transcript.Error{Name: "a.gz", Err: transcript.ErrTooLarge}, "a.gz: is larger than can be trusted; use --trust to read it anyway"},
		{"not known", &transcript.Error{Name: "a.json", Err: transcript.ErrUnknown, Hint: "turns are looked for"},
			"a.json: is of a kind that is not known; turns are looked for; see verbatim --list formats for what can be read"},
		{"no file", &fs.PathError{Op: "stat", Path: "a.txt", Err: syscall.ENOENT}, "a.txt: no such file; name a transcript or a directory of transcripts"},
		{"no right to read", &fs.PathError{Op: "open", Path: "a.txt", Err: syscall.EACCES}, "a.txt: permission denied; you need permission to read it"},
		{"no right to write", &fs.PathError{Op: "write", Path: "a.md", Err: syscall.EACCES}, "a.md: permission denied; you need permission to write to its directory"},
		{"no directory", &fs.PathError{Op: "write", Path: "a/b.md", Err: syscall.ENOENT}, "a/b.md: no such directory; create it first"},
		{"exists", &fs.PathError{Op: "write", Path: "a.md", Err: fs.ErrExist}, "a.md: exists; use --force to replace it"},
		{"usage", usagef("unknown format %q", "pdf"), `unknown format "pdf"`},
		{"a long name", &transcript.Error{Name: long, Err: transcript.ErrEmpty}, cut(66) + "…" + cut(133) + ": is empty"},
		{"a long word", fmt.Errorf("unknown flag: --%s: really", long), "unknown flag: --" + cut(199-16) + "…" + cut(400-8) + ": really"},
		{"several lines", errors.New("one\ntwo\x1b[2J"), "one␤two␛[2J"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := message(c.err); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
