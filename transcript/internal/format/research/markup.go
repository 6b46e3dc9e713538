package research

import (
	"bytes"
	"strings"

	"verbatim/internal/text"
)

// reference returns the id that an attribute refers to: "lee" for "#lee".
func reference(s string) string {
	s = strings.TrimSpace(s)
	return s[strings.LastIndexByte(s, '#')+1:]
}

// printedName returns a printed name without the colon or dash after it.
func printedName(b []byte) string {
	s := strings.TrimRight(text.OneLine(string(bytes.ToValidUTF8(b, nil))), " :")
	if bare := strings.TrimRight(s, "-–—"); bare != s {
		return strings.TrimRight(bare, " .")
	}
	return s
}

// nameOf returns the name from which an id was made: Ann Lee for AnnLee and Ann.Lee, Lee
// Ann for Lee_Ann.1971. Other ids are returned unchanged.
func nameOf(id string) string {
	var words []string
	for _, part := range strings.FieldsFunc(id, func(r rune) bool { return r == '_' || r == '.' }) {
		if len(words) > 0 && strings.Trim(part, "0123456789") == "" {
			continue // a year of birth
		}
		words = append(words, capitals().ReplaceAllString(part, "$1 $2"))
	}
	name := strings.Join(words, " ")
	if strings.ContainsAny(name, "0123456789#:/") || !strings.Contains(name, " ") {
		return id
	}
	return name
}

// capitals matches the boundary between two words of an id.
var capitals = text.Regexp(`(\p{Ll})(\p{Lu})`)
