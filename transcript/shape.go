package transcript

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A form is what a label looks like, whatever the document.
type labelForm uint8

const (
	formNone     labelForm = iota // cannot be a label
	formPhrase                    // some words
	formName                      // Ann Lee, A. B. Lee
	formSingle                    // one capitalised word
	formRole                      // Question, Moderator, Speaker 1
	formRoleName                  // Mayor Ann Lee
	formNameRole                  // Ann Lee, mayor
	formCapitals                  // MS. PSAKI, A VOICE
	formUncased                   // of a script without capitals
)

// A shape is what a label text tells by itself.
type shape struct {
	form  labelForm
	name  string // the words of the name; the whole where there is no telling
	role  string // the words of the role
	score float64
}

// shapeOf judges label, which is clean and folded, without what the document
// has to say of it.
func shapeOf(label string) shape {
	bare := dropBrackets(label)
	if bare == "" || !sound(bare) {
		return shape{}
	}
	words := strings.Fields(bare)
	low := lower(words)
	s := classify(bare, words, low)
	if s.form == formNone {
		return s
	}
	s.score = formScores[s.form]
	if openers[low[0]] && s.form != formRole && !(s.form == formCapitals && allCapitals(words[0])) && (len(low) == 1 || !ordinals[low[0]] || s.form == formNone) {
		s.score -= 5
	}
	for i, w := range low {
		named := nameVerbs[w] && s.form == formName && len(words) > 1 && capitalised(words[i]) || s.form != formCapitals && allCapitals(words[i]) // US, IT
		if (verbs[w] && !named || stage[w] || finite[words[i]]) && (i > 0 || s.form != formRole) {
			s.score -= 4
		}
		if furniture[w] && i == 0 && s.form != formRole && s.form != formRoleName {
			s.score -= 5
		}
	}
	if s.form == formPhrase {
		s.score += phraseScore(low)
	}
	if last := low[len(low)-1]; places[last] && s.form != formCapitals && s.form != formRole {
		s.score -= 3
	}
	n := len(words)
	if n > 30 || n == 1 && words[0][0] <= '9' && s.form == formCapitals { // 89ZA
		s.score -= 4
	}
	return s
}

// phraseScore is what a phrase gains by being short or by naming a role.
func phraseScore(low []string) float64 {
	for _, w := range low {
		if roles[w] || ordinals[w] && len(low) > 1 {
			return 3
		}
	}
	if len(low) <= 3 {
		return 1.5
	}
	return 0
}

var formScores = [...]float64{
	formPhrase: -3, formName: 3.5, formSingle: 0, formRole: 5, formRoleName: 4,
	formNameRole: 3.5, formCapitals: 4, formUncased: 0,
}

// dropBrackets returns s without what stands in brackets.
func dropBrackets(s string) string {
	if !strings.ContainsAny(s, "([{") {
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
		s = strings.Trim(s, " *")
		n := len(s)
		if n < 3 || s[0] != '_' || s[n-1] != '_' {
			return s
		}
		s = s[1 : n-1]
	}
}

func lower(words []string) []string {
	low := make([]string, len(words))
	for i, w := range words {
		low[i] = strings.Trim(strings.ToLower(w), ".,'’\"")
		if low[i] == "" {
			low[i] = w
		}
	}
	return low
}

// sound reports whether s has nothing that no label has: a sentence end, an
// address, marks of arithmetic.
func sound(s string) bool {
	if strings.ContainsAny(s, "?!;=<>|\\/{}…“”«»„\"。？！；@#%$€£+") && !strings.Contains(s, "/") || strings.Contains(s, "//") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) {
		return false
	}
	letters := false
	for i, r := range s {
		if unicode.IsLetter(r) {
			letters = true
		}
		if r == '.' && i+1 < len(s) && s[i+1] == ' ' && !abbreviated(s[:i]) {
			return false
		}
	}
	return letters
}

// abbreviated reports whether the full stop after s may stand inside a label:
// after an initial, an honorific, an abbreviation.
func abbreviated(s string) bool {
	w := s[strings.LastIndexAny(s, " .-")+1:]
	if utf8.RuneCountInString(w) <= 1 {
		return true
	}
	l := strings.ToLower(w)
	if honorifics[l] || shortened[w] {
		return true
	}
	return utf8.RuneCountInString(w) <= 4 && !strings.ContainsAny(l, "aeiouyаеёиоуыэюя")
}

func classify(bare string, words, low []string) shape {
	s := shape{name: bare}
	n := len(words)
	switch {
	case n == 1 && (askLabels[low[0]] || voiceLabels[low[0]] || roles[low[0]]),
		n > 1 && askLabels[low[0]] && low[0] != "a", n == 2 && roles[low[0]] && numbered(words[1]):
		s.form = formRole
	case uncased(bare):
		s.form = formUncased
	case n <= 4 && (countWord(words[0]) || n > 1 && countWord(words[n-1])):
		s.form = formSingle
		if n > 1 {
			s.form = formRole
		}
	case allCapitals(bare):
		s.form = formCapitals
	case n == 1 && initialled(bare):
		s.form = formName
	case n == 1 && capitalised(words[0]):
		s.form = formSingle
	case nameRole(&s, bare):
	case jointName(words, low):
		s.form = formName
	case isName(words):
		s.form = formName
		roleBefore(&s, words, low)
	case roleName(&s, words, low), nameOfPlace(&s, words, low):
	case isRole(words, low):
		s.form = formRole
	case capitalised(words[0]):
		s.form = formPhrase
	}
	return s
}

// isRole reports whether words name a role: Town councillor, Second officer.
func isRole(words, low []string) bool {
	n := len(words)
	if of := slices.Index(low, "of"); low[0] == "the" && of > 1 && roles[low[of-1]] && capitalised(words[n-1]) { // The Bishop of Rusland
		return n <= 8
	}
	if n > 4 || !capitalised(words[0]) || openers[low[0]] && !ordinals[low[0]] && askLabels[low[n-1]] { // Another question
		return false
	}
	return roles[low[0]] || roles[low[n-1]] || ordinals[low[0]] && n > 1
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

func numbered(w string) bool {
	return len(w) <= 4 && strings.Trim(w, "0123456789") == "" || utf8.RuneCountInString(w) == 1
}

// countWord reports whether w is an ordinal in figures: 1-й, 2nd.
func countWord(w string) bool {
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

func capitalised(w string) bool {
	if k := strings.IndexByte(w, '-'); k > 0 && particles[w[:k]] {
		w = w[k+1:]
	}
	for _, short := range [...]string{"d", "l"} { // d’Arc
		if rest, ok := strings.CutPrefix(w, short); ok && (strings.HasPrefix(rest, "'") || strings.HasPrefix(rest, "’")) {
			w = rest
		}
	}
	w = strings.TrimPrefix(strings.TrimPrefix(w, "'"), "’")
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}

// isName reports whether words are two to five capitalised ones, particles
// between them.
func isName(words []string) bool {
	capitals := 0
	for i, w := range words {
		switch {
		case strings.ContainsAny(w, ",0123456789") && !(i == len(words)-1 && numbered(w)):
			return false
		case capitalised(w):
			capitals++
		case i == 0 && len(words) > 2 && connectives[w] && len(w) <= 3:
		case i == 0 || i == len(words)-1 && !numbered(w) || !connectives[strings.ToLower(w)] || len(w) > 5:
			return false
		case w == "of" || w == "and" || w == "for" || w == "the":
			return false
		}
	}
	return capitals >= 2 && len(words) <= 6 || capitals == 1 && len(words) == 2 && numbered(words[1])
}

// jointName reports whether words are the names of two people or more.
func jointName(words, low []string) bool {
	from := 0
	for i := range low {
		if joins[low[i]] {
			if i-from < 2 || !isName(words[from:i]) {
				return false
			}
			from = i + 1
		}
	}
	return from > 0 && len(words)-from >= 2 && isName(words[from:])
}

// nameRole reads "Ann Lee, mayor of the town".
func nameRole(s *shape, bare string) bool {
	name, role, ok := strings.Cut(bare, ", ")
	if !ok {
		return false
	}
	words := strings.Fields(name)
	if len(words) < 2 || len(words) > 4 || !isName(words) {
		return false
	}
	for _, w := range lower(words) {
		if roles[w] && !honorifics[w] {
			return false
		}
	}
	s.form, s.name, s.role = formNameRole, name, role
	return true
}

// roleName reads "Mayor of the town Ann Lee": the name is what remains after
// the last word that cannot be part of one.
func roleName(s *shape, words, low []string) bool {
	n := len(words)
	if n < 3 || !capitalised(words[0]) && !roles[low[0]] {
		return false
	}
	start := nameStart(words, low)
	if start <= 0 || n-start < 2 || n-start > 5 || joins[low[start-1]] || low[start-1] == "of" {
		return false
	}
	if start == 1 && strings.HasSuffix(words[0], ",") && !roles[low[0]] { // the surname comes first
		s.form = formName
		return true
	}
	s.form = formRoleName
	s.name, s.role = strings.Join(words[start:], " "), strings.Join(words[:start], " ")
	return true
}

// nameOfPlace reads "King Charles of England": the name has the place in it.
func nameOfPlace(s *shape, words, low []string) bool {
	of := slices.Index(low, "of")
	name := of
	for name > 0 && !roles[low[name-1]] {
		name--
	}
	if name <= 0 || name == of || name > 2 || of == len(words)-1 || !capitalised(words[0]) || !capitalised(words[len(words)-1]) {
		return false
	}
	for i := name; i < len(words); i++ {
		if !capitalised(words[i]) && !connectives[words[i]] {
			return false
		}
	}
	s.form = formRoleName
	if !honorifics[low[name-1]] { // Lord Hale of Wye is called so
		s.name, s.role = strings.Join(words[name:], " "), strings.Join(words[:name], " ")
	}
	return true
}

// nameStart returns where a name at the end of words begins: two words, more
// where they are initials or a particle joins them.
func nameStart(words, low []string) int {
	i := len(words) - 2
	for i > 0 && particles[words[i]] {
		i--
	}
	for _, k := range [...]int{i, len(words) - 1} {
		if w := words[k]; !capitalised(w) || strings.ContainsAny(w, ",0123456789") || roles[low[k]] {
			return -1
		}
	}
	for i > 0 && (connectives[low[i]] || isInitial(words[i]) && isInitial(words[i-1])) {
		i--
	}
	for i > 1 && particles[low[i-1]] && capitalised(words[i-2]) && !roles[low[i-2]] {
		i -= 2
	}
	return i
}

// joins stand between the names of two people.
var joins = set("and & und et и y e та і")

// particles join the parts of a name.
var particles = set("de da di do dos du del della der den van von bin ibn ben bint al el ter ten")

func isInitial(w string) bool {
	return strings.HasSuffix(w, ".") && utf8.RuneCountInString(w) <= 3
}

// roleBefore parts "Mayor Ann Lee" and "Foreign Minister Ann Lee", which are
// all capitals, after the last word of a role.
func roleBefore(s *shape, words, low []string) {
	at := 0
	for i := range words {
		if roles[low[i]] && !honorifics[low[i]] {
			at = i + 1
		}
	}
	if at == 0 || len(words)-at < 1 {
		return
	}
	if len(words)-at == 1 && at == 1 && !isInitial(words[at]) || len(words)-at >= 2 {
		s.form = formRoleName
		s.name, s.role = strings.Join(words[at:], " "), strings.Join(words[:at], " ")
	}
}

// timedShape judges a label with a time beside it, which may be whatever
// somebody calls himself in a meeting, but no sentence: Lee, Ann.
func timedShape(text string) shape {
	s := shapeOf(text)
	bare := dropBrackets(text)
	words := strings.Fields(bare)
	if s.score >= enough || len(words) == 0 || len(words) > 6 || strings.ContainsAny(bare, "?!;:") {
		return s
	}
	first, _ := utf8.DecodeRuneInString(bare)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) && first != '+' || strings.ContainsRune(".,-–—…", rune(bare[len(bare)-1])) {
		return s
	}
	for _, w := range lower(words) {
		if verbs[w] || openers[w] {
			return s
		}
	}
	return shape{form: formName, name: bare, score: enough}
}

// recordShape judges a label of a printed record: Mr. LEE, The PRESIDING
// OFFICER, Mr. HALE of Ohio, The SPEAKER pro tempore (Ms. Lee), Senator Ross.
func recordShape(text string) shape {
	bare := dropBrackets(text)
	words := strings.Fields(bare)
	if len(words) < 2 || len(words) > 8 || !sound(bare) {
		return shape{}
	}
	first := strings.ToLower(strings.TrimSuffix(words[0], "."))
	if !honorifics[first] && first != "the" && !roles[first] || !capitalised(words[0]) {
		return shape{}
	}
	s := shape{form: formName, name: bare, score: 6}
	for i, w := range words[1:] {
		switch {
		case utf8.RuneCountInString(w) > 1 && allCapitals(w):
			s.form = formCapitals
		case capitalised(w):
		case w == "of" || w == "pro" || w == "tempore" || w == "the" || particles[w]:
			if i == 0 && !particles[w] {
				return shape{}
			}
		default:
			return shape{}
		}
	}
	if s.form == formName && first == "the" && !roles[strings.ToLower(words[len(words)-1])] {
		return shape{}
	}
	return s
}
