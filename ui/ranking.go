package ui

import (
	"cmp"
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
)

// A ranking is the speakers, who says most first.
type ranking struct {
	order  []int    // those that the pattern leaves
	places []uint32 // by speaker, where it is in the order, counted from 1; 0: nowhere
	bytes  int64    // that all of them say
	ranked int64    // bytes of the document that the order was made of
}

// maxAtOnce is how many speakers are ranked before the next frame. More are
// ranked beside the screen: there may be a million.
const maxAtOnce = 1 << 14

// rank returns the ranking of the speakers of d in which p is found, of all
// for nil. Of work that was given up it is of no use.
func rank(ctx context.Context, d *transcript.Document, p *transcript.Pattern) ranking {
	all := d.Speakers()
	k := ranking{order: make([]int, 0, len(all)), places: make([]uint32, len(all))}
	k.ranked, _ = d.Scanned()
	for i := range all[1:] {
		s := &all[i+1]
		k.bytes += s.Bytes
		if p == nil || len(p.Find(transcript.HeadingText(s.Name, s.Role))) > 0 {
			k.order = append(k.order, i+1)
		}
		if i%maxAtOnce == 0 && ctx.Err() != nil {
			return k
		}
	}
	slices.SortFunc(k.order, func(i, k int) int { return cmp.Or(cmp.Compare(all[k].Bytes, all[i].Bytes), i-k) })
	for i, who := range k.order {
		k.places[who] = uint32(i + 1)
	}
	return k
}

// placeOf returns where a speaker is in the order, -1: nowhere. There may be
// a million, and every key asks for the one being read.
func (k *ranking) placeOf(who int) int {
	if who < 0 || who >= len(k.places) {
		return -1
	}
	return int(k.places[who]) - 1
}

// rankedMsg is the speakers in an order of now.
type rankedMsg struct {
	of      *reading
	number  int
	ranking ranking
	top     bool // the cursor goes to the first one
}

// stale reports whether the speakers are to be ranked again: now and then,
// and at the end.
func (b *sidebar) stale(r *reading) bool {
	known, done := r.doc.Scanned()
	often := int64(8)
	if len(r.doc.Speakers()) > maxAtOnce {
		often = 1
	}
	return b.order == nil || done && known != b.ranked || known > b.ranked+b.ranked/often
}

// rank has the speakers ranked. While a list that has been narrowed anew is
// not there, nobody is on it.
func (b *sidebar) rank(r *reading, top bool) tea.Cmd {
	ctx, number := b.reranking.start()
	if len(r.doc.Speakers()) <= maxAtOnce || b.order == nil {
		b.put(rank(ctx, r.doc, b.narrow[0]), top)
		return nil
	}
	if top {
		b.order, b.places = b.order[:0], nil
	}
	d, p := r.doc.Snapshot(), b.narrow[0]
	return func() tea.Msg { return rankedMsg{r, number, rank(ctx, d, p), top} }
}

// put has the speakers in another order. The cursor stays on the one it is
// on, or goes to the top.
func (b *sidebar) put(k ranking, top bool) {
	b.reranking.stop()
	on := -1
	if b.speakers.cursor < len(b.order) {
		on = b.order[b.speakers.cursor]
	}
	b.ranking = k
	if i := b.placeOf(on); i >= 0 && b.focus == onSpeakers {
		b.speakers.cursor = i
	}
	if top {
		b.speakers.cursor = 0
	}
}

// reranked takes the speakers in their new order.
func (b *sidebar) reranked(msg rankedMsg) tea.Cmd {
	if !b.reranking.is(msg.number) {
		return nil
	}
	b.put(msg.ranking, msg.top)
	return b.grew(msg.of)
}
