package label

import (
	"cmp"
	"slices"

	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
)

// asksByRole reports whether the name or the role of a speaker is a role that asks.
func asksByRole(s *record.Speaker) bool { return naming.IsAskRole(s.Name) || naming.IsAskRole(s.Role) }

// whoAsks sets Asks and Colour of the speakers of the head, and returns the rule that it
// used for Asks.
func whoAsks(b *record.Batch, turns []record.Turn, head []byte) record.Rule {
	stats := make([]askStats, len(b.Speakers)+1)
	labels := append([]record.Label{{}}, b.Labels...)
	var total int64
	for i, t := range turns {
		end := int64(len(head))
		if i+1 < len(turns) {
			end = turns[i+1].Off
		}
		s := &stats[labels[t.Label].Speaker]
		if t.Flags&record.EndsQuestion != 0 {
			s.ending++
		}
		s.add(head[min(t.Off+int64(t.Body), end):end])
		total += end - t.Off
	}
	rank(b.Speakers, stats)
	most := 0
	for i := range stats {
		if stats[i].bytes > stats[most].bytes {
			most = i
		}
	}
	first := 0
	if len(turns) > 0 {
		first = int(labels[turns[0].Label].Speaker)
	}
	size := make([]int64, len(b.Speakers))
	for i := range size {
		size[i] = stats[i+1].bytes
	}
	if persons, ok := personsIn(b.Speakers, labels, turns, size); ok {
		for i := range b.Speakers {
			b.Speakers[i].Asks = persons[i]
		}
		return record.RuleLabel
	}
	return chooseRule(b, labels, stats, most, first, total)
}

// chooseRule sets Asks by the first part of rule 6 by which any speaker asks. most is the
// speaker with the most bytes, and first the speaker of the first turn.
func chooseRule(b *record.Batch, labels []record.Label, stats []askStats, most, first int, total int64) record.Rule {
	turns := 0
	for i := range stats {
		turns += stats[i].turns
	}
	inferred := func(i int) bool { return i != most && stats[i].inferred(total, total/int64(max(1, turns))) }
	mark := func(asks func(i int) bool) bool {
		any := false
		for i := range b.Speakers {
			b.Speakers[i].Asks = asks(i + 1)
			any = any || b.Speakers[i].Asks
		}
		return any
	}
	byLabel := make([]bool, len(stats))
	for _, l := range labels[1:] {
		s := naming.ShapeOf(l.Text)
		byLabel[l.Speaker] = byLabel[l.Speaker] || naming.AsksByLabel(&s)
	}
	always := func(i int) bool { return stats[i].always() && stats[i].bytes*10 < total*3 }
	byRole := func(i int) bool { return asksByRole(&b.Speakers[i-1]) && stats[i].asking > 0 }
	switch {
	case mark(func(i int) bool { return byLabel[i] }):
		return record.RuleLabel
	case mark(byRole):
		mark(func(i int) bool { return byRole(i) || always(i) })
		return record.RuleRole
	case first > 0 && len(b.Speakers) > 2 && stats[first].chairs(total):
		mark(func(i int) bool { return i == first || i != most && always(i) })
		return record.RuleInferred
	case enough(stats, inferred) && mark(inferred):
		return record.RuleInferred
	case len(b.Speakers) > 1:
		mark(func(i int) bool { return stats[i].often(i == most) })
		return record.RuleEnding
	}
	return 0
}

// enough reports whether the speakers for whom asks returns true ask in at least three
// turns, or in half of all turns with a question.
func enough(stats []askStats, asks func(i int) bool) bool {
	theirs, all := 0, 0
	for i := range stats {
		all += stats[i].asking
		if asks(i) {
			theirs += stats[i].asking
		}
	}
	return theirs >= 3 || 2*theirs >= all
}

// askStats counts the turns of a speaker in the head.
type askStats struct {
	turns  int
	asking int // turns with a question mark near the end
	ending int // turns that end in a question
	bytes  int64
}

func (s *askStats) add(text []byte) {
	s.turns++
	s.bytes += int64(len(text))
	if hasQuestion(text[max(0, len(text)-200):]) {
		s.asking++
	}
}

// inferred reports whether a speaker asks by habit: with less than 30 % of the bytes, and a
// question in at least 30 % of the turns. For a speaker whose turns are less than half the
// mean size, like those of a moderator, 20 % are enough. mean is in bytes.
func (s *askStats) inferred(total, mean int64) bool {
	if s.turns == 0 || s.bytes*10 >= total*3 {
		return false
	}
	short := s.bytes*2 < mean*int64(s.turns)
	return s.asking*10 >= s.turns*3 || short && s.asking > 1 && s.asking*10 >= s.turns*2
}

// always reports whether a speaker does little but ask: at least 80 % of the turns end in a
// question.
func (s *askStats) always() bool { return s.ending > 0 && s.ending*10 >= s.turns*8 }

// chairs reports whether the first speaker leads the conversation: with less than half of
// the bytes, and questions in at least 40 % of the turns and in at least two turns.
func (s *askStats) chairs(total int64) bool {
	return s.asking > 1 && s.asking*10 >= s.turns*4 && s.bytes*2 < total
}

// often reports whether the turns of a speaker often end in a question: one in ten of them
// or, if the speaker has the most bytes, three in ten.
func (s *askStats) often(most bool) bool {
	share := 1
	if most {
		share = 3
	}
	return s.ending > 0 && s.ending*10 >= s.turns*share
}

// rank numbers the colours of speakers by their bytes, the most first. Anonymous speakers
// get colour 0.
func rank(speakers []record.Speaker, stats []askStats) {
	order := make([]int, 0, len(speakers))
	for i := range speakers {
		speakers[i].Colour = 0
		if !speakers[i].Anonymous {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, k int) int { return cmp.Compare(stats[k+1].bytes, stats[i+1].bytes) })
	for colour, i := range order {
		speakers[i].Colour = colour
	}
}
