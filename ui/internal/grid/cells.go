package grid

import (
	"sync/atomic"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/displaywidth"
)

// byGrapheme is set if the terminal measures whole graphemes (mode 2027). Other
// terminals measure each character by itself, and so does the renderer then. Rows
// must be measured in the same way, or their ends would be cut off.
var byGrapheme atomic.Bool

// Measure takes the terminal's answer about its modes, and reports whether the
// cells of text have changed by it.
func Measure(msg tea.ModeReportMsg) bool {
	if msg.Mode != ansi.ModeUnicodeCore || msg.Value.IsNotRecognized() || msg.Value.IsPermanentlyReset() {
		return false
	}
	return !byGrapheme.Swap(true)
}

// Cells returns the cells of text.
func Cells(text string) int {
	if byGrapheme.Load() {
		return displaywidth.String(text)
	}
	n := 0
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		if plain := plainCells(c); plain > 0 {
			n += plain
		} else {
			n += ansi.StringWidthWc(text[i : i+size])
		}
		i += size
	}
	return n
}
