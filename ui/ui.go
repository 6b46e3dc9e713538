// Package ui is the screen of verbatim: the dialogue with its scroll map, the
// sidebar, the status line, and what keys do to them.
//
// All state changes in Model.Update, which lays out what has changed; View
// only joins rows. Slow work is a command, and carries the number of its job:
// answers that nobody waits for any more are dropped.
package ui

import (
	"cmp"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/state"
	"verbatim/internal/term"
	"verbatim/internal/text"
	"verbatim/transcript"
	"verbatim/ui/internal/grid"
)

// Options say what to read and how to show it.
type Options struct {
	Names   []string                                 // what Open takes; several make a list to choose from
	Open    func(string) (*transcript.Source, error) // opens a transcript
	Reading transcript.Options                       // how the transcripts are read
	Keep    transcript.Criteria                      // what to show of them
	At      Place                                    // where to begin
	Follow  bool                                     // go on reading as they grow
	Store   *state.Store                             // where to keep what is kept of them, nil: nowhere
	Unkept  error                                    // why that is nowhere, nil: it was asked for
	Warn    func(error)                              // tells what went wrong after the screen is gone
	Explain func(error) (thing, what, hint string)   // takes an error apart, nil: transcript.Explain
	Theme   string                                   // one of Themes
	Width   int                                      // cells of a row of text, 0: all there are
	Getenv  func(string) string                      // what says which colours the terminal has
}

// A Model is the program: the open transcripts and what is over them.
type Model struct {
	options *Options
	keys    *keys
	theme   *theme
	w, h    int

	*reading             // the one on the screen, nil while there is only the list
	open      []*reading // all that have been opened
	listing   listing
	bookmarks bookmarks
	over      overlays
	hidden    bool                     // the sidebar is not to be seen
	times     bool                     // say when turns begin
	quoted    bool                     // the last key was an apostrophe
	lines     map[*promptKind][]string // what was entered at prompts

	keeper  keeper
	writing *writing // the file that is on its way, nil: none is
	pressed int      // keys
	garbage garbage
	notice  notice
	status  string           // the last row
	later   <-chan openedMsg // brings the first transcript
	waiting bool             // for that: there is nothing to show yet
	failure error            // why there is nothing to read
	shown   chan struct{}    // closed when a frame is out
}

// newModel returns the model of what has been opened.
func newModel(o *Options, first *reading) *Model {
	m := &Model{options: o, keys: newKeys(), theme: newTheme(o.Theme, true), lines: make(map[*promptKind][]string)}
	m.listing = newListing(o.Names)
	m.shown = make(chan struct{})
	if first != nil {
		m.show(first)
	} else {
		m.over.open(&m.listing)
	}
	return m
}

// show puts a transcript on the screen.
func (m *Model) show(r *reading) {
	m.reading = r
	m.over.close(&m.listing)
	m.over.close(&m.bookmarks)
	m.dialogue.setTimes(m.times)
	m.keeper.add(&r.keep)
	m.dress()
	m.resize()
	m.reach()
	m.tell(r)
}

// tell says what a reader should know of a transcript that has been read.
func (m *Model) tell(r *reading) {
	switch unkept := cmp.Or(r.unkept, m.options.Unkept); {
	case r.err != nil:
		m.warn(r.err)
	case unkept != nil:
		m.warn(unkept)
		r.unkept, m.options.Unkept = nil, nil
	case !r.done:
	case r.doc.Silence() != nil:
		m.say(reason(r.doc.Silence()).Error())
	case len(r.doc.Speakers()) < 2:
		m.say("no speakers found: the text is shown as it is")
	case r.doc.Lost() > 0:
		m.say(plural(r.doc.Lost(), "record") + " could not be read and " + were(r.doc.Lost()) + " left out")
	}
}

func were(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// Init starts what runs beside the screen.
func (m *Model) Init() tea.Cmd {
	var cmds []tea.Cmd
	if !m.waiting {
		cmds = append(cmds, m.loadListing())
	}
	if m.options.Theme == "auto" {
		cmds = append(cmds, term.AskBackground)
	}
	for _, r := range m.open {
		cmds = append(cmds, m.begin(r))
	}
	return tea.Batch(cmds...)
}

// begin returns the work that a transcript begins with.
func (m *Model) begin(r *reading) tea.Cmd {
	cmds := []tea.Cmd{r.setFilter(r.filter)}
	if r.done {
		cmds = append(cmds, tidy())
	} else {
		cmds = append(cmds, m.behind(r.read()))
	}
	return tea.Batch(cmds...)
}

// firstFrame is how long reading on waits for the first frame, for which it
// would leave no core.
const firstFrame = 50 * time.Millisecond

// behind returns work that begins when the first frame is out.
func (m *Model) behind(work tea.Cmd) tea.Cmd {
	return func() tea.Msg {
		select {
		case <-m.shown:
		case <-time.After(firstFrame):
		}
		return work()
	}
}

// Update takes a message to what it is for.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	stays, r := m.stays(msg), m.reading
	cmd := m.update(msg)
	if m.writing != nil && m.writing.waiting {
		cmd = tea.Batch(cmd, m.writeWhenRead())
	}
	if stays && r == m.reading {
		m.dialogue.toEnd()
	}
	if m.reading != nil {
		m.tellChanged()
	}
	m.layout()
	if m.reading != nil {
		m.stop()
	}
	return m, cmd
}

// tellChanged says once that what is on the screen may not be in the file any
// more.
func (m *Model) tellChanged() {
	if m.told || m.following || !m.src.Changed() {
		return
	}
	m.told = true
	m.warnChanged()
}

// warnChanged tells that the file was changed.
func (m *Model) warnChanged() {
	m.tellOf(text.BaseName(m.name), " was changed while it is read: F reads it anew")
	m.notice.wrong = true
}

func (m *Model) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
		m.resize()
		if m.waiting && m.failure == nil {
			return m.awaitFirst()
		}
	case tea.BackgroundColorMsg:
		if t := newTheme(m.options.Theme, msg.IsDark()); t != m.theme && m.options.Theme == "auto" {
			m.theme = t
			m.dress()
		}
	case tea.ModeReportMsg:
		if grid.Measure(msg) {
			m.measured()
		}
	case tea.KeyPressMsg:
		if k, ok := afterEsc(msg); ok && !m.edits(msg) {
			return tea.Batch(m.press(tea.KeyPressMsg{Code: tea.KeyEscape}), m.press(k))
		}
		return m.press(msg)
	case tea.PasteMsg:
		if p := m.over.prompt(); p != nil {
			return p.paste(m, msg.Content)
		}
	case batchMsg:
		return m.grew(msg)
	case selectedMsg:
		cmd := msg.of.selection(msg)
		m.wrong(msg.of, msg.of.err)
		m.reach()
		return cmd
	case hitsMsg:
		cmd, err := msg.of.hits(msg)
		m.wrong(msg.of, err)
		return cmd
	case rankedMsg:
		return msg.of.side.reranked(msg)
	case narrowedMsg:
		cmd, err := msg.of.side.take(msg)
		m.wrong(msg.of, err)
		return cmd
	case entryMsg:
		return m.listed(msg)
	case openedMsg:
		return m.opened(msg)
	case copiedMsg:
		return m.copied(msg)
	case exportedMsg:
		return m.exported(msg)
	case followedMsg:
		return m.followed(msg)
	case savedMsg:
		m.warn(msg.err)
	case tickMsg:
		return msg.ticked()
	}
	return nil
}

// grew takes what has been read of a transcript, and has more read.
func (m *Model) grew(msg batchMsg) tea.Cmd {
	r := msg.of
	r.take(msg)
	if r.done {
		r.recalled(m.options)
	}
	cmd := r.grew()
	if errors.Is(r.err, transcript.ErrReplaced) && r.following {
		return m.again(r)
	}
	m.wrong(r, r.err)
	m.reach()
	if r.done && r.following {
		return tea.Batch(cmd, m.again(r))
	}
	if r.done {
		if r == m.reading {
			m.tell(r)
		}
		return cmd
	}
	return tea.Batch(cmd, r.read())
}

// wrong says what has gone wrong with a transcript, if it is the one on the
// screen.
func (m *Model) wrong(r *reading, err error) {
	if r == m.reading {
		m.warn(err)
	}
}

// press does what a key is for.
func (m *Model) press(k tea.KeyPressMsg) tea.Cmd {
	m.notice = notice{}
	m.pressed++
	if r := m.reading; r != nil && r.goal.kind == keptPlace {
		defer r.forgo(r.dialogue.anchor)
	}
	if k.Code < utf8.RuneSelf { // it is on this keyboard, wherever others have it
		k.BaseCode = 0
	}
	name := pressed(k)
	if name == "'" && m.quoted {
		name = "''"
	}
	m.quoted = name == "'"
	switch {
	case name == "ctrl+c", name == "ctrl+alt+c": // esc just before it
		return tea.Quit
	case len(m.over) > 0:
		return m.over.top().press(m, k, name)
	}
	if m.side.focus != onDialogue {
		if do := m.keys.side.find(name); do != nil {
			return do(m)
		}
	}
	if do := m.keys.global(name); do != nil {
		return do(m)
	}
	return nil
}

// measured wraps everything anew: text takes other cells.
func (m *Model) measured() {
	for _, r := range m.open {
		r.dialogue.relayout()
	}
}

// dress gives everything the theme.
func (m *Model) dress() {
	if m.reading != nil {
		m.side.theme = m.theme
		m.dialogue.setTheme(m.theme)
	}
}

// sidebarCells returns the width of the sidebar as it is shown: none, some of
// the screen, or, where there is no room for both, all of it.
func (m *Model) sidebarCells() int {
	side := sideWidth(m.w)
	switch {
	case side == 0 && m.side.focus != onDialogue:
		return m.w
	case m.hidden && m.side.focus == onDialogue:
		return 0
	}
	return side
}

// resize gives everything its part of the screen.
func (m *Model) resize() {
	if m.reading == nil {
		return
	}
	side := m.sidebarCells()
	m.side.w, m.side.h = max(side-1, 0), max(m.h-1, 0)
	if side == m.w {
		m.side.w, side = m.w, 0
	}
	w, h := max(m.w-side, 0), max(m.h-1, 0)
	if w != m.dialogue.w || h != m.dialogue.h {
		m.dialogue.resize(w, h)
	}
}

// layout makes the rows that are no part of the dialogue.
func (m *Model) layout() {
	if m.reading != nil {
		m.resize()
		m.side.layout(m.reading)
	}
	m.over.layout(m)
	if top := m.over.top(); top != nil {
		m.status = top.status(m)
	} else {
		m.status = m.statusRow(m.segments, m.keyHints)
	}
}

// View joins the rows.
func (m *Model) View() tea.View {
	v := tea.NewView(m.content())
	v.WindowTitle = m.title()
	v.KeyboardEnhancements.ReportAlternateKeys = true
	if p := m.over.prompt(); p != nil {
		v.Cursor = p.cursor(max(m.h-1, 0))
	}
	return v
}

func (m *Model) content() string {
	if m.waiting {
		return ""
	}
	var s strings.Builder
	for y := range max(m.h-1, 0) {
		m.writeRow(&s, y)
		s.WriteByte('\n')
	}
	if m.h > 0 {
		s.WriteString(m.status)
	}
	return s.String()
}

// writeRow writes a row of what is on top.
func (m *Model) writeRow(s *strings.Builder, y int) {
	row := func(of []string) {
		if y < len(of) {
			s.WriteString(of[y])
		}
	}
	over := m.over.frame()
	switch {
	case over != nil:
		row(over)
	case m.side.w > 0 && m.side.w == m.w:
		row(m.side.rows)
	default:
		if m.side.w > 0 {
			row(m.side.rows)
			s.WriteString(m.theme.rule.Open)
			s.WriteString("│")
			s.WriteString(m.theme.rule.Close)
		}
		row(m.dialogue.frame)
	}
}

// maxTitle is how long the title of the window may be, in cells: a terminal
// keeps it whole, and there may be megabytes of it.
const maxTitle = 200

// title returns what the terminal may call its window.
func (m *Model) title() string {
	const program = "verbatim"
	if m.reading == nil || m.over.has(&m.listing) {
		return program
	}
	name, rest := cmp.Or(m.doc.Header().Title, m.name), " – "+program
	room := maxTitle - grid.Cells(rest)
	if end, _ := grid.Fit(name, room); end < len(name) {
		name = name[:end] + "…"
	}
	return name + rest
}
