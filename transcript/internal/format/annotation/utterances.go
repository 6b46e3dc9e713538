package annotation

import (
	"slices"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// Limits of utterances that are joined from words, in milliseconds and bytes.
const (
	breath        = 200  // a shorter pause does not end an utterance
	minJoined     = 8    // annotations needed to decide whether each holds one word
	longUtterance = 480  // bytes from which the end of a sentence ends an utterance
	maxUtterance  = 1600 // bytes from which any word ends it
)

// startsOf returns the starts of the annotations of several tiers, in order.
func startsOf(tiers []*tier) []int64 {
	if len(tiers) < 2 {
		return nil
	}
	var starts []int64
	for _, t := range tiers {
		for _, a := range t.all {
			starts = append(starts, a.at.Start)
		}
	}
	slices.Sort(starts)
	return starts
}

// utterances returns the annotations of a tier, which must be in order of time. It joins
// those that are parts of one utterance:
//
//  1. parts of the same annotation of another tier;
//  2. adjacent events, if the tier is split wherever any speaker begins;
//  3. words, unless a pause of tape.PauseTime separates them, or a shorter one in which
//     another speaker begins.
func (t *tier) utterances(starts []int64) []annotation {
	words := t.content == words || t.content == unknown && t.hasWordEach()
	blank := " "
	if t.glued && t.hasBlanks() {
		blank = ""
	}
	var all []annotation
	var said []byte
	end := func() {
		if n := len(all); n > 0 {
			all[n-1].text, said = text.OneLine(string(said)), said[:0]
		}
	}
	for _, a := range t.all {
		if n := len(all); n > 0 && !t.full(said) && t.joins(all[n-1], a, words, said, starts) {
			said = append(append(said, blank...), a.text...)
			all[n-1].at.End = max(all[n-1].at.End, a.at.End)
			continue
		}
		end()
		all, said = append(all, a), append(said, a.text...)
	}
	end()
	return all
}

// full reports whether an utterance is too long to be extended. Events are not limited by
// sentences, because they may end inside a word.
func (t *tier) full(said []byte) bool {
	n := len(said)
	return n >= maxUtterance && (!t.glued || said[n-1] == ' ' || n >= 2*maxUtterance)
}

// joins reports whether an annotation continues the utterance before it.
func (t *tier) joins(before, a annotation, words bool, said []byte, starts []int64) bool {
	return a.of != "" && a.of == before.of ||
		t.glued && a.at.Start == before.at.End ||
		words && !parted(before.at, a.at, said, starts)
}

// parted reports whether an utterance ends between two words of a speaker.
func parted(before, after tape.Stretch, said []byte, starts []int64) bool {
	pause := after.Start - before.End
	if pause >= tape.PauseTime || len(said) > longUtterance && text.EndsSentence(string(said)) {
		return true
	}
	if pause < breath {
		return false
	}
	k, _ := slices.BinarySearch(starts, before.End)
	return k < len(starts) && starts[k] < after.Start
}

// hasWordEach reports whether most annotations of a tier are single words in close
// succession, so that they have to be joined.
func (t *tier) hasWordEach() bool {
	single, near := 0, 0
	for i, a := range t.all {
		if strings.IndexByte(a.text, ' ') < 0 {
			single++
		}
		if i > 0 && a.at.Start-t.all[i-1].at.End < breath {
			near++
		}
	}
	n := len(t.all)
	return n >= minJoined && single*10 >= n*9 && near*2 >= n
}

// hasBlanks reports whether the text of annotations includes the spaces between them.
func (t *tier) hasBlanks() bool {
	return slices.ContainsFunc(t.all, func(a annotation) bool {
		return strings.HasSuffix(a.text, " ") || strings.HasPrefix(a.text, " ")
	})
}
