package text

import (
	"testing"
)

func TestTimeOfDay(t *testing.T) {
	for s, want := range map[string]int64{"11:30": 41400e3, "011:30:05": 41405e3, "2024-10-01T00:00:01.5Z": 1500, "": -1, "x": -1, "11": -1, "99:99": -1} {
		if got := TimeOfDay(s); got != want {
			t.Errorf("%q: %d, want %d", s, got, want)
		}
	}
}
