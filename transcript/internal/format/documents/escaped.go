package documents

import (
	"bytes"
	"html"
	"unicode"
	"unicode/utf8"

	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/format/captions"
	"verbatim/transcript/internal/tape"
)

// Escaped is labelled text with HTML entities instead of quotation marks and
// other signs, as some programs export it. Entities are replaced line by line;
// the result is read as labelled text.
//
//	**Ann Lee** [00:00:01] That&#39;s it.
var Escaped = format.Format{
	Name: "escaped", Title: "labelled text with the entities of HTML", Sign: "&#39; and &quot; where quotation marks should be, and none of these",
	Extensions: []string{".md", ".txt"}, Claims: claimsEscaped, Rewrite: rewriteEscaped, Lined: true, Varied: true,
}

// minEscaped is the least number of escaped quotation marks. A text with an
// unescaped one may be about HTML.
const minEscaped = 5

func claimsEscaped(head []byte) bool {
	if bytes.IndexByte(head, '&') < 0 || bytes.ContainsAny(head, `'"<`) || dialect.HeaderLength(head) > 0 {
		return false
	}
	n := 0
	for _, sign := range [...]string{"&#39;", "&#x27;", "&apos;", "&quot;", "&#34;", "&#x22;"} {
		n += bytes.Count(head, []byte(sign))
	}
	return n >= minEscaped
}

func rewriteEscaped(in *tape.Input, out *tape.Tape) error {
	for {
		goesOn := in.More
		line, ok, err := in.ReadLine()
		if err != nil || !ok {
			return err
		}
		out.Piece(string(captions.Entities().ReplaceAllFunc(line, unescaped)), goesOn, in.More)
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
