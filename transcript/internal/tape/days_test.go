package tape

import (
	"bufio"
	"strings"
	"testing"
	"time"
)

// The header says when the first message was sent, and notes say where the date changes.
func TestDays(t *testing.T) {
	at := func(s string) int64 {
		when, err := time.Parse("2006-01-02 15:04:05", s)
		if err != nil {
			t.Fatal(err)
		}
		return when.UnixMilli()
	}
	for _, c := range []struct {
		name string
		days Days
		want string
	}{
		{"dated", Days{}, "h date=2024-02-28 h time=23:59 h clock=23:59:30 n 2024-02-29 n 2024-05-01 n 2024-02-28"},
		{"undated", Days{Undated: true}, "h time=23:59 h clock=23:59:30"},
		{"in a recording", Days{Elapsed: true}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b strings.Builder
			out := &Tape{Writer: bufio.NewWriter(&b)}
			for _, m := range []struct {
				sent string
				want int64
			}{
				{"2024-02-28 23:59:30", 0}, {"2024-02-28 23:59:31", 1000}, {"2024-02-29 00:00:00", 30_000},
				{"2024-02-29 00:00:00", 30_000}, {"2024-05-01 00:00:00", 5_356_830_000}, // weeks later
				{"2024-02-28 23:59:00", -1}, // before the first
			} {
				if got := c.days.At(out, at(m.sent), 1); got != m.want {
					t.Errorf("%s starts at %d, want %d", m.sent, got, m.want)
				}
			}
			out.Writer.Flush()
			var got []string
			for line := range strings.Lines(b.String()) {
				m, _ := ReadMark([]byte(line))
				s := string(m.Kind) + " "
				if len(m.Label) > 0 {
					s += string(m.Label) + "="
				}
				got = append(got, s+strings.TrimSpace(line[m.Size:]))
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("writes %q, want %q", s, c.want)
			}
		})
	}
}
