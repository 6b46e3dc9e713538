package label

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
)

// The text of a label is judged by these rules:
//
//  1. Brackets and marks of emphasis around a label are ignored.
//  2. A text with a sentence end, a sign that labels lack, or no letter is not a
//     label.
//  3. Any other text has the first form that applies: role, script without
//     capitals, ordinal, capitals, name, single word, name with a role, phrase.
//  4. The form sets the score (FormScores).
//  5. Words of sentences reduce the score: a verb, a stage word, or a first word that
//     opens sentences. So do page furniture, a place, and more than 30 words.
//  6. A phrase gains if it is short or names a role.
//  7. Beside a time, up to six words without a verb, an opener or a sentence mark
//     are a name.
//  8. In printed records a label has two to eight words and begins with an
//     honorific, a role or The.

// A labelForm is the look of a label, regardless of the document.
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

// A shape is the judgement of the text of a label, regardless of the document.
type shape struct {
	Form  labelForm
	name  string // the words of the name, or all words if the name is uncertain
	Role  string // the words of the role
	Score float64
}

// A term is a word of a label.
type term struct {
	word string // as written
	low  string // in lower case, without the marks around it
	may  sense  // possible senses of low
}

// termsOf returns the words of s, in buf if it is large enough.
func termsOf(s string, buf []term) []term {
	terms := buf[:0]
	for w := range strings.FieldsSeq(s) {
		low := lowerWord(w)
		terms = append(terms, term{w, low, senses(low)})
	}
	return terms
}

// maxTerms is a number of words that few labels exceed, for buffers on the stack.
const maxTerms = 8

// lowerWord returns a word in lower case, without the marks around it. It returns a
// word of marks only unchanged.
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

// written reports whether the word may have the sense of and is written without
// capitals and without marks around it.
func (t *term) written(of sense) bool { return t.may.is(of) && t.word == t.low }

// ShapeOf judges label, a clean text, regardless of the document.
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

// unlike returns by how much word i reduces the score, by rule 5.
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

// phraseScore returns the gain of a phrase, by rule 6.
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

// FormScores has the score of each form.
var FormScores = [...]float64{
	formPhrase: -3, FormName: 3.5, formSingle: 0, formRole: 5, formRoleName: 4,
	formNameRole: 3.5, formCapitals: 4, formUncased: 0,
}

// dropBrackets returns s without brackets, the text in them, and emphasis.
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

// withoutEmphasis returns a label without stars around it, and without underlines
// on both sides. It keeps an underline on one side, because bob_ may be a name.
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

// sound reports whether s may be a label: it begins with a letter or digit, contains
// a letter, and does not contain a sentence end, an address or marks of arithmetic.
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

// hasUnsound reports whether s contains a sign that labels lack.
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

// classify returns the shape of a label without its score, by rule 3.
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

// numbered reports whether w is a number of up to four digits or a single rune.
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

// uncased reports whether s has only letters of scripts without capitals.
func uncased(s string) bool {
	for _, r := range s {
		if unicode.IsUpper(r) || unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// allCapitals reports whether s is in capitals, except for a few small letters as
// in Mc, of, The.
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

// timedShape judges a label with a time beside it, by rule 7. People in a meeting
// may call themselves anything: Lee, Ann.
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
