package records

import (
	"testing"
)

// TestNoJSON puts text that looks like JSON at its start before the detectors.
func TestNoJSON(t *testing.T) {
	for _, text := range []string{"[applause]\nAnn: Hi.\n", "[[Page S1]]\nAnn: Hi.\n", "{Laughter}\n", "[0:12] Ann: Hi.\n", "{\"Hi\" said Ann}\n", "[", "{"} {
		if shape := ShapeOf([]byte(text)); shape != noJSON {
			t.Errorf("%q has shape %d", text, shape)
		}
	}
}
