package label

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// How the words of a label part into a name and a role.

// isRole reports whether words name a role: Town councillor, Second officer.
func isRole(terms []term) bool {
	n := len(terms)
	first, last := &terms[0], &terms[n-1]
	if of := wordOf(terms); first.low == "the" && of > 1 && terms[of-1].may.is(roleWord) && capitalised(last.word) { // The Bishop of Rusland
		return n <= 8
	}
	if n > 4 || !capitalised(first.word) || first.may.is(opener) && !first.may.is(ordinal) && last.may.is(askLabel) { // Another question
		return false
	}
	return first.may.is(roleWord) || last.may.is(roleWord) || first.may.is(ordinal) && n > 1
}

// wordOf returns where "of" stands, -1 for nowhere.
func wordOf(terms []term) int {
	return slices.IndexFunc(terms, func(t term) bool { return t.low == "of" })
}

// initialled reports whether w is initials and a surname without a blank:
// A.B.Lee.
func initialled(w string) bool {
	parts := strings.Split(w, ".")
	for i, p := range parts {
		if last := i == len(parts)-1; !capitalised(p) || last != (utf8.RuneCountInString(p) > 2) {
			return false
		}
	}
	return len(parts) > 1
}

// isName reports whether words are two to five capitalised ones, particles
// between them.
func isName(terms []term) bool {
	capitals := 0
	for i := range terms {
		t := &terms[i]
		w, last := t.word, i == len(terms)-1
		switch {
		case strings.ContainsAny(w, ",0123456789") && !(last && numbered(w)):
			return false
		case capitalised(w):
			capitals++
		case i == 0 && len(terms) > 2 && t.written(connective) && len(w) <= 3:
		case i == 0 || last && !numbered(w) || !t.may.is(connective) || strings.ToLower(w) != t.low || len(w) > 5:
			return false
		case w == "of" || w == "and" || w == "for" || w == "the":
			return false
		}
	}
	return capitals >= 2 && len(terms) <= 6 || capitals == 1 && len(terms) == 2 && numbered(terms[1].word)
}

// jointName reports whether words are the names of two people or more.
func jointName(terms []term) bool {
	from := 0
	for i := range terms {
		if terms[i].may.is(joint) {
			if i-from < 2 || !isName(terms[from:i]) {
				return false
			}
			from = i + 1
		}
	}
	return from > 0 && len(terms)-from >= 2 && isName(terms[from:])
}

// nameRole reads "Ann Lee, mayor of the town".
func nameRole(s *shape, bare string) bool {
	name, role, ok := strings.Cut(bare, ", ")
	if !ok {
		return false
	}
	var buf [maxTerms]term
	terms := termsOf(name, buf[:])
	if len(terms) < 2 || len(terms) > 4 || !isName(terms) {
		return false
	}
	if slices.ContainsFunc(terms, func(t term) bool { return t.may.is(roleWord) && !t.may.is(honorific) }) {
		return false
	}
	s.Form, s.name, s.Role = formNameRole, name, role
	return true
}

// part makes s the words from at on, and the role those before.
func (s *shape) part(terms []term, at int) {
	s.name, s.Role = inOne(terms[at:]), inOne(terms[:at])
}

// inOne returns words with blanks between them.
func inOne(terms []term) string {
	words := make([]string, len(terms))
	for i := range terms {
		words[i] = terms[i].word
	}
	return strings.Join(words, " ")
}

// roleName reads "Mayor of the town Ann Lee": the name is what remains after
// the last word that cannot be part of one.
func roleName(s *shape, terms []term) bool {
	n := len(terms)
	if n < 3 || !capitalised(terms[0].word) && !terms[0].may.is(roleWord) {
		return false
	}
	start := nameStart(terms)
	if start <= 0 || n-start < 2 || n-start > 5 || terms[start-1].may.is(joint) || terms[start-1].low == "of" {
		return false
	}
	if start == 1 && strings.HasSuffix(terms[0].word, ",") && !terms[0].may.is(roleWord) { // the surname comes first
		s.Form = FormName
		return true
	}
	s.Form = formRoleName
	s.part(terms, start)
	return true
}

// nameOfPlace reads "King Charles of England": the name has the place in it.
func nameOfPlace(s *shape, terms []term) bool {
	of := wordOf(terms)
	name := of
	for name > 0 && !terms[name-1].may.is(roleWord) {
		name--
	}
	if name <= 0 || name == of || name > 2 || of == len(terms)-1 || !capitalised(terms[0].word) || !capitalised(terms[len(terms)-1].word) {
		return false
	}
	for i := name; i < len(terms); i++ {
		if !capitalised(terms[i].word) && !terms[i].written(connective) {
			return false
		}
	}
	s.Form = formRoleName
	if !terms[name-1].may.is(honorific) { // Lord Hale of Wye is called so
		s.part(terms, name)
	}
	return true
}

// nameStart returns where a name at the end of words begins: two words, more
// where they are initials or a particle joins them.
func nameStart(terms []term) int {
	i := len(terms) - 2
	for i > 0 && terms[i].written(particle) {
		i--
	}
	for _, k := range [...]int{i, len(terms) - 1} {
		if w := terms[k].word; !capitalised(w) || strings.ContainsAny(w, ",0123456789") || terms[k].may.is(roleWord) {
			return -1
		}
	}
	for i > 0 && (terms[i].may.is(connective) || isInitial(terms[i].word) && isInitial(terms[i-1].word)) {
		i--
	}
	for i > 1 && terms[i-1].may.is(particle) && capitalised(terms[i-2].word) && !terms[i-2].may.is(roleWord) {
		i -= 2
	}
	return i
}

func isInitial(w string) bool {
	return strings.HasSuffix(w, ".") && utf8.RuneCountInString(w) <= 3
}

// roleBefore parts "Mayor Ann Lee" and "Foreign Minister Ann Lee", which are
// all capitals, after the last word of a role.
func roleBefore(s *shape, terms []term) {
	at := 0
	for i := range terms {
		if terms[i].may.is(roleWord) && !terms[i].may.is(honorific) {
			at = i + 1
		}
	}
	left := len(terms) - at
	if at > 0 && (left == 1 && at == 1 && !isInitial(terms[at].word) || left >= 2) {
		s.Form = formRoleName
		s.part(terms, at)
	}
}

// wordCount returns how many words s has.
func wordCount(s string) int {
	n := 0
	for range strings.FieldsSeq(s) {
		n++
	}
	return n
}
