package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// fuzzKeys are the keys that a fuzzer presses; e, which writes files, is not
// among them.
var fuzzKeys = strings.Fields("j k d u space b g G ] [ } { ) ( : / & n N enter esc tab shift+tab s + - = o ? y Y V m ' x t i r a l h 1 2 q3 backspace up down left right pgup pgdown home end ctrl+o ctrl+l x é 何")

// FuzzKeys presses any keys in windows of any size: whatever comes, rows fit
// and hold text only, and the reader is somewhere in the transcript.
func FuzzKeys(f *testing.F) {
	f.Add([]byte("\x00\x01\x08\x10\x18"), byte(80), byte(24))
	f.Add([]byte("\x0f\x2a\x13\x11\x16\x04\x14\xf0\x02\xf7\x16\x00"), byte(20), byte(5))
	f.Add([]byte("\x10\x2c\x13\x14\xff\x16\x16\x04\x12\x05"), byte(1), byte(1))
	text := strings.Repeat("Question: What do you say to \x1b[3J that, नमस्ते 👩\u200d👧?\n\nAnn Lee: I say "+strings.Repeat("a lot ", 60)+"\n\nBob: 何も。\n\n", 12)
	f.Fuzz(func(t *testing.T, keys []byte, w, h byte) {
		if len(keys) > 60 {
			t.Skip("the first keys will do")
		}
		s := textScreen(t, int(w), int(h), text)
		for _, b := range keys {
			switch k := int(b); {
			case k >= 0xC0:
				s.send(tea.WindowSizeMsg{Width: k * 7 % 150, Height: k * 11 % 50})
			case s.Reading != nil:
				s.press(fuzzKeys[k%len(fuzzKeys)])
			}
			s.rows()
			a := s.Dialogue.Anchor
			if n := s.Doc.Len(); a.Turn < -1 || a.Turn >= n {
				t.Fatalf("the reader is at turn %d of %d", a.Turn, n)
			}
			if off, end := s.Doc.Span(a.Turn); a.Off < off || a.Off > end {
				t.Fatalf("the reader is at byte %d, the turn has %d to %d", a.Off, off, end)
			}
		}
	})
}
