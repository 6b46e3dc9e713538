package transcript

import (
	"context"
	"io"
	"sync/atomic"
	"testing"
	"time"
)

// TestCaptionsArrive has captions come through a pipe that stays open: a cue
// is there when its lines are, whatever comes next.
func TestCaptionsArrive(t *testing.T) {
	for _, c := range []struct {
		name  string
		parts []string // each is there before the next is written
		want  []string // what was said by then
	}{
		{"vtt", []string{"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>One\n", "two.\n", "\n00:02.000 --> 00:03.000\n<v Bob>Three.\n\n"},
			[]string{"Ann: One\n", "Ann: One two.\n", "Ann: One two.\nBob: Three.\n"}},
		{"srt", []string{"1\n00:00:01,000 --> 00:00:02,000\nANN: One\n", "two.\n\n", "2\n00:00:02,000 --> 00:00:03,000\nBOB: Three.\n"},
			[]string{"ANN: One\n", "ANN: One two.\n", "ANN: One two.\nBOB: Three.\n"}},
		{"sbv", []string{"0:00:01.000,0:00:02.000\nANN: One\n", "two.\n\n", "0:00:02.000,0:00:03.000\nBOB: Three.\n"},
			[]string{"ANN: One\n", "ANN: One two.\n", "ANN: One two.\nBOB: Three.\n"}},
		{"lrc", []string{"[ti:Mill]\n[00:01.00]ANN: One\n", "[00:02.00]two.\n", "[00:03.00]BOB: Three.\n"},
			[]string{"ANN: One\n", "ANN: One two.\n", "ANN: One two.\nBOB: Three.\n"}},
		{"qttext", []string{"{QTtext}{timeScale:100}\n[00:00:01.00]\nANN: One\n", "two.\n", "[00:00:03.00]\nBOB: Three.\n"},
			[]string{"ANN: One\n", "ANN: One two.\n", "ANN: One two.\nBOB: Three.\n"}},
		{"ass", []string{"[Script Info]\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,X,Ann,0,0,0,,One\n", "Dialogue: 0,0:00:02.00,0:00:03.00,X,Ann,0,0,0,,two.\n", "Dialogue: 0,0:00:03.00,0:00:04.00,X,Bob,0,0,0,,Three.\n"},
			[]string{"Ann: One\n", "Ann: One two.\n", "Ann: One two.\nBob: Three.\n"}},
		{"sami", []string{"<SAMI><BODY>\n<SYNC Start=1000><P>ANN: One\n<br>", "two.\n<br>", "<SYNC Start=3000><P>BOB: Three.\n<br>"},
			[]string{"ANN: One\n", "ANN: One two.\n", "ANN: One two.\nBOB: Three.\n"}},
		{"ttml", []string{"<tt xmlns=\"http://www.w3.org/ns/ttml\"><body><div><p begin=\"1s\" end=\"2s\">ANN: One</p>\n", "<p begin=\"2s\" end=\"3s\">two.</p>\n", "<p begin=\"3s\" end=\"4s\">BOB: Three.</p>\n"},
			[]string{"ANN: One\n", "ANN: One two.\n", "ANN: One two.\nBOB: Three.\n"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			pr, pw := io.Pipe()
			var late atomic.Bool
			defer time.AfterFunc(time.Minute, func() { late.Store(true); pw.Close() }).Stop()
			src := FromReader(c.name, pr)
			defer src.Close()
			defer pw.Close()
			var r *Reader
			d := NewDocument(src)
			for i, part := range c.parts {
				if _, err := io.WriteString(pw, part); err != nil {
					t.Fatal(err)
				}
				for r == nil || told(d) != c.want[i] {
					if r == nil {
						var err error
						if r, err = Open(src, Options{}); err != nil {
							t.Fatal(err)
						}
					}
					b, err := r.Next(context.Background())
					if err != nil || late.Load() {
						t.Fatalf("%v; %q, want %q", err, told(d), c.want[i])
					}
					d.Append(b)
				}
			}
		})
	}
}
