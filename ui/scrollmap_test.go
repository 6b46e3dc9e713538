package ui

import (
	"strings"
	"testing"

	"verbatim/ui/internal/view"
)

// runs returns the lengths of the stretches of rows in one style.
func runs(rows []view.MapStyles) []int {
	var n []int
	for i, r := range rows {
		if i == 0 || r != rows[i-1] {
			n = append(n, 0)
		}
		n[len(n)-1]++
	}
	return n
}

func TestMapHasRunsOfRows(t *testing.T) {
	for _, h := range []int{1, 2, 3, 7, 24, 40, 60} {
		v := opened(loadFile(t, Seed), 80, h)
		rows := v.Scroll.Rows
		if len(rows) != h {
			t.Fatalf("%d rows for %d", len(rows), h)
		}
		for _, n := range runs(rows) {
			if n < min(h, view.BandRows(h)) {
				t.Errorf("height %d: runs of %v rows", h, runs(rows))
			}
		}
	}
}

func TestMapShowsWhoSpeaksWhere(t *testing.T) {
	said := strings.Repeat("Words. ", 100)
	d := spoken("Ann: " + said + "\nBob: " + said + "\nAnn: " + said + "\nBob: " + said + "\n")
	v := opened(d, 60, 12)
	ann, bob := v.Voice(0).Run, v.Voice(1).Run
	for y, want := range []view.MapStyles{ann, ann, ann, bob, bob, bob, ann, ann, ann, bob, bob, bob} {
		if v.Scroll.Rows[y] != want {
			t.Errorf("row %d is not of the speaker of the stretch", y)
		}
	}
	v.SetSelection(turnsOf(t, d, "Bob"), false)
	if nobody := v.Speaker(0).Run; v.Scroll.Rows[0] != nobody || v.Scroll.Rows[3] != bob {
		t.Error("it shows who is not selected")
	}
	v.SetSelection(nil, false)
	v.SetMarks(func(lo, hi int64) bool { return lo == 0 || hi >= d.Size() })
	if marks := v.Theme.Marks; v.Scroll.Rows[0] != marks || v.Scroll.Rows[1] != ann || v.Scroll.Rows[11] != marks {
		t.Error("hits are not marked")
	}
}

func TestThumb(t *testing.T) {
	d := loadFile(t, Seed)
	v := opened(d, 80, 24)
	if v.Scroll.From != 0 || v.Scroll.To == 24 {
		t.Errorf("at the start: rows %d-%d", v.Scroll.From, v.Scroll.To)
	}
	for last := 0; !v.AtEnd(); {
		v.ScrollRows(1)
		if v.Scroll.From < last || v.Scroll.To <= v.Scroll.From {
			t.Fatalf("from row %d to %d-%d", last, v.Scroll.From, v.Scroll.To)
		}
		last = v.Scroll.From
	}
	if v.Scroll.To != 24 {
		t.Errorf("at the end: rows %d-%d", v.Scroll.From, v.Scroll.To)
	}
	v = opened(spoken("Ann: Yes.\n"), 80, 24)
	if v.Scroll.To != 0 {
		t.Error("a thumb where nothing scrolls")
	}
}
