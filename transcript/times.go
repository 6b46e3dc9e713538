package transcript

import (
	"sort"

	"verbatim/transcript/internal/tape"
)

// A time leads to a place by these rules:
//
//  1. The turn is the last that begins at or before the time. Turns without a
//     time are skipped.
//  2. Inside the turn, it is the last mark of the tape at or before the time,
//     else the start of the turn.

// HasTimes reports whether any turn has a time.
func (d *Document) HasTimes() bool { return d.timed }

// TimeAt returns the last turn that begins at or before ms, in milliseconds
// from the start of the recording; -1 if none does.
func (d *Document) TimeAt(ms int64) int {
	i := sort.Search(d.n, func(i int) bool {
		for ; i < d.n; i++ {
			if t := d.turn(i).Start; t.Known() {
				return t.Milliseconds() > ms
			}
		}
		return true
	}) - 1
	for i >= 0 && !d.turn(i).Start.Known() {
		i--
	}
	return i
}

// TimeOffset returns the turn of TimeAt and the byte of the source in it at
// which ms is reached: the start of the turn, or of a paragraph or cue inside
// it if these have times.
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
		case at >= hi || m.Start > ms:
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
