package recogniser

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"verbatim/internal/guard"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// TestDecodePanics checks that a panic in decoding ends the transcript with an
// error, after the records before it.
func TestDecodePanics(t *testing.T) {
	b := &jsonlBatch{data: []byte(`{"speaker": "Ann", "text": "Yes."}` + "\n"), line: 7, done: make(chan struct{})}
	guard.Go(func() {
		b.run(func() {
			b.decode()
			panic("out of range")
		})
	})
	select {
	case <-b.done:
	case <-time.After(time.Minute):
		t.Fatal("batch not done after a minute")
	}
	var out bytes.Buffer
	w := jsonlWriter{say: transcriber{out: newTape(&out)}}
	err := w.write(&tape.Input{Reader: bufio.NewReader(strings.NewReader("")), Src: source.FromString("talk.jsonl", "")}, b)
	w.say.out.Writer.Flush()
	const want = "talk.jsonl:7: cannot be read: internal error: out of range"
	if err == nil || err.Error() != want || !strings.Contains(out.String(), "Yes.") {
		t.Errorf("error %v, want %s; tape %q", err, want, out.String())
	}
}

func newTape(w io.Writer) *tape.Tape { return &tape.Tape{Writer: bufio.NewWriter(w)} }
