package view

import (
	"sort"

	"verbatim/transcript"
)

// Lights are the hits of a pattern in a block. They are found as they come into
// view, because searching a long block would delay the key.
type Lights struct {
	of     *transcript.Pattern
	chunks map[int][][2]int // by number of the chunk that they begin in
}

// A chunk is searched with some text around it, for hits that cross its edges.
const (
	lightChunk  = 4 << 10 // bytes
	lightMargin = 512
)

// Within returns the hits that touch the bytes [from, to) of text. Each call must
// pass the same text.
func (l *Lights) Within(p *transcript.Pattern, text string, from, to int) [][2]int {
	if p == nil || from == to {
		return nil
	}
	if l.of != p {
		*l = Lights{of: p, chunks: make(map[int][][2]int)}
	}
	var hits [][2]int
	for k := max(0, from-lightMargin) / lightChunk; k*lightChunk < to; k++ {
		all := l.chunk(text, k)
		first := sort.Search(len(all), func(i int) bool { return all[i][1] > from })
		for _, h := range all[first:] {
			if h[0] < to {
				hits = append(hits, h)
			}
		}
	}
	return hits
}

// chunk returns the hits that begin in chunk k.
func (l *Lights) chunk(text string, k int) [][2]int {
	hits, ok := l.chunks[k]
	if ok {
		return hits
	}
	lo, hi := k*lightChunk, min((k+1)*lightChunk, len(text))
	base := max(0, lo-lightMargin)
	for _, h := range l.of.Find(text[base:min(hi+lightMargin, len(text))]) {
		if at := base + h[0]; at >= lo && at < hi {
			hits = append(hits, [2]int{at, base + h[1]})
		}
	}
	l.chunks[k] = hits
	return hits
}
