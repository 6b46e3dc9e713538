package view

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"verbatim/transcript"
)

// A Place is a position in a transcript as a reader names it: q3, t17, 50%, 1:02:30
// or line:120. The zero Place means none.
type Place struct {
	Kind    placeKind
	N       int64 // number of a question, turn or line; thousandths of a per cent; milliseconds; byte of the source
	Short   bool  // a time of two numbers: hours and minutes, where times are times of day
	Up      int   // rows above it, where it was kept
	Percent int   // of the source before it, where it was kept
}

type placeKind uint8

const (
	Nowhere placeKind = iota
	questionPlace
	turnPlace
	percentPlace
	TimePlace
	linePlace
	KeptPlace // where the reader stopped the last time
	MarkPlace // a bookmark
	EndPlace  // the end of what has been read
)

var errPlace = errors.New("want q3, t17, 50%, 1:02:30 or line:120")

// ParsePlace parses a place.
func ParsePlace(s string) (Place, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	var p Place
	var ok bool
	switch {
	case strings.HasPrefix(s, "q"):
		p.Kind = questionPlace
		p.N, ok = count(s[1:])
	case strings.HasPrefix(s, "t"):
		p.Kind = turnPlace
		p.N, ok = count(s[1:])
	case strings.HasPrefix(s, "line:"):
		p.Kind = linePlace
		p.N, ok = count(s[len("line:"):])
	case strings.HasSuffix(s, "%"):
		var f float64
		f, err := strconv.ParseFloat(strings.TrimSpace(s[:len(s)-1]), 64)
		p.Kind, p.N, ok = percentPlace, int64(f*1000), err == nil && f >= 0 && f <= 100
	case strings.Contains(s, ":"):
		p.Kind = TimePlace
		p.N, ok = clock(s)
		p.Short = strings.Count(s, ":") == 1
	}
	if !ok {
		return Place{}, errPlace
	}
	return p, nil
}

// count parses a number that may follow one of words.
func count(s string) (int64, bool) {
	s = strings.TrimSpace(s)
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil && n >= 0 && s[0] != '+'
}

// clock parses h:mm:ss or m:ss, with or without a fraction, as milliseconds.
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

// Find returns the position of p in d. The error is ErrLater if the rest of the
// document may contain it.
func (p Place) Find(d *transcript.Document) (Point, error) {
	_, done := d.Scanned()
	lacking := func(what string, n, have int64) error {
		switch {
		case !done:
			return ErrLater
		case have == 0:
			return fmt.Errorf("no %s: the transcript has none", what)
		}
		return fmt.Errorf("no %s %d: the last one is %d", what, n, have)
	}
	switch p.Kind {
	case questionPlace:
		n := d.Questions()
		if p.N > int64(n) || n == 0 {
			return Point{}, lacking("question", p.N, int64(n))
		}
		first, _ := d.ExchangeSpan(int(p.N))
		return Heading(d, first), nil
	case turnPlace:
		if n := int64(d.Len()); p.N > n || p.N < 1 {
			return Point{}, lacking("turn", p.N, n)
		}
		return Heading(d, int(p.N-1)), nil
	case linePlace:
		return p.findLine(d, done)
	case TimePlace:
		return p.findTime(d, done)
	case KeptPlace, MarkPlace:
		return p.findKept(d, done)
	case EndPlace:
		return Heading(d, d.Len()-1), nil
	}
	off := int64(float64(d.Size()) / 100_000 * float64(p.N))
	if known, _ := d.Scanned(); off > known {
		return Point{}, ErrLater
	}
	return Point{d.TurnAt(off), off}, nil
}

var ErrLater = errors.New("not read yet")

// Heading returns the position of the heading of turn i.
func Heading(d *transcript.Document, i int) Point {
	off, _ := d.Span(i)
	return Point{i, off}
}

func (p Place) findLine(d *transcript.Document, done bool) (Point, error) {
	off, err := d.LineOffset(max(p.N, 1))
	known, _ := d.Scanned()
	switch {
	case err != nil:
		return Point{}, err
	case off >= known && !done:
		return Point{}, ErrLater
	case off >= known && known > 0:
		last, err := d.Line(known - 1)
		if err != nil {
			return Point{}, err
		}
		return Point{}, fmt.Errorf("no line %d: the last one is %d", p.N, last)
	}
	return Point{d.TurnAt(off), off}, nil
}

// findKept returns the saved place of a reader or of a bookmark, or one near it if
// the text has become shorter.
func (p Place) findKept(d *transcript.Document, done bool) (Point, error) {
	known, _ := d.Scanned()
	off := p.N
	switch {
	case off >= known && !done:
		return Point{}, ErrLater
	case off >= known && known > 0:
		off = min(known/100*int64(p.Percent), known-1)
	}
	return Point{d.TurnAt(off), off}, nil
}

func (p Place) findTime(d *transcript.Document, done bool) (Point, error) {
	if !d.HasTimes() {
		if !done {
			return Point{}, ErrLater
		}
		return Point{}, errors.New("the transcript has no times")
	}
	at := d.ClockTime(p.N, p.Short)
	i, off, err := d.TimeOffset(at)
	if i < 0 {
		return Heading(d, 0), err
	}
	last := d.TimeAt(math.MaxInt64)
	t := d.Turn(last)
	switch end := lastEnd(d, last); {
	case i < last || at <= max(t.Start, t.End):
	case !done: // what comes may begin before others end
		return Point{}, ErrLater
	case t.End >= 0 && at > end && last == d.Len()-1: // else nothing tells when it ends
		return Point{}, fmt.Errorf("no %s: the transcript ends at %s", d.Clock(at), d.Clock(end))
	}
	return Point{i, off}, err
}

// maxLonger is the number of turns before the last one that may end after it.
const maxLonger = 1000

// lastEnd returns the latest end of turn last and the turns before it, in
// milliseconds. Turns may overlap.
func lastEnd(d *transcript.Document, last int) int64 {
	end := int64(-1)
	for i := last; i >= max(0, last-maxLonger); i-- {
		end = max(end, d.Turn(i).End)
	}
	return end
}
