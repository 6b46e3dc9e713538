package ui

import (
	"runtime"
	"strings"
	"testing"
)

// In a turn of any length a key costs what it costs anywhere: nothing that is
// made for it grows with the text.
func TestLongTurns(t *testing.T) {
	const size, most = 16 << 20, 4 << 20 // bytes of text, bytes made for a key
	for name, said := range map[string]string{
		"words":           "They said so, and I said no. ",
		"lines":           "They said so,\nand I said no.\n\n",
		"no blanks":       "они-сказали-",
		"one word":        "aaaaaaaaaaaaaaaa",
		"combining marks": "\u0301",
		"wide":            "他们说是这样",
		"controls":        "\x1b[31m",
		"blank lines":     "\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := textScreen(t, 80, 24, "Ann Lee: Go on.\n\nBob Hale: Hm. "+strings.Repeat(said, size/len(said))+"\n\nAnn Lee: Thank you.\n\nBob Hale: Not at all.\n")
			var m runtime.MemStats
			for _, key := range strings.Fields("} j space d ] G k b u g space ctrl+o k k space } { l") {
				runtime.ReadMemStats(&m)
				before := m.TotalAlloc
				s.press(key)
				runtime.ReadMemStats(&m)
				if n := m.TotalAlloc - before; n > most {
					t.Errorf("%d bytes are made for %s", n, key)
				}
				s.rows()
			}
			s.press(`: "50%" enter`)
			if p := s.Dialogue.Percent(); name != "blank lines" && (p < 45 || p > 55) {
				t.Errorf("50%% is at %d%%", p)
			}
		})
	}
}
