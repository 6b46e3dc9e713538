package tape

import (
	"strings"
	"testing"
	"unicode/utf8"

	"verbatim/transcript/internal/source"
)

// ReadLine returns a long line in pieces, cut between words or at least between
// characters, and counts it once.
func TestReadLineInPieces(t *testing.T) {
	for name, line := range map[string]string{
		"words":     strings.Repeat("and so it goes ", 300_000),
		"no blanks": strings.Repeat("так", 1_000_000),
		"a piece":   strings.Repeat("and so ", MaxPiece/7),
	} {
		for _, end := range []string{"\n", "\r\n", ""} {
			in, _ := NewInput(source.FromString("x", "first\n"+line+end))
			var got strings.Builder
			for {
				at := int64(got.Len())
				b, ok, err := in.ReadLine()
				if err != nil {
					t.Fatal(err)
				}
				if !ok {
					break
				}
				if len(b) > MaxPiece+InputSize || !utf8.Valid(b) {
					t.Fatalf("%s: a piece of %d bytes", name, len(b))
				}
				if in.Line == 1 {
					continue
				}
				if in.Line != 2 || in.At != at+int64(len("first\n")) {
					t.Fatalf("%s: line %d at %d, want 2 at %d", name, in.Line, in.At, at)
				}
				got.Write(b)
			}
			if got.String() != line || in.More || in.Open != (end == "") {
				t.Errorf("%s, end %q: %d bytes of %d; open %v", name, end, got.Len(), len(line), in.Open)
			}
		}
	}
}
