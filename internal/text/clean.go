package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Limits of what may be stacked on one base character.
const (
	MaxMarks   = 8  // combining marks, more only smear the screen
	maxLinks   = 8  // letters joined into one by viramas: the longest word needs 5
	MaxJoiners = 12 // joiners in a chain: the longest emoji family needs 3
	tabStop    = 8  // cells
)

// Clean returns s as it may be shown, printed, copied or logged: no control
// character, no invalid UTF-8, nothing invisible that changes how its
// neighbours read. Line breaks of every kind become '\n'. All text that
// leaves this package has passed through here or through the same cleaner.
//
// It decides character by character and never looks for escape sequences:
// what is left of a removed sequence could form a new one.
func Clean(s string) string {
	if plainString(s) {
		return s
	}
	var c Cleaner
	c.Add([]byte(s), 0)
	return string(c.Out)
}

// CleanName returns s as one line of clean text: a name, a title, a file
// name. Blanks are collapsed, line breaks show as ␤, characters composed (NFC).
func CleanName(s string) string {
	s = norm.NFC.String(strings.ReplaceAll(Clean(s), "\n", "␤"))
	return strings.Join(strings.Fields(s), " ")
}

func plainString(s string) bool {
	for i := range len(s) {
		if !PlainByte(s[i]) {
			return false
		}
	}
	return true
}

// PlainByte reports whether b is a character of ASCII that can be seen, or a
// space.
func PlainByte(b byte) bool { return b-0x20 < 0x7f-0x20 }

// A Cut says that from byte text of the clean text on, byte i of it stands
// at src+i-text in the source.
type Cut struct {
	Text int
	Src  int64
}

// A Cleaner collects clean text and remembers where each byte came from.
// The zero cleaner is ready.
type Cleaner struct {
	Out    []byte
	Cuts   []Cut
	Hidden int  // characters removed
	Keep   bool // keep what cannot be seen, for whoever escapes it

	col     int  // cells since the last line break, for tabs; runes stand for cells
	marks   int  // combining marks on the last base
	links   int  // viramas in the cluster that ends here
	linked  bool // a virama stands on base
	joiners int  // in the chain that ends here
	base    rune // the last character that was neither mark nor joiner
	varied  bool // base has its variation selector
}

// at notes that the next byte of out comes from off.
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

// Add cleans src, which starts at byte off of the source.
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

func plainRun(b []byte) int {
	for i, x := range b {
		if !PlainByte(x) {
			return i
		}
	}
	return len(b)
}

// Decode is utf8.DecodeRune, but takes a whole truncated sequence (the
// maximal subpart, Unicode 16, section 3.9, table 3-8) for one U+FFFD.
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

// Rune adds the clean form of r, which stands at off.
func (c *Cleaner) Rune(r rune, off int64) {
	switch {
	case isPlain(r), c.Keep && !IsBreak(r) && !IsSetting(r):
		c.Put(r, off)
	case r >= 0x300 && r < 0x34F: // most marks are these
		c.mark(r, off)
	case r == '\t':
		c.at(off)
		n := tabStop - c.col%tabStop
		c.Out = append(c.Out, "        "[:n]...)
		c.Settle(n, ' ')
	case IsBreak(r):
		c.Put('\n', off)
		c.col = 0
	case r < 0x20:
		c.Put(0x2400+r, off)
	case r == 0x7F:
		c.Put(0x2421, off)
	case r < 0xA0 && r >= 0x80, unicode.Is(unicode.Noncharacter_Code_Point, r):
		c.Put(utf8.RuneError, off)
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

// IsSetting reports whether r only says where a line may be broken, or how
// the file is encoded: no part of any text.
func IsSetting(r rune) bool { return r == 0xAD || r == 0x200B || r == 0x2060 || r == 0xFEFF }

// Put takes in r, which stands at off in the source.
func (c *Cleaner) Put(r rune, off int64) {
	c.write(r, off)
	c.Settle(1, r)
}

// write appends r and leaves what stands on the base alone.
func (c *Cleaner) write(r rune, off int64) {
	c.at(off)
	c.Out = utf8.AppendRune(c.Out, r)
}

// Settle makes r the base of what follows, n cells further on.
func (c *Cleaner) Settle(n int, r rune) {
	c.col += n
	if c.base != 0x200D { // a chain of joined characters goes on
		c.joiners = 0
	}
	if !c.linked {
		c.links = 0
	}
	c.base, c.marks, c.varied, c.linked = r, 0, false, false
}

// joiner keeps a joiner that can join: after a letter, a mark or an emoji,
// never two in a row, never a chain without end.
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

func (c *Cleaner) variant(r rune, off int64) {
	if c.varied || c.base <= ' ' || c.base == 0x200D {
		c.Hidden++
		return
	}
	c.varied = true
	c.write(r, off)
}

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

// Fill makes as if the character before text had all that may stand on it:
// which one that is is not known, and text joins it.
func (c *Cleaner) Fill(text []byte) {
	c.base, c.varied, c.linked = 0x200D, true, true
	c.marks, c.links, c.joiners = MaxMarks, maxLinks, MaxJoiners
	if r, _ := Decode(text); IsPrefix(r) {
		c.base = r
	}
}

// MayCut reports whether text may be cut between before and after, so that both
// sides are cleaned as they are together: nothing joins there.
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

// Extends reports whether r belongs to the character before it, or is hidden.
func Extends(r rune) bool { return !isPlain(r) && (IsMark(r) || IsHidden(r)) }

// IsVariant reports whether r chooses how the character before it looks.
func IsVariant(r rune) bool { return r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0100 && r <= 0xE01EF }

// IsMark reports whether r stands in the cells of the character before it:
// combining marks, the vowels and ends of a Hangul syllable, skin colours.
func IsMark(r rune) bool {
	switch {
	case r < 0x300:
		return false
	case r >= 0x1160 && r <= 0x11FF, r >= 0xD7B0 && r <= 0xD7FF, r >= 0x1F3FB && r <= 0x1F3FF:
		return true
	}
	return unicode.Is(unicode.M, r)
}

// IsPrefix reports whether r stands in the cells of the character after it
// (Prepended_Concatenation_Mark).
func IsPrefix(r rune) bool { return r >= 0x600 && unicode.Is(unicode.Prepended_Concatenation_Mark, r) }

// isVirama reports whether r joins two letters into one.
func isVirama(r rune) bool {
	return r >= 0x94D && norm.NFC.PropertiesString(string(r)).CCC() == 9
}

// isPlain reports whether r is surely of the letters that most texts are in,
// and nothing else.
func isPlain(r rune) bool {
	return r >= 0xA0 && r < 0x300 && r != 0xAD || r >= 0x370 && r < 0x483 || r >= 0x4E00 && r < 0xA000
}

// IsBreak reports whether r ends a line anywhere: in a terminal, in a
// browser, in Unicode (UAX 14, BK, CR, LF, NL) or in ASCII's separators.
func IsBreak(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

// IsHidden reports whether r shows nothing of itself, or changes the order
// of its neighbours: Default_Ignorable_Code_Point of Unicode and the
// bidirectional controls.
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
