package grid

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// Grapheme returns the grapheme at i: its first character, its size in bytes and
// its cells. It segments only where it must: plain characters never join.
func Grapheme(text string, i int) (c rune, n, cells int) {
	c, n = utf8.DecodeRuneInString(text[i:])
	if cells = plainCells(c); cells > 0 && ends(text, i+n) {
		return c, n, cells
	}
	g := displaywidth.StringGraphemes(text[i:])
	g.Next()
	return c, len(g.Value()), Cells(g.Value())
}

// character returns the bytes and cells of the first character at i, and of those
// after it that take no cell, in the n bytes of a grapheme.
func character(text string, i, n int) (size, cells int) {
	for end := i + n; i+size < end; {
		_, k := utf8.DecodeRuneInString(text[i+size:])
		w := Cells(text[i+size : i+size+k])
		if w > 0 && cells > 0 {
			break
		}
		size, cells = size+k, cells+w
	}
	return size, Cells(text[i : i+size])
}

// ends reports whether a plain character before i is a grapheme alone.
func ends(text string, i int) bool {
	if i >= len(text) || text[i] < utf8.RuneSelf {
		return true
	}
	c, _ := utf8.DecodeRuneInString(text[i:])
	return plainCells(c) > 0
}

// blank returns the bytes and cells of the blank at i at which a row may break, 0
// if there is none.
func blank(text string, i int) (n, cells int) {
	if i >= len(text) {
		return 0, 0
	}
	x := text[i]
	if x == ' ' && ends(text, i+1) {
		return 1, 1
	}
	if x != ' ' && (x < 0xE1 || x > 0xE3) { // U+1680, U+2000 and on, U+3000
		return 0, 0
	}
	c, n := utf8.DecodeRuneInString(text[i:])
	if !isBlank(c) {
		return 0, 0
	}
	_, whole, cells := Grapheme(text, i)
	if whole > n { // it carries a mark
		return 0, 0
	}
	return n, cells
}

// isBlank reports whether a row may break at c and then omit c. No-break blanks do
// not count.
func isBlank(c rune) bool {
	switch c {
	case ' ', 0x1680, 0x205F, 0x3000:
		return true
	case 0x2007:
		return false
	}
	return c >= 0x2000 && c <= 0x200A
}

// isLetter has the plain characters of at most two bytes and one cell, including
// ASCII signs. Between two of them, a row may break only after a hinge.
var isLetter = func() (set [0x700]bool) {
	for c := range set {
		set[c] = c > ' ' && plainCells(rune(c)) == 1
	}
	return set
}()

// letter returns the letter at i and its bytes, n is 0 if there is none.
func letter(text string, i int) (c rune, n int) {
	c, n = rune(text[i]), 1
	if c >= utf8.RuneSelf {
		if c > 0xDB || i+1 == len(text) || text[i+1]&0xC0 != 0x80 {
			return 0, 0
		}
		c, n = c&0x1F<<6|rune(text[i+1]&0x3F), 2
	}
	if !isLetter[c] {
		return 0, 0
	}
	return c, n
}

// hanAt reports whether a character of the main block of Han is at i.
func hanAt(text string, i int) bool {
	if i+3 > len(text) {
		return false
	}
	x, y := text[i], text[i+1]
	return x > 0xE4 && x <= 0xE9 || x == 0xE4 && y >= 0xB8
}

// plainCells returns the cells of a character that is a grapheme of its own
// between others like it, 0 if that is not known.
func plainCells(c rune) int {
	switch {
	case c < 0x300:
		if c >= ' ' && c < 0x7F || c >= 0xA0 && c != 0xAD {
			return 1
		}
	case c < 0x530:
		if c >= 0x370 && (c < 0x483 || c > 0x489) {
			return 1
		}
	case c < 0x700:
		if c >= 0x5D0 && c <= 0x5EA || c >= 0x620 && c <= 0x64A || c >= 0x671 && c <= 0x6D3 {
			return 1
		}
	case c < 0x2060:
		if c >= 0x2010 && c <= 0x2027 || c >= 0x2030 && c <= 0x205E {
			return 1
		}
	case c < 0xA000:
		if c >= 0x4E00 || c >= 0x3400 && c <= 0x4DBF || c >= 0x3041 && c <= 0x3096 ||
			c >= 0x309B && c <= 0x30FF || c >= 0x3001 && c <= 0x3029 {
			return 2
		}
	case c >= 0xAC00 && c <= 0xD7A3, c >= 0xFF01 && c <= 0xFF60:
		return 2
	}
	return 0
}

// A control character is shown as a picture of itself, U+2400 to U+2421: ␛.
const pictureStart = "\xe2\x90"

// HasPictures reports whether there may be pictures of controls in text.
func HasPictures(text string) bool { return strings.Contains(text, pictureStart) }

// Picture returns the first picture of a control in the bytes [from, to) of
// text, with what stands on it; to and to, if there is none.
func Picture(text string, from, to int) (lo, hi int) {
	for lo = from; lo < to; lo = hi {
		k := strings.Index(text[lo:to], pictureStart)
		if k < 0 {
			break
		}
		lo += k
		c, n, _ := Grapheme(text, lo)
		if hi = min(lo+n, to); c <= 0x2421 {
			return lo, hi
		}
	}
	return to, to
}
