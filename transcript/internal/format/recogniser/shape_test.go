package recogniser

import (
	"testing"
)

// TestNoJSON checks text that begins like JSON but is not.
func TestNoJSON(t *testing.T) {
	for _, text := range []string{"[applause]\nAnn: Hi.\n", "[[Page S1]]\nAnn: Hi.\n", "{Laughter}\n", "[0:12] Ann: Hi.\n", "{\"Hi\" said Ann}\n", "[", "{"} {
		if shape := shapeOf([]byte(text)); shape != noShape {
			t.Errorf("%q has shape %d", text, shape)
		}
	}
}
