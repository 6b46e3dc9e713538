package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The rules of clean text, in the order in which Cleaner.Rune applies them.
//
//  1. A tab becomes blanks up to the next tab stop.
//  2. A line break of any kind becomes '\n'; CR LF becomes one.
//  3. A C0 control character becomes its picture, as in ␛; DEL becomes ␡.
//  4. Invalid UTF-8, a C1 control character or a noncharacter becomes U+FFFD.
//  5. A zero-width joiner or non-joiner stays after a letter or a symbol, never
//     two in a row, and at most MaxJoiners of them in a chain.
//  6. A variation selector stays if it is the first on its character.
//  7. Characters that are invisible or reorder others are removed.
//  8. At most MaxMarks marks stay on a character, and at most maxLinks viramas
//     in a cluster.
//
// Escape sequences are not recognised: what remains of a removed sequence could
// form a new one. Without its ESC a sequence is harmless text.

// Limits on what may be stacked on one base character.
const (
	MaxMarks   = 8  // combining marks: more only smear the screen
	maxLinks   = 8  // viramas that join letters into one: the longest word needs 5
	MaxJoiners = 12 // joiners in a chain: the longest emoji family needs 3
	tabStop    = 8  // cells
)

// Clean returns s in a form that is safe to show, print, copy or log: valid
// UTF-8 without control characters and without invisible characters that change
// how others read. Line breaks of every kind become '\n'. Text of a source
// leaves the program only through Clean or a Cleaner.
func Clean(s string) string {
	if plainString(s) {
		return s
	}
	var c Cleaner
	c.Add([]byte(s), 0)
	return string(c.Out)
}

// CleanName returns s as one line of clean text: a name, a title, a file name.
// Runs of blanks become one, line breaks become ␤, and characters are composed
// (NFC).
func CleanName(s string) string {
	s = norm.NFC.String(strings.ReplaceAll(Clean(s), "\n", "␤"))
	return OneLine(s)
}

// OneLine returns s without white space around it, and with each run of white space in it
// as one blank. Other characters stay as they are; CleanName makes them safe to show.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func plainString(s string) bool { return plainRun(s) == len(s) }

// PlainByte reports whether b is a printable ASCII character or a space.
func PlainByte(b byte) bool { return b-0x20 < 0x7f-0x20 }

// A Cut maps clean text to the source: from byte Text of the clean text, byte i
// comes from byte Src+i-Text of the source, up to the next Cut.
type Cut struct {
	Text int
	Src  int64
}

// A Cleaner collects clean text and records where each byte came from. The zero
// Cleaner is ready to use.
type Cleaner struct {
	Out     []byte
	Cuts    []Cut
	Hidden  int  // characters removed
	Changed bool // a character was replaced by another
	Keep    bool // keep control and invisible characters, for a caller that escapes them

	col     int  // runes since the last line break, in place of cells, for tabs
	marks   int  // combining marks on base
	links   int  // viramas in the current cluster
	linked  bool // base has a virama
	joiners int  // in the current chain
	base    rune // the last character that was not a mark; 0x200D after any joiner
	varied  bool // base has a variation selector
}

// at records that the next byte of Out comes from byte off of the source.
func (c *Cleaner) at(off int64) {
	n := len(c.Out)
	if k := len(c.Cuts); k > 0 {
		last := c.Cuts[k-1]
		if last.Src+int64(n-last.Text) == off {
			return
		}
		if last.Text == n {
			c.Cuts[k-1].Src = off
			return
		}
	}
	c.Cuts = append(c.Cuts, Cut{n, off})
}

// Add cleans src, which begins at byte off of the source, and appends it to Out.
func (c *Cleaner) Add(src []byte, off int64) {
	for i := 0; i < len(src); {
		if n := plainRun(src[i:]); n > 0 {
			c.at(off + int64(i))
			c.Out = append(c.Out, src[i:i+n]...)
			c.Settle(n, rune(src[i+n-1]))
			i += n
			continue
		}
		r, n := Decode(src[i:])
		if r == '\r' && i+1 < len(src) && src[i+1] == '\n' {
			n = 2
		}
		c.Rune(r, off+int64(i))
		i += n
	}
}

// Decode decodes the first rune of b like utf8.DecodeRune, except that a
// truncated sequence becomes one U+FFFD as a whole. (It is a maximal subpart in
// the terms of Unicode 16, section 3.9, table 3-8.)
func Decode(b []byte) (rune, int) {
	r, n := utf8.DecodeRune(b)
	if r != utf8.RuneError || n > 1 {
		return r, n
	}
	want, lo, hi := 0, byte(0x80), byte(0xBF)
	switch x := b[0]; {
	case x >= 0xC2 && x <= 0xDF:
		want = 1
	case x >= 0xE0 && x <= 0xEF:
		want = 2
		if x == 0xE0 {
			lo = 0xA0
		} else if x == 0xED {
			hi = 0x9F
		}
	case x >= 0xF0 && x <= 0xF4:
		want = 3
		if x == 0xF0 {
			lo = 0x90
		} else if x == 0xF4 {
			hi = 0x8F
		}
	}
	for n = 1; n <= want && n < len(b) && b[n] >= lo && b[n] <= hi; n++ {
		lo, hi = 0x80, 0xBF
	}
	return utf8.RuneError, n
}

// Rune appends the clean form of r, which is at byte off of the source.
func (c *Cleaner) Rune(r rune, off int64) {
	switch {
	case isPlain(r), c.Keep && !IsBreak(r) && !IsSetting(r):
		c.Put(r, off)
	case r >= 0x300 && r < 0x34F: // most marks; the tables below are slower
		c.mark(r, off)
	case r == '\t':
		c.Changed = true
		c.at(off)
		n := tabStop - c.col%tabStop
		c.Out = append(c.Out, "        "[:n]...)
		c.Settle(n, ' ')
	case IsBreak(r):
		c.Put('\n', off)
		c.col = 0
	case r < 0x20:
		c.replace(0x2400+r, off)
	case r == 0x7F:
		c.replace(0x2421, off)
	case r < 0xA0 && r >= 0x80, unicode.Is(unicode.Noncharacter_Code_Point, r):
		c.replace(utf8.RuneError, off)
	case r == 0x200C || r == 0x200D:
		c.joiner(r, off)
	case IsVariant(r):
		c.variant(r, off)
	case IsHidden(r):
		c.Hidden++
	case IsMark(r), IsPrefix(r) && IsPrefix(c.base):
		c.mark(r, off)
	default:
		c.Put(r, off)
	}
}

// IsSetting reports whether r only says where a line may break (soft hyphen,
// zero-width space, word joiner) or how the file is encoded (byte order mark).
func IsSetting(r rune) bool { return r == 0xAD || r == 0x200B || r == 0x2060 || r == 0xFEFF }

// Put appends r, which is at byte off of the source, unchanged as a new base.
func (c *Cleaner) Put(r rune, off int64) {
	c.write(r, off)
	c.Settle(1, r)
}

// replace appends r in place of the character at byte off of the source.
func (c *Cleaner) replace(r rune, off int64) {
	c.Changed = true
	c.Put(r, off)
}

// write appends r and keeps the state of the base.
func (c *Cleaner) write(r rune, off int64) {
	c.at(off)
	c.Out = utf8.AppendRune(c.Out, r)
}

// Settle makes r the base of the characters that follow and advances the column
// by n.
func (c *Cleaner) Settle(n int, r rune) {
	c.col += n
	if c.base != 0x200D { // after a joiner the chain continues
		c.joiners = 0
	}
	if !c.linked {
		c.links = 0
	}
	c.base, c.marks, c.varied, c.linked = r, 0, false, false
}

// joiner appends a joiner where it can join, see rule 5, and else removes it.
func (c *Cleaner) joiner(r rune, off int64) {
	joins := unicode.IsLetter(c.base) || unicode.Is(unicode.So, c.base) || unicode.Is(unicode.Sk, c.base)
	if !joins || c.joiners >= MaxJoiners {
		c.Hidden++
		return
	}
	c.write(r, off)
	c.joiners++
	c.base = 0x200D
}

// variant appends a variation selector, see rule 6, or removes it.
func (c *Cleaner) variant(r rune, off int64) {
	if c.varied || c.base <= ' ' || c.base == 0x200D {
		c.Hidden++
		return
	}
	c.varied = true
	c.write(r, off)
}

// mark appends a mark, see rule 8, or removes it.
func (c *Cleaner) mark(r rune, off int64) {
	if c.marks >= MaxMarks {
		c.Hidden++
		return
	}
	if isVirama(r) {
		if c.links >= maxLinks {
			c.Hidden++
			return
		}
		c.links++
		c.linked = true
	}
	c.marks++
	c.write(r, off)
}

// Fill assumes that the unknown character before text already carries as much as
// is allowed, so that the marks at the start of text cannot exceed the limits.
func (c *Cleaner) Fill(text []byte) {
	c.base, c.varied, c.linked = 0x200D, true, true
	c.marks, c.links, c.joiners = MaxMarks, maxLinks, MaxJoiners
	if r, _ := Decode(text); IsPrefix(r) {
		c.base = r
	}
}

// MayCut reports whether text may be cut between before and after: cleaning the
// parts separately gives the same text, since no character joins across the cut.
func MayCut(before, after []byte) bool {
	r, _ := Decode(after)
	for extended := Extends(r); len(before) > 0; {
		p, n := utf8.DecodeLastRune(before)
		switch {
		case p == ' ' || p == '\n':
			return true
		case extended || p == 0x200C || p == 0x200D || isVirama(p):
			return false
		case !Extends(p):
			return !IsPrefix(p) || !IsPrefix(r)
		}
		before = before[:len(before)-n]
	}
	return false
}

// Extends reports whether r belongs to the character before it or is hidden.
func Extends(r rune) bool { return !isPlain(r) && (IsMark(r) || IsHidden(r)) }

// MayVanish reports whether a Cleaner may remove r: a hidden character, or a mark beyond
// the limit.
func MayVanish(r rune) bool { return Extends(r) || IsPrefix(r) }

// IsVariant reports whether r is a variation selector, which chooses the look of
// the character before it.
func IsVariant(r rune) bool { return r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0100 && r <= 0xE01EF }

// IsMark reports whether r shares the cells of the character before it: combining
// marks, the vowels and final consonants of Hangul, skin colours.
func IsMark(r rune) bool {
	switch {
	case r < 0x300:
		return false
	case r >= 0x1160 && r <= 0x11FF, r >= 0xD7B0 && r <= 0xD7FF, r >= 0x1F3FB && r <= 0x1F3FF:
		return true
	}
	return unicode.Is(unicode.M, r)
}

// IsPrefix reports whether r shares the cells of the character after it
// (Prepended_Concatenation_Mark).
func IsPrefix(r rune) bool { return r >= 0x600 && unicode.Is(unicode.Prepended_Concatenation_Mark, r) }

// isVirama reports whether r joins two letters into one (combining class 9).
func isVirama(r rune) bool {
	return r >= 0x94D && norm.NFC.PropertiesString(string(r)).CCC() == 9
}

// isPlain reports whether r is in one of the ranges that contain only visible
// characters without marks. It is a fast path: most text beyond ASCII is plain.
func isPlain(r rune) bool {
	return r >= 0xA0 && r < 0x300 && r != 0xAD || r >= 0x370 && r < 0x483 || r >= 0x4E00 && r < 0xA000 ||
		r >= 0x2010 && r < 0x2028 || r >= 0x2030 && r < 0x205F // dashes, quotation marks
}

// IsBreak reports whether any program ends a line at r: a terminal, a browser,
// Unicode (UAX 14: BK, CR, LF, NL) or one that knows the separators of ASCII.
func IsBreak(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

// IsHidden reports whether r is invisible or reorders the characters around it:
// Default_Ignorable_Code_Point of Unicode and the bidirectional controls.
func IsHidden(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r == 0xAD, r == 0x61C, r == 0xFEFF,
		r >= 0x180B && r <= 0x180F,
		r >= 0x200B && r <= 0x200F,
		r >= 0x202A && r <= 0x202E,
		r >= 0x2060 && r <= 0x206F,
		r >= 0xFFF0 && r <= 0xFFFB,
		r >= 0x1BCA0 && r <= 0x1BCA3,
		r >= 0x1D173 && r <= 0x1D17A,
		r >= 0xE0000 && r <= 0xE0FFF:
		return true
	}
	return unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}
