package transcript

import (
	"strings"
	"testing"
)

// TestPronouns tells who is called he and she in a dialogue from sentences
// that open so.
func TestPronouns(t *testing.T) {
	dialogue := strings.Repeat("She: The bus has left.\n\nHe: Then we walk.\n\n", 6)
	d := scanned(t, dialogue, 0, 0)
	if d.Len() != 12 || len(d.Speakers()) != 3 {
		t.Errorf("%d turns, %d speakers", d.Len(), len(d.Speakers())-1)
	}
	prose := strings.Repeat("Ann Lee: The bus has left.\n\nBob Hale: Then we walk.\n\n", 6) + "She: that is the word he used.\n"
	if d := scanned(t, prose, 0, 0); d.Len() != 12 {
		t.Errorf("%d turns in prose", d.Len())
	}
}
