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

// Run shows transcripts on the terminal out until the reader quits. Keys come from
// in, or from the terminal of the process if in is something else. It returns
// term.ErrNoTerminal if there is neither.
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

// WarmUp makes the renderer's table of widths (2 MB) in the background. The first
// frame would wait for it otherwise.
func WarmUp() {
	guard.Go(func() { ansi.StringWidthWc(view.MapGlyph) })
}

// profile returns the colours that the terminal supports and the user wants. In
// tmux it trusts COLORTERM, because tmux converts colours that its terminal
// lacks. It does not call colorprofile.Detect, which runs tmux and looks up the
// user, perhaps over the network.
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

// Typing reports whether keys are text. See term.Typer.
func (m *Model) Typing() bool { return m.over.prompt() != nil }
