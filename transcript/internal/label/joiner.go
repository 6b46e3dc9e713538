package label

import (
	"bytes"

	"verbatim/transcript/internal/record"
)

// A joiner joins the lines of hard-wrapped paragraphs, because a label may span several
// lines. It joins each line only once, even if lines are short: the buffer is kept from one
// line to the next.
type joiner struct {
	layout  record.Layout
	data    []byte
	buf     []byte // data[from:to] in one line
	from    int
	to      int  // end of the last joined line
	stopped bool // the line after to begins another paragraph
}

// joinedSeen is how many bytes of a line are examined to decide whether it continues the
// line before. It must not reach beyond the data of a block.
const joinedSeen = 2 << 10

// at returns the line from off to end, without its margin, joined with as many continuing
// lines as a label can span. Line ends become spaces, so that offsets do not change. The
// result is valid until the next call.
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

// more joins another line. It returns false if the paragraph ends.
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
