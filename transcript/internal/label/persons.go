package label

import (
	"strings"
	"unicode"

	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
)

// Limits for names that stand for a machine: the number of models, and of turns.
const (
	maxModels   = 6
	minAnswered = 4
)

// personsIn reports for each speaker of the head whether they are a person talking with a
// machine, and whether there is one. size has the number of bytes of each speaker. There
// is none unless every speaker has a side, or those without a side stand for the missing
// one.
func personsIn(speakers []record.Speaker, labels []record.Label, turns []record.Turn, size []int64) (persons []bool, any bool) {
	sides := make([]naming.Side, len(speakers))
	var sure, some [naming.Speaks + 1]int
	alone := -1 // the speaker without a side
	for i := range speakers {
		side, known := naming.SideOf(naming.SideName(speakers[i].Name))
		if role := speakers[i].Role; side == naming.NoSide && role != "" {
			side, known = naming.SideOf(naming.SideName(role))
		}
		if sides[i] = side; known {
			sure[side]++
		}
		if some[side]++; side == naming.NoSide {
			alone = i
		}
	}
	others := some[naming.NoSide]
	switch {
	case len(speakers) < 2, others > maxModels, others > 0 && some[naming.Machine] > 0 && some[naming.Person] > 0:
		return nil, false
	case others == 1 && sure[naming.Machine] > 0:
		sides[alone] = naming.Person
	case others == 1 && sure[naming.Person] > 0:
	case others > 0:
		if some[naming.Person] != 1 || some[naming.Machine] > 0 || !answers(sides, sure[naming.Person] > 0, speakers, labels, turns, size) {
			return nil, false
		}
	case !(sure[naming.Machine] > 0 && some[naming.Person] > 0 || sure[naming.Person] > 0 && some[naming.Machine] > 0):
		return nil, false
	}
	persons = make([]bool, len(speakers))
	for i, side := range sides {
		persons[i] = side == naming.Person
		any = any || persons[i]
	}
	return persons, any
}

// answers reports whether the speakers without a side may be models that answer the person:
// their names are one word or have a number, and they always speak after the person. Unless
// the person is certain or the names look like models, they must also say more than the
// person.
func answers(sides []naming.Side, sure bool, speakers []record.Speaker, labels []record.Label, turns []record.Turn, size []int64) bool {
	var theirs, total int64
	for i, side := range sides {
		total += size[i]
		if side != naming.NoSide {
			continue
		}
		theirs += size[i]
		name := speakers[i].Name
		model := isModelName(name)
		if class := naming.ClassOf(name); class == naming.FillerRole || class == naming.FillerFull && !model {
			return false
		}
		sure = sure || model
	}
	for k, t := range turns {
		who := labels[t.Label].Speaker
		if who == 0 || (sides[who-1] == naming.NoSide) != (k%2 == 1) {
			return false
		}
	}
	return len(turns) >= minAnswered && (sure || 2*theirs > total)
}

// isModelName reports whether a name looks like that of a model.
func isModelName(name string) bool {
	if naming.IsNumberedVoice(name) {
		return false
	}
	first, _, _ := strings.Cut(name, " ")
	capitals, small := 0, false
	for _, r := range first {
		if unicode.IsUpper(r) {
			capitals++
		}
		small = small || unicode.IsLower(r)
	}
	return strings.ContainsAny(name, "0123456789") || capitals > 2 && small
}
