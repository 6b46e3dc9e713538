package transcript

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A needle finds one word in bytes, in any case if it folds. It looks for the
// rarest character of the word, and compares only around that.
type needle struct {
	text  string
	fold  bool
	size  int      // bytes, the same for every case
	rare  int      // bytes before the rarest character
	cases [][]byte // the rarest character in its cases
}

// newNeedle returns a needle for the longest part of word that stands in the
// source as it is shown and, if it folds, has the same number of bytes in every
// case (k and s have not: they fold with the Kelvin sign and the long s), nil
// if there is none.
func newNeedle(word string, fold bool) *needle {
	return makeNeedle(longestPart(word, func(r rune) bool { return isMade(r) || fold && changesSize(r) }), fold)
}

// wholeNeedle returns a needle for word as it stands, nil if it has a
// character, k and s aside, that changes its size with its case.
func wholeNeedle(word string, fold bool) *needle {
	if fold && strings.ContainsFunc(word, func(r rune) bool { return r != 'k' && r != 's' && changesSize(r) }) {
		return nil
	}
	return makeNeedle(word, fold)
}

func makeNeedle(word string, fold bool) *needle {
	if word == "" {
		return nil
	}
	n := &needle{text: word, fold: fold, size: len(word)}
	r := n.rarest()
	n.cases = [][]byte{[]byte(string(r))}
	for f := unicode.SimpleFold(r); fold && f != r; f = unicode.SimpleFold(f) {
		n.cases = append(n.cases, []byte(string(f)))
	}
	return n
}

// longestPart returns the longest part of word between characters that parts
// is true of.
func longestPart(word string, parts func(rune) bool) string {
	best := ""
	for part := range strings.FieldsFuncSeq(word, parts) {
		if len(part) > len(best) {
			best = part
		}
	}
	return best
}

// changesSize reports whether r has more bytes in one case than in another.
func changesSize(r rune) bool {
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		if utf8.RuneLen(f) != utf8.RuneLen(r) {
			return true
		}
	}
	return false
}

// common has the letters of English and of Russian, the rarest first;
// characters that are not in it are rarer.
const common = "zqxjkvbywgpfmucdlhrsnioateъэфщёцшжхюйчбгыьязпукмдвлрстнеиао "

// rarest sets the place of the rarest character, and returns it.
func (n *needle) rarest() (r rune) {
	best := len(common) + 1
	for i, x := range n.text {
		if k := strings.IndexRune(common, unicode.ToLower(x)); k < best {
			n.rare, r, best = i, x, k
		}
	}
	return r
}

// all returns the offsets of the needle in b, without overlaps.
func (n *needle) all(b []byte) []int {
	var at []int
	next := make([]int, len(n.cases)) // next offset of each case
	for i := range next {
		next[i] = -1
	}
	for i := n.rare; ; i++ {
		near := len(b)
		for k, x := range n.cases {
			if next[k] < i {
				next[k] = indexFrom(b, x, i)
			}
			near = min(near, next[k])
		}
		if near == len(b) {
			return at
		}
		i = near
		from := i - n.rare
		if n.matches(b[from:]) {
			at = append(at, from)
			i += n.size - 1
		}
	}
}

func (n *needle) matches(b []byte) bool {
	if len(b) < n.size {
		return false
	}
	if n.fold {
		return bytes.EqualFold(b[:n.size], []byte(n.text))
	}
	return string(b[:n.size]) == n.text
}

// indexFrom returns the offset of the first x in b at or after i, else len(b).
func indexFrom(b, x []byte, i int) int {
	if i < len(b) {
		if k := bytes.Index(b[i:], x); k >= 0 {
			return i + k
		}
	}
	return len(b)
}
