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

// Escaped is labelled text with HTML entities instead of quotation marks and
// other signs, or Markdown with a backslash before them, as programs export it. Both
// become the signs, line by line; the result is read as labelled text.
//
//	**Ann Lee** [00:00:01] That&#39;s it.
//	**Ann Lee:** That\'s it. \[phone ringing\]
var Escaped = format.Format{
	Name: "escaped", Title: "labelled text with escaped signs", Sign: "&#39; and &quot; where quotation marks should be, or \\[ and \\* in Markdown",
	Extensions: []string{".md", ".txt"}, Claims: claimsEscaped, Rewrite: rewriteEscaped, Lined: true, Varied: true,
}

// The least number of escaped signs. A text with an unescaped quotation mark may be
// about HTML.
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

// hasBackslashes reports whether head is Markdown with backslashes before signs that would
// mean something otherwise. Their kinds are few, so that neither paths nor formulas count.
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

// backslash is a backslash before a sign of ASCII, as CommonMark has it.
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
		if signs && !bytes.HasPrefix(line, []byte(`\#`)) { // no heading
			line = backslash().ReplaceAllFunc(line, func(b []byte) []byte { return b[1:] })
		}
		out.Piece(string(line), goesOn, in.More)
	}
}

// unescaped returns the character that an entity stands for, or the entity if
// it does not stand for a visible character.
func unescaped(b []byte) []byte {
	text := html.UnescapeString(string(b))
	if r, n := utf8.DecodeRuneInString(text); n < len(text) || !unicode.IsPrint(r) && r != '\u00a0' {
		return b
	}
	return []byte(text)
}
