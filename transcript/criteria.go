package transcript

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Criteria are a Filter in the words of a user who does not know the document:
// speakers go by name. The zero Criteria keep everything.
type Criteria struct {
	Speakers  []string // any part of a name that means one speaker, see FindSpeaker
	Exchanges []int    // numbers of exchanges, 0 is the opening
	Text      *Pattern
}

// Zero reports whether c keeps everything.
func (c Criteria) Zero() bool { return !c.named() && c.Text == nil }

// named reports whether c names what a document may not have, so that the
// document must be known to make a filter of it.
func (c Criteria) named() bool { return len(c.Speakers) > 0 || len(c.Exchanges) > 0 }

// ErrMissing is wrapped by the errors of Document.Filter.
var ErrMissing = errors.New("is not in the transcript")

// A missing error reports a speaker or an exchange that a document does not
// have.
type missing struct{ error }

func (missing) Is(err error) bool { return err == ErrMissing }

// Filter returns the Filter that c stands for in d. If d has no such speaker
// or exchange, or a name means several speakers, the error wraps ErrMissing
// and says what d has instead.
func (d *Document) Filter(c Criteria) (Filter, error) {
	f := Filter{Exchanges: c.Exchanges, Text: c.Text}
	for _, name := range c.Speakers {
		s, err := d.FindSpeaker(name)
		if err != nil {
			return Filter{}, missing{err}
		}
		f.Speakers = append(f.Speakers, s)
	}
	if len(c.Exchanges) == 0 {
		return f, nil
	}
	switch n, last := slices.Max(c.Exchanges), d.Questions(); {
	case n > last && last == 0:
		return Filter{}, missingf("question %d does not exist: the transcript has no questions", n)
	case n > last:
		return Filter{}, missingf("question %d does not exist: the last is %d", n, last)
	case last > 0 && slices.Min(c.Exchanges) == 0 && !d.HasOpening():
		return Filter{}, missingf("question 0, the opening, does not exist: the transcript begins with question 1")
	}
	return f, nil
}

func missingf(format string, args ...any) error { return missing{fmt.Errorf(format, args...)} }

// maxExchanges limits a range, which is stored number by number.
const maxExchanges = 1 << 20

// ParseExchanges reads the number of an exchange, such as 3, or a range of
// them, such as 2-5. A range has at most 1,048,576 numbers.
func ParseExchanges(s string) ([]int, error) {
	from, to, ranged := strings.Cut(s, "-")
	if !ranged {
		to = from
	}
	a, err := strconv.ParseUint(from, 10, 31)
	b, errTo := strconv.ParseUint(to, 10, 31)
	if err != nil || errTo != nil || b < a || b-a >= maxExchanges {
		return nil, errors.New("want a number, such as 3, or a range, such as 2-5")
	}
	ns := make([]int, 0, b-a+1)
	for n := a; n <= b; n++ {
		ns = append(ns, int(n))
	}
	return ns, nil
}
