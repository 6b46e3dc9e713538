package text

import "testing"

func TestReadSpan(t *testing.T) {
	for _, c := range []struct {
		in         string
		start, end int32
		size       int
		day        bool
	}{
		{"0:12 text", 12_000, -1, 4, false},
		{"1:02:03.5", 3_723_500, -1, 9, false},
		{"00:00:12,250 x", 12_250, -1, 12, false},
		{"9:02 AM", 32_520_000, -1, 7, true},
		{"12:02 a.m.\n", 120_000, -1, 10, true},
		{"9:20:05 p. m. x", 76_805_000, -1, 13, true},
		{"[3.00s -> 8.50s] x", 3_000, 8_500, 16, false},
		{"[00:00.000 --> 00:06.000]  x", 0, 6_000, 25, false},
		{"00:10:06 - 00:10:11 Ann", 606_000, 611_000, 19, false},
		{"0:12 - Ann", 12_000, -1, 4, false},
		{"1 hour 0 minutes 4 seconds", 3_604_000, -1, 26, false},
		{"1 minute, 2 seconds", 62_000, -1, 19, false},
		{"0 minutes 3 seconds0:03", 3_000, -1, 23, false},
		{"3 minutes later", 180_000, -1, 9, false},
		{"#00:00:12-5#", 12_500, -1, 12, false},
		{"(0:12)", 12_000, -1, 6, false},
		{"[(00:02:03)](https://example.org/?t=1) x", 123_000, -1, 38, false},
		{"[0:12](https://example.org/?t=1) x", 12_000, -1, 32, false},
		{"[19/07/2021 13:34] Ann", 48_840_000, -1, 18, true},
		{"（00:12）", 12_000, -1, 11, false},
		{"12:25pm", 44_700_000, -1, 7, true},
		{"3:1", 0, -1, 0, false},
		{"0:12x", 0, -1, 0, false},
		{"[0:12 x]", 0, -1, 0, false},
		{"12 men", 0, -1, 0, false},
		{"[", 0, -1, 0, false},
		{"2021", 0, -1, 0, false},
	} {
		s, size := ReadSpan([]byte(c.in))
		if size != c.size || size > 0 && (s.Start != c.start || s.End != c.end || s.Day != c.day) {
			t.Errorf("%q: %+v, size %d; want %d %d, size %d, day %v", c.in, s, size, c.start, c.end, c.size, c.day)
		}
	}
}
