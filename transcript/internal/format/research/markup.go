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

// printedName returns a name as printed, without the colon or the dash after it.
func printedName(b []byte) string {
	s := strings.TrimRight(strings.Join(strings.Fields(string(bytes.ToValidUTF8(b, nil))), " "), " :")
	if bare := strings.TrimRight(s, "-–—"); bare != s {
		return strings.TrimRight(bare, " .")
	}
	return s
}

// nameOf returns the name that an id is made of: Ann Lee for AnnLee, Ann.Lee and Lee_Ann.1971,
// apart from the order. Other ids stay as they are.
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

// capitals matches where one word of an id ends and the next begins.
var capitals = text.Regexp(`(\p{Ll})(\p{Lu})`)
