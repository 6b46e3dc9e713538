package ui

import (
	"cmp"
	"context"
	"os"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"verbatim/internal/guard"
	"verbatim/internal/term"
	"verbatim/ui/internal/view"
)

// Run shows transcripts on the terminal out until their reader quits.
func Run(ctx context.Context, in, out *os.File, o view.Options) error {
	colours := profile(o.Getenv, os.Environ())
	if o.Theme == "auto" && colours < colorprofile.ANSI {
		o.Theme = "mono"
	}
	m := newModel(&o, nil)
	m.garbage.Begin()
	if len(o.Names) == 1 {
		if err := m.openFirst(); err != nil {
			return err
		}
	}
	keys, err := term.Keyboard(in)
	if err != nil {
		return err
	}
	t := term.New(keys, out, term.Hooks{
		Keep:  m.keeper.Save,
		Ready: func() bool { return !m.waiting },
		Shown: func() {
			m.garbage.Settle()
			close(m.shown)
		},
	})
	err = cmp.Or(t.Show(m, colours), m.failure)
	if unwritten := m.unwritten(); unwritten != nil && o.Warn != nil {
		o.Warn(unwritten)
	}
	if unkept := m.keeper.Save(); unkept != nil && o.Warn != nil {
		o.Warn(unkept)
	}
	return err
}

// WarmUp has the renderer's table of widths made, of 2 MB, beside all else
// that comes before the first frame: else that waits for it. It is called as
// soon as there may be a frame.
func WarmUp() {
	guard.Go(func() { ansi.StringWidthWc(view.MapGlyph) })
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

// Typing reports whether keys are text: see term.Typer.
func (m *Model) Typing() bool { return m.over.prompt() != nil }
