package objects

import "testing"

// TestNoJSON checks text that begins like JSON but is not.
func TestNoJSON(t *testing.T) {
	for _, text := range []string{"[applause]\nAnn: Hi.\n", "[[Page S1]]\nAnn: Hi.\n", "{Laughter}\n", "[0:12] Ann: Hi.\n", "{\"Hi\" said Ann}\n", "[", "{"} {
		if kind := kindOf([]byte(text)); kind != noJSON {
			t.Errorf("%q is JSON of kind %d", text, kind)
		}
	}
}
