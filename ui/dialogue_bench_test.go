package ui

import (
	"fmt"
	"strings"
	"testing"

	"verbatim/transcript"
)

// debate returns a transcript of about size bytes: two speakers who take
// turns, one who is heard once in a thousand turns, and in the middle a turn
// that is one paragraph of long bytes.
func debate(size, long int) string {
	const said = "They are being used in the broadest possible way, but I have already commented on this – it “takes two to tango”, as they say. "
	var b strings.Builder
	b.WriteString("A debate\n\n")
	for i, held := 0, false; b.Len() < size; i++ {
		if !held && b.Len() > size/2 {
			held = true
			b.WriteString("Carol Long: " + strings.Repeat(said, long/len(said)) + "\n\n")
		}
		switch {
		case i%1000 == 999:
			fmt.Fprintf(&b, "Dave Rare: %d. %s\n\n", i, said)
		case i%2 == 0:
			fmt.Fprintf(&b, "Question: %d. %sWhat do you say?\n\n", i, said)
		default:
			fmt.Fprintf(&b, "Ann Example: %d. %s\n\n%s%s\n\n", i, said, said, said)
		}
	}
	return b.String()
}

// BenchmarkKey measures what a key costs until the frame is there.
func BenchmarkKey(b *testing.B) {
	docs := []struct {
		name string
		doc  *transcript.Document
	}{{"seed", loadFile(b, seed)}, {"100MB", spoken(debate(100<<20, 1<<20))}}
	for _, d := range docs {
		v := opened(d.doc, 120, 40)
		long := place{turn: d.doc.Len() / 2}
		if s, err := d.doc.FindSpeaker("Carol Long"); err == nil {
			for long.turn = 0; d.doc.SpeakerOf(long.turn) != s; long.turn++ {
			}
		}
		lo, hi := d.doc.TextSpan(long.turn)
		long.off = (lo + hi) / 2
		rare := "Alexander Lukashenko"
		if d.name != "seed" {
			rare = "Dave Rare"
		}
		sel := turnsOf(b, d.doc, rare)
		tango, _ := transcript.Compile("tango")
		for _, at := range []struct {
			name string
			to   func()
		}{
			{"start", v.toStart},
			{"end", func() { v.toEnd(); v.page(-1) }},
			{"paragraph", func() { v.goTo(long) }},
			{"rare", func() { v.setSelection(sel, true); v.goTo(long) }},
			{"hits", func() { v.setSelection(nil, false); v.setPattern(tango, transcript.Hit{}); v.goTo(long) }},
		} {
			at.to()
			b.Run(d.name+"/"+at.name+"/row", func(b *testing.B) {
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					v.scrollRows(1 - i/20%2*2) // twenty rows down, twenty up
					v.view()
				}
			})
			at.to()
			b.Run(d.name+"/"+at.name+"/page", func(b *testing.B) {
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					v.page(1 - i/20%2*2)
					v.view()
				}
			})
		}
		v.setPattern(nil, transcript.Hit{})
	}
}

// BenchmarkJump measures a key that goes where nothing is laid out yet, into
// one paragraph of 16 MiB.
func BenchmarkJump(b *testing.B) {
	tango, _ := transcript.Compile("tango")
	for name, said := range wrapSamples {
		for what, p := range map[string]*transcript.Pattern{"plain": nil, "hits": tango} {
			b.Run(name+"/"+what, func(b *testing.B) {
				said := strings.ReplaceAll(said, "\n", " ")
				d := spoken("Ann: " + strings.Repeat(said, 16<<20/len(said)) + "\n")
				v := opened(d, 120, 40)
				v.setPattern(p, transcript.Hit{})
				lo, hi := d.TextSpan(0)
				b.ReportAllocs()
				for i := int64(0); b.Loop(); i++ {
					v.goTo(place{0, lo + i*7654321%(hi-lo)})
				}
			})
		}
	}
}
