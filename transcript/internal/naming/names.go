package naming

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
)

// This file splits the words of a label into a name and a role.

// isRole reports whether words name a role: Town councillor, Second officer.
func isRole(terms []Term) bool {
	n := len(terms)
	first, last := &terms[0], &terms[n-1]
	if of := wordOf(terms); first.Low == "the" && of > 1 && terms[of-1].May.Is(RoleWord) && Capitalised(last.Word) { // The Bishop of Rusland
		return n <= 8
	}
	if first.Low == "the" && n <= 10 && Capitalised(last.Word) { // The Cabinet Secretary for Bees
		k := slices.IndexFunc(terms, func(t Term) bool { return t.written(connective) && t.Low != "the" })
		if k > 1 && k < n-1 && terms[k-1].May.Is(RoleWord) {
			return true
		}
	}
	if n > 4 || !Capitalised(first.Word) || first.May.Is(Opener) && !first.May.Is(Ordinal) && last.May.Is(AskLabel) { // Another question
		return false
	}
	return first.May.Is(RoleWord) || last.May.Is(RoleWord) || first.May.Is(Ordinal) && n > 1 && !strings.HasSuffix(first.Word, ",")
}

// isGroup reports whether words name an unspecified group of people: Some hon. members,
// Several voices, Голоса из зала.
func isGroup(terms []Term) bool {
	n := len(terms)
	return n >= 2 && n <= 4 && (groupFirst[terms[0].Low] && groupLast[terms[n-1].Low] || groupLast[terms[0].Low] && terms[1].May.Is(connective))
}

var (
	groupFirst = text.WordSet(`some several many an a all other opposition government coalition honourable honorable hon various
plusieurs des divers mehrere einige varios algunos diversi alcuni несколько голоса кілька`)
	groupLast = text.WordSet(`members member senators senator voices voice deputies delegates lords mps votes
voix députés députées sénateurs abgeordnete stimmen zurufe voces diputados voci deputati голоса депутаты депутатов голоси депутати`)
)

// wordOf returns the index of "of", -1 if there is none.
func wordOf(terms []Term) int {
	return slices.IndexFunc(terms, func(t Term) bool { return t.Low == "of" })
}

// initialled reports whether w is initials and a surname without spaces: A.B.Lee.
func initialled(w string) bool {
	parts := strings.Split(w, ".")
	for i, p := range parts {
		if last := i == len(parts)-1; !Capitalised(p) || last != (utf8.RuneCountInString(p) > 2) {
			return false
		}
	}
	return len(parts) > 1
}

// isName reports whether terms are two to five capitalised words, perhaps with particles
// between them.
func isName(terms []Term) bool {
	capitals := 0
	for i := range terms {
		t := &terms[i]
		w, last := t.Word, i == len(terms)-1
		switch {
		case strings.ContainsAny(w, ",0123456789") && !(last && numbered(w)):
			return false
		case Capitalised(w):
			capitals++
		case i == 0 && len(terms) > 2 && t.written(connective) && len(w) <= 3:
		case i == 0 || last && !numbered(w) || !t.May.Is(connective) || strings.ToLower(w) != t.Low || len(w) > 5:
			return false
		case w == "of" || w == "and" || w == "for" || w == "the" || w == "with" || w == "by" || w == "from" || w == "to":
			return false
		}
	}
	return capitals >= 2 && len(terms) <= 6 || capitals == 1 && len(terms) == 2 && numbered(terms[1].Word)
}

// jointName reports whether terms are the names of two or more people.
func jointName(terms []Term) bool {
	from := 0
	for i := range terms {
		if terms[i].May.Is(Joint) {
			if i-from < 2 || !isName(terms[from:i]) {
				return false
			}
			from = i + 1
		}
	}
	return from > 0 && len(terms)-from >= 2 && isName(terms[from:])
}

// nameRole splits "Ann Lee, mayor of the town".
func nameRole(s *Shape, bare string) bool {
	name, role, ok := strings.Cut(bare, ", ")
	for _, dash := range [...]string{" -- ", " – ", " — "} {
		if !ok {
			name, role, ok = strings.Cut(bare, dash)
		}
	}
	if !ok {
		return false
	}
	var buf [MaxTerms]Term
	terms := TermsOf(name, buf[:])
	capitals := len(terms) == 1 && len(name) > 3 && AllCapitals(name) // ROSSI, ministro
	if len(terms) < 2 && !capitals || len(terms) > 6 || !capitals && !isName(terms) {
		return false
	}
	if slices.ContainsFunc(terms, func(t Term) bool { return t.May.Is(RoleWord) && !t.May.Is(Honorific) }) {
		return false
	}
	s.Form, s.Name, s.Role = FormNameRole, name, role
	return true
}

// capitalRole splits a name in capitals from the role after it: ANN LEE, CNN CORRESPONDENT.
func capitalRole(s *Shape, bare string) {
	name, role, ok := strings.Cut(bare, ", ")
	var buf [MaxTerms]Term
	if ok && role != "" && IsCapitalName(TermsOf(name, buf[:])) {
		s.Name, s.Role = name, role
	}
}

// EndsInRole reports whether s is a name followed by a comma and a role: Ann Lee, minister
// of ports.
func EndsInRole(s string) bool {
	_, role, ok := strings.Cut(s, ", ")
	var buf [MaxTerms]Term
	terms := TermsOf(role, buf[:])
	return ok && len(terms) > 0 && terms[0].May.Is(RoleWord|AskRole)
}

// part makes the words from at on the name, and the words before them the role.
func (s *Shape) part(terms []Term, at int) {
	s.Name, s.Role = inOne(terms[at:]), inOne(terms[:at])
}

// inOne joins words with spaces.
func inOne(terms []Term) string {
	words := make([]string, len(terms))
	for i := range terms {
		words[i] = terms[i].Word
	}
	return strings.Join(words, " ")
}

// roleName splits "Mayor of the town Ann Lee": the name is what follows the last word that
// cannot be part of a name.
func roleName(s *Shape, terms []Term) bool {
	n := len(terms)
	if n < 3 || !Capitalised(terms[0].Word) && !terms[0].May.Is(RoleWord) {
		return false
	}
	start := nameStart(terms)
	if start <= 0 || n-start < 2 || n-start > 5 || terms[start-1].May.Is(Joint) || strings.Contains(" of with to by from for ", " "+terms[start-1].Low+" ") {
		return false
	}
	if start == 1 && strings.HasSuffix(terms[0].Word, ",") && !terms[0].May.Is(RoleWord) { // the surname is first
		s.Form = FormName
		return true
	}
	s.Form = FormRoleName
	s.part(terms, start)
	return true
}

// nameOfPlace handles "King Charles of England", where the place is part of the name.
func nameOfPlace(s *Shape, terms []Term) bool {
	of := wordOf(terms)
	name := of
	for name > 0 && !terms[name-1].May.Is(RoleWord) {
		name--
	}
	if name <= 0 || name == of || name > 2 || of == len(terms)-1 || !Capitalised(terms[0].Word) || !Capitalised(terms[len(terms)-1].Word) {
		return false
	}
	for i := name; i < len(terms); i++ {
		if !Capitalised(terms[i].Word) && !terms[i].written(connective) {
			return false
		}
	}
	s.Form = FormRoleName
	if !terms[name-1].May.Is(Honorific) { // Lord Hale of Wye is the whole name
		s.part(terms, name)
	}
	return true
}

// nameStart returns the index at which a name at the end of words begins. It has two words,
// or more if they are initials or joined by a particle.
func nameStart(terms []Term) int {
	i := len(terms) - 2
	for i > 0 && terms[i].written(particle) {
		i--
	}
	for _, k := range [...]int{i, len(terms) - 1} {
		if w := terms[k].Word; !Capitalised(w) || strings.ContainsAny(w, ",0123456789") || terms[k].May.Is(RoleWord) {
			return -1
		}
	}
	for i > 0 && (terms[i].May.Is(connective) || isInitial(terms[i].Word) && isInitial(terms[i-1].Word)) {
		i--
	}
	for i > 1 && terms[i-1].May.Is(particle) && Capitalised(terms[i-2].Word) && !terms[i-2].May.Is(RoleWord) {
		i -= 2
	}
	return i
}

func isInitial(w string) bool {
	return strings.HasSuffix(w, ".") && utf8.RuneCountInString(w) <= 3
}

// roleBefore splits "Mayor Ann Lee" and "Foreign Minister Ann Lee", where all words are
// capitalised, after the last word of a role.
func roleBefore(s *Shape, terms []Term) {
	at := 0
	for i := range terms {
		if terms[i].May.Is(RoleWord) && !terms[i].May.Is(Honorific) {
			at = i + 1
		}
	}
	left := len(terms) - at
	if at > 0 && (left == 1 && at == 1 && !isInitial(terms[at].Word) || left >= 2) {
		s.Form = FormRoleName
		s.part(terms, at)
	}
}

// WordCount returns how many words s has.
func WordCount(s string) int {
	n := 0
	for range strings.FieldsSeq(s) {
		n++
	}
	return n
}

// Fold returns the letters and digits of a name in lower case, with similar spellings made
// equal: VladimirPutin and Vladimir Putin, Sergei and Sergey, bob and bob_.
func Fold(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || unicode.Is(unicode.Mn, r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}
