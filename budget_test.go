//go:build unix

package main

import (
	"os"
	"strings"
	"testing"

	"verbatim/testdata/corpus"
)

// TestScrollBudget checks that a scrolled row costs no more bytes than a slow
// line can carry. An upgrade of a dependency must not change that. The average
// over several rows evens out differences between screens.
func TestScrollBudget(t *testing.T) {
	const scrolled = 30
	full := corpus.Talk{Size: 200_000, Speakers: 60}
	for _, c := range []struct {
		name, keys string
		talk       corpus.Talk
		most       int // bytes a row
	}{
		{"sidebar hidden", "s", full, 400},
		{"15 rows of sidebar", "", corpus.Talk{Size: 200_000, Speakers: 4, Asked: 1}, 1300},
		{"full sidebar", "", full, 3200},
		{"Russian, sidebar hidden", "s", corpus.Talk{Size: 400_000, Speakers: 60, Russian: true}, 600},
		{"Russian, full sidebar", "", corpus.Talk{Size: 400_000, Speakers: 60, Russian: true}, 4000},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := t.TempDir() + "/talk.txt"
			f, err := os.Create(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.talk.Write(f); err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			r := sit(t, 120, 40, false, nil, file)
			r.see("SPEAKERS", "QUESTIONS")
			r.rest()                   // all is read
			r.press(c.keys + ":50%\r") // more or less
			screen, before := r.rest(), len(r.Raw())
			for range scrolled { // one frame for each
				r.press("j")
				r.wait(func(rows []string) bool { return strings.Join(rows, "\n") != screen })
				screen = strings.Join(r.Rows(), "\n")
			}
			r.rest()
			if bytes := (len(r.Raw()) - before) / scrolled; bytes > c.most {
				t.Errorf("%d bytes a row, at most %d are to be written", bytes, c.most)
			} else {
				t.Logf("%d bytes a row, of %d", bytes, c.most)
			}
			r.press("q")
			r.leaves(0)
		})
	}
}

// TestTalk checks that generated talks contain the words that benchmarks search
// for, at any size.
func TestTalk(t *testing.T) {
	for _, size := range []int64{7 << 10, 50_000, 100_000, 300_000, 1_000_000} {
		var b strings.Builder
		if err := (corpus.Talk{Size: size, Speakers: 20}).Write(&b); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		for what, want := range map[string]int{corpus.Needle: 1, corpus.Rare + ":": 2, corpus.Absent: 0, corpus.Last: 1} {
			if n := strings.Count(text, what); n != want {
				t.Errorf("%d bytes: %q is there %d times, not %d", size, what, n, want)
			}
		}
	}
}
