package transcript

import "sort"

// HasTimes reports whether a turn has a time.
func (d *Document) HasTimes() bool { return d.timed }

// TimeAt returns the last turn that has begun ms milliseconds after the
// start, -1 if none has.
func (d *Document) TimeAt(ms int64) int {
	i := sort.Search(d.n, func(i int) bool {
		for ; i < d.n; i++ {
			if t := d.Turn(i).Start; t >= 0 {
				return int64(t) > ms
			}
		}
		return true
	}) - 1
	for i >= 0 && d.Turn(i).Start < 0 {
		i--
	}
	return i
}

// TimeOffset returns the last turn that has begun ms milliseconds after the
// start, -1 if none has, and the byte in it at which that is said: the start
// of the turn, or of a paragraph or cue inside it where they have times.
func (d *Document) TimeOffset(ms int64) (turn int, off int64, err error) {
	turn = d.TimeAt(ms)
	off, end := d.Span(turn)
	if turn < 0 || !d.head.Layout.Taped {
		return turn, off, nil
	}
	first := off
	for lo, hi := off, end; lo < hi; {
		at, m, err := d.timedLine(lo+(hi-lo)/2, hi)
		switch {
		case err != nil:
			return turn, first, err
		case at >= hi || int64(m.start) > ms:
			hi = lo + (hi-lo)/2
		default:
			if at > first {
				off = at + int64(m.size)
			}
			lo = at + 1
		}
	}
	return turn, off, nil
}

// timedLine returns the first line of a tape that starts in [off, end) and
// has a time; end where there is none.
func (d *Document) timedLine(off, end int64) (int64, mark, error) {
	r := paragraphs{d: d}
	if off > 0 {
		off = r.lineEnd(off-1, end)
	}
	for off < end {
		m, err := d.markOf(off)
		if err != nil || m.start >= 0 {
			return off, m, err
		}
		off = r.lineEnd(off, end)
	}
	return end, mark{}, nil
}
