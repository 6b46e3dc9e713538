package record

import "testing"

// TestTime checks that times come back: in milliseconds up to 24 days, in seconds after.
func TestTime(t *testing.T) {
	for ms, want := range map[int64]int64{-1: -1, 0: 0, 1: 1, 1<<31 - 1: 1<<31 - 1, 1 << 31: 1 << 31 / 1000 * 1000, 86_400_000 * 365 * 30: 86_400_000 * 365 * 30, 1 << 50: -1} {
		if got := TimeOf(ms); got.Milliseconds() != want || got.Known() != (want >= 0) {
			t.Errorf("%d becomes %d, want %d", ms, got.Milliseconds(), want)
		}
	}
}
