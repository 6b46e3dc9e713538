package label

import (
	"slices"
	"strings"

	"verbatim/transcript/internal/naming"
)

// A sideChoice chooses the sides among the labels of one shape.
type sideChoice struct {
	shape    sideShape
	all      []sideLabel
	headings int // lines that are headings of this level
	sections int // lines that are headings
	code     int // blocks of code in the text
	sides    map[string]naming.Side
	numbered bool
}

// choose returns the sides and the number of lines that they label, or nil if this is not a
// conversation.
func (c *sideChoice) choose() (s *Sides, lines int) {
	count := map[string]int{}
	for i := range c.all {
		l := &c.all[i]
		if count[strings.ToLower(l.name)]++; withoutNumber(l.name) != l.name && count[strings.ToLower(l.name)] > 1 {
			c.numbered = true
		}
	}
	if !c.numbered {
		for i := range c.all {
			c.all[i].name = withoutNumber(c.all[i].name)
		}
	}
	c.sides = map[string]naming.Side{}
	if !c.named() && !c.beside(naming.Person, naming.Machine) && !c.beside(naming.Machine, naming.Person) {
		if !c.anyone() {
			return nil, 0
		}
	} else if c.settings(); !c.alternate() || c.hasCast() {
		return nil, 0
	}
	for i := range c.all {
		if c.sides[strings.ToLower(c.all[i].name)] != naming.NoSide {
			lines++
		}
	}
	return &Sides{shape: c.shape, sides: c.sides, numbered: c.numbered}, lines
}

// named finds the sides by words, by rule 2.
func (c *sideChoice) named() bool {
	var sure, some [naming.Speaks + 1]bool
	for i := range c.all {
		l := &c.all[i]
		sure[l.side], some[l.side] = sure[l.side] || l.sure, true
	}
	if !(sure[naming.Person] && some[naming.Machine] || sure[naming.Machine] && some[naming.Person]) {
		return false
	}
	for i := range c.all {
		if l := &c.all[i]; (l.side == naming.Person || l.side == naming.Machine) && l.sure == sure[l.side] {
			c.sides[strings.ToLower(l.name)] = l.side
		}
	}
	c.dropFields()
	return true
}

// dropFields removes the words that are fields of the page, by rule 7.
func (c *sideChoice) dropFields() {
	count := map[string]int{}
	var most [naming.Speaks + 1]int
	for i := range c.all {
		key := strings.ToLower(c.all[i].name)
		count[key]++
		most[c.sides[key]] = max(most[c.sides[key]], count[key])
	}
	for i := range c.all {
		l := &c.all[i]
		if key := strings.ToLower(l.name); count[key] == 1 && !l.said && most[c.sides[key]] > 1 {
			delete(c.sides, key)
		}
	}
}

// beside finds one side by words and the other by names, by rule 3.
func (c *sideChoice) beside(known, other naming.Side) bool {
	clear(c.sides)
	n, says, sure := 0, 0, false
	others := map[string]int{}
	near := map[string]int{} // number of these lines that are next to the known side
	for i := range c.all {
		l := &c.all[i]
		if l.side == known {
			c.sides[strings.ToLower(l.name)] = known
			n, sure = n+1, sure || l.sure
			if l.says {
				says++
			}
			continue
		}
		key := strings.ToLower(l.name)
		others[key]++
		if next := i - 1; known == naming.Machine && i+1 < len(c.all) && c.all[i+1].side == known || known == naming.Person && next >= 0 && c.all[next].side == known {
			near[key]++
		}
	}
	if n < 2 || !sure && (known == naming.Machine || !c.shape.marked() && says == 0 && c.code == 0 && !c.hasModel()) || known == naming.Person && c.all[0].side != known {
		return false
	}
	names, lines, often := 0, 0, false
	for i := range c.all {
		l := &c.all[i]
		key := strings.ToLower(l.name)
		if l.side != naming.NoSide || c.sides[key] != naming.NoSide || near[key] < others[key] || !mayTakePart(l.name) {
			continue
		}
		c.sides[key] = other
		names, lines, often = names+1, lines+others[key], often || others[key] > 1
	}
	return often && names <= maxModels && lines >= n-1 && (known == naming.Person || names == 1)
}

// anyone accepts names of any kind as labels, by rule 6.
func (c *sideChoice) anyone() bool {
	clear(c.sides)
	count := map[string]int{}
	for i := range c.all {
		count[strings.ToLower(c.all[i].name)]++
	}
	lines, said, changes, names, last := 0, 0, 0, 0, ""
	asks, words := false, true // every label asks; all labels are words for questions and answers
	for i := range c.all {
		l := &c.all[i]
		key := strings.ToLower(l.name)
		if count[key] < 2 || !isVoice(l.name, c.shape.level > 0) {
			continue
		}
		if c.sides[key] == naming.NoSide {
			c.sides[key] = naming.Speaks
			names++
		}
		if lines == 0 && l.line > maxSingleSeen {
			return false
		}
		if lines++; key != last {
			changes++
		}
		if last = key; l.said {
			said++
		}
		asks, words = asks || l.asks, words && naming.Senses(key).Is(naming.AskLabel|naming.VoiceLabel)
	}
	return (words || asks && c.sections <= 1) && (c.shape.colon || c.shape.marked()) && names >= 2 && lines >= 2*minSides-2 && c.code*codeTurns >= lines && float64(lines) >= codeShare*float64(len(c.all)) &&
		float64(changes) >= sidesChange*float64(lines) && float64(said) >= strongSpeech*float64(lines)
}

// Limits for labels of any kind: the maximum number of turns for each block of code, and
// the minimum share of the lines of their shape that they label.
const (
	codeTurns = 4
	codeShare = 0.75
)

// isVoice reports whether a name may be a label. In a heading it must be a word for
// questions or answers.
func isVoice(name string, heading bool) bool {
	may := naming.Senses(strings.ToLower(name))
	if may.Is(naming.AskLabel | naming.VoiceLabel) {
		return true
	}
	class := naming.ClassOf(name)
	return !heading && !may.Is(naming.Furniture|naming.Decision|naming.Opener) && (class == naming.FillerFull || class == naming.FillerSingle || class == naming.FillerNumbered || class == naming.FillerRole)
}

// hasModel reports whether a label without a side looks like the name of a model: with a
// number, or with several capitals among lowercase letters.
func (c *sideChoice) hasModel() bool {
	return slices.ContainsFunc(c.all, func(l sideLabel) bool {
		return l.side == naming.NoSide && mayTakePart(l.name) && isModelName(l.name)
	})
}

// mayTakePart reports whether a name may be that of a model or a person.
func mayTakePart(name string) bool {
	var buf [naming.MaxTerms]naming.Term
	terms := naming.TermsOf(name, buf[:])
	return len(terms) > 0 && len(terms) <= 4 && !naming.OpensSentence(name) && !terms[0].May.Is(naming.Furniture|naming.Decision|naming.AskLabel|naming.VoiceLabel) &&
		!naming.EndsInStop([]byte(name))
}

// settings accepts labels of instructions to the machine and of its tools. The machine must
// follow them, unless they come first.
func (c *sideChoice) settings() {
	ok := map[string]bool{}
	for i := range c.all {
		l := &c.all[i]
		if l.side != naming.Setting {
			continue
		}
		key := strings.ToLower(l.name)
		fits := i == 0 || i+1 < len(c.all) && c.sides[strings.ToLower(c.all[i+1].name)] == naming.Machine
		if before, seen := ok[key]; !seen || before {
			ok[key] = fits
		}
	}
	for key, fits := range ok {
		if fits {
			c.sides[key] = naming.Setting
		}
	}
}

// alternate reports whether the sides alternate, by rule 4.
func (c *sideChoice) alternate() bool {
	var last naming.Side
	n, changes, first, settings := 0, 0, -1, 0
	count := [naming.Speaks + 1]int{}
	for i := range c.all {
		side := c.sides[strings.ToLower(c.all[i].name)]
		if side == naming.Setting {
			settings++
		}
		if side != naming.Person && side != naming.Machine {
			continue
		}
		if n++; n == 1 {
			first = c.all[i].line
		} else if side != last {
			changes++
		}
		last = side
		count[side]++
	}
	switch {
	case count[naming.Person] == 0 || count[naming.Machine] == 0:
		return false
	case n >= minSides && (c.shape.marked() || min(count[naming.Person], count[naming.Machine]) > 1):
		return float64(changes) >= sidesChange*float64(n-1)
	case changes != n-1 || first > maxSingleSeen || c.shape.level > 0 && c.headings > len(c.all):
		return false
	case c.shape.marked():
		return len(c.all) == n+settings
	}
	said := slices.ContainsFunc(c.all, func(l sideLabel) bool { return l.said })
	return len(c.all) == n+settings && said && !slices.ContainsFunc(c.all, func(l sideLabel) bool { return !l.sure })
}

// hasCast reports whether other names recur after both sides, by rule 5.
func (c *sideChoice) hasCast() bool {
	type member struct {
		lines  int
		behind [naming.Speaks + 1]bool
	}
	cast := map[string]*member{}
	sides, side := 0, naming.NoSide
	for i := range c.all {
		l := &c.all[i]
		key := strings.ToLower(l.name)
		if is := c.sides[key]; is != naming.NoSide {
			sides, side = sides+1, is
			continue
		}
		if class := naming.ClassOf(l.name); class == naming.FillerSingle || class == naming.FillerFull || class == naming.FillerNumbered {
			if cast[key] == nil {
				cast[key] = &member{}
			}
			cast[key].lines++
			cast[key].behind[side] = true
		}
	}
	lines := 0
	for _, m := range cast {
		if m.lines > 1 && m.behind[naming.Person] && m.behind[naming.Machine] {
			lines += m.lines
		}
	}
	return 2*lines > sides
}
