package term

import (
	"bytes"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// A written is the output of a display since the last call of text, and its
// requests to be called again.
type written struct {
	bytes.Buffer
	later chan struct{}
}

func (w *written) text() string {
	defer w.Reset()
	return w.String()
}

func testDisplay(t *testing.T) (*display, *written) {
	t.Helper()
	t.Setenv("TERM", "xterm")
	t.Setenv("SSH_TTY", "/dev/pts/1")
	w := &written{later: make(chan struct{}, 9)}
	return newDisplay(w, func() { w.later <- struct{}{} }, colorprofile.ASCII), w
}

// frameOf makes a view, as the models do.
func frameOf(content string) func() tea.View {
	return func() tea.View {
		v := tea.NewView(content)
		v.WindowTitle = "title"
		return v
	}
}

// still is a model that always shows the same.
type still struct{}

func (still) Init() tea.Cmd                         { return nil }
func (s still) Update(tea.Msg) (tea.Model, tea.Cmd) { return s, nil }
func (still) View() tea.View                        { return tea.NewView("ready") }

// now draws a frame however old the last one is.
func (d *display) now(view func() tea.View) bool {
	d.next = time.Time{}
	return d.draw(view)
}

func TestDisplayDraws(t *testing.T) {
	d, w := testDisplay(t)
	if d.now(frameOf("one")) || w.Len() > 0 {
		t.Error("it draws before the size is known")
	}
	d.close()
	if got := w.text(); got != "" {
		t.Errorf("it undoes what it did not do: %q", got)
	}
	d.resize(10, 2)
	if !d.now(frameOf("one")) {
		t.Error("it draws nothing")
	}
	first := w.text()
	for _, want := range []string{ansi.SetModeAltScreenSaveCursor, ansi.SetModeBracketedPaste, ansi.ResetModeTextCursorEnable, "\x1b]2;title\a", "one"} {
		if !strings.Contains(first, want) {
			t.Errorf("the first frame is %q, without %q", first, want)
		}
	}
	if d.now(frameOf("one")) || w.Len() > 0 {
		t.Errorf("it draws the same again: %q", w.text())
	}
	d.now(frameOf("ons"))
	if got := w.text(); len(got) == 0 || len(got) > 8 {
		t.Errorf("it draws a letter with %q", got)
	}
	d.repaint()
	if d.now(frameOf("ons")); !strings.Contains(w.text(), "ons") {
		t.Error("it does not repaint")
	}
	d.close()
	if got := w.text(); !strings.HasSuffix(got, undo) {
		t.Errorf("it ends with %q", got)
	}
	if d.now(frameOf("one")); w.text() != first {
		t.Error("it does not take the terminal again as the first time")
	}
}

// Frames are drawn at most maxFrames times a second, and the last one always is.
func TestDisplayPace(t *testing.T) {
	d, w := testDisplay(t)
	d.resize(10, 2)
	d.now(frameOf("one"))
	w.text()
	d.next = time.Now().Add(50 * time.Millisecond)
	for range 3 {
		if d.draw(func() tea.View { t.Error("a frame is made for nothing"); return tea.View{} }) {
			t.Error("it draws too early")
		}
	}
	<-w.later
	if d.waiting = false; !d.draw(frameOf("two")) || !strings.Contains(w.text(), "two") {
		t.Error("the last frame is not drawn")
	}
	if len(w.later) > 0 {
		t.Error("it is called more than once")
	}
	if wait := time.Until(d.next); wait <= 0 || wait > frameTime {
		t.Errorf("the next frame waits %v", wait)
	}
}

// The terminal gets the modes, the title and the cursor of the view.
func TestDisplayModes(t *testing.T) {
	d, w := testDisplay(t)
	d.resize(10, 2)
	v := tea.NewView("one")
	view := func() tea.View { return v }
	for _, c := range []struct {
		name   string
		change func()
		want   string
	}{
		{"the first", func() {}, ansi.SetModeBracketedPaste},
		{"mouse", func() { v.MouseMode = tea.MouseModeCellMotion }, ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr},
		{"no mouse", func() { v.MouseMode = tea.MouseModeNone }, ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseExtSgr},
		{"focus", func() { v.ReportFocus = true }, ansi.SetModeFocusEvent},
		{"no pastes", func() { v.DisableBracketedPasteMode = true }, ansi.ResetModeBracketedPaste},
		{"title", func() { v.WindowTitle = "x" }, "\x1b]2;x\a"},
		{"cursor", func() { v.Cursor = tea.NewCursor(3, 1) }, "\x1b[1 q"},
		{"no cursor", func() { v.Cursor = nil }, ansi.ResetModeTextCursorEnable + "\x1b[0 q"},
		{"a question", func() { d.requests.WriteString(ansi.RequestBackgroundColor) }, ansi.RequestBackgroundColor},
		{"graphemes", func() { d.report(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset}) }, ansi.SetModeUnicodeCore},
		{"all at once", func() {
			d.report(tea.ModeReportMsg{Mode: ansi.ModeSynchronizedOutput, Value: ansi.ModeReset})
			v.Content = "two"
		}, ansi.SetModeSynchronizedOutput},
	} {
		c.change()
		if d.now(view); !strings.Contains(w.String(), c.want) {
			t.Errorf("%s: %q, want %q in it", c.name, w, c.want)
		}
		w.text()
	}
}

// A cursor that stays is hidden while a frame is drawn, and stays shown.
func TestDisplayCursor(t *testing.T) {
	d, w := testDisplay(t)
	d.resize(10, 2)
	v := tea.NewView("one")
	v.Cursor = tea.NewCursor(3, 0)
	d.now(func() tea.View { return v })
	if got := w.text(); !strings.HasSuffix(got, ansi.SetModeTextCursorEnable) {
		t.Errorf("first %q", got)
	}
	v.Content = "two"
	d.now(func() tea.View { return v })
	if got := w.text(); !strings.HasPrefix(got, ansi.ResetModeTextCursorEnable) || !strings.HasSuffix(got, ansi.SetModeTextCursorEnable) {
		t.Errorf("then %q", got)
	}
}

func TestAnswersModes(t *testing.T) {
	for _, c := range []struct {
		name string
		env  map[string]string
		want bool
	}{
		{"usual", map[string]string{"TERM": "xterm-256color"}, true},
		{"over SSH", map[string]string{"TERM": "xterm-256color", "SSH_TTY": "x"}, false},
		{"over SSH, known", map[string]string{"TERM": "xterm-kitty", "SSH_TTY": "x"}, true},
		{"Windows Terminal, over SSH", map[string]string{"WT_SESSION": "", "SSH_TTY": "x"}, true},
		{"with a name", map[string]string{"TERM_PROGRAM": "vscode"}, true},
		{"Terminal on a Mac", map[string]string{"TERM_PROGRAM": "Apple_Terminal"}, false},
	} {
		lookup := func(name string) (string, bool) { v, ok := c.env[name]; return v, ok }
		if got := answersModes(lookup); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// Nothing is written before the program is ready, and shown is called after the
// first frame.
func TestViewWaits(t *testing.T) {
	d, w := testDisplay(t)
	d.resize(10, 2)
	ready, shown := false, 0
	term := &Terminal{display: d, hooks: Hooks{Ready: func() bool { return ready }}, shown: func() { shown++ }}
	g := guarded{still{}, term}
	if g.View(); w.Len() > 0 || shown > 0 {
		t.Errorf("it writes %q, shown %d", w, shown)
	}
	ready = true
	if g.View(); !strings.Contains(w.text(), "ready") || shown != 1 {
		t.Errorf("it is shown %d times", shown)
	}
	if g.View(); shown != 1 {
		t.Errorf("it is shown %d times", shown)
	}
}
