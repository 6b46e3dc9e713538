package ui

import (
	"context"
	"slices"
	"sort"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/guard"
	"verbatim/transcript"
)

// A search is what a reader looks for, and where it was found. It begins at
// the turn being read, so that the first hit shown is found first, and goes
// round.
type search struct {
	job
	pattern *transcript.Pattern
	from    int                   // the turn it began at
	known   int                   // turns that were there to be searched
	covered int64                 // bytes that they covered
	sel     *transcript.Selection // what was searched
	after   []transcript.Hit      // in turns from from on, in order
	before  []transcript.Hit      // in the turns before it
	full    bool                  // there are more hits than are kept
	at      transcript.Hit        // the one the reader is at, noHit: none
	origin  anchor                // where the reader was
	typing  bool                  // the pattern is being typed: go to the first hit by itself
	ahead   int                   // hits to go on from there, pressed before there was one
}

// maxHits is how many hits are kept on either side: 24 MiB of them.
const maxHits = 1 << 20

// noHit is a hit that is nowhere.
var noHit = transcript.Hit{Turn: -2}

// hitsMsg is what a search has found since the last one.
type hitsMsg struct {
	of     *reading
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

// len returns the number of hits so far.
func (s *search) len() int { return len(s.after) + len(s.before) }

// hit returns a hit by its number, counted from after[0] on.
func (s *search) hit(i int) transcript.Hit {
	if i < len(s.after) {
		return s.after[i]
	}
	return s.before[i-len(s.after)]
}

// index returns the number of the hit the reader is at, counted from after[0]
// on and round, -1 if there is none.
func (s *search) index() int {
	if s.at == noHit {
		return -1
	}
	return s.next(place{s.at.Turn, s.at.Off})
}

// number returns which hit in the order of the document the reader is at,
// from 1, 0 while that is not known.
func (s *search) number() int {
	i := s.index()
	if i < 0 || i < len(s.after) && s.busy {
		return 0
	}
	return (i+len(s.before))%s.len() + 1
}

// next returns the number of the first hit at or after a place, going round;
// -1 if there is none.
func (s *search) next(p place) int {
	if s.len() == 0 {
		return -1
	}
	return s.search(p) % s.len()
}

// search returns how many hits, counted from after[0] on, come before a place.
func (s *search) search(p place) int {
	part, base := s.after, 0
	if p.turn < s.from {
		part, base = s.before, len(s.after)
	}
	return base + sort.Search(len(part), func(i int) bool {
		return part[i].Turn > p.turn || part[i].Turn == p.turn && part[i].Off >= p.off
	})
}

// begin looks for p from a place on. Where there was another search the
// reader stays where they are until there is a hit.
func (s *search) begin(r *reading, p *transcript.Pattern, origin anchor) tea.Cmd {
	*s = search{job: s.job, pattern: p, from: origin.turn, at: noHit, origin: origin}
	return s.run(r, s.from, s.from >= 0)
}

// again looks for the same pattern, where what is shown has changed.
func (s *search) again(r *reading) tea.Cmd {
	if s.pattern == nil {
		return nil
	}
	typing, at := s.typing, s.at
	cmd := s.begin(r, s.pattern, r.dialogue.anchor)
	if s.typing = typing; at != noHit {
		if _, kept := r.dialogue.sel.Pos(at.Turn); kept {
			s.at = at
		}
	}
	return cmd
}

// grew looks at the turns that have come since. The last one may have grown.
func (s *search) grew(r *reading) tea.Cmd {
	if s.pattern == nil || s.busy || s.known == r.doc.Len() && s.covered == r.known() {
		return nil
	}
	from := max(s.known-1, s.from)
	s.after = slices.DeleteFunc(s.after, func(h transcript.Hit) bool { return h.Turn >= from })
	return s.run(r, from, false)
}

func (s *search) run(r *reading, from int, round bool) tea.Cmd {
	ctx, number := s.start()
	s.known, s.covered, s.sel = r.doc.Len(), r.known(), r.dialogue.sel
	found := make(chan hits, 16)
	doc, p, sel, origin := r.doc.Snapshot(), s.pattern, s.sel, s.from
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
func nextHits(r *reading, number int, found <-chan hits) tea.Msg {
	msg := hitsMsg{of: r, number: number, rest: found}
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
func (s *search) found(msg hitsMsg) tea.Cmd {
	for _, h := range msg.pieces {
		to := &s.after
		if h.before {
			to = &s.before
		}
		room := max(0, maxHits-len(*to))
		s.full = s.full || room < len(h.hits)
		*to = append(*to, h.hits[:min(room, len(h.hits))]...)
		if h.last {
			s.stop()
			return nil
		}
	}
	return func() tea.Msg { return nextHits(msg.of, msg.number, msg.rest) }
}

// marks returns the bytes of the source where hits begin, in order.
func (s *search) marks() []int64 {
	marks := make([]int64, 0, s.len())
	for _, part := range [][]transcript.Hit{s.before, s.after} {
		for _, h := range part {
			marks = append(marks, h.Off)
		}
	}
	return marks
}
