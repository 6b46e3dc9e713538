package transcript

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A directory's transcripts are those with labels, and what only transcripts
// look like, with or without speakers.
func TestWalk(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want bool
	}{
		"talk.txt":     {"Question: Why?\n\nAnn Lee: Because.\n", true},
		"words.txt":    {"Just words.\n", false},
		"one.txt":      {"Ann Lee: One label.\n", false},
		"notes.md":     {"# Notes\n\nSome words, no label.\n", false},
		"bare.srt":     {"1\n00:00:01,000 --> 00:00:02,000\nGood morning.\n", true},
		"bare.vtt":     {"WEBVTT\n\n00:01.000 --> 00:02.000\nGood morning.\n", true},
		"one.vtt":      {"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Good morning.\n", true},
		"empty.vtt":    {"WEBVTT\n", false},
		"bare.sbv":     {"0:00:01.000,0:00:02.000\nGood morning.\n", true},
		"whisper.json": {`{"text": "Good morning.", "segments": [{"id": 0, "start": 0.0, "end": 2.0, "text": " Good morning."}], "language": "en"}`, true},
		"whisper.tsv":  {"start\tend\ttext\n0\t2000\tGood morning.\n", true},
		"package.json": {`{"name": "x", "version": "1.0.0"}`, false},
		"page.html":    {"<html><body><p>Just a page.</p></body></html>", false},
		"talk.html":    {"<html><body><p>Question: Why?</p><p>Ann Lee: Because.</p><p>Question: And?</p></body></html>", true},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, name)
			if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			names, err := Walk(context.Background(), dir)
			if c.want && (err != nil || !slices.Equal(names, []string{file})) || !c.want && !errors.Is(err, ErrNone) {
				t.Errorf("%v, %v", names, err)
			}
		})
	}
}

// TestParts opens the conversations of a file one by one, also after the file was replaced.
func TestParts(t *testing.T) {
	name := filepath.Join(t.TempDir(), "export.json")
	write := func(titles ...string) {
		t.Helper()
		var all []string
		for _, title := range titles {
			all = append(all, `{"title": "`+title+`", "messages": [{"role": "user", "content": "What is `+title+`?"}, {"role": "assistant", "content": "It is a word."}]}`)
		}
		if err := os.WriteFile(name, []byte("["+strings.Join(all, ",\n")+"]"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("rye", "fog", "ice")
	f, err := Look(name)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{name + "#1", name + "#2", name + "#3"}; !slices.Equal(f.Names(), want) {
		t.Fatalf("%q, want %q", f.Names(), want)
	}
	title := func(n int) string {
		t.Helper()
		src, err := f.Open(n)
		if err != nil {
			return err.Error()
		}
		d, err := Load(t.Context(), src, Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		if d.Len() != 2 || d.Questions() != 1 {
			t.Errorf("%d turns, %d questions", d.Len(), d.Questions())
		}
		return d.Header().Title
	}
	if got := title(2); got != "fog" {
		t.Errorf("the second is %q", got)
	}
	write("a longer name", "dew")
	if got := title(2); got != "dew" {
		t.Errorf("after the file was replaced, the second is %q", got)
	}
	if got, want := title(3), name+": has no conversation 3"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	write("alone")
	if f, err := Look(name); err != nil || f.Names() != nil {
		t.Errorf("one conversation has the parts %q, %v", f.Names(), err)
	}
	for text, want := range map[string]string{"a#2": "a 2 true", "a#0": "a 0 false", "a#x": "a 0 false", "#2": "#2 0 false", "a": "a 0 false", "a#b#3": "a#b 3 true"} {
		file, n, ok := CutPart(text)
		if got := fmt.Sprint(file, " ", n, " ", ok); got != want {
			t.Errorf("%s is cut to %s, want %s", text, got, want)
		}
	}
}
