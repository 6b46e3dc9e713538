package ui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/state"
	"verbatim/internal/text"
	"verbatim/transcript"
	"verbatim/ui/internal/grid"
)

// bookmarkPrompt asks for what a bookmark is to say.
var bookmarkPrompt = &promptKind{sign: "bookmark: ", hint: "a note, or nothing; enter sets it",
	enter: (*prompt).enterBookmark, max: maxNote}

// maxNote is how long the note of a bookmark may be, or the name of a
// speaker, in runes.
const maxNote = 500

// bookmarks is the list of bookmarks, over all else.
type bookmarks struct {
	list
	marks []state.Bookmark
	texts map[int64]string // what stands there, by their offsets
	rows  []string
}

// bookmark sets a bookmark at what is read, or asks for another note where
// there is one.
func (m *Model) bookmark() tea.Cmd {
	if m.dialogue.turns() == 0 {
		m.say("no turn to set a bookmark at here")
		return nil
	}
	return m.askNote(m.dialogue.bookmarkHere(m.keep.bookmarks()))
}

func (m *Model) askNote(b state.Bookmark) tea.Cmd {
	p, cmd := m.ask(bookmarkPrompt, b.Note)
	p.at = b.Offset
	return cmd
}

// bookmarkHere returns the bookmark of what is read: the one that is there, or
// a new one.
func (v *dialogue) bookmarkHere(marks []state.Bookmark) state.Bookmark {
	p := v.shownPlace()
	row := v.at(anchor{place: p})
	for _, b := range marks {
		if v.shows(row, b.Offset) {
			return b
		}
	}
	return state.Bookmark{Offset: p.off}
}

// shownPlace returns what is being read as far as it is shown: the place
// outlives a filter that hides it, what is set there would be hidden.
func (v *dialogue) shownPlace() place {
	p := v.place()
	if turn := v.current(); turn >= 0 && turn != p.turn {
		return heading(v.doc, turn)
	}
	return p
}

// enterBookmark sets the bookmark.
func (p *prompt) enterBookmark(m *Model) (tea.Cmd, error) {
	set := false
	m.keep.set(func(s *state.State) { set = s.Mark(state.Bookmark{Offset: p.at, Note: p.input.Value()}) })
	if !set {
		m.say("there are too many bookmarks: ' lists them, x removes one")
		return nil, nil
	}
	m.say("bookmark set: ' lists them")
	return m.rebookmark(), nil
}

// rebookmark shows what bookmarks there are now, and returns the work of
// keeping them.
func (m *Model) rebookmark() tea.Cmd {
	m.reading.bookmark()
	m.bookmarks.marks = m.keep.bookmarks()
	return m.save()
}

// bookmark shows the bookmarks that are kept.
func (r *reading) bookmark() { r.dialogue.setBookmarks(r.keep.bookmarks()) }

// bookmarks returns those that are kept.
func (k *keeping) bookmarks() []state.Bookmark {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.state.Bookmarks // which are changed by making others
}

func (m *Model) openBookmarks() tea.Cmd {
	marks := m.keep.bookmarks()
	if len(marks) == 0 {
		m.say("no bookmarks yet: m sets one")
		return nil
	}
	l := &m.bookmarks
	*l = bookmarks{marks: marks, texts: make(map[int64]string)}
	l.n = len(marks)
	for l.cursor+1 < len(marks) && marks[l.cursor+1].Offset <= m.dialogue.shownPlace().off {
		l.cursor++
	}
	m.over.open(l)
	return nil
}

// press takes a key.
func (l *bookmarks) press(m *Model, _ tea.KeyPressMsg, name string) tea.Cmd {
	if cmd, ok := l.list.press(m, name); ok {
		return cmd
	}
	switch name {
	case "enter", "right", "l":
		m.over.close(l)
		m.goTo(Place{kind: markPlace, n: l.marks[l.cursor].Offset, percent: 100})
	case "m", "r":
		return m.askNote(l.marks[l.cursor])
	case "x", "delete":
		m.keep.set(func(s *state.State) { s.Unmark(l.marks[l.cursor].Offset) })
		if len(l.marks) == 1 {
			m.over.close(l)
			m.say("no bookmarks are left")
		}
		return m.rebookmark()
	case "''": // the second half of a key that was taken for this one
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
		func() []segment { return []segment{{text: text.BaseName(m.name), drop: 1}} },
		func() [][2]string {
			return [][2]string{{"enter", "go there"}, {"m", "note"}, {"x", "remove"}, {"esc", "back"}}
		})
}

// The columns of the list, in cells.
const (
	markWhere  = 11
	markAt     = 5
	markName   = 24
	markNarrow = 60 // of a screen without names
)

// layout makes the rows of the list: where, who, the note, what is said there.
func (l *bookmarks) layout(m *Model) {
	l.resize(len(l.marks), max(m.h-1-listHeads, 0))
	l.rows = l.list.paint(m, "BOOKMARKS", func(s *grid.Strip, i int) { l.paint(s, m, l.marks[i]) })
}

func (l *bookmarks) paint(s *grid.Strip, m *Model, b state.Bookmark) {
	turn := m.doc.TurnAt(b.Offset)
	at := 0
	if size := m.doc.Size(); size > 0 {
		at = int(min(b.Offset, size) * 100 / size)
	}
	s.Fit(grid.Style{}, m.where(turn), min(markWhere, m.w-1))
	percent := strconv.Itoa(at) + "%"
	s.Pad(grid.Blanks, min(markWhere+markAt-len(percent), m.w))
	s.Fit(m.theme.dim, percent, m.w-1)
	column := markWhere + markAt + 2
	if m.w >= markNarrow {
		s.Pad(grid.Blanks, column)
		if turn >= 0 {
			name, _ := m.doc.Heading(turn)
			s.Fit(m.dialogue.voice(turn).name, name, column+markName)
		}
		column += markName + 2
	}
	s.Pad(grid.Blanks, min(column, m.w))
	if b.Note != "" {
		s.Fit(m.theme.title, b.Note, m.w-1)
		s.Fit(grid.Style{}, "  ", m.w-1)
	}
	if s.Cells < m.w-2 {
		s.Fit(m.theme.dim, l.text(m, turn, b.Offset), m.w-1)
	}
}

// where names the place of a turn: when it begins, or its question, or which
// it is.
func (m *Model) where(turn int) string {
	switch {
	case turn < 0:
		return ""
	case m.doc.HasTimes():
		return transcript.Clock(m.doc.Turn(turn).Start)
	case m.doc.Exchange(turn) > 0:
		return number(m.doc.Exchange(turn))
	}
	return "t" + strconv.Itoa(turn+1)
}

// maxListed is how much is shown of what stands at a bookmark, in bytes.
const maxListed = 400

// text returns what stands at a byte of the text.
func (l *bookmarks) text(m *Model, turn int, off int64) string {
	text, known := l.texts[off]
	if known {
		return text
	}
	start, _ := m.doc.TextSpan(turn)
	if n := m.doc.Exchange(turn); n > 0 && off < start && m.doc.Question(n) == turn {
		text = m.doc.Summary(n)
	} else if b, ok := m.doc.Block(turn, off); ok {
		text = b.Text[b.TextOff(off):]
		end := min(len(text), maxListed)
		for end < len(text) && text[end]&0xC0 == 0x80 {
			end--
		}
		text = strings.Join(strings.Fields(text[:end]), " ")
	}
	l.texts[off] = text
	return text
}

// setBookmarks shows bookmarks, in order of their offsets.
func (v *dialogue) setBookmarks(marks []state.Bookmark) {
	v.bookmarks = make([]int64, len(marks))
	for i, b := range marks {
		v.bookmarks[i] = b.Offset
	}
	v.scroll.forget()
	v.layout()
}

// bookmarkGlyph stands before a row that has a bookmark.
const bookmarkGlyph = "◆"

// bookmarked reports whether a row has a bookmark.
func (v *dialogue) bookmarked(c cursor) bool {
	if len(v.bookmarks) == 0 {
		return false
	}
	lo, hi := v.span(c)
	return anyIn(v.bookmarks, lo, hi)
}

// shows reports whether a row is the one of a byte of the source.
func (v *dialogue) shows(c cursor, off int64) bool {
	lo, hi := v.span(c)
	return lo <= off && off < hi
}

// span returns the bytes of the source that a row stands for, none where it
// only parts others.
func (v *dialogue) span(c cursor) (lo, hi int64) {
	if c.block == nil {
		if c.turn < 0 || c.i != c.main() || c.pos >= v.turns() {
			return 0, 0
		}
		lo, _ = v.doc.Span(c.turn)
		hi, _ = v.doc.TextSpan(c.turn)
		return lo, max(hi, lo+1)
	}
	l := c.lines[c.i]
	switch l.kind {
	case gapLine:
		return c.block.Off, c.block.End
	case textLine:
	default:
		return 0, 0
	}
	lo, hi = c.block.SourceOff(l.From), c.block.End
	if c.i+1 < len(c.lines) {
		hi = c.block.SourceOff(c.lines[c.i+1].From)
	}
	if l.From == 0 && c.turn >= 0 && v.opens(c.block) && len(v.flow.heading(c.pos).lines) == 0 {
		lo, _ = v.doc.Span(c.turn)
	}
	return lo, hi
}
