package transcript

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/label"
)

// spokenIn is what a reader sees of the turns: label, speaker, paragraphs. A
// note is known by brackets, which printing adds where it had none.
func spokenIn(d *Document) []string {
	var turns []string
	for i := range d.Len() {
		var b strings.Builder
		if start := d.turn(i).Start; start.Known() {
			b.WriteString(new(Document).Clock(start.Milliseconds()) + " ")
		}
		name, role := d.Heading(i)
		b.WriteString(nameOrLabel(d, i) + " | " + d.Speakers()[d.SpeakerOf(i)].Name + " | " + name + ", " + role)
		head := b.Len()
		for first := range d.paragraphs(i) {
			s := ""
			for piece := range d.pieces(first) {
				s += piece
			}
			s = strings.Join(strings.Fields(s), " ")
			if first.Kind == NoteBlock {
				for text.IsEnclosed(s) && len(s) > 2 {
					s = strings.TrimSpace(s[1:strings.LastIndexByte(s, text.NoteBrackets[s[0]])])
				}
				s = "note: " + s
			}
			if s != "" {
				b.WriteString("\n  " + s)
			}
		}
		asks := ""
		if d.Asks(i) {
			asks = " asks"
		}
		if b.String() != " |  | , " { // of a turn of nobody's without text nothing is left
			turns = append(turns, b.String()[:head]+asks+b.String()[head:])
		}
	}
	return turns
}

// nameOrLabel returns the label of a turn, or who is meant where it does not
// name the speaker.
func nameOrLabel(d *Document, i int) string {
	l := d.labels[d.turn(i).Label]
	if l.Alias {
		return d.Speakers()[l.Speaker].Name
	}
	return l.Text
}

// roundTrip prints a document as text and reads that.
func roundTrip(t *testing.T, d *Document) *Document {
	t.Helper()
	var out bytes.Buffer
	p, err := NewPrinter(&out, "text")
	if err != nil {
		t.Fatal(err)
	}
	r := &Reader{text: d.src, format: &formats[len(formats)-1], scan: label.NewScanner(d.src)}
	if err := p.Print(context.Background(), NewDocument(d.Source()), r, Criteria{}); err != nil {
		t.Fatal(err)
	}
	return scanned(t, out.String(), 0, 0)
}

func sameBack(t *testing.T, text string) {
	t.Helper()
	d := scanned(t, text, 0, 0)
	sameSpoken(t, spokenIn(roundTrip(t, d)), spokenIn(d))
}

func sameSpoken(t *testing.T, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("turn %d of %d, read back %d: got\n%q\nwant\n%q", i+1, len(want), len(got), at(got, i), at(want, i))
		}
	}
}

func at(s []string, i int) string {
	if i < len(s) {
		return s[i]
	}
	return "nothing"
}

// TestRoundTrip reads back what is printed as text of every sample.
func TestRoundTrip(t *testing.T) {
	for name, text := range samples(t) {
		t.Run(name, func(t *testing.T) { sameBack(t, text) })
	}
}

// TestTextReadsBack prints every sample of every format as text and reads
// that.
func TestTextReadsBack(t *testing.T) {
	for name, text := range allSamples(t) {
		t.Run(name, func(t *testing.T) {
			d, err := Load(context.Background(), FromString(name, text), Options{})
			if err != nil {
				t.Fatal(err)
			}
			sameSpoken(t, spokenIn(textBack(t, d)), spokenIn(d))
		})
	}
}

// textBack prints a document as text and reads that, which printed again is the
// same.
func textBack(t *testing.T, d *Document) *Document {
	t.Helper()
	out, err := printed(t, d, "text")
	if err != nil {
		t.Fatal(err)
	}
	back := scanned(t, out, 0, 0)
	if again, err := printed(t, back, "text"); err != nil || withoutSource(again) != withoutSource(out) {
		t.Errorf("printed again\n%.2000s\nis not\n%.2000s", again, out)
	}
	return back
}

var sourceLine = regexp.MustCompile(`(?m)^Source: .*\n`)

// withoutSource returns printed text without the line that names its file.
func withoutSource(text string) string {
	return sourceLine.ReplaceAllString(text, "")
}

// FuzzText prints a text and reads it back.
func FuzzText(f *testing.F) {
	for _, text := range samples(f) {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		text = text[:min(len(text), 8<<10)]
		if len(bytes.TrimSpace(text)) > 0 && bytes.IndexByte(text, 0) < 0 {
			sameBack(t, string(text))
		}
	})
}

// TestLabelsReadBack prints labels that have been read as something else.
func TestLabelsReadBack(t *testing.T) {
	long := strings.Repeat("\u043d", 30) + " "
	for name, text := range map[string]string{
		"a note that ends in a letter":     strings.Repeat("Bob Lee: One, and as much as he can say about it.\n\nAnn Lee: Well.\n\n", 4) + "Ann Lee: So?\n\n(a [b (c\n\n* * *\n\nBob Lee: No.\n",
		"two labels of one name":           "2 ,BOB: One.\n\nBOB: Two.\n\n2 BOB: Three.\n\nBOB: Four.\n",
		"a bracket in the name":            "A} Lee: One.\n\nLee: Two.\n\nA A [x] Lee: Three.\n\nLee: Four.\n",
		"a list inside the name":           "Ann Lee; Bob Lee: One?\n\nBob Lee: Two.\n\nAnn Lee; Bob Lee: Three?\n",
		"a note as a label's speech":       "Ann Lee: \u200b \\ One.\n\nBob Lee: Two.\n\nAnn Lee: Three.\n",
		"bytes that become longer":         "Ann \xff" + strings.Repeat("\xff", 300) + " Lee: One.\n\nBob Lee: Two.\n",
		"long names":                       strings.Repeat(long, 5) + "Ли: Раз.\n\nАнна Ли: Два.\n\n" + strings.Repeat(long, 5) + "Ли: Три.\n",
		"text that says it is the dialect": "\n\n" + dialect.Mark + "\nAnn Lee: One.\n\n" + dialect.Mark + "\n\nAnn Lee: Two.\n",
		"blanks alone on a line":           "Ann Lee: One.\r\u00a0\rTwo.\n\nBob Lee: Three.\n",
	} {
		t.Run(name, func(t *testing.T) { sameBack(t, text) })
	}
}

// However long the names of speakers are, the header is read back.
func TestManyLongNamesReadBack(t *testing.T) {
	var text strings.Builder
	for i := range 300 {
		fmt.Fprintf(&text, "{\"speaker\": %q, \"text\": \"   And what do you say to that?\"}\n", strings.Repeat("Оч", 60)+fmt.Sprint(i))
	}
	d, err := Load(context.Background(), FromString("many.jsonl", text.String()), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if back := textBack(t, d); back.Len() != 300 {
		t.Errorf("%d turns are read back", back.Len())
	}
}
