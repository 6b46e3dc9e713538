package naming

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
)

// AsksByLabel reports whether a label is a role that asks, such as Question.
func AsksByLabel(s *Shape) bool {
	if s.Form == formUncased && endsInWord(s.Name, AskLabel) {
		return true
	}
	return s.Form == FormRole && Senses(strings.ToLower(strings.Trim(strings.Fields(s.Name)[0], ".,"))).Is(AskLabel)
}

// endsInWord reports whether s, in a script without capitals and perhaps without spaces,
// ends in a word of at least two runes that has one of the senses of: 法新社记者.
func endsInWord(s string, of Sense) bool {
	at := len(s)
	for n := 1; n <= 6 && at > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		if at -= size; n > 1 && Senses(s[at:]).Is(of) {
			return true
		}
	}
	return false
}

// IsAskRole reports whether people in this role ask questions: CNN correspondent, host and
// producer, корреспондент газеты, but not a press secretary.
func IsAskRole(role string) bool {
	if Uncased(role) && endsInWord(role, AskRole|AskLabel) {
		return true
	}
	terms := TermsOf(role, nil)
	for from, i := 0, 0; i <= len(terms); i++ {
		if i < len(terms) && !terms[i].May.Is(connective) && !numbered(terms[i].Low) {
			continue
		}
		if part := terms[from:i]; len(part) > 0 {
			first, last := part[0], part[len(part)-1]
			court := slices.ContainsFunc(part, func(t Term) bool { return t.Low == "court" })
			if first.May.Is(AskRole) && first.Low != "press" || last.May.Is(AskRole) && !court {
				return true
			}
		}
		if from = i + 1; i < len(terms) && !terms[i].May.Is(Joint) { // the rest is the place or institution of the role
			break
		}
	}
	return false
}

// A FillerClass is the look of the name in a frame, regardless of the document.
type FillerClass uint8

const (
	FillerOther    FillerClass = iota // none of these: words of a sentence, a value
	FillerSingle                      // one name: Ann, or a name in a script without capitals
	FillerHandle                      // ann_l, @ann, bob.k
	FillerInitials                    // AL, I, Q
	FillerFull                        // Ann Lee, Dr. Ann Lee, Lee, Ann
	FillerNumbered                    // Speaker 1, SPEAKER_00, S1, Customer #2
	FillerRole                        // Host, Interviewer, Me
	FillerPhone                       // +44 20 7946 0018
	FillerClasses
)

// Surely reports whether fillers of this class are almost certainly speakers, so that two
// turns are enough evidence.
func (c FillerClass) Surely() bool { return c >= FillerFull }

// ClassOf returns the class of a clean name.
func ClassOf(name string) FillerClass {
	switch {
	case name == "":
		return FillerOther
	case IsNumberedVoice(name):
		return FillerNumbered
	case IsPhone(name):
		return FillerPhone
	}
	s := ShapeOf(name)
	var buf [MaxTerms]Term
	terms := TermsOf(DropBrackets(name), buf[:])
	if len(terms) == 0 {
		return FillerOther
	}
	first := &terms[0]
	likely := s.Form != FormNone && s.Score >= FormScores[s.Form]
	switch {
	case len(first.Word) == 1 && first.Word == first.Low: // a) b)
		return FillerOther
	case len(terms) == 1 && first.May.Is(selfLabel), likely && s.Form == FormRole:
		return FillerRole
	case len(terms) == 1 && IsInitials(first.Word):
		return FillerInitials
	case likely && (s.Form == FormName || s.Form == FormRoleName || s.Form == FormNameRole || s.Form == FormCapitals && IsCapitalName(terms)):
		return FillerFull
	case likely && s.Form == formUncased && len(terms) <= 3 && utf8.RuneCountInString(name) <= 12:
		return FillerSingle
	case len(terms) == 1 && likely && (s.Form == FormSingle || s.Form == FormCapitals):
		return FillerSingle
	case len(terms) == 1 && isHandle(first.Word) && !first.May.Is(Opener|Verb|Furniture|connective):
		return FillerHandle
	}
	return FillerOther
}

// IsCapitalName reports whether terms are two to five words of a name in capitals.
func IsCapitalName(terms []Term) bool {
	return len(terms) >= 2 && len(terms) <= 5 && !slices.ContainsFunc(terms, func(t Term) bool {
		return t.May.Is(Opener|Verb|connective) && !t.May.Is(particle|RoleWord)
	})
}

// ClassBeside returns the class of a clean name next to a time. Participants of a meeting
// may choose any name: Lee, Ann.
func ClassBeside(name string) FillerClass {
	c := ClassOf(name)
	if s := TimedShape(name); c == FillerOther && s.Form == FormName && s.Score >= Enough && !EndsInStop([]byte(name)) {
		return FillerFull
	}
	return c
}

// IsTitled reports whether a name is one to three capitalised words.
func IsTitled(name string) bool {
	var buf [MaxTerms]Term
	terms := TermsOf(name, buf[:])
	return len(terms) >= 1 && len(terms) <= 3 && !Uncased(name) && !slices.ContainsFunc(terms, func(t Term) bool {
		return !Capitalised(t.Word) || t.Word[0] <= '9'
	})
}

// IsPlainName reports whether a name is two or three words without any other known sense.
func IsPlainName(name string) bool {
	var buf [MaxTerms]Term
	terms := TermsOf(name, buf[:])
	return len(terms) >= 2 && len(terms) <= 3 && isName(terms) && !slices.ContainsFunc(terms, func(t Term) bool { return t.May != 0 && !t.May.Is(particle|Honorific) })
}

// IsPerson reports whether a clean name looks like the name of a person.
func IsPerson(name string) bool {
	c := ClassOf(name)
	return c == FillerFull || c == FillerSingle
}

// IsNumberedVoice reports whether a name is a word with the number or letter of a speaker:
// Speaker 1, SPEAKER_00, S1, Customer #2, Caller B, speaker ?.
func IsNumberedVoice(name string) bool {
	base := strings.TrimRight(name, "0123456789?")
	if base == name {
		k := strings.LastIndexAny(name, " _")
		if k < 0 || len(name)-k != 2 || name[k+1] < 'A' || name[k+1] > 'Z' {
			return false
		}
		base = name[:k]
	}
	word := strings.TrimRight(base, " _-#№.:")
	if word == "" || len(name)-len(base) > 4 {
		return false
	}
	low := strings.ToLower(word)
	if Senses(low).Is(RoleWord|AskLabel|VoiceLabel|AskRole) || numberedVoices[low] {
		return true
	}
	n := utf8.RuneCountInString(word)
	r, _ := utf8.DecodeRuneInString(word)
	return n <= 2 && unicode.IsUpper(r) && word == base && len(name)-len(base) <= 2 || word != base && strings.HasSuffix(strings.TrimRight(base, " "), "#") && !strings.ContainsAny(word, ".,:;")
}

// numberedVoices are the words that programs write before the number of a speaker.
var numberedVoices = text.WordSet(`spk speaker voice person people caller customer agent client channel track mic user
participant respondent interviewee student patient subject unknown device phone iphone
спикер диктор участник собеседник sprecher person teilnehmer locuteur intervenant participante hablante interlocutor
orador falante relatore parlante persona mówca osoba mluvčí puhuja talare taler konuşmacı beszélő vorbitor ομιλητής`)

// IsPhone reports whether a name is a telephone number.
func IsPhone(name string) bool {
	digits := 0
	for i, r := range name {
		switch {
		case r < utf8.RuneSelf && text.IsDigit(byte(r)):
			digits++
		case r == '+' && i == 0, strings.ContainsRune(" -().\u00a0\u202f\u2011", r):
		default:
			return false
		}
	}
	return digits >= 7 && digits <= 15 && (name[0] == '+' || name[0] == '(' || digits >= 10)
}

// IsInitials reports whether a word is one to three capitals: AL, I, A.L.
func IsInitials(word string) bool {
	letters := 0
	for _, r := range strings.TrimRight(word, ".") {
		switch {
		case unicode.IsUpper(r):
			letters++
		case r != '.':
			return false
		}
	}
	return letters >= 1 && letters <= 3
}

// isHandle reports whether a word may be the name of an account.
func isHandle(word string) bool {
	n, letters, signs := 0, 0, 0
	for i, r := range word {
		n++
		switch {
		case unicode.IsLetter(r):
			letters++
		case r == '@' && i == 0, unicode.IsDigit(r), strings.ContainsRune("._-~#", r) && i > 0:
			signs++
		default:
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(word)
	return letters >= 2 && n <= 32 && (unicode.IsLetter(first) || first == '@') && (signs > 0 || unicode.IsLower(first)) && !strings.HasSuffix(word, ".")
}

// brokenOff reports whether a text ends in a dash or dots, as if interrupted.
func brokenOff(b []byte) bool {
	r, _ := utf8.DecodeLastRune(b)
	return r == '—' || r == '–' || r == '…'
}

// speechSeen is how many bytes of a text are examined to decide whether it is speech.
const speechSeen = 200

// ReadsAsSpeech reports whether b begins like speech, and not like a value, a name, an
// address or a list item: with a sentence end, or with several words and lowercase letters.
func ReadsAsSpeech(b []byte) bool {
	if IsItem(b) {
		return false
	}
	b = bytes.TrimLeft(b, " \t*_\"'“„«‘([—–-…¿¡>")
	b = b[:min(len(b), speechSeen)]
	if len(b) == 0 {
		return false
	}
	first, _ := utf8.DecodeRune(b)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) {
		return false
	}
	words, small, marks, wide, capitals := 0, 0, 0, 0, 0
	for w := range bytes.FieldsSeq(b) {
		words++
		if bytes.Contains(w, []byte("://")) || bytes.ContainsAny(w, "{}=\\<>_") && words <= 3 {
			return false
		}
		r, _ := utf8.DecodeRune(w)
		if unicode.IsLower(r) {
			small++
		} else if unicode.IsUpper(r) {
			capitals++
		}
		if r >= 0x2E80 || r >= 0xE00 && r < 0x1100 {
			wide += utf8.RuneCount(w)
		}
		if words >= 5 && (marks > 0 || small >= 3 || wide >= 4) {
			return true // too long for a name
		}
		if end, _ := utf8.DecodeLastRune(w); text.IsStop(end) && end != ':' || strings.ContainsRune(",…—–", end) {
			marks++
		}
	}
	if capitals == words && words >= 2 && words <= 4 && !bytes.ContainsAny(b[len(b)-1:], "?!") && !brokenOff(b) && bytes.IndexFunc(b, unicode.IsLower) >= 0 {
		return false // a name
	}
	if text.IsDigit(b[0]) && words <= 5 && !text.EndsSentence(string(b)) {
		return false // an amount
	}
	return words == 1 && marks == 1 && len(b) > 2 || words >= 2 && marks >= 1 || words >= 4 && small >= 3 || wide >= 4
}

// IsNameList reports whether b consists of names separated by commas or semicolons: Ann Lee
// (AL), Bob Hale.
func IsNameList(b []byte) bool {
	b = bytes.Trim(b, " *_\t\r")
	if len(b) == 0 || len(b) > 400 || EndsInStop(b) {
		return false
	}
	full := false
	for part := range strings.FieldsFuncSeq(string(b), func(r rune) bool { return r == ',' || r == ';' || r == '、' }) {
		part = strings.TrimPrefix(strings.TrimSpace(part), "and ")
		switch c := ClassOf(strings.TrimSpace(part)); {
		case c == FillerFull:
			full = true
		case c != FillerSingle && c != FillerInitials && c != FillerHandle:
			return false
		}
	}
	return full
}

// IsAmount reports whether b consists of numbers and signs, like the result of a vote: 3,
// 12 %. A URL counts too, because it is not speech either: https://example.org.
func IsAmount(b []byte) bool {
	b = bytes.Trim(b, " *_\t\r<(")
	return bytes.HasPrefix(b, []byte("https://")) || bytes.HasPrefix(b, []byte("http://")) || len(b) > 0 && text.IsDigit(b[0]) && b[len(b)-1] != '.' && bytes.IndexFunc(b, unicode.IsLetter) < 0
}

// IsWhole reports whether b is one or more whole sentences: it begins with a capital, or in
// a script without capitals, and ends in a sentence end.
func IsWhole(b []byte) bool {
	b = bytes.TrimRight(b, " *_\t\r\"'”’»)")
	end, _ := utf8.DecodeLastRune(b)
	r, _ := utf8.DecodeRune(bytes.TrimLeft(b, "\"'“„«‘([—–-…¿¡ "))
	return text.IsStop(end) && !unicode.IsLower(r)
}

// IsItem reports whether b begins with the marker of a Markdown list item.
func IsItem(b []byte) bool {
	return len(b) > 1 && (b[0] == '-' || b[0] == '*' || b[0] == '+') && b[1] == ' '
}

// EndsInStop reports whether a line ends in a sentence end.
func EndsInStop(line []byte) bool {
	line = bytes.TrimRight(line, " \r\t\"'”’)")
	r, _ := utf8.DecodeLastRune(line)
	return text.IsStop(r) || r == ':' || r == '…' || r == ','
}

// OpensSentence reports whether the first word of a name usually begins a sentence.
func OpensSentence(name string) bool {
	var buf [MaxTerms]Term
	terms := TermsOf(name, buf[:])
	return len(terms) > 0 && terms[0].May.Is(Opener|Verb)
}

// OpensSmall reports whether b begins with a lowercase letter, or with a letter of a script
// without capitals.
func OpensSmall(b []byte) bool {
	r, _ := utf8.DecodeRune(bytes.TrimLeft(b, "\"'“‘(… "))
	return unicode.IsLetter(r) && !unicode.IsUpper(r)
}

// IsAddress reports whether a word, in lower case, refers to the speaker or the listener:
// I, your, мне.
func IsAddress(word string) bool { return address[word] }

var address = text.WordSet(`i me my mine myself we us our ours you your yours thee thou thy
я мне меня мной мною мы нас нам нами мой моя моё мое мои моего моей моих моему мою моим наш наша наше наши нашего нашей наших нашим нашем нашими моим моем моём моею твоим твоем твоём вашим вашем вашими
ты тебя тебе тобой вы вас вам вами твой твоя твое твоё твои твоего твоей ваш ваша ваше ваши вашего вашей ваших вашу
ми мене мені нам вам ти тебе тобі ваш ваша
ich mich mir mein meine meinen meinem meiner wir uns unser unsere du dich dir dein deine ihr euch euer eure ihnen
je j'ai me moi mon ma mes nous notre nos tu te toi ton ta tes vous votre vos
yo me mi mis nosotros tú te tu tus usted ustedes vosotros io mi mio mia noi ci nostro tu ti tuo voi vi vostro
eu meu minha nós nosso você vocês teu tua ja mnie mi mój moja my nas nam ty ciebie tobie twój wy was wam`)
