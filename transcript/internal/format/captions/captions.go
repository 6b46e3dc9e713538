package captions

import (
	"bytes"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/tape"
)

// Captions come as cues: some lines of text with a start and an end. What is
// common to the formats that have them is here.

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

// maxCue is how long a cue is taken at once, in bytes. A longer one comes in
// pieces.
const maxCue = 256 << 10

// captions takes cues down that name speakers in their text, if at all. It
// leaves out the lines of rolling captions that were there before.
type captions struct {
	out     *tape.Tape
	before  []byte // text of the cue before, a line each
	buf     []byte
	until   int64 // milliseconds at which it ended
	rolling bool  // lines come back in the next cue
	ends    endings
}

// show takes down a cue; each line of text ends in '\n' but the last.
func (c *captions) show(s tape.Stretch, text []byte) {
	text = bytes.TrimSpace(text)
	if len(text) == 0 {
		return
	}
	fresh := text[c.repeated(s, text):]
	c.before, c.until = append(c.before[:0], text...), s.End
	c.buf = c.buf[:0]
	kind := tape.MarkCue
	for len(fresh) > 0 {
		line := fresh
		if k := bytes.IndexByte(fresh, '\n'); k >= 0 {
			line, fresh = fresh[:k], fresh[k+1:]
		} else {
			fresh = nil
		}
		line = bytes.TrimSpace(line)
		n := label.Changes(line)
		if n > 0 || len(c.buf) > 0 && mayOpen(c.buf, line) {
			c.flush(kind, s)
			kind = tape.MarkCue
		}
		if n > 0 {
			kind = tape.MarkChange
		}
		c.buf = join(c.buf, line)
	}
	c.flush(kind, s)
	c.ends.see(text)
}

func (c *captions) flush(kind tape.MarkKind, s tape.Stretch) {
	if len(c.buf) == 0 {
		return
	}
	said := c.buf
	if kind == tape.MarkChange {
		said = said[label.Changes(said):]
	}
	switch line := string(c.buf); {
	case text.Enclosed(said):
		c.out.Note(s, string(said))
	case kind == tape.MarkChange:
		c.out.Change(s, line)
	default:
		c.out.Cue(s, line)
	}
	c.buf = c.buf[:0]
}

// What tells rolling captions, which show a line twice: first as the last,
// then above the next.
const (
	rollGap  = 50 // milliseconds at most between such cues, and of a cue that only repeats
	rollText = 8  // bytes at least of the first line that is taken for a repeated one
)

// repeated returns how many bytes at the start of text the cue before ended
// with, line by line.
func (c *captions) repeated(s tape.Stretch, text []byte) int {
	if len(c.before) == 0 || s.Start < 0 || c.until < 0 || s.Start-c.until > rollGap || s.Start < c.until-rollGap && !c.rolling {
		return 0
	}
	n := overlap(c.before, text)
	switch {
	case n == 0 || c.rolling:
	case n < len(text) && n > rollText || n == len(text) && s.End-s.Start <= rollGap:
		c.rolling = true
	default:
		return 0
	}
	return n
}

// overlap returns how many bytes of whole lines at the start of text stand at
// the end of before.
func overlap(before, b []byte) int {
	line, _, _ := bytes.Cut(b, text.Newline)
	for from := 0; from < len(before); {
		rest := before[from:]
		if bytes.HasPrefix(rest, line) && len(rest) <= len(b) && bytes.HasPrefix(b, rest) &&
			(len(rest) == len(b) || b[len(rest)] == '\n') {
			return len(rest)
		}
		k := bytes.IndexByte(rest, '\n')
		if k < 0 {
			break
		}
		from += k + 1
	}
	return 0
}

// mayOpen reports whether a line of a cue may be somebody else's than those
// before: a sentence ends there, and a name may follow.
func mayOpen(before, line []byte) bool {
	return bytes.IndexByte(line, ':') > 0 && text.EndsSentence(string(before[max(0, len(before)-16):]))
}

// join appends a line to a text, with a blank between.
func join(text, line []byte) []byte {
	if len(text) > 0 && len(line) > 0 {
		text = append(text, ' ')
	}
	return append(text, line...)
}

// endings is how cues end, which tells whether the last one was cut.
type endings struct {
	cues  int
	whole int  // of them, ended a sentence or a tag
	last  bool // the last one did
}

// see counts the end of a cue.
func (e *endings) see(b []byte) {
	e.cues++
	tail := b[max(0, len(b)-16):]
	if e.last = len(tail) > 0 && tail[len(tail)-1] == '>' || text.EndsSentence(string(tail)); e.last {
		e.whole++
	}
}

// broken reports whether the last cue ends in the middle of a sentence where
// all others end with one: of a source that ends in the middle of a line,
// that is because it was cut.
func (e *endings) broken() bool { return e.cues > 3 && !e.last && e.whole == e.cues-1 }

// cutCue is what is said of captions that were cut.
const cutCue = "the file ends in the middle of a cue"
