package transcript

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
)

// A Pattern is what a user searches for: literal text, in which a blank
// matches any blanks or a line break, or a regular expression. Case counts
// only if the pattern has a capital letter. Compile makes one.
type Pattern struct {
	text    string
	literal *needle        // finds all hits; nil: use re
	re      *regexp.Regexp // finds all hits; nil: use literal
	words   [][]*needle    // each hit has a word of every row; no rows: unknown
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
	if len(pattern) > 2 && pattern[0] == '/' && pattern[len(pattern)-1] == '/' {
		return compileExpression(pattern)
	}
	words := strings.Fields(pattern)
	switch {
	case len(words) == 0:
		return nil, errors.New("the pattern is empty")
	case !utf8.ValidString(pattern):
		return nil, fmt.Errorf("invalid pattern %s: not UTF-8", text.CleanName(pattern))
	}
	fold := !strings.ContainsFunc(pattern, unicode.IsUpper)
	p := &Pattern{text: pattern, literal: newNeedle(strings.Join(words, " "), fold)}
	p.require(words, fold)
	return p, nil
}

// compileExpression compiles a pattern of the form /.../.
func compileExpression(pattern string) (*Pattern, error) {
	expr := pattern[1 : len(pattern)-1]
	if len(expr) > maxExpression {
		return nil, errExpression
	}
	if !strings.ContainsFunc(escapes().ReplaceAllString(expr, ""), unicode.IsUpper) {
		expr = "(?i)" + expr
	}
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err == nil && nodes(tree) > maxNodes {
		return nil, errExpression
	}
	re, err := regexp.Compile("(?m)" + expr)
	if err != nil {
		return nil, fmt.Errorf("invalid pattern %s: %s", text.CleanName(pattern), regexpError(err))
	}
	p := &Pattern{text: pattern, re: re}
	p.requireAll(tree)
	return p, nil
}

// requireAll adds the literals of an expression that are in every text that it matches.
func (p *Pattern) requireAll(re *syntax.Regexp) {
	switch re.Op {
	case syntax.OpLiteral:
		p.require(strings.Fields(string(re.Rune)), re.Flags&syntax.FoldCase != 0)
	case syntax.OpConcat:
		for _, part := range re.Sub {
			p.requireAll(part)
		}
	case syntax.OpAlternate:
		p.requireOne(re.Sub)
	case syntax.OpCapture, syntax.OpPlus:
		p.requireAll(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			p.requireAll(re.Sub[0])
		}
	}
}

// requireOne adds a row with the longest literals of each of several expressions, if all
// have one.
func (p *Pattern) requireOne(of []*syntax.Regexp) {
	var row []*needle
	for _, re := range of {
		var q Pattern
		q.requireAll(re)
		if len(q.words) == 0 {
			return
		}
		row = append(row, slices.MaxFunc(q.words, func(a, b []*needle) int { return shortest(a) - shortest(b) })...)
	}
	if len(row) <= maxWords && len(p.words) < maxWords {
		p.words = append(p.words, row)
	}
}

// shortest returns the size in bytes of the shortest literal of a row.
func shortest(row []*needle) int {
	return len(slices.MinFunc(row, func(a, b *needle) int { return len(a.text) - len(b.text) }).text)
}

// require adds the longest part of each word that is in the source as it is shown.
func (p *Pattern) require(words []string, fold bool) {
	for _, w := range words {
		part := shownPart(w)
		if len(part) > maxWord {
			part = strings.ToValidUTF8(part[:maxWord], "")
		}
		if part != "" && len(p.words) < maxWords {
			p.words = append(p.words, []*needle{newNeedle(part, fold)})
		}
	}
}

// shownPart returns the longest part of word that is in the source as it is shown.
func shownPart(word string) string {
	best := ""
	for part := range strings.FieldsFuncSeq(word, isMade) {
		if len(part) > len(best) {
			best = part
		}
	}
	return best
}

// Limits on the words by which places are found.
const (
	maxWords = 16  // rows of a pattern, and words in a row
	maxWord  = 128 // bytes; the rest of a word is compared only in the text that is shown
)

// rarest returns the row of words that occurs least in a sample of a source; nil if the
// pattern has none.
func (p *Pattern) rarest(sample []byte) []*needle {
	var c census
	c.count(sample)
	var best []*needle
	least := 0
	for _, words := range p.words {
		var row []*needle
		found := 0
		for _, n := range words {
			n = n.anchored(&c)
			row = append(row, n)
			found += len(n.near(sample, 0, len(sample), nil))
		}
		if best == nil || found < least {
			best, least = row, found
		}
	}
	return best
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

// String returns the pattern as it was typed.
func (p *Pattern) String() string { return p.text }

// Find returns all hits in text as spans of bytes, [from, to).
func (p *Pattern) Find(text string) [][2]int {
	var hits [][2]int
	p.find([]byte(text), func(from, to int) { hits = append(hits, [2]int{from, to}) })
	return hits
}

// find calls yield with all hits in text, in order.
func (p *Pattern) find(text []byte, yield func(from, to int)) {
	if p.literal != nil {
		p.literal.find(text, yield)
		return
	}
	for _, m := range p.re.FindAllIndex(text, -1) {
		if m[1] > m[0] {
			yield(m[0], m[1])
		}
	}
}
