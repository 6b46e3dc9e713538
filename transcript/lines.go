package transcript

import (
	"bytes"
	"sort"
	"strconv"

	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// Line returns the number, from 1, of the line of the file that holds the byte
// of the source at off; 0 if the format has no lines.
func (d *Document) Line(off int64) (int64, error) {
	switch {
	case d.head.Layout.Taped:
		return d.tapeLine(off)
	case d.head.Unlined:
		return 0, nil
	}
	m := d.mark(func(m record.Mark) bool { return m.Off > off })
	line := m.Line + 1
	for p := m.Off; p < off; {
		b, err := d.view.Read(p, min(off, p+source.PageSize))
		if err != nil {
			return 0, err
		}
		if len(b) == 0 {
			break // the source was truncated
		}
		line += int64(bytes.Count(b, []byte{'\n'}))
		p += int64(len(b))
	}
	return line, nil
}

// LineOffset returns the byte of the source at which a line of the file
// begins, from 1. Beyond the last line it is the end of what has been scanned.
func (d *Document) LineOffset(line int64) (int64, error) {
	if d.head.Layout.Taped {
		return d.tapeOffset(line)
	}
	m := d.mark(func(m record.Mark) bool { return m.Line >= line })
	p := m.Off
	for left := line - 1 - m.Line; left > 0 && p < d.end; {
		b, err := d.view.Read(p, min(d.end, p+source.PageSize))
		if err != nil {
			return 0, err
		}
		if len(b) == 0 {
			break // the source was truncated
		}
		k := bytes.IndexByte(b, '\n')
		if k < 0 {
			p += int64(len(b))
			continue
		}
		p += int64(k) + 1
		left--
	}
	return p, nil
}

// mark returns the last mark before the first for which beyond is true.
func (d *Document) mark(beyond func(record.Mark) bool) record.Mark {
	i := sort.Search(len(d.lines), func(i int) bool { return beyond(d.lines[i]) })
	if i == 0 {
		return record.Mark{}
	}
	return d.lines[i-1]
}

// A lineCounter finds the numbers of lines of one offset after the other.
type lineCounter struct {
	d    *Document
	off  int64 // counted up to here
	line int64 // lines that end before off
}

// at returns the number, from 1, of the line that holds the byte at off, 0
// where the source has no lines. Going backwards is allowed, and slow.
func (c *lineCounter) at(off int64) (int64, error) {
	if h := &c.d.head; h.Unlined || h.Layout.Taped {
		return c.d.Line(off)
	}
	if off < c.off || off > c.off+4*source.PageSize {
		line, err := c.d.Line(off)
		if err == nil {
			c.off, c.line = off, line-1
		}
		return line, err
	}
	for c.off < off {
		b, err := c.d.view.Read(c.off, min(off, c.off+source.PageSize))
		if err != nil {
			return 0, err
		}
		if len(b) == 0 {
			break // the source was truncated
		}
		c.line += int64(bytes.Count(b, []byte{'\n'}))
		c.off += int64(len(b))
	}
	return c.line + 1, nil
}

// lines returns the first and the last line of a paragraph.
func (c *lineCounter) lines(first, last Block) (from, to int64, err error) {
	if from, err = c.at(first.SourceOff(0)); err != nil {
		return 0, 0, err
	}
	to, err = c.at(last.SourceOff(len(last.Text) - 1))
	return from, to, err
}

// markOf returns the mark of the line of a tape that holds the byte at off.
func (d *Document) markOf(off int64) (tape.Mark, error) {
	for back := int64(label.LineSeen); ; back *= 4 {
		from := max(0, off-back)
		b, err := d.view.Read(from, off+label.LineSeen)
		if err != nil || len(b) == 0 {
			return tape.Mark{}, err
		}
		at := bytes.LastIndexByte(b[:min(off-from, int64(len(b)))], '\n') + 1
		if at > 0 || from == 0 {
			m, _ := tape.ReadMark(b[at:])
			return m, nil
		}
		if back > 4*blockGrid { // in so long a line, use the mark of the turn
			start, _ := d.Span(d.TurnAt(off))
			return d.markOf(start)
		}
	}
}

// Reference returns where turn i is published, as far as its source says so.
func (d *Document) Reference(i int) (Reference, error) {
	if !d.head.Layout.Taped {
		return Reference{}, nil
	}
	m, err := d.markOf(d.turn(i).Off)
	return Reference(m.Reference()), err
}

// opening returns the line of turn i, from 1, 0 where the source has no lines, and where the turn is
// published.
func (c *lineCounter) opening(i int) (line int64, ref Reference, err error) {
	off := c.d.turn(i).Off
	if !c.d.head.Layout.Taped || c.d.head.Unlined {
		line, err = c.at(off)
		return line, ref, err
	}
	m, err := c.d.markOf(off)
	return m.Line, Reference(m.Reference()), err
}

// tapeLine returns the line of the source that a tape has for the byte at off.
func (d *Document) tapeLine(off int64) (int64, error) {
	m, err := d.markOf(off)
	return m.Line, err
}

// tapeOffset returns the offset in a tape of a line of the file, or of the next
// line that the tape has.
func (d *Document) tapeOffset(line int64) (int64, error) {
	var failed error
	i := sort.Search(d.n, func(i int) bool {
		m, err := d.markOf(d.turn(i).Off)
		if err != nil {
			failed = err
		}
		return m.Line > line
	})
	off, end := d.Span(i - 1)
	first := end
	for lo, hi := off, end; lo < hi && failed == nil; {
		mid := lo + (hi-lo)/2
		at, m, err := d.nextMark(mid, hi, func(m tape.Mark) bool { return m.Line > 0 })
		switch failed = err; {
		case at >= hi:
			hi = mid
		case m.Line >= line:
			first, hi = at, mid
		default:
			lo = at + 1
		}
	}
	return first, failed
}

// nextMark returns the first line of a tape that starts in [off, end) and whose
// mark satisfies has. Without one, it returns end.
func (d *Document) nextMark(off, end int64, has func(tape.Mark) bool) (int64, tape.Mark, error) {
	if off > 0 {
		off, _ = d.view.LineEnd(off-1, end)
	}
	for off < end {
		b, err := d.view.Read(off, off+label.LineSeen)
		if err != nil || len(b) == 0 {
			return end, tape.Mark{}, err
		}
		k := bytes.IndexByte(b, '\n')
		for long := k < 0; off < end && (long || k >= 0); k = bytes.IndexByte(b, '\n') {
			if m, _ := tape.ReadMark(b); has(m) {
				return off, m, nil
			}
			if long {
				off, _ = d.view.LineEnd(off, end)
				break
			}
			off, b = off+int64(k)+1, b[k+1:]
		}
	}
	return end, tape.Mark{}, nil
}

// lineText formats a line number for a table; 0 is "".
func lineText(line int64) string {
	if line == 0 {
		return ""
	}
	return strconv.FormatInt(line, 10)
}
