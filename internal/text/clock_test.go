package text

import "testing"

// Each row has one text and its time by each clock, -1 if the clock rejects it.
func TestClocks(t *testing.T) {
	clocks := [...]struct {
		name string
		Clock
	}{{"cue", CueClock}, {"vtt", VTTClock}, {"stamp", StampClock}, {"message", MessageClock}, {"day", dayClock}, {"line", lineClock}}
	for _, c := range []struct {
		text string
		want [len(clocks)]int64
	}{
		{"7.25", [...]int64{7250, -1, -1, -1, -1, -1}},
		{"01:02", [...]int64{62e3, -1, 62e3, 3720e3, 3720e3, 3720e3}},
		{"1:02:03,5", [...]int64{3723500, -1, 3723500, -1, -1, -1}},
		{"01:02.500", [...]int64{62500, 62500, 62500, 3750e3, 3750e3, 3750e3}},
		{"01:02.1000", [...]int64{62100, 63000, 62100, 3726e3, 3726e3, 3726e3}},
		{"1:02.500", [...]int64{62500, -1, 62500, 3750e3, 3750e3, 3750e3}},
		{"123:00:01.000", [...]int64{442801e3, 442801e3, 442801e3, 442801e3, -1, -1}},
		{"75:10", [...]int64{4510e3, -1, 4510e3, 270600e3, -1, -1}},
		{"3:1", [...]int64{181e3, -1, -1, -1, 10860e3, -1}},
		{"10:75", [...]int64{-1, -1, 675e3, 40500e3, -1, -1}},
		{"999:00:00", [...]int64{3596400e3, -1, -1, 3596400e3, -1, -1}},
		{"1:2:3:4", [...]int64{-1, -1, -1, -1, -1, -1}},
		{"1:", [...]int64{-1, -1, -1, -1, -1, -1}},
		{"", [...]int64{-1, -1, -1, -1, -1, -1}},
	} {
		for i, clock := range clocks {
			got, ok := clock.ReadAll(c.text)
			if !ok {
				got = -1
			}
			if got != c.want[i] {
				t.Errorf("%s: %q is %d, want %d", clock.name, c.text, got, c.want[i])
			}
		}
	}
}

func TestTimeOfDay(t *testing.T) {
	for s, want := range map[string]int64{"11:30": 41400e3, "011:30:05": 41405e3, "2024-10-01T00:00:01.5Z": 1500, "": -1, "x": -1, "11": -1, "99:99": -1} {
		if got := TimeOfDay(s); got != want {
			t.Errorf("%q: %d, want %d", s, got, want)
		}
	}
}

func TestDuration(t *testing.T) {
	for s, want := range map[string]int64{"1:02:30.5": 3750500, "1.300s": 1300, "PT1.3S": 1300, " 12": 12000, "": -1, "x:1": -1, "1e9": -1} {
		if got := Duration([]byte(s)); got != want {
			t.Errorf("%q: %d, want %d", s, got, want)
		}
	}
}
