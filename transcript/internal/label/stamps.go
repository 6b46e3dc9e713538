package label

import (
	"bytes"

	"verbatim/internal/text"
	"verbatim/transcript/internal/naming"
)

// Text with times next to its lines is read as cues, like captions, by these rules:
//
//  1. Times begin or end lines, or are alone on the lines before. They are cues if they
//     rise and most lines have one. If they have dates, the text is a chat, which is not
//     read as cues.
//  2. If a frame with a name fits, the text has turns instead (learn.go), unless many lines
//     name the speaker of the line before: each line with a name is then a cue.
//  3. Times without brackets need more speech after them, because timetables look the same.

// Limits for the choice between cues and turns.
const (
	stampLines  = 3    // minimum number of lines with times
	stampShare  = 0.6  // share of the lines that begin or end with a time
	aloneStamps = 0.28 // share of the lines that are times alone: a cue has one or two lines
	stampRising = 0.8  // share of the times that are not before the previous one
	stampSpeech = 0.3  // share of the texts that are speech, for times in brackets
	bareSpeech  = 0.6  // the same without brackets
	namedShare  = 0.5  // share of the times that have a name next to them, for frames with names
	againShare  = 0.25 // share of the lines of a frame with the speaker of the line before
)

// stampStats is the evidence for times next to the lines of a head.
type stampStats struct {
	open, alone, end int // lines that begin with a time, that are a time, and that end with one
	bare             int // of open and alone: without brackets
	dated            int // of all: with a date
	rising           int // of all: not before the previous one
	speech           int // of all: with speech after it
	last             int32
}

func (s *stampStats) lines() int { return s.open + s.alone + s.end }

// count adds a line. rest is the text after it.
func (s *stampStats) count(line, rest []byte, rs []reading) {
	var at text.Span
	said := line
	switch only, ok := timeOnly(line); {
	case ok:
		if at = only; s.alone > 0 && at.Start == s.last {
			return // the same time in words
		}
		s.alone++
		said = behind(rest, nil).text
	case len(rs) > 0 && rs[0].before && rs[0].sep == 0:
		s.open++
		at, said = rs[0].time, line[rs[0].body:]
	default:
		end, size := stampAtEnd(line)
		if size == 0 {
			return
		}
		s.end++
		at, said = end, line[:len(line)-size]
	}
	if c := bytes.TrimLeft(line, " *>-"); len(c) > 0 && text.IsDigit(c[0]) {
		s.bare++
	}
	if at.Dated {
		s.dated++
	}
	if at.Start >= s.last {
		s.rising++
	}
	if s.last = at.Start; naming.ReadsAsSpeech(said) {
		s.speech++
	}
}

// stampAtEnd returns the time at the end of a line, in number signs or square brackets, and
// its size with the spaces before it.
func stampAtEnd(line []byte) (s text.Span, size int) {
	b := bytes.TrimRight(line, " \t\r")
	if len(b) < 6 || b[len(b)-1] != '#' && b[len(b)-1] != ']' {
		return s, 0
	}
	open := byte('[')
	if b[len(b)-1] == '#' {
		open = '#'
	}
	k := bytes.LastIndexByte(b[:len(b)-1], open)
	if k <= 0 {
		return s, 0
	}
	s, n := text.ReadSpan(b[k:])
	if n != len(b)-k {
		return s, 0
	}
	return s, len(line) - len(bytes.TrimRight(b[:k], " \t"))
}

// Stamps reads the lines of a text with times next to them.
type Stamps struct {
	look looker
	ends bool // times are at the ends of lines
}

// FindStamps returns the reader for a text that begins with head, or nil if it is not one
// of cues.
func FindStamps(head []byte) *Stamps {
	l := learn(head)
	plausible := l.choose()
	p := &profile{clock: -1}
	again := false
	for i := range plausible {
		c := &plausible[i]
		if c.timed() && float64(c.stats.n) >= namedShare*float64(l.stamps.lines()) && l.stamps.end == 0 && !c.again() {
			return nil
		}
		if plain := l.stats[frame{sep: ':'}]; c.again() && c.after && c.sep == ':' && plain != nil && plain.speech > 1 {
			return nil // labels without a time name other speakers
		}
		if c.again() && c.stats.day == 0 && !again {
			again = true
			c.judge(head)
			p.frames, p.only = append(p.frames, *c), c.sep
		}
	}
	if !again && !l.stamped() {
		return nil
	}
	return &Stamps{look: looker{p: p, seen: newSeenLabels()}, ends: l.stamps.end > l.stamps.open+l.stamps.alone}
}

// again reports whether many lines of this frame have the speaker of the line before.
func (c *chosenFrame) again() bool {
	s := c.stats
	same := s.n - 1 - s.alternate
	return c.strong && s.goesOn >= 2 && float64(s.goesOn) >= againShare*float64(s.n) || c.after && same > 0 && float64(same) >= againShare*float64(s.n)
}

// stamped reports whether the times next to lines make cues, by rules 1 and 3.
func (l *learner) stamped() bool {
	s := &l.stamps
	n := float64(s.lines())
	speech := stampSpeech
	if s.bare > 0 && s.alone == 0 {
		speech = bareSpeech
	}
	often := float64(s.open+s.end) >= stampShare*float64(l.lines) || float64(s.alone) >= aloneStamps*float64(l.lines)
	return s.lines() >= stampLines && often && s.dated == 0 && float64(s.rising) >= stampRising*n && float64(s.speech) >= speech*n
}

// A StampedLine is a line of a text with times next to its lines.
type StampedLine struct {
	Time  text.Span
	Timed bool   // it has a time
	Ends  bool   // the time is that of its end
	Who   string // the speaker in the line; "": none
	Text  []byte // without the time and the name; it shares the memory of the line
}

// Read reads a line.
func (s *Stamps) Read(line []byte) StampedLine {
	line = bytes.TrimRight(line, " \t\r")
	if only, ok := timeOnly(line); ok {
		return StampedLine{Time: only, Timed: true}
	}
	l := &s.look
	if len(line) > 2*maxName && !text.IsDigit(line[0]) && bytes.IndexByte([]byte("[(<#*_->"), line[0]) < 0 && !s.ends && (len(l.p.frames) == 0 || l.p.only == '\n') {
		return StampedLine{Text: line} // too long for a name
	}
	l.readings = readings(line[:min(len(line), frameSeen)], l.readings)
	for k := range l.p.frames {
		c := &l.p.frames[k]
		for i := range l.readings {
			r := &l.readings[i]
			if r.frame == c.frame || r.sep == '\n' && c.sep == '\n' && r.quote == c.quote && !r.timed {
				if v := l.filled(k, c, r, line); v.ok && v.who != nil {
					return StampedLine{r.time, r.timed, false, v.who.Label, line[r.body:]}
				}
			}
		}
	}
	if len(l.readings) > 0 && l.readings[0].before && l.readings[0].sep == 0 {
		r := &l.readings[0]
		return StampedLine{Time: r.time, Timed: true, Text: line[r.body:]}
	}
	if at, size := stampAtEnd(line); s.ends && size > 0 {
		return StampedLine{Time: at, Timed: true, Ends: true, Text: line[:len(line)-size]}
	}
	return StampedLine{Text: bytes.TrimSpace(line)}
}

// Ends reports whether times are at the ends of lines.
func (s *Stamps) Ends() bool { return s.ends }
