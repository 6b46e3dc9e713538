package captions

import (
	"bytes"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
)

// SRT is the format of SubRip, which has no specification: a number, a line of times, lines
// of text, a blank line. Everything but the times may be missing.
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

// An srtReader makes cues of lines, by these rules:
//
//  1. A line with an arrow begins a cue. If its times are invalid, the cue is
//     reported and its text dropped.
//  2. A line of digits is the number of the next cue if times follow it, otherwise text. It
//     may follow a blank line, or the text of a numbered cue.
//  3. A blank line does not end a cue: programs write blank lines within text.
//  4. Text after a blank line and the next number in sequence is a cue without times.
type srtReader struct {
	rows   rows
	lost   func(line int64, why string)
	say    func(*cue)
	said   cue // the argument of the last call of say
	at     tape.Stretch
	text   []byte
	number []byte // a line that may be the number of the next cue, or empty
	last   int64  // number of the current cue, 0 if it has none
	blank  bool   // the previous line is blank
	timed  bool   // the times are valid: lines of text follow
	cue    int64  // line of the last times
}

func rewriteSRT(in *tape.Input, out *tape.Tape) error { return readSRT(in, out, sectionSize) }

// readSRT writes the cues. It reads long sources in sections of up to size bytes.
func readSRT(in *tape.Input, out *tape.Tape, size int64) error {
	show := &voiced{out: out, plain: captions{out: out}}
	r := &srtReader{rows: rows{in: in}, lost: out.Lost, say: show.cue, blank: true}
	in.WhenIdle(r.flush)
	parts := sections{in: in, out: out, rows: &r.rows, show: show, size: size, edge: srtEdge, cues: srtSection}
	for {
		if r.blank && len(r.number) == 0 && r.rows.line > 0 && parts.due() && beginsNumbered(in) {
			r.flush()
			if err := parts.read(); err != nil {
				return err
			}
		}
		line, ok, err := r.rows.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		r.line(bytes.TrimSpace(line))
	}
	return r.ends(in, show.plain.ends.broken)
}

// beginsNumbered reports whether the input continues with a number and times.
func beginsNumbered(in *tape.Input) bool {
	b, _ := in.Peek(in.Buffered())
	return isNumbered(b)
}

// isNumbered reports whether b begins with the number and the times of a cue, on two lines.
func isNumbered(b []byte) bool {
	number, _, _ := numbered(b)
	return number != nil
}

// numbered returns the number and the times at the start of b, and the offset of the text
// after them, if the number and the times are on two lines.
func numbered(b []byte) (number, times []byte, said int) {
	n := bytes.IndexByte(b, '\n')
	if n < 0 || bytes.IndexByte(b[:max(0, n-1)], '\r') >= 0 {
		return nil, nil, 0
	}
	if number = bytes.TrimSpace(b[:n]); !text.IsNumber(number) {
		return nil, nil, 0
	}
	k := bytes.IndexByte(b[n+1:], '\n')
	if k < 0 {
		return nil, nil, 0
	}
	times, _, _ = bytes.Cut(b[n+1:n+1+k], carriage)
	if !bytes.Contains(times, arrow) {
		return nil, nil, 0
	}
	return number, times, n + 1 + k + 1
}

// srtEdge returns the offset of the last number of a cue in b that follows text and a blank
// line, 0 if there is none. Elsewhere a number may be text, or belong to a cue without
// times, which depends on earlier lines.
func srtEdge(b []byte) int {
	for end := len(b); ; {
		after, before := blankBefore(b, end)
		if after == 0 {
			return 0
		}
		line := b[bytes.LastIndexByte(b[:before], '\n')+1 : before]
		line = bytes.TrimSuffix(line, []byte{'\r'})
		if isNumbered(b[after:]) && bytes.IndexByte(line, '\r') < 0 && len(bytes.TrimSpace(line)) > 0 && !text.IsNumber(bytes.TrimSpace(line)) {
			return after
		}
		end = after - 1
	}
}

// srtSection calls say with each cue of a section.
func srtSection(s *section, say func(*cue)) {
	r := &srtReader{rows: rows{data: s.data, line: s.first}, lost: s.lost, say: say, blank: true}
	for {
		if s.even && r.blank && len(r.number) == 0 {
			r.simple(s.lack)
		}
		line, ok, _ := r.rows.next()
		if !ok {
			break
		}
		r.line(bytes.TrimSpace(line))
	}
	r.flush()
}

// simple reads the cues at the start of the lines in memory that have the usual form: a
// number, times and text, before the next number and times. It returns the same cues as
// line, faster. A blank line must precede. lack are the characters that all lines lack.
func (r *srtReader) simple(lack lacks) {
	number, times, from := numbered(r.rows.data)
	for number != nil {
		said, rest, ok := blockOf(r.rows.data, from)
		if !ok || len(said) > maxCue {
			return
		}
		nextNumber, nextTimes, nextFrom := numbered(rest)
		at, timed := looseTimes(bytes.TrimSpace(times))
		lack := lack.closes(said)
		if nextNumber == nil || !timed || !lack.all(lacksClose) && bytes.Contains(said, arrow) || !isSimpleText(said) {
			return
		}
		r.flush()
		r.begins(number, at)
		r.rows.line += 3
		if len(said) > 0 {
			r.said = cue{at: r.at, text: said, lack: lack, srt: true}
			r.say(&r.said)
			r.rows.line += 1 + int64(bytes.Count(said, text.Newline))
		}
		r.rows.data = rest
		number, times, from = nextNumber, nextTimes, nextFrom
	}
}

// begins begins a cue of a number and times in the next two lines.
func (r *srtReader) begins(number []byte, at tape.Stretch) {
	r.last, _, _ = text.Digits(number)
	r.at, r.cue, r.timed = at, r.rows.line+2, true
	r.at.Line = r.cue
}

// isSimpleText reports whether no line of the text is a number or has to be trimmed.
func isSimpleText(b []byte) bool {
	for len(b) > 0 {
		line := b
		if k := bytes.IndexByte(b, '\n'); k >= 0 {
			line, b = b[:k], b[k+1:]
		} else {
			b = nil
		}
		if len(bytes.TrimSpace(line)) != len(line) || text.IsNumber(line) {
			return false
		}
	}
	return true
}

// line reads a trimmed line.
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
		r.lost(r.rows.line-1, noTimes(line))
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

// times begins a cue at a line with an arrow. The number before the line belongs to the
// cue.
func (r *srtReader) times(line []byte) {
	s, ok := looseTimes(line)
	if len(r.number) > 0 {
		r.last, _, _ = text.Digits(r.number)
		r.number = r.number[:0]
	}
	r.flush()
	if r.timed = ok; !ok {
		if !r.rows.open() {
			r.lost(r.rows.line, noTimes(line))
		}
		return
	}
	s.Line, r.cue = r.rows.line, r.rows.line
	r.at = s
}

// follows reports whether line is the next number in sequence.
func (r *srtReader) follows(line []byte) bool {
	n, _, _ := text.Digits(line)
	return n == r.last+1 && r.last > 0
}

// skipped reports whether the next number in sequence is followed by text, so that the cue
// lacks its times.
func (r *srtReader) skipped() bool {
	if !r.blank || !r.follows(r.number) {
		return false
	}
	r.last++
	return true
}

// keep adds a line of digits to the text, because it is not the number of a cue.
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

// flush passes the cue to say.
func (r *srtReader) flush() {
	if len(r.text) > 0 {
		r.said = cue{at: r.at, text: r.text, srt: true}
		r.say(&r.said)
	}
	r.text = r.text[:0]
}

// ends ends the last cue, and returns an error if the source was truncated in it. broken
// reports whether the last cue stops inside a sentence.
func (r *srtReader) ends(in *tape.Input, broken func() bool) error {
	open := r.rows.open()
	cut := len(r.number) > 0 && open || r.timed && len(r.text) == 0 && r.cue == r.rows.line || !r.timed && open
	r.keep()
	r.flush()
	if cut || open && broken() {
		return in.Fails(r.rows.line, cutCue)
	}
	return nil
}
