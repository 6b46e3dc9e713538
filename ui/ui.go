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

	"verbatim/internal/memory"
	"verbatim/internal/term"
	"verbatim/internal/text"
	"verbatim/transcript"
	"verbatim/ui/internal/grid"
	"verbatim/ui/internal/view"
)

// copiedMsg is a quotation that is to be copied, or why there is none.
type copiedMsg struct {
	of     *view.Reading
	number int
	quote  transcript.Quote
	err    error
}

// followedMsg is a transcript that has been opened again.
type followedMsg struct {
	was, now *view.Reading
	err      error
}

// A command is what a key does. It changes the model, and returns work to be
// done beside the screen, or nil.
type command func(*Model) tea.Cmd

// A Model is the program: the open transcripts and what is over them.
type Model struct {
	options *view.Options
	keys    *keys
	theme   *view.Theme
	w, h    int

	*view.Reading                 // the one on the screen, nil while there is only the list
	open          []*view.Reading // all that have been opened
	listing       listing
	bookmarks     bookmarks
	over          overlays
	hidden        bool                     // the sidebar is not to be seen
	times         bool                     // say when turns begin
	quoted        bool                     // the last key was an apostrophe
	lines         map[*promptKind][]string // what was entered at prompts

	keeper  view.Keeper
	writing *writing // the file that is on its way, nil: none is
	pressed int      // keys
	garbage memory.Garbage
	notice  notice
	status  string           // the last row
	later   <-chan openedMsg // brings the first transcript
	waiting bool             // for that: there is nothing to show yet
	failure error            // why there is nothing to read
	shown   chan struct{}    // closed when a frame is out
}

// newModel returns the model of what has been opened.
func newModel(o *view.Options, first *view.Reading) *Model {
	m := &Model{options: o, keys: newKeys(), theme: view.NewTheme(o.Theme, true), lines: make(map[*promptKind][]string)}
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
func (m *Model) show(r *view.Reading) {
	m.Reading = r
	m.over.close(&m.listing)
	m.over.close(&m.bookmarks)
	m.Dialogue.SetTimes(m.times)
	m.keeper.Add(&r.Keep)
	m.dress()
	m.resize()
	m.reach()
	m.tell(r)
}

// tell says what a reader should know of a transcript that has been read.
func (m *Model) tell(r *view.Reading) {
	switch unkept := cmp.Or(r.Unkept, m.options.Unkept); {
	case r.Err != nil:
		m.warn(r.Err)
	case unkept != nil:
		m.warn(unkept)
		r.Unkept, m.options.Unkept = nil, nil
	case !r.Done:
	case r.Doc.Silence() != nil:
		m.say(reason(r.Doc.Silence()).Error())
	case len(r.Doc.Speakers()) < 2:
		m.say("no speakers found; showing plain text")
	case r.Doc.Lost() > 0:
		m.say(view.Plural(r.Doc.Lost(), "unreadable record") + " skipped")
	}
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
func (m *Model) begin(r *view.Reading) tea.Cmd {
	cmds := []tea.Cmd{r.SetFilter(r.Filter)}
	if r.Done {
		cmds = append(cmds, memory.Tidy())
	} else {
		cmds = append(cmds, m.behind(r.Read()))
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
	stays, r := m.stays(msg), m.Reading
	cmd := m.update(msg)
	if m.writing != nil && m.writing.waiting {
		cmd = tea.Batch(cmd, m.writeWhenRead())
	}
	if stays && r == m.Reading {
		m.Dialogue.ToEnd()
	}
	if m.Reading != nil {
		m.tellChanged()
	}
	m.layout()
	if m.Reading != nil {
		m.Stop()
	}
	return m, cmd
}

// tellChanged says once that what is on the screen may not be in the file any
// more.
func (m *Model) tellChanged() {
	if m.Told || m.Following || !m.Src.Changed() {
		return
	}
	m.Told = true
	m.warnChanged()
}

// warnChanged tells that the file was changed.
func (m *Model) warnChanged() {
	m.tellOf(text.BaseName(m.Name), " changed on disk: F reloads it")
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
		if t := view.NewTheme(m.options.Theme, msg.IsDark()); t != m.theme && m.options.Theme == "auto" {
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
	case view.BatchMsg:
		return m.grew(msg)
	case view.SelectedMsg:
		cmd := msg.Of.Selection(msg)
		m.wrong(msg.Of, msg.Of.Err)
		m.reach()
		return cmd
	case view.HitsMsg:
		cmd, err := msg.Of.Hits(msg)
		m.wrong(msg.Of, err)
		return cmd
	case view.RankedMsg:
		return msg.Of.Side.Reranked(msg)
	case view.NarrowedMsg:
		cmd, err := msg.Of.Side.Take(msg)
		m.wrong(msg.Of, err)
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
	case view.SavedMsg:
		m.warn(msg.Err)
	case view.TickMsg:
		return msg.Ticked()
	}
	return nil
}

// grew takes what has been read of a transcript, and has more read.
func (m *Model) grew(msg view.BatchMsg) tea.Cmd {
	r := msg.Of
	r.Take(msg)
	if r.Done {
		r.Recalled(m.options)
	}
	cmd := r.Grew()
	if errors.Is(r.Err, transcript.ErrReplaced) && r.Following {
		return m.again(r)
	}
	m.wrong(r, r.Err)
	m.reach()
	if r.Done && r.Following {
		return tea.Batch(cmd, m.again(r))
	}
	if r.Done {
		if r == m.Reading {
			m.tell(r)
		}
		return cmd
	}
	return tea.Batch(cmd, r.Read())
}

// wrong says what has gone wrong with a transcript, if it is the one on the
// screen.
func (m *Model) wrong(r *view.Reading, err error) {
	if r == m.Reading {
		m.warn(err)
	}
}

// press does what a key is for.
func (m *Model) press(k tea.KeyPressMsg) tea.Cmd {
	m.notice = notice{}
	m.pressed++
	if r := m.Reading; r != nil && r.Goal.Kind == view.KeptPlace {
		defer r.Forgo(r.Dialogue.Anchor)
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
	if m.Side.Focus != view.OnDialogue {
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
		r.Dialogue.Relayout()
	}
}

// dress gives everything the theme.
func (m *Model) dress() {
	if m.Reading != nil {
		m.Side.Theme = m.theme
		m.Dialogue.SetTheme(m.theme)
	}
}

// sidebarCells returns the width of the sidebar as it is shown: none, some of
// the screen, or, where there is no room for both, all of it.
func (m *Model) sidebarCells() int {
	side := view.SideWidth(m.w)
	switch {
	case side == 0 && m.Side.Focus != view.OnDialogue:
		return m.w
	case m.hidden && m.Side.Focus == view.OnDialogue:
		return 0
	}
	return side
}

// resize gives everything its part of the screen.
func (m *Model) resize() {
	if m.Reading == nil {
		return
	}
	side := m.sidebarCells()
	m.Side.W, m.Side.H = max(side-1, 0), max(m.h-1, 0)
	if side == m.w {
		m.Side.W, side = m.w, 0
	}
	w, h := max(m.w-side, 0), max(m.h-1, 0)
	if w != m.Dialogue.W || h != m.Dialogue.H {
		m.Dialogue.Resize(w, h)
	}
}

// layout makes the rows that are no part of the dialogue.
func (m *Model) layout() {
	if m.Reading != nil {
		m.resize()
		m.Side.Layout(m.Reading)
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
	case m.Side.W > 0 && m.Side.W == m.w:
		row(m.Side.Rows)
	default:
		if m.Side.W > 0 {
			row(m.Side.Rows)
			s.WriteString(m.theme.Rule.Open)
			s.WriteString("│")
			s.WriteString(m.theme.Rule.Close)
		}
		row(m.Dialogue.Frame)
	}
}

// maxTitle is how long the title of the window may be, in cells: a terminal
// keeps it whole, and there may be megabytes of it.
const maxTitle = 200

// title returns what the terminal may call its window.
func (m *Model) title() string {
	const program = "verbatim"
	if m.Reading == nil || m.over.has(&m.listing) {
		return program
	}
	name, rest := cmp.Or(m.Doc.Header().Title, m.Name), " – "+program
	room := maxTitle - grid.Cells(rest)
	if end, _ := grid.Fit(name, room); end < len(name) {
		name = name[:end] + "…"
	}
	return name + rest
}
