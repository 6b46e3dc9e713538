package naming

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
)

// Enough is the minimum score of a label.
const Enough = 4

// Tail returns the last word of a name, folded.
func Tail(name string) string {
	return Fold(name[strings.LastIndexAny(name, " .")+1:])
}

// The text of a label is judged by these rules:
//
//  1. Brackets, marks of emphasis around a label, and a remark between two dashes at its
//     end are ignored.
//  2. A text is not a label if it has a sentence end, a character that labels do not
//     contain, or no letter.
//  3. Any other text has the first form that applies: role, script without
//     capitals, ordinal, capitals, name, single word, name with a role, phrase.
//  4. The form sets the score (FormScores).
//  5. Words of sentences reduce the score: a verb, a stage word, or a first word that
//     usually begins a sentence. So do words for parts of a page, a place, and more than 30
//     words.
//  6. A phrase scores more if it is short or names a role.
//  7. Next to a time, up to six words without a verb, an opener or a sentence end are a
//     name.
//  8. In printed records a label has two to eight words and begins with an
//     honorific, a role or The.

// A labelForm is the form of a label, regardless of the document.
type labelForm uint8

const (
	FormNone     labelForm = iota // cannot be a label
	FormPhrase                    // some words
	FormName                      // Ann Lee, A. B. Lee
	FormSingle                    // one capitalised word
	FormRole                      // Question, Moderator, Speaker 1
	FormRoleName                  // Mayor Ann Lee
	FormNameRole                  // Ann Lee, mayor
	FormCapitals                  // MS. PSAKI, A VOICE
	formUncased                   // in a script without capitals
)

// A Shape is the judgement of a label, regardless of the document.
type Shape struct {
	Form  labelForm
	Name  string // the words of the name, or all words if the name is uncertain
	Role  string // the words of the role
	Score float64
}

// A Term is a word of a label.
type Term struct {
	Word string // as written
	Low  string // in lower case, without the marks around it
	May  Sense  // possible senses of low
}

// TermsOf returns the words of s, in buf if it is large enough.
func TermsOf(s string, buf []Term) []Term {
	terms := buf[:0]
	for w := range strings.FieldsSeq(s) {
		low := lowerWord(w)
		terms = append(terms, Term{w, low, Senses(low)})
	}
	return terms
}

// MaxTerms is a number of words that few labels exceed. It is used for buffers on the
// stack.
const MaxTerms = 8

// lowerWord returns a word in lower case, without the marks around it. A word that consists
// of marks is returned unchanged.
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

// isLowerASCII reports whether w consists of lowercase ASCII letters.
func isLowerASCII(w string) bool {
	for i := range len(w) {
		if w[i]-'a' >= 26 {
			return false
		}
	}
	return true
}

// written reports whether the word may have the sense of, and is written in lower case
// without marks around it.
func (t *Term) written(of Sense) bool { return t.May.Is(of) && t.Word == t.Low }

// ShapeOf judges label, a clean text, regardless of the document.
func ShapeOf(label string) Shape {
	bare := DropBrackets(label)
	if bare == "" || !sound(bare) {
		return Shape{}
	}
	var buf [MaxTerms]Term
	terms := TermsOf(bare, buf[:])
	if n := styleEnd(terms); n > 0 {
		return styled(bare, terms, n)
	}
	s := classify(bare, terms)
	if s.Form == FormNone {
		return s
	}
	s.Score = FormScores[s.Form]
	first, last := &terms[0], &terms[len(terms)-1]
	if first.May.Is(Opener) && s.Form != FormRole && !(s.Form == FormCapitals && AllCapitals(first.Word)) && (len(terms) == 1 || !first.May.Is(Ordinal)) {
		s.Score -= 5
	}
	for i := range terms {
		if i > 0 && s.Form == FormNameRole && strings.HasSuffix(terms[i-1].Word, ",") && terms[i].May.Is(RoleWord|AskRole) {
			break // a role follows
		}
		s.Score -= s.unlike(terms, i)
	}
	if s.Form == FormPhrase {
		s.Score += phraseScore(terms)
	}
	if last.May.Is(PlaceWord) && s.Form != FormCapitals && s.Form != FormRole && s.Form != FormNameRole {
		s.Score -= 3
	}
	n := len(terms)
	if n > 30 || n == 1 && first.Word[0] <= '9' && s.Form == FormCapitals { // 89ZA
		s.Score -= 4
	}
	return s
}

// styled judges a label whose first n words are a style. The style is part of the name; a
// style alone is a name too.
func styled(bare string, terms []Term, n int) Shape {
	if n == len(terms) {
		return Shape{Form: FormRole, Name: bare, Score: FormScores[FormRole]}
	}
	s := ShapeOf(inOne(terms[n:]))
	if n > 1 && (s.Form == FormSingle || s.Form == FormNone && len(terms)-n <= maxBehind) { // Her Majesty the Queen
		s.Form, s.Score = FormName, FormScores[FormName]
	}
	if s.Role == "" {
		s.Name = bare
	} else if name, ok := strings.CutSuffix(bare, ", "+s.Role); ok {
		s.Name = name
	} else {
		s.Name, s.Role = bare, ""
	}
	return s
}

// maxBehind is the maximum number of words after a style that are a name whatever they are.
const maxBehind = 3

// unlike returns how much word i reduces the score, by rule 5.
func (s *Shape) unlike(terms []Term, i int) (less float64) {
	t := &terms[i]
	if t.May.Is(Verb|StageWord|finite) && (i > 0 || s.Form != FormRole) {
		named := isInitial(t.Word) || t.May.Is(nameVerb) && s.Form == FormName && len(terms) > 1 && Capitalised(t.Word) || s.Form != FormCapitals && AllCapitals(t.Word) // US, IT
		if t.May.Is(Verb) && !named || t.May.Is(StageWord) || t.written(finite) {
			less += 4
		}
	}
	if t.May.Is(Furniture) && i == 0 && s.Form != FormRole && s.Form != FormRoleName {
		less += 5
	}
	return less
}

// phraseScore returns what a phrase scores in addition, by rule 6.
func phraseScore(terms []Term) float64 {
	for i := range terms {
		if terms[i].May.Is(RoleWord) || terms[i].May.Is(Ordinal) && len(terms) > 1 {
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
	FormPhrase: -3, FormName: 3.5, FormSingle: 0, FormRole: 5, FormRoleName: 4,
	FormNameRole: 3.5, FormCapitals: 4, formUncased: 0,
}

// DropBrackets returns s without brackets and their contents, emphasis, and a remark
// between two dashes at the end: Ann Lee – holding up a paper –.
func DropBrackets(s string) string {
	s = dropDashes(s)
	if strings.IndexByte(s, '(') < 0 && strings.IndexByte(s, '[') < 0 && strings.IndexByte(s, '{') < 0 && !strings.Contains(s, "（") {
		return withoutEmphasis(s)
	}
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[', '{', '（':
			depth++
		case ')', ']', '}', '）':
			depth = max(0, depth-1)
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	text := text.OneLine(b.String())
	return withoutEmphasis(strings.ReplaceAll(text, " ,", ","))
}

// dropDashes returns s without a remark between two equal dashes at its end.
func dropDashes(s string) string {
	for _, dash := range [...]string{"–", "—", "-"} {
		rest, ok := strings.CutSuffix(s, dash)
		if !ok || dash == "-" && !strings.HasSuffix(rest, " ") {
			continue
		}
		if name, remark, ok := strings.Cut(rest, " "+dash+" "); ok && name != "" && remark != "" {
			return name
		}
	}
	return s
}

// doing matches forms of verbs for simultaneous actions: holding, haltend, brandissant,
// mostrando.
var doing = text.Regexp(`(?i)\pL{2}(?:ing|end|ssant|[aie]ndo)\b`)

// maxRemark is the maximum number of words in a remark after a name.
const maxRemark = 12

// DropRemark removes a remark without brackets after a name, which in some records says
// what the person does: Ann Lee, holding up a paper. A word of it must match doing. ok is
// false if there is no remark, or if s ends in a role.
func DropRemark(s string) (name string, ok bool) {
	for _, sign := range [...]string{", ", " – ", " — ", " - "} {
		name, remark, found := strings.Cut(s, sign)
		first, _ := utf8.DecodeRuneInString(remark)
		if !found || !unicode.IsLower(first) || WordCount(remark) > maxRemark || hasUnsound(remark) || !doing().MatchString(remark) {
			continue
		}
		var buf [MaxTerms]Term
		return name, !slices.ContainsFunc(TermsOf(remark, buf[:]), func(t Term) bool { return t.May.Is(RoleWord | AskRole) })
	}
	return s, false
}

// withoutEmphasis returns a label without asterisks around it, and without underscores if
// they are on both sides. An underscore on one side stays, because bob_ may be a name.
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
	first, _ := utf8.DecodeRuneInString(strings.TrimPrefix(s, "《")) // 《港口日报》记者
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) {
		return false
	}
	letters := false
	for i, r := range s {
		letters = letters || unicode.IsLetter(r)
		if r == '.' && i+1 < len(s) && s[i+1] == ' ' && !Abbreviated(s[:i]) {
			return false
		}
	}
	return letters
}

// hasUnsound reports whether s contains a character that labels do not contain.
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

// Abbreviated reports whether a full stop after s may be inside a label: after an initial,
// an honorific, an abbreviation.
func Abbreviated(s string) bool {
	at := strings.LastIndexAny(s, " .-") + 1
	w := s[at:]
	if at > 1 && s[at-1] == '-' && text.IsDigit(s[at-2]) { // an ordinal in figures: Officer 1-й.
		return false
	}
	if at > 1 && IsRoman(w) && s[at-2] >= utf8.RuneSelf { // Николай I
		return false
	}
	if utf8.RuneCountInString(w) <= 1 {
		return true
	}
	if w[len(w)-1] == ')' {
		return false
	}
	l := strings.ToLower(w)
	if Senses(l).Is(Honorific) || text.Abbreviations[w] {
		return true
	}
	return utf8.RuneCountInString(w) <= 4 && !strings.ContainsAny(l, "aeiouyаеёиоуыэюя")
}

// IsRoman reports whether w is a Roman numeral, in upper or lower case.
func IsRoman(w string) bool {
	return w != "" && (strings.Trim(w, "IVXLC") == "" || strings.Trim(w, "ivxlc") == "")
}

// EndsInInitials reports whether s is a surname in capitals followed by initials, as in the
// records of Slavic parliaments: КОРНІЙ В.П
func EndsInInitials(s string) bool {
	s = strings.TrimSuffix(s, ".")
	k := strings.LastIndexByte(s, ' ')
	return k >= 0 && strings.IndexByte(s[:k], ' ') < 0 && IsInitials(s[k+1:]) && (strings.IndexByte(s[k+1:], '.') > 0 || utf8.RuneCountInString(s[k+1:]) == 1) && utf8.RuneCountInString(s[:k]) >= 3 && AllCapitals(s[:k]) && s[k-1] != '.'
}

// classify returns the shape of a label without its score, by rule 3.
func classify(bare string, terms []Term) Shape {
	s := Shape{Name: bare}
	n := len(terms)
	first := &terms[0]
	switch {
	case isGroup(terms), n == 1 && first.May.Is(AskLabel|VoiceLabel|RoleWord),
		n > 1 && first.May.Is(AskLabel) && first.Low != "a", n == 2 && first.May.Is(RoleWord) && numbered(terms[1].Word):
		s.Form = FormRole
	case Uncased(bare):
		s.Form = formUncased
		if name, role, ok := strings.Cut(bare, "："); ok { // 佐藤：朝日電報記者
			s.Name, s.Role = name, role
		}
	case n <= 4 && (countWord(first.Word) || n > 1 && countWord(terms[n-1].Word)):
		s.Form = FormSingle
		if n > 1 {
			s.Form = FormRole
		}
	case AllCapitals(bare):
		s.Form = FormCapitals
		capitalRole(&s, bare)
	case n == 1 && initialled(bare):
		s.Form = FormName
	case n == 1 && Capitalised(first.Word):
		s.Form = FormSingle
	case n >= 3 && strings.HasSuffix(first.Word, ",") && terms[1].Word == "the" && Capitalised(first.Word): // Ann, the Clock Keeper
		s.Form = FormName
	case nameRole(&s, bare):
	case jointName(terms):
		s.Form = FormName
	case isName(terms):
		s.Form = FormName
		roleBefore(&s, terms)
	case roleName(&s, terms), nameOfPlace(&s, terms):
	case isRole(terms):
		s.Form = FormRole
	case Capitalised(first.Word):
		s.Form = FormPhrase
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

// Uncased reports whether s has only letters of scripts without capitals.
func Uncased(s string) bool {
	for _, r := range s {
		if unicode.IsUpper(r) || unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// AllCapitals reports whether s is in capitals, except for a few lowercase letters as in
// Mc, of, The.
func AllCapitals(s string) bool {
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

// Capitalised reports whether a word begins with a capital, perhaps after a particle or an
// elision: d’Arc.
func Capitalised(w string) bool {
	if w != "" && w[0]-'A' < 26 {
		return true
	}
	if k := strings.IndexByte(w, '-'); k > 0 && Senses(w[:k]).Is(particle) {
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

// TimedShape judges a label next to a time, by rule 7. Participants of a meeting may choose
// any name: Lee, Ann.
func TimedShape(text string) Shape {
	s := ShapeOf(text)
	bare := DropBrackets(text)
	var buf [MaxTerms]Term
	terms := TermsOf(bare, buf[:])
	if s.Score >= Enough || len(terms) == 0 || len(terms) > 6 || strings.ContainsAny(bare, "?!;:") {
		return s
	}
	first, _ := utf8.DecodeRuneInString(bare)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) && first != '+' || strings.ContainsRune(".,-–—…", rune(bare[len(bare)-1])) {
		return s
	}
	if slices.ContainsFunc(terms, func(t Term) bool { return t.May.Is(Verb | Opener) }) || terms[0].May.Is(Furniture) {
		return s
	}
	return Shape{Form: FormName, Name: bare, Score: Enough}
}

// RecordShape judges a label of a printed record, by rule 8: Mr. LEE, The PRESIDING
// OFFICER, Mr. HALE of Ohio, The SPEAKER pro tempore (Ms. Lee), Senator Ross.
func RecordShape(text string) Shape {
	bare := DropBrackets(text)
	var buf [MaxTerms]Term
	terms := TermsOf(bare, buf[:])
	if len(terms) < 2 || len(terms) > 8 || !sound(bare) {
		return Shape{}
	}
	first := strings.ToLower(strings.TrimSuffix(terms[0].Word, "."))
	if !Senses(first).Is(Honorific|RoleWord) && first != "the" || !Capitalised(terms[0].Word) {
		return Shape{}
	}
	s := Shape{Form: FormName, Name: bare, Score: 6}
	for i := range terms[1:] {
		switch t := &terms[i+1]; {
		case utf8.RuneCountInString(t.Word) > 1 && AllCapitals(t.Word):
			s.Form = FormCapitals
		case Capitalised(t.Word):
		case t.Word == "of" || t.Word == "pro" || t.Word == "tempore" || t.Word == "the" || t.written(particle):
			if i == 0 && !t.written(particle) {
				return Shape{}
			}
		default:
			return Shape{}
		}
	}
	if s.Form == FormName && first == "the" && len(terms) == 2 && readsOut[terms[1].Low] {
		s.Form = FormCapitals
	}
	if s.Form == FormName && first == "the" && !Senses(strings.ToLower(terms[len(terms)-1].Word)).Is(RoleWord) {
		return Shape{}
	}
	return s
}

// readsOut are the officers who read aloud what is before the house. Records with all other
// names in capitals have these in lower case: The Clerk.
var readsOut = text.WordSet(`clerk secretary reader reporter`)

// CaptionWords end the headings of depositions.
var CaptionWords = text.WordSet("EXAMINATION REDIRECT RECROSS SESSION CERTIFICATE PROCEEDINGS APPEARANCES STIPULATIONS EXHIBITS")
