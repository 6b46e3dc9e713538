package dialect

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"verbatim/internal/text"
	"verbatim/transcript/internal/record"
)

// A DayClock formats and parses the times of turns: as time since the start of the
// recording, 0:12 and 1:02:30, or as times of day if the source has these:
type DayClock struct {
	OfDay bool
	start int64     // milliseconds since midnight at time 0
	date  time.Time // of time 0, zero if unknown
}

// ClockOf returns the clock of a document with this header.
func ClockOf(h *record.Header) (c DayClock) {
	start := text.TimeOfDay(h.Clock)
	if h.Clock == "" || start < 0 {
		return c
	}
	c.OfDay, c.start = true, start
	c.date, _ = time.Parse(time.DateOnly, h.Date)
	return c
}

// Write formats a time in milliseconds since time 0. It returns "" for -1.
func (c *DayClock) Write(ms int64) string {
	switch {
	case ms < 0:
		return ""
	case !c.OfDay:
		return elapsed(ms / 1000)
	}
	t := c.start + ms
	days, seconds := int(t/text.Day), t%text.Day/1000
	s := fmt.Sprintf("%02d:%02d", seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		s += fmt.Sprintf(":%02d", seconds%60)
	}
	switch {
	case days == 0:
		return s
	case c.date.IsZero():
		return "+" + strconv.Itoa(days) + " " + s
	}
	return c.date.AddDate(0, 0, days).Format(time.DateOnly) + " " + s
}

// elapsed formats seconds as 0:12 or 1:02:30.
func elapsed(s int64) string {
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}

// Read parses what Write returns. ok is false for anything else.
func (c *DayClock) Read(s string) (ms int64, ok bool) {
	day := int64(0)
	if c.OfDay {
		if before, after, cut := strings.Cut(s, " "); cut {
			n, err := strconv.ParseUint(strings.TrimPrefix(before, "+"), 10, 16)
			if date, e := time.Parse(time.DateOnly, before); e == nil && !c.date.IsZero() {
				n, err = uint64(max(0, date.Sub(c.date)/(24*time.Hour))), nil
			}
			if err != nil {
				return 0, false
			}
			day, s = int64(n)*text.Day, after
		}
		t := text.TimeOfDay(s)
		since := t + day - c.start
		return since, t >= 0 && t < text.Day && since >= 0
	}
	n, ok := text.CueClock.ReadAll(s)
	return n, ok && n < 1<<31
}

// Since returns the milliseconds from time 0 to the next ofDay, a time of day.
func (c *DayClock) Since(ofDay int64) int64 { return (ofDay - c.start + text.Day) % text.Day }
