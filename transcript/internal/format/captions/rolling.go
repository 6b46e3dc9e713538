package captions

import (
	"bytes"

	"verbatim/internal/text"
	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/tape"
)

// Captions come as cues: some lines of text with a start and an end. What is
// common to the formats that have them is here.

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
