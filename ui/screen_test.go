package ui

import (
	"context"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
	"verbatim/ui/internal/grid"
	"verbatim/ui/internal/view"
)

// A screen is a model and a reader who presses keys. What the model wants to
// be done beside the screen is done before the next key.
type screen struct {
	*Model
	tb   testing.TB
	quit bool
}

// readerOf returns a screen with the transcripts of options on it.
func readerOf(tb testing.TB, w, h int, o view.Options) *screen {
	tb.Helper()
	if o.Open == nil {
		o.Open = transcript.OpenFile
	}
	if o.Theme == "" {
		o.Theme = "dark"
	}
	if o.Width == 0 {
		o.Width = view.DefaultMeasure
	}
	var first *view.Reading
	if len(o.Names) == 1 {
		var err error
		if first, err = o.OpenReading(context.Background(), o.Names[0]); err != nil {
			tb.Fatal(err)
		}
	}
	s := &screen{Model: newModel(&o, first), tb: tb}
	close(s.shown)
	if first != nil {
		s.open = append(s.open, first)
	}
	s.send(tea.WindowSizeMsg{Width: w, Height: h})
	s.run(s.Init())
	return s
}

// show returns a screen with the seed on it.
func seedScreen(tb testing.TB, w, h int) *screen {
	return readerOf(tb, w, h, view.Options{Names: []string{Seed}})
}

// textScreen returns a screen with text on it.
func textScreen(tb testing.TB, w, h int, text string) *screen {
	return readerOf(tb, w, h, view.Options{Names: []string{"talk.txt"}, Open: func(name string) (*transcript.Source, error) {
		return transcript.FromString(name, text), nil
	}})
}

func (s *screen) send(msg tea.Msg) {
	_, cmd := s.Update(msg)
	s.run(cmd)
}

// run does what a command is for, and all that follows from it.
func (s *screen) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	answer := make(chan tea.Msg, 1)
	go func() { answer <- cmd() }()
	select {
	case msg := <-answer:
		switch msg := msg.(type) {
		case nil:
		case tea.BatchMsg:
			for _, c := range msg {
				s.run(c)
			}
		case tea.QuitMsg:
			s.quit = true
		default:
			s.send(msg)
		}
	case <-time.After(20 * time.Second):
		s.tb.Fatal("a command does not end")
	}
}

// press presses keys, which are separated by blanks. Words in quotes are
// typed.
func (s *screen) press(keys string) {
	s.tb.Helper()
	for _, name := range regexp.MustCompile(`"[^"]*"|\S+`).FindAllString(keys, -1) {
		if len(name) > 1 && name[0] == '"' {
			for _, r := range name[1 : len(name)-1] {
				s.send(keyPress(string(r)))
			}
			continue
		}
		s.send(keyPress(name))
	}
}

func keyPress(name string) tea.KeyPressMsg {
	var k tea.KeyPressMsg
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		k.Mod, name = k.Mod|tea.ModCtrl, rest
	}
	if rest, ok := strings.CutPrefix(name, "shift+"); ok {
		k.Mod, name = k.Mod|tea.ModShift, rest
	}
	if rest, ok := strings.CutPrefix(name, "alt+"); ok {
		k.Mod, name = k.Mod|tea.ModAlt, rest
	}
	special := map[string]rune{"delete": tea.KeyDelete, "insert": tea.KeyInsert, "esc": tea.KeyEscape, "enter": tea.KeyEnter, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown,
		"left": tea.KeyLeft, "right": tea.KeyRight, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome,
		"end": tea.KeyEnd, "backspace": tea.KeyBackspace, "space": tea.KeySpace, "f1": tea.KeyF1}
	if code, ok := special[name]; ok {
		k.Code = code
		if name == "space" {
			k.Text = " "
		}
		return k
	}
	k.Code = []rune(name)[0]
	if k.Mod == 0 {
		k.Text = name
	}
	return k
}

// rows returns the rows of the screen without styles and blanks at the ends.
func (s *screen) rows() []string {
	s.tb.Helper()
	content := s.View().Content
	if again := s.View().Content; again != content {
		s.tb.Fatal("a second view differs")
	}
	var rows []string
	for _, r := range strings.Split(content, "\n") {
		row := sgr.ReplaceAllString(r, "")
		if n := grid.Cells(row); n > s.w {
			s.tb.Fatalf("%dx%d: a row has %d cells: %q", s.w, s.h, n, row)
		}
		if strings.ContainsFunc(row, func(c rune) bool { return c < ' ' || 0x7f <= c && c < 0xa0 }) {
			s.tb.Fatalf("a control character in %q", row)
		}
		rows = append(rows, strings.TrimRight(row, " "))
	}
	if len(rows) != max(s.h, 1) {
		s.tb.Fatalf("%d rows on a screen of %d", len(rows), s.h)
	}
	return rows
}

func (s *screen) text() string { return strings.Join(s.rows(), "\n") + "\n" }

// last returns the last row.
func (s *screen) last() string { r := s.rows(); return r[len(r)-1] }

// read returns the name of who is read, and the first words on the screen.
func (s *screen) has(text string) bool { return strings.Contains(s.text(), text) }

func (s *screen) want(texts ...string) {
	s.tb.Helper()
	for _, text := range texts {
		if !s.has(text) {
			s.tb.Errorf("no %q on\n%s", text, s.text())
		}
	}
}

func (s *screen) wantNot(texts ...string) {
	s.tb.Helper()
	for _, text := range texts {
		if s.has(text) {
			s.tb.Errorf("%q is on\n%s", text, s.text())
		}
	}
}

func TestScreens(t *testing.T) {
	for _, c := range []struct {
		name string
		w, h int
		keys string
	}{
		{"start 80x24", 80, 24, ""},
		{"start 120x40", 120, 40, ""},
		{"start 200x60", 200, 60, ""},
		{"start 40x15", 40, 15, ""},
		{"question 3 80x24", 80, 24, `: "q3" enter`},
		{"question 3 20x5", 20, 5, `: "q3" enter`},
		{"speakers 120x40", 120, 40, "] ] tab j"},
		{"speaker only 120x40", 120, 40, "tab j enter"},
		{"questions 80x24", 80, 24, "tab tab j j"},
		{"questions 40x15", 40, 15, "tab tab j j"},
		{"two speakers 80x24", 80, 24, "tab space j space"},
		{"search 80x24", 80, 24, `/ "tango"`},
		{"search 120x40", 120, 40, `/ "tango" enter n`},
		{"keep 120x40", 120, 40, `& "tango" enter`},
		{"help 80x24", 80, 24, "?"},
		{"help 120x40", 120, 40, "?"},
		{"list 120x40", 120, 40, "o"},
		{"no sidebar 120x40", 120, 40, "s ] ]"},
		{"narrowed 80x24", 80, 24, `tab tab / "talks"`},
		{"bookmarks 80x24", 80, 24, `] m "two questions in one" enter G m enter '`},
		{"bookmarks 120x40", 120, 40, `] m "two questions in one" enter G m enter : "q3" enter } m enter '`},
		{"bookmarked 120x40", 120, 40, `] j j j m enter`},
		{"bookmark prompt 80x24", 80, 24, `m "what he begins with"`},
		{"prompt 80x24", 80, 24, `: "q99" enter`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := seedScreen(t, c.w, c.h)
			s.press(c.keys)
			golden(t, "screen-"+strings.ReplaceAll(c.name, " ", "-"), s.text())
		})
	}
}

func TestSearch(t *testing.T) {
	s := seedScreen(t, 80, 24)
	s.press(`/ "tan"`)
	s.want("takes two to tango")
	s.press(`"go" enter`)
	s.want("1/3", "“tango”")
	s.press("n")
	s.want("2/3")
	s.press("n")
	s.want("3/3", "tango is good")
	s.press("n")
	s.want("wrapped to the top: 1/3")
	s.press("N")
	s.want("wrapped to the bottom: 3/3")
	s.press("g /")
	s.press("enter") // what was looked for last
	s.want("1/3")
	s.press("ctrl+o")
	s.want("Mr Putin, a couple of questions?")
	s.press("esc")
	s.wantNot("tango")

	s.press(`/ "no such words"`)
	s.want("not found", "Mr Putin, a couple")
	s.press("esc")
	s.press(`/ "/two (to|too) tango/" enter`)
	s.want("1/1")
	s.press(`/ "/(/" enter`)
	s.want("/(/") // the prompt stays, with what is wrong
	s.press("esc")
	s.want("1/1") // and with it what was looked for before
}

// Whoever has left a search takes it up again where they are now.
func TestSearchTakenUp(t *testing.T) {
	for _, c := range []struct{ name, keys, want string }{
		{"n", `/ "tango" enter esc g n`, "“tango” 1/3"},
		{"n further down", `/ "tango" enter esc : "q3" enter } n`, "“tango” 2/3"},
		{"N", `/ "tango" enter esc G N`, "“tango” 3/3"},
		{"N from the start", `/ "tango" enter esc g N`, "“tango” 3/3"},
		{"n and on", `/ "tango" enter esc g n n`, "“tango” 2/3"},
		{"not there", `/ "zork" enter esc n`, "“zork” not found"},
		{"typed only", `/ "tango" esc n`, "no search yet"},
		{"back from it", `/ "tango" enter esc g n ctrl+o`, " 0% · “tango”"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := seedScreen(t, 120, 40)
			s.press(c.keys)
			s.want(c.want)
		})
	}
}

func TestSearchGoesRound(t *testing.T) {
	s := seedScreen(t, 120, 40)
	s.press(`G / "couple" enter`)
	s.want("“couple” 1/2")
	s.press("n")
	s.want("“couple” 2/2")
}

func TestSearchInSelection(t *testing.T) {
	s := seedScreen(t, 120, 40)
	s.press(`/ "talks" enter`)
	all := s.Search.Len()
	s.press("tab j enter") // Alexander Lukashenko
	if n := s.Search.Len(); n == 0 || n >= all {
		t.Errorf("%d hits in a speaker's turns, %d in all", n, all)
	}
	for range s.Search.Len() {
		s.press("n")
		if who := s.Doc.Speakers()[s.Dialogue.SpeakerRead()].Name; who != "Alexander Lukashenko" {
			t.Errorf("at a hit with %s", who)
		}
	}
}

func TestFilters(t *testing.T) {
	s := seedScreen(t, 80, 24)
	s.press(": \"q3\" enter tab k enter") // the cursor was on Question
	s.want("only Alexander Lukashenko", "Q3  How do you assess", "omitted")
	s.wantNot("▌ Vladimir Putin", "▌ Question")
	s.press("tab enter") // on what is shown alone: everything again
	s.want("── Q3")
	s.wantNot("omitted", "only A")
	s.press("tab k space") // added, and the keys stay
	s.want("✓▌Alex")
	s.press("tab k enter") // and a question with it, in which he says nothing
	s.want("✓", "only Alexander Lukashenko & Q2: nothing")
	s.press("esc")
	s.wantNot("✓")
}

func TestFilterKeepsThePlace(t *testing.T) {
	s := seedScreen(t, 80, 24)
	s.press(`/ "started dancing" enter esc`)
	s.want("They sort of started dancing")
	s.press("tab enter") // the cursor is on who says that
	s.want("They sort of started dancing", "only Alexander Lukashenko")
	s.press("esc")
	s.want("They sort of started dancing")
}

func TestQuestionsLead(t *testing.T) {
	s := seedScreen(t, 120, 40)
	s.press("tab tab j j")
	s.want("two to tango")
	s.press("esc")
	s.want("Mr Putin, a couple of questions?", "4 questions")
	s.press("tab tab j j tab")
	s.want("two to tango")
	s.press("ctrl+o")
	s.want("Mr Putin, a couple of questions?")
}

func TestNarrow(t *testing.T) {
	s := seedScreen(t, 120, 40)
	s.press(`tab / "put"`)
	s.want("SPEAKERS 1/3 “put”")
	s.wantNot("▌Alexander")
	s.press("enter esc")
	s.want("▌Alexander")
	s.press(`tab / "lay aside"`)
	s.want("QUESTIONS 0/4")
	s.press("esc")
	s.wantNot("/4 “")
}

func TestMoves(t *testing.T) {
	for _, c := range []struct{ keys, want string }{
		{"]", "Q1/4 · Question"},
		{"] ]", "Q2/4 · Question"},
		{"J J K", "Q1/4 · Question"},
		{"] ] j j j [", "Q2/4 · Question"}, // first to the start of the one being read
		{"] ] ] ] ]", "no further question"},
		{"[", "no question before this one"},
		{"}", "Q1/4 · Question"},
		{"l l", "Q1/4 · Vladimir Putin"},
		{"right right left", "Q1/4 · Question"},
		{"] )", "Q2/4 · Question"},
		{"] ) (", "Q1/4 · Question"},
		{"] (", "no turn of this speaker before this one"},
		{"G", "100%"},
		{"G g", " 0%"},
		{": \"t2\" enter", "Q1/4 · Vladimir Putin"},
		{": \"50%\" enter", "Q3/4"},
		{": \"line:15\" enter", "Q2/4"},
		{": \"t99\" enter", "no turn 99: the last one is 15"},
		{": \"1:02:30\" enter", "the transcript has no times"},
		{": \"zork\" enter esc ctrl+o", "no jump to go back to"},
		{"] ] ctrl+o", "Q1/4 · Question"},
		{"] ] ' '", "Q1/4 · Question"},
		{`] tab enter : "line:30" enter`, "Q4/4 · 100% · only Question"},
		{`] tab enter : "t14" enter`, "Q4/4 · 100% · only Question"},
		{`] tab enter : "t14" enter )`, "no further turn of this speaker"},
		{`] tab enter : "t14" enter }`, "no further turn"},
		{`] tab enter : "t14" enter (`, "Q3/4 · 100% · only Question"},
		{`] tab enter : "t14" enter {`, "Q3/4 · 100% · only Question"},
		{`] tab enter : "t14" enter esc`, "Q4/4 · Question"},
		{"n", "no search yet"},
		{"+", "text 76 columns wide"},
		{"= =", "text 72 columns wide"},
		{"=", "text uses the whole width"},
		{"Ъ", "Q1/4 · Question"}, // } of a Latin keyboard
		{"ъ ъ", "Q2/4 · Question"},
	} {
		t.Run(c.keys, func(t *testing.T) {
			s := seedScreen(t, 120, 40)
			s.press(c.keys)
			if !strings.Contains(s.last(), c.want) {
				t.Errorf("%q, want %q", s.last(), c.want)
			}
		})
	}
}

func TestQuit(t *testing.T) {
	for _, c := range []struct {
		keys string
		quit bool
	}{
		{"q", true}, {"ctrl+c", true}, {"й", true},
		{"? q", false}, {"? ctrl+c", true}, {"o q", false}, {"/ q", false}, {"/ ctrl+c", true},
		{"esc esc esc esc", false}, {"tab q", true},
	} {
		s := seedScreen(t, 80, 24)
		s.press(c.keys)
		if s.quit != c.quit {
			t.Errorf("%s: quit is %v", c.keys, s.quit)
		}
	}
}

func TestList(t *testing.T) {
	names := []string{"../testdata/transcripts/press-fr.txt", Seed, "nosuch.txt"}
	s := readerOf(t, 120, 40, view.Options{Names: names})
	s.want("TRANSCRIPTS", "Vladimir Putin and Alexander Lukashenko answered", "2023-09-15", "no such file")
	s.press("j enter")
	s.want("SPEAKERS", "Mr Putin, a couple")
	s.press("] ] o")
	s.want("TRANSCRIPTS")
	s.press("k enter")
	s.want("SPEAKERS")
	s.press("o j enter") // where it was left
	s.want("Q2/4")
	s.press("o j enter")
	s.want("no such file")
	s.press("esc")
	s.want("Q2/4")
}

func TestAnySize(t *testing.T) {
	for _, keys := range []string{"", "tab", "tab tab", "?", "o", `/ "tango"`, ":", "tab j enter", "G"} {
		s := seedScreen(t, 80, 24)
		s.press(keys)
		for _, w := range []int{1, 2, 3, 7, 20, 39, 59, 60, 61, 80, 500} {
			for _, h := range []int{1, 2, 3, 5, 24, 200} {
				s.send(tea.WindowSizeMsg{Width: w, Height: h})
				s.rows()
				s.press("down up")
				s.rows()
			}
		}
	}
}

func TestWindowBeforeItsSize(t *testing.T) {
	o := &view.Options{Names: []string{Seed}, Open: transcript.OpenFile, Theme: "dark"}
	first, err := o.OpenReading(context.Background(), Seed)
	if err != nil {
		t.Fatal(err)
	}
	m := newModel(o, first)
	if got := m.View().Content; strings.TrimSpace(got) != "" {
		t.Errorf("%q without a size", got)
	}
}

// Whoever resizes the window there and back reads on where they were.
func TestResizeKeepsThePlace(t *testing.T) {
	s := seedScreen(t, 120, 40)
	s.press(`/ "drop of water" enter`)
	before := s.text()
	for _, size := range [][2]int{{60, 20}, {1, 1}, {200, 60}, {40, 5}} {
		s.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
	}
	s.send(tea.WindowSizeMsg{Width: 120, Height: 40})
	if s.text() != before {
		t.Errorf("now\n%s\nand was\n%s", s.text(), before)
	}
}

func TestNoLabels(t *testing.T) {
	s := textScreen(t, 80, 24, "Nobody said this.\n\nNor this.\n")
	s.want("Nobody said this.", "no speakers found", "SPEAKERS none", "QUESTIONS none")
	s.press("tab enter space / enter ] } ) tab enter")
	s.want("Nobody said this.")
}

// Of what has no turns at all the page is blank: the last row says why, and
// goes on to.
func TestNoSpeech(t *testing.T) {
	for _, c := range []struct{ name, text, format, want string }{
		{"of another format", "Ann Lee: Who is there?\n\nBob Ray: Nobody.\n", "vtt", "has no speech, read as vtt"},
		{"no cues", "WEBVTT\n\nNOTE to be done\n", "", "has no speech, read as vtt"},
		{"a debate without one", "<akomaNtoso><debate><debateBody></debateBody></debate></akomaNtoso>\n", "", "has no speech, read as akoma-ntoso"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := readerOf(t, 80, 24, view.Options{Names: []string{"talk"}, Reading: transcript.Options{Format: c.format}, Open: func(name string) (*transcript.Source, error) {
				return transcript.FromString(name, c.text), nil
			}})
			s.want(c.want)
			s.press("j")
			s.want(" · no speech")
			s.press(`] } ) G y Y m : "t1" enter`)
			s.want("no turn: the transcript has none")
		})
	}
}

// Of a transcript that breaks off there is shown what there is, and why that
// is all.
func TestBreaksOff(t *testing.T) {
	s := readerOf(t, 80, 24, view.Options{Names: []string{"talk.txt"}, Open: func(name string) (*transcript.Source, error) {
		text := strings.NewReader("Ann Lee: Who is there?\n\nBob Ray: Nobody.\n\nAnn Lee: Really?\n\nBob Ray: Yes.\n")
		return transcript.FromReader(name, io.MultiReader(text, iotest.ErrReader(errors.New("the line is down")))), nil
	}})
	s.want("Who is there?", "Yes.", "the line is down")
	s.press("j") // which takes the reason away
	s.want("Who is there?", "incomplete")
	s.wantNot("the line is down")
}

func TestPasteIsNoCommand(t *testing.T) {
	s := seedScreen(t, 80, 24)
	s.send(tea.PasteMsg{Content: "q"})
	s.press("/")
	s.send(tea.PasteMsg{Content: "tan\x1b[2Jgo\n"})
	s.rows()
	if s.quit || s.has("\x1b[2J") {
		t.Error("a paste does what it says")
	}
	s.press("esc /")
	s.send(tea.PasteMsg{Content: "tango"})
	s.want("1/3")
}

func TestTheme(t *testing.T) {
	s := readerOf(t, 80, 24, view.Options{Names: []string{Seed}, Theme: "auto"})
	dark := s.View().Content
	s.send(tea.BackgroundColorMsg{})
	_ = s.View()
	if s.View().Content == dark {
		t.Skip("black is dark")
	}
}

// Every key of the map does something, and no two things have the same key
// in the same place.
func TestKeys(t *testing.T) {
	k := newKeys()
	for _, m := range k.all() {
		seen := map[string]bool{}
		for _, row := range m.rows {
			for _, b := range row.bounds {
				for _, name := range b.keys.Keys() {
					if seen[name] {
						t.Errorf("%s has %q twice", m.title, name)
					}
					seen[name] = true
					if m != &k.side && k.global(name) == nil {
						t.Errorf("%q does nothing", name)
					}
				}
			}
		}
	}
	for _, h := range KeyTable() {
		if len(h.Keys) == 0 || h.Does == "" {
			t.Errorf("%v", h)
		}
	}
}

// Keys that are pressed before there is an answer are not lost.
func TestTypedAhead(t *testing.T) {
	s := seedScreen(t, 120, 40)
	var late []tea.Cmd
	for _, name := range []string{"/", "t", "a", "n", "g", "o", "enter", "n"} {
		_, cmd := s.Update(keyPress(name))
		late = append(late, cmd)
	}
	s.want("searching…")
	for _, cmd := range late {
		s.run(cmd)
	}
	s.want("“tango” 2/3")
}

// A prompt brings back what was entered at such prompts before.
func TestRecall(t *testing.T) {
	s := seedScreen(t, 80, 24)
	s.press(`/ "tango" enter / "gopak" enter & "war" enter esc esc`)
	s.press("/ up")
	s.want("/gopak")
	s.press("up up")
	s.want("/tango", "1/3")
	s.press("down down")
	s.wantNot("/tango", "/gopak")
	s.press("esc & up")
	s.want("&war")
	s.press("backspace backspace backspace backspace")
	if s.over.prompt() != nil {
		t.Error("with nothing left to take away the prompt stays")
	}
}

// What enter and space do to the filter of questions leaves the eye where it
// is, or takes it to the question that has been chosen.
func TestChoosingQuestions(t *testing.T) {
	s := seedScreen(t, 80, 12)
	s.press(`/ "should not blame" enter esc`) // further down the third question
	s.press("tab tab enter")
	s.want("they should not blame anyone", "only Q3")
	s.press("tab tab enter") // everything again
	s.want("they should not blame anyone")
	s.wantNot("only Q3")

	s.press("tab tab enter tab tab k enter") // another one, which was not shown
	s.want("only Q2", "── Q2", "Your comment and the one")
	s.press("tab tab j j space") // and one more with it
	s.want("only Q2, Q4", "── Q4", "The last question relates")
	s.press("esc")
	s.want("── Q2")
}

// A transcript keeps its place in the list of questions, whatever is done to
// another one meanwhile.
func TestListKeepsFollowing(t *testing.T) {
	s := readerOf(t, 120, 20, view.Options{Names: []string{Seed, "../testdata/transcripts/press-fr.txt"}})
	s.press("enter ] ] tab tab j")
	s.want("── Q3")
	s.press("o j enter ] tab tab tab")
	s.press("o k enter")
	s.want("── Q3")
	s.press("esc")
	s.want("Q2/4")
}

// What has led nowhere is no jump.
func TestGoBackMoves(t *testing.T) {
	s := seedScreen(t, 80, 24)
	s.press(`] ] / "no such words" enter esc ctrl+o`)
	s.want("── Q1", "Q1/4")
}

// Where the sidebar covers the dialogue, s takes it away, and no more.
func TestOverlayIsNotHidden(t *testing.T) {
	s := seedScreen(t, 40, 15)
	s.press("tab tab j j s")
	s.want("── Q3")
	s.press("ctrl+o")
	s.want("Events")
	s.send(tea.WindowSizeMsg{Width: 120, Height: 40})
	s.want("SPEAKERS")
}

// On a screen of few rows the sidebar is the list that has the keys.
func TestSidebarOfFewRows(t *testing.T) {
	for _, h := range []int{2, 3, 5, 8} {
		s := seedScreen(t, 20, h)
		s.press("tab j")
		s.want("Alexander")
		s.wantNot("QUESTIONS")
		s.press("tab j")
		s.want("2 What is")
		s.wantNot("SPEAKERS")
	}
}

// A list that nobody sees can be narrowed to nothing all the same.
func TestNarrowUnseen(t *testing.T) {
	s := seedScreen(t, 80, 24)
	s.press("tab j")
	s.send(tea.WindowSizeMsg{Width: 80, Height: 1})
	s.press(`/ "zork" enter enter space esc tab j j`)
	s.press(`/ "zork" enter enter space esc esc`)
	s.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.want("4 questions")
	s.wantNot("only")
}

// The cursor stays on its speaker when the list is whole again.
func TestNarrowKeepsTheSpeaker(t *testing.T) {
	s := seedScreen(t, 120, 40)
	s.press(`tab / "luk" enter esc space`)
	s.want("only Alexander Lukashenko")
}

// The last row says what the next keys would do, and what is looked for comes
// before all that can be seen elsewhere.
func TestHints(t *testing.T) {
	for _, c := range []struct {
		w    int
		keys string
		want string
	}{
		{120, "", "tab sidebar  / search  ? help"},
		{120, `/ "tango" enter`, "n next  esc end search  ? help"},
		{120, `/ "zork" enter`, "not found    "},
		{120, `& "tango" enter`, "esc show all  ? help"},
		{120, "tab", "enter only this  space add  / narrow  r name  a asks  esc back"},
		{120, "tab space", "enter show all  space remove  / narrow  r name  a asks  esc back"},
		{120, "tab space j space", "enter only this  space remove  / narrow  r name  a asks  esc back"},
		{120, `tab / "put" enter`, "enter only this  space add  / narrow  r name  a asks  esc whole list"},
		{120, `tab / "zork" enter`, "  / narrow  esc whole list"},
		{120, `tab tab / "zork" enter`, "  / narrow  esc whole list"},
		{80, "tab space", "enter show all  "},
		{80, "tab j enter", "only Alexander Lukashenko    esc show all"},
		{60, "tab j enter", "only Alexander Lukashenko       esc show all"},
		{80, "tab space j space tab tab", "only Vladimir Putin, Alexander Lukashenko    esc show all"},
		{60, `/ "tango" enter`, "esc end search"},
		{45, `/ "tango" enter`, "esc end search"},
		{40, "tab", "enter only this  esc back"},
		{40, `tab j enter / "the" enter`, "“the” 1/26 · only Alexander Lukashenko"},
		{20, `tab j enter / "the" enter`, "“the” 1/26 · only"},
		{20, `: "q3" enter`, "Q3/4 · 27%"},
	} {
		s := seedScreen(t, c.w, 24)
		s.press(c.keys)
		if !strings.Contains(s.last()+"    ", c.want) {
			t.Errorf("%d columns, %s: %q, want %q", c.w, c.keys, s.last(), c.want)
		}
	}
}

// Of questions there may be more while it is read.
func TestQuestionsWhileReading(t *testing.T) {
	s := textScreen(t, 80, 24, "Ann Lee: Welcome.\n\nQuestion: Who is it?\n\nAnn Lee: It is I.\n\nAnn Lee: And that is all.\n")
	s.want("· 1 question ·")
	s.Done = false
	s.layout()
	s.want("· 1… questions ·")
}

// What is wrong with what was typed is all there on a usual screen.
func TestPromptErrors(t *testing.T) {
	for _, c := range []struct{ keys, want string }{
		{`: "nonsense" enter`, "want q3, t17, 50%, 1:02:30 or line:120"},
		{`: "150%" enter`, "want q3, t17, 50%, 1:02:30 or line:120"},
		{`/ "/(/" enter`, "invalid pattern /(/: missing closing )"},
		{`& "/[z-a]/" enter`, "invalid pattern /[z-a]/: invalid character class range: z-a"},
	} {
		s := seedScreen(t, 80, 24)
		s.press(c.keys)
		if !strings.HasSuffix(s.last(), c.want) {
			t.Errorf("%s: %q, want %q", c.keys, s.last(), c.want)
		}
	}
}

// On a narrow screen too the last row has what is typed and what is wrong
// with it, and no row is wider than the screen, which last makes sure of.
func TestPromptErrorsNarrow(t *testing.T) {
	for _, c := range []struct {
		w    int
		keys string
		want string
	}{
		{20, `e "some/long/where/x.foo" enter`, "write to "},
		{16, `e "some/long/where/x.foo" enter`, "write to "},
		{12, `e "some/long/where/x.foo" enter`, "write to "},
		{20, `: "nonsense" enter`, "want q3"},
		{16, `: "nonsense" enter`, "want"},
		{12, `: "nonsense" enter`, "wa"},
		{12, `/ "/(/" enter`, "invali"},
		{12, "m enter '", ""},
		{5, "m enter '", ""},
	} {
		s := seedScreen(t, c.w, 5)
		s.press(c.keys)
		if got := s.last(); !strings.Contains(got, c.want) {
			t.Errorf("%d cells, %s: %q, want %q", c.w, c.keys, got, c.want)
		}
	}
}

// Text that was copied with its line breaks is found.
func TestPasteOfLines(t *testing.T) {
	for _, text := range []string{"it takes two\nto tango", "it takes two\r\nto\ttango\r\n", "it takes two\rto tango\r"} {
		s := seedScreen(t, 80, 24)
		s.press("/")
		s.send(tea.PasteMsg{Content: text})
		s.want("1/1")
	}
}

// A terminal that tells where a key is on a usual keyboard does not make one
// key another where letters are elsewhere.
func TestKeyboards(t *testing.T) {
	for _, c := range []struct {
		name string
		key  tea.KeyPressMsg
		want string
	}{
		{"Dvorak ctrl+c", tea.KeyPressMsg{Code: 'c', BaseCode: 'i', Mod: tea.ModCtrl}, "quit"},
		{"Russian ctrl+c", tea.KeyPressMsg{Code: 'с', BaseCode: 'c', Mod: tea.ModCtrl}, "quit"},
		{"Russian ctrl+c, no base", tea.KeyPressMsg{Code: 'с', Mod: tea.ModCtrl}, "quit"},
		{"Russian q", tea.KeyPressMsg{Code: 'й', Text: "й"}, "quit"},
		{"Greek }", tea.KeyPressMsg{Code: ']', Text: "}", Mod: tea.ModShift}, "Q1/4"},
		{"Dvorak ]", tea.KeyPressMsg{Code: ']', BaseCode: '=', Text: "]"}, "Q1/4"},
	} {
		s := seedScreen(t, 80, 24)
		s.send(c.key)
		if s.quit != (c.want == "quit") || !s.quit && !s.has(c.want) {
			t.Errorf("%s does not do what it is for:\n%s", c.name, s.last())
		}
	}
}

// What was looked for before is looked for again, where a filter has come to
// bear while something else was being typed.
func TestLeaveSearchAfterFilter(t *testing.T) {
	s := seedScreen(t, 120, 40)
	s.press(`/ "talks" enter tab`)
	_, late := s.Update(keyPress("enter"))
	s.press(`/ "zork"`)
	s.run(late)
	s.press("esc")
	all := s.Search.Len()
	s.press("esc esc")
	s.press("/ up enter")
	if n := s.Search.Len(); all == 0 || all >= n {
		t.Errorf("%d hits with a filter, %d without", all, n)
	}
}
