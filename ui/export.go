package ui

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
	"verbatim/ui/internal/view"
)

// exportPrompt asks for the file to write.
var exportPrompt = &promptKind{sign: "write to ", hint: "a file: .txt, .md, .json, .jsonl, .csv …",
	typed: (*prompt).renamed, enter: (*prompt).enterExport}

// export asks for the file to write, or shows the progress of the file being
// written.
func (m *Model) export() tea.Cmd {
	if m.writing != nil {
		m.say(m.writing.text() + "; esc cancels it")
		return nil
	}
	return ask(exportPrompt)(m)
}

// renamed withdraws the permission to replace a file: the name changed.
func (p *prompt) renamed(*Model) tea.Cmd {
	p.over = ""
	return nil
}

var errExists = errors.New("exists: press enter again to replace it")

// enterExport writes the marked turns, or all shown turns, to the named file once
// they have been read. To replace a file, press enter twice.
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
	if m.nothingShown() {
		return nil, errNothing
	}
	over := p.over == typed
	if err := mayWrite(name, over); err != nil {
		p.over = typed
		return nil, err
	}
	return m.write(&writing{of: m.Reading, name: typed, format: format, over: over}), nil
}

// nothingShown reports whether there is certainly nothing to write.
func (m *Model) nothingShown() bool {
	if !m.Done || m.Selected.Busy {
		return false
	}
	sel := m.Dialogue.Sel
	if first, last := m.Dialogue.Marked(); first >= 0 {
		sel = transcript.Between(sel, first, last+1)
	}
	return sel.Len() == 0 || m.Doc.Len() == 0
}

// mayWrite returns an error if the file cannot be written. over permits replacing
// an existing file.
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

// errEnding lists the extensions of output files. It is short because it stands
// beside the name.
func errEnding() error {
	var known []string
	for _, f := range transcript.Outputs() {
		known = append(known, f.Extensions[0])
	}
	return errors.New("want " + strings.Join(known, ", "))
}

// exportedMsg reports that a file was written, or the error.
type exportedMsg struct {
	of     *writing
	number int
	turns  int
	err    error
}

// exported shows what was written and removes the mark. After an error it asks
// for another name, unless the reader has pressed a key meanwhile.
func (m *Model) exported(msg exportedMsg) tea.Cmd {
	w := msg.of
	if w != m.writing || !w.Is(msg.number) {
		return nil
	}
	m.endWriting()
	switch {
	case msg.err == nil:
		if v := &w.of.Dialogue; w.mark >= 0 && w.mark == v.Mark {
			v.Unmark()
		}
		m.tellWritten(w, msg.turns)
		return nil
	case errors.Is(msg.err, errNothing) || w.keys != m.pressed:
		m.warn(&transcript.Error{Name: w.name, Err: reason(msg.err)})
		return nil
	}
	m.notice = notice{}
	p, cmd := m.ask(exportPrompt, w.name)
	p.err = reason(msg.err)
	return cmd
}

// tellWritten shows what was written, and why the rest of the transcript is
// missing.
func (m *Model) tellWritten(w *writing, turns int) {
	text, r := view.Plural(turns, "turn")+" written to ", w.of
	switch {
	case w.span != nil || r.Err == nil && !r.Following:
		m.say(text + Shorten(transcript.CleanName(w.name), 2*writtenCells))
	case r.Following:
		m.say(text + w.short() + ": everything so far")
	default:
		m.say(text + w.short() + "; the rest: " + reason(r.Err).Error())
		m.notice.wrong = true
	}
}

// atHome replaces ~/ at the start of name by the home directory.
func atHome(name string) string {
	rest, ok := strings.CutPrefix(name, "~/")
	home, err := os.UserHomeDir()
	if !ok || err != nil {
		return name
	}
	return filepath.Join(home, rest)
}
