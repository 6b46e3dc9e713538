package label

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
)

// A labelForm is what a label looks like, regardless of the document.
type labelForm uint8

const (
	FormNone     labelForm = iota // cannot be a label
	formPhrase                    // some words
	FormName                      // Ann Lee, A. B. Lee
	formSingle                    // one capitalised word
	formRole                      // Question, Moderator, Speaker 1
	formRoleName                  // Mayor Ann Lee
	formNameRole                  // Ann Lee, mayor
	formCapitals                  // MS. PSAKI, A VOICE
	formUncased                   // of a script without capitals
)

// A shape is what the text of a label tells by itself.
type shape struct {
	Form  labelForm
	name  string // the words of the name, or all words if the name is uncertain
	Role  string // the words of the role
	Score float64
}

// A term is a word of a label.
type term struct {
	word string // as it is written
	low  string // in lower case, without the marks around it
	may  sense  // what low may be
}

// termsOf returns the words of s, in buf if there is room.
func termsOf(s string, buf []term) []term {
	terms := buf[:0]
	for w := range strings.FieldsSeq(s) {
		low := lowerWord(w)
		terms = append(terms, term{w, low, senses(low)})
	}
	return terms
}

// maxTerms is how many words nearly all labels have at most.
const maxTerms = 8

// lowerWord returns a word in lower case, without the marks around it, unless
// it is made of them.
func lowerWord(w string) string {
	if isLowerASCII(w) {
		return w
	}
	low := strings.Trim(strings.ToLower(w), ".,'’\"")
	if low == "" {
		return w
	}
	return low
}

// isLowerASCII reports whether w is small letters of ASCII.
func isLowerASCII(w string) bool {
	for i := range len(w) {
		if w[i]-'a' >= 26 {
			return false
		}
	}
	return true
}

// written reports whether the word, as it is written, may be of: without a
// capital, and without marks around it.
func (t *term) written(of sense) bool { return t.may.is(of) && t.word == t.low }

// ShapeOf judges label, which is clean and folded, without what the document
// has to say of it.
func ShapeOf(label string) shape {
	bare := dropBrackets(label)
	if bare == "" || !sound(bare) {
		return shape{}
	}
	var buf [maxTerms]term
	terms := termsOf(bare, buf[:])
	s := classify(bare, terms)
	if s.Form == FormNone {
		return s
	}
	s.Score = FormScores[s.Form]
	first, last := &terms[0], &terms[len(terms)-1]
	if first.may.is(opener) && s.Form != formRole && !(s.Form == formCapitals && allCapitals(first.word)) && (len(terms) == 1 || !first.may.is(ordinal)) {
		s.Score -= 5
	}
	for i := range terms {
		s.Score -= s.unlike(terms, i)
	}
	if s.Form == formPhrase {
		s.Score += phraseScore(terms)
	}
	if last.may.is(placeWord) && s.Form != formCapitals && s.Form != formRole {
		s.Score -= 3
	}
	n := len(terms)
	if n > 30 || n == 1 && first.word[0] <= '9' && s.Form == formCapitals { // 89ZA
		s.Score -= 4
	}
	return s
}

// unlike returns how much less like a label word i of it makes it.
func (s *shape) unlike(terms []term, i int) (less float64) {
	t := &terms[i]
	if t.may.is(verb|stageWord|finite) && (i > 0 || s.Form != formRole) {
		named := t.may.is(nameVerb) && s.Form == FormName && len(terms) > 1 && capitalised(t.word) || s.Form != formCapitals && allCapitals(t.word) // US, IT
		if t.may.is(verb) && !named || t.may.is(stageWord) || t.written(finite) {
			less += 4
		}
	}
	if t.may.is(furniture) && i == 0 && s.Form != formRole && s.Form != formRoleName {
		less += 5
	}
	return less
}

// phraseScore is what a phrase gains by being short or by naming a role.
func phraseScore(terms []term) float64 {
	for i := range terms {
		if terms[i].may.is(roleWord) || terms[i].may.is(ordinal) && len(terms) > 1 {
			return 3
		}
	}
	if len(terms) <= 3 {
		return 1.5
	}
	return 0
}

// FormScores are how well the form of a text speaks for a label.
var FormScores = [...]float64{
	formPhrase: -3, FormName: 3.5, formSingle: 0, formRole: 5, formRoleName: 4,
	formNameRole: 3.5, formCapitals: 4, formUncased: 0,
}

// dropBrackets returns s without what stands in brackets.
func dropBrackets(s string) string {
	if strings.IndexByte(s, '(') < 0 && strings.IndexByte(s, '[') < 0 && strings.IndexByte(s, '{') < 0 {
		return withoutEmphasis(s)
	}
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth = max(0, depth-1)
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	text := strings.Join(strings.Fields(b.String()), " ")
	return withoutEmphasis(strings.ReplaceAll(text, " ,", ","))
}

// withoutEmphasis returns a label without stars around it, and without the
// underlines of emphasis: bob_ may be what somebody calls himself.
func withoutEmphasis(s string) string {
	for {
		if s != "" && (isStarred(s[0]) || isStarred(s[len(s)-1])) {
			s = strings.Trim(s, " *")
		}
		n := len(s)
		if n < 3 || s[0] != '_' || s[n-1] != '_' {
			return s
		}
		s = s[1 : n-1]
	}
}

func isStarred(c byte) bool { return c == ' ' || c == '*' }

// sound reports whether s has nothing that no label has: a sentence end, an
// address, marks of arithmetic.
func sound(s string) bool {
	if hasUnsound(s) && !strings.Contains(s, "/") || strings.Contains(s, "//") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) {
		return false
	}
	letters := false
	for i, r := range s {
		letters = letters || unicode.IsLetter(r)
		if r == '.' && i+1 < len(s) && s[i+1] == ' ' && !abbreviated(s[:i]) {
			return false
		}
	}
	return letters
}

// hasUnsound reports whether s has a sign that no label has.
func hasUnsound(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			return strings.ContainsAny(s[i:], "?!;=<>|\\/{}…“”«»„\"。？！；@#%$€£+")
		case strings.IndexByte("?!;=<>|\\/{}\"@#%$+", c) >= 0:
			return true
		}
	}
	return false
}

// abbreviated reports whether the full stop after s may stand inside a label:
// after an initial, an honorific, an abbreviation.
func abbreviated(s string) bool {
	w := s[strings.LastIndexAny(s, " .-")+1:]
	if utf8.RuneCountInString(w) <= 1 {
		return true
	}
	l := strings.ToLower(w)
	if senses(l).is(honorific) || text.Abbreviations[w] {
		return true
	}
	return utf8.RuneCountInString(w) <= 4 && !strings.ContainsAny(l, "aeiouyаеёиоуыэюя")
}

func classify(bare string, terms []term) shape {
	s := shape{name: bare}
	n := len(terms)
	first := &terms[0]
	switch {
	case n == 1 && first.may.is(askLabel|voiceLabel|roleWord),
		n > 1 && first.may.is(askLabel) && first.low != "a", n == 2 && first.may.is(roleWord) && numbered(terms[1].word):
		s.Form = formRole
	case uncased(bare):
		s.Form = formUncased
	case n <= 4 && (countWord(first.word) || n > 1 && countWord(terms[n-1].word)):
		s.Form = formSingle
		if n > 1 {
			s.Form = formRole
		}
	case allCapitals(bare):
		s.Form = formCapitals
	case n == 1 && initialled(bare):
		s.Form = FormName
	case n == 1 && capitalised(first.word):
		s.Form = formSingle
	case nameRole(&s, bare):
	case jointName(terms):
		s.Form = FormName
	case isName(terms):
		s.Form = FormName
		roleBefore(&s, terms)
	case roleName(&s, terms), nameOfPlace(&s, terms):
	case isRole(terms):
		s.Form = formRole
	case capitalised(first.word):
		s.Form = formPhrase
	}
	return s
}

func numbered(w string) bool {
	return len(w) <= 4 && strings.Trim(w, "0123456789") == "" || utf8.RuneCountInString(w) == 1
}

// countWord reports whether w is an ordinal in figures: 1-й, 2nd.
func countWord(w string) bool {
	if !text.IsDigit(w[0]) {
		return false
	}
	rest := strings.TrimLeft(w, "0123456789")
	if len(rest) == len(w) || len(w)-len(rest) > 2 {
		return false
	}
	switch rest {
	case "st", "nd", "rd", "th", "er", "ère", "e", "-й", "-я", "-е", "-ий", "-ый", "-ая", "-ша":
		return true
	}
	return false
}

func uncased(s string) bool {
	for _, r := range s {
		if unicode.IsUpper(r) || unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// allCapitals reports whether s is written in capitals but for Mc, of, The.
func allCapitals(s string) bool {
	upper, small := 0, 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			upper++
		} else if unicode.IsLower(r) {
			small++
		}
	}
	return upper >= 2 && upper > 2*small
}

// capitalised reports whether a word begins with a capital, behind a particle
// or an elision: d’Arc.
func capitalised(w string) bool {
	if w != "" && w[0]-'A' < 26 {
		return true
	}
	if k := strings.IndexByte(w, '-'); k > 0 && senses(w[:k]).is(particle) {
		w = w[k+1:]
	}
	for _, short := range [...]string{"d", "l"} {
		if rest, ok := strings.CutPrefix(w, short); ok && (strings.HasPrefix(rest, "'") || strings.HasPrefix(rest, "’")) {
			w = rest
		}
	}
	w = strings.TrimPrefix(strings.TrimPrefix(w, "'"), "’")
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}

// timedShape judges a label with a time beside it, which may be whatever
// somebody calls himself in a meeting, but no sentence: Lee, Ann.
func timedShape(text string) shape {
	s := ShapeOf(text)
	bare := dropBrackets(text)
	var buf [maxTerms]term
	terms := termsOf(bare, buf[:])
	if s.Score >= enough || len(terms) == 0 || len(terms) > 6 || strings.ContainsAny(bare, "?!;:") {
		return s
	}
	first, _ := utf8.DecodeRuneInString(bare)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) && first != '+' || strings.ContainsRune(".,-–—…", rune(bare[len(bare)-1])) {
		return s
	}
	if slices.ContainsFunc(terms, func(t term) bool { return t.may.is(verb | opener) }) {
		return s
	}
	return shape{Form: FormName, name: bare, Score: enough}
}

// recordShape judges a label of a printed record: Mr. LEE, The PRESIDING
// OFFICER, Mr. HALE of Ohio, The SPEAKER pro tempore (Ms. Lee), Senator Ross.
func recordShape(text string) shape {
	bare := dropBrackets(text)
	var buf [maxTerms]term
	terms := termsOf(bare, buf[:])
	if len(terms) < 2 || len(terms) > 8 || !sound(bare) {
		return shape{}
	}
	first := strings.ToLower(strings.TrimSuffix(terms[0].word, "."))
	if !senses(first).is(honorific|roleWord) && first != "the" || !capitalised(terms[0].word) {
		return shape{}
	}
	s := shape{Form: FormName, name: bare, Score: 6}
	for i := range terms[1:] {
		switch t := &terms[i+1]; {
		case utf8.RuneCountInString(t.word) > 1 && allCapitals(t.word):
			s.Form = formCapitals
		case capitalised(t.word):
		case t.word == "of" || t.word == "pro" || t.word == "tempore" || t.word == "the" || t.written(particle):
			if i == 0 && !t.written(particle) {
				return shape{}
			}
		default:
			return shape{}
		}
	}
	if s.Form == FormName && first == "the" && !senses(strings.ToLower(terms[len(terms)-1].word)).is(roleWord) {
		return shape{}
	}
	return s
}
