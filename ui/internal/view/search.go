package view

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/guard"
	"verbatim/transcript"
)

// Count describes the number of hits and the current one: 2/14.
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

// A Search is a pattern and its hits. It starts at the turn being read, so that the
// first hit to show is found first, and wraps around.
type Search struct {
	Job
	Pattern *transcript.Pattern
	from    int                   // the turn it started at
	known   int                   // number of turns searched
	covered int64                 // their size in bytes
	Sel     *transcript.Selection // the turns searched
	after   hitList               // in turns from from on
	before  hitList               // in the turns before it
	full    bool                  // some hits were dropped: see maxHits
	At      transcript.Hit        // the current hit, or NoHit
	origin  Anchor                // the place when the search started
	Typing  bool                  // the pattern is being typed: go to the first hit
	Ahead   int                   // number of times n was pressed before the first hit
}

// maxHits is the limit on hits before and after the start, 16 MiB each.
const maxHits = 1 << 20

// NoHit stands for no current hit.
var NoHit = transcript.Hit{Turn: -2}

// HitsMsg brings the hits found since the last one.
type HitsMsg struct {
	Of     *Reading
	number int
	pieces []hits
	rest   <-chan hits
}

// hits are hits in order, after or before the turn that the search started at.
type hits struct {
	hits   []transcript.Hit
	before bool
	last   bool // of all
	err    error
}

// Len returns the number of hits so far.
func (s *Search) Len() int { return s.after.len() + s.before.len() }

// Hit returns hit i, counted from after[0] and wrapping around.
func (s *Search) Hit(i int) transcript.Hit {
	if i < s.after.len() {
		return s.after.at(i)
	}
	return s.before.at(i - s.after.len())
}

// Index returns the index of the current hit, counted as in Hit, -1 if there is
// none.
func (s *Search) Index() int {
	if s.At == NoHit {
		return -1
	}
	return s.Next(Point{s.At.Turn, s.At.Off})
}

// Number returns the number of the current hit in the order of the document, from
// 1, or 0 if unknown.
func (s *Search) Number() int {
	i := s.Index()
	if i < 0 || i < s.after.len() && s.Busy {
		return 0
	}
	return (i+s.before.len())%s.Len() + 1
}

// Next returns the index of the first hit at or after a place, wrapping around; -1
// if there is none.
func (s *Search) Next(p Point) int {
	if s.Len() == 0 {
		return -1
	}
	return s.search(p) % s.Len()
}

// search returns the number of hits, counted as in Hit, before a place.
func (s *Search) search(p Point) int {
	part, base := &s.after, 0
	if p.Turn < s.from {
		part, base = &s.before, s.after.len()
	}
	return base + part.find(func(h transcript.Hit) bool {
		return h.Turn > p.Turn || h.Turn == p.Turn && h.Off >= p.Off
	})
}

// begin searches for p from a place on. If it replaces another search, the place
// stays until there is a hit.
func (s *Search) begin(r *Reading, p *transcript.Pattern, origin Anchor) tea.Cmd {
	*s = Search{Job: s.Job, Pattern: p, from: origin.Turn, At: NoHit, origin: origin}
	return s.run(r, s.from, s.from >= 0)
}

// Again repeats the search after the shown turns have changed.
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

// grew searches new turns. The last known turn may have grown.
func (s *Search) grew(r *Reading) tea.Cmd {
	if s.Pattern == nil || s.Busy || s.known == r.Doc.Len() && s.covered == r.known() {
		return nil
	}
	from := max(s.known-1, s.from)
	s.after.cut(from)
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

// seek sends the hits from turn from on, then those before turn origin.
func seek(ctx context.Context, d *transcript.Document, p *transcript.Pattern, sel *transcript.Selection, from int, round bool, origin int, found chan<- hits) {
	send := func(h hits) bool {
		select {
		case found <- h:
			return true
		case <-ctx.Done():
			return false
		}
	}
	defer close(found) // if ctx ends, this is all that happens
	search := func(from, end int, before bool) error {
		sent := 0
		return d.Search(ctx, p, sel, from, end, func(h []transcript.Hit) bool {
			sent += len(h)
			return send(hits{hits: h, before: before}) && sent <= maxHits // more would be dropped
		})
	}
	err := search(from, d.Len(), false)
	if err == nil && round {
		err = search(-1, origin, true)
	}
	send(hits{last: true, err: err})
}

// nextHits waits for hits and takes all that are available.
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

// found adds hits.
func (s *Search) found(msg HitsMsg) tea.Cmd {
	for _, h := range msg.pieces {
		to := &s.after
		if h.before {
			to = &s.before
		}
		room := max(0, maxHits-to.len())
		s.full = s.full || room < len(h.hits)
		to.add(h.hits[:min(room, len(h.hits))])
		if h.last {
			s.Stop()
			return nil
		}
	}
	return func() tea.Msg { return nextHits(msg.Of, msg.number, msg.rest) }
}

// anyIn reports whether a hit begins in the bytes [lo, hi) of the source.
func (s *Search) anyIn(lo, hi int64) bool { return s.before.anyIn(lo, hi) || s.after.anyIn(lo, hi) }
