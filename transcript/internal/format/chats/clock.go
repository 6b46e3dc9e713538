package chats

import (
	"time"

	"verbatim/internal/text"
)

// A clock computes the times of messages.
type clock struct {
	monthFirst, dayFirst bool      // order in numeric dates, if one of them shows it
	day                  time.Time // of the previous message; zero: unknown
	last                 int64     // time of the previous message; 0: unknown
	stamped              bool      // the last message had a date of its own
	halved               bool      // it had AM or PM
}

// dayOf returns a date of the form 2006-01-02, or zero.
func dayOf(date string) time.Time {
	day, _ := time.Parse(time.DateOnly, date)
	return day
}

// dayOf returns the day in m. ok is false if there is none, or if it is invalid.
func (c *clock) dayOf(m *stamp) (day time.Time, ok bool) {
	switch {
	case m.digits != "":
		monthFirst := c.monthFirst && !c.dayFirst || m.english && !c.dayFirst
		y, mon, d, ok := text.DigitDate(m.digits, monthFirst)
		if !ok {
			return day, false
		}
		date, ok := text.ISODate(y, mon, d)
		return dayOf(date), ok
	case m.day.IsZero() || m.yearly && c.day.IsZero():
		return day, false
	case m.yearly:
		year := c.day.Year()
		if m.day.Month() < c.day.Month() {
			year++
		}
		return time.Date(year, m.day.Month(), m.day.Day(), 0, 0, 0, 0, time.UTC), true
	}
	return m.day, true
}

// turnTo makes day the day of messages without a date. If the number of days since the
// first message is unknown, it uses the next day instead.
func (c *clock) turnTo(day time.Time, undated bool) {
	if undated {
		day = c.day.AddDate(0, 0, 1)
	}
	c.day, c.last = day, 0
}

// start returns the start of a message, and writes a note when the date changes. If a
// message without a date has an earlier time than the previous one, it is on the next day.
func (c *clock) start(r *reader, m *message, line int64) int64 {
	if !m.onClock && !m.elapsed {
		return -1
	}
	if noon := int64(text.Day / 2); m.half == "" && c.halved && c.last%text.Day >= noon && m.ms < noon { // 2:05 after 2:04 PM
		m.ms += noon
	}
	c.halved = m.half != "" || c.halved && !m.dated()
	day, ok := c.dayOf(&m.stamp)
	if c.stamped = ok; ok && !r.days.Undated {
		c.day = day
	} else if c.last > 0 && c.day.UnixMilli()+m.ms < c.last && !m.near {
		c.day = c.day.AddDate(0, 0, 1)
	}
	c.last = c.moment(m)
	return r.days.At(r.out, c.last, line)
}

// moment returns the time of m, in milliseconds since 1970.
func (c *clock) moment(m *message) int64 {
	if c.day.IsZero() {
		c.day = time.UnixMilli(0).UTC()
	}
	return c.day.UnixMilli() + m.ms
}
