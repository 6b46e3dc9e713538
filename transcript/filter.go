package transcript

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"verbatim/internal/text"
)

// A Filter says which turns to keep: those of any of Speakers, in any of
// Exchanges, and with Text. An empty field keeps all, and so does the zero
// Filter.
type Filter struct {
	Speakers  []int    // indices of speakers
	Exchanges []int    // numbers of exchanges, 0 is the opening
	Text      *Pattern // found in the turn as shown
}

// Zero reports whether f keeps everything.
func (f Filter) Zero() bool {
	return len(f.Speakers) == 0 && len(f.Exchanges) == 0 && f.Text == nil
}

// A Selection is the turns of a document that a filter keeps, in order. The
// nil Selection keeps all of them, the zero Selection none. Document.Turns
// ranges over both.
type Selection struct {
	turns []uint32
	seen  int // turns of the document that were judged
}

// Len returns the number of turns kept, -1 if s is nil and keeps all.
func (s *Selection) Len() int {
	if s == nil {
		return -1
	}
	return len(s.turns)
}

// At returns the index of the kept turn number k, from 0.
func (s *Selection) At(i int) int {
	if s == nil {
		return i
	}
	return int(s.turns[i])
}

// Pos returns the position in s of the first kept turn at or after turn,
// and whether that is turn itself.
func (s *Selection) Pos(turn int) (i int, kept bool) {
	if s == nil {
		return turn, true
	}
	i = sort.Search(len(s.turns), func(i int) bool { return int(s.turns[i]) >= turn })
	return i, i < len(s.turns) && int(s.turns[i]) == turn
}

// Between returns the selection of those turns of s that are in [first, end).
func Between(s *Selection, first, end int) *Selection {
	if s == nil {
		out := &Selection{}
		for i := first; i < end; i++ {
			out.turns = append(out.turns, uint32(i))
		}
		return out
	}
	from, _ := s.Pos(first)
	to, _ := s.Pos(end)
	return &Selection{turns: slices.Clip(s.turns[from:to])}
}

// Select returns the turns that f keeps, nil if it keeps all. If f has a text,
// it reads the turns that Speakers and Exchanges leave; the error is that of
// ctx.
func (d *Document) Select(ctx context.Context, f Filter) (*Selection, error) {
	if f.Zero() {
		return nil, nil
	}
	return d.Extend(ctx, &Selection{}, f)
}

// Extend returns s, made by f, with the turns that were added to d since. s
// itself is not changed.
func (d *Document) Extend(ctx context.Context, s *Selection, f Filter) (*Selection, error) {
	if s == nil || f.Zero() {
		return nil, nil
	}
	return d.extend(ctx, s, f, max(0, s.seen-1), d.n) // the last turn may have grown
}

// extend returns s with those of the turns [from, end) that f, which is not zero, keeps.
func (d *Document) extend(ctx context.Context, s *Selection, f Filter, from, end int) (*Selection, error) {
	kept := s.turns
	for len(kept) > 0 && int(kept[len(kept)-1]) >= from {
		kept = kept[:len(kept)-1]
	}
	out := &Selection{turns: slices.Clip(kept), seen: end}
	if len(f.Speakers) == 0 && len(f.Exchanges) == 0 {
		return d.matching(ctx, f.Text, nil, out, from)
	}
	speakers := f.speakers(len(d.speakers))
	for _, r := range d.exchanges(f.Exchanges) {
		for i := max(r[0], from); i < min(r[1], end); i++ {
			if speakers == nil || speakers[d.SpeakerOf(i)] {
				out.turns = append(out.turns, uint32(i))
			}
		}
	}
	if f.Text == nil {
		return out, nil
	}
	k, _ := out.Pos(from)
	return d.matching(ctx, f.Text, out, &Selection{turns: slices.Clip(out.turns[:k]), seen: end}, from)
}

// matching adds the turns of s from turn from on that p matches to out.
func (d *Document) matching(ctx context.Context, p *Pattern, s, out *Selection, from int) (*Selection, error) {
	err := d.search(ctx, p, searchScope{s, from, out.seen}, searchSize, func(hits []Hit) bool {
		for _, h := range hits {
			if n := len(out.turns); n == 0 || int(out.turns[n-1]) != h.Turn {
				out.turns = append(out.turns, uint32(h.Turn))
			}
		}
		return true
	})
	return out, err
}

// speakers returns the filter's speakers as a set of n indices, nil for all.
func (f Filter) speakers(n int) []bool {
	if len(f.Speakers) == 0 {
		return nil
	}
	set := make([]bool, n)
	for _, s := range f.Speakers {
		if s < n {
			set[s] = true
		}
	}
	return set
}

// exchanges returns the spans of turns [first, end) of the exchanges ns, in
// order. Without ns, it returns the span of the whole document.
func (d *Document) exchanges(ns []int) [][2]int {
	if len(ns) == 0 {
		return [][2]int{{0, d.n}}
	}
	ns = slices.Compact(slices.Sorted(slices.Values(ns)))
	var spans [][2]int
	for _, n := range ns {
		if n > d.Questions() {
			break
		}
		first, end := d.ExchangeSpan(n)
		spans = append(spans, [2]int{first, end})
	}
	return spans
}

// FindSpeaker returns the index of the speaker called name: by the whole name,
// the whole label, or else a part of a name that only one speaker has, in any
// case. The error lists all speakers, or those that match name.
func (d *Document) FindSpeaker(name string) (int, error) {
	want := strings.ToLower(text.CleanName(name))
	var parts []int
	for i, s := range d.speakers {
		if i == 0 {
			continue
		}
		have := strings.ToLower(s.Name)
		if have == want {
			return i, nil
		}
		if strings.Contains(have, want) {
			parts = append(parts, i)
		}
	}
	for _, l := range d.labels {
		if l.Text != "" && strings.ToLower(l.Text) == want {
			return int(l.Speaker), nil
		}
	}
	switch {
	case len(parts) == 1:
		return parts[0], nil
	case len(parts) > 1:
		return 0, fmt.Errorf("%q matches several speakers: %s", text.CleanName(name), d.names(parts))
	case len(d.speakers) == 1:
		return 0, fmt.Errorf("unknown speaker %q: the transcript names no speakers", text.CleanName(name))
	}
	all := make([]int, 0, len(d.speakers)-1)
	for i := range d.speakers[1:] {
		all = append(all, i+1)
	}
	return 0, fmt.Errorf("unknown speaker %q; use one of %s", text.CleanName(name), d.names(all))
}

// names lists speakers for a message, at most 12.
func (d *Document) names(of []int) string {
	const maxListed = 12
	var names []string
	for i, s := range of {
		if i == maxListed {
			names = append(names, fmt.Sprintf("%d more", len(of)-maxListed))
			break
		}
		names = append(names, d.speakers[s].Name)
	}
	return strings.Join(names, ", ")
}
