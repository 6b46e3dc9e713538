package captions

import (
	"bytes"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
)

// SRT is the format of SubRip, which has no specification: a number, a line of
// times, lines of text, a blank line. Each of them may be missing, except the
// times.
//
//	1
//	00:00:01,000 --> 00:00:04,200
//	Ann Lee: Good morning.
var SRT = format.Format{
	Name: "srt", Title: "SubRip captions", Sign: "00:00:01,000 --> 00:00:04,200 before each caption",
	Extensions: []string{".srt"}, Claims: claimsSRT, Rewrite: rewriteSRT,
}

func claimsSRT(head []byte) bool {
	rest := bytes.TrimLeft(bytes.TrimPrefix(head, text.BOM), "\r\n\t ")
	for n := 0; n < 2; n++ {
		k := bytes.IndexAny(rest, "\r\n")
		if k < 0 {
			return false
		}
		line := bytes.TrimSpace(rest[:k])
		if _, behind, ok := cueTimes(&text.CueClock, line); ok {
			behind = text.SkipBlanks(behind)
			return len(behind) == 0 || bytes.IndexByte(behind, ':') > 0 && behind[0] != '[' // positions of the text
		}
		if !text.IsNumber(line) {
			return false
		}
		rest = bytes.TrimLeft(rest[k:], "\r\n\t ")
	}
	return false
}

// An srtReader makes cues of lines. Rules:
//
//  1. A line with an arrow begins a cue. If its times are invalid, the cue is
//     reported and its text dropped.
//  2. A line of digits is the number of the next cue if times follow, and text
//     otherwise. It may follow a blank line, or the text of a numbered cue.
//  3. A blank line does not end a cue: programs write blank lines within text.
//  4. Text after a blank line and the next number in order is a cue whose times
//     are missing.
type srtReader struct {
	rows   rows
	out    *tape.Tape
	show   voiced
	at     tape.Stretch
	text   []byte
	number []byte // a line that may number the next cue, or empty
	last   int64  // number of the current cue, 0 if it has none
	blank  bool   // the previous line is blank
	timed  bool   // the times were valid: lines of text follow
	cue    int64  // line of the last times
}

func rewriteSRT(in *tape.Input, out *tape.Tape) error {
	r := &srtReader{rows: rows{in: in}, out: out, show: voiced{out: out, plain: captions{out: out}}, blank: true}
	in.WhenIdle(r.flush)
	for {
		line, ok, err := r.rows.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		r.line(bytes.TrimSpace(line))
	}
	return r.ends(in)
}

// line reads a line without blanks around it.
func (r *srtReader) line(line []byte) {
	switch {
	case len(line) == 0:
		if r.last > 0 && !r.follows(r.number) {
			r.keep()
		}
		r.blank = true
		return
	case bytes.Contains(line, arrow):
		r.times(line)
	case len(r.number) > 0 && r.skipped():
		r.flush()
		r.out.Lost(r.rows.line-1, noTimes(line))
		r.timed, r.number = false, r.number[:0]
	case text.IsNumber(line) && (r.blank || r.last > 0):
		r.keep()
		r.number = append(r.number[:0], line...)
		return
	default:
		r.keep()
		r.add(line)
	}
	r.blank = false
}

// times begins a cue with a line that has an arrow. The number before it
// belongs to this cue.
func (r *srtReader) times(line []byte) {
	s, ok := looseTimes(line)
	if len(r.number) > 0 {
		r.last, _, _ = text.Digits(r.number)
		r.number = r.number[:0]
	}
	r.flush()
	if r.timed = ok; !ok {
		if !r.rows.open() {
			r.out.Lost(r.rows.line, noTimes(line))
		}
		return
	}
	s.Line, r.cue = r.rows.line, r.rows.line
	r.at = s
}

// follows reports whether line is the number after that of the current cue.
func (r *srtReader) follows(line []byte) bool {
	n, _, _ := text.Digits(line)
	return n == r.last+1 && r.last > 0
}

// skipped reports whether a number in order is followed by text: this cue lacks
// its times.
func (r *srtReader) skipped() bool {
	if !r.blank || !r.follows(r.number) {
		return false
	}
	r.last++
	return true
}

// keep adds a line of digits to the text, for it did not number a cue.
func (r *srtReader) keep() {
	if len(r.number) > 0 {
		r.add(r.number)
		r.number = r.number[:0]
	}
}

// add adds a line to the text of the cue.
func (r *srtReader) add(line []byte) {
	if !r.timed {
		return // the cue was dropped
	}
	if len(r.text) > maxCue {
		r.flush()
	}
	if len(r.text) > 0 {
		r.text = append(r.text, '\n')
	}
	r.text = append(r.text, line...)
}

// flush writes the cue.
func (r *srtReader) flush() {
	switch {
	case len(r.text) == 0:
	case r.show.begun || bytes.Contains(r.text, []byte("<v")): // converted from WebVTT
		r.show.cue(&cue{at: r.at, text: r.text})
	default:
		r.show.plain.show(r.at, Untagged(r.text))
	}
	r.text = r.text[:0]
}

// ends writes the last cue, and returns an error if the source was truncated in
// it.
func (r *srtReader) ends(in *tape.Input) error {
	open := r.rows.open()
	cut := len(r.number) > 0 && open || r.timed && len(r.text) == 0 && r.cue == r.rows.line || !r.timed && open
	r.keep()
	r.flush()
	if cut || open && r.show.plain.ends.broken() {
		return in.Fails(r.rows.line, cutCue)
	}
	return nil
}
