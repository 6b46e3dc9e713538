package transcript

import (
	"bytes"
	"context"
	"regexp"
	"strings"
	"testing"
)

// spokenIn is what a reader sees of the turns: label, speaker, paragraphs. A
// note is known by brackets, which printing adds where it had none.
func spokenIn(d *Document) []string {
	var turns []string
	for i := range d.Len() {
		var b strings.Builder
		if start := d.Turn(i).Start; start >= 0 {
			b.WriteString(Clock(start) + " ")
		}
		name, role := d.Heading(i)
		b.WriteString(nameOrLabel(d, i) + " | " + d.Speakers()[d.SpeakerOf(i)].Name + " | " + name + ", " + role)
		if d.Asks(i) {
			b.WriteString(" asks")
		}
		for first := range d.paragraphs(i) {
			text := ""
			for piece := range d.pieces(first) {
				text += piece
			}
			// Printing a note joins its lines, so what is long is told without breaks.
			long := len(breaks().ReplaceAllString(text, " ")) > lineSeen/4
			text = strings.Join(strings.Fields(text), " ")
			// Of a line only so much is looked at to tell its kind.
			if long || first.Kind == NoteBlock {
				for isEnclosed(text) && len(text) > 2 {
					text = strings.TrimSpace(text[1:strings.LastIndexByte(text, noteBrackets[text[0]])])
				}
				if !long {
					text = "note: " + text
				}
			}
			if text != "" {
				b.WriteString("\n  " + text)
			}
		}
		if b.String() != " |  | , " { // of a turn of nobody's without text nothing is left
			turns = append(turns, b.String())
		}
	}
	return turns
}

// nameOrLabel returns the label of a turn, or who is meant where it does not
// name the speaker.
func nameOrLabel(d *Document, i int) string {
	l := d.Label(d.Turn(i).Label)
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
	r := &Reader{text: d.Source(), format: &formats[len(formats)-1], scan: NewScanner(d.Source())}
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
			d, err := Load(context.Background(), FromString(name, text), "")
			if err != nil {
				t.Fatal(err)
			}
			out, err := printed(t, d, "text")
			if err != nil {
				t.Fatal(err)
			}
			back := scanned(t, out, 0, 0)
			sameSpoken(t, spokenIn(back), spokenIn(d))
			if again, err := printed(t, back, "text"); err != nil || withoutSource(again) != withoutSource(out) {
				t.Errorf("printed again\n%s\nis not\n%s", again, out)
			}
		})
	}
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
