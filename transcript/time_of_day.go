package transcript

import (
	"strconv"
	"strings"
)

// timeOfDay reads a time of day: 11:30, 11:30:00, or the end of
// 2024-10-01T11:30:00Z. It returns milliseconds since midnight, -1 for what is
// none.
func timeOfDay(s string) int64 {
	s = strings.TrimSpace(s)
	s = s[strings.IndexByte(s, 'T')+1:]
	if k := strings.IndexAny(s, "Z+-"); k >= 0 {
		s = s[:k]
	}
	parts := strings.Split(s, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return -1
	}
	ms := 0.0
	for i, p := range parts {
		f, err := strconv.ParseFloat(p, 64)
		if err != nil || f < 0 || f >= 60 {
			return -1
		}
		ms += f * [...]float64{3600e3, 60e3, 1e3}[i]
	}
	return int64(ms)
}
