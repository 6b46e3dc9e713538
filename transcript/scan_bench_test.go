package transcript

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"verbatim/testdata/corpus"
)

// benchTalk is what is read in benchmarks.
var benchTalk = corpus.Talk{Size: 8 << 20, Speakers: 200}

// BenchmarkScan reads a talk in each format: in those that can be printed as
// they are printed, in those of cues as they are written by hand here. Of the
// others it reads the longest sample.
func BenchmarkScan(b *testing.B) {
	texts := map[string]string{"prose": strings.Repeat(long(100_000), 80)}
	for _, text := range allSamples(b) {
		if f := formatOf(b, "", text).Name; len(text) > len(texts[f]) {
			texts[f] = text
		}
	}
	text, err := os.ReadFile(benchTalk.File(b))
	if err != nil {
		b.Fatal(err)
	}
	d := load(b, string(text))
	texts["text"] = strings.Repeat(string(text), 8)
	for _, name := range []string{"json", "jsonl", "csv"} {
		texts[name] = printedAs(b, d, name)
	}
	texts["vtt"] = "WEBVTT\n\n" + cues(d, "%[2]s.000 --> %[3]s.000\n<v %[4]s>%[5]s\n\n")
	texts["srt"] = cues(d, "%[1]d\n%[2]s,000 --> %[3]s,000\n%[4]s: %[5]s\n\n")
	texts["sbv"] = cues(d, "%[2]s.000,%[3]s.000\n%[4]s: %[5]s\n\n")
	for name, form := range map[string]string{
		"brackets": "[%[4]s] %[5]s\n", "tab": "%[4]s\t%[5]s\n", "time": "%[4]s | %[2]s\n%[5]s\n\n", "alone": "%[4]s\n%[5]s\n\n",
	} {
		texts["frame "+name] = strings.Repeat(cues(d, form), 8)
	}
	texts["stamped"] = cues(d, "[%[2]s] %[5]s\n")
	for _, name := range sortedKeys(texts) {
		b.Run(name, func(b *testing.B) {
			src := FromString("x", texts[name])
			b.SetBytes(int64(len(texts[name])))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Load(context.Background(), src, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func printedAs(b *testing.B, d *Document, format string) string {
	var out bytes.Buffer
	p, err := NewPrinter(&out, format)
	if err != nil {
		b.Fatal(err)
	}
	if err := p.PrintSelection(context.Background(), d, nil); err != nil {
		b.Fatal(err)
	}
	return out.String()
}

// cues returns a cue for each paragraph of d, two seconds long: of its number,
// its times, who speaks, and the text.
func cues(d *Document, form string) string {
	var out strings.Builder
	clock := func(s int) string { return fmt.Sprintf("%02d:%02d:%02d", s/3600, s/60%60, s%60) }
	for i := range d.Len() {
		for p, ok := d.Block(i, 0); ok; p, ok = d.Block(i, p.End) {
			fmt.Fprintf(&out, form, i+1, clock(2*i), clock(2*i+2), d.Speakers()[d.SpeakerOf(i)].Name, p.Text)
		}
	}
	return out.String()
}

// BenchmarkCrowd reads a talk in which everybody speaks once.
func BenchmarkCrowd(b *testing.B) {
	const n = 40_000
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "%s: It was my turn to speak, and I did so.\n\n", corpus.Speaker(i))
	}
	src := FromString("x", text.String())
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if d, err := Load(context.Background(), src, Options{}); err != nil || len(d.Speakers()) <= n {
			b.Fatal(len(d.Speakers()), err)
		}
	}
}

// BenchmarkSelect keeps the turns of one who often speaks, of one who rarely
// does, and of exchanges.
func BenchmarkSelect(b *testing.B) {
	text, err := os.ReadFile(benchTalk.File(b))
	if err != nil {
		b.Fatal(err)
	}
	d := load(b, string(text))
	rare, err := d.FindSpeaker(corpus.Rare)
	if err != nil {
		b.Fatal(err)
	}
	for name, f := range map[string]Filter{"question": {Speakers: []int{1}}, "rare": {Speakers: []int{rare}}, "exchanges": {Exchanges: []int{2, 1000, 3000}}} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if s, err := d.Select(context.Background(), f); err != nil || s.Len() == 0 {
					b.Fatal(err)
				}
			}
		})
	}
}
