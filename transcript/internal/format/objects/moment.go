package objects

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"

	"verbatim/internal/text"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// A moment is a time as a source states it. Its unit may be unknown, and it counts from the
// start of the recording or from 1970.
type moment struct {
	n    float64 // in units; NaN: unknown
	unit float64 // milliseconds per unit; 0: unknown
	at   int64   // milliseconds; -1: use n
}

var never = moment{n: math.NaN(), at: -1}

// known returns a moment in milliseconds.
func known(ms int64) moment { return moment{n: math.NaN(), unit: 1, at: ms} }

func (m moment) unknown() bool { return m.at < 0 && math.IsNaN(m.n) }

// plain reports whether m is a number whose unit is not known.
func (m moment) plain() bool { return m.at < 0 && m.unit == 0 && !math.IsNaN(m.n) }

// ms returns m in milliseconds, -1 if unknown. unit applies to moments that do not state
// one.
func (m moment) ms(unit float64) int64 {
	if m.at >= 0 {
		return m.at
	}
	if m.unit > 0 {
		unit = m.unit
	}
	if n := m.n * unit; n >= 0 && n < 1<<53 {
		return int64(n + 0.5)
	}
	return -1
}

// minWall is the smallest time, in milliseconds, that counts as a time since 1970. It is
// about ten years: no recording is that long.
const minWall = 10 * 365 * text.Day

// readMoment reads a time. unit is the unit of a number, 0 if unknown.
func readMoment(r *json.Reader, unit float64) moment {
	switch r.Peek() {
	case '"':
		return parseMoment(bytes.TrimSpace(r.Quoted(64)), unit)
	case '{':
		return readParted(r)
	}
	return moment{r.Number(), unit, -1}
}

// parseMoment reads a time in a string.
func parseMoment(b []byte, unit float64) moment {
	if f, err := strconv.ParseFloat(string(b), 64); err == nil {
		return moment{f, unit, -1}
	}
	if ms := wallTime(string(b)); ms >= 0 {
		return known(ms)
	}
	if ms := text.Duration(b); ms >= 0 {
		return known(ms)
	}
	if m := isoDuration().FindStringSubmatch(string(b)); m != nil && len(b) > 1 {
		total := 0.0
		for i, unit := range [...]float64{3_600_000, 60_000, 1000} {
			f, _ := strconv.ParseFloat(m[i+1], 64) // an empty part is 0
			total += f * unit
		}
		return known(int64(total + 0.5))
	}
	if m := frames().FindSubmatch(b); m != nil { // hours, minutes, seconds, frames
		b = m[1]
	}
	if span, n := text.ReadSpan(b); n > 0 {
		return known(int64(span.Start))
	}
	return never
}

var (
	isoDuration = text.Regexp(`^(?:PT)?(?:(\d+)[Hh])?(?:(\d+)[Mm])?(?:([\d.]+)[Ss])?$`)
	frames      = text.Regexp(`^(\d\d:\d\d:\d\d)[:;]\d\d$`)
)

// A parted collects a time whose parts are separate fields.
type parted struct {
	total float64 // milliseconds
	some  bool
	other moment
	found bool
}

// partUnits are the units of the parts of a time, in milliseconds.
var partUnits = map[string]float64{"hours": 3_600_000, "minutes": 60_000, "seconds": 1000, "sec": 1000, "milliseconds": 1, "ms": 1, "nanos": 1e-6, "nanoseconds": 1e-6}

// take reads a field, if it is a part of a time.
func (p *parted) take(r *json.Reader, key string) bool {
	unit := partUnits[key]
	switch {
	case unit > 0:
		if f := r.Number(); !math.IsNaN(f) {
			p.total, p.some = p.total+f*unit, true
		}
	case key == "relative" || key == "value" || key == "$date" || key == "$numberLong" || key == "time":
		p.other, p.found = readMoment(r, 0), true
	default:
		return false
	}
	return true
}

func (p *parted) moment() moment {
	switch {
	case p.some:
		return known(int64(p.total + 0.5))
	case p.found:
		return p.other
	}
	return never
}

// readParted reads a time whose parts are fields.
func readParted(r *json.Reader) moment {
	var p parted
	r.Object(func(key string) { p.take(r, key) })
	return p.moment()
}

// wallTime returns a date with a time of day as milliseconds since 1970, ignoring the time
// zone, or -1: 2026-08-16T10:00:00.000Z, Tuesday, May 2, 2023 at 3:04:05 PM.
func wallTime(s string) int64 {
	if len(s) < len("2006-01-02T15:04") || strings.IndexByte(s, ':') < 0 {
		return -1
	}
	for _, layout := range [...]string{"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04"} {
		if len(s) < len(layout) {
			continue
		}
		t, err := time.Parse(layout, s[:len(layout)])
		if err != nil {
			continue
		}
		ms := t.UnixMilli()
		if rest := s[len(layout):]; len(rest) > 1 && rest[0] == '.' {
			k := 1
			for k < len(rest) && text.IsDigit(rest[k]) {
				k++
			}
			if f, err := strconv.ParseFloat("0"+rest[:k], 64); err == nil {
				ms += int64(f*1000 + 0.5)
			}
		}
		return max(ms, -1)
	}
	return wordedTime(s)
}

// wordedTime is wallTime for a date in words.
func wordedTime(s string) int64 {
	words := strings.Fields(strings.NewReplacer(",", " ", "\u202f", " ", "\u00a0", " ").Replace(s))
	date, at, n := text.FindDate(words)
	if n == 0 {
		return -1
	}
	day, err := time.Parse("2006-01-02", date)
	if err != nil {
		return -1
	}
	rest := append(append([]string{}, words[:at]...), words[at+n:]...)
	for i, w := range rest {
		if !text.IsDigit(w[0]) || strings.IndexByte(w, ':') < 0 {
			continue
		}
		if i+1 < len(rest) {
			w += " " + rest[i+1]
		}
		if span, n := text.ReadSpan([]byte("[" + w + "]")); n > 0 {
			return day.UnixMilli() + dayTime(span, w)
		}
		if span, n := text.ReadSpan([]byte("[" + rest[i] + "]")); n > 0 {
			return day.UnixMilli() + dayTime(span, rest[i])
		}
	}
	return -1
}

// dayTime returns a time of day in milliseconds. One of two numbers is read as
// minutes and seconds by text.ReadSpan, unless AM or PM follows.
func dayTime(span text.Span, w string) int64 {
	if !span.Day && strings.Count(w, ":") == 1 {
		return int64(span.Start) * 60 % text.Day
	}
	return int64(span.Start)
}

// start reads a start, or an array or an object of start and end.
func (rr *recordReader) start(r *json.Reader, rec *Record, f field, key string) {
	if r.Is('[') || r.Is('{') {
		rr.times(r, rec)
		return
	}
	m := readMoment(r, f.unit)
	if rec.start.unknown() || m.unit > 0 && rec.start.unit == 0 || rec.inFrames {
		rec.start = m
	}
	rec.inFrames = strings.HasSuffix(key, "offset")
}

// from reads a field named from, and reports whether it is a start. Otherwise it names the
// speaker.
func (rr *recordReader) from(r *json.Reader, rec *Record) bool {
	if text.IsDigit(r.Peek()) && rr.ids {
		rec.called(record.Voice{Label: r.Text()}, "", rankID)
		return true
	}
	if text.IsDigit(r.Peek()) {
		rr.start(r, rec, field{is: isStart}, "from")
		rec.fromID = true
		return true
	}
	if !r.Is('"') {
		return false
	}
	name := r.Text()
	if m := parseMoment([]byte(name), 0); !m.unknown() && strings.IndexByte(name, ':') > 0 {
		rec.start = m
		return true
	}
	rec.called(record.Voice{Label: name}, "", fieldOf("from").rank)
	return true
}

// times reads an array or an object of a start and an end, or of the parts of a start.
func (rr *recordReader) times(r *json.Reader, rec *Record) {
	if r.Is('[') {
		n := 0
		r.Array(func() {
			switch n++; {
			case r.Is('{'):
				if n == 1 {
					rr.times(r, rec)
				}
			case n == 1:
				rec.start = readMoment(r, 0)
			case n == 2:
				rec.end = readMoment(r, 0)
			}
		})
		return
	}
	var parts parted
	start := never
	r.Object(func(key string) {
		switch key {
		case "from":
			start = readMoment(r, 0)
		case "to":
			rec.end = readMoment(r, 0)
		default:
			switch f := rr.field(key); {
			case parts.take(r, key):
			case f.is == isStart:
				start = readMoment(r, f.unit)
			case f.is == isEnd:
				rec.end = readMoment(r, f.unit)
			}
		}
	})
	if start.unknown() {
		start = parts.moment()
	}
	if rec.start.unknown() || start.at >= 0 {
		rec.start = start
	}
}

// span returns the times of a record. unit is the default unit, in milliseconds.
func (rec *Record) span(unit float64) tape.Stretch {
	s := tape.Stretch{Start: rec.start.ms(unit), End: rec.end.ms(unit), Line: rec.line}
	if length := rec.length.ms(unit); s.End < 0 && s.Start >= 0 && length >= 0 {
		s.End = s.Start + length
	}
	return s
}

// units are the possible units of times without a stated unit, in milliseconds, and the
// extra evidence each needs compared to seconds and milliseconds.
var units = [...]struct{ unit, doubt float64 }{
	{1000, 0}, {1, 0}, {1.0 / 16, 1.2}, {1.0 / 8, 1.6}, {1 / 44.1, 1.6}, {1.0 / 48, 1.6}, {1e-3, 1.2}, {1e-4, 1}, {1e-6, 1.2},
}

// speechRate is the approximate number of bytes of text that people speak per second.
const speechRate = 14.0

// unitOf returns the unit in which durations and the sizes of their texts, in bytes, give
// the most natural rate of speech. It returns seconds if a time has a fraction, or if
// nothing else decides. gaps is set if the durations are times from one start to the next.
func unitOf(lengths []float64, sizes []int, fraction, gaps bool) float64 {
	if fraction {
		return 1000
	}
	best, found := 1000.0, math.Inf(1)
	weight := 1.0
	if gaps {
		weight = 3 // silence counts as well
	}
	var total, size float64
	for i, l := range lengths {
		if l > 0 && sizes[i] > 0 {
			total, size = total+l, size+float64(sizes[i])
		}
	}
	if total == 0 {
		return best
	}
	for _, u := range units {
		rate := size / (total * u.unit / 1000)
		if off := math.Abs(math.Log(rate/speechRate)) + weight*u.doubt; off < found {
			best, found = u.unit, off
		}
	}
	return best
}
