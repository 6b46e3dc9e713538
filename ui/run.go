package ui

import (
	"cmp"
	"context"
	"errors"
	"os"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"verbatim/internal/guard"
)

// ErrNoTerminal says that nobody can press a key.
var ErrNoTerminal = errors.New("no terminal for the keys")

// maxFrames is how many frames there are a second at most.
const maxFrames = 120

// Run shows transcripts on the terminal out until their reader quits.
func Run(ctx context.Context, in, out *os.File, o Options) error {
	colours := profile(o.Getenv, os.Environ())
	if o.Theme == "auto" && colours < colorprofile.ANSI {
		o.Theme = "mono"
	}
	m := newModel(&o, nil)
	m.garbage.begin()
	if len(o.Names) == 1 {
		if err := m.openFirst(); err != nil {
			return err
		}
	}
	keys, err := keyboard(in)
	if err != nil {
		return err
	}
	t := newTTY(keys, out)
	t.keep = m.keeper.save
	t.ready = func() bool { return !m.waiting }
	t.screen.shown = func() {
		m.garbage.settle()
		close(m.shown)
	}
	err = cmp.Or(t.show(m, colours), m.failure)
	if unwritten := m.unwritten(); unwritten != nil && o.Warn != nil {
		o.Warn(unwritten)
	}
	if unkept := t.keep(); unkept != nil && o.Warn != nil {
		o.Warn(unkept)
	}
	return err
}

// WarmUp has the renderer's table of widths made, of 2 MB, beside all else
// that comes before the first frame: else that waits for it. It is called as
// soon as there may be a frame.
func WarmUp() {
	guard.Go(func() { ansi.StringWidthWc(mapGlyph) })
}

// keyboard returns where keys come from: in, or the terminal of the program
// where a transcript is being fed to in.
func keyboard(in *os.File) (*os.File, error) {
	if term.IsTerminal(in.Fd()) {
		return in, nil
	}
	tty, _, err := tea.OpenTTY()
	if err != nil {
		return nil, ErrNoTerminal
	}
	return tty, nil
}

// profile returns the colours that the terminal has and its owner wants. In
// tmux, which makes what it cannot show like it can, COLORTERM is believed.
// colorprofile would run a program to ask tmux, and look for the terminal's
// description in the home of a user whom it asks the system for, maybe over
// the network.
func profile(getenv func(string) string, environ []string) colorprofile.Profile {
	if getenv("NO_COLOR") != "" || getenv("CLICOLOR") == "0" {
		return colorprofile.ASCII
	}
	p := max(colorprofile.Env(environ), colorprofile.ASCII)
	if getenv("TMUX") != "" && getenv("COLORTERM") == "truecolor" {
		p = colorprofile.TrueColor
	}
	return p
}
