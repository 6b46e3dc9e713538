package objects

import (
	"testing"

	"verbatim/transcript/internal/json"
)

// TestMoments reads times in the notations of programs.
func TestMoments(t *testing.T) {
	for text, want := range map[string]int64{
		`1.5`: 1500, `"1.5"`: 1500, `"1.300s"`: 1300, `"00:01:02,500"`: 62500, `"PT1M5.2S"`: 65200, `"1m5s"`: 65000, `"[00:01:05]"`: 65000,
		`"00:01 - 00:05"`: 1000, `"01:00:01:12"`: 3601000, `"00:01:00;12"`: 60000, `{"seconds": 1, "nanos": 500000000}`: 1500,
		`{"minutes": 1, "seconds": 5}`: 65000, `{"relative": 0.5, "absolute": "2024-03-05T09:00:00Z"}`: 500, `{"milliseconds": 1750}`: 1750,
		`"2024-03-05T09:00:00.250Z"`: 1709629200250, `"2024-03-05 09:00:00"`: 1709629200000, `"Tuesday, March 5, 2024 at 9:00:00 AM UTC"`: 1709629200000,
		`null`: -1, `""`: -1, `"soon"`: -1, `{}`: -1, `"S"`: -1,
	} {
		if got := readMoment(json.FromBytes([]byte(text), 1), 0).ms(1000); got != want {
			t.Errorf("%s is %d, want %d", text, got, want)
		}
	}
}

// TestUnits finds the unit of times by how long texts of 70 bytes took.
func TestUnits(t *testing.T) {
	for name, c := range map[string]struct {
		length   float64
		fraction bool
		want     float64
	}{
		"seconds": {5, false, 1000}, "seconds with a fraction": {4.5, true, 1000}, "milliseconds": {5000, false, 1}, "samples": {80_000, false, 1.0 / 16},
		"ticks": {50_000_000, false, 1e-4}, "nanoseconds": {5e9, false, 1e-6}, "nothing": {0, false, 1000},
	} {
		if got := unitOf([]float64{c.length, c.length}, []int{70, 70}, c.fraction, false); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// TestThread follows messages that name the one before.
func TestThread(t *testing.T) {
	of := func(parents ...string) []placed {
		var all []placed
		for i, p := range parents {
			all = append(all, placed{parent: p, start: int64(i)})
		}
		return all
	}
	ids := map[string]int{"a": 0, "b": 1, "c": 2}
	for name, c := range map[string]struct {
		all     []placed
		current string
		want    int
	}{
		"one after the other": {of("", "a", "b"), "", 3}, "two branches": {of("", "a", "a"), "", 2}, "the current one": {of("", "a", "a"), "b", 2},
		"a circle": {of("c", "a", "b"), "", 3}, "a circle with a current one": {of("b", "a", ""), "a", 2}, "itself": {of("a", "", ""), "a", 1},
	} {
		if got := thread(c.all, ids, c.current); len(got) != c.want {
			t.Errorf("%s: %d messages, want %d", name, len(got), c.want)
		}
	}
}
