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

// TestNumberedByTab has lines with a number and a tab: those of a page, and a list.
func TestNumberedByTab(t *testing.T) {
	page := "1\tQ.  Who was it that opened the bridge to the\n2\tcarts of the mill after the flood, and when\n3\twas that?\n4\tA.  The council opened it to all of them in the\n5\tspring, if I remember it.\n6\tQ.  Why?\n7\tA.  It was asked.\n"
	if d := load(t, page); d.Len() != 4 {
		t.Errorf("a page: %s", speeches(d))
	}
	list := "1\tthe\n2\tof\n3\tand\n4\tto\n5\tin\n6\ta\n7\tis\n"
	if got := speeches(load(t, list)); !strings.Contains(got, "7 is") {
		t.Errorf("a list: %s", got)
	}
}
