package transcript

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"verbatim/internal/text"
)

// printed returns a document in a format.
func printed(t *testing.T, d *Document, format string) (string, error) {
	t.Helper()
	var b bytes.Buffer
	p, err := NewPrinter(&b, format)
	if err != nil {
		t.Fatal(err)
	}
	err = p.PrintSelection(context.Background(), d, nil)
	return b.String(), err
}

// timedTurns is what captions keep of turns: who, from when, and the words.
func timedTurns(d *Document) []string {
	var turns []string
	for i := range d.Len() {
		var words []string
		for first := range d.paragraphs(i) {
			if first.Kind == NoteBlock && !text.IsEnclosed(first.Text) {
				continue
			}
			for piece := range d.pieces(first) {
				words = append(words, strings.Fields(piece)...)
			}
		}
		if name, _ := d.Heading(i); len(words) > 0 {
			turns = append(turns, fmt.Sprintf("%s@%d: %s", name, d.turn(i).Start, strings.Join(words, " ")))
		}
	}
	return turns
}

// TestCaptionsBack reads back what is printed as captions of every sample
// that has times.
func TestCaptionsBack(t *testing.T) {
	for name, text := range allSamples(t) {
		d := loaded(t, text)
		if !d.HasTimes() {
			continue
		}
		for _, format := range []string{"vtt", "srt"} {
			if from := d.Format(); format == "srt" && (from != "vtt" && from != "srt" && from != "sbv" || name == "teams.vtt") {
				continue // where there are two labels, and nothing else speaks for them, there is no telling
			}
			t.Run(name+" "+format, func(t *testing.T) {
				out, err := printed(t, d, format)
				if err != nil {
					t.Fatal(err)
				}
				back := loaded(t, out)
				if back.Lost() > 0 || back.Format() != format {
					t.Errorf("%d lost, format %s", back.Lost(), back.Format())
				}
				want, got := timedTurns(d), timedTurns(back)
				for i := range max(len(want), len(got)) {
					if g, w := at(got, i), at(want, i); g != w && (d.turn(min(i, d.Len()-1)).Start >= 0 || i >= len(want)) {
						t.Fatalf("turn %d of %d, read back %d: got\n%s\nwant\n%s", i+1, len(want), len(got), g, w)
					}
				}
			})
		}
	}
}

func TestCaptionsWithoutTimes(t *testing.T) {
	d := loaded(t, "Ann Lee: Good morning.\n\nBob Ray: Good morning.\n\nAnn Lee: Well?\n")
	for _, format := range []string{"vtt", "srt"} {
		if out, err := printed(t, d, format); !errors.Is(err, errTimes) || out != "" {
			t.Errorf("%s: %v, printed %q", format, err, out)
		}
	}
}

// TestWriteVTT compares what is printed, letter by letter.
func TestWriteVTT(t *testing.T) {
	d := loaded(t, "WEBVTT - Fish & chips: a talk\n\n00:01.000 --> 00:01.400\n<v R&amp;D>One\n\n00:01.400 --> 00:02.000\n<v R&amp;D>two &lt;three&gt; --&gt;\n\n"+
		"00:02.000 --> 00:02.500\n<v R&amp;D>[sic]\n\n1000:00:03.000 --> 1000:00:04.000\n<v Bob>Four.\n")
	out, err := printed(t, d, "vtt")
	if want := `WEBVTT - Fish &amp; chips: a talk

t1.1.1
00:00:01.000 --> 00:00:02.000
<v R&amp;D>One two &lt;three&gt; --&gt;

t1.2.1
00:00:02.000 --> 00:00:02.500
[sic]

t2.1.1
1000:00:03.000 --> 1000:00:04.000
<v Bob>Four.
`; err != nil || out != want {
		t.Errorf("%v, got\n%s\nwant\n%s", err, out, want)
	}
}

// TestWriteSRT does so with turns of which only the start is known.
func TestWriteSRT(t *testing.T) {
	d := loaded(t, "[0:01] Ann Lee: One.\n\nOne more.\n\n[0:05] Bob Ray: Two\nthree.\n\nAnn Lee: Four --> five.\n\n[0:09] Bob Ray: Six.\n")
	out, err := printed(t, d, "srt")
	if want := `1
00:00:01,000 --> 00:00:03,666
Ann Lee: One.

2
00:00:03,666 --> 00:00:05,000
One more.

`; err != nil || !strings.HasPrefix(out, want) {
		t.Errorf("%v, got\n%s\nwant\n%s", err, out, want)
	}
	if !strings.Contains(out, "Four -> five.") || !strings.HasSuffix(out, "Bob Ray: Six.\n\n") {
		t.Errorf("got\n%s", out)
	}
}
