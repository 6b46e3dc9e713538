package ui

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/text"
	"verbatim/transcript"
	"verbatim/ui/internal/grid"
	"verbatim/ui/internal/view"
)

// A listing is the overlay that lists the transcripts to choose from.
type listing struct {
	view.List
	entries []entry
	next    int // index of the next entry to look at
	opening opening
	rows    []string
}

// An entry describes a transcript, from its head.
type entry struct {
	name     string // what Options.Open takes
	title    string
	date     string
	speakers string
	err      error
}

func newListing(names []string) listing {
	l := listing{}
	for _, name := range names {
		l.entries = append(l.entries, entry{name: name})
	}
	return l
}

// entryMsg brings entry i of the listing.
type entryMsg struct {
	i int
	entry
}

// loadListing returns the work of looking at the next transcript, nil after the
// last. A single transcript is looked at only if the list is open.
func (m *Model) loadListing() tea.Cmd {
	l, o := &m.listing, m.options
	if l.next >= len(l.entries) || len(l.entries) == 1 && !m.over.has(l) {
		return nil
	}
	i, name := l.next, l.entries[l.next].name
	l.next++
	return func() tea.Msg { return entryMsg{i, look(o, name)} }
}

// listed takes an entry and returns the work of looking at the next.
func (m *Model) listed(msg entryMsg) tea.Cmd {
	m.listing.entries[msg.i] = msg.entry
	return m.loadListing()
}

// look reads the head of a transcript. It leaves standard input and pipes alone,
// which cannot be read twice.
func look(o *view.Options, name string) entry {
	e := entry{name: name}
	if name == Stdin {
		e.title = "standard input"
		return e
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return e
	}
	src, err := o.Open(name)
	if err != nil {
		e.err = err
		return e
	}
	r, err := transcript.Open(src, o.Reading)
	if err != nil {
		e.err = err
		return e
	}
	defer r.Close()
	d := transcript.NewDocument(src)
	switch b, err := r.Next(context.Background()); err {
	case nil:
		d.Append(b)
	case io.EOF:
	default:
		e.err = err
		return e
	}
	e.describe(d)
	return e
}

// Stdin stands for standard input in Options.Names.
const Stdin = "-"

func (e *entry) describe(d *transcript.Document) {
	h := d.Header()
	e.title, e.date = h.Title, h.Date
	all := slices.Clone(d.Speakers()[1:])
	slices.SortStableFunc(all, func(a, b transcript.Speaker) int { return int(max(-1, min(b.Bytes-a.Bytes, 1))) })
	var names []string
	for _, s := range all[:min(len(all), 8)] {
		if !s.Anonymous {
			names = append(names, s.Name)
		}
	}
	e.speakers = strings.Join(names, ", ")
}

func (m *Model) openListing() tea.Cmd {
	m.over.open(&m.listing)
	return m.loadListing()
}

// press handles a key.
func (l *listing) press(m *Model, _ tea.KeyPressMsg, name string) tea.Cmd {
	if cmd, ok := pressList(m, &l.List, name); ok {
		return cmd
	}
	switch name {
	case "enter", "right", "l":
		return l.choose(m)
	case "esc", "o", "q":
		l.opening.Stop()
		if m.Reading != nil {
			m.over.close(l)
		} else if name == "q" {
			return tea.Quit
		}
	}
	return nil
}

var errCancelled = errors.New("cancelled")

// choose shows the transcript under the cursor. It opens it if necessary.
func (l *listing) choose(m *Model) tea.Cmd {
	if l.Cursor >= len(l.entries) {
		return nil
	}
	name := l.entries[l.Cursor].name
	for _, r := range m.open {
		if r.Opened == name {
			m.show(r)
			return nil
		}
	}
	work := l.opening.begin(m.options, name)
	return tea.Batch(func() tea.Msg { return work() }, l.opening.Tick())
}

// segments returns what the status line shows: the name under the cursor, or the
// progress of opening.
func (l *listing) segments(w int) []segment {
	switch {
	case l.opening.Busy:
		return []segment{{text: l.opening.text()}}
	case l.Cursor >= len(l.entries):
		return nil
	}
	name := transcript.CleanName(l.entries[l.Cursor].name)
	if name == "" {
		name = "the sample"
	}
	if grid.Cells(name) > w/2 {
		name = "…/" + text.BaseName(name)
	}
	return []segment{{text: name}, {text: view.Plural(l.N, "transcript"), drop: 1}}
}

func (l *listing) keys(m *Model) [][2]string {
	keys := [][2]string{{"enter", "open"}}
	if l.opening.Busy {
		keys = nil
	}
	if m.Reading != nil {
		return append(keys, [2]string{"esc", "back"})
	}
	return append(keys, [2]string{"q", "quit"})
}

func (l *listing) frame() []string { return l.rows }

func (l *listing) status(m *Model) string {
	return m.statusRow(func() []segment { return l.segments(m.w) }, func() [][2]string { return l.keys(m) })
}

// dateCells is the width of a date, in cells.
const dateCells = len("2006-01-02")

// layout makes the rows of the list: title or name, date, speakers.
func (l *listing) layout(m *Model) {
	l.Resize(len(l.entries), max(m.h-1-view.ListHeads, 0))
	titles := m.w - 4
	if m.w >= 70 {
		titles = (m.w - dateCells - 6) * 3 / 5
	}
	l.rows = paintList(m, &l.List, "TRANSCRIPTS", func(s *grid.Strip, i int) { l.entries[i].paint(s, m.theme, titles, m.w) })
}

func (e *entry) paint(s *grid.Strip, t *view.Theme, titles, w int) {
	name := transcript.CleanName(text.BaseName(e.name))
	switch {
	case e.err != nil:
		s.Fit(grid.Style{}, name+"  ", titles)
		_, what, _ := transcript.Explain(e.err)
		s.Fit(t.Error, what, w-1)
		return
	case e.title == "":
		s.Fit(grid.Style{}, name, titles)
	default:
		s.Fit(t.Title, e.title, titles)
	}
	if titles+dateCells+4 > w {
		return
	}
	s.Pad(grid.Blanks, titles+2)
	s.Fit(t.Dim, e.date, w-1)
	s.Pad(grid.Blanks, titles+2+dateCells+2)
	s.Fit(grid.Style{}, e.speakers, w-1)
}
