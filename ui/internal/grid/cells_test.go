package grid

import (
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/displaywidth"
)

// What is measured without looking is what Bubble Tea draws, in any terminal.
func TestPlainCellsAnywhere(t *testing.T) {
	for c := rune(' '); c < 0x30000; c++ {
		n := plainCells(c)
		if n == 0 {
			continue
		}
		if wc, g := ansi.StringWidthWc(string(c)), displaywidth.Rune(c); wc != n || g != n {
			t.Fatalf("%U has %d cells, %d by character, %d by grapheme", c, n, wc, g)
		}
	}
}

// Rows fit as the terminal counts its cells, and change with it.
func TestStringCells(t *testing.T) {
	defer byGrapheme.Store(false)
	texts := []struct {
		name, text string
		whole      int
	}{
		{"Hindi", "किसानों", 3},
		{"Thai", "น้ำใจ", 3},
		{"Hebrew", "שָׁלוֹם", 4},
		{"family", "👨\u200d👩\u200d👧", 2},
		{"skin", "👍🏽", 2},
		{"heart", "❤\ufe0f", 2},
		{"flag", "🇩🇪", 2},
		{"Korean", "한국", 4},
	}
	for _, c := range texts {
		if got := Cells(c.text); got != ansi.StringWidthWc(c.text) {
			t.Errorf("%s has %d cells by character, want %d", c.name, got, ansi.StringWidthWc(c.text))
		}
	}
	report := tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset}
	if !Measure(report) || Measure(report) {
		t.Error("what the terminal says is taken more than once, or never")
	}
	for _, c := range texts {
		if got := Cells(c.text); got != c.whole {
			t.Errorf("%s has %d cells by grapheme, want %d", c.name, got, c.whole)
		}
	}
}
