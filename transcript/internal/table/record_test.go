package table

import (
	"strings"
	"testing"

	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// Each byte of a record is parsed once, even if its lines contain quotes.
func TestCSVRecordOnce(t *testing.T) {
	const n = 20_000
	in, _ := tape.NewInput(source.FromString("x", `Ann,"`+strings.Repeat("say \"\"no\"\", and so\n", n)+"on\",1\nBob,Hm.,2\n"))
	rec := Record{Comma: ','}
	for _, want := range []struct {
		fields, size int
		text         string
	}{{3, len(`say ""no"", and so`)*n + len(`Ann,"on",1`), strings.Repeat("say \"no\", and so\n", n) + "on"}, {3, len("Bob,Hm.,2"), "Hm."}} {
		raw, _, err := in.ReadLine()
		if err == nil {
			err = Read(in, &rec, raw)
		}
		if err != nil || len(rec.Fields) != want.fields || rec.Fields[1] != want.text || rec.size != want.size {
			t.Errorf("%d fields and %d bytes read, want %d and %d; error %v", len(rec.Fields), rec.size, want.fields, want.size, err)
		}
	}
}
