package front

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
)

// Placed reads the time and the place in the words after a date. left is the number of
// words after these.
func Placed(words []string) (time, place string, left int) {
	if len(words) > 0 {
		if t, ok := text.ParseTime(words[0]); ok {
			time, words = t, words[1:]
			if len(words) > 0 && halves[strings.ToLower(strings.Trim(words[0], ".,"))] {
				time, _ = text.FindTime(t + " " + words[0])
				words = words[1:]
			}
		}
	}
	if s := strings.Join(words, " "); len(words) > 0 && time != "" && isPlace(s) {
		return time, s, 0
	}
	return time, "", len(words)
}

// halves are the words for halves of the day after a time.
var halves = text.WordSet(`am pm a.m p.m`)

// maxPlace is the maximum number of words in a place, if more text may follow on the line.
const maxPlace = 4

// sections are the sections of a site that precede a title.
var sections = text.WordSet(`Events События`)

// oneLine reads a front that is a single line: the title, the date, and perhaps the time
// and the place. whole reports whether the line contains nothing else.
func oneLine(h *record.Header, line string) (title string, whole bool) {
	words := strings.Fields(line)
	d, i, n := text.FindDate(words)
	if n == 0 {
		return line, true
	}
	above, below := words[:i], words[i+n:]
	end := placeEnd(below, above)
	left := 0
	h.Date = d
	h.Time, h.Place, left = Placed(below[:end])
	if naming.WordCount(h.Place) > maxPlace {
		h.Place, left = "", maxPlace
	}
	if h.Time != "" && len(above) > 1 && sections[above[0]] {
		above = above[1:]
	}
	if h.Time == "" && strings.HasSuffix(line, ".") && len(below) > 1 { // a sentence
		h.Date, h.Place = "", ""
		return line, true
	}
	title = strings.Join(above, " ")
	bare := strings.TrimRight(title, " ,:|-–—─")
	switch place, ended := strings.CutSuffix(title, ","); {
	case ended && len(below) == 0 && isPlace(place) && naming.IsTitled(strings.ReplaceAll(place, ",", "")): // WASHINGTON, D.C., June 3, 2026
		h.Place = place
		return "", true
	case title == "" && h.Time == "" && len(below) > 0: // May 23, 2012 Meeting Notes
		return line, true
	case h.Time == "" && len(line) <= maxDated && len(above) > 0 && (joins(words[i]) || joins(above[len(above)-1])): // Sitzung vom 4. März 2026
		return line, true
	}
	return bare, left == 0 && end == len(below)
}

// placeEnd returns the maximum number of words after a date that can be the time and the
// place. The title, or the count of pictures, 1 of 2, may follow.
func placeEnd(words, title []string) int {
	for k := 2; k+1 < len(words) && k <= maxPlace+1; k++ {
		again := beginsAgain(words[k:], title) || len(title) > 0 && beginsAgain(words[k:], title[1:])
		if again || words[k] == "1" && (words[k+1] == "of" || words[k+1] == "из") {
			return k
		}
	}
	return len(words)
}

// beginsAgain reports whether words begin like a title. It compares up to three words,
// because a place may share one or two with the title.
func beginsAgain(words, title []string) bool {
	n := min(3, len(title))
	return n > 1 && len(words) >= n && slices.Equal(words[:n], title[:n])
}

// joins reports whether a word joins a date to the words before it: vom, of.
func joins(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLower(r) && utf8.RuneCountInString(w) <= 3
}
