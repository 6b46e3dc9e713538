package view

import (
	"slices"
	"sort"

	"verbatim/transcript"
)

// A hitList has hits in the order of the document, in the pieces in which they were
// found: a list of a million hits is never copied. The zero hitList is empty.
type hitList struct {
	pieces [][]transcript.Hit
	ends   []int // number of hits up to the end of each piece
}

func (l *hitList) len() int {
	if len(l.ends) == 0 {
		return 0
	}
	return l.ends[len(l.ends)-1]
}

// at returns hit i, from 0.
func (l *hitList) at(i int) transcript.Hit {
	k, _ := slices.BinarySearch(l.ends, i+1)
	return l.pieces[k][i-l.ends[k]+len(l.pieces[k])]
}

// add appends hits, which follow those of l.
func (l *hitList) add(hits []transcript.Hit) {
	if len(hits) > 0 {
		l.ends = append(l.ends, l.len()+len(hits))
		l.pieces = append(l.pieces, hits)
	}
}

// cut drops the hits in turn and after it.
func (l *hitList) cut(turn int) {
	var kept hitList
	for _, piece := range l.pieces {
		kept.add(piece[:sort.Search(len(piece), func(i int) bool { return piece[i].Turn >= turn })])
	}
	*l = kept
}

// find returns the number of hits before the first for which is returns true. It must return true for
// all hits after that one.
func (l *hitList) find(is func(transcript.Hit) bool) int {
	k := sort.Search(len(l.pieces), func(k int) bool { return is(l.pieces[k][len(l.pieces[k])-1]) })
	if k == len(l.pieces) {
		return l.len()
	}
	piece := l.pieces[k]
	return l.ends[k] - len(piece) + sort.Search(len(piece), func(i int) bool { return is(piece[i]) })
}

// anyIn reports whether a hit begins in the bytes [lo, hi) of the source.
func (l *hitList) anyIn(lo, hi int64) bool {
	i := l.find(func(h transcript.Hit) bool { return h.Off >= lo })
	return i < l.len() && l.at(i).Off < hi
}
