package view

import (
	"math/rand/v2"
	"slices"
	"sort"
	"testing"

	"verbatim/transcript"
)

// A hitList is like one slice of all hits, however they came.
func TestHitList(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var l hitList
		var all []transcript.Hit
		h := transcript.Hit{Turn: -1}
		for range r.IntN(8) {
			var piece []transcript.Hit
			for range r.IntN(5) {
				h.Turn, h.Off = h.Turn+r.IntN(2), h.Off+1+r.Int64N(9)
				piece = append(piece, h)
			}
			l.add(piece)
			all = append(all, piece...)
		}
		if r.IntN(3) == 0 {
			turn := r.IntN(8)
			l.cut(turn)
			all = slices.DeleteFunc(all, func(h transcript.Hit) bool { return h.Turn >= turn })
		}
		if l.len() != len(all) {
			t.Fatalf("%d hits, want %d", l.len(), len(all))
		}
		for i, h := range all {
			if l.at(i) != h {
				t.Errorf("hit %d of %v is %v", i, all, l.at(i))
			}
		}
		for off := range h.Off + 2 {
			is := func(h transcript.Hit) bool { return h.Off >= off }
			want := sort.Search(len(all), func(i int) bool { return is(all[i]) })
			if got := l.find(is); got != want {
				t.Errorf("%d hits of %v are before %d, want %d", got, all, off, want)
			}
			any := slices.ContainsFunc(all, func(h transcript.Hit) bool { return h.Off >= off && h.Off < off+3 })
			if got := l.anyIn(off, off+3); got != any {
				t.Errorf("any of %v in [%d, %d): %v", all, off, off+3, got)
			}
		}
	}
}
