package tape

import (
	"time"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
)

// Days writes the dates of the messages of a chat to a tape: the date and the time of the
// first message to the header, and a note with the date whenever the day changes. The zero
// Days is ready to use.
type Days struct {
	Undated bool // the times are known, but the dates are not
	Elapsed bool // the times count from the start of a recording

	begun bool
	first int64  // time of the first message
	day   string // of the last message
}

// At returns the start of a message for a Stretch, in milliseconds since the first message,
// or -1 if it is before the first. ms is the time of the message in milliseconds since
// 1970, on the clock of the chat. line is its line in the source.
// line in the source.
//
// The first call writes the header, so it must come before notes and turns.
func (d *Days) At(out *Tape, ms, line int64) int64 {
	when := time.UnixMilli(ms).UTC()
	day := when.Format(time.DateOnly)
	switch {
	case !d.begun:
		d.begun, d.first, d.day = true, ms, day
		d.header(out, ms)
	case day != d.day:
		d.day = day
		if !d.Undated && !d.Elapsed {
			out.Note(Untimed(line), day)
		}
	}
	return max(ms-d.first, -1)
}

// header writes when the first message was sent.
func (d *Days) header(out *Tape, ms int64) {
	if d.Elapsed {
		return
	}
	if !d.Undated {
		out.Header(dialect.Date, d.day)
	}
	ms = (ms%text.Day + text.Day) % text.Day
	out.Header(dialect.Time, text.FormatTime(ms))
	out.Header(dialect.Clock, text.FormatClock(ms))
}
