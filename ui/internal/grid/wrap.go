package grid

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Row is a row of wrapped text: its bytes [From, To). The blanks at which the
// text was broken belong to no row.
type Row struct {
	From, To int
	Cells    int
}

// Wrap breaks text into rows of at most width cells, by these rules:
//
//  1. A row takes as much as fits (greedy). '\n' always ends it.
//  2. Rows break at blanks, after hyphens and dashes inside words, and around
//     ideographs (see mayBreak).
//  3. A word wider than a row is cut after a hinge such as / or -, otherwise
//     between graphemes.
//  4. A grapheme wider than a row is cut between characters. A character is never
//     cut, so with a width of 1 a wide character sticks out.
func Wrap(text string, width int) []Row {
	rows := make([]Row, 0, len(text)/max(width*3/4, 1)+1)
	b := breaker{text: text, width: max(width, 1)}
	for from := 0; from < len(text); {
		r, next := b.nextRow(from)
		rows = append(rows, r)
		from = next
	}
	return rows
}

// Lines returns the lines of a text that is not wrapped, such as code, as rows. A line
// wider than width is cut, so that an ellipsis fits behind it.
func Lines(text string, width int) []Row {
	var rows []Row
	for from := 0; from < len(text); {
		end := len(text)
		if k := strings.IndexByte(text[from:], '\n'); k >= 0 {
			end = from + k
		}
		n, cells := Fit(text[from:end], max(width, 1))
		rows = append(rows, Row{from, from + n, cells})
		from = end + 1
	}
	return rows
}

// nextRow returns the row that begins at byte from, and the start of the next.
func (b *breaker) nextRow(from int) (r Row, next int) {
	*b = breaker{text: b.text, width: b.width, wide: b.wide, i: from, row: Row{From: from, To: from}}
	b.skim()
	for b.i < len(b.text) {
		switch n, _ := blank(b.text, b.i); {
		case b.text[b.i] == '\n':
			return b.row, b.i + 1
		case n > 0:
			if b.blanks() {
				return b.row, b.i
			}
		case !b.word() && !b.letters() && !b.ideographs() && !b.grapheme():
			return b.end()
		}
	}
	return b.row, len(b.text)
}

// A breaker makes one row.
type breaker struct {
	text  string
	width int
	wide  int // end of the last grapheme wider than a row
	i     int // the next byte to take
	row   Row // the row so far, without trailing blanks
	cells int // used, blanks included

	before, prev rune // the last two characters, 0: the start of the row or a blank

	broken Row // the row if it ended at the last possible break
	next   int // start of the next row then; 0 if no break is possible
	cut    Row // the row if the word had to be cut after a hinge
}

// skim takes the plain ASCII words at the start of a row that certainly fit: all
// but the last one or two, in most rows.
func (b *breaker) skim() {
	after := 0 // where the last word taken and a blank end
	for i := b.i; i < min(len(b.text), b.i+b.width)-1; i++ {
		x := b.text[i]
		if x < ' ' || x >= 0x7F {
			break
		}
		if x == ' ' && b.text[i+1] < utf8.RuneSelf { // else it may carry a mark
			after = i + 1
		}
	}
	to := after
	for to > b.i && b.text[to-1] == ' ' {
		to--
	}
	if to > b.i { // else it is an indent
		b.take(to, to-b.i, 0, 0)
		b.broken, b.next = b.row, after
		b.i, b.cells = after, after-b.row.From
	}
}

// end returns the row when the text at i does not fit.
func (b *breaker) end() (Row, int) {
	switch {
	case b.next > 0:
		return b.broken, b.next
	case b.cut.To > 0:
		return b.cut, b.cut.To
	}
	return b.row, b.i
}

// blanks takes a run of blanks, before which the row may end. full reports that
// the blanks themselves do not fit.
func (b *breaker) blanks() (full bool) {
	for {
		n, cells := blank(b.text, b.i)
		if n == 0 {
			break
		}
		b.i += n
		b.cells += cells
	}
	if b.cells >= b.width {
		if b.i < len(b.text) && b.text[b.i] == '\n' {
			b.i++
		}
		return true
	}
	if b.row.To > b.row.From { // a row does not break in its indent
		b.broken, b.next = b.row, b.i
	}
	b.prev, b.before = 0, 0
	return false
}

// word takes a run of ASCII letters and signs: most of most texts.
func (b *breaker) word() (taken bool) {
	i, room := b.i, min(len(b.text), b.i+b.width-b.cells)
	for i < room && inWord[b.text[i]] {
		i++
	}
	if i < len(b.text) && b.text[i] >= utf8.RuneSelf { // may join the last letter
		i--
	}
	if i <= b.i {
		return false
	}
	b.hinge(rune(b.text[b.i]))
	before := b.prev
	if i > b.i+1 {
		before = rune(b.text[i-2])
	}
	b.take(i, b.cells+i-b.i, before, rune(b.text[i-1]))
	return true
}

// inWord has the ASCII characters of words, except the hinges.
var inWord = func() (set [256]bool) {
	for c := '!'; c <= '~'; c++ {
		set[c] = !hinges[c]
	}
	return set
}()

// letters takes a run of letters, up to a hinge.
func (b *breaker) letters() (taken bool) {
	i, cells := b.i, b.cells
	last := [3]rune{b.prev, b.before} // characters taken, the last one first
	n := 0                            // bytes of the last one
	for i < len(b.text) && cells < b.width && (n == 0 || last[0] >= utf8.RuneSelf || !hinges[last[0]]) {
		c, size := letter(b.text, i)
		if size == 0 {
			break
		}
		if i == b.i {
			b.hinge(c)
		}
		i, n = i+size, size
		cells++
		last[2], last[1], last[0] = last[1], last[0], c
	}
	if n > 0 && !ends(b.text, i) { // a mark follows: the last one is not a whole grapheme
		i, cells = i-n, cells-1
		last[0], last[1] = last[1], last[2]
	}
	if i == b.i {
		return false
	}
	b.take(i, cells, last[1], last[0])
	return true
}

// ideographs takes a run of Han, which may end after each of them.
func (b *breaker) ideographs() (taken bool) {
	i, cells := b.i, b.cells
	for cells+2 <= b.width && hanAt(b.text, i) {
		i, cells = i+3, cells+2
	}
	if i > b.i && !ends(b.text, i) {
		i, cells = i-3, cells-2
	}
	if i == b.i {
		return false
	}
	const any = '一' // each is as good as the other
	b.hinge(any)
	if i > b.i+3 {
		b.broken, b.next = Row{b.row.From, i - 3, cells - 2}, i-3
	}
	b.take(i, cells, any, any)
	return true
}

func (b *breaker) take(i, cells int, before, prev rune) {
	b.i, b.cells, b.before, b.prev = i, cells, before, prev
	b.row.To, b.row.Cells = i, cells
}

// grapheme takes one grapheme if it fits. It takes one wider than a row character
// by character.
func (b *breaker) grapheme() (taken bool) {
	if b.i < b.wide { // a grapheme may be as long as the text
		return b.part()
	}
	c, n, cells := Grapheme(b.text, b.i)
	if cells > b.width {
		b.wide = b.i + n
		return b.part()
	}
	return b.fits(c, n, cells)
}

// part takes a character of a grapheme wider than a row.
func (b *breaker) part() (taken bool) {
	c, _ := utf8.DecodeRuneInString(b.text[b.i:])
	n, cells := character(b.text, b.i, b.wide-b.i)
	return b.fits(c, n, cells)
}

// fits takes n bytes that begin with c if their cells fit.
func (b *breaker) fits(c rune, n, cells int) (taken bool) {
	b.hinge(c)
	if b.cells+cells > b.width && b.i > b.row.From {
		return false
	}
	b.take(b.i+n, b.cells+cells, b.prev, c)
	return true
}

// hinge records that the row may end before c, the next character, if mayBreak
// allows it.
func (b *breaker) hinge(c rune) {
	switch {
	case b.prev == 0:
	case mayBreak(b.before, b.prev, c):
		b.broken, b.next = b.row, b.i
	case b.prev < utf8.RuneSelf && hinges[b.prev] && c != b.prev && 2*b.cells >= b.width:
		b.cut = b.row
	}
}

// hinges are the characters after which a long word is preferably cut.
var hinges = [utf8.RuneSelf]bool{'/': true, '-': true, '?': true, '&': true, '=': true}

// mayBreak reports whether a row may end between the adjacent characters prev and
// next; before is the character before prev. It implements the part of UAX 14 that
// matters for prose: hyphens and dashes, and ideographs with their punctuation.
// Hangul breaks at blanks, as its readers prefer.
func mayBreak(before, prev, next rune) bool {
	if ideographic(prev) || ideographic(next) {
		return !opens(prev) && !closes(next) && !(prev == next && (next == '…' || next == '—'))
	}
	switch prev {
	case '-', '‐', '–': // not -5, not COVID-19
		return (unicode.IsLetter(before) || unicode.IsDigit(before)) && unicode.IsLetter(next)
	case '—':
		return next != '—' && !closes(next)
	}
	return false
}

// ideographic reports whether a row may break on both sides of c if its neighbours
// allow it: Han, kana, their punctuation, emoji.
func ideographic(c rune) bool {
	switch {
	case c < 0x2E80:
		return false
	case c <= 0xA4CF, c >= 0xF900 && c <= 0xFAFF, c >= 0xFE30 && c <= 0xFE4F,
		c >= 0xFF01 && c <= 0xFF9F, c >= 0x1F000 && c <= 0x1FAFF, c >= 0x20000 && c <= 0x3FFFF:
		return true
	}
	return false
}

var (
	openers = runeSet("([{\"'“‘«‹$£¥（【「『〈《〔〖〘〚［｛｟￥＄")
	closers = runeSet(")]}\"'”’»›,.;:!?%…‥—、。，．：；？！）】」』〉》〕〗〙〛］｝｠％‰°℃" +
		"ーゝゞヽヾ々〻・ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ゛゜～｡｣､･ｰﾞﾟ")
)

func opens(c rune) bool  { return !han(c) && openers[c] }
func closes(c rune) bool { return !han(c) && closers[c] }
func han(c rune) bool    { return c >= 0x3400 && c < 0xA000 }

func runeSet(s string) map[rune]bool {
	set := make(map[rune]bool)
	for _, c := range s {
		set[c] = true
	}
	return set
}
