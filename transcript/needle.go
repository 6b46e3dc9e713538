package transcript

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
)

// A needle finds a literal in bytes. These rules make it fast:
//
//  1. It looks for one byte only, its anchor: the byte of the literal that is rarest
//     in a sample of what is searched, counting all cases of its character.
//  2. It compares the characters before and after an anchor one by one, and stops at
//     the first that differs.
//  3. A source may have characters inside a word that are not shown, such as soft
//     hyphens. Only there, where a character differs, does it look for them.
type needle struct {
	text  string // ' ' matches one or more blanks
	fold  bool   // any case matches
	at    int    // bytes of text before the character of the anchor
	after int    // bytes of text up to the end of that character
	cases []anchor
}

// An anchor is a character in one case, and which of its bytes is looked for.
type anchor struct {
	text string
	key  int // bytes of text before that byte
}

// How much is compared.
const (
	maxCases  = 4   // the most cases that a character has in Unicode
	maxHidden = 256 // bytes that are not shown, after which a needle is assumed to match
)

// A census counts how often each byte occurs in a sample.
type census [256]int

// count adds the bytes of a sample.
func (c *census) count(sample []byte) {
	for _, b := range sample {
		c[b]++
	}
}

// usual is the census of text in English and Russian, where no sample is at hand.
var usual = func() *census {
	var c census
	c.count([]byte("The members of the committee have asked what was said about the question, and you will know that it is not for me to give. " +
		"Вопрос о том, что было сказано на встрече, я думаю, надо задать тем, кто её вёл и кто на ней был, но не мне. "))
	return &c
}()

// newNeedle returns a needle for literal, which is not empty, with an anchor for usual text.
func newNeedle(literal string, fold bool) *needle {
	return (&needle{text: literal, fold: fold}).anchored(usual)
}

// anchored returns the needle with the anchor that is rarest by c.
func (n *needle) anchored(c *census) *needle {
	rarest := &needle{text: n.text, fold: n.fold}
	best := -1
	for i, r := range n.text {
		if r == ' ' {
			continue
		}
		cases, cost := anchors(r, n.fold, c)
		if best < 0 || cost < best {
			best = cost
			rarest.at, rarest.after, rarest.cases = i, i+utf8.RuneLen(r), cases
		}
	}
	return rarest
}

// anchors returns the anchors of all cases of r, and how often they occur by c.
func anchors(r rune, fold bool, c *census) (cases []anchor, cost int) {
	for x := r; ; {
		a := anchor{text: string(x)}
		for k := range len(a.text) {
			if c[a.text[k]] < c[a.text[a.key]] {
				a.key = k
			}
		}
		cases = append(cases, a)
		cost += c[a.text[a.key]]
		if x = unicode.SimpleFold(x); !fold || x == r {
			return cases, cost
		}
	}
}

// find calls yield with the spans of bytes in text, which is shown, that the needle
// matches, in order and without overlaps.
func (n *needle) find(text []byte, yield func(from, to int)) {
	w := newWalker(text, false)
	for w.next(n) {
		to, ok := n.ahead(text, w.at+len(w.anchor.text), false)
		if !ok {
			continue
		}
		if from, ok := n.back(text, w.at, false); ok && from >= w.past {
			w.past = to
			yield(from, to)
		}
	}
}

// near appends to at the offset, plus base, of each place in source where the text that is
// shown may contain the needle. It stops when at has most elements.
func (n *needle) near(source []byte, base int64, most int, at []int64) []int64 {
	w := newWalker(source, true)
	for len(at) < most && w.next(n) {
		if _, ok := n.ahead(source, w.at+len(w.anchor.text), true); !ok {
			continue
		}
		if _, ok := n.back(source, w.at, true); ok {
			at = append(at, base+int64(max(w.at, 0)))
		}
	}
	return at
}

// A walker goes through the anchors of a needle in bytes.
type walker struct {
	b      []byte
	edges  bool    // a character may be cut at the edges of b
	at     int     // where the character of the anchor begins, maybe before b
	anchor *anchor // what was found there
	past   int     // the next character does not begin before it
	keys   [maxCases]int
}

func newWalker(b []byte, edges bool) walker {
	const before = -utf8.UTFMax // of every character that is in b
	return walker{b: b, edges: edges, at: before, past: before, keys: [maxCases]int{before, before, before, before}}
}

// next goes to the next anchor and reports whether there is one.
func (w *walker) next(n *needle) bool {
	for from := max(w.at+1, w.past); ; from = w.at + 1 {
		w.at = len(w.b)
		for k := range n.cases {
			a := &n.cases[k]
			if w.keys[k] < from+a.key {
				w.keys[k] = indexFrom(w.b, a.text[a.key], max(from+a.key, 0))
			}
			if w.keys[k] < len(w.b) {
				w.at = min(w.at, w.keys[k]-a.key)
			}
		}
		if w.at == len(w.b) {
			return false
		}
		for k := range n.cases {
			if w.anchor = &n.cases[k]; w.keys[k] == w.at+w.anchor.key && w.whole() {
				return true
			}
		}
	}
}

// whole reports whether all bytes of the character of the anchor are there.
func (w *walker) whole() bool {
	for k := range len(w.anchor.text) {
		switch i := w.at + k; {
		case i < 0 || i >= len(w.b):
			if !w.edges {
				return false
			}
		case w.b[i] != w.anchor.text[k]:
			return false
		}
	}
	return true
}

// ahead compares the bytes from i on with what follows the anchor, and returns where the
// match ends. source is true if b is the source of what is shown: then a match may have
// characters that are not shown, and go on behind b.
func (n *needle) ahead(b []byte, i int, source bool) (end int, ok bool) {
	hidden := 0
	for k := n.after; k < len(n.text); {
		if i >= len(b) {
			return i, source
		}
		want, have := n.text[k], b[i]
		if want|have < utf8.RuneSelf && want != ' ' {
			if want != have && !(n.fold && isLetterPair(want, have)) {
				return i, false
			}
			i, k = i+1, k+1
			continue
		}
		if want == ' ' {
			size := blanksAhead(b[i:])
			if size == 0 {
				return i, false
			}
			i, k = i+size, k+1
			continue
		}
		if source && !utf8.FullRune(b[i:]) {
			return i, true
		}
		r, size := utf8.DecodeRune(b[i:])
		x, width := utf8.DecodeRuneInString(n.text[k:])
		switch {
		case source && r != x && n.same(r, x) && text.MayVanish(r): // U+0345 folds to a letter
			return i, true
		case n.same(r, x):
			i, k = i+size, k+width
		case source && text.MayVanish(r) && hidden < maxHidden:
			i, hidden = i+size, hidden+size
		default:
			return i, source && hidden >= maxHidden
		}
	}
	return i, true
}

// back compares the bytes before i with what is before the anchor, as ahead does, and
// returns where the match begins.
func (n *needle) back(b []byte, i int, source bool) (start int, ok bool) {
	hidden := 0
	for k := n.at; k > 0; {
		if i <= 0 {
			return i, source
		}
		want, have := n.text[k-1], b[i-1]
		if want|have < utf8.RuneSelf && want != ' ' {
			if want != have && !(n.fold && isLetterPair(want, have)) {
				return i, false
			}
			i, k = i-1, k-1
			continue
		}
		if want == ' ' {
			size := blanksBack(b[:i])
			if size == 0 {
				return i, false
			}
			i, k = i-size, k-1
			continue
		}
		r, size := utf8.DecodeLastRune(b[:i])
		if source && r == utf8.RuneError && i < utf8.UTFMax {
			return i, true
		}
		x, width := utf8.DecodeLastRuneInString(n.text[:k])
		switch {
		case source && r != x && n.same(r, x) && text.MayVanish(r): // U+0345 folds to a letter
			return i, true
		case n.same(r, x):
			i, k = i-size, k-width
		case source && text.MayVanish(r) && hidden < maxHidden:
			i, hidden = i-size, hidden+size
		default:
			return i, source && hidden >= maxHidden
		}
	}
	return i, true
}

// isLetterPair reports whether a and b are the two cases of one ASCII letter, or equal.
func isLetterPair(a, b byte) bool {
	a, b = a|0x20, b|0x20
	return a == b && a >= 'a' && a <= 'z'
}

// same reports whether r and x are the same character, or two cases of it if the needle
// folds.
func (n *needle) same(r, x rune) bool {
	if r == x {
		return true
	}
	if !n.fold {
		return false
	}
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		if f == x {
			return true
		}
	}
	return false
}

// blanksAhead returns the number of bytes of the blanks at the start of b, blanksBack
// of those at its end.
func blanksAhead(b []byte) int {
	return len(b) - len(bytes.TrimLeftFunc(b, isBlank))
}

func blanksBack(b []byte) int {
	return len(b) - len(bytes.TrimRightFunc(b, isBlank))
}

// isBlank reports whether a blank of a pattern matches r.
func isBlank(r rune) bool { return unicode.Is(unicode.White_Space, r) }

// indexFrom returns the offset of the first x in b at or after i, else len(b).
func indexFrom(b []byte, x byte, i int) int {
	if i < len(b) {
		if k := bytes.IndexByte(b[i:], x); k >= 0 {
			return i + k
		}
	}
	return len(b)
}
