package documents

import (
	"bytes"
	"html"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/format/captions"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// Escaped is labelled text in which a program has escaped characters, either as HTML
// entities or with the backslashes of Markdown. It is unescaped line by line and read as
// labelled text.
//
//	**Ann Lee** [00:00:01] That&#39;s it.
//	**Ann Lee:** That\'s it. \[phone ringing\]
var Escaped = format.Format{
	Name: "escaped", Title: "labelled text with escaped signs", Sign: "&#39; and &quot; where quotation marks should be, or \\[ and \\* in Markdown",
	Extensions: []string{".md", ".txt"}, Claims: claimsEscaped, Rewrite: rewriteEscaped, Lined: true, Varied: true,
}

// Minimum numbers of escaped characters. A text that also has unescaped quotation marks may
// be about HTML.
const (
	minEntities    = 5
	minBackslashes = 2
)

func claimsEscaped(head []byte) bool {
	return (hasEntities(head) || hasBackslashes(head)) && dialect.HeaderLength(head) == 0
}

func hasEntities(head []byte) bool {
	if bytes.IndexByte(head, '&') < 0 || bytes.ContainsAny(head, `'"<`) {
		return false
	}
	n := 0
	for _, sign := range [...]string{"&#39;", "&#x27;", "&apos;", "&quot;", "&#34;", "&#x22;"} {
		n += bytes.Count(head, []byte(sign))
	}
	return n >= minEntities
}

// hasBackslashes reports whether head is Markdown with escaped characters. The characters
// must be of few kinds, so that neither paths nor formulas count.
func hasBackslashes(head []byte) bool {
	if bytes.IndexByte(head, '\\') < 0 || head[0] == '{' || head[0] == '\\' {
		return false
	}
	n := 0
	for _, sign := range [...]string{`\[`, `\]`, `\*`, `\_`, `\.`, `\-`, `\#`, `\!`, `\>`} {
		n += bytes.Count(head, []byte(sign))
	}
	marked := bytes.Count(head, []byte("**")) >= 4 || bytes.HasPrefix(head, []byte("# ")) || bytes.Contains(head, []byte("\n# ")) || bytes.Contains(head, []byte("\n## "))
	return n >= minBackslashes && marked
}

// backslash matches an escaped ASCII punctuation character, as in CommonMark.
var backslash = text.Regexp("\\\\[!-/:-@\\[-`{-~]")

func rewriteEscaped(in *tape.Input, out *tape.Tape) error {
	head, err := source.Sniff(in.Src)
	if err != nil {
		return err
	}
	entities, signs := hasEntities(head), hasBackslashes(head)
	for {
		goesOn := in.More
		line, ok, err := in.ReadLine()
		if err != nil || !ok {
			return err
		}
		if entities {
			line = captions.Entities().ReplaceAllFunc(line, unescaped)
		}
		if signs && !bytes.HasPrefix(line, []byte(`\#`)) { // not a heading
			line = backslash().ReplaceAllFunc(line, func(b []byte) []byte { return b[1:] })
		}
		out.Piece(string(line), goesOn, in.More)
	}
}

// unescaped returns the character of an entity, or the entity itself if the character is
// not visible.
func unescaped(b []byte) []byte {
	text := html.UnescapeString(string(b))
	if r, n := utf8.DecodeRuneInString(text); n < len(text) || !unicode.IsPrint(r) && r != '\u00a0' {
		return b
	}
	return []byte(text)
}
