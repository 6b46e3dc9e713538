package ui

import (
	"slices"
	"strings"
	"testing"

	"verbatim/ui/internal/view"
)

// gapTalk returns a text with cells of which nothing is shown in its third turn.
func gapTalk(unit string, size int) string {
	return "Ann Lee: Hello.\n\nBob Ray: What is it?\n\nAnn Lee: First.\n" + strings.Repeat(unit, size/len(unit)) + "Last.\n\nBob Ray: The end, is it?\n"
}

// What shows nothing takes a row for each 128 KiB, which says so, from wherever
// a reader comes.
func TestGapRows(t *testing.T) {
	for _, c := range []struct{ name, unit, want string }{
		{"hidden lines", "\u200b\n", "128 KiB without text: 32768 hidden characters"},
		{"one line of them", "\u200b", "128 KiB without text: 43"},
		{"blank lines", "\n", "┈┈ 128 KiB without text ┈┈"},
		{"one line of blanks", " ", "┈┈ 128 KiB without text ┈┈"},
		{"page marks", "[[Page S6]]\n", "┈┈ 128 KiB without text ┈┈"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := textScreen(t, 100, 12, gapTalk(c.unit, 20*128<<10))
			s.want("First.", c.want)
			type spot struct {
				kind view.LineKind
				view.Anchor
			}
			var down, up []spot
			v := &s.Dialogue
			c, ok := v.Settle(view.Cursor{Piece: v.First(), I: 0})
			for ; ok; c, ok = v.After(c) {
				down = append(down, spot{c.Lines[c.I].Kind, v.AnchorOf(c)})
			}
			for c, ok = v.Before(c); ok; c, ok = v.Before(c) {
				up = append(up, spot{c.Lines[c.I].Kind, v.AnchorOf(c)})
			}
			slices.Reverse(up)
			if !slices.Equal(down, up) {
				t.Errorf("down:\n%v\nup:\n%v", down, up)
			}
			gaps := 0
			for _, p := range down {
				if p.kind == view.GapLine {
					gaps++
				}
			}
			if gaps < 18 || gaps > 20 {
				t.Errorf("%d rows say that there is nothing", gaps)
			}
			s.press("G")
			s.want("Last.", "The end, is it?", "KiB without text")
		})
	}
}

// A reader in a gap stays there, and can set a bookmark.
func TestPlaceInGap(t *testing.T) {
	s := textScreen(t, 100, 12, gapTalk("\u200b\n", 20*128<<10))
	s.press("d d")
	at := s.Dialogue.Anchor
	if s.Dialogue.Top.Block == nil || !strings.Contains(s.rows()[1], "without text") {
		t.Fatalf("the reader is at %+v", at)
	}
	s.press("+ - s s m enter")
	s.want("◆┈┈ 128 KiB without text")
	if s.Dialogue.Anchor != at {
		t.Errorf("the reader is at %+v, was at %+v", s.Dialogue.Anchor, at)
	}
	s.press("g ctrl+o")
	if s.Dialogue.Anchor != at {
		t.Errorf("the reader is back at %+v, was at %+v", s.Dialogue.Anchor, at)
	}
}

// A filter on a transcript without turns is done once.
func TestFilterWithoutTurns(t *testing.T) {
	s := textScreen(t, 80, 12, "WEBVTT\n\n00:01.000 --> 00:02.000\n\n")
	if s.Doc.Len() != 0 {
		t.Fatalf("%d turns", s.Doc.Len())
	}
	s.send(keyPress("&"))
	s.press(`"e"`)
	_, cmd := s.Update(keyPress("enter"))
	for n := 0; cmd != nil; n++ {
		if n == 3 {
			t.Fatal("the filter is applied again and again")
		}
		msg := cmd()
		_, cmd = s.Update(msg)
	}
	if s.Selected.Busy {
		t.Error("the filter is not applied")
	}
}
