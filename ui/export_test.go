package ui

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
	"verbatim/ui/internal/view"
)

// A slowReader is a screen whose transcript comes through a pipe, as much as
// the test feeds. What runs beside the screen does so.
type slowReader struct {
	*screen
	t    *testing.T
	w    *io.PipeWriter
	msgs chan tea.Msg
	dir  string
	fed  int // turns
}

// readSlowly returns a screen with a transcript of two speakers on it, of
// which so many turns have come.
func readSlowly(t *testing.T, turns int, change func(*view.Options)) *slowReader {
	t.Helper()
	r, w := io.Pipe()
	o := view.Options{Names: []string{Stdin}, Theme: "dark", Width: view.DefaultMeasure,
		Open: func(string) (*transcript.Source, error) { return transcript.FromReader("standard input", r), nil }}
	if change != nil {
		change(&o)
	}
	s := &slowReader{screen: &screen{Model: newModel(&o, nil), tb: t}, t: t, w: w, msgs: make(chan tea.Msg), dir: t.TempDir()}
	t.Cleanup(func() { w.Close() })
	if err := s.openFirst(); err != nil {
		t.Fatal(err)
	}
	close(s.shown)
	s.feed(turns)
	s.take(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.until("the turns have come", func() bool { return s.Reading != nil && s.Doc.Len() >= turns })
	return s
}

// feed lets turns come.
func (s *slowReader) feed(turns int) {
	s.t.Helper()
	var text strings.Builder
	for range turns {
		who := [...]string{"Question", "Ann Lee"}[s.fed%2]
		fmt.Fprintf(&text, "%s: This is turn %d, is it?\n\n", who, s.fed+1)
		s.fed++
	}
	if _, err := io.WriteString(s.w, text.String()); err != nil {
		s.t.Fatal(err)
	}
}

// take gives the model a message, and does what it asks for.
func (s *slowReader) take(msg tea.Msg) {
	_, cmd := s.Update(msg)
	s.do(cmd)
}

func (s *slowReader) do(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		switch msg := cmd().(type) {
		case nil:
		case tea.BatchMsg:
			for _, c := range msg {
				s.do(c)
			}
		default:
			select {
			case s.msgs <- msg:
			case <-s.t.Context().Done():
			}
		}
	}()
}

// until takes messages until something is so.
func (s *slowReader) until(what string, is func() bool) {
	s.t.Helper()
	late := time.After(20 * time.Second)
	for !is() {
		select {
		case msg := <-s.msgs:
			s.take(msg)
		case <-late:
			s.t.Fatalf("waited in vain until %s:\n%s", what, s.text())
		}
	}
}

func (s *slowReader) see(text string) {
	s.t.Helper()
	s.until("there is "+text, func() bool { return s.has(text) })
}

// presses presses keys, see press.
func (s *slowReader) presses(keys ...string) {
	for _, k := range keys {
		if len(k) > 1 && k[0] == '"' {
			for _, r := range k[1 : len(k)-1] {
				s.take(keyPress(string(r)))
			}
			continue
		}
		s.take(keyPress(k))
	}
}

// file returns the name of a file to be written.
func (s *slowReader) file(name string) string { return filepath.Join(s.dir, name) }

// exports asks for what is shown to be written.
func (s *slowReader) exports(name string) { s.presses("e", `"`+s.file(name)+`"`, "enter") }

// holds reports which turns a file holds that was written.
func (s *slowReader) holds(name string) string {
	s.t.Helper()
	b, err := os.ReadFile(s.file(name))
	if err != nil {
		s.t.Fatal(err)
	}
	var turns []string
	for _, line := range strings.Split(string(b), "\n") {
		if _, rest, ok := strings.Cut(line, "This is turn "); ok {
			n, _, _ := strings.Cut(rest, ",")
			turns = append(turns, n)
		}
	}
	return strings.Join(turns, " ")
}

// empty checks that nothing has been written, nor has it been begun.
func (s *slowReader) empty() {
	s.t.Helper()
	if left, err := os.ReadDir(s.dir); err != nil || len(left) > 0 {
		s.t.Errorf("%v, %v are there", left, err)
	}
}

// What is written has been read to its end, and it is told that it is waited for.
func TestExportWaits(t *testing.T) {
	s := readSlowly(t, 4, nil)
	s.exports("all.jsonl")
	s.see("writing all.jsonl when the input ends")
	s.want("esc cancel writing")
	s.empty()
	s.feed(4)
	s.until("more has come", func() bool { return s.Doc.Len() >= 8 })
	s.want("writing all.jsonl when the input ends")
	s.empty()
	s.w.Close()
	s.see("8 turns written to")
	if got := s.holds("all.jsonl"); got != "1 2 3 4 5 6 7 8" {
		t.Errorf("written: %s", got)
	}
	s.wantNot("cancel writing")
}

// Of a file of which the size is known, the progress is told too.
func TestExportProgress(t *testing.T) {
	name := filepath.Join(t.TempDir(), "talk.txt")
	if err := os.WriteFile(name, []byte(strings.Repeat("Question: Who is it?\n\nAnn Lee: It is I.\n\n", 300_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	o := view.Options{Names: []string{name}, Open: transcript.OpenFile, Theme: "dark", Width: view.DefaultMeasure}
	r, err := o.OpenReading(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	m := newModel(&o, r)
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	for _, k := range []string{"e", "x", ".", "m", "d", "enter"} {
		m.Update(keyPress(k))
	}
	if got := m.status; !strings.Contains(got, "writing x.md when it has been read: ") || !strings.Contains(got, "%") {
		t.Errorf("the status is %q", got)
	}
	m.Update(keyPress("e"))
	if got := m.status; !strings.Contains(got, "writing x.md when it has been read: ") || !strings.Contains(got, "esc cancels it") || m.over.prompt() != nil {
		t.Errorf("the status is %q", got)
	}
	m.Update(keyPress("esc"))
	if got := m.status; !strings.Contains(got, "cancelled: x.md was not written") || m.writing != nil {
		t.Errorf("the status is %q", got)
	}
}

// esc ends it, before it has begun and when it has, and nothing is left.
func TestExportCancelled(t *testing.T) {
	s := readSlowly(t, 4, nil)
	s.exports("all.md")
	s.see("writing all.md when")
	s.presses("esc")
	s.see("cancelled: all.md was not written")
	s.feed(2)
	s.w.Close()
	s.until("all has come", func() bool { return s.Done })
	s.empty()

	s.presses("e", `"`+s.file("all.md")+`"`)
	_, work := s.Update(keyPress("enter")) // it has begun, but gets nowhere yet
	ended := s.writing.ended
	s.presses("esc")
	s.see("cancelled: all.md was not written")
	s.do(work)
	<-ended
	s.empty()
	s.exports("again.txt")
	s.see("6 turns written to")
	if got := s.holds("again.txt"); got != "1 2 3 4 5 6" {
		t.Errorf("written: %s", got)
	}
}

// What is shown when the reader asks for it is written, of the whole
// transcript, whatever is shown meanwhile and however speakers are renamed.
func TestExportKeepsSelection(t *testing.T) {
	for _, c := range []struct {
		name   string
		before []string // keys
		after  []string
		want   string
	}{
		{"all", nil, nil, "1 2 3 4 5 6 7 8"},
		{"all, filtered later", nil, []string{"&", `"turn 3"`, "enter"}, "1 2 3 4 5 6 7 8"},
		{"a text", []string{"&", `"/turn [2368]/"`, "enter"}, nil, "2 3 6 8"},
		{"a text, filtered no more", []string{"&", `"/turn [2368]/"`, "enter"}, []string{"&", "enter"}, "2 3 6 8"},
		{"a text that comes", []string{"&", `"turn 7"`, "enter"}, nil, "7"},
		{"a speaker", []string{"tab", "j", "enter"}, nil, "2 4 6 8"},
		{"a speaker, renamed", []string{"tab", "j", "enter"}, []string{"tab", "r", "ctrl+u", `"Zoe"`, "enter", "esc"}, "2 4 6 8"},
		{"a speaker, and another later", []string{"tab", "j", "enter"}, []string{"tab", "k", "enter"}, "2 4 6 8"},
		{"a question", []string{"]", "]", "tab", "tab", "enter"}, nil, "5 6"},
		{"a question, its speaker renamed", []string{"]", "]", "tab", "tab", "enter"}, []string{"tab", "r", "ctrl+u", `"Zoe"`, "enter", "esc"}, "5 6"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := readSlowly(t, 5, nil)
			s.presses(c.before...)
			s.exports("some.txt")
			s.see("writing some.txt when")
			s.presses(c.after...)
			s.feed(3)
			s.w.Close()
			s.see(" written to ")
			if got := s.holds("some.txt"); got != c.want {
				t.Errorf("written: %s, want %s\n%s", got, c.want, s.text())
			}
		})
	}
}

// Where other turns are questions now, nobody knows which were meant.
func TestExportRenumbered(t *testing.T) {
	s := readSlowly(t, 5, nil)
	s.presses("]", "]", "tab", "tab", "enter")
	s.exports("some.txt")
	s.see("writing some.txt when")
	s.presses("tab", "a")
	s.see("some.txt: the questions changed: nothing written")
	s.empty()
}

// Marked turns are whole as soon as another one has come, and then written.
func TestExportMarked(t *testing.T) {
	for _, c := range []struct {
		name   string
		before []string
		at     string // once: when it is written
		want   string
	}{
		{"read", []string{"}", "V", "}"}, "4 turns", "2 3"},
		{"the last one", []string{"}", "}", "V", "}"}, "5 turns", "3 4"},
		{"of a text", []string{"&", `"/turn [234]/"`, "enter", "V", "}"}, "4 turns", "2 3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := readSlowly(t, 4, nil)
			s.presses(c.before[:len(c.before)-2]...)
			s.until("it is filtered", func() bool { return !s.Selected.Busy })
			s.presses(c.before[len(c.before)-2:]...)
			s.exports("some.txt")
			if c.at == "5 turns" {
				s.see("writing some.txt when")
				s.empty()
				s.feed(1)
			}
			s.see("2 turns written to")
			if got := s.holds("some.txt"); got != c.want || s.Done || s.Dialogue.Mark >= 0 {
				t.Errorf("written: %s, want %s; done %t, turn %d marked", got, c.want, s.Done, s.Dialogue.Mark)
			}
		})
	}
}

// What goes on growing has no end to wait for: what there is is written, and
// that is told.
func TestExportFollowed(t *testing.T) {
	s := readSlowly(t, 4, func(o *view.Options) { o.Follow = true })
	s.exports("some.txt")
	s.see("4 turns written to some.txt: everything so far")
	if got := s.holds("some.txt"); got != "1 2 3 4" {
		t.Errorf("written: %s", got)
	}
}

// Where reading ends early, what has been read is written, and what is wrong
// with the rest is told. Where there is nothing, nothing is.
func TestExportEndsEarly(t *testing.T) {
	s := readSlowly(t, 4, nil)
	s.exports("some.txt")
	s.see("writing some.txt when")
	s.w.CloseWithError(io.ErrUnexpectedEOF)
	s.see("4 turns written to some.txt; the rest: ends too early")
	if got := s.holds("some.txt"); got != "1 2 3 4" {
		t.Errorf("written: %s", got)
	}

	s = readSlowly(t, 4, nil)
	s.presses("&", `"nowhere"`, "enter")
	s.exports("none.md")
	s.see("writing none.md when")
	s.w.Close()
	s.see("none.md: nothing to write")
	s.empty()
}

// One file at a time: a second one is not asked for.
func TestExportTwice(t *testing.T) {
	s := readSlowly(t, 4, nil)
	s.exports("one.md")
	s.see("writing one.md when")
	s.presses("e")
	s.want("writing one.md when the input ends; esc cancels it")
	if s.over.prompt() != nil {
		t.Error("it is asked for another name")
	}
	s.w.Close()
	s.see("4 turns written to")
	s.presses("e")
	s.see("write to")
}

// A reader who quits leaves nothing of it, and is told.
func TestExportQuit(t *testing.T) {
	s := readSlowly(t, 4, nil)
	if err := s.unwritten(); err != nil {
		t.Errorf("nothing is on its way: %v", err)
	}
	s.exports("one.md")
	s.see("writing one.md when")
	if err := s.unwritten(); err == nil || !strings.HasSuffix(err.Error(), "one.md: not written: verbatim ended first") {
		t.Errorf("%v", err)
	}
	s.w.Close()
	s.until("all has come", func() bool { return s.Done })
	s.empty()
}

// Of a transcript that was cut while it is read nothing is written: what the
// index says is not there any more.
func TestExportChanged(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "talk.txt")
	if err := os.WriteFile(name, []byte(strings.Repeat("Ann Lee: Who is it?\n\nBob Ray: It is I, and nobody else.\n\n", 20_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	s := readerOf(t, 80, 24, view.Options{Names: []string{name}})
	if err := os.Truncate(name, 1000); err != nil {
		t.Fatal(err)
	}
	s.press(`e "` + filepath.Join(dir, "all.txt") + `" enter`)
	s.want("the transcript changed: F reloads it")
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("%v, %v are there", left, err)
	}
}
