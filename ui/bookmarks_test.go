package ui

import (
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/state"
	"verbatim/ui/internal/view"
)

func TestBookmarks(t *testing.T) {
	s := seedScreen(t, 120, 40)
	s.press("'")
	s.want("no bookmarks yet")
	s.press(`: "q3" enter m "the tango" enter`)
	s.want("bookmark set", "◆▌ Question")
	s.press("G k k k m enter g")
	s.wantNot("◆")
	s.press("'")
	s.want("BOOKMARKS", "Q3 ", "the tango  How do you", "Q4 ", "Vladimir Putin", "go there")
	s.press("g enter")
	s.want("◆", "── Q3", "How do you assess")
	s.press("ctrl+o")
	s.want("couple of questions?") // from where the list was opened
}

func TestBookmarkKeys(t *testing.T) {
	for _, c := range []struct {
		name, keys string
		want, not  []string
	}{
		{"another note", `] m "one" enter m " more" enter '`, []string{"one more  "}, []string{"t2"}},
		{"given up", `] m "one" esc '`, []string{"no bookmarks yet"}, []string{"◆"}},
		{"note in the list", `] m enter ' m "late" enter`, []string{"BOOKMARKS", "late  "}, nil},
		{"removed", `] m enter ] m enter ' g x`, []string{"BOOKMARKS", "Q3 "}, []string{"Q2 "}},
		{"the last removed", `] m enter ' x`, []string{"no bookmarks left"}, []string{"BOOKMARKS", "◆"}},
		{"closed", `m enter ' esc`, []string{"SPEAKERS", "◆"}, []string{"BOOKMARKS"}},
		{"closed by its key", `m enter ' j '`, []string{"SPEAKERS"}, []string{"BOOKMARKS"}},
		{"two apostrophes go back", `G m enter g ' '`, []string{"100%"}, []string{"BOOKMARKS"}},
		{"at a hit", `/ "hard to say" enter m enter esc g '`, []string{"hard to say"}, nil},
		{"while one speaker is shown", `tab g enter m enter '`, []string{"BOOKMARKS"}, nil},
		{"at the nearest turn shown", `tab g / "bob" enter enter m enter '`, []string{"BOOKMARKS", "Q9 ", "Bob Ray "}, []string{" 0% ", "Q1 "}},
		{"where nothing is shown", `& "zork" enter m`, []string{"no turn here to bookmark"}, []string{"bookmark:"}},
		{"help over it", `m enter ' ?`, []string{"Reading"}, []string{"BOOKMARKS"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := textScreen(t, 100, 20, strings.Repeat("Question: What is it?\n\nAnn Lee: It is hard to say what it is.\n\n", 9)+strings.Repeat("Bob Ray: "+evening, 3))
			s.press(c.keys)
			s.want(c.want...)
			s.wantNot(c.not...)
		})
	}
}

// A bookmark stays at what was read, whatever the width of the screen, and is
// there the next time.
func TestBookmarkStays(t *testing.T) {
	store := state.NewStore(filepath.Join(t.TempDir(), "verbatim"))
	o := view.Options{Names: []string{Seed}, Store: store}
	s := readerOf(t, 120, 40, o)
	s.press(`: "q2" enter j j j j m "here" enter`)
	was := s.Keep.Bookmarks()[0]
	for _, size := range [][2]int{{60, 20}, {200, 60}, {80, 24}} {
		s.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		if n := strings.Count(s.text(), "◆"); n != 1 {
			t.Errorf("%d bookmarks on a screen of %v:\n%s", n, size, s.text())
		}
	}
	s = readerOf(t, 120, 40, o)
	if got := s.Keep.Bookmarks(); len(got) != 1 || got[0] != was || was.Note != "here" {
		t.Errorf("kept %v of %v", got, was)
	}
	s.want("◆")
	s.press("' x")
	s = readerOf(t, 120, 40, o)
	s.wantNot("◆")
}

// What is kept of another text may name places that this one does not have.
func TestBookmarkBeyondTheEnd(t *testing.T) {
	s := textScreen(t, 80, 24, evening)
	s.Keep.Set(func(st *state.State) { st.Mark(state.Bookmark{Offset: 1 << 40, Note: "\x1b[31mfar"}) })
	s.rebookmark()
	s.press("'")
	s.want("␛[31mfar", "100%")
	s.press("enter")
	s.want("That was all")
	s.press("m enter '")
	s.want("BOOKMARKS")
}

func TestTooManyBookmarks(t *testing.T) {
	s := textScreen(t, 80, 24, evening)
	s.Keep.Set(func(st *state.State) {
		for st.Mark(state.Bookmark{Offset: int64(len(st.Bookmarks) + 1000)}) {
		}
	})
	s.press("m enter")
	s.want("too many bookmarks")
}
