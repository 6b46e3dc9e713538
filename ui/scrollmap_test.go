package ui

import (
	"strings"
	"testing"
)

// runs returns the lengths of the stretches of rows in one style.
func runs(rows []mapStyles) []int {
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
		rows := v.scroll.rows
		if len(rows) != h {
			t.Fatalf("%d rows for %d", len(rows), h)
		}
		for _, n := range runs(rows) {
			if n < min(h, bandRows(h)) {
				t.Errorf("height %d: runs of %v rows", h, runs(rows))
			}
		}
	}
}

func TestMapShowsWhoSpeaksWhere(t *testing.T) {
	said := strings.Repeat("Words. ", 100)
	d := spoken("Ann: " + said + "\nBob: " + said + "\nAnn: " + said + "\nBob: " + said + "\n")
	v := opened(d, 60, 12)
	ann, bob := v.voice(0).run, v.voice(1).run
	for y, want := range []mapStyles{ann, ann, ann, bob, bob, bob, ann, ann, ann, bob, bob, bob} {
		if v.scroll.rows[y] != want {
			t.Errorf("row %d is not of the speaker of the stretch", y)
		}
	}
	v.setSelection(turnsOf(t, d, "Bob"), false)
	if nobody := v.speaker(0).run; v.scroll.rows[0] != nobody || v.scroll.rows[3] != bob {
		t.Error("it shows who is not selected")
	}
	v.setSelection(nil, false)
	v.setMarks([]int64{0, d.Size() - 1})
	if marks := v.theme.marks; v.scroll.rows[0] != marks || v.scroll.rows[1] != ann || v.scroll.rows[11] != marks {
		t.Error("hits are not marked")
	}
}

func TestThumb(t *testing.T) {
	d := loadFile(t, Seed)
	v := opened(d, 80, 24)
	if v.scroll.from != 0 || v.scroll.to == 24 {
		t.Errorf("at the start: rows %d-%d", v.scroll.from, v.scroll.to)
	}
	for last := 0; !v.atEnd(); {
		v.scrollRows(1)
		if v.scroll.from < last || v.scroll.to <= v.scroll.from {
			t.Fatalf("from row %d to %d-%d", last, v.scroll.from, v.scroll.to)
		}
		last = v.scroll.from
	}
	if v.scroll.to != 24 {
		t.Errorf("at the end: rows %d-%d", v.scroll.from, v.scroll.to)
	}
	v = opened(spoken("Ann: Yes.\n"), 80, 24)
	if v.scroll.to != 0 {
		t.Error("a thumb where nothing scrolls")
	}
}
