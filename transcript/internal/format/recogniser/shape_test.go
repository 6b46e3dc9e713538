package recogniser

import (
	"testing"
)

// TestNoJSON puts text that looks like JSON at its start before the detectors.
func TestNoJSON(t *testing.T) {
	for _, text := range []string{"[applause]\nAnn: Hi.\n", "[[Page S1]]\nAnn: Hi.\n", "{Laughter}\n", "[0:12] Ann: Hi.\n", "{\"Hi\" said Ann}\n", "[", "{"} {
		if shape := shapeOf([]byte(text)); shape != noShape {
			t.Errorf("%q has shape %d", text, shape)
		}
	}
}
