package captions

import (
	"bytes"

	"verbatim/internal/text"
	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/tape"
)

// Roll-up captions show a line twice: as the last line of one cue, then above
// the new line of the next. Rules:
//
//  1. Whole lines at the start of a cue are dropped if the cue before ended with
//     the same lines (overlap).
//  2. The two cues must follow each other within rollGap. Once captions are known
//     to roll up, they may also overlap in time.
//  3. One repeated line is evidence that captions roll up if more text follows
//     and the repetition is longer than rollText, or if the cue only repeats and
//     lasts at most rollGap. Until then nothing is dropped.
//  4. Timestamps within a WebVTT cue are evidence as well.
//  5. The lines of a cue are joined into one, which ends at a sign of a
//     change of speaker, wherever it stands, and after a sentence if a name may
//     follow.

// maxCue is how many bytes of a cue are read at once. A longer cue comes in
// pieces.
const maxCue = 256 << 10

// captions writes cues whose speakers are named in the text or not at all. It
// drops the lines that roll-up captions repeat.
type captions struct {
	out     *tape.Tape
	before  []byte // text of the previous cue, with '\n' between its lines
	buf     []byte
	until   int64 // its end, in milliseconds; -1 is unknown
	rolling bool  // captions are known to roll up
	changed bool  // the speaker changes before the next text
	ends    endings
}

// show writes a cue. Lines of text end in '\n', except the last.
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
		for line = bytes.TrimSpace(line); len(line) > 0; {
			at, size := changeInside(line)
			kind = c.piece(kind, s, bytes.TrimSpace(line[:at]))
			if size > 0 {
				c.flush(kind, s)
				kind, c.changed = tape.MarkCue, true
			}
			line = bytes.TrimSpace(line[at+size:])
		}
	}
	c.flush(kind, s)
	c.ends.see(text)
}

// piece adds a line, or the part of one up to a sign of a change, to a cue of the
// given kind, and returns the kind of the cue that it is in.
func (c *captions) piece(kind tape.MarkKind, s tape.Stretch, line []byte) tape.MarkKind {
	if len(line) == 0 {
		return kind
	}
	n := label.Changes(line)
	if n > 0 || len(c.buf) > 0 && mayOpen(c.buf, line) {
		c.flush(kind, s)
		kind = tape.MarkCue
	}
	if n > 0 || c.changed {
		kind, c.changed = tape.MarkChange, false
	}
	c.buf = join(c.buf, line)
	return kind
}

// turnMark is what speech recognisers write where the speaker changes.
var turnMark = []byte("[SPEAKER_TURN]")

// changeInside returns where the part of a line ends before which the speaker does
// not change, and the size of the mark there that is not shown: the signs >> and ->>
// open the next part themselves. Without a change it returns the length of the line.
func changeInside(line []byte) (at, size int) {
	at = len(line)
	for from := 0; ; {
		k := bytes.Index(line[from:], changeSign)
		if k < 0 {
			break
		}
		k += from
		run := k + len(line[k:]) - len(bytes.TrimLeft(line[k:], "->"))
		for k > from && (line[k-1] == '-' || line[k-1] == '>') {
			k--
		}
		if from = run; k > 0 && line[k-1] == ' ' && label.Changes(line[k:]) > 0 {
			at = k
			break
		}
	}
	if k := bytes.Index(line[:at], turnMark); k >= 0 {
		return k, len(turnMark)
	}
	return at, 0
}

var changeSign = []byte(">>")

// flush writes the lines that were joined: as a note if brackets enclose them
// all.
func (c *captions) flush(kind tape.MarkKind, s tape.Stretch) {
	if len(c.buf) == 0 {
		return
	}
	said := c.buf
	if kind == tape.MarkChange {
		said = said[label.Changes(said):]
	}
	switch line := string(c.buf); {
	case text.Enclosed(said), isSung(said):
		c.out.Note(s, string(said))
		c.changed = c.changed || kind == tape.MarkChange && label.Changes(c.buf) == 0
	case kind == tape.MarkChange:
		c.out.Change(s, line)
	default:
		c.out.Cue(s, line)
	}
	c.buf = c.buf[:0]
}

// isSung reports whether notes of music enclose a line.
func isSung(line []byte) bool {
	return bytes.HasPrefix(line, []byte("♪")) && bytes.HasSuffix(line, []byte("♪")) && len(line) > len("♪")
}

// Limits of the rules of roll-up captions.
const (
	rollGap  = 50 // milliseconds between two such cues, and of a cue that only repeats, at most
	rollText = 8  // bytes of the first repetition, at least
)

// repeated returns how many bytes at the start of text repeat lines of the
// previous cue.
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

// overlap returns the length of the whole lines at the start of b with which
// before ends, in bytes.
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

// mayOpen reports whether another speaker may begin with line: the text before
// ends a sentence, and line has a colon.
func mayOpen(before, line []byte) bool {
	return bytes.IndexByte(line, ':') > 0 && text.EndsSentence(string(before[max(0, len(before)-16):]))
}

// join appends line to text, with a blank between them.
func join(text, line []byte) []byte {
	if len(text) > 0 && len(line) > 0 {
		text = append(text, ' ')
	}
	return append(text, line...)
}
