package captions

import (
	"bytes"

	"verbatim/internal/text"
	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/tape"
)

// Roll-up captions show a line twice: as the last line of one cue, then above the new line
// of the next cue. The repetition is dropped by these rules:
//
//  1. Whole lines at the start of a cue are dropped if the cue before ended with
//     the same lines (overlap).
//  2. The two cues must follow each other within rollGap. Once captions are known
//     to roll up, they may also overlap in time.
//  3. One repeated line shows that captions roll up if more text follows and the repetition
//     is longer than rollText, or if the cue contains nothing else and lasts at most
//     rollGap. Until then nothing is dropped.
//  4. So do timestamps inside a WebVTT cue.
//  5. The lines of a cue are joined into one. It ends at any sign of a change of speaker,
//     and after a sentence if a name may follow.

// maxCue is the maximum number of bytes of a cue that are read at once. A longer cue is
// read in pieces.
const maxCue = 256 << 10

// captions writes cues that do not name a speaker outside their text. It drops the lines
// that roll-up captions repeat.
type captions struct {
	out     *tape.Tape
	own     cueParser   // for cues that are shown one at a time
	rest    divider     // for text that depends on the cue before
	lines   tape.Drafts // of rest
	before  []byte      // text of the previous cue, lines separated by '\n'
	kept    []byte      // memory for before
	until   int64       // end of the previous cue, in milliseconds; -1: unknown
	rolling bool        // captions are known to roll up
	changed bool        // the speaker changes before the next text
	ends    endings
}

// show writes a cue. The lines of text are separated by '
// '.
func (c *captions) show(s tape.Stretch, text []byte) {
	c.own.reset()
	c.own.plain(c.own.add(parsedCue{at: s}), text, 0)
	c.write(&c.own, &c.own.list[0])
	c.settle()
}

// settle writes what the tape still refers to, so that the memory can be reused.
func (c *captions) settle() {
	c.out.Settle()
	c.kept = append(c.kept[:0], c.before...)
	c.before = c.kept
}

// write writes a cue that was read as a plain caption.
func (c *captions) write(r *cueParser, s *parsedCue) {
	if len(s.text) == 0 {
		return
	}
	again := c.repeated(s.at, s.text)
	c.before, c.until = s.text, s.at.End
	if again == 0 && !c.changed {
		for i := s.parts.from; i < s.parts.to; i++ {
			p := &r.div.parts[i]
			c.out.DraftCue(p.kind, s.at, &p.line)
		}
		c.changed = s.changes
	} else {
		c.remains(s.at, s.text[again:])
	}
	c.ends.see(s.whole)
}

// remains writes the rest of a cue after a repetition, or a cue before which the speaker
// changes.
func (c *captions) remains(s tape.Stretch, text []byte) {
	d := &c.rest
	d.parts, d.changed = d.parts[:0], c.changed
	c.lines.Reset()
	d.divide(text, s, 0, &c.lines)
	for i := range d.parts {
		c.out.DraftCue(d.parts[i].kind, s, &d.parts[i].line)
	}
	c.out.Settle()
	c.changed = d.changed
}

// A divider splits the text of cues where the speaker changes or may change.
type divider struct {
	parts   []part
	lines   *tape.Drafts // the open line is the part being joined
	at      tape.Stretch
	changed bool // the speaker changes before the next text
}

// A part is text of a cue that is written as one line: speech, or a note.
type part struct {
	kind tape.MarkKind
	line tape.Draft
}

// divide splits the text of a cue into parts and adds their lines to out. It returns the
// number of lines of the text. lack are the characters that the text lacks.
func (d *divider) divide(text []byte, at tape.Stretch, lack lacks, out *tape.Drafts) (lines int) {
	d.at, d.lines = at, out
	kind := tape.MarkCue
	inside := !lack.all(lacksClose|lacksSquare) || !lack.all(lacksEntity)
	d.lines.Even = lack.all(lacksEntity)
	for ; len(text) > 0; lines++ {
		line := text
		if k := bytes.IndexByte(text, '\n'); k >= 0 {
			line, text = text[:k], text[k+1:]
		} else {
			text = nil
		}
		for line = bytes.TrimSpace(line); len(line) > 0; {
			at, size := len(line), 0
			if inside && (bytes.IndexByte(line, '>') >= 0 || bytes.IndexByte(line, '[') >= 0) {
				at, size = changeInside(line)
			}
			kind = d.piece(kind, bytes.TrimSpace(line[:at]))
			if size > 0 {
				d.flush(kind)
				kind, d.changed = tape.MarkCue, true
			}
			line = bytes.TrimSpace(line[at+size:])
		}
	}
	d.flush(kind)
	return lines
}

// piece adds a line, or a piece of one up to a change of speaker, to a part of the given
// kind. It returns the kind of the part that now contains it.
func (d *divider) piece(kind tape.MarkKind, line []byte) tape.MarkKind {
	if len(line) == 0 {
		return kind
	}
	n := label.Changes(line)
	if said := d.lines.Text(); n > 0 || len(said) > 0 && mayOpen(said, line) {
		d.flush(kind)
		kind = tape.MarkCue
	}
	if n > 0 || d.changed {
		kind, d.changed = tape.MarkChange, false
	}
	if len(d.lines.Text()) > 0 {
		d.lines.Buf = append(d.lines.Buf, ' ')
	} else {
		d.lines.Begin(d.at)
	}
	d.lines.Buf = append(d.lines.Buf, line...)
	return kind
}

// flush ends the part. It is a note if brackets enclose all of it.
func (d *divider) flush(kind tape.MarkKind) {
	said, sign := d.lines.Text(), 0
	if len(said) == 0 {
		return
	}
	if kind == tape.MarkChange {
		sign = label.Changes(said)
	}
	if text.Enclosed(said[sign:]) || isSung(said[sign:]) {
		d.changed = d.changed || kind == tape.MarkChange && sign == 0
		kind = tape.MarkNote
		d.lines.Cut(sign)
	}
	d.parts = append(d.parts, part{kind, *d.lines.End()})
}

// turnMark is what speech recognisers write where the speaker changes.
var turnMark = []byte("[SPEAKER_TURN]")

// changeInside returns the offset in a line at which the speaker changes, and the size of
// the mark there that is not shown: >> and ->> open the next part themselves. Without a
// change it returns the length of the line.
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

// isSung reports whether a line is enclosed in notes of music.
func isSung(line []byte) bool {
	return bytes.HasPrefix(line, []byte("♪")) && bytes.HasSuffix(line, []byte("♪")) && len(line) > len("♪")
}

// Limits for roll-up captions.
const (
	rollGap  = 50 // maximum milliseconds between two such cues, and of a cue that only repeats
	rollText = 8  // minimum bytes of the first repetition
)

// repeated returns the number of bytes at the start of text that repeat the previous cue.
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

// overlap returns the size in bytes of the longest run of whole lines that ends before and
// begins b.
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

// mayOpen reports whether line may begin with another speaker: the text before it ends a
// sentence, and line has a colon.
func mayOpen(before, line []byte) bool {
	return bytes.IndexByte(line, ':') > 0 && text.EndsSentence(string(before[max(0, len(before)-16):]))
}
