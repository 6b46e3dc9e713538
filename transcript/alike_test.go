package transcript

import (
	"strings"
	"testing"
)

func TestLooksAlike(t *testing.T) {
	for name, c := range map[string]struct {
		speakers string // separated by semicolons
		want     string // those that look like another one
	}{
		"Cyrillic letters":  {"Peter Ray; Рeter Ray; Ann Lee", "Peter Ray; Рeter Ray"},
		"a capital I":       {"Bill; BiIl; Will", "Bill; BiIl"},
		"a digit":           {"Olga; 0lga", "Olga; 0lga"},
		"two letters":       {"Tom Hamm; Tom Harnm", "Tom Hamm; Tom Harnm"},
		"Greek":             {"Anna; Αnna", "Anna; Αnna"},
		"three of a kind":   {"Bob; Воb; Bоb", "Bob; Воb; Bоb"},
		"names of one look": {"Ann Lee; Ann Leeds; Anne Lee", ""},
		"one in Cyrillic":   {"Анна; Ольга; Иван", ""},
		"numbered":          {"Speaker 1; Speaker 2; Speaker 10; Speaker 11", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := NewDocument(FromString("test", ""))
			for s := range strings.SplitSeq(c.speakers, "; ") {
				d.speakers = append(d.speakers, Speaker{Name: s})
			}
			var got []string
			for i := range d.speakers {
				if d.LooksAlike(i) {
					got = append(got, d.speakers[i].Name)
				}
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

// Who is given another name does not look like the other any more.
func TestLooksAlikeRenamed(t *testing.T) {
	d := scanned(t, "Peter Ray: One.\n\nРeter Ray: Two.\n\nPeter Ray: Three.\n\nРeter Ray: Four.\n", 0, 0)
	if !d.LooksAlike(1) || !d.LooksAlike(2) {
		t.Fatal("they do not look alike")
	}
	d.Rename(2, "the other Peter")
	if d.LooksAlike(1) || d.LooksAlike(2) {
		t.Error("they still look alike")
	}
}
