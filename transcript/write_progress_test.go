package transcript

import (
	"context"
	"strings"
	"testing"
)

// A Printer tells how far it is: more and more, and all of it in the end.
func TestPrinterProgress(t *testing.T) {
	d := load(t, "Question: Who is it?\n\nAnn Lee: It is I.\n\nQuestion: Really?\n\n"+strings.Repeat("Ann Lee: Yes, of course it is.\n\nQuestion: Is it?\n\n", 20_000))
	ann, err := d.FindSpeaker("Ann Lee")
	if err != nil {
		t.Fatal(err)
	}
	some, err := d.Select(context.Background(), Filter{Speakers: []int{ann}})
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"text", "markdown", "json", "jsonl", "csv"} {
		for name, sel := range map[string]*Selection{"all": nil, "some": some} {
			var p *Printer
			var last, all int64
			p, err := NewPrinter(writerFunc(func(b []byte) (int, error) {
				var now int64
				if now, all = p.Progress(); now < last || now > all {
					t.Fatalf("%s, %s: %d after %d of %d", format, name, now, last, all)
				}
				last = now
				return len(b), nil
			}), format)
			if err != nil {
				t.Fatal(err)
			}
			if now, all := p.Progress(); now != 0 || all != 0 {
				t.Errorf("%s, %s: %d of %d before it begins", format, name, now, all)
			}
			if err := p.PrintSelection(context.Background(), d.Snapshot(), sel); err != nil {
				t.Fatal(err)
			}
			if now, all := p.Progress(); last == 0 || now != all {
				t.Errorf("%s, %s: %d of %d at the end, %d before", format, name, now, all, last)
			}
		}
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(b []byte) (int, error) { return f(b) }
