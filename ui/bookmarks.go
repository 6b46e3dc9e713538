package ui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/state"
	"verbatim/internal/text"
	"verbatim/ui/internal/grid"
	"verbatim/ui/internal/view"
)

// bookmarkPrompt asks for the note of a bookmark.
var bookmarkPrompt = &promptKind{sign: "bookmark: ", hint: "a note, or nothing; enter sets it",
	enter: (*prompt).enterBookmark, max: maxNote}

// maxNote is the longest note of a bookmark or name of a speaker, in runes.
const maxNote = 500

// bookmarks is the overlay that lists the bookmarks.
type bookmarks struct {
	view.List
	marks []state.Bookmark
	texts map[int64]string // the text at each bookmark, by offset
	rows  []string
}

// bookmark asks for the note of a new bookmark at the current row, or of the
// bookmark that is there.
func (m *Model) bookmark() tea.Cmd {
	if m.Dialogue.Turns() == 0 {
		m.say("no turn here to bookmark")
		return nil
	}
	return m.askNote(m.Dialogue.BookmarkHere(m.Keep.Bookmarks()))
}

func (m *Model) askNote(b state.Bookmark) tea.Cmd {
	p, cmd := m.ask(bookmarkPrompt, b.Note)
	p.at = b.Offset
	return cmd
}

// enterBookmark sets the bookmark.
func (p *prompt) enterBookmark(m *Model) (tea.Cmd, error) {
	set := false
	m.Keep.Set(func(s *state.State) { set = s.Mark(state.Bookmark{Offset: p.at, Note: p.input.Value()}) })
	if !set {
		m.say("too many bookmarks: ' lists them, x removes one")
		return nil, nil
	}
	m.say("bookmark set: ' lists them")
	return m.rebookmark(), nil
}

// rebookmark shows the changed bookmarks and returns the work of saving them.
func (m *Model) rebookmark() tea.Cmd {
	m.Reading.Bookmark()
	m.bookmarks.marks = m.Keep.Bookmarks()
	return m.Save()
}

func (m *Model) openBookmarks() tea.Cmd {
	marks := m.Keep.Bookmarks()
	if len(marks) == 0 {
		m.say("no bookmarks yet: m sets one")
		return nil
	}
	l := &m.bookmarks
	*l = bookmarks{marks: marks, texts: make(map[int64]string)}
	l.N = len(marks)
	for l.Cursor+1 < len(marks) && marks[l.Cursor+1].Offset <= m.Dialogue.ShownPlace().Off {
		l.Cursor++
	}
	m.over.open(l)
	return nil
}

// press handles a key.
func (l *bookmarks) press(m *Model, _ tea.KeyPressMsg, name string) tea.Cmd {
	if cmd, ok := pressList(m, &l.List, name); ok {
		return cmd
	}
	switch name {
	case "enter", "right", "l":
		m.over.close(l)
		m.goTo(view.Place{Kind: view.MarkPlace, N: l.marks[l.Cursor].Offset, Percent: 100})
	case "m", "r":
		return m.askNote(l.marks[l.Cursor])
	case "x", "delete":
		m.Keep.Set(func(s *state.State) { s.Unmark(l.marks[l.Cursor].Offset) })
		if len(l.marks) == 1 {
			m.over.close(l)
			m.say("no bookmarks left")
		}
		return m.rebookmark()
	case "''": // the first ' of '' opened this list
		m.over.close(l)
		return m.goBack()
	case "esc", "q", "'":
		m.over.close(l)
	}
	return nil
}

func (l *bookmarks) frame() []string { return l.rows }

func (l *bookmarks) status(m *Model) string {
	return m.statusRow(
		func() []segment { return []segment{{text: text.BaseName(m.Name), drop: 1}} },
		func() [][2]string {
			return [][2]string{{"enter", "go there"}, {"m", "note"}, {"x", "remove"}, {"esc", "back"}}
		})
}

// The columns of the list, in cells.
const (
	markWhere  = 11
	markAt     = 5
	markName   = 24
	markNarrow = 60 // below this width the list has no names
)

// layout makes the rows of the list: place, speaker, note, text.
func (l *bookmarks) layout(m *Model) {
	l.Resize(len(l.marks), max(m.h-1-view.ListHeads, 0))
	l.rows = paintList(m, &l.List, "BOOKMARKS", func(s *grid.Strip, i int) { l.paint(s, m, l.marks[i]) })
}

func (l *bookmarks) paint(s *grid.Strip, m *Model, b state.Bookmark) {
	turn := m.Doc.TurnAt(b.Offset)
	at := 0
	if size := m.Doc.Size(); size > 0 {
		at = int(min(b.Offset, size) * 100 / size)
	}
	s.Fit(grid.Style{}, m.where(turn), min(markWhere, m.w-1))
	percent := strconv.Itoa(at) + "%"
	s.Pad(grid.Blanks, min(markWhere+markAt-len(percent), m.w))
	s.Fit(m.theme.Dim, percent, m.w-1)
	column := markWhere + markAt + 2
	if m.w >= markNarrow {
		s.Pad(grid.Blanks, column)
		if turn >= 0 {
			name, _ := m.Doc.Heading(turn)
			s.Fit(m.Dialogue.Voice(turn).Name, name, column+markName)
		}
		column += markName + 2
	}
	s.Pad(grid.Blanks, min(column, m.w))
	if b.Note != "" {
		s.Fit(m.theme.Title, b.Note, m.w-1)
		s.Fit(grid.Style{}, "  ", m.w-1)
	}
	if s.Cells < m.w-2 {
		s.Fit(m.theme.Dim, l.text(m, turn, b.Offset), m.w-1)
	}
}

// where names the place of a turn: its time, its question, or its number.
func (m *Model) where(turn int) string {
	switch {
	case turn < 0:
		return ""
	case m.Doc.HasTimes():
		return m.Doc.Clock(m.Doc.Turn(turn).Start)
	case m.Doc.Exchange(turn) > 0:
		return view.Number(m.Doc.Exchange(turn))
	}
	return "t" + strconv.Itoa(turn+1)
}

// maxListed is the longest text shown for a bookmark, in bytes.
const maxListed = 400

// text returns the text at byte off, in one line.
func (l *bookmarks) text(m *Model, turn int, off int64) string {
	s, known := l.texts[off]
	if known {
		return s
	}
	start, _ := m.Doc.TextSpan(turn)
	if n := m.Doc.Exchange(turn); n > 0 && off < start && m.Doc.Question(n) == turn {
		s = m.Doc.Summary(n)
	} else if b, ok := m.Doc.Block(turn, off); ok {
		s = b.Text[b.TextOff(off):]
		end := min(len(s), maxListed)
		for end < len(s) && s[end]&0xC0 == 0x80 {
			end--
		}
		s = text.OneLine(s[:end])
	}
	l.texts[off] = s
	return s
}
