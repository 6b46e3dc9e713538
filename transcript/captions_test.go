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
