package view

import (
	"context"
	"slices"
	"sort"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/guard"
	"verbatim/transcript"
)

// Count says how many hits there are, and which of them the reader is at.
func (s *Search) Count() string {
	n := strconv.Itoa(s.Len())
	switch {
	case s.full:
		n += "+"
	case s.Busy:
		n += "…"
	}
	switch {
	case s.Len() == 0 && s.Busy:
		return "searching…"
	case s.Len() == 0:
		return "not found"
	case s.At == NoHit:
		return Plural(s.Len(), "hit")
	case s.Number() == 0:
		return "…/" + n
	}
	return strconv.Itoa(s.Number()) + "/" + n
}

// A Search is what a reader looks for, and where it was found. It begins at
// the turn being read, so that the first hit shown is found first, and goes
// round.
type Search struct {
	Job
	Pattern *transcript.Pattern
	from    int                   // the turn it began at
	known   int                   // turns that were there to be searched
	covered int64                 // bytes that they covered
	Sel     *transcript.Selection // what was searched
	after   []transcript.Hit      // in turns from from on, in order
	before  []transcript.Hit      // in the turns before it
	full    bool                  // there are more hits than are kept
	At      transcript.Hit        // the one the reader is at, noHit: none
	origin  Anchor                // where the reader was
	Typing  bool                  // the pattern is being typed: go to the first hit by itself
	Ahead   int                   // hits to go on from there, pressed before there was one
}

// maxHits is how many hits are kept on either side: 24 MiB of them.
const maxHits = 1 << 20

// NoHit is a hit that is nowhere.
var NoHit = transcript.Hit{Turn: -2}

// HitsMsg is what a search has found since the last one.
type HitsMsg struct {
	Of     *Reading
	number int
	pieces []hits
	rest   <-chan hits
}

// hits are some hits in order, after or before the turn that it began at.
type hits struct {
	hits   []transcript.Hit
	before bool
	last   bool // of all
	err    error
}

// Len returns the number of hits so far.
func (s *Search) Len() int { return len(s.after) + len(s.before) }

// Hit returns a hit by its number, counted from after[0] on.
func (s *Search) Hit(i int) transcript.Hit {
	if i < len(s.after) {
		return s.after[i]
	}
	return s.before[i-len(s.after)]
}

// Index returns the number of the hit the reader is at, counted from after[0]
// on and round, -1 if there is none.
func (s *Search) Index() int {
	if s.At == NoHit {
		return -1
	}
	return s.Next(Point{s.At.Turn, s.At.Off})
}

// Number returns which hit in the order of the document the reader is at,
// from 1, 0 while that is not known.
func (s *Search) Number() int {
	i := s.Index()
	if i < 0 || i < len(s.after) && s.Busy {
		return 0
	}
	return (i+len(s.before))%s.Len() + 1
}

// Next returns the number of the first hit at or after a place, going round;
// -1 if there is none.
func (s *Search) Next(p Point) int {
	if s.Len() == 0 {
		return -1
	}
	return s.search(p) % s.Len()
}

// search returns how many hits, counted from after[0] on, come before a place.
func (s *Search) search(p Point) int {
	part, base := s.after, 0
	if p.Turn < s.from {
		part, base = s.before, len(s.after)
	}
	return base + sort.Search(len(part), func(i int) bool {
		return part[i].Turn > p.Turn || part[i].Turn == p.Turn && part[i].Off >= p.Off
	})
}

// begin looks for p from a place on. Where there was another search the
// reader stays where they are until there is a hit.
func (s *Search) begin(r *Reading, p *transcript.Pattern, origin Anchor) tea.Cmd {
	*s = Search{Job: s.Job, Pattern: p, from: origin.Turn, At: NoHit, origin: origin}
	return s.run(r, s.from, s.from >= 0)
}

// Again looks for the same pattern, where what is shown has changed.
func (s *Search) Again(r *Reading) tea.Cmd {
	if s.Pattern == nil {
		return nil
	}
	typing, at := s.Typing, s.At
	cmd := s.begin(r, s.Pattern, r.Dialogue.Anchor)
	if s.Typing = typing; at != NoHit {
		if _, kept := r.Dialogue.Sel.Pos(at.Turn); kept {
			s.At = at
		}
	}
	return cmd
}

// grew looks at the turns that have come since. The last one may have grown.
func (s *Search) grew(r *Reading) tea.Cmd {
	if s.Pattern == nil || s.Busy || s.known == r.Doc.Len() && s.covered == r.known() {
		return nil
	}
	from := max(s.known-1, s.from)
	s.after = slices.DeleteFunc(s.after, func(h transcript.Hit) bool { return h.Turn >= from })
	return s.run(r, from, false)
}

func (s *Search) run(r *Reading, from int, round bool) tea.Cmd {
	ctx, number := s.Start()
	s.known, s.covered, s.Sel = r.Doc.Len(), r.known(), r.Dialogue.Sel
	found := make(chan hits, 16)
	doc, p, sel, origin := r.Doc.Snapshot(), s.Pattern, s.Sel, s.from
	return func() tea.Msg {
		guard.Go(func() { seek(ctx, doc, p, sel, from, round, origin, found) })
		return nextHits(r, number, found)
	}
}

// seek sends the hits from a turn on, and then, to go round, those before
// the turn origin.
func seek(ctx context.Context, d *transcript.Document, p *transcript.Pattern, sel *transcript.Selection, from int, round bool, origin int, found chan<- hits) {
	send := func(h hits) bool {
		select {
		case found <- h:
			return true
		case <-ctx.Done():
			return false
		}
	}
	defer close(found) // of work that was given up this is all
	err := d.Search(ctx, p, sel, from, func(h []transcript.Hit) bool { return send(hits{hits: h}) })
	if err == nil && round {
		err = d.Search(ctx, p, sel, -1, func(h []transcript.Hit) bool {
			n := sort.Search(len(h), func(i int) bool { return h[i].Turn >= origin })
			return send(hits{hits: h[:n], before: true}) && n == len(h)
		})
	}
	send(hits{last: true, err: err})
}

// nextHits waits for hits, and takes what else there is.
func nextHits(r *Reading, number int, found <-chan hits) tea.Msg {
	msg := HitsMsg{Of: r, number: number, rest: found}
	for wait := true; ; wait = false {
		h, ok := hits{}, true
		if wait {
			h, ok = <-found
		} else {
			select {
			case h, ok = <-found:
			default:
				return msg
			}
		}
		h.last = h.last || !ok
		if msg.pieces = append(msg.pieces, h); h.last {
			return msg
		}
	}
}

// found takes what has been found.
func (s *Search) found(msg HitsMsg) tea.Cmd {
	for _, h := range msg.pieces {
		to := &s.after
		if h.before {
			to = &s.before
		}
		room := max(0, maxHits-len(*to))
		s.full = s.full || room < len(h.hits)
		*to = append(*to, h.hits[:min(room, len(h.hits))]...)
		if h.last {
			s.Stop()
			return nil
		}
	}
	return func() tea.Msg { return nextHits(msg.Of, msg.number, msg.rest) }
}

// marks returns the bytes of the source where hits begin, in order.
func (s *Search) marks() []int64 {
	marks := make([]int64, 0, s.Len())
	for _, part := range [][]transcript.Hit{s.before, s.after} {
		for _, h := range part {
			marks = append(marks, h.Off)
		}
	}
	return marks
}
