package transcript

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"verbatim/internal/text"
	"verbatim/transcript/internal/label"
)

// unshown are texts of which nothing is shown, however often they are repeated.
var unshown = map[string]string{
	"zero width":      "\u200b\n",
	"soft hyphens":    "\u00ad\n",
	"marks of order":  "\ufeff\n",
	"bidi":            "\u202e\u202c\n",
	"tags":            "\U000e0041\n",
	"fillers":         "\u3164\n",
	"joiners":         "\u200d\n",
	"selectors":       "\ufe0f\n",
	"blank lines":     "\n",
	"blanks":          " \t\r\n",
	"no-break blanks": "\u00a0\u3000\n",
	"long blanks":     strings.Repeat(" ", 3*label.LineSeen) + "\n",
	"pages":           "[[Page S6]]\n",
	"quote gaps":      ">\n",
	"one line":        "\u200b",
	"one of blanks":   " ",
	"one of tabs":     "\t",
	"one of joiners":  "\u200d",
	"selectors alone": "\ufe0f",
}

// What stands before and after what is not shown, in turn 3.
const (
	beforeGap = "Ann Lee: Go on.\n\nBob Hale: Yes?\n\nAnn Lee: Go on.\n\nBob Hale: First.\n"
	afterGap  = "\nLast.\n\nAnn Lee: Thank you.\n\nBob Hale: Not at all.\n"
)

// gapped returns the document of a text with a turn in which unit is repeated
// between two words, and that turn.
func gapped(t *testing.T, unit string, size int) (*Document, *countingReader, int) {
	d, read := counted(t, beforeGap+strings.Repeat(unit, size/len(unit))+afterGap)
	return d, read, 3
}

// However much of a text is not shown, few bytes are read for a block, and the
// blocks are the same from both sides.
func TestGaps(t *testing.T) {
	const cells = 8
	for name, unit := range unshown {
		t.Run(name, func(t *testing.T) {
			d, read, turn := gapped(t, unit, cells*gapGrid)
			var all []Block
			step := func(b Block, ok bool) (Block, bool) {
				if n := read.n.Swap(0); n > 4*gapGrid {
					t.Fatalf("%d bytes are read for a block", n)
				}
				return b, ok
			}
			for b, ok := step(d.Block(turn, 0)); ok; b, ok = step(d.NextBlock(turn, b.End)) {
				all = append(all, b)
			}
			n := len(all)
			if n < cells || n > cells+2 || all[0].Text != "First." || all[n-1].Text != "Last." {
				t.Fatalf("%d blocks, from %q to %q", n, all[0].Text, all[n-1].Text)
			}
			hidden := 0
			for i, b := range all {
				if i > 0 && i < n-1 && (b.Kind != GapBlock || b.Off%gapGrid > 0 || b.End-b.Off != gapGrid) {
					t.Errorf("block %d is %+v", i, b)
				}
				hidden += b.Hidden
				if c, ok := step(d.Block(turn, b.Off)); !ok || c.Off != b.Off || c.Kind != b.Kind || c.Hidden != b.Hidden {
					t.Errorf("at byte %d: %+v, want %+v", b.Off, c, b)
				}
				if c, ok := step(d.NextBlock(turn, b.Off)); !ok || c.Off != b.Off || c.Hidden != b.Hidden {
					t.Errorf("from byte %d: %+v, want %+v", b.Off, c, b)
				}
			}
			if want := strings.Count(unit, "") - 1; (hidden > 0) != (name != "pages" && strings.ContainsFunc(unit, text.Extends)) || hidden > cells*gapGrid*want/len(unit) {
				t.Errorf("%d hidden characters", hidden)
			}
			i := n
			for b, ok := step(lastBlock(d, turn)); ok; b, ok = step(d.PrevBlock(turn, b.Off)) {
				if i--; i < 0 || b.Off != all[i].Off || b.End != all[i].End {
					t.Fatalf("block %d backwards is %d-%d", i, b.Off, b.End)
				}
			}
			if i != 0 {
				t.Errorf("%d blocks are missed backwards", i)
			}
		})
	}
}

// What is shown is shown, wherever it stands among what is not.
func TestShownInGaps(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for name, unit := range unshown {
		t.Run(name, func(t *testing.T) {
			for range 3 {
				units := make([]string, 3*gapGrid/len(unit))
				for i := range units {
					units[i] = unit
				}
				for k := range 1 + rnd.IntN(3) {
					at := rnd.IntN(len(units))
					if k < 2 { // near the edge of a cell
						at = (1+rnd.IntN(2))*gapGrid/len(unit) - rnd.IntN(100/len(unit)+1)
					}
					units[at] = "Say.\n"
				}
				said := strings.Join(units, "")
				d := load(t, beforeGap+said+afterGap)
				want := "First." + strings.Repeat("Say.", strings.Count(said, "Say.")) + "Last."
				forth, back := "", ""
				for b, ok := d.Block(3, 0); ok; b, ok = d.NextBlock(3, b.End) {
					forth += b.Text
				}
				for b, ok := lastBlock(d, 3); ok; b, ok = d.PrevBlock(3, b.Off) {
					back = b.Text + back
				}
				if forth, back = strings.Map(shownOnly, forth), strings.Map(shownOnly, back); forth != want || back != want {
					t.Fatalf("%q is shown, backwards %q, want %q", forth, back, want)
				}
			}
		})
	}
}

// shownOnly leaves the letters and stops of a text.
func shownOnly(r rune) rune {
	if r > ' ' && r < 0x7F && r != '>' {
		return r
	}
	return -1
}

// Turns without text on a tape are skipped like that, too.
func TestGapsOnTape(t *testing.T) {
	for name, text := range map[string]string{
		"csv":   "speaker,text\nAnn,First.\n" + strings.Repeat("Ann,\n", 2e5) + "Bob,Last?\n",
		"jsonl": `{"speaker":"Ann","text":"First."}` + "\n" + strings.Repeat(`{"speaker":"Ann","text":"\u200b"}`+"\n", 1e5) + `{"speaker":"Bob","text":"Last?"}` + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			d := load(t, text)
			if d.Len() != 2 {
				t.Fatalf("%d turns", d.Len())
			}
			lo, hi := d.TextSpan(0)
			looks := d.view.Clock
			n := len(blocks(d))
			if n < int((hi-lo)/gapGrid) || n > int((hi-lo)/gapGrid)+2 {
				t.Errorf("%d blocks for %d bytes", n, hi-lo)
			}
			if looks = d.view.Clock - looks; looks > 4*(hi-lo)/10 { // a line of the tape has ten bytes at least
				t.Errorf("%d looks at %d bytes", looks, hi-lo)
			}
		})
	}
}

// Nothing that is printed has gaps in it.
func TestPrintedGaps(t *testing.T) {
	d, _, _ := gapped(t, "\u200b\n", 4*gapGrid)
	for _, o := range Outputs() {
		if o.Name == "vtt" || o.Name == "srt" {
			continue
		}
		out, err := printed(t, d, o.Name)
		if err != nil {
			t.Fatal(err)
		}
		first, last := strings.Index(out, "First."), strings.Index(out, "Last.")
		if first < 0 || last < first || last-first > 100 {
			t.Errorf("%s: %d bytes from the first word to the last", o.Name, last-first)
		}
	}
}

// For the summary of a question, too, little is read.
func TestSummaryReadsLittle(t *testing.T) {
	d, read := counted(t, "Ann Lee: Go on.\n\nQuestion: "+strings.Repeat("\u200b\n", 1<<20)+"Why is it so?\n\nAnn Lee: Thank you.\n\nQuestion: What is it?\n\nAnn Lee: It is.\n")
	if d.Questions() != 2 {
		t.Fatalf("%d questions", d.Questions())
	}
	d.Summary(1)
	if n := read.n.Load(); n > 3*summarySource {
		t.Errorf("%d bytes are read", n)
	}
	if got := d.Summary(2); got != "What is it?" {
		t.Errorf("the summary is %q", got)
	}
}

func BenchmarkGaps(b *testing.B) {
	for name, unit := range unshown {
		b.Run(name, func(b *testing.B) {
			text := fmt.Sprintf("Ann: Hi.\n\nBob: First.\n%s\nLast.\n\nAnn: Bye.\n\nBob: Bye.\n", strings.Repeat(unit, 8*gapGrid/len(unit)))
			d := load(b, text)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				blocks(d)
			}
		})
	}
}

// lastBlock returns the last block of a turn.
func lastBlock(d *Document, turn int) (Block, bool) { return d.PrevBlock(turn, math.MaxInt64) }
