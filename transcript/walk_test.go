package transcript

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
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
