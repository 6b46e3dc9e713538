package ui

import (
	"fmt"
	"strings"
	"testing"

	"verbatim/ui/internal/view"
)

// What is strange in a text is said, where the reader is.
func TestHiddenCharacters(t *testing.T) {
	s := textScreen(t, 100, 20, "Ann Lee: One\u202E two\u200B three\U000E0041.\n\nBob Ray: Four.\n\n"+strings.Repeat("Ann Lee: Five.\n\n", 30))
	s.want("One two three.", "3 hidden characters")
	s.press("G")
	s.wantNot("hidden")
}

func TestLooksAlike(t *testing.T) {
	s := textScreen(t, 120, 20, "Peter Ray: One.\n\nРeter Ray: Two.\n\nPeter Ray: Three.\n\nРeter Ray: Four.\n\nAnn Lee: Five.\n\nAnn Lee: Six.\n")
	s.want("▌ Peter Ray  ≈ looks like another name", "▌ Рeter Ray  ≈ looks like another name", "▌Peter Ray ≈", "▌Рeter Ray ≈", "▌ Ann Lee   ")
}

// Pictures of controls are dim.
func TestPicturesAreDim(t *testing.T) {
	s := textScreen(t, 80, 20, "Ann Lee: One \x1b[31mtwo\x07.\n\nBob Ray: Three \u2430.\n\nAnn Lee: Four.\n\nBob Ray: Five.\n")
	dim := s.theme.Dim
	if text := s.View().Content; !strings.Contains(text, "One "+dim.Paint("␛")+"[31mtwo"+dim.Paint("␇")+".") || !strings.Contains(text, "Three \u2430.") {
		t.Errorf("%q", text)
	}
}

// Text of every script keeps its cells; the same screens are looked for in
// real terminals.
func TestScripts(t *testing.T) {
	for _, w := range []int{80, 120} {
		s := readerOf(t, w, 30, view.Options{Names: []string{"../testdata/transcripts/scripts.md"}})
		golden(t, fmt.Sprintf("scripts-%d-start", w), s.text())
		s.press("G")
		golden(t, fmt.Sprintf("scripts-%d-end", w), s.text())
	}
}
