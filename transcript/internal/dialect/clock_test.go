package dialect

import (
	"testing"

	"verbatim/transcript/internal/record"
)

func TestDayClock(t *testing.T) {
	for name, c := range map[string]struct {
		header record.Header
		ms     int64
		want   string
	}{
		"of the recording":  {record.Header{}, 62_500, "1:02"},
		"hours":             {record.Header{Date: "2026-03-12"}, 3_750_000, "1:02:30"},
		"unknown":           {record.Header{Clock: "10:00:00"}, -1, ""},
		"of day":            {record.Header{Clock: "10:01:00"}, 360_000, "10:07"},
		"with seconds":      {record.Header{Clock: "10:01:30"}, 0, "10:01:30"},
		"next day":          {record.Header{Clock: "23:50:00", Date: "2026-02-28"}, 1_200_000, "2026-03-01 00:10"},
		"without a date":    {record.Header{Clock: "23:50:00"}, 1_200_000 + 86_400_000, "+2 00:10"},
		"years later":       {record.Header{Clock: "10:00:00", Date: "2020-01-01"}, 5 * 366 * 86_400_000, "2025-01-04 10:00"},
		"an impossible one": {record.Header{Clock: "99:99"}, 1000, "0:01"},
	} {
		t.Run(name, func(t *testing.T) {
			clock := ClockOf(&c.header)
			got := clock.Write(c.ms)
			if got != c.want {
				t.Fatalf("%q, want %q", got, c.want)
			}
			if back, ok := clock.Read(got); c.ms >= 0 && (!ok || back/1000 != c.ms/1000) {
				t.Errorf("%q is read as %d, want %d", got, back, c.ms)
			}
		})
	}
}

func TestDayClockRefuses(t *testing.T) {
	clock := ClockOf(&record.Header{Clock: "10:00:00", Date: "2026-03-12"})
	for _, s := range []string{"", "x", "10", "10:00 10:00", "+x 10:00", "2026-13-01 10:00", "09:59", "25:00", "2026-03-12", "99999999 10:00"} {
		if ms, ok := clock.Read(s); ok {
			t.Errorf("%q is %d", s, ms)
		}
	}
}
