package view

import (
	"cmp"
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
)

// A ranking is the speakers, ordered by how much they say.
type ranking struct {
	Order  []int    // speakers that match the pattern, or all
	places []uint32 // index in Order plus 1, by speaker; 0: not in it
	bytes  int64    // of all speakers in Order
	ranked int64    // bytes of the document when they were ranked
}

// MaxAtOnce is the largest number of speakers that is ranked before the next frame.
// More, up to a million, are ranked in the background.
const MaxAtOnce = 1 << 14

// rank returns the ranking of the speakers that match p, or of all if p is nil. If
// ctx ends, the result is incomplete.
func rank(ctx context.Context, d *transcript.Document, p *transcript.Pattern) ranking {
	all := d.Speakers()
	k := ranking{Order: make([]int, 0, len(all)), places: make([]uint32, len(all))}
	k.ranked, _ = d.Scanned()
	for i := range all[1:] {
		s := &all[i+1]
		k.bytes += s.Bytes
		if p == nil || len(p.Find(transcript.HeadingText(s.Name, s.Role))) > 0 {
			k.Order = append(k.Order, i+1)
		}
		if i%MaxAtOnce == 0 && ctx.Err() != nil {
			return k
		}
	}
	slices.SortFunc(k.Order, func(i, k int) int { return cmp.Or(cmp.Compare(all[k].Bytes, all[i].Bytes), i-k) })
	for i, who := range k.Order {
		k.places[who] = uint32(i + 1)
	}
	return k
}

// placeOf returns the index of a speaker in the order, -1 if it is not there. It
// must be fast: every key asks for the speaker being read, among up to a million.
func (k *ranking) placeOf(who int) int {
	if who < 0 || who >= len(k.places) {
		return -1
	}
	return int(k.places[who]) - 1
}

// RankedMsg brings a new ranking.
type RankedMsg struct {
	Of      *Reading
	number  int
	ranking ranking
	top     bool // the cursor moves to the first speaker
}

// stale reports whether to rank the speakers again, at intervals and at the end.
func (b *sidebar) stale(r *Reading) bool {
	known, done := r.Doc.Scanned()
	often := int64(8)
	if len(r.Doc.Speakers()) > MaxAtOnce {
		often = 1
	}
	return b.Order == nil || done && known != b.ranked || known > b.ranked+b.ranked/often
}

// Rank returns the work of ranking the speakers. Until it is done, a list that was
// just narrowed is empty.
func (b *sidebar) Rank(r *Reading, top bool) tea.Cmd {
	ctx, number := b.Reranking.Start()
	if len(r.Doc.Speakers()) <= MaxAtOnce || b.Order == nil {
		b.put(rank(ctx, r.Doc, b.Narrow[0]), top)
		return nil
	}
	if top {
		b.Order, b.places = b.Order[:0], nil
	}
	d, p := r.Doc.Snapshot(), b.Narrow[0]
	return func() tea.Msg { return RankedMsg{r, number, rank(ctx, d, p), top} }
}

// put shows another order. The cursor stays on its speaker or goes to the top.
func (b *sidebar) put(k ranking, top bool) {
	b.Reranking.Stop()
	on := -1
	if b.speakers.Cursor < len(b.Order) {
		on = b.Order[b.speakers.Cursor]
	}
	b.ranking = k
	if i := b.placeOf(on); i >= 0 && b.Focus == OnSpeakers {
		b.speakers.Cursor = i
	}
	if top {
		b.speakers.Cursor = 0
	}
}

// Reranked shows a new ranking.
func (b *sidebar) Reranked(msg RankedMsg) tea.Cmd {
	if !b.Reranking.Is(msg.number) {
		return nil
	}
	b.put(msg.ranking, msg.top)
	return b.Grew(msg.Of)
}
