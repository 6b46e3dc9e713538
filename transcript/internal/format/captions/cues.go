package captions

import (
	"bytes"
	"slices"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// A listCue is a cue with the speaker that the source names separately from the text.
type listCue struct {
	who  string // "": none, but the text may name one
	at   tape.Stretch
	text string // lines separated by '\n'; "": only ends the cue before
	note bool   // a sound or a description, not speech
}

// A cueList writes the cues of a source that may be out of order, by these rules:
//
//  1. Cues are sorted by start. Cues with the same start keep their order.
//  2. A cue without an end lasts until the next one begins.
//  3. A cue with the same text and times as another is dropped: it is a shadow or outline.
//  4. A cue with a speaker continues the turn of that speaker. A cue without one is written
//     as a plain caption, in a new turn if the cue before has a speaker.
//  5. If the text begins with the speaker's name, it is removed.
//  6. A cue in brackets is a note if the speaker does not change.
type cueList struct {
	out   *tape.Tape
	plain captions
	title string
	begun bool // the header has been written
	held  []listCue
	size  int  // bytes of text in held
	named bool // the last cue had a speaker
}

// maxHeld is the maximum number of bytes of cues that are held to be sorted. A longer
// source is sorted in parts of this size.
const maxHeld = 16 << 20

func newCueList(in *tape.Input, out *tape.Tape) *cueList {
	l := &cueList{out: out, plain: captions{out: out}}
	in.WhenIdle(l.flush)
	return l
}

// add adds a cue.
func (l *cueList) add(c listCue) {
	c.text = strings.TrimSpace(c.text)
	l.held = append(l.held, c)
	if l.size += len(c.text) + 64; l.size > maxHeld {
		l.flush()
	}
}

// goOn adds a piece of a very long line as another cue like the last.
func (l *cueList) goOn(piece string) {
	if n := len(l.held); n > 0 {
		c := l.held[n-1]
		c.text = piece
		l.add(c)
	}
}

// begin writes the header.
func (l *cueList) begin() {
	if !l.begun {
		l.begun = true
		l.out.Header("title", l.title)
	}
}

// lost records an invalid line, and why it is invalid.
func (l *cueList) lost(line int64, why string) {
	l.begin()
	l.out.Lost(line, why)
}

// flush writes the held cues.
func (l *cueList) flush() {
	if len(l.held) == 0 {
		return
	}
	l.begin()
	l.sort()
	for i, c := range l.held {
		if c.text != "" && !l.shadows(i) {
			l.write(c)
		}
	}
	l.held, l.size = l.held[:0], 0
}

// sort sorts the cues and sets missing ends.
func (l *cueList) sort() {
	start := int64(-1)
	for i := range l.held {
		c := &l.held[i]
		if c.at.Start < 0 {
			c.at.Start = start // it keeps its position
		}
		start = c.at.Start
	}
	slices.SortStableFunc(l.held, func(a, b listCue) int { return int(a.at.Start - b.at.Start) })
	next, start := int64(-1), int64(-1)
	for i, c := range slices.Backward(l.held) {
		if c.at.Start != start {
			next, start = start, c.at.Start
		}
		if c.at.End < 0 && next >= 0 {
			l.held[i].at.End = next
		}
	}
}

// maxShadows is the number of preceding cues that a cue is compared with.
const maxShadows = 16

// shadows reports whether cue i repeats an earlier cue with the same times.
func (l *cueList) shadows(i int) bool {
	c := &l.held[i]
	for k := i - 1; k >= max(0, i-maxShadows) && l.held[k].at.Start == c.at.Start; k-- {
		b := &l.held[k]
		if c.at.Start >= 0 && b.at.End == c.at.End && b.text == c.text && b.who == c.who && b.at.Line != c.at.Line {
			return true
		}
	}
	return false
}

// write writes a cue.
func (l *cueList) write(c listCue) {
	said := inLine([]byte(c.text))
	switch {
	case c.note:
		l.out.Note(c.at, said)
	case c.who == "":
		l.plain.changed = l.plain.changed || l.named
		l.plain.show(c.at, []byte(c.text))
		l.named = false
		return
	case l.named && c.who == l.out.Who.Label && text.IsEnclosed(said):
		l.out.Note(c.at, said)
	default:
		if !l.named {
			l.out.Begun = false // the last named turn has ended
		}
		l.named, l.plain.changed = true, false
		l.out.Say(record.Voice{Label: c.who}, c.at, withoutName(said, c.who))
	}
	l.plain.ends.see(endsWhole([]byte(c.text)))
}

// withoutName returns text without the speaker's name and colon at its start.
func withoutName(said, name string) string {
	if n := len(name); len(said) > n && said[n] == ':' && strings.EqualFold(said[:n], name) {
		if rest := strings.TrimSpace(said[n+1:]); rest != "" {
			return rest
		}
	}
	return said
}

// broken reports whether the source was truncated inside the last cue; see endings.
func (l *cueList) broken() bool { return l.plain.ends.broken() }

// frameTime returns the time s in milliseconds, -1 if it is invalid. s is a number of
// frames; hours, minutes, seconds and frames, separated by colons or semicolons; or any
// form that text.CueClock reads. rate is the number of frames, or of other units, per
// second.
func frameTime(s string, rate float64) int64 {
	s = strings.ReplaceAll(strings.TrimSpace(s), ";", ":")
	if text.IsNumber(s) {
		return frames(s, rate)
	}
	tail := ""
	if strings.Count(s, ":") == 3 {
		k := strings.LastIndexByte(s, ':')
		s, tail = s[:k], s[k+1:]
		tail, _, _ = strings.Cut(tail, ".") // fractions of a frame
	}
	ms, ok := text.CueClock.ReadAll(s)
	if !ok || ms > maxTime || tail != "" && !text.IsNumber(tail) {
		return -1
	}
	if tail != "" {
		ms += max(0, frames(tail, rate))
	}
	return ms
}

// thousandths returns a number of milliseconds, ignoring a fraction, or -1 if s is invalid.
func thousandths(s string) int64 {
	s, _, _ = strings.Cut(strings.TrimSpace(s), ".")
	if !text.IsNumber(s) {
		return -1
	}
	return frames(s, 1000)
}

// maxTime is the latest time of a turn, in milliseconds.
const maxTime = 1<<31 - 1

// frames converts a number of frames to milliseconds. It returns -1 if the result exceeds
// maxTime.
func frames(number string, rate float64) int64 {
	n, _, _ := text.Digits([]byte(number))
	if ms := float64(n) * 1000 / rate; rate > 0 && ms <= maxTime {
		return int64(ms + 0.5)
	}
	return -1
}

// firstLines returns the first n lines of head that are not blank, trimmed.
func firstLines(head []byte, n int) (lines [][]byte) {
	for line := range bytes.Lines(bytes.ReplaceAll(bytes.TrimPrefix(head, text.BOM), []byte{'\r'}, text.Newline)) {
		if line = bytes.TrimSpace(line); len(line) > 0 {
			lines = append(lines, line)
		}
		if len(lines) == n {
			break
		}
	}
	return lines
}
