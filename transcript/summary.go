package transcript

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/naming"
)

// The summary of a question is the sentence with the highest score:
//
//  1. One point for each word, up to 12; above 45 words, 4 less.
//  2. A question mark near the end adds 40.
//  3. An asking word at the start adds 6, anywhere 2.
//  4. A sentence of up to 4 words loses 12.
//  5. A sentence that only asks for leave to ask loses 30.
//  6. The score is not negative. The first of equal sentences is taken.
//  7. Code has no sentences. Its first line is taken if a question has nothing else.

// summaryText limits the bytes of text that are read for a summary, and
// summarySource the bytes of the source.
const (
	summaryText   = 16 << 10
	summarySource = 256 << 10
)

// Summary returns the sentence of question n, from 1, that best says what is
// asked, word for word.
func (d *Document) Summary(n int) string {
	turn := d.Question(n)
	best, most := "", -1
	read := 0
	start, _ := d.TextSpan(turn)
	for b, ok := d.NextBlock(turn, start); ok && read < summaryText && b.Off < start+summarySource; b, ok = d.NextBlock(turn, b.End) {
		text := head(b.Text, summaryText-read)
		read += len(text)
		switch {
		case b.Kind != Speech:
			continue
		case IsCode(b.Text):
			if _, code, _ := strings.Cut(b.Text, "\n"); best == "" {
				best, _, _ = strings.Cut(code, "\n")
			}
			continue
		}
		for _, s := range sentences(text) {
			if v := telling(s); v > most {
				best, most = s, v
			}
		}
	}
	return best
}

// head returns text, or about its first n bytes.
func head(text string, n int) string {
	for n < len(text) && !utf8.RuneStart(text[n]) {
		n++
	}
	return text[:min(n, len(text))]
}

// sentences splits a text after full stops, question and exclamation marks. A
// full stop ends a sentence only if stops says so.
func sentences(line string) []string {
	var out []string
	start := 0
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRuneInString(line[i:])
		i += n
		if !text.IsStop(r) {
			continue
		}
		for i < len(line) { // closing quotes belong to the sentence
			q, n := utf8.DecodeRuneInString(line[i:])
			if !strings.ContainsRune(`.?!…"'”’»)`, q) {
				break
			}
			i += n
		}
		if r == '.' && !stops(line[start:i], line[i:]) {
			continue
		}
		if s := strings.TrimSpace(line[start:i]); s != "" {
			out = append(out, s)
		}
		start = i
	}
	if s := strings.TrimSpace(line[start:]); s != "" {
		out = append(out, s)
	}
	return out
}

// stops reports whether the full stop between before and after ends a sentence:
// it does not follow an initial or an abbreviation, and a lower-case word does
// not follow it.
func stops(before, after string) bool {
	rest := strings.TrimLeftFunc(after, unicode.IsSpace) // non-breaking ones too
	if rest == "" {
		return true
	}
	if rest == after {
		return false // 3.5, kremlin.ru
	}
	word := strings.TrimRight(before, ".")
	if i := strings.LastIndexFunc(word, precedesWord); i >= 0 {
		_, n := utf8.DecodeRuneInString(word[i:])
		word = word[i+n:]
	}
	r, _ := utf8.DecodeRuneInString(rest)
	if isDotted(word) && unicode.IsUpper(r) { // U.S. Senate, but in the U.S. What
		next, _, _ := strings.Cut(rest, " ")
		return naming.Senses(strings.ToLower(next)).Is(naming.Opener | naming.Verb)
	}
	if utf8.RuneCountInString(word) == 1 || text.Abbreviations[word] || naming.Senses(strings.ToLower(word)).Is(naming.Honorific) {
		return false
	}
	return !unicode.IsLower(r)
}

// isDotted reports whether a word is letters with full stops between them: U.S, e.g.
func isDotted(word string) bool {
	n := 0
	for part := range strings.SplitSeq(word, ".") {
		if n++; utf8.RuneCountInString(part) != 1 {
			return false
		}
	}
	return n > 1
}

func precedesWord(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(“\"", r) }

// telling returns the score of a sentence, by the rules above.
func telling(s string) int {
	words := strings.Fields(strings.ToLower(s))
	n := len(words)
	v := min(n, 12) // a sentence of a dozen words says it all
	if n > 45 {
		v -= 4
	}
	asks := strings.ContainsAny(s[max(0, len(s)-8):], text.QuestionMarks)
	if asks {
		v += 40
	}
	if n > 0 && asking[strings.Trim(words[0], "“\"'¿«")] {
		v += 6
	}
	for _, w := range words {
		if asking[strings.Trim(w, ",")] {
			v += 2
			break
		}
	}
	if n <= 4 {
		v -= 12
	}
	if polite(words) {
		v -= 30
	}
	return max(v, 0)
}

// asking has the words that open a question of substance.
var asking = text.WordSet(`what why how when where who whom whose which is are was were do does did will would can could
should have has что как почему зачем когда где кто чей какой какая какое какие каков какова сколько куда откуда`)

// leave has the words of a request to ask a question.
var leave = text.WordSet(`may ask question questions please thank thanks couple more another one if i you mr mrs ms a the last
follow-up followup quick just my can could first second two можно вопрос вопроса разрешите спасибо ещё еще один пожалуйста`)

// polite reports whether a sentence is hardly more than a request to ask: at
// most 9 words, all but one of them in leave.
func polite(words []string) bool {
	if len(words) > 9 {
		return false
	}
	rest := 0
	for _, w := range words {
		if !leave[strings.Trim(w, ".,?!…")] {
			rest++
		}
	}
	return rest <= 1
}
