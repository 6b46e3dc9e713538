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

// A panic while lines are decoded ends the transcript with an error, and
// nobody waits for the batch.
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
		t.Fatal("the batch is waited for still")
	}
	var out bytes.Buffer
	take := jsonlTaker{say: dictation{out: newTape(&out)}}
	err := take.take(&tape.Input{Reader: bufio.NewReader(strings.NewReader("")), Src: source.FromString("talk.jsonl", "")}, b)
	take.say.out.Writer.Flush()
	const want = "talk.jsonl:7: cannot be read: internal error: out of range"
	if err == nil || err.Error() != want || !strings.Contains(out.String(), "Yes.") {
		t.Errorf("error %v, want %s; the tape has %q", err, want, out.String())
	}
}

func newTape(w io.Writer) *tape.Tape { return &tape.Tape{Writer: bufio.NewWriter(w)} }
