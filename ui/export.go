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
		return nil, errEnding()
	}
	sel, r, mark := m.dialogue.sel, m.reading, m.dialogue.mark
	if first, last := m.dialogue.marked(); first >= 0 {
		sel = transcript.Between(sel, first, last+1)
	}
	if sel.Len() == 0 || m.doc.Len() == 0 {
		return nil, errors.New("there is nothing to write")
	}
	over := p.over == typed
	if err := mayWrite(name, over); err != nil {
		p.over = typed
		return nil, err
	}
	m.say("writing " + transcript.CleanName(typed) + " …")
	doc := m.doc.Snapshot()
	return func() tea.Msg {
		n, err := export(doc, sel, name, format, over)
		return exportedMsg{r, typed, mark, n, err}
	}, nil
}

// mayWrite says why a file cannot be written, or not yet: over is whether one
// that exists may be written over.
func mayWrite(name string, over bool) error {
	info, err := os.Stat(name)
	if err == nil && info.IsDir() {
		return errors.New("is a directory")
	}
	if _, err := os.Lstat(name); err == nil && !over {
		return errExists
	}
	return nil
}

// errEnding says what the name of a file may end in, in few words: they stand
// beside the name.
func errEnding() error {
	var known []string
	for _, f := range transcript.Outputs() {
		known = append(known, f.Extensions[0])
	}
	return errors.New("want " + strings.Join(known, ", "))
}

// exportedMsg is a file that has been written, or could not be.
type exportedMsg struct {
	of    *reading
	name  string
	mark  int // what was marked then
	turns int
	err   error
}

// export writes the turns of sel, and returns how many.
func export(doc *transcript.Document, sel *transcript.Selection, name, format string, over bool) (turns int, err error) {
	err = transcript.Save(context.TODO(), name, over, func(w io.Writer) error {
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

// exported says what has been written, or asks for another name: what is
// marked stays so until it is written.
func (m *Model) exported(msg exportedMsg) tea.Cmd {
	v := &msg.of.dialogue
	switch {
	case msg.err == nil:
	case msg.of != m.reading || m.prompt != nil || m.help != nil || m.listing.open || m.bookmarks != nil:
		m.warn(&transcript.Error{Name: msg.name, Err: reason(msg.err)})
		return nil
	default:
		m.notice = notice{}
		cmd := ask(exportPrompt)(m)
		m.prompt.input.SetValue(msg.name)
		m.prompt.input.CursorEnd()
		m.prompt.err = reason(msg.err)
		return cmd
	}
	if msg.mark >= 0 && msg.mark == v.mark {
		v.unmark()
	}
	m.say(plural(msg.turns, "turn") + " written to " + transcript.CleanName(msg.name))
	return nil
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
