package grid

import (
	"unicode"
	"unicode/utf8"
)

// A Row is one row of wrapped text: the bytes [from, to) of it. The blanks
// at which it was broken are in no row.
type Row struct {
	From, To int
	Cells    int
}

// Wrap breaks text into rows of at most width cells, at words. A grapheme is
// cut only where no row has room for it, a character never, so below two cells
// a wide one may stick out.
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

// nextRow returns the row that begins at byte from, and where the next one
// begins. It is greedy: the row takes what it can hold.
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

// A breaker is a row in the making.
type breaker struct {
	text  string
	width int
	wide  int // where the last grapheme ends that no row has room for
	i     int // how far the text has been taken
	row   Row // up to the last character that is not blank
	cells int // used, blanks included

	before, prev rune // the last two characters, 0: the start of the row or a blank

	broken Row // the row as it would be if it ended at the last place for that
	next   int // where the next row would begin; 0: there was no such place
	cut    Row // the same for a place inside a word, should the word be too long
}

// skim takes the words that fit beyond doubt, at the start of a row, as long
// as they are plain ASCII: all but the last one or two, in most rows.
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

// end returns the row, which has no room for what comes at i.
func (b *breaker) end() (Row, int) {
	switch {
	case b.next > 0:
		return b.broken, b.next
	case b.cut.To > 0:
		return b.cut, b.cut.To
	}
	return b.row, b.i
}

// blanks takes blanks. The row may end before them, and does, with full set,
// if not even they have room.
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
	if b.row.To > b.row.From { // an indent is no place to break
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

// inWord has the ASCII characters that stand in words and are no hinges.
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
	if n > 0 && !ends(b.text, i) { // the last one is no grapheme of its own
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

// grapheme takes any one grapheme, if there is room for it: of one that no row
// has room for, character by character.
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

// part takes a character of a grapheme that no row has room for.
func (b *breaker) part() (taken bool) {
	c, _ := utf8.DecodeRuneInString(b.text[b.i:])
	n, cells := character(b.text, b.i, b.wide-b.i)
	return b.fits(c, n, cells)
}

// fits takes n bytes that begin with c, if there is room for their cells.
func (b *breaker) fits(c rune, n, cells int) (taken bool) {
	b.hinge(c)
	if b.cells+cells > b.width && b.i > b.row.From {
		return false
	}
	b.take(b.i+n, b.cells+cells, b.prev, c)
	return true
}

// hinge notes that the row may end before c, which comes next, if c and what
// is before it let it.
func (b *breaker) hinge(c rune) {
	switch {
	case b.prev == 0:
	case mayBreak(b.before, b.prev, c):
		b.broken, b.next = b.row, b.i
	case b.prev < utf8.RuneSelf && hinges[b.prev] && c != b.prev && 2*b.cells >= b.width:
		b.cut = b.row
	}
}

// hinges are characters after which a long word is cut rather than elsewhere.
var hinges = [utf8.RuneSelf]bool{'/': true, '-': true, '?': true, '&': true, '=': true}

// mayBreak reports whether a row may end between prev and next, which no
// blank parts; before is what stands before prev. It keeps the part of
// UAX 14 that matters to prose: hyphens and dashes, and ideographs with
// their punctuation. Hangul is broken at blanks, as its readers prefer.
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

// ideographic reports whether a row may be broken on both sides of c, as far
// as its neighbours let it: Han, kana, their punctuation, emoji.
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
