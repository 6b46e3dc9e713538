package transcript

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"verbatim/internal/text"
)

// ErrLong is the error of a quotation that exceeds its limit.
var ErrLong = errors.New("too long to copy")

// quoteSource limits the bytes of the source that are read for a quotation,
// because a short text may have any number of invisible characters.
const quoteSource = 16 << 20

// A Quote is speech with its speaker and source, for the clipboard.
type Quote struct {
	Text  string
	Words int64 // words of speech in Text
}

// Quotation returns the turns of sel (nil: all turns) word for word, with their
// speakers and their source. It has at most limit bytes and does not end in a
// line break. The error is ErrLong if it would be longer or would read too much
// of the source. d must not change meanwhile: quote a Snapshot.
//
//	“They are being used.
//
//	I have nothing to add.”
//
//	— Vladimir Putin, President of Russia, in “Answers to media questions”,
//	2023-09-15, Sochi (sochi.txt, line 31)
//
// Several turns have their labels, with […] in place of omitted turns.
func (d *Document) Quotation(ctx context.Context, sel *Selection, limit int) (Quote, error) {
	q := quotation{d: d, most: limit, left: quoteSource}
	n := sel.Len()
	if n < 0 {
		n = d.n
	}
	if n == 0 {
		return Quote{}, errNoQuotation
	}
	for k := range n {
		i := sel.At(k)
		if k > 0 {
			q.part()
			if i > sel.At(k-1)+1 {
				q.b.WriteString(omission)
				q.part()
			}
		}
		if err := q.turn(ctx, i, n == 1); err != nil {
			return Quote{}, err
		}
	}
	if !q.spoken {
		return Quote{}, errNoQuotation
	}
	if err := q.source(sel.At(0), n); err != nil {
		return Quote{}, err
	}
	if q.b.Len() > limit {
		return Quote{}, ErrLong
	}
	return Quote{q.b.String(), q.words}, nil
}

var errNoQuotation = errors.New("no speech to copy")

// A quotation builds a Quote:
//
//  1. One turn alone is in quotation marks. Several turns have their labels.
//  2. A blank line separates paragraphs, and […] stands for omitted turns.
//  3. Notes are omitted.
//  4. The last paragraph is the source: the speaker and role of a single turn,
//     title, date and place, then the file with the time or else the line, and
//     the number, column and address under which the turn is published.
type quotation struct {
	d      *Document
	b      strings.Builder
	most   int
	left   int64 // bytes of the source that may still be read
	words  int64
	spoken bool // some speech was added
}

// part begins another paragraph.
func (q *quotation) part() { q.b.WriteString("\n\n") }

// turn adds turn i, by rule 1.
func (q *quotation) turn(ctx context.Context, i int, alone bool) error {
	name, _ := q.d.Heading(i)
	switch {
	case alone:
		q.b.WriteString("“")
	case name != "":
		q.b.WriteString(name + ": ")
	}
	err := q.said(ctx, i)
	if alone {
		q.b.WriteString("”")
	}
	return err
}

// said adds the speech of turn i.
func (q *quotation) said(ctx context.Context, i int) error {
	last, _ := q.d.TextSpan(i)
	n := 0
	for b, ok := q.d.NextBlock(i, last); ok; b, ok = q.d.NextBlock(i, last) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if b.Kind == Speech {
			switch n++; {
			case n == 1:
			case b.Opens:
				q.part()
			case q.d.blankBefore(last):
				q.b.WriteByte(' ')
			}
			q.b.WriteString(b.Text)
			q.words += text.CountWords(b.Text)
			q.spoken = true
		}
		q.left -= b.End - last
		if last = b.End; q.b.Len() > q.most || q.left < 0 {
			return ErrLong
		}
	}
	if q.b.Len() > q.most {
		return ErrLong
	}
	return ctx.Err()
}

// source adds the source of a quotation that begins with turn i, by rule 4.
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

// place returns the name of the file and the position of turn i in it: the time
// or, without one, the line.
func (q *quotation) place(i int) (string, error) {
	place := text.CleanName(text.BaseName(q.d.src.Name()))
	t := q.d.turn(i)
	if t.Start.Known() {
		place += ", " + q.d.Clock(t.Start.Milliseconds())
	} else {
		line, err := q.d.Line(t.Off)
		if err != nil {
			return place, err
		}
		if line > 0 {
			place += ", line " + strconv.FormatInt(line, 10)
		}
	}
	ref, err := q.d.Reference(i)
	if ref.Number != "" {
		place += ", question " + ref.Number
	}
	if ref.Column != "" {
		place += ", column " + ref.Column
	}
	if ref.URL != "" {
		place += ", " + ref.URL
	}
	return place, err
}

// Clock formats the time of a turn, in milliseconds: as time since the start of the
// recording, 0:12 or 1:02:30, or as the time of day where the source has that, 10:07. It
// returns "" for -1, an unknown time.
func (d *Document) Clock(ms int64) string { return d.clock.Write(ms) }

// ClockTime returns the time of a turn, in milliseconds, for a time that a reader gives in
// seconds: h:mm:ss, or m:ss if short is set. Where times are times of day, short ones are
// hours and minutes.
func (d *Document) ClockTime(ms int64, short bool) int64 {
	if !d.clock.OfDay {
		return ms
	}
	if short {
		ms *= 60
	}
	return d.clock.Since(ms)
}
