package view

import (
	"context"
	"errors"
	"slices"

	"verbatim/transcript"
)

// A pending is the selection at the time when the reader asked to write it. It is
// written when the transcript has been read. Meanwhile the filter may change, and
// speakers and questions may get other numbers.
type pending struct {
	transcript.Filter
	sel    *transcript.Selection // the turns it keeps of those that were judged
	judged int
	Lost   error // why the selection is no longer known, nil if it is
}

var (
	errNobody     = errors.New("the speakers are gone: nothing written")
	errRenumbered = errors.New("the questions changed: nothing written")
)

// Pend returns the current selection.
func (r *Reading) Pend() *pending {
	p := &pending{Filter: r.Filter}
	if !p.Zero() && r.Judged > 0 {
		p.sel, p.judged = r.Dialogue.Sel, r.Judged
	}
	return p
}

// renumbered updates the numbers of speakers or questions.
func (p *pending) renumbered(f transcript.Filter) {
	if len(f.Speakers) == 0 && len(p.Speakers) > 0 {
		p.Lost = errNobody
	}
	p.Filter, p.sel, p.judged = f, nil, 0
}

// Selection returns the turns to write, of the whole document or of a span.
func (p *pending) Selection(ctx context.Context, doc *transcript.Document, s *Span) (sel *transcript.Selection, err error) {
	first, end := 0, doc.Len()
	if s != nil {
		first, end = s.Turns(doc)
	}
	if sel = p.sel; !p.Zero() && end >= p.judged {
		if sel == nil {
			sel = &transcript.Selection{}
		}
		sel, err = doc.Extend(ctx, sel, p.Filter)
	}
	if s != nil && err == nil {
		sel = transcript.Between(sel, first, end)
	}
	return sel, err
}

// only returns the names of the speakers that a filter keeps.
func (r *Reading) only(f transcript.Filter) (names []string) {
	for _, s := range f.Speakers {
		names = append(names, r.Doc.Speakers()[s].Name)
	}
	return names
}

// named returns the speakers that have one of names.
func (r *Reading) named(names []string) (speakers []int) {
	for _, name := range names {
		if s, err := r.Doc.FindSpeaker(name); err == nil {
			speakers = append(speakers, s)
		}
	}
	return speakers
}

// KeptNames returns the names of the speakers that the filters of a reading keep.
type KeptNames struct{ shown, pending []string }

func (r *Reading) keptNames() (k KeptNames) {
	k.shown = r.only(r.Filter)
	if r.Pending != nil {
		k.pending = r.only(r.Pending.Filter)
	}
	return k
}

// firstTurns returns the first turns of the exchanges that a filter keeps.
func (r *Reading) firstTurns(f transcript.Filter) (turns []int) {
	for _, n := range f.Exchanges {
		first, _ := r.Doc.ExchangeSpan(n)
		turns = append(turns, first)
	}
	return turns
}

// renumber returns f with the exchanges that begin with turns, and with the given
// speakers.
func (r *Reading) renumber(f transcript.Filter, turns []int, to func(speaker int) int) transcript.Filter {
	was := f.Speakers
	f.Speakers, f.Exchanges = nil, nil
	for _, s := range was {
		f.Speakers = append(f.Speakers, to(s))
	}
	for _, turn := range turns {
		f.Exchanges = append(f.Exchanges, r.Doc.Exchange(turn))
	}
	slices.Sort(f.Speakers)
	slices.Sort(f.Exchanges)
	f.Speakers, f.Exchanges = slices.Compact(f.Speakers), slices.Compact(f.Exchanges)
	return f
}

// A Span is a range of marked turns. It has the offsets where the first and the
// last turn begin, because numbers of turns may change while the source is read.
type Span struct{ First, Last int64 }

// Turns returns the span as turns [first, end) of a document.
func (s *Span) Turns(d *transcript.Document) (first, end int) {
	return d.TurnAt(s.First), d.TurnAt(s.Last) + 1
}
