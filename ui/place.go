package ui

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"verbatim/transcript"
)

// A Place is somewhere in a transcript as a reader names it: q3, t17, 50%,
// 1:02:30 or line:120. The zero Place is nowhere.
type Place struct {
	kind    placeKind
	n       int64 // number of a question, turn or line; thousandths of a per cent; milliseconds; byte of the source
	up      int   // rows above it, where it was kept
	percent int   // of the source before it, where it was kept
}

type placeKind uint8

const (
	nowhere placeKind = iota
	questionPlace
	turnPlace
	percentPlace
	timePlace
	linePlace
	keptPlace // where the reader stopped the last time
	markPlace // a bookmark
	endPlace  // of what is there now
)

var errPlace = errors.New("want q3, t17, 50%, 1:02:30 or line:120")

// ParsePlace reads a place.
func ParsePlace(s string) (Place, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	var p Place
	var ok bool
	switch {
	case strings.HasPrefix(s, "q"):
		p.kind = questionPlace
		p.n, ok = count(s[1:])
	case strings.HasPrefix(s, "t"):
		p.kind = turnPlace
		p.n, ok = count(s[1:])
	case strings.HasPrefix(s, "line:"):
		p.kind = linePlace
		p.n, ok = count(s[len("line:"):])
	case strings.HasSuffix(s, "%"):
		var f float64
		f, err := strconv.ParseFloat(strings.TrimSpace(s[:len(s)-1]), 64)
		p.kind, p.n, ok = percentPlace, int64(f*1000), err == nil && f >= 0 && f <= 100
	case strings.Contains(s, ":"):
		p.kind = timePlace
		p.n, ok = clock(s)
	}
	if !ok {
		return Place{}, errPlace
	}
	return p, nil
}

// count reads a number; the words for what is counted may stand before it.
func count(s string) (int64, bool) {
	s = strings.TrimSpace(s)
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil && n >= 0 && s[0] != '+'
}

// clock reads h:mm:ss or m:ss, with a fraction or not, as milliseconds.
func clock(s string) (int64, bool) {
	parts := strings.Split(s, ":")
	if len(parts) > 3 {
		return 0, false
	}
	total := 0.0
	for i, part := range parts {
		f, err := strconv.ParseFloat(part, 64)
		if err != nil || f < 0 || i > 0 && f >= 60 || i < len(parts)-1 && f != math.Trunc(f) {
			return 0, false
		}
		total = total*60 + f
	}
	return int64(total * 1000), total < math.MaxInt32/1000
}

// find returns where p is in d. A place that is not known yet may come with
// the rest of the document: then err is errLater.
func (p Place) find(d *transcript.Document) (place, error) {
	_, done := d.Scanned()
	lacking := func(what string, n, have int64) error {
		switch {
		case !done:
			return errLater
		case have == 0:
			return fmt.Errorf("there is no %s: the transcript has none", what)
		}
		return fmt.Errorf("there is no %s %d: the last one is %d", what, n, have)
	}
	switch p.kind {
	case questionPlace:
		n := d.Questions()
		if p.n > int64(n) || n == 0 {
			return place{}, lacking("question", p.n, int64(n))
		}
		first, _ := d.ExchangeSpan(int(p.n))
		return heading(d, first), nil
	case turnPlace:
		if n := int64(d.Len()); p.n > n || p.n < 1 {
			return place{}, lacking("turn", p.n, n)
		}
		return heading(d, int(p.n-1)), nil
	case linePlace:
		return p.findLine(d, done)
	case timePlace:
		return p.findTime(d, done)
	case keptPlace, markPlace:
		return p.findKept(d, done)
	case endPlace:
		return heading(d, d.Len()-1), nil
	}
	off := int64(float64(d.Size()) / 100_000 * float64(p.n))
	if known, _ := d.Scanned(); off > known {
		return place{}, errLater
	}
	return place{d.TurnAt(off), off}, nil
}

var errLater = errors.New("not read yet")

// heading returns the place of turn i with what stands above its text.
func heading(d *transcript.Document, i int) place {
	off, _ := d.Span(i)
	return place{i, off}
}

func (p Place) findLine(d *transcript.Document, done bool) (place, error) {
	off, err := d.LineOffset(max(p.n, 1))
	known, _ := d.Scanned()
	switch {
	case err != nil:
		return place{}, err
	case off >= known && !done:
		return place{}, errLater
	case off >= known && known > 0:
		last, err := d.Line(known - 1)
		if err != nil {
			return place{}, err
		}
		return place{}, fmt.Errorf("there is no line %d: the last one is %d", p.n, last)
	}
	return place{d.TurnAt(off), off}, nil
}

// findKept returns where a reader stopped or set a bookmark, or about there,
// where the text has become shorter.
func (p Place) findKept(d *transcript.Document, done bool) (place, error) {
	known, _ := d.Scanned()
	off := p.n
	switch {
	case off >= known && !done:
		return place{}, errLater
	case off >= known && known > 0:
		off = min(known/100*int64(p.percent), known-1)
	}
	return place{d.TurnAt(off), off}, nil
}

func (p Place) findTime(d *transcript.Document, done bool) (place, error) {
	if !d.HasTimes() {
		if !done {
			return place{}, errLater
		}
		return place{}, errors.New("the transcript has no times")
	}
	i, off, err := d.TimeOffset(p.n)
	if i < 0 {
		return heading(d, 0), err
	}
	last := d.TimeAt(math.MaxInt64)
	t := d.Turn(last)
	switch end := lastEnd(d, last); {
	case i < last || p.n <= int64(max(t.Start, t.End)):
	case !done: // what comes may begin before others end
		return place{}, errLater
	case t.End >= 0 && p.n > end && last == d.Len()-1: // else nothing tells when it ends
		return place{}, fmt.Errorf("there is no %s: it ends at %s", transcript.Clock(int32(p.n)), transcript.Clock(int32(end)))
	}
	return place{i, off}, err
}

// maxLonger is of how many turns before the last one it is asked whether they
// end after it.
const maxLonger = 1000

// lastEnd returns when turn last and those before it have ended: who has begun
// first may speak the longest.
func lastEnd(d *transcript.Document, last int) int64 {
	end := int32(-1)
	for i := last; i >= max(0, last-maxLonger); i-- {
		end = max(end, d.Turn(i).End)
	}
	return int64(end)
}
