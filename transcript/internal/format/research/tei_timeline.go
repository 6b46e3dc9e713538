package research

import (
	"strconv"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/xml"
)

// A timeline maps the ids of points in a recording to their times.
type timeline struct {
	points map[string]int64 // milliseconds
	unit   float64          // milliseconds per unit of an interval
}

func (t *timeline) open(e *xml.Element) {
	if t.points == nil {
		t.points, t.unit = map[string]int64{}, 1000
	}
	switch {
	case e.Name == "timeline":
		if e.Attr("unit") == "ms" {
			t.unit = 1
		}
		return
	case len(t.points) >= 1<<20:
		return
	}
	ms := int64(0)
	if since, err := strconv.ParseFloat(e.Attr("interval"), 64); err == nil && since >= 0 && since*t.unit < 1<<31 {
		ms = t.points[reference(e.Attr("since"))] + int64(since*t.unit+0.5)
	} else if at := text.TimeOfDay(e.Attr("absolute")); at >= 0 {
		ms = at
	}
	t.points[e.Attr("id")] = ms
}

// at returns the time in an attribute in milliseconds, or -1. The attribute is a point of
// the timeline, a number of seconds, or a clock time.
func (t *timeline) at(s string) int64 {
	if s = strings.TrimSpace(s); s == "" {
		return -1
	}
	if ms, ok := t.points[reference(s)]; ok {
		return ms
	}
	if f, err := strconv.ParseFloat(strings.TrimSuffix(s, "s"), 64); err == nil && f >= 0 && f < 1<<21 {
		return int64(f*1000 + 0.5)
	}
	return text.TimeOfDay(s)
}
