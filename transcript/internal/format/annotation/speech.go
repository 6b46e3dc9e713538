package annotation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// chosen returns the tiers that are speech, by these rules:
//
//  1. A tier that adds to another one is not speech, unless the other has only numbers and
//     references.
//
//  2. The speaker of a tier is stated by the format or by the tier that it adds to.
//     Otherwise it is the part of the name that does not describe the contents.
//
//  3. If a speaker has several tiers, those with the best contents are used: speech, else
//     unknown, else words, else translations, else any.
//
//  4. If two of these overlap, the first is used, or the second if it has more than twice
//     as much text.
//
//  5. A speaker who has only translations or asides is skipped if others have words. But a
//     tier named after a language belongs to a person with that name if there is no speech
//     at the same times: Ray English.
func (s *score) chosen() []*tier {
	groups, order := map[string][]*tier{}, []string{}
	for _, t := range s.eligible() {
		g := groups[t.who]
		switch {
		case len(g) == 0:
			order = append(order, t.who)
			groups[t.who] = []*tier{t}
		case t.content == g[0].content:
			groups[t.who] = prefer(g, t)
		case t.content < g[0].content:
			groups[t.who] = []*tier{t}
		}
	}
	best := aside
	for _, g := range groups {
		best = min(best, g[0].content)
	}
	var all []*tier
	for _, who := range order {
		if g := groups[who]; best > words || g[0].content <= words {
			all = append(all, g...)
		}
	}
	for _, who := range order {
		if g := groups[who]; best <= words && who != "" && g[0].content == translation {
			all = append(all, named(g, all)...)
		}
	}
	return all
}

// named returns the tiers that do not overlap with speech, each with its whole name as the
// speaker.
func named(tiers, speech []*tier) []*tier {
	var all []*tier
	for _, t := range tiers {
		if t.parent != "" || slices.ContainsFunc(speech, func(s *tier) bool { return overlap(s, t) }) {
			continue
		}
		if t.speaker == "" {
			t.who = text.CleanName(t.name)
		}
		all = append(all, t)
	}
	return all
}

// eligible returns the tiers with words, except those that add to another tier with words.
// It sets the speaker and contents of each.
func (s *score) eligible() []*tier {
	var all []*tier
	for _, t := range s.tiers {
		if !t.hasWords() {
			continue
		}
		slices.SortStableFunc(t.all, byStart)
		who, c := nameOf(withoutName(t.name, t.speaker))
		if t.content == byName {
			t.content = c
		}
		if t.who = t.speaker; t.who == "" && !t.unnamed {
			t.who = who
		}
		parent := s.byID[t.parent]
		adds := false
		for depth := 0; parent != nil && parent != t && depth < 64; depth++ {
			adds = adds || parent.hasWords()
			if t.speaker == "" {
				if t.who = parent.speaker; t.who == "" {
					t.who, _ = nameOf(parent.name)
				}
			}
			parent = s.byID[parent.parent]
		}
		if !adds {
			all = append(all, t)
		}
	}
	return all
}

// withoutName returns the name of a tier without the speaker, because words of the
// speaker's name must not count as the kind of tier.
func withoutName(name, speaker string) string {
	if speaker == "" {
		return name
	}
	k := strings.Index(name, speaker)
	if k < 0 {
		return name
	}
	before, _ := utf8.DecodeLastRuneInString(name[:k])
	after, _ := utf8.DecodeRuneInString(name[k+len(speaker):])
	if unicode.IsLetter(before) || unicode.IsLetter(after) {
		return name
	}
	return name[:k] + name[k+len(speaker):]
}

// hasWords reports whether a tier has text other than numbers and references.
func (t *tier) hasWords() bool {
	return slices.ContainsFunc(t.all, func(a annotation) bool { return !isReference(a.text) })
}

// isReference reports whether the text of an annotation is only a number or the id of
// another annotation.
func isReference(said string) bool {
	letters := false
	for _, r := range said {
		switch {
		case unicode.IsDigit(r):
			return !strings.ContainsAny(strings.TrimSpace(said), " ") || strings.Trim(said, "0123456789 .:-_") == ""
		case unicode.IsLetter(r):
			letters = true
		}
	}
	return !letters
}

// prefer adds a tier to others with the same speaker and contents. If it overlaps with one,
// only one of the two is kept.
func prefer(g []*tier, t *tier) []*tier {
	for i, have := range g {
		if !overlap(have, t) {
			continue
		}
		if t.letters() > 2*have.letters() {
			g[i] = t
		}
		return g
	}
	return append(g, t)
}

// letters returns the number of bytes of text in a tier.
func (t *tier) letters() int {
	n := 0
	for _, a := range t.all {
		n += len(a.text)
	}
	return n
}

// overlap reports whether over half of the annotations of the tier that has fewer are at
// the times of the other. Both must be in order of time. For long tiers it examines a
// sample.
func overlap(a, b *tier) bool {
	if len(a.all) > len(b.all) {
		a, b = b, a
	}
	n, seen, step := 0, 0, 1+len(a.all)/100
	for i := 0; i < len(a.all); i += step {
		seen++
		ms := middle(a.all[i].at)
		k, _ := slices.BinarySearchFunc(b.all, ms+1, startsAt)
		if k > 0 && b.all[k-1].at.End >= ms {
			n++
		}
	}
	return n*2 > seen
}

// whoAt returns a function that returns the speaker at a time. If a tier has no speaker, a
// tier named speaker supplies it.
func (t *tier) whoAt(s *score) func(at tape.Stretch) string {
	k := slices.IndexFunc(s.tiers, func(n *tier) bool { return n != t && isOfNames(n.name) && len(n.all) > 0 })
	if t.who != "" || k < 0 {
		return func(tape.Stretch) string { return t.who }
	}
	names := s.tiers[k].all
	slices.SortStableFunc(names, byStart)
	return func(at tape.Stretch) string {
		ms := middle(at)
		k, _ := slices.BinarySearchFunc(names, ms+1, startsAt)
		if k > 0 && names[k-1].at.End >= ms {
			return text.OneLine(names[k-1].text)
		}
		return ""
	}
}

// isOfNames reports whether the annotations of a tier with this name are speakers.
func isOfNames(name string) bool {
	switch strings.ToLower(name) {
	case "speaker", "speakers", "spk", "spkr", "who", "sprecher", "locuteur", "locuteurs", "hablante", "diarization":
		return true
	}
	return false
}
