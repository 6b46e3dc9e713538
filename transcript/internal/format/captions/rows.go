package captions

import (
	"bytes"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// rows reads the lines of captions, which may end in CR, LF or both, each
// file in its own mixture.
type rows struct {
	in   *tape.Input
	rest []byte // of what the input took for a line: goes on after a CR
	some bool   // there is such a rest, maybe an empty one
	line int64  // number, from 1, of the line returned last
	last []byte
	held bool // last is to be returned once more
}

// next returns the next line, without its end and a byte order mark, or a piece
// of one that is too long to be returned at once. It is good until the next
// call.
func (r *rows) next() (line []byte, ok bool, err error) {
	if r.held {
		r.held = false
		return r.last, true, nil
	}
	goesOn := false
	if !r.some {
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

// again has the line that was returned last returned once more.
func (r *rows) again() { r.held = true }

// open reports whether the line returned last has no end: the source ends in
// it.
func (r *rows) open() bool { return r.in.Open && !r.some }

// looseTimes reads a line of times as programs write them that know no
// specification: a comma or a full stop before the fraction or none, hours or
// none, anything after the times.
func looseTimes(line []byte) (s tape.Stretch, ok bool) {
	s, rest, ok := cueTimes(&text.CueClock, line)
	return s, ok && (len(rest) == 0 || rest[0] == ' ' || rest[0] == '\t')
}

// cueTimes reads two times with an arrow between, and returns what follows.
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

// noTimes says that a line has no times where it should.
func noTimes(line []byte) string {
	return "no times: " + strings.ToValidUTF8(string(line[:min(len(line), 80)]), "\uFFFD")
}

var arrow = []byte("-->")
