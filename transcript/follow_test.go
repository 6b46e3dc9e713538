//go:build unix

package transcript

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"verbatim/transcript/internal/source"
)

// A follower reads a file as it grows.
type follower struct {
	t    *testing.T
	file string
	src  *Source
	r    *Reader
	d    *Document
}

func follow(t *testing.T, name, text string) *follower {
	t.Helper()
	f := &follower{t: t, file: filepath.Join(t.TempDir(), name)}
	err := os.WriteFile(f.file, []byte(text), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if f.src, err = OpenFile(f.file); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.src.Close() })
	if !f.src.Follow() {
		t.Fatal("it is not followed")
	}
	if f.r, err = Open(f.src, Options{}); err != nil {
		t.Fatal(err)
	}
	f.d = NewDocument(f.src)
	return f
}

// until reads on until is holds, and returns what ended that early.
func (f *follower) until(is func() bool) error {
	for !is() {
		b, err := f.r.Next(context.Background())
		if err != nil {
			return err
		}
		f.d.Append(b)
	}
	return nil
}

func (f *follower) write(text string) {
	f.t.Helper()
	w, err := os.OpenFile(f.file, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		f.t.Fatal(err)
	}
	if _, err = w.WriteString(text); err == nil {
		err = w.Close()
	}
	if err != nil {
		f.t.Fatal(err)
	}
}

// has reports whether one of the last turns says something, to its end.
func (f *follower) has(text string) func() bool {
	return func() bool {
		for i := max(0, f.d.Len()-3); i < f.d.Len(); i++ {
			if b, _ := lastBlock(f.d, i); strings.HasSuffix(b.Text, text) {
				return true
			}
		}
		return false
	}
}

func TestFollow(t *testing.T) {
	long := strings.Repeat("Ann: All of this is very long, and goes on.\n\nBob: Why is that so?\n\n", 20_000)
	for _, c := range []struct{ name, text, more, rest string }{
		{"talk.txt", "Ann: One.\n\nBob: And why?\n\n", "Ann: Two.\n\n", "Bob: Three?\n"},
		{"long.txt", long, "Ann: Two.\n\n", "Bob: Three?\n"},
		{"talk.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>One.\n\n00:02.000 --> 00:03.000\n<v Bob>And why?\n\n",
			"00:03.000 --> 00:04.000\n<v Ann>Two.\n\n", "00:04.000 --> 00:05.000\n<v Bob>Three?\n\n"},
		{"talk.srt", "1\n00:00:01,000 --> 00:00:02,000\nAnn: One.\n\n2\n00:00:02,000 --> 00:00:03,000\nBob: And why?\n\n",
			"3\n00:00:03,000 --> 00:00:04,000\nAnn: Two.\n\n", "4\n00:00:04,000 --> 00:00:05,000\nBob: Three?\n\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := follow(t, c.name, c.text)
			for _, s := range []struct{ more, says string }{{"", "?"}, {c.more, "Two."}, {c.rest, "Three?"}} {
				f.write(s.more)
				if err := f.until(f.has(s.says)); err != nil {
					t.Fatal(err)
				}
			}
			f.src.Unfollow()
			if err := f.until(func() bool { _, done := f.d.Scanned(); return done }); err != nil {
				t.Fatal(err)
			}
			src, err := OpenFile(f.file)
			if err != nil {
				t.Fatal(err)
			}
			defer src.Close()
			whole, err := Load(context.Background(), src, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got, want := castOf(f.d), castOf(whole); got != want {
				t.Errorf("%.300s\nwant %.300s", got, want)
			}
			for i, s := range whole.Speakers() {
				if got := f.d.Speakers()[i].Bytes; got != s.Bytes {
					t.Errorf("%q says %d bytes, want %d", s.Name, got, s.Bytes)
				}
			}
		})
	}
}

// A conversation grows by messages, and a block of code by lines.
func TestFollowConversation(t *testing.T) {
	f := follow(t, "talk.md", "**User:** Go.\n\n**Assistant:** So.\n\n**User:** More.\n\n**Assistant:** Well.\n")
	wait := func(text string) {
		t.Helper()
		if err := f.until(f.has(text)); err != nil {
			t.Fatal(err)
		}
	}
	wait("Well.")
	f.write("\n```\nx\n")
	f.write("\ny\n")
	f.write("```\n")
	wait("```\nx\n\ny\n```")
	f.write("\nThat is it.\n")
	wait("That is it.")
	f.write("\n**User:** Thanks.\n")
	wait("Thanks.")
	if f.d.Len() != 5 || f.d.Questions() != 3 {
		t.Errorf("%d turns, %d questions", f.d.Len(), f.d.Questions())
	}
}

func TestReplaced(t *testing.T) {
	for name, change := range map[string]func(file string) error{
		"cut":     func(f string) error { return os.Truncate(f, 3) },
		"emptied": func(f string) error { return os.Truncate(f, 0) },
		"another": func(f string) error {
			return errors.Join(os.WriteFile(f+"x", []byte("Cy: Other.\n"), 0o600), os.Rename(f+"x", f))
		},
		"written anew": func(f string) error { return os.WriteFile(f, []byte("Cy: Something else that is longer.\n"), 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			f := follow(t, "talk.txt", "Ann: One.\n\nBob: Two.\n")
			if err := f.until(f.has("Two.")); err != nil {
				t.Fatal(err)
			}
			if err := change(f.file); err != nil {
				t.Fatal(err)
			}
			err := f.until(func() bool { return false })
			if !errors.Is(err, source.ErrReplaced) {
				t.Errorf("it ends with %v", err)
			}
		})
	}
}

func TestNotFollowed(t *testing.T) {
	for _, src := range []*Source{FromString("", "x"), FromReader("", strings.NewReader("x"))} {
		if src.Follow() || src.Followed() {
			t.Error("what is no file is followed")
		}
		src.Unfollow()
		src.Close()
	}
}

// What is printed of a growing source is what the whole of it gives.
func TestPrintLive(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	src := FromReader("talk.txt", r)
	rd := make(chan error, 1)
	var out bytes.Buffer
	p, err := NewPrinter(&out, "csv")
	if err != nil {
		t.Fatal(err)
	}
	p.Live = true
	var want strings.Builder
	for i := range 40 {
		fmt.Fprintf(&want, "Ann: Number %d.\n\nBob: And then?\n\n", i)
	}
	go func() {
		reader, err := Open(src, Options{})
		if err == nil {
			err = p.Print(context.Background(), NewDocument(src), reader, Criteria{})
		}
		rd <- err
	}()
	for part := range strings.SplitAfterSeq(want.String(), "n") {
		if _, err := w.WriteString(part); err != nil {
			t.Fatal(err)
		}
		src.raw.Settled(1 << 40) // so that it is judged many times
	}
	w.Close()
	if err := <-rd; err != nil {
		t.Fatal(err)
	}
	var whole bytes.Buffer
	q, err := NewPrinter(&whole, "csv")
	if err != nil {
		t.Fatal(err)
	}
	all := FromString("talk.txt", want.String())
	reader, err := Open(all, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := q.Print(context.Background(), NewDocument(all), reader, Criteria{}); err != nil {
		t.Fatal(err)
	}
	if out.String() != whole.String() {
		t.Errorf("%s\nwant\n%s", out.String(), whole.String())
	}
}
