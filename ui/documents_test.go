package ui

import (
	"context"
	"os"
	"strings"
	"testing"

	"verbatim/transcript"
)

const seed = "../testdata/transcripts/sochi-2023-09-15.txt"

func loadFile(tb testing.TB, name string) *transcript.Document {
	tb.Helper()
	src, err := transcript.OpenFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	d, err := transcript.Load(context.Background(), src, "")
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func readFile(tb testing.TB, name string) string {
	tb.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

// spoken returns a document of text in which every line that begins with a
// word or two and ": " opens a turn. A screen is not to depend on what is
// evidence for a label; who is called Question asks.
func spoken(text string) *transcript.Document {
	d := transcript.NewDocument(transcript.FromString("test.txt", text))
	b := &transcript.Batch{Head: &transcript.Head{Rule: transcript.RuleLabel}, End: int64(len(text)), Done: true}
	labels := map[string]uint32{}
	off := 0
	for line := range strings.Lines(text) {
		if name, _, ok := strings.Cut(line, ": "); ok && strings.Count(name, " ") < 2 {
			if labels[name] == 0 {
				n := len(labels) + 1
				labels[name] = uint32(n)
				asks := name == "Question"
				b.Labels = append(b.Labels, transcript.Label{Text: name, Speaker: uint32(n)})
				b.Speakers = append(b.Speakers, transcript.Speaker{Name: name, Anonymous: asks, Asks: asks, Colour: n - 1})
			}
			b.Turns = append(b.Turns, transcript.Turn{Off: int64(off), Start: -1, End: -1, Label: labels[name], Body: uint16(len(name) + 2)})
		}
		off += len(line)
	}
	d.Append(b)
	return d
}
