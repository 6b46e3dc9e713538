package transcript

import (
	"strings"
	"testing"

	"verbatim/transcript/internal/record"
)

// What is nobody's speech: the gaps of quotations are nothing, figures that
// were left out are notes.
func TestSpeechless(t *testing.T) {
	for _, c := range []struct{ name, text, said, notes string }{
		{"a gap in a quotation", "> One.\n>\n> Two.\n> >\n> > Three.", "> One. > Two. > > Three.", ""},
		{"only the sign", ">", ">", ""},
		{"a figure", "One.\n\n[GRAPHIC] [TIFF OMITTED] T1234.001\n\nTwo.", "One. Two.", "[GRAPHIC] [TIFF OMITTED] T1234.001"},
		{"asides before words", "One.\n\n[Laughs] [Coughs] Two.\n\n[Laughs] T2 it was.", "One. [Laughs] [Coughs] Two. [Laughs] T2 it was.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := load(t, "Ann Lee: Go on.\n\nBob Hale: "+c.text+"\n\nAnn Lee: Thank you.\n\nBob Hale: Not at all.\n")
			var notes []string
			for _, b := range blocks(d) {
				if b.Kind == NoteBlock {
					notes = append(notes, b.Text)
				}
			}
			if got := strings.Join(notes, "|"); got != c.notes {
				t.Errorf("notes %q", got)
			}
			if got, want := speeches(d), "Ann Lee: Go on.\nBob Hale: "+c.said+"\nAnn Lee: Thank you.\nBob Hale: Not at all.\n"; got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
	d := load(t, "Ann Lee: Go on.\n\nBob Hale: Why?\n>\n\n[GRAPHIC] [TIFF OMITTED] T1\n\nAnn Lee: Thank you.\n\nBob Hale: Not at all.\n")
	if d.turn(1).Flags&record.EndsQuestion == 0 {
		t.Error("the question does not end with its mark")
	}
}
