package captions

import (
	"bytes"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// rows reads the lines of captions, which end in CR, LF or CR LF, sometimes mixed in one
// file. The lines come from an input or, if that is nil, from data.
type rows struct {
	in   *tape.Input
	data []byte // not read so far
	rest []byte // of the line that the input returned: the bytes after a CR
	some bool   // rest is a line, although it may be empty
	line int64  // number of the last line returned, from 1
	last []byte
	held bool // next returns the last line again
}

// next returns the next line, without its end and without a byte order mark, or
// a piece of a line that is too long for one call. The line is valid until the
// next call.
func (r *rows) next() (line []byte, ok bool, err error) {
	if r.held {
		r.held = false
		return r.last, true, nil
	}
	goesOn := false
	switch {
	case r.some:
	case r.in == nil:
		if len(r.data) == 0 {
			return nil, false, nil
		}
		r.rest, r.data, _ = bytes.Cut(r.data, text.Newline)
		if n := len(r.rest); n > 0 && r.rest[n-1] == '\r' {
			r.rest = r.rest[:n-1]
		}
	default:
		goesOn = r.in.More
		if r.rest, ok, err = r.in.ReadLine(); !ok {
			return nil, false, err
		}
		if r.in.More {
			r.rest = bytes.TrimRight(r.rest, " \t")
		}
		if r.line == 0 {
			r.rest = bytes.TrimPrefix(r.rest, text.BOM)
		}
	}
	if !goesOn {
		r.line++
	}
	r.last, r.rest, r.some = r.rest, nil, false
	if k := bytes.IndexByte(r.last, '\r'); k >= 0 {
		r.last, r.rest, r.some = r.last[:k], r.last[k+1:], true
	}
	return r.last, true, nil
}

// each calls do for each line, and for each piece of a line that is too long for one call
// of next. more is set for all pieces of a line but the first. It returns the first error.
func (r *rows) each(do func(line []byte, more bool) error) error {
	for last := int64(0); ; last = r.line {
		line, ok, err := r.next()
		if err != nil || !ok {
			return err
		}
		if err := do(line, r.line == last); err != nil {
			return err
		}
	}
}

// again makes next return the last line again.
func (r *rows) again() { r.held = true }

// open reports whether the source ends in the last line, without a line end.
func (r *rows) open() bool { return r.in != nil && r.in.Open && !r.some }

// within reports whether more of the current line follows, or the last line is returned
// again.
func (r *rows) within() bool { return r.held || r.some || r.in.InLine() }

// looseTimes reads a line of times as written by programs that follow no specification:
// with a comma, a full stop or nothing before the fraction, with or without hours, and with
// anything after the times.
func looseTimes(line []byte) (s tape.Stretch, ok bool) {
	s, rest, ok := cueTimes(&text.CueClock, line)
	return s, ok && (len(rest) == 0 || rest[0] == ' ' || rest[0] == '\t')
}

// cueTimes reads two times separated by an arrow, and returns the rest of the line.
func cueTimes(clock *text.Clock, line []byte) (s tape.Stretch, rest []byte, ok bool) {
	line = text.SkipBlanks(line)
	start, n := clock.Read(line)
	if n == 0 {
		return s, nil, false
	}
	if line, ok = bytes.CutPrefix(text.SkipBlanks(line[n:]), arrow); !ok {
		return s, nil, false
	}
	line = text.SkipBlanks(line)
	end, n := clock.Read(line)
	s.Start, s.End = start, end
	return s, line[n:], n > 0
}

// noTimes returns the error for a line that should contain times. It quotes up to 80 bytes
// of it.
func noTimes(line []byte) string {
	return "no times: " + strings.ToValidUTF8(string(line[:min(len(line), 80)]), "\uFFFD")
}

var arrow = []byte("-->")
