package captions

import (
	"bytes"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// Subtitles are captions in one of the formats of older programs, whose lines hold the
// times and the text of a cue:
//
//	[ti:Harbour talk]          {1}{1}25.000                $FontName = Arial
//	[00:00.00]The bridge       {12}{50}The bridge|is shut. 00:00:00:12 , 00:00:02:00 , The bridge
//
// The formats are those of lineStyles.
var Subtitles = format.Format{
	Name: "subtitles", Title: "LRC, MicroDVD, MPL2, SubViewer, QuickTime text, Spruce STL and more",
	Sign:       "[00:01.00] after [ti:...], {12}{50}, [12][50] or 00:00:01:00 , 00:00:02:00 on each line, or the header of the program",
	Extensions: []string{".lrc", ".sub", ".stl", ".mpl", ".tmp", ".asc"},
	Claims:     func(head []byte) bool { return lineStyleOf(head) != nil }, Rewrite: rewriteLines,
}

// lineStyleOf returns the style of a source that begins with head, or nil.
func lineStyleOf(head []byte) *lineStyle {
	head = head[:min(len(head), stampedSeen)]
	for i := range lineStyles {
		if s := &lineStyles[i]; s.claims(head) {
			return s
		}
	}
	return nil
}

// maxSettings is the number of lines that are examined to detect the style.
const maxSettings = 64

// claims reports whether head is in this style. If the style has a head, head must match it
// and contain a cue. Otherwise its first lines must be cues with rising times.
func (s *lineStyle) claims(head []byte) bool {
	if s.head != nil && !s.head().Match(bytes.TrimSpace(bytes.TrimPrefix(head, text.BOM))) {
		return false
	}
	lines := firstLines(head, maxSettings)
	if s.head != nil {
		return slices.ContainsFunc(lines, s.cue().Match)
	}
	r := lineReader{style: s, rate: s.rate}
	cues, last := 0, int64(0)
	for _, line := range lines {
		if s.setting != nil && s.setting().Match(line) {
			continue
		}
		m := s.cue().FindSubmatch(line)
		switch {
		case m == nil && s.below && cues > 0:
			continue
		case m == nil:
			return false
		}
		start, end := r.time(string(m[1])), r.time(string(m[2]))
		if start < last || end >= 0 && end < start {
			return false
		}
		last = start
		if cues++; cues == s.first {
			return true
		}
	}
	return cues > 1
}

// A lineReader makes cues of lines.
type lineReader struct {
	style  *lineStyle
	rate   float64 // units per second
	scaled bool    // the source states the units per second
	offset int64   // milliseconds to subtract from times
	list   *cueList
	at     []int64 // starts of the open cue
	cue    listCue
	text   []byte // of the open cue
	open   bool
}

func rewriteLines(in *tape.Input, out *tape.Tape) error {
	head, err := source.Sniff(in.Src)
	if err != nil {
		return err
	}
	r := &lineReader{style: lineStyleOf(head), list: &cueList{out: out, plain: captions{out: out}}}
	if r.style == nil {
		return in.Fails(1, "no times in a known form")
	}
	r.rate = r.style.rateIn(head)
	in.WhenIdle(func() { r.part(); r.list.flush() })
	rows := rows{in: in}
	err = rows.each(func(line []byte, more bool) error {
		if more {
			r.add(line)
		} else {
			r.line(bytes.TrimSpace(line), rows.line)
		}
		return nil
	})
	if err != nil {
		return err
	}
	cut := rows.open() && r.open && len(r.text) < 2 && r.style.below && r.cue.at.End >= 0
	r.flush()
	r.list.flush()
	if r.list.begin(); cut || rows.open() && r.list.broken() {
		return in.Fails(rows.line, cutCue)
	}
	return nil
}

// line reads a trimmed line.
func (r *lineReader) line(line []byte, n int64) {
	if len(line) == 0 || r.set(line) {
		return
	}
	m := r.style.cue().FindSubmatch(line)
	switch {
	case m != nil:
		r.flush()
		r.begin(m, n)
	case r.style.below:
		r.add(line)
	default:
		r.list.lost(n, noTimes(line))
	}
}

// maxStarts is the maximum number of times that a line is repeated, so that the output is
// not much longer than the source.
const maxStarts = 64

// begin begins the cue of a line with times.
func (r *lineReader) begin(m [][]byte, n int64) {
	r.open, r.cue = true, listCue{at: tape.Stretch{Start: -1, End: r.time(string(m[2])), Line: n}}
	for _, s := range strings.FieldsFunc(string(m[1]), func(c rune) bool { return c == '[' || c == ']' || c == ' ' || c == '\t' }) {
		if start := r.time(s); start >= 0 && len(r.at) < maxStarts {
			r.at = append(r.at, start)
		}
	}
	if len(r.at) == 0 {
		r.open = false
		r.list.lost(n, noTimes(m[0]))
		return
	}
	r.add(m[3])
}

// add adds a line of text to the open cue.
func (r *lineReader) add(line []byte) {
	if !r.open {
		return
	}
	if len(r.text) > maxCue {
		r.part()
	}
	if r.style.tags != nil {
		line = r.style.tags().ReplaceAll(line, nil)
	}
	said := string(Untagged(line))
	if r.style.breaks != "" {
		said = strings.ReplaceAll(said, r.style.breaks, "\n")
	}
	if r.style.italics {
		said = strings.ReplaceAll("\n"+said, "\n/", "\n")
	}
	r.text = append(append(r.text, '\n'), said...)
}

// part adds the text so far of the open cue, which continues.
func (r *lineReader) part() {
	if r.open && len(r.text) > 0 {
		at := r.at
		r.flush()
		r.at, r.open = at, true
	}
}

// flush adds the open cue to the list, once for each of its starts.
func (r *lineReader) flush() {
	if !r.open {
		return
	}
	r.cue.text = string(r.text)
	for _, start := range r.at {
		c := r.cue
		c.at.Start = start
		r.list.add(c)
	}
	r.at, r.text, r.open = nil, r.text[:0], false
}

// time returns a time of the source in milliseconds, -1 if it is invalid.
func (r *lineReader) time(s string) int64 {
	if r.style.colons {
		if k := strings.LastIndexByte(s, ':'); k > 0 && strings.IndexByte(s, '.') < 0 && strings.Count(s, ":") == 2 {
			s = s[:k] + "." + s[k+1:]
		}
	}
	if r.scaled || r.style.frames {
		s = strings.Replace(s, ".", ":", 1)
	}
	ms := frameTime(s, r.rate)
	if ms >= 0 {
		ms = min(max(0, ms-r.offset), maxTime)
	}
	return ms
}

// set stores the values of a line of settings, and reports whether line is one.
func (r *lineReader) set(line []byte) bool {
	if r.style.setting == nil {
		return false
	}
	re := r.style.setting()
	m := re.FindSubmatch(line)
	if m == nil {
		return false
	}
	for i, key := range re.SubexpNames() {
		if len(m[i]) == 0 {
			continue
		}
		value := strings.TrimSpace(string(m[i]))
		switch key {
		case "title":
			r.list.title = value
		case "offset":
			r.offset, _ = strconv.ParseInt(value, 10, 32)
		case "rate", "scale":
			if f, err := strconv.ParseFloat(value, 64); err == nil && f >= 1 && f <= math.MaxInt32 {
				r.rate, r.scaled = f, key == "scale"
			}
		}
	}
	return true
}

// rateIn returns the rate of a source that begins with head. It is higher than the default
// if the number of frames in a timecode requires it.
func (s *lineStyle) rateIn(head []byte) float64 {
	if s.timecode == nil {
		return s.rate
	}
	for _, m := range s.timecode().FindAllSubmatch(head, -1) {
		if n, _, _ := text.Digits(m[1]); float64(n) >= s.rate {
			return 30
		}
	}
	return s.rate
}

// A lineStyle describes a format.
type lineStyle struct {
	name  string
	head  func() *regexp.Regexp // matches the start of a source; nil: the first lines are cues
	first int                   // number of lines that must be cues if head is nil

	// cue matches a line with times: its starts, its end and its text.
	cue func() *regexp.Regexp

	// setting matches a line of settings; nil: the format has none. Its groups title, offset,
	// rate and scale capture the values.
	setting func() *regexp.Regexp

	rate     float64               // frames or other units per second
	timecode func() *regexp.Regexp // captures numbers of frames, which show the rate; nil: not used
	tags     func() *regexp.Regexp // matches tags in the text; nil: as in SRT
	breaks   string                // separates the lines of a text; "": nothing
	italics  bool                  // a slash before a line of text means italics
	below    bool                  // text continues in further lines
	colons   bool                  // the last of two colons is a decimal point
	frames   bool                  // digits after the point are frames
}
