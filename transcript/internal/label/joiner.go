package label

import (
	"bytes"

	"verbatim/transcript/internal/record"
)

// A joiner joins the lines of hard-wrapped paragraphs, in which a label may
// reach over several. Each line is joined once, however short lines are: what
// was joined for one line serves the next ones.
type joiner struct {
	layout  record.Layout
	data    []byte
	buf     []byte // data[from:to] in one line
	from    int
	to      int  // where a line ends
	stopped bool // the line after to is another paragraph
}

// joinedSeen is how much of a line is looked at to tell whether it goes on
// with the one before, in bytes: where a block ends may be no farther.
const joinedSeen = 2 << 10

// at returns the line at off, which ends at end, without its margin, and as
// many of those that go on with it as a label can take. Line ends become
// blanks, so that each byte stays where it is. What it returns is good until
// the next call.
func (j *joiner) at(off, end int) []byte {
	start := off + marginOf(j.layout, j.data[off:end])
	if !j.layout.Wrapped || end-start > MaxLabel {
		return j.data[start:end]
	}
	if off < j.from || end > j.to {
		j.buf, j.from, j.to, j.stopped = append(j.buf[:0], j.data[off:end]...), off, end, false
	}
	for j.to-start < MaxLabel && j.more() {
	}
	if done := off - j.from; done > 16*MaxLabel {
		j.buf, j.from = append(j.buf[:0], j.buf[done:]...), off
	}
	return j.buf[start-j.from:]
}

// more joins the next line, and returns false if it does not go on.
func (j *joiner) more() bool {
	if j.stopped || j.to >= len(j.data) {
		return false
	}
	line := j.data[j.to+1:]
	if k := bytes.IndexByte(line, '\n'); k >= 0 {
		line = line[:k]
	}
	if from, _, kind := Line(j.layout, line[:min(len(line), joinedSeen)]); kind != record.LineContinues || from > 0 {
		j.stopped = true
		return false
	}
	if n := len(j.buf); n > 0 && j.buf[n-1] == '\r' {
		j.buf[n-1] = ' '
	}
	j.buf = append(append(j.buf, ' '), line...)
	j.to += 1 + len(line)
	return true
}
