package tape

import (
	"bytes"

	"verbatim/internal/text"
)

// Drafts are lines for a tape that are formatted before it is known what they open. A
// format drafts the lines of many cues concurrently (see Ahead), and passes them to the
// tape in the order of the source. The tape then sets the kind of each line. It only
// formats a line again if it needs another speaker in the mark.
type Drafts struct {
	Buf    []byte // the lines, the last of which may be open
	text   int    // start of the text of the open line
	open   Draft
	Even   bool // the text of the open line has no line break
	fields fields
}

// A Draft is a line of Drafts.
type Draft struct {
	lines          *Drafts
	from, text, to int32
	size           int32  // bytes of the text, before its line breaks were replaced
	turn           bool   // its mark names a speaker
	label          string // the name of the speaker, "" if it is unknown
}

// Reset drops all lines. Lines that a tape has taken must have been written; see
// Tape.Settle.
func (d *Drafts) Reset() { d.Buf, d.text = d.Buf[:0], 0 }

// Begin opens a line. The caller appends its text to Buf.
func (d *Drafts) Begin(s Stretch) {
	d.open = Draft{lines: d, from: int32(len(d.Buf))}
	d.Buf = appendMark(d.Buf, markGoesOn, s)
	d.text = len(d.Buf)
}

// BeginTurn opens a line whose mark names a speaker.
func (d *Drafts) BeginTurn(s Stretch, label string) {
	d.Begin(s)
	d.open.turn, d.open.label = true, label
	d.Buf = append(append(d.Buf, d.fields.clean(label)...), MarkEnd, MarkEnd)
	d.text = len(d.Buf)
}

// Text returns the text of the open line. It is empty if no line is open.
func (d *Drafts) Text() []byte { return d.Buf[d.text:] }

// Cut removes n bytes at the start of the text of the open line.
func (d *Drafts) Cut(n int) { d.Buf = append(d.Buf[:d.text], d.Buf[d.text+n:]...) }

// End ends the open line and returns it. The caller must copy it before the next line
// begins.
func (d *Drafts) End() *Draft {
	l := &d.open
	l.text, l.size = int32(d.text), int32(len(d.Buf)-d.text)
	if said := d.Text(); !d.Even && (bytes.IndexByte(said, '\r') >= 0 || bytes.IndexByte(said, '\n') >= 0) {
		d.Buf = append(d.Buf[:d.text], lineBreaks.Replace(string(said))...)
	}
	d.Buf = append(d.Buf, '\n')
	d.text = len(d.Buf)
	l.to = int32(d.text)
	return l
}

// Drop removes the open line.
func (d *Drafts) Drop() {
	d.Buf = d.Buf[:d.open.from]
	d.text = len(d.Buf)
}

// Text returns the text of a line, which has no line breaks on the tape. It is valid until
// the lines are reset.
func (d *Draft) Text() []byte {
	if d.size == 0 {
		return nil
	}
	return d.lines.Buf[d.text : d.to-1]
}

// Empty reports whether a line has no text.
func (d *Draft) Empty() bool { return d.size == 0 }

// fits reports whether the mark of a line is right for these fields.
func (d *Draft) fits(fields []string) bool {
	if len(fields) == 0 {
		return !d.turn
	}
	return d.turn && len(fields) == 2 && fields[0] == d.label && fields[1] == ""
}

// DraftCue writes a draft like Note, Change or Cue, depending on the kind.
func (t *Tape) DraftCue(kind MarkKind, s Stretch, d *Draft) {
	switch w := (words{draft: d}); kind {
	case MarkNote:
		t.note(s, w)
	case MarkChange:
		t.change(s, w)
	default:
		t.cue(s, w)
	}
}

// words are the text of a line, which may be a draft.
type words struct {
	text  string
	draft *Draft
}

// size returns the size in bytes.
func (w words) size() int {
	if w.draft != nil {
		return int(w.draft.size)
	}
	return len(w.text)
}

// stopSeen is how many bytes at the end of a draft are examined for a sentence end.
const stopSeen = 32

// stop reports whether the words end a sentence.
func (w words) stop() bool {
	if w.draft == nil {
		return text.EndsSentence(w.text)
	}
	b := w.draft.Text()
	return text.EndsSentence(string(b[max(0, len(b)-stopSeen):]))
}

// line writes a line. If the mark of a draft fits, it only records the draft, because the
// next draft often follows it in memory.
func (t *Tape) line(kind MarkKind, s Stretch, w words, fields ...string) {
	d := w.draft
	switch {
	case d == nil:
		t.mark(kind, s, fields...)
		t.end(w.text)
	case !d.fits(fields):
		t.mark(kind, s, fields...)
		t.end(string(d.Text()))
	default:
		if t.taken.lines != d.lines || t.taken.to != d.from {
			t.Settle()
			t.taken = *d
		}
		d.lines.Buf[d.from+1] = byte(kind)
		t.taken.to, t.Noted = d.to, kind == MarkNote
	}
}

// Settle writes the recorded drafts, so that their lines can be reset.
func (t *Tape) Settle() {
	if d := &t.taken; d.lines != nil {
		t.Writer.Write(d.lines.Buf[d.from:d.to]) // Flush returns the error
		d.lines = nil
	}
}
