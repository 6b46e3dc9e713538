package term

import (
	"bytes"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// A look is everything that a display draws of a view, in a form that can be
// compared.
type look struct {
	content string
	title   string
	cursor  bool // shown at x, y
	x, y    int
	modes   [len(modes)]bool
}

// modes are the modes that a view turns on and off.
var modes = [...]struct {
	set, reset string
	wanted     func(*tea.View) bool
}{
	{ansi.SetModeBracketedPaste, ansi.ResetModeBracketedPaste,
		func(v *tea.View) bool { return !v.DisableBracketedPasteMode }},
	{ansi.SetModeFocusEvent, ansi.ResetModeFocusEvent,
		func(v *tea.View) bool { return v.ReportFocus }},
	{ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr, ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseExtSgr,
		func(v *tea.View) bool { return v.MouseMode != tea.MouseModeNone }},
	{ansi.SetModifyOtherKeys2 + pushKeyboard, ansi.ResetModifyOtherKeys + popKeyboard,
		func(v *tea.View) bool { return v.KeyboardEnhancements.ReportAlternateKeys }},
}

// Kitty's keyboard protocol: unambiguous keys and alternate keys.
const (
	pushKeyboard = "\x1b[>5u"
	popKeyboard  = "\x1b[<1u"
)

// takeScreen prepares the terminal for the first frame: the alternate screen
// and the tab stops that the renderer moves the cursor with.
const takeScreen = ansi.SetModeAltScreenSaveCursor + ansi.SetTabEvery8Columns

// undo undoes everything that a program may have changed on a terminal. It
// begins with the end of a string, in case a frame was truncated.
const undo = "\x1b\\" + ansi.ResetModeSynchronizedOutput +
	ansi.ResetModeMouseNormal + ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent + ansi.ResetModeMouseExtSgr +
	ansi.ResetModeFocusEvent + ansi.ResetModeBracketedPaste + ansi.ResetModeUnicodeCore +
	ansi.ResetModifyOtherKeys + popKeyboard + "\x1b]2;\x07" + ansi.ResetStyle +
	ansi.ResetModeAltScreenSaveCursor + ansi.SetModeTextCursorEnable

// Shapes of the cursor.
const (
	blinkingBlock = "\x1b[1 q"
	defaultCursor = "\x1b[0 q"
)

// lookOf returns the look of a view.
func lookOf(v *tea.View) look {
	l := look{content: v.Content, title: v.WindowTitle}
	if v.Cursor != nil {
		l.cursor, l.x, l.y = true, v.Cursor.X, v.Cursor.Y
	}
	for i, m := range modes {
		l.modes[i] = m.wanted(v)
	}
	return l
}

// settle writes the modes, the title and the cursor's shape where they differ
// from the last look, and hides the cursor if the view has none. first says
// that last is not a look but the terminal as the program found it.
func (l *look) settle(out *bytes.Buffer, last *look, first bool) {
	for i, m := range modes {
		switch {
		case l.modes[i] == last.modes[i]:
		case l.modes[i]:
			out.WriteString(m.set)
		default:
			out.WriteString(m.reset)
		}
	}
	if l.title != last.title {
		out.WriteString(ansi.SetWindowTitle(l.title))
	}
	switch {
	case l.cursor && !last.cursor:
		out.WriteString(blinkingBlock)
	case last.cursor && !l.cursor:
		out.WriteString(ansi.ResetModeTextCursorEnable + defaultCursor)
	case first:
		out.WriteString(ansi.ResetModeTextCursorEnable)
	}
}

// answersModes reports whether to ask the terminal which modes it supports.
// Unknown terminals are not asked over SSH, where the answer may arrive in
// pieces, and neither is Apple's, which prints the question.
func answersModes(lookup func(string) (string, bool)) bool {
	name, _ := lookup("TERM")
	program, _ := lookup("TERM_PROGRAM")
	_, ssh := lookup("SSH_TTY")
	_, windows := lookup("WT_SESSION")
	return windows || !ssh && !strings.Contains(program, "Apple") ||
		slices.ContainsFunc([]string{"ghostty", "wezterm", "alacritty", "kitty", "rio"}, func(known string) bool { return strings.Contains(name, known) })
}
