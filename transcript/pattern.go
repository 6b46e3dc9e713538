package transcript

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
)

// A Pattern is what a user searches for: literal text, in which a blank
// matches any blanks or a line break, or a regular expression. Case counts
// only if the pattern has a capital letter. Compile makes one.
type Pattern struct {
	text   string
	re     *regexp.Regexp
	needle *needle // is in every hit; nil: unknown
	word   *needle // finds all hits in text for which hasOdd is false; nil: use re
}

// A pattern is compiled again with each key that a reader types. It takes about
// 20 ms at most: a literal of maxPattern bytes, an expression of maxExpression
// bytes that has maxNodes with all its repeats.
const (
	maxPattern    = 16 << 10
	maxExpression = 4 << 10
	maxNodes      = 20000
)

var errExpression = errors.New("the regular expression is too large")

// nodes returns the size of an expression, with all its repeats: a class like
// \pL has hundreds of ranges. It stops counting beyond maxNodes.
func nodes(re *syntax.Regexp) int {
	n := 1 + len(re.Rune)/8
	for _, sub := range re.Sub {
		if n += nodes(sub); n > maxNodes {
			return n
		}
	}
	if re.Op == syntax.OpRepeat {
		n *= max(re.Min, re.Max, 1)
	}
	return n
}

// Compile reads a pattern as a user types it: /.../ is a regular expression in
// the syntax of package regexp, everything else is literal. The error is one
// line that says what is wrong: the pattern is empty, too long (16 KiB, or 4
// KiB for an expression), or not a regular expression.
func Compile(pattern string) (*Pattern, error) {
	if len(pattern) > maxPattern {
		return nil, fmt.Errorf("the pattern is longer than %d KiB", maxPattern>>10)
	}
	fold := !strings.ContainsFunc(pattern, unicode.IsUpper)
	expr, longest := literal(pattern)
	if len(pattern) > 2 && pattern[0] == '/' && pattern[len(pattern)-1] == '/' {
		expr, longest = pattern[1:len(pattern)-1], ""
		fold = !strings.ContainsFunc(escapes().ReplaceAllString(expr, ""), unicode.IsUpper)
		if len(expr) > maxExpression {
			return nil, errExpression
		}
		if tree, err := syntax.Parse(expr, syntax.Perl); err == nil && nodes(tree) > maxNodes {
			return nil, errExpression
		}
	}
	if expr == "" {
		return nil, errors.New("the pattern is empty")
	}
	if fold {
		expr = "(?i)" + expr
	}
	re, err := regexp.Compile("(?m)" + expr)
	if err != nil {
		return nil, fmt.Errorf("invalid pattern %s: %s", text.CleanName(pattern), regexpError(err))
	}
	p := &Pattern{text: pattern, re: re}
	switch {
	case longest == "":
		p.needle = required(expr)
	case longest == pattern && !strings.ContainsFunc(longest, isMade):
		p.word = wholeNeedle(longest, fold)
		fallthrough
	default:
		p.needle = newNeedle(longest, fold)
	}
	return p, nil
}

// minNeedle is the minimum length in bytes of a needle for an expression: a
// shorter one has too many candidates.
const minNeedle = 3

// required returns a needle for the longest word that is part of every text
// that expr matches, nil if none is known.
func required(expr string) *needle {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil
	}
	word, fold := requiredWord(re)
	if n := newNeedle(word, fold); n != nil && n.size >= minNeedle {
		return n
	}
	return nil
}

func requiredWord(re *syntax.Regexp) (word string, fold bool) {
	switch re.Op {
	case syntax.OpLiteral:
		fold = re.Flags&syntax.FoldCase != 0
		for w := range strings.FieldsSeq(string(re.Rune)) {
			if len(w) > len(word) {
				word = w
			}
		}
		if fold {
			word = strings.ToLower(word)
		}
	case syntax.OpConcat:
		for _, part := range re.Sub {
			if w, f := requiredWord(part); len(w) > len(word) {
				word, fold = w, f
			}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return requiredWord(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return requiredWord(re.Sub[0])
		}
	}
	return word, fold
}

// isMade reports whether r may be in a text that is shown but not in its source:
// it replaces a control, an invalid byte, or a line break in a name.
func isMade(r rune) bool { return r == utf8.RuneError || r >= 0x2400 && r <= 0x2424 }

// escapes matches classes such as \S, whose capitals do not make a pattern
// case-sensitive.
var escapes = text.Regexp(`\\.`)

// regexpError returns what is wrong with an expression, and in which part. It
// omits the part if it is the whole expression, which Compile has extended.
func regexpError(err error) string {
	var e *syntax.Error
	switch {
	case !errors.As(err, &e):
		return err.Error()
	case strings.HasPrefix(e.Expr, "(?m)"):
		return e.Code.String()
	}
	return e.Code.String() + ": " + text.CleanName(e.Expr)
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

// String returns the pattern as it was typed.
func (p *Pattern) String() string { return p.text }

// Find returns all hits in text as spans of bytes, [from, to).
func (p *Pattern) Find(text string) [][2]int {
	var hits [][2]int
	if p.word != nil && !hasOdd(text) {
		for _, i := range p.word.all([]byte(text)) {
			hits = append(hits, [2]int{i, i + p.word.size})
		}
		return hits
	}
	for _, m := range p.re.FindAllStringIndex(text, -1) {
		if m[1] > m[0] {
			hits = append(hits, [2]int{m[0], m[1]})
		}
	}
	return hits
}

// hasOdd reports whether text has a character that folds with a shorter one:
// the Kelvin sign, the long s. All others are left to the expression by
// wholeNeedle.
func hasOdd(text string) bool {
	return strings.Contains(text, "\u212A") || strings.Contains(text, "\u017F")
}
