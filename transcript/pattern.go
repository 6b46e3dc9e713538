package transcript

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Pattern is what a reader searches for: literal text, in which a blank
// stands for any blanks or line break, or a regular expression. Case counts
// only where the pattern has a capital letter.
type Pattern struct {
	text   string
	re     *regexp.Regexp
	needle []byte // bytes that stand in every hit; nil: not known
	fold   bool   // needle is lower case and stands for any case
}

// Compile reads a pattern as a reader types it: /.../ is a regular
// expression, all else is literal.
func Compile(pattern string) (*Pattern, error) {
	p := &Pattern{text: pattern, fold: !strings.ContainsFunc(pattern, unicode.IsUpper)}
	expr, needle := literal(pattern)
	if len(pattern) > 2 && pattern[0] == '/' && pattern[len(pattern)-1] == '/' {
		expr, needle = pattern[1:len(pattern)-1], ""
		p.fold = !strings.ContainsFunc(escapes.ReplaceAllString(expr, ""), unicode.IsUpper)
	}
	if expr == "" {
		return nil, fmt.Errorf("there is nothing to search for")
	}
	if p.fold {
		expr = "(?i)" + expr
	}
	re, err := regexp.Compile("(?m)" + expr)
	if err != nil {
		return nil, fmt.Errorf("bad pattern %s: %s", CleanName(pattern), regexpError(err))
	}
	p.re = re
	if usable(needle, p.fold) {
		p.needle = []byte(needle)
	}
	return p, nil
}

// escapes are classes like \S, whose capitals say nothing of case.
var escapes = regexp.MustCompile(`\\.`)

func regexpError(err error) string {
	return strings.TrimPrefix(err.Error(), "error parsing regexp: ")
}

// literal returns the expression that finds the words of s with any blanks
// between them, and the longest word, by which candidates are found.
func literal(s string) (expr, longest string) {
	words := strings.Fields(s)
	for i, w := range words {
		if len(w) > len(longest) {
			longest = w
		}
		words[i] = regexp.QuoteMeta(w)
	}
	return strings.Join(words, `[\s\pZ]+`), longest
}

// usable reports whether the bytes of every hit hold the needle. Folding
// beyond ASCII may change a character's length, and K and S fold with
// characters that are not ASCII: the Kelvin sign and the long s.
func usable(needle string, fold bool) bool {
	if needle == "" {
		return false
	}
	if !fold {
		return true
	}
	for _, r := range needle {
		if r >= utf8.RuneSelf {
			return false
		}
	}
	return !strings.ContainsAny(needle, "ks") || len(safePart(needle)) > 1
}

// safePart returns the longest part of a needle without k and s.
func safePart(needle string) string {
	best := ""
	for _, part := range strings.FieldsFunc(needle, func(r rune) bool { return r == 'k' || r == 's' }) {
		if len(part) > len(best) {
			best = part
		}
	}
	return best
}

// String returns the pattern as it was typed.
func (p *Pattern) String() string { return p.text }

// Find returns the bytes [from, to) of all hits in text.
func (p *Pattern) Find(text string) [][2]int {
	var hits [][2]int
	for _, m := range p.re.FindAllStringIndex(text, -1) {
		if m[1] > m[0] {
			hits = append(hits, [2]int{m[0], m[1]})
		}
	}
	return hits
}

// candidate returns the first byte of b at which a hit may be near, -1 if
// there is none. Only for patterns that have a needle.
func (p *Pattern) candidate(b []byte) int {
	if !p.fold {
		return bytes.Index(b, p.needle)
	}
	return indexFold(b, p.needle)
}

// indexFold returns the first place in b where needle, lower-case ASCII,
// stands in any case. It looks for the needle's rarest byte.
func indexFold(b, needle []byte) int {
	at := rarest(needle)
	lo := needle[at]
	up := lo
	if lo >= 'a' && lo <= 'z' {
		up = lo - 'a' + 'A'
	}
	var next [2]int // where lo and up stand next
	for i := at; ; i++ {
		if i >= len(b) {
			return -1
		}
		for k, x := range [2]byte{lo, up} {
			if next[k] < i {
				next[k] = indexFrom(b, x, i)
			}
		}
		i = min(next[0], next[1])
		if i == len(b) {
			return -1
		}
		from := i - at
		if from+len(needle) <= len(b) && bytes.EqualFold(b[from:from+len(needle)], needle) {
			return from
		}
	}
}

// indexFrom returns where x stands in b from i on, len(b) if nowhere.
func indexFrom(b []byte, x byte, i int) int {
	if k := bytes.IndexByte(b[i:], x); k >= 0 {
		return i + k
	}
	return len(b)
}

// rarest returns the place in needle of the byte that is rarest in the
// languages of Europe, by order of frequency.
func rarest(needle []byte) int {
	const common = "zqxjkvbywgpfmucdlhrsnioate "
	best, rank := 0, len(common)
	for i, x := range needle {
		if k := strings.IndexByte(common, x); k < rank {
			best, rank = i, k
		}
	}
	return best
}
