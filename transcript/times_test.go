package transcript

import (
	"fmt"
	"strings"
	"testing"
)

// TestTimeOffset finds what is said at a time, also inside a long turn.
func TestTimeOffset(t *testing.T) {
	var b strings.Builder
	b.WriteString("WEBVTT\n")
	cue := func(s int, text string) {
		fmt.Fprintf(&b, "\n%d:%02d:%02d.000 --> %d:%02d:%02d.900\n%s\n", s/3600, s/60%60, s%60, s/3600, s/60%60, s%60, text)
	}
	cue(5, "<v Ann>Who kept the light?")
	for s := 10; s < 5000; s++ {
		if s%100 != 50 {
			cue(s, fmt.Sprintf("<v Bob>second %d", s))
		}
	}
	cue(5000, "<v Ann>Thank you.")
	d := loaded(t, b.String())
	for _, c := range []struct {
		ms   int64
		turn int
		text string
	}{
		{0, -1, ""}, {4999, -1, ""}, {5000, 0, "Who kept"}, {9999, 0, "Who kept"}, {10_000, 1, "second 10 "}, {10_999, 1, "second 10 "},
		{11_000, 1, "second 11 "}, {49_500, 1, "second 49 "}, {50_500, 1, "second 49 "}, {51_000, 1, "second 51 "},
		{3_723_999, 1, "second 3723 "}, {4_999_000, 1, "second 4999"}, {5_000_000, 2, "Thank you."}, {1 << 40, 2, "Thank you."},
	} {
		turn, off, err := d.TimeOffset(c.ms)
		if err != nil || turn != c.turn {
			t.Errorf("%d ms: turn %d, %v, want %d", c.ms, turn, err, c.turn)
			continue
		}
		if turn < 0 {
			continue
		}
		x, ok := d.Block(turn, off)
		if !ok || !strings.HasPrefix(x.Text[x.TextOff(off):]+" ", c.text) {
			t.Errorf("%d ms: %.20q, want %q", c.ms, x.Text[x.TextOff(off):], c.text)
		}
	}
}

// TestTimeAt has turns of which not all have a time.
func TestTimeAt(t *testing.T) {
	d := loaded(t, "[0:01] Ann Lee: a\n\nBob Ray: b\n\n[0:03] Ann Lee: c\n\nBob Ray: d\n\nBob Ray: e\n")
	for ms, want := range map[int64]int{0: -1, 1000: 0, 2999: 0, 3000: 2, 99999: 2} {
		if got := d.TimeAt(ms); got != want {
			t.Errorf("%d ms: turn %d, want %d", ms, got, want)
		}
	}
	plain := loaded(t, "Ann Lee: a\n\nBob Ray: b\n\nAnn Lee: c\n")
	if plain.HasTimes() || plain.TimeAt(1000) != -1 {
		t.Error("times out of nothing")
	}
}
