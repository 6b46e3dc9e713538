// Package ui is the screen of verbatim: the dialogue with its scroll map, the
// sidebar, the status line, and what keys do to them.
//
// It does not read transcripts (package transcript) and does not lay out their
// dialogue (package view). It binds keys to commands, opens transcripts, and
// shows prompts, lists and help over a transcript.
//
// Messages flow in from the terminal and from work in the background; rows of
// styled text flow out. The rules of the loop:
//
//  1. Only Model.Update changes state, and it lays out what changed. View joins
//     rows; it reads no file and no clock.
//  2. Slow work is a tea.Cmd. It carries the number of its job, and Update drops
//     the answer of a job that was replaced or cancelled.
//  3. What is open over the dialogue is an overlay. The last one opened gets the
//     keys.
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

// copiedMsg brings a quotation for the clipboard, or an error.
type copiedMsg struct {
	of     *view.Reading
	number int
	quote  transcript.Quote
	err    error
}

// followedMsg brings a transcript that was opened again.
type followedMsg struct {
	was, now *view.Reading
	err      error
}

// A command is what a key does. It changes the model and returns work for the
// background, or nil.
type command func(*Model) tea.Cmd

// A Model is the state of the program: the open transcripts and the overlays.
type Model struct {
	options *view.Options
	keys    *keys
	theme   *view.Theme
	w, h    int

	*view.Reading                 // the transcript on the screen, nil before one is chosen
	open          []*view.Reading // every transcript opened so far
	listing       listing
	bookmarks     bookmarks
	dropped       []droppedSpeaker // what can be undone, oldest first
	over          overlays
	hidden        bool                     // the reader hid the sidebar
	times         bool                     // show the times of turns
	quoted        bool                     // the last key was an apostrophe
	lines         map[*promptKind][]string // lines entered at prompts, oldest first

	keeper  view.Keeper
	writing *writing // the file being written, nil if none
	pressed int      // number of keys pressed
	garbage memory.Garbage
	notice  notice
	status  string           // the last row of the screen
	later   <-chan openedMsg // receives the first transcript
	waiting bool             // for the first transcript: the screen stays untouched
	failure error            // why the only transcript could not be opened
	shown   chan struct{}    // closed after the first frame
}

// newModel returns a model that shows first, or the list of transcripts if
// first is nil.
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

// tell shows a notice about a transcript that has been read, if the reader
// should know something: an error, unsaved state, no speech, skipped records.
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
	case r.Doc.Sparse():
		m.say("after the first MiB few turns open as before: the rest may be different")
	case r.Doc.Lost() > 0:
		m.say(view.Plural(r.Doc.Lost(), "unreadable record") + " skipped")
	}
}

// Init starts the work in the background.
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

// begin returns the first work on a transcript: selecting, and reading on.
func (m *Model) begin(r *view.Reading) tea.Cmd {
	cmds := []tea.Cmd{r.SetFilter(r.Filter)}
	if r.Done {
		cmds = append(cmds, memory.Tidy())
	} else {
		cmds = append(cmds, m.behind(r.Read()))
	}
	return tea.Batch(cmds...)
}

// firstFrame is how long reading on waits for the first frame. Reading uses all
// cores and would delay it.
const firstFrame = 50 * time.Millisecond

// behind returns work that begins after the first frame.
func (m *Model) behind(work tea.Cmd) tea.Cmd {
	return func() tea.Msg {
		select {
		case <-m.shown:
		case <-time.After(firstFrame):
		}
		return work()
	}
}

// Update handles a message and lays out the screen.
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

// tellChanged warns once that the file no longer contains what is on the screen.
func (m *Model) tellChanged() {
	if m.Told || m.Following || !m.Src.Changed() {
		return
	}
	m.Told = true
	m.warnChanged()
}

// warnChanged warns that the file changed on disk.
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

// grew takes the next batch of a transcript and returns the work of reading on.
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

// wrong shows an error of a transcript if it is the one on the screen.
func (m *Model) wrong(r *view.Reading, err error) {
	if r == m.Reading {
		m.warn(err)
	}
}

// press runs the command of a key.
func (m *Model) press(k tea.KeyPressMsg) tea.Cmd {
	m.notice = notice{}
	m.pressed++
	if r := m.Reading; r != nil && r.Goal.Kind == view.KeptPlace {
		defer r.Forgo(r.Dialogue.Anchor)
	}
	if k.Code < utf8.RuneSelf { // an ASCII key counts as typed, whatever the layout
		k.BaseCode = 0
	}
	name := pressed(k)
	if name == "'" && m.quoted {
		name = "''"
	}
	m.quoted = name == "'"
	switch {
	case name == "ctrl+c", name == "ctrl+alt+c": // the second is esc and ctrl+c in one read
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

// measured wraps all text again after the terminal changed the widths of
// graphemes.
func (m *Model) measured() {
	for _, r := range m.open {
		r.Dialogue.Relayout()
	}
}

// dress applies the theme to the dialogue and the sidebar.
func (m *Model) dress() {
	if m.Reading != nil {
		m.Side.Theme = m.theme
		m.Dialogue.SetTheme(m.theme)
	}
}

// sidebarCells returns the width of the sidebar in cells: 0 if it is hidden, all
// of the screen if dialogue and sidebar do not fit side by side.
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

// resize divides the screen between dialogue and sidebar.
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

// layout makes the rows of the sidebar, the overlays and the status line.
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

// writeRow writes row y of the screen.
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

// maxTitle is the longest title of the window, in cells. Titles in transcripts
// may have megabytes, and a terminal keeps all of a title.
const maxTitle = 200

// title returns the title of the terminal's window.
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
