package objects

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"testing"

	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// TestDecodePanics checks that a panic in decoding ends the transcript with an
// error, after the records before it.
func TestDecodePanics(t *testing.T) {
	b := &jsonlBatch{data: []byte(`{"speaker": "Ann", "text": "Yes."}` + "\n"), line: 7, rr: &recordReader{}}
	var ahead tape.Ahead[*jsonlBatch]
	ahead.Start(b, func() {
		b.decode()
		panic("out of range")
	})
	b, fault := ahead.Take()
	var out bytes.Buffer
	w := jsonlWriter{writer: newWriter(nil, newTape(&out), &plan{unit: 1000})}
	err := w.write(&tape.Input{Reader: bufio.NewReader(strings.NewReader("")), Src: source.FromString("talk.jsonl", "")}, b, fault)
	w.say.out.Writer.Flush()
	const want = "talk.jsonl:7: cannot be read: internal error: out of range"
	if err == nil || err.Error() != want || !strings.Contains(out.String(), "Yes.") {
		t.Errorf("error %v, want %s; tape %q", err, want, out.String())
	}
}

// TestReuse checks that a batch that has been written keeps only its own memory,
// not the lines that its records share, and that the next batch is read in it.
func TestReuse(t *testing.T) {
	text := strings.Repeat(`{"speaker": "Ann", "paragraphs": [{"text": "Yes."}]}`+"\n", 3) + "no\n" + `{"speaker": "Bob", "text": "No."}` + "\n"
	in, _ := tape.NewInput(source.FromString("talk.jsonl", text))
	lines := jsonlLines{in: in}
	first, err := lines.batch()
	if err != nil {
		t.Fatal(err)
	}
	first.decode()
	if n, lost := len(first.records), len(first.lost); n != 4 || lost != 1 {
		t.Fatalf("%d records and %d losses, want 4 and 1", n, lost)
	}
	lines.reuse(first)
	for i := range first.records[:cap(first.records)] {
		if rec := &first.records[:i+1][i]; !rec.Empty() || rec.voice.Label != "" {
			t.Errorf("record %d is still there: %+v", i, rec)
		}
	}
	again := lines.empty()
	again.data = append(again.data, text...)
	if again.decode(); &again.records[0] != &first.records[0] || len(again.records) != 4 {
		t.Errorf("%d records, in other memory", len(again.records))
	}
}

func newTape(w io.Writer) *tape.Tape { return &tape.Tape{Writer: bufio.NewWriter(w)} }
