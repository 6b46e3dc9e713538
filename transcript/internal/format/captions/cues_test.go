package captions

import "testing"

func TestFrameTime(t *testing.T) {
	for _, c := range []struct {
		s    string
		rate float64
		want int64
	}{
		{"48", 24, 2000}, {"12", 10, 1200}, {"0", 25, 0}, {"00:00:01:12", 25, 1480}, {"00:00:01;15", 30, 1500}, {"00:00:01:15.2", 30, 1500},
		{"0:00:01.50", 100, 1500}, {"1:15.3", 1, 75300}, {"10.000", 30, 10000}, {" 01:02:03,5 ", 1, 3723500},
		{"", 25, -1}, {"x", 25, -1}, {"00:00:01:xx", 25, -1}, {"00:61:00", 25, -1}, {"1:2:3:4:5", 25, -1}, {"99999999999", 25, -1}, {"-5", 25, -1}, {"999999:00:00", 25, -1},
	} {
		if got := frameTime(c.s, c.rate); got != c.want {
			t.Errorf("%q at %v: %d, want %d", c.s, c.rate, got, c.want)
		}
	}
}

func TestTTMLTimes(t *testing.T) {
	clock := ttmlClock{rate: 25, tick: 1e7}
	for s, want := range map[string]int64{
		"12.5s": 12500, "300ms": 300, "25000000t": 2500, "50f": 2000, "1.5m": 90e3, "0.5h": 1800e3, "00:00:01:05": 1200, "295:11:12.080": 1062672080, "0:34.339": 34339, "10.000": 10000, "7": 7000,
		"": -1, "s": -1, "1x": -1, "-1s": -1, "NaN": -1, "Infs": -1, "1e300s": -1, "wallclock(10:00)": -1,
	} {
		if got := clock.time(s); got != want {
			t.Errorf("%q: %d, want %d", s, got, want)
		}
	}
}

func TestNameInID(t *testing.T) {
	for id, want := range map[string]string{
		`1 "Ann Lee" (1234567890)`: "Ann Lee", `12. "Lee, Ann (Guest)" (0)`: "Lee, Ann (Guest)", `"Ann  Lee"`: "Ann Lee", `3 “Ann” ()`: "Ann", `4 "Ann "Nan" Lee" (5)`: `Ann "Nan" Lee`, "Speaker 1": "Speaker 1", "SPEAKER_00": "SPEAKER_00",
		"": "", "1": "", `1 "" (0)`: "", `1 "12" (0)`: "", "C1": "", "S2": "", "cue-1": "", "intro": "", "t1.1.1": "", "5ec4e3d3-1ddd-4d8b-8b2d-8b1f4b7b0b0e": "", `he said "no" twice`: "",
	} {
		if got := nameInID([]byte(id)); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}

func TestASSText(t *testing.T) {
	for s, want := range map[string]string{
		`a{\i1}b{\i0}c`: "abc", `a\Nb\nc\hd`: "a\nb\nc d", `{\p1}m 0 0 l 5 5{\p0}a`: "a", `{\an8\p2}m 0 0`: "", `{\pos(1,2)}a`: "a", `a{note}b`: "ab", `a {b`: "a {b", `a} b`: "a} b", `{\k20}a{\k5}b`: "ab",
	} {
		if got := assText(s); got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
}
