package captions

import (
	"bytes"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
)

// SRT is the captions of SubRip, which nobody has specified: a number, a
// line of times, lines of text, a blank line, and any of these may be missing
// but the times.
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
		if _, ok := looseTimes(line); ok {
			return true
		}
		if !text.IsNumber(line) {
			return false
		}
		rest = bytes.TrimLeft(rest[k:], "\r\n\t ")
	}
	return false
}

// An srtReader makes cues of lines.
type srtReader struct {
	rows   rows
	out    *tape.Tape
	show   voiced
	at     tape.Stretch
	text   []byte
	number []byte // a line that may be the number of the next cue; empty: none
	last   int64  // number of the cue
	blank  bool   // the line before is blank
	timed  bool   // times have been read: what comes is text
	cue    int64  // line of the times read last
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

// line takes a line in.
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

// times takes in a line that has an arrow: a cue begins, and the number
// before it is its own.
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

// follows reports whether a line is the number after that of the cue.
func (r *srtReader) follows(line []byte) bool {
	n, _, _ := text.Digits(line)
	return n == r.last+1 && r.last > 0
}

// skipped reports whether a text without times follows a number that counts
// on: a cue that lacks its times.
func (r *srtReader) skipped() bool {
	if !r.blank || !r.follows(r.number) {
		return false
	}
	r.last++
	return true
}

// keep takes a line for text that looked like a number.
func (r *srtReader) keep() {
	if len(r.number) > 0 {
		r.add(r.number)
		r.number = r.number[:0]
	}
}

// add adds a line to the text of the cue.
func (r *srtReader) add(line []byte) {
	if !r.timed {
		return // of a cue that is lost
	}
	if len(r.text) > maxCue {
		r.flush()
	}
	if len(r.text) > 0 {
		r.text = append(r.text, '\n')
	}
	r.text = append(r.text, line...)
}

// flush takes the cue down.
func (r *srtReader) flush() {
	switch {
	case len(r.text) == 0:
	case r.show.begun || bytes.Contains(r.text, []byte("<v")): // made of WebVTT
		r.show.cue(&cue{at: r.at, text: r.text})
	default:
		r.show.plain.show(r.at, Untagged(r.text))
	}
	r.text = r.text[:0]
}

// ends takes the last cue down, and returns an error if it was cut.
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
