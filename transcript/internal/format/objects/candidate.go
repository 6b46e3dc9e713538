package objects

import (
	"slices"
	"strings"

	"verbatim/internal/text"
)

// minEvidence is the evidence that a list needs to count as speech.
const minEvidence = 4.0

// A candidate is a list that may be the transcript.
type candidate struct {
	*node
	*group
	evidence float64
	score    float64
}

// isNamed reports whether the list is one of several, and the object around each names the
// speaker of the whole list.
func (c *candidate) isNamed() bool {
	if c.voiced > 0 || c.inner > 0 || c.node.key == anyMember || c.node.parent == nil || c.node.parent.key != anyMember {
		return false
	}
	g := c.node.parent.parent.members
	return g != nil && g.n > 1 && (g.voiced == g.n && len(g.names) == g.n || len(g.idNames) == g.n)
}

// tierKeys returns the keys of the list and its siblings, if these keys can be the names of
// the speakers.
func (c *candidate) tierKeys() (keys []string) {
	if c.voiced > 0 || c.inner > 0 || c.node.parent == nil || c.object {
		return nil
	}
	for _, k := range c.node.parent.kids {
		g := k.members
		if g == nil || g.object || isPart(k.key) || g.texts*2 < g.n || (g.timed > 0) != (c.timed > 0) || k.key == anyMember {
			return nil
		}
		keys = append(keys, k.key)
	}
	return keys
}

// inside reports whether a is b or below it.
func inside(a, b *node) bool {
	for ; a != nil; a = a.parent {
		if a == b {
			return true
		}
	}
	return false
}

// candidates returns the lists that may be the transcript.
func candidates(root *node, need float64) (found []candidate) {
	for _, c := range lists(root, nil) {
		if c.isSpeech(need) {
			found = append(found, c)
		}
	}
	return found
}

// lists appends the lists at n and below.
func lists(n *node, all []candidate) []candidate {
	if n.members != nil {
		all = append(all, candidate{node: n, group: n.members})
	}
	for _, k := range n.kids {
		if fieldOf(k.key).is != isAlternatives { // alternatives are read as part of the object around them
			all = lists(k, all)
		}
	}
	return all
}

// Names of lists that contain speech, that contain messages, and that may contain either.
var (
	spokenLists = text.WordSet(`segments utterances transcript transcripts monologues turns dialogue dialog dialogues conversation captions cues subtitles phrases
		sentences speeches recognizedphrases transcription interventions utterance speech wordsegments diarization transcriptsegments segment talk
		transcriptentries diarizedtranscript exchanges discussion transcriptions statements`)
	chatLists  = text.WordSet(`messages chatmessages messagelist thread conversation chat`)
	maybeLists = text.WordSet(`results chunks words tokens entries chatmessages posts events items chats result history log contents mapping
		conversations message comments replies messageslist lines blocks channels`)
)

// isSpeech computes the evidence for the list, and reports whether it is enough.
func (c *candidate) isSpeech(need float64) bool {
	g := c.group
	if c.texts == 0 || g.object && g.texts < 2 {
		return false
	}
	if c.texts*3 < c.n-c.notes && c.tied == 0 {
		return false
	}
	key := plainKey(c.node.key)
	if c.node.key == anyMember {
		key = plainKey(c.node.parent.key)
	}
	c.evidence = float64(c.weights) / float64(max(c.weighed, 1))
	voices := c.voiced*2 >= c.texts || c.inner > 0
	switch {
	case c.own:
		c.evidence += minEvidence
	case c.persons > 0 && c.models > 0:
		c.evidence += 3
	case c.persons > 0 && len(c.names) > 1:
		c.evidence += 2
	case c.voiced >= 4 && len(c.names)*2 <= c.voiced:
		c.evidence++
	}
	if c.ranged*2 >= c.texts && c.back*4 <= c.texts {
		c.evidence++
	}
	if c.parts > 0 {
		c.evidence += 2
	}
	told := c.told > 1 && c.told*2 > c.texts
	if told {
		c.evidence += 4
	}
	sure := spokenLists[key]
	switch {
	case sure:
		c.evidence += 2
	case chatLists[key]:
		c.evidence += 2
	case maybeLists[key]:
		c.evidence++
	}
	weak := c.strong == 0 && c.inner == 0
	if c.words < 2*c.texts && weak && !sure && !maybeLists[key] && c.wordly == 0 {
		c.evidence -= 3
	}
	if weak && voices && len(c.names) == c.voiced && (c.timed == 0 || c.n == 1) {
		c.evidence--
	}
	return c.evidence >= need && (voices || c.timed*2 >= c.texts || c.wordly > 0 || c.best > 0 || told) || sure && c.evidence >= need-1
}

// rank sets the scores of lists. told is set if a separate list states the speakers and
// their times.
func rank(all []candidate, told bool) {
	size := 0
	for _, c := range all {
		size = max(size, c.size)
	}
	for i := range all {
		one := &all[i]
		one.rank(size, told)
		for _, c := range all {
			switch {
			case c.node == one.node || !inside(one.node, c.node):
			case c.voiced*2 > c.texts, one.words < 2*one.texts && c.words >= 2*c.texts:
				one.score -= 8 // replies to its members, or their words
			}
		}
	}
}

// rank sets the score of the list. size is the number of bytes of text in the largest list.
func (c *candidate) rank(size int, told bool) {
	c.score = c.evidence
	switch {
	case c.strong*2 >= c.texts || c.inner > 0 || c.isApart() || told && c.timed*2 >= c.texts:
		c.score += 4
	case c.voiced*2 >= c.texts:
		c.score += 2
	}
	if c.words >= 2*c.texts {
		c.score += 2
	}
	if c.size*3 < size {
		c.score -= 3
	}
	if c.timed*2 >= c.texts {
		c.score++
	}
	if c.isOther() {
		c.score -= 8
	}
}

// otherLists are prefixes of the keys of lists that do not contain the speech itself:
// summaries, translations, other versions.
var otherLists = [...]string{"transl", "summar", "highlight", "action", "task", "todo", "keypoint", "keyquestion", "decision", "nextstep", "insight", "chapter", "draft",
	"pinned", "quoted", "reply", "followup", "suggest", "spans", "entities", "keyword", "recipe", "annotations"}

// isOther reports whether the list is below a key with such a prefix.
func (c *candidate) isOther() bool {
	for n := c.node; n != nil; n = n.parent {
		key := plainKey(n.key)
		for _, start := range otherLists {
			if strings.HasPrefix(key, start) {
				return start != "annotations" || c.strong > 0
			}
		}
	}
	return false
}

// steps returns the keys from the root to the members of n, or nil if n is nil.
func (n *node) steps() []string {
	if n == nil {
		return nil
	}
	steps := []string{anyMember}
	for ; n.parent != nil; n = n.parent {
		steps = append(steps, n.key)
	}
	slices.Reverse(steps)
	return steps
}

// maxChannels is the maximum number of channels in a recording.
const maxChannels = 16

// isApart reports whether each member of the list holds all words of one channel.
func (c *candidate) isApart() bool {
	return (plainKey(c.node.key) == "channels" || len(c.chans) == c.n) && c.parts == c.texts && c.n > 1 && c.n <= maxChannels && c.words > 2*c.n
}

// wallUnit returns the unit of the starts in milliseconds, if the median start is a
// plausible Unix time of this century.
func (c *candidate) wallUnit() (unit float64, ok bool) {
	if len(c.starts) == 0 {
		return 0, false
	}
	starts := slices.Sorted(slices.Values(c.starts))
	for unit, n := 1000.0, starts[len(starts)/2]; unit >= 1e-6; unit /= 1000 {
		if ms := n * unit; ms > since2000 && ms < 3*since2000 {
			return unit, true
		}
	}
	return 0, false
}

// since2000 is the year 2000 in milliseconds since 1970.
const since2000 = 946_684_800_000

// durations returns the durations of the records. If a record does not state its duration,
// it is the time to the next start.
func (c *candidate) durations() []float64 {
	lengths := slices.Clone(c.lengths)
	for i := range lengths {
		if lengths[i] == 0 && i+1 < len(c.starts) {
			lengths[i] = c.starts[i+1] - c.starts[i]
		}
	}
	return lengths
}

// spans returns the first list at or below n that has speakers and times but no text, or
// nil.
func spans(n *node) *node {
	if g := n.members; g != nil && !g.object && g.texts*2 < g.n && g.timed*2 >= g.n && g.voiced*2 >= g.n && (g.strong > 0 || isPeople(n.key)) {
		return n
	}
	for _, k := range n.kids {
		if found := spans(k); found != nil {
			return found
		}
	}
	return nil
}
