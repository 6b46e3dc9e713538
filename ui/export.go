package ui

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
)

// exportPrompt asks where to write what is shown.
var exportPrompt = &promptKind{sign: "write to ", hint: "a file: .txt, .md, .json, .jsonl, .csv …",
	typed: (*prompt).renamed, enter: (*prompt).enterExport}

// renamed forgets that a file may be written over: it is another now.
func (p *prompt) renamed(*Model) tea.Cmd {
	p.over = ""
	return nil
}

var errExists = errors.New("exists: enter again writes over it")

// enterExport writes what is marked, or else shown, to the file that is
// named. One that exists has to be named twice.
func (p *prompt) enterExport(m *Model) (tea.Cmd, error) {
	typed := strings.TrimSpace(p.input.Value())
	if typed == "" {
		return nil, nil
	}
	name := atHome(typed)
	format, err := transcript.OutputFor(name)
	if err != nil {
		return nil, err
	}
	over := p.over == typed
	if _, err := os.Lstat(name); err == nil && !over {
		p.over = typed
		return nil, errExists
	}
	sel := m.dialogue.sel
	if first, last := m.dialogue.marked(); first >= 0 {
		sel = transcript.Between(sel, first, last+1)
		m.dialogue.unmark()
	}
	m.say("writing " + transcript.CleanName(typed) + " …")
	doc := m.doc.Snapshot()
	return func() tea.Msg {
		n, err := export(doc, sel, name, format, over)
		return exportedMsg{typed, n, err}
	}, nil
}

// exportedMsg is a file that has been written.
type exportedMsg struct {
	name  string
	turns int
	err   error
}

// export writes the turns of sel, and returns how many.
func export(doc *transcript.Document, sel *transcript.Selection, name, format string, over bool) (turns int, err error) {
	err = transcript.Save(name, over, func(w io.Writer) error {
		p, err := transcript.NewPrinter(w, format)
		if err != nil {
			return err
		}
		err = p.PrintSelection(context.Background(), doc, sel)
		turns = p.Turns()
		return err
	})
	return turns, err
}

func (m *Model) exported(msg exportedMsg) {
	if msg.err != nil {
		m.warn(msg.err)
		return
	}
	m.say(plural(msg.turns, "turn") + " written to " + transcript.CleanName(msg.name))
}

// atHome returns a file name in which ~/ stands for the home directory.
func atHome(name string) string {
	rest, ok := strings.CutPrefix(name, "~/")
	home, err := os.UserHomeDir()
	if !ok || err != nil {
		return name
	}
	return filepath.Join(home, rest)
}
