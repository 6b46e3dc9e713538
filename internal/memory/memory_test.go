package memory

import (
	"runtime/debug"
	"testing"
)

// Much that is in use takes little garbage.
func TestPercentFor(t *testing.T) {
	for _, c := range []struct {
		live       uint64
		most, want int
	}{
		{4 << 20, 100, 100}, {16 << 20, 100, 100}, {17 << 20, 100, 50}, {40 << 20, 100, 25}, {1 << 30, 100, 25},
		{1 << 30, 50, 25}, {1 << 30, 30, 30}, {1 << 30, 10, 10}, {8 << 20, 400, 200},
	} {
		if p := percentFor(c.live, c.most); p != c.want {
			t.Errorf("of %d MiB in use %d%%, at most %d%%: want %d%%", c.live>>20, p, c.most, c.want)
		}
	}
}

// What reading leaves behind is given back, whatever the size of the text.
func TestTidy(t *testing.T) {
	debug.FreeOSMemory()
	before := heldMemory()
	ballast := make([]byte, 64<<20)
	for i := 0; i < len(ballast); i += 4096 {
		ballast[i] = 1
	}
	cmd := Tidy()
	if cmd == nil {
		t.Fatal("there is nothing to give back")
	}
	ballast = nil
	cmd()
	if held := heldMemory(); held > before+32<<20 {
		t.Errorf("%d MiB are held, %d before", held>>20, before>>20)
	}
}

// A garbage leaves things as it found them where collecting is switched off, and
// else once it has settled.
func TestGarbageSettles(t *testing.T) {
	for _, percent := range []int{-1, 60} {
		was := debug.SetGCPercent(percent)
		g := Garbage{}
		g.Begin()
		g.Settle()
		if now := debug.SetGCPercent(was); now != percent {
			t.Errorf("%d%%, want %d%%", now, percent)
		}
		if limit := debug.SetMemoryLimit(-1); limit < 1<<40 {
			t.Errorf("the limit is %d MiB", limit>>20)
		}
	}
}
