package research

import (
	"bytes"
	"strings"
)

// reference returns the id that an attribute refers to: "lee" for "#lee".
func reference(s string) string {
	s = strings.TrimSpace(s)
	return s[strings.LastIndexByte(s, '#')+1:]
}

// printedName returns a name as printed, without the colon after it.
func printedName(b []byte) string {
	return strings.TrimRight(strings.Join(strings.Fields(string(bytes.ToValidUTF8(b, nil))), " "), " :")
}
