package transcript

import (
	"sort"

	"verbatim/transcript/internal/tape"
)

// HasTimes reports whether a turn has a time.
func (d *Document) HasTimes() bool { return d.timed }

// TimeAt returns the last turn that has begun ms milliseconds after the
// start, -1 if none has.
func (d *Document) TimeAt(ms int64) int {
	i := sort.Search(d.n, func(i int) bool {
		for ; i < d.n; i++ {
			if t := d.turn(i).Start; t >= 0 {
				return int64(t) > ms
			}
		}
		return true
	}) - 1
	for i >= 0 && d.turn(i).Start < 0 {
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
		at, m, err := d.nextMark(lo+(hi-lo)/2, hi, func(m tape.Mark) bool { return m.Start >= 0 })
		switch {
		case err != nil:
			return turn, first, err
		case at >= hi || int64(m.Start) > ms:
			hi = lo + (hi-lo)/2
		default:
			if at > first {
				off = at + int64(m.Size)
			}
			lo = at + 1
		}
	}
	return turn, off, nil
}
