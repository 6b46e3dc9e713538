package captions

import (
	"bytes"
	"html"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
)

// VTT is WebVTT, the caption format of the web. It is parsed as specified
// (https://www.w3.org/TR/webvtt1/, sections 6.1 and 6.3): an error affects one cue, never
// the whole file.
//
//	WEBVTT - a title
//
//	12
//	00:00:01.000 --> 00:00:04.200 align:start
//	<v Ann Lee>Good morning.</v>
var VTT = format.Format{
	Name: "vtt", Title: "WebVTT captions", Sign: "WEBVTT at the very start",
	Extensions: []string{".vtt", ".webvtt"}, Claims: claimsVTT, Rewrite: rewriteVTT,
}

// VTTSignature is how the first line of a file begins.
const VTTSignature = "WEBVTT"

func claimsVTT(head []byte) bool {
	rest, ok := bytes.CutPrefix(bytes.TrimPrefix(head, text.BOM), []byte(VTTSignature))
	return ok && (len(rest) == 0 || bytes.IndexByte([]byte(" \t\r\n"), rest[0]) >= 0)
}

// A cue is one caption, not parsed.
type cue struct {
	id   []byte
	at   tape.Stretch
	text []byte // lines separated by '\n'
	more bool   // it continues the previous cue, which was too long
	cut  bool   // the source ends in its last line
	lack lacks  // characters that text lacks
	srt  bool   // it is from SubRip, which has other tags, unless a voice has been named
}

// vttCues reads cues from the lines after the first. It follows these rules where files
// differ from the specification:
//
//  1. A block ends at a blank line, at a second line with an arrow, or at an arrow after
//     more than one line.
//
//  2. If the first times of a file are invalid but have commas or are plain seconds, all
//     times of the file are read by looseTimes.
//
//  3. A block without times is reported, unless it is a NOTE, STYLE or REGION.
//
//  4. A cue longer than maxCue is returned in pieces.
//
//  5. A source that ends in a line of times, or in a block without times and
//     without a line end, was truncated.
type vttCues struct {
	rows  rows
	lost  func(line int64, why string)
	cue   cue
	buf   []byte
	id    []byte
	seen  bool  // a line of times has been read
	loose bool  // times are read by looseTimes
	is    bool  // the block is a cue
	open  bool  // the cue continues in another piece
	first int64 // first line of the block
	timed int64 // line of the block with an arrow, 0 if it has none
	cut   int64 // line in which the source was truncated, or 0
}

// header reads the lines before the first blank line or times, and calls take for each.
func (v *vttCues) header(take func(line []byte)) error {
	for {
		line, ok, err := v.rows.next()
		if !ok {
			return err
		}
		if v.rows.line > 1 && bytes.Contains(line, arrow) {
			v.rows.again()
			return nil
		}
		take(line)
		if len(line) == 0 {
			return nil
		}
	}
}

// next reads the next cue into v.cue.
func (v *vttCues) next() (ok bool, err error) {
	for {
		ok, more, err := v.block()
		if ok || err != nil || !more {
			return ok, err
		}
	}
}

// block reads a block, up to a blank line or the next times. ok reports whether it is a
// cue, and more whether the source continues.
func (v *vttCues) block() (ok, more bool, err error) {
	v.buf, v.first, v.timed = v.buf[:0], 0, 0
	v.cue.more, v.cue.cut, v.cue.lack = v.is, false, 0
	more, err = v.lines()
	v.cue.text = v.buf
	ok, v.is = v.is, v.open
	if !ok && err == nil && v.timed == 0 && v.cut == 0 && !isComment(v.buf) {
		v.lost(v.first, noTimes(v.buf))
	}
	return ok, more, err
}

// lines reads the lines of a block.
func (v *vttCues) lines() (more bool, err error) {
	v.open = false
	for n := 1; ; n++ {
		line, some, err := v.rows.next()
		if n == 1 {
			v.first = v.rows.line
		}
		switch {
		case !some:
			if err == nil {
				v.ends()
			}
			return false, err
		case len(line) == 0:
			return true, nil
		case bytes.Contains(line, arrow):
			if v.timed > 0 || n > 2 || v.cue.more {
				v.rows.again()
				return true, nil
			}
			v.timed = v.rows.line
			v.id = append(v.id[:0], v.buf...)
			if v.is = v.times(line); v.is {
				v.cue.id, v.buf = v.id, v.buf[:0]
			}
		default:
			v.add(line)
		}
		if v.is && len(v.buf) > maxCue {
			v.open = true
			return true, nil
		}
	}
}

// soFar returns the text read so far of the open cue, or nil. Later text continues the cue.
func (v *vttCues) soFar() *cue {
	if !v.is || len(v.buf) == 0 {
		return nil
	}
	c := v.cue
	c.text = bytes.Clone(v.buf)
	v.buf, v.cue.more = v.buf[:0], true
	return &c
}

// add appends a line to the block. A block that is not a cue is kept up to
// maxCue bytes.
func (v *vttCues) add(line []byte) {
	if len(v.buf) > maxCue {
		return
	}
	if len(v.buf) > 0 {
		v.buf = append(v.buf, '\n')
	}
	if bytes.IndexByte(line, 0) >= 0 {
		line = bytes.ReplaceAll(line, []byte{0}, []byte("\uFFFD"))
	}
	v.buf = append(v.buf, line...)
}

// times reads a line of times into the cue.
func (v *vttCues) times(line []byte) bool {
	s, ok := vttTimes(line)
	if !ok && (v.loose || !v.seen) {
		s, ok = looseTimes(line)
		ok = ok && (v.loose || bytes.IndexByte(line, ',') >= 0 || bytes.IndexByte(line, ':') < 0)
		v.loose = v.loose || ok
	}
	v.seen = true
	s.Line = v.rows.line
	v.cue.at = s
	if !ok && !v.rows.open() {
		v.lost(v.rows.line, noTimes(line))
	}
	return ok
}

// ends handles the last block of the source.
func (v *vttCues) ends() {
	last := v.rows.line
	switch {
	case v.is && len(v.buf) == 0 && v.timed == last:
		v.cut = last
	case v.is:
		v.cue.cut = v.rows.open()
	case v.rows.open() && (v.timed == last || v.timed == 0 && !isComment(v.buf)):
		v.cut = last
	}
}

// isComment reports whether a block is of a kind without cues.
func isComment(block []byte) bool {
	for _, name := range [...]string{"NOTE", "STYLE", "REGION"} {
		if rest, ok := bytes.CutPrefix(block, []byte(name)); ok && (len(rest) == 0 || bytes.IndexByte([]byte(" \t\n"), rest[0]) >= 0) {
			return true
		}
	}
	return len(block) == 0
}

// vttTimes reads a line of times exactly as specified.
func vttTimes(line []byte) (s tape.Stretch, ok bool) {
	s, _, ok = cueTimes(&text.VTTClock, line)
	return s, ok
}

func rewriteVTT(in *tape.Input, out *tape.Tape) error { return readVTT(in, out, sectionSize) }

// readVTT writes the cues: by voice if cues name voices, otherwise as plain captions. It
// reads long sources in sections of up to size bytes.
func readVTT(in *tape.Input, out *tape.Tape, size int64) error {
	v := &vttCues{rows: rows{in: in}, lost: out.Lost}
	if err := v.header(vttHeader(out)); err != nil {
		return err
	}
	say := voiced{out: out, plain: captions{out: out}}
	in.WhenIdle(func() {
		if c := v.soFar(); c != nil {
			say.cue(c)
		}
	})
	parts := sections{in: in, out: out, rows: &v.rows, show: &say, size: size, edge: vttEdge, cues: v.section}
	for {
		if v.seen && !v.is && parts.due() {
			if err := parts.read(); err != nil {
				return err
			}
		}
		ok, err := v.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		if len(v.cue.text) > 0 {
			say.cue(&v.cue)
		}
		if v.cue.cut && (say.unclosed || say.plain.ends.broken()) {
			v.cut = v.rows.line
		}
	}
	if v.cut > 0 {
		return in.Fails(v.cut, cutCue)
	}
	return nil
}

// vttEdge returns the offset after the last blank line of b, 0 if there is none.
func vttEdge(b []byte) int {
	after, _ := blankBefore(b, len(b))
	return after
}

// section calls say with each cue of a section. It reads times in the form seen before.
func (v *vttCues) section(s *section, say func(*cue)) {
	w := &vttCues{rows: rows{data: s.data, line: s.first}, lost: s.lost, seen: true, loose: v.loose}
	for {
		if s.even {
			w.simple(s.lack, say)
		}
		ok, _ := w.next()
		if !ok {
			break
		}
		if len(w.cue.text) > 0 {
			say(&w.cue)
		}
	}
}

// simple calls say with the cues at the start of the lines in memory that have the usual
// form: times and text, perhaps with an id. It returns the same cues as next, faster. lack
// are the characters that all lines lack.
func (v *vttCues) simple(lack lacks, say func(*cue)) {
	if v.is || v.rows.held {
		return
	}
	for {
		block, rest, ok := blockOf(v.rows.data, 0)
		if !ok || len(block) > maxCue {
			return
		}
		var id []byte
		line, said, _ := bytes.Cut(block, text.Newline)
		at, timed := vttTimes(line)
		at.Line = v.rows.line + 1
		if !timed && len(line) > 0 && !bytes.Contains(line, arrow) {
			id = line
			line, said, _ = bytes.Cut(said, text.Newline)
			at, timed = vttTimes(line)
			at.Line = v.rows.line + 2
		}
		lack := lack.closes(said)
		if !timed || !lack.all(lacksClose) && bytes.Contains(said, arrow) {
			return
		}
		if v.cue = (cue{id: id, at: at, text: said, lack: lack}); len(said) > 0 {
			say(&v.cue)
		}
		v.rows.line += 2 + int64(bytes.Count(block, text.Newline))
		v.rows.data = rest
	}
}

// vttHeader returns a function that finds the title in the header: after the signature, or
// on a line of its own.
func vttHeader(out *tape.Tape) func(line []byte) {
	first := true
	return func(line []byte) {
		text := string(line)
		key, value, named := strings.Cut(text, ":")
		switch {
		case first:
			first = false
			text = strings.Trim(strings.TrimPrefix(text, VTTSignature), " \t-–—:")
			if len(text) > 4 && !strings.Contains(text, "-->") && !strings.Contains(text, "Kind:") && !strings.Contains(text, "Language:") { // another program's metadata
				out.Header("title", html.UnescapeString(text))
			}
		case named && strings.EqualFold(strings.TrimSpace(key), "title"):
			out.Header("title", strings.TrimSpace(value))
		}
	}
}
