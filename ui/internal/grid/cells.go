package grid

import (
	"sync/atomic"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/displaywidth"
)

// byGrapheme says that the terminal puts a grapheme into the cells that its
// characters take together. One that does not say so (mode 2027) puts each
// into its own, and so do the rows that Bubble Tea draws there: they must be
// measured like that, or they are cut off at their ends.
var byGrapheme atomic.Bool

// Measure takes what a terminal says of itself, and reports whether text
// takes other cells from now on.
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
