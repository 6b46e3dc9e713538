package term

import (
	"bytes"
	"io"
	"os"
	"runtime"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"verbatim/internal/guard"
)

// Bubble Tea can draw by itself, but it looks for changes at fixed times, 120
// a second at most: a key waits 4 ms for the next look on average, and the
// program wakes up all the time even when idle. A display draws when a frame has
// changed, by these rules:
//
//  1. All drawing happens in the program's loop, after a message. It needs no
//     lock, and a panic in it is caught like any panic of the loop.
//  2. A change is drawn at once if the last frame is 1/maxFrames seconds old or
//     older, and otherwise when it gets that old. The age counts from the end
//     of the write, so a slow terminal gets fewer frames, not a queue of stale
//     ones. Only requests to the terminal, which are rare, do not wait.
//  3. A frame is made only when it can be drawn, and written only if it differs
//     from the last one.
//  4. Nothing is written before the program is ready and knows the terminal's
//     size.
//
// A display always takes the whole screen; it ignores tea.View.AltScreen.

// maxFrames is the limit on frames per second, and frameTime the minimum time
// from one frame to the next.
const (
	maxFrames = 120
	frameTime = time.Second / maxFrames
)

// A display draws frames on a terminal.
type display struct {
	out   io.Writer
	later func() // makes the loop call draw again

	colours  colorprofile.Profile
	renderer *uv.TerminalRenderer // compares frames and writes the difference to changes
	changes  bytes.Buffer
	cells    uv.ScreenBuffer // the frame being drawn; its size is the terminal's

	requests bytes.Buffer // control sequences to write with the next frame
	taken    bool         // the terminal shows a frame, and last is its look
	last     look
	stale    bool // write the next frame even if it equals the last one
	synced   bool // the terminal supports synchronized output (mode 2026)

	next    time.Time // the earliest time of the next frame
	waiting bool      // later will be called
}

// newDisplay returns a display that writes to out.
func newDisplay(out io.Writer, later func(), colours colorprofile.Profile) *display {
	d := &display{out: out, later: later, colours: colours, cells: uv.NewScreenBuffer(0, 0)}
	d.reset()
	if answersModes(os.LookupEnv) {
		d.requests.WriteString(ansi.RequestModeSynchronizedOutput + ansi.RequestModeUnicodeCore)
	}
	return d
}

// reset makes the next frame the first one.
func (d *display) reset() {
	d.taken, d.last = false, look{}
	d.changes.Reset()
	d.renderer = uv.NewTerminalRenderer(&d.changes, os.Environ())
	d.renderer.SetColorProfile(d.colours)
	d.renderer.SetScrollOptim(runtime.GOOS != "windows") // github.com/microsoft/terminal/issues/19016
	d.renderer.SetTabStops(d.cells.Width())
	d.renderer.SetBackspace(true)
	d.renderer.SetFullscreen(true)
	d.renderer.Erase()
}

// Messages to the display.
type (
	drawMsg       struct{} // the time of the next frame has come
	redrawMsg     struct{} // redraw the screen
	copyMsg       string   // write this to the clipboard
	backgroundMsg struct{} // ask for the background colour
)

// Redraw redraws the whole screen.
func Redraw() tea.Msg { return redrawMsg{} }

// Copy writes text to the clipboard, on terminals that support OSC 52.
func Copy(text string) tea.Cmd { return func() tea.Msg { return copyMsg(text) } }

// AskBackground asks the terminal for its background colour. A terminal that
// answers sends a tea.BackgroundColorMsg.
func AskBackground() tea.Msg { return backgroundMsg{} }

// update handles a message. It reports whether the message was for the display
// alone.
func (d *display) update(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		d.resize(msg.Width, msg.Height)
	case tea.ColorProfileMsg:
		d.colours = msg.Profile
		d.renderer.SetColorProfile(msg.Profile)
	case tea.ModeReportMsg:
		d.report(msg)
	case drawMsg:
		d.waiting = false
		return true
	case redrawMsg:
		d.repaint()
		return true
	case copyMsg:
		d.requests.WriteString(ansi.SetSystemClipboard(string(msg)))
		return true
	case backgroundMsg:
		d.requests.WriteString(ansi.RequestBackgroundColor)
		return true
	}
	return false
}

// resize sets the size of the terminal, in cells.
func (d *display) resize(width, height int) {
	d.renderer.Resize(width, height)
	d.cells.Touched = nil // Resize leaves the rows of the old size in it
	d.cells.Resize(width, height)
	d.repaint()
}

// repaint makes the next frame draw every cell.
func (d *display) repaint() {
	d.renderer.Erase()
	d.stale = true
}

// report enables a mode that the terminal supports.
func (d *display) report(m tea.ModeReportMsg) {
	switch m.Mode {
	case ansi.ModeSynchronizedOutput:
		d.synced = d.synced || m.Value == ansi.ModeReset
	case ansi.ModeUnicodeCore:
		if m.Value != ansi.ModeNotRecognized && m.Value != ansi.ModePermanentlyReset {
			d.cells.Method = ansi.GraphemeWidth
			d.requests.WriteString(ansi.SetModeUnicodeCore)
		}
	}
}

// draw draws the frame that view makes, or schedules another call if it is too
// early for that. It reports whether it wrote anything.
func (d *display) draw(view func() tea.View) bool {
	if d.cells.Width() == 0 {
		return false
	}
	if wait := time.Until(d.next); wait > 0 && d.requests.Len() == 0 {
		d.schedule(wait)
		return false
	}
	v := view()
	l := lookOf(&v)
	if d.taken && !d.stale && l == d.last && d.requests.Len() == 0 {
		return false
	}
	d.paint(l)
	d.next = time.Now().Add(frameTime)
	return true
}

// schedule calls later after t, once.
func (d *display) schedule(t time.Duration) {
	if d.waiting {
		return
	}
	d.waiting = true
	time.AfterFunc(t, func() {
		defer guard.Guard()
		d.later()
	})
}

// paint writes the difference between l and the last look.
func (d *display) paint(l look) {
	var out bytes.Buffer
	_, _ = d.requests.WriteTo(&out)
	if !d.taken {
		out.WriteString(takeScreen)
	}
	l.settle(&out, &d.last, !d.taken)
	d.cells.Clear()
	uv.NewStyledString(l.content).Draw(d.cells, d.cells.Bounds())
	d.renderer.Render(d.cells.RenderBuffer)
	if l.cursor {
		d.renderer.MoveTo(l.x, l.y)
	}
	_ = d.renderer.Flush() // into a buffer
	d.wrap(&out, l.cursor)
	d.taken, d.last, d.stale = true, l, false
	_, _ = d.out.Write(out.Bytes()) // a screenFile reports errors itself
}

// wrap moves the changes to out. It keeps the terminal from showing them one by
// one, or at least from showing the cursor fly around.
func (d *display) wrap(out *bytes.Buffer, cursor bool) {
	before, after := "", ""
	switch {
	case d.changes.Len() == 0:
	case d.synced:
		before, after = ansi.SetModeSynchronizedOutput, ansi.ResetModeSynchronizedOutput
	case cursor && d.last.cursor:
		before, after = ansi.ResetModeTextCursorEnable, ansi.SetModeTextCursorEnable
	}
	out.WriteString(before)
	_, _ = d.changes.WriteTo(out)
	if cursor && !d.last.cursor {
		out.WriteString(ansi.SetModeTextCursorEnable)
	}
	out.WriteString(after)
}

// close undoes everything that frames changed on the terminal. The next frame
// takes the terminal again.
func (d *display) close() {
	if d.taken {
		d.renderer.MoveTo(0, d.cells.Height()-1) // for terminals without an alternate screen
		_ = d.renderer.Flush()                   // into a buffer
		if d.last.cursor {
			d.changes.WriteString(defaultCursor)
		}
		d.changes.WriteString(undo)
		_, _ = d.out.Write(d.changes.Bytes()) // a screenFile reports errors itself
	}
	d.reset()
}
