package ui

import (
	"encoding/json"
	"errors"
	"io/fs"
	"strings"
	"syscall"
	"testing"
	"unicode/utf8"

	"verbatim/transcript"
	"verbatim/ui/internal/grid"
)

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		text  string
		cells int
		want  string
	}{
		{"talk.txt", 8, "talk.txt"}, {"talk.txt", 7, "ta….txt"}, {"talk.txt", 4, "t…xt"}, {"talk.txt", 2, "…t"}, {"talk.txt", 1, "…"}, {"talk.txt", 0, ""},
		{"talk.txt", -1, ""}, {"", 0, ""}, {"漢字漢字.txt", 8, "漢….txt"}, {"e\u0301e\u0301e\u0301e\u0301", 3, "…e\u0301e\u0301"},
		{strings.Repeat("x", 1<<20), 10, "xxx…xxxxxx"},
	} {
		if got := Shorten(c.text, c.cells); got != c.want || grid.Cells(got) > max(c.cells, 0) {
			t.Errorf("%.20q in %d cells: %q, want %q", c.text, c.cells, got, c.want)
		}
	}
}

// What is wrong, and what to do, can be read on a usual screen, however long
// the name of the file is and wherever it lies.
func TestNoticeFits(t *testing.T) {
	const full = "/var/tmp/some/where/deep/down/in/a/directory/of/many/talks/talk.txt"
	long := "/tmp/" + strings.Repeat("directory/", 20) + strings.Repeat("name-of-a-talk", 15) + ".docx"
	space := errors.New("cannot store the rest: no space left on device")
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"no directory", &transcript.Error{Name: "talk.txt", Err: transcript.ErrEmpty, Hint: "is it still being written?"}, "talk.txt: is empty; is it still being written?"},
		{"a path with room", &transcript.Error{Name: full, Err: transcript.ErrEmpty}, full + ": is empty"},
		{"a path without", &transcript.Error{Name: full, Line: 812, Err: errors.New("the file ends in the middle of a cue")}, "talk.txt:812: the file ends in the middle of a cue"},
		{"a long name", &transcript.Error{Name: long, Err: space, Hint: "set TMPDIR to a directory with more space"}, "name-of-a…kname-of-a-talk.docx: cannot store the rest: no space left on device"},
		{"a long name with a hint", &transcript.Error{Name: long, Err: errors.New("unpacks to over 200 times its size"), Hint: "--trust reads it anyway"}, "name-…a-talk.docx: unpacks to over 200 times its size; --trust reads it anyway"},
		{"a file of the system", &fs.PathError{Op: "open", Path: long, Err: syscall.EMFILE}, "alk.docx: too many open files"},
		{"what is kept", &transcript.Error{Name: "/home/somebody/.local/state/verbatim", Err: errors.New("place and bookmarks cannot be saved: no space left on device")},
			"verbatim: place and bookmarks cannot be saved: no space left on device"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := textScreen(t, 80, 24, "Ann: One.\n\nBob: Two.\n\nAnn: Three.\n")
			s.warn(c.err)
			s.layout()
			if got := strings.TrimSpace(s.last()); !strings.HasSuffix(got, c.want) || strings.HasSuffix(got, "…") {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
	t.Run("of a file", func(t *testing.T) {
		s := textScreen(t, 80, 24, "Ann: One.\n\nBob: Two.\n\nAnn: Three.\n")
		s.tellOf(long, " was replaced: reloaded")
		s.layout()
		if got := s.last(); !strings.HasSuffix(got, "alk.docx was replaced: reloaded") {
			t.Errorf("%q", got)
		}
	})
}

// The title of the window is bounded, ends at a grapheme, and is clean.
func TestWindowTitle(t *testing.T) {
	for _, c := range []struct{ name, title, want string }{
		{"short", "A talk", "A talk – verbatim"},
		{"long", strings.Repeat("word ", 8_000), "wor… – verbatim"},
		{"wide", strings.Repeat("漢", 10_000), "漢… – verbatim"},
		{"marks", strings.Repeat("e\u0323\u0302", 6_000), "… – verbatim"},
		{"families", strings.Repeat("👩\u200d👩\u200d👧", 1_500), "… – verbatim"},
		{"hostile", "\x1b]0;owned\x07" + strings.Repeat("\u202eevil\x9b", 2_000), "… – verbatim"},
	} {
		t.Run(c.name, func(t *testing.T) {
			title, err := json.Marshal(c.title)
			if err != nil {
				t.Fatal(err)
			}
			s := textScreen(t, 80, 24, `{"schema":1,"title":`+string(title)+`,"turns":[{"n":1,"speaker":"Ann","label":"Ann","paragraphs":[{"text":"One."}]}]}`)
			got := s.View().WindowTitle
			if cells := grid.Cells(got); cells > 200 || len(got) > 16<<10 || !utf8.ValidString(got) || got != transcript.CleanName(got) {
				t.Errorf("%d cells, %d bytes: %.300q", cells, len(got), got)
			}
			if !strings.HasSuffix(got, c.want) && !strings.Contains(got, c.want) {
				t.Errorf("%.300q, want %q", got, c.want)
			}
		})
	}
}
