package transcript

import (
	"errors"
	"strconv"
	"strings"
)

// ErrLong says that a quotation is longer than it may be.
var ErrLong = errors.New("too long to copy")

// Quotation returns the turns of sel, which are the words of somebody exactly,
// with who says them and where they stand: to be pasted anywhere. It is at
// most so many bytes, and ends without a line break. d has been read, and is
// not changed meanwhile.
//
//	“They are being used.
//
//	I have nothing to add.”
//
//	— Vladimir Putin, President of Russia, in “Answers to media questions”,
//	2023-09-15, Sochi (sochi.txt, line 31)
//
// Several turns stand with their labels, and […] for what is left out between
// them.
func (d *Document) Quotation(sel *Selection, most int) (string, error) {
	q := quotation{d: d, most: most}
	n := sel.Len()
	if n < 0 {
		n = d.n
	}
	if n == 0 {
		return "", errNoQuotation
	}
	for k := range n {
		i := sel.At(k)
		if k > 0 {
			q.part()
			if i > sel.At(k-1)+1 {
				q.b.WriteString("[…]")
				q.part()
			}
		}
		q.turn(i, n == 1)
		if q.b.Len() > most {
			return "", ErrLong
		}
	}
	if !q.spoken {
		return "", errNoQuotation
	}
	if err := q.source(sel.At(0), n); err != nil {
		return "", err
	}
	if q.b.Len() > most {
		return "", ErrLong
	}
	return q.b.String(), nil
}

var errNoQuotation = errors.New("there is nothing to copy")

type quotation struct {
	d      *Document
	b      strings.Builder
	most   int
	spoken bool // something is said in it
}

// part parts two paragraphs.
func (q *quotation) part() { q.b.WriteString("\n\n") }

// turn adds a turn; alone it stands in quotation marks, with others it has its
// speaker before it.
func (q *quotation) turn(i int, alone bool) {
	name, _ := q.d.Heading(i)
	switch {
	case alone:
		q.b.WriteString("“")
	case name != "":
		q.b.WriteString(name + ": ")
	}
	n := 0
	for first := range q.d.paragraphs(i) {
		if first.Kind != Speech {
			continue
		}
		if n++; n > 1 {
			q.part()
		}
		for piece := range q.d.pieces(first) {
			q.spoken = q.spoken || piece != ""
			if q.b.WriteString(piece); q.b.Len() > q.most {
				return
			}
		}
	}
	if alone {
		q.b.WriteString("”")
	}
}

// source says whose words they are and where they stand, from turn i on.
func (q *quotation) source(i, turns int) error {
	q.part()
	q.b.WriteString("— ")
	who := ""
	if turns == 1 {
		who, _ = q.d.Heading(i)
		if s := q.d.speakers[q.d.SpeakerOf(i)]; who != "" && s.Role != "" && !s.Anonymous {
			who += ", " + s.Role
		}
	}
	h := q.d.head.Header
	var where []string
	if h.Title != "" {
		where = append(where, "“"+h.Title+"”")
	}
	for _, s := range []string{h.Date, h.Place} {
		if s != "" {
			where = append(where, s)
		}
	}
	place, err := q.place(i)
	if err != nil {
		return err
	}
	switch what := strings.Join(where, ", "); {
	case what == "" && who == "":
		q.b.WriteString(place)
	case what == "":
		q.b.WriteString(who + " (" + place + ")")
	case who == "":
		q.b.WriteString(what + " (" + place + ")")
	default:
		q.b.WriteString(who + ", in " + what + " (" + place + ")")
	}
	return nil
}

// place names the file, and where in it turn i begins: its time, or else its
// line.
func (q *quotation) place(i int) (string, error) {
	place := CleanName(BaseName(q.d.src.Name()))
	t := q.d.Turn(i)
	if t.Start >= 0 {
		return place + ", " + Clock(t.Start), nil
	}
	line, err := q.d.Line(t.Off)
	if line > 0 {
		place += ", line " + strconv.FormatInt(line, 10)
	}
	return place, err
}

// Clock returns a time in milliseconds as a reader writes it: 0:12, 1:02:30;
// "" for no time.
func Clock(ms int32) string {
	if ms < 0 {
		return ""
	}
	s := int64(ms) / 1000
	two := func(n int64) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }
	if s < 3600 {
		return strconv.FormatInt(s/60, 10) + ":" + two(s%60)
	}
	return strconv.FormatInt(s/3600, 10) + ":" + two(s/60%60) + ":" + two(s%60)
}
