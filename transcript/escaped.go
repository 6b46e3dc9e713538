package transcript

import (
	"bytes"
	"html"
	"unicode"
	"unicode/utf8"
)

// escapedFormat is labelled text in which quotation marks and the signs of
// HTML stand by their names, as some programs export it. They are put back,
// line by line; then it is read as labelled text.
//
//	**Ann Lee** [00:00:01] That&#39;s it.
var escapedFormat = foundFormat{
	Name: "escaped", Title: "labelled text with the entities of HTML", Sign: "&#39; and &quot; where quotation marks should be, and none of these",
	Extensions: []string{".md", ".txt"}, claims: claimsEscaped, rewrite: rewriteEscaped, lined: true, varied: true,
}

// leastEscaped is how many quotation marks are escaped at least. Where one
// is not, somebody may speak of HTML.
const leastEscaped = 5

func claimsEscaped(head []byte) bool {
	if bytes.IndexByte(head, '&') < 0 || bytes.ContainsAny(head, `'"<`) || dialectLength(head) > 0 {
		return false
	}
	n := 0
	for _, sign := range [...]string{"&#39;", "&#x27;", "&apos;", "&quot;", "&#34;", "&#x22;"} {
		n += bytes.Count(head, []byte(sign))
	}
	return n >= leastEscaped
}

func rewriteEscaped(in *input, out *tape) error {
	for {
		goesOn := in.more
		line, ok, err := in.readLine()
		if err != nil || !ok {
			return err
		}
		out.piece(string(srtEntities().ReplaceAllFunc(line, unescaped)), goesOn, in.more)
	}
}

// unescaped returns the character that an entity names, the entity where that
// is none that can be seen.
func unescaped(b []byte) []byte {
	text := html.UnescapeString(string(b))
	if r, n := utf8.DecodeRuneInString(text); n < len(text) || !unicode.IsPrint(r) && r != '\u00a0' {
		return b
	}
	return []byte(text)
}
