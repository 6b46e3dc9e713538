package transcript

import (
	"strings"
	"testing"

	"verbatim/transcript/internal/label"
)

// A line of the source is found in a long turn without a walk through it, and
// so is a time where few lines have one.
func TestPlacesOnTape(t *testing.T) {
	const n = 100_000
	d := load(t, `{"speaker":"Ann","start":1,"text":"First."}`+"\n"+strings.Repeat(`{"speaker":"Ann","text":"and so"}`+"\n", n)+`{"speaker":"Bob","start":90,"text":"Last?"}`+"\n")
	if d.Len() != 2 {
		t.Fatalf("%d turns", d.Len())
	}
	looks := d.view.Clock
	for _, want := range []int64{1, 2, 3, n / 3, n / 2, n, n + 1} {
		off, err := d.LineOffset(want)
		if err != nil {
			t.Fatal(err)
		}
		if line, err := d.Line(off); err != nil || line != want {
			t.Errorf("line %d is found at %d, which is in line %d (%v)", want, off, line, err)
		}
	}
	if looks = d.view.Clock - looks; looks > 7*200 {
		t.Errorf("%d looks at the text to find seven lines", looks)
	}
	looks = d.view.Clock
	if turn, off, err := d.TimeOffset(60_000); err != nil || turn != 0 || off != 0 {
		t.Errorf("a minute is in turn %d, at byte %d (%v)", turn, off, err)
	}
	_, size := d.Span(0)
	if looks = d.view.Clock - looks; looks > 4*size/label.LineSeen {
		t.Errorf("%d looks at %d bytes to find a time", looks, size)
	}
}
