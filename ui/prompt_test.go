package ui

import (
	"strings"
	"testing"
	"unicode/utf8"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"verbatim/internal/term"
	"verbatim/ui/internal/grid"
)

// editingKeys are all keys that the prompt's input knows, and some that it
// has to leave alone.
func editingKeys() []string {
	keys := []string{"alt+d", "alt+delete", "ctrl+delete", "ctrl+x", "tab", "insert", "f5"}
	m := textinput.DefaultKeyMap()
	for _, b := range []interface{ Keys() []string }{
		m.CharacterForward, m.CharacterBackward, m.WordForward, m.WordBackward, m.DeleteWordBackward,
		m.DeleteWordForward, m.DeleteAfterCursor, m.DeleteBeforeCursor, m.DeleteCharacterBackward,
		m.DeleteCharacterForward, m.LineStart, m.LineEnd, m.Paste, m.AcceptSuggestion, m.NextSuggestion, m.PrevSuggestion,
	} {
		keys = append(keys, b.Keys()...)
	}
	return keys
}

// shortTexts returns all texts of up to three of some characters.
func shortTexts() []string {
	all, last := []string{""}, []string{""}
	for range 3 {
		var next []string
		for _, text := range last {
			for _, c := range []string{"a", " ", "何", "e\u0301"} {
				next = append(next, text+c)
			}
		}
		all, last = append(all, next...), next
	}
	return all
}

// Every editing key, on every short text, at every place of the cursor, leaves
// a text and a cursor in it.
func TestEditingKeys(t *testing.T) {
	s := textScreen(t, 60, 20, "Ann: Do you?\n\nBob: I do.\n\nAnn: Why?\n\nBob: Because.\n")
	for _, text := range shortTexts() {
		for at := range utf8.RuneCountInString(text) + 1 {
			for _, name := range editingKeys() {
				ask(keepPrompt)(s.Model)
				p := s.over.prompt()
				p.input.SetValue(text)
				p.input.SetCursor(at)
				p.press(s.Model, keyPress(name), name)
				if n := utf8.RuneCountInString(p.input.Value()); p.input.Position() < 0 || p.input.Position() > n {
					t.Fatalf("%s on %q at %d: the cursor is at %d of %d", name, text, at, p.input.Position(), n)
				}
				p.status(s.Model)
				p.cursor(0)
			}
		}
	}
}

func TestDeleteWord(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		at   int
		want string
	}{
		"the last character":  {"a", 0, ""},
		"nothing after":       {"a", 1, "a"},
		"nothing at all":      {"", 0, ""},
		"a word of several":   {"one two", 0, " two"},
		"the rest of a word":  {"one two", 1, "o two"},
		"blanks and the next": {"one  two three", 3, "one three"},
		"blanks at the end":   {"one  ", 3, "one"},
		"no letters of ASCII": {"何も é", 1, "何 é"},
	} {
		t.Run(name, func(t *testing.T) {
			s := textScreen(t, 60, 20, "Ann: Do you?\n\nBob: I do.\n")
			ask(keepPrompt)(s.Model)
			s.over.prompt().input.SetValue(c.text)
			s.over.prompt().input.SetCursor(c.at)
			s.send(keyPress("alt+d"))
			if got := s.over.prompt().input.Value(); got != c.want || s.over.prompt().input.Position() != c.at {
				t.Errorf("got %q with the cursor at %d, want %q", got, s.over.prompt().input.Position(), c.want)
			}
		})
	}
}

// Enter that was typed before the terminal was taken over arrives as LF.
func TestEarlyEnter(t *testing.T) {
	s := textScreen(t, 80, 24, "Ann: Do you?\n\nBob: I do.\n\nAnn: Why?\n\nBob: Because.\n")
	s.press(`: "q2"`)
	s.send(tea.KeyPressMsg{Code: 'j', Mod: tea.ModCtrl})
	if s.over.prompt() != nil {
		t.Error("the prompt did not take it")
	}
	s.want("Q2/2")
}

// A prompt takes the first 64 KiB of a paste, says so, and holds no more.
func TestPasteBound(t *testing.T) {
	s := textScreen(t, 80, 24, "Ann: Do you?\n\nBob: I do.\n")
	s.press("&")
	for range 3 {
		s.send(tea.PasteMsg{Content: "x" + strings.Repeat("é", 1<<20)})
		if n := len(s.over.prompt().input.Value()); n > 2*term.MaxPaste {
			t.Fatalf("the prompt holds %d bytes", n)
		}
		s.want("64 KiB")
	}
	s.send(tea.KeyPressMsg{Code: tea.KeyBackspace})
	s.wantNot("64 KiB")
}

// What is typed is shown around the cursor, however long it is.
func TestPromptWindow(t *testing.T) {
	for name, c := range map[string]struct {
		text, keys string
		row        string // what the last row begins with
		cursor     int
	}{
		"short":            {"tango", "", "&tango  ", 6},
		"at its end":       {strings.Repeat("0123456789", 10), "", "&9012345678901234567", 32},
		"left":             {strings.Repeat("0123456789", 10), "left left left", "&9012345678901234567", 29},
		"home":             {strings.Repeat("0123456789", 10), "home", "&0123456789", 1},
		"back to the end":  {strings.Repeat("0123456789", 10), "home end", "&9012345678901234567", 32},
		"wide":             {strings.Repeat("何", 50), "", "&何何何何", 31},
		"wide, left":       {strings.Repeat("何", 50), "left left", "&何何何何", 27},
		"deleted":          {strings.Repeat("0123456789", 10), strings.Repeat("backspace ", 90), "&0123456789  ", 11},
		"marks":            {strings.Repeat("e\u0301", 50), "", "&\u00e9\u00e9\u00e9", 32},
		"joined, from far": {"何" + strings.Repeat("x", 60), "home right", "&何xxx", 3},
	} {
		t.Run(name, func(t *testing.T) {
			s := textScreen(t, 37, 10, "Ann: Do you?\n\nBob: I do.\n")
			s.press("&")
			s.send(tea.PasteMsg{Content: c.text})
			s.press(c.keys)
			if got := s.last(); !strings.HasPrefix(got+"  ", c.row) || grid.Cells(got) > 37 {
				t.Errorf("the row is %q", got)
			}
			if got := s.View().Cursor; got.X != c.cursor {
				t.Errorf("the cursor is at %d, want %d", got.X, c.cursor)
			}
		})
	}
}

// A key for which the prompt has no room is answered all the same.
func TestPromptFull(t *testing.T) {
	s := textScreen(t, 80, 10, "Ann: Do you?\n\nBob: I do.\n")
	s.press("&")
	s.send(tea.PasteMsg{Content: strings.Repeat("x", term.MaxPaste)})
	s.press("y")
	s.want("no room for more")
	s.press("left")
	s.send(tea.KeyPressMsg{Code: tea.KeyBackspace})
	s.wantNot("no room for more")
}

// The memory of a prompt is bounded, in lines and in bytes.
func TestPromptMemory(t *testing.T) {
	s := textScreen(t, 80, 10, "Ann: Do you?\n\nBob: I do.\n")
	for i := range 3 * maxLines {
		s.press(`& "x` + strings.Repeat("y", i%7) + `" enter`)
	}
	s.press("&")
	s.send(tea.PasteMsg{Content: strings.Repeat("x", maxLine+1)})
	s.press("enter")
	if n := len(s.lines[keepPrompt]); n != maxLines {
		t.Errorf("%d lines are kept, want %d", n, maxLines)
	}
	s.press("& up")
	s.want("&xyyyyy")
}

// Esc and a key that come at the same time are both pressed, unless text is
// edited with that key and alt.
func TestEscWithKey(t *testing.T) {
	for name, c := range map[string]struct {
		before string
		key    tea.KeyPressMsg
		quit   bool
		prompt string // what is typed after all
		has    string
	}{
		"esc q in a prompt":  {`/ "tango"`, tea.KeyPressMsg{Code: 'q', Mod: tea.ModAlt}, true, "", ""},
		"esc : in a prompt":  {`/ "tango"`, tea.KeyPressMsg{Code: ':', Mod: tea.ModAlt}, false, ":", ""},
		"esc G of a search":  {`/ "do" enter`, tea.KeyPressMsg{Code: 'g', ShiftedCode: 'G', Mod: tea.ModAlt | tea.ModShift}, false, "", "100%"},
		"alt+d in a prompt":  {`/ "tango" home`, tea.KeyPressMsg{Code: 'd', Mod: tea.ModAlt}, false, "/", ""},
		"alt+left is no esc": {`/ "tango"`, tea.KeyPressMsg{Code: tea.KeyLeft, Mod: tea.ModAlt}, false, "/tango", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := textScreen(t, 80, 10, strings.Repeat("Ann: Do you?\n\nBob: I do.\n\n", 20))
			s.press(c.before)
			s.send(c.key)
			typed := ""
			if s.over.prompt() != nil {
				typed = s.over.prompt().sign + s.over.prompt().input.Value()
			}
			if s.quit != c.quit || typed != c.prompt {
				t.Errorf("quit is %v, the prompt %q", s.quit, typed)
			}
			s.want(c.has)
		})
	}
}
