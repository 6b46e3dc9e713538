package label

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/naming"
)

// This file detects the lines of plays that are not speech: headings of scenes and stage
// directions.

// isDirection reports whether a paragraph of a play without a label is a stage direction.
// play has the stems of the names in the play.
func isDirection(play map[string]bool, line []byte) bool {
	if isScene(line) || isBracketed(line) {
		return true
	}
	if isStageWord(line) {
		return true
	}
	if bytes.ContainsAny(line, "?!…«\"“") || bytes.Contains(line, []byte("...")) || !naming.EndsInStop(line) || line[len(line)-1] == ',' {
		return false
	}
	first, _ := utf8.DecodeRune(line)
	if !unicode.IsUpper(first) {
		return false
	}
	if k := bytes.LastIndex(line, []byte(", ")); k > 0 && calls(line[k+2:]) && !play[stem(firstWord(line))] {
		return false // Good morning, Ann.
	}
	named, n := false, 0
	for w := range strings.FieldsSeq(string(line)) {
		n++
		low := strings.ToLower(strings.Trim(w, ".,:;()[]—–-"))
		if n == 1 && naming.Senses(low).Is(naming.StageWord) {
			named = true
		}
		if naming.IsAddress(low) {
			return false
		}
		named = named || naming.Capitalised(w) && play[stem(w)]
	}
	return named && n > 1 || n == 1 && named
}

// isStageWord reports whether a line is only a word for a stage direction: Curtain.
func isStageWord(line []byte) bool {
	if len(line) > maxName || bytes.IndexByte(line, ' ') >= 0 {
		return false
	}
	return naming.Senses(strings.ToLower(string(bytes.Trim(line, ".!*_")))).Is(naming.StageWord)
}

// isBracketed reports whether a line is enclosed in one pair of brackets, perhaps with full
// stops after it, or in one pair of marks of emphasis: (They leave). *They leave.*
func isBracketed(line []byte) bool {
	if c := line[0]; (c == '*' || c == '_') && len(line) > 2 {
		return line[len(line)-1] == c && line[1] != c && bytes.Count(line, line[:1]) == 2
	}
	if line[0] != '(' {
		return false
	}
	depth := 0
	for i, c := range line {
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return len(bytes.Trim(line[i:], ".) ")) == 0
			}
		}
	}
	return false
}

// calls reports whether b is one or two capitalised words, like a name that somebody calls.
func calls(b []byte) bool {
	n := 0
	for w := range bytes.FieldsSeq(b) {
		if n++; n > 2 || !naming.Capitalised(string(w)) {
			return false
		}
	}
	return n > 0
}

func firstWord(line []byte) string {
	w, _, _ := bytes.Cut(line, []byte{' '})
	return string(w)
}

// isScene reports whether a line is the heading of an act or a scene: ACT I, Scene 2,
// Явление третье, Erster Auftritt.
func isScene(line []byte) bool {
	if len(line) > 60 || len(line) < 4 {
		return false
	}
	words := strings.Fields(strings.ToLower(strings.Trim(string(line), ".[]#* ")))
	if len(words) == 0 || len(words) > 3 {
		return false
	}
	found, other := false, 0
	for _, w := range words {
		w = strings.Trim(w, ".,:")
		switch {
		case sceneWords[w]:
			found = true
		case text.IsNumber(w), naming.IsRoman(w), naming.Senses(w).Is(naming.Ordinal), sceneNumbers[w]:
			other++
		default:
			return false
		}
	}
	return found && (other > 0 || naming.AllCapitals(string(line)))
}

var (
	sceneWords = text.WordSet(`act scene prologue epilogue акт сцена действие явление картина пролог эпилог дія ява akt szene auftritt aufzug vorspiel
akten acte scène tableau acto escena cuadro atto scena ato cena odsłona dějství výstup jednání`)
	sceneNumbers = text.WordSet(`one two three four five six seven eight nine ten first second third fourth fifth sixth seventh eighth ninth tenth last
первое второе третье четвертое четвёртое пятое шестое седьмое восьмое девятое десятое последнее первый второй третий четвертый пятый
первая вторая третья четвертая четвёртая пятая шестая седьмая восьмая девятая десятая
annen annet tredje fjerde femte andra erster erste zweiter zweite dritter dritte vierter vierte fünfter fünfte sechster siebenter siebter achter neunter zehnter letzter
premier première deuxième troisième quatrième cinquième sixième dernière primero primera segundo segunda tercero tercera cuarto cuarta quinto quinta
primo prima secondo seconda terzo terza quarto quarta quinto quinta`)
)

// stems adds the stems of the words of a name, which do not change when it is inflected.
func stems(set map[string]bool, name string) {
	for w := range strings.FieldsSeq(name) {
		if s := stem(w); s != "" && naming.Capitalised(w) {
			set[s] = true
		}
	}
}

// stemRunes is the number of letters in a stem.
const stemRunes = 5

// stem returns the first letters of a word in lower case, "" for a short word.
func stem(w string) string {
	w = strings.ToLower(strings.Trim(w, ".,:;!?()[]«»\"'“”"))
	n := 0
	for i := range w {
		if n == stemRunes {
			return w[:i]
		}
		n++
	}
	if n < 3 {
		return ""
	}
	return w
}
