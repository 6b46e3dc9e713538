package ui

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"verbatim/internal/term"
	"verbatim/transcript"
	"verbatim/ui/internal/grid"
	"verbatim/ui/internal/view"
)

// A prompt is an overlay that asks for a line of text in the last row.
type prompt struct {
	*promptKind
	input  textinput.Model
	from   int         // index of the first rune shown
	origin view.Anchor // the place when the prompt was opened
	was    view.Search // the search when the prompt was opened
	lines  []string    // lines entered at prompts of this kind, oldest first
	past   int         // number of lines the reader went back
	over   string      // the file that the next enter replaces
	of     string      // name of the speaker being renamed
	at     int64       // offset of the bookmark, in bytes
	err    error
}

// A promptKind says what a prompt asks for and what its keys do.
type promptKind struct {
	sign  string
	hint  string
	typed func(*prompt, *Model) tea.Cmd // after each key that changes the text
	enter func(*prompt, *Model) (tea.Cmd, error)
	leave func(*prompt, *Model) tea.Cmd // on esc
	count bool                          // show the number of hits
	max   int                           // limit in runes, 0 means term.MaxPaste
}

var (
	placePrompt = &promptKind{sign: ":", hint: "q3, t17, 50%, 1:02:30, line:120",
		enter: (*prompt).enterPlace}
	searchPrompt = &promptKind{sign: "/", hint: "text, or /regular expression/",
		typed: (*prompt).search, enter: (*prompt).enterSearch, leave: (*prompt).leaveSearch, count: true}
	keepPrompt = &promptKind{sign: "&", hint: "keep matching turns: text, or /regular expression/; empty: all",
		enter: (*prompt).enterKeep}
	narrowPrompt = &promptKind{sign: "/", hint: "part of a name or a question",
		typed: (*prompt).narrow, enter: (*prompt).enterNarrow, leave: (*prompt).leaveNarrow}
)

// ask returns the command that opens a prompt.
func ask(kind *promptKind) command {
	return func(m *Model) tea.Cmd {
		_, cmd := m.ask(kind, "")
		return cmd
	}
}

// ask opens a prompt that contains text.
func (m *Model) ask(kind *promptKind, text string) (*prompt, tea.Cmd) {
	in := textinput.New()
	in.CharLimit = cmp.Or(kind.max, term.MaxPaste)
	in.SetVirtualCursor(false)
	in.KeyMap.Paste.Unbind()             // it would run another program; terminals paste themselves
	in.KeyMap.DeleteWordForward.Unbind() // panics on the last character (bubbles 2.2.1); see deleteWord
	in.SetValue(text)
	in.CursorEnd()
	p := &prompt{promptKind: kind, input: in, lines: m.lines[kind], origin: m.Dialogue.Anchor, was: m.Search}
	m.over.open(p)
	return p, p.input.Focus()
}

// press handles a key.
func (p *prompt) press(m *Model, k tea.KeyPressMsg, name string) tea.Cmd {
	switch name {
	case "esc":
		return p.close(m, p.leave)
	case "enter":
		cmd, err := p.enter(p, m)
		if err != nil {
			p.err = err
			return nil
		}
		p.remember(m)
		m.over.close(p)
		return cmd
	case "backspace":
		if p.input.Value() == "" {
			return p.close(m, p.leave)
		}
	case "alt+d", "alt+delete", "ctrl+delete":
		return p.deleteWord(m)
	case "up", "ctrl+p":
		return p.recall(m, 1)
	case "down", "ctrl+n":
		return p.recall(m, -1)
	}
	return p.change(m, k)
}

// Prompts of a kind recall the last maxLines lines, except lines longer than
// maxLine bytes.
const (
	maxLines = 100
	maxLine  = 4 << 10 // bytes
)

// remember saves the line for recall.
func (p *prompt) remember(m *Model) {
	line := p.input.Value()
	if line == "" || len(line) > maxLine {
		return
	}
	lines := append(p.lines, line)
	m.lines[p.promptKind] = lines[max(0, len(lines)-maxLines):]
}

func (p *prompt) close(m *Model, leave func(*prompt, *Model) tea.Cmd) tea.Cmd {
	m.over.close(p)
	if leave == nil {
		return nil
	}
	return leave(p, m)
}

var errFull = errors.New("no room for more text")

var errPaste = fmt.Errorf("only the first %d KiB of the paste were inserted", term.MaxPaste>>10)

// paste inserts pasted text, up to term.MaxPaste bytes. Nothing in it acts as a
// key.
func (p *prompt) paste(m *Model, text string) tea.Cmd {
	if len(text) <= term.MaxPaste {
		return p.change(m, tea.PasteMsg{Content: transcript.CleanName(oneLine(text))})
	}
	end := term.MaxPaste
	for !utf8.RuneStart(text[end]) {
		end--
	}
	cmd := p.paste(m, text[:end])
	p.err = errPaste
	return cmd
}

// oneLine replaces line ends by spaces. A search treats both alike.
func oneLine(text string) string {
	return lineEnds.Replace(strings.TrimRight(text, "\r\n"))
}

var lineEnds = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ")

// recall shows an earlier line, back lines further.
func (p *prompt) recall(m *Model, back int) tea.Cmd {
	to := p.past + back
	if to < 0 || to > len(p.lines) {
		return nil
	}
	p.past = to
	line := ""
	if to > 0 {
		line = p.lines[len(p.lines)-to]
	}
	p.input.SetValue(line)
	p.input.CursorEnd()
	return p.changed(m)
}

// edits reports whether a key with alt edits the text of a prompt.
func (m *Model) edits(k tea.KeyPressMsg) bool {
	return m.over.prompt() != nil && strings.ContainsRune("bdf", k.Code)
}

// deleteWord deletes the spaces and the word after the cursor.
func (p *prompt) deleteWord(m *Model) tea.Cmd {
	text, at := []rune(p.input.Value()), p.input.Position()
	end := at
	for end < len(text) && unicode.IsSpace(text[end]) {
		end++
	}
	for end < len(text) && !unicode.IsSpace(text[end]) {
		end++
	}
	if end == at {
		return nil
	}
	p.input.SetValue(string(slices.Delete(text, at, end)))
	p.input.SetCursor(at)
	return p.changed(m)
}

func (p *prompt) change(m *Model, msg tea.Msg) tea.Cmd {
	was := p.input.Value()
	var cmd tea.Cmd
	p.input, cmd = p.input.Update(msg)
	now := p.input.Value()
	if k, ok := msg.(tea.KeyPressMsg); now == was && ok && k.Text != "" {
		p.err = errFull
	}
	if now == was {
		return cmd
	}
	if clean := transcript.CleanName(now); len(clean) < len(now) && clean != trimmed(now) {
		p.input.SetValue(clean)
	}
	return tea.Batch(cmd, p.changed(m))
}

// trimmed returns s without the spaces that CleanName removes at its ends and
// between its words.
func trimmed(s string) string {
	out, blank := []rune(nil), true
	for _, r := range s {
		if r != ' ' || !blank {
			out = append(out, r)
		}
		blank = r == ' '
	}
	if n := len(out); n > 0 && out[n-1] == ' ' {
		out = out[:n-1]
	}
	return string(out)
}

func (p *prompt) changed(m *Model) tea.Cmd {
	p.err = nil
	if p.typed == nil {
		return nil
	}
	return p.typed(p, m)
}

// pattern compiles the text of the prompt. It returns nil if that is empty.
func (p *prompt) pattern() (*transcript.Pattern, error) {
	if p.input.Value() == "" {
		return nil, nil
	}
	return transcript.Compile(p.input.Value())
}

// search searches for the text typed so far.
func (p *prompt) search(m *Model) tea.Cmd {
	pattern, err := p.pattern()
	if p.err = err; err != nil {
		return nil
	}
	if pattern == nil {
		m.Dialogue.Restore(p.origin)
	}
	return m.Find(pattern, p.origin)
}

// enterSearch stays at the hit. Without text it repeats the last search.
func (p *prompt) enterSearch(m *Model) (tea.Cmd, error) {
	pattern, err := p.pattern()
	if err != nil {
		return nil, err
	}
	m.History.Push(p.origin)
	if pattern != nil {
		return nil, nil // search ran while it was typed
	}
	if p.was.Pattern != nil {
		return m.Find(p.was.Pattern, p.origin), nil
	}
	if len(p.lines) == 0 {
		return nil, nil
	}
	if pattern, err = transcript.Compile(p.lines[len(p.lines)-1]); err != nil {
		return nil, err
	}
	return m.Find(pattern, p.origin), nil
}

// leaveSearch returns to the place and the search from before the prompt.
func (p *prompt) leaveSearch(m *Model) tea.Cmd {
	m.Dialogue.Restore(p.origin)
	m.DropSearch()
	j := m.Search.Job
	m.Search = p.was
	m.Search.Job = j
	m.Light()
	if p.was.Busy || p.was.Sel != m.Dialogue.Sel || !m.Done { // its hits belong to another selection
		return m.Search.Again(m.Reading)
	}
	return nil
}

func (p *prompt) enterPlace(m *Model) (tea.Cmd, error) {
	if p.input.Value() == "" {
		return nil, nil
	}
	to, err := view.ParsePlace(p.input.Value())
	if err != nil {
		return nil, err
	}
	m.goTo(to)
	if m.Goal.Kind != view.Nowhere {
		m.say("not read that far yet: jumps there when it is; esc cancels")
	}
	return nil, nil
}

func (p *prompt) enterKeep(m *Model) (tea.Cmd, error) {
	pattern, err := p.pattern()
	if err != nil {
		return nil, err
	}
	f := m.Filter
	f.Text = pattern
	return m.SetFilter(f), nil
}

// narrow narrows the list in the sidebar to the text typed so far.
func (p *prompt) narrow(m *Model) tea.Cmd {
	pattern, err := p.pattern()
	if p.err = err; err != nil {
		return nil
	}
	return m.Side.SetNarrow(m.Reading, pattern)
}

func (p *prompt) enterNarrow(m *Model) (tea.Cmd, error) {
	_, err := p.pattern()
	m.lead()
	return nil, err
}

func (p *prompt) leaveNarrow(m *Model) tea.Cmd { return m.Side.SetNarrow(m.Reading, nil) }

// minTyped is the room for the typed text beside an error, in cells.
const minTyped = 16

func (p *prompt) layout(*Model)   {}
func (p *prompt) frame() []string { return nil }

// status returns the last row of the screen.
func (p *prompt) status(m *Model) string {
	var s grid.Strip
	right := ""
	switch found := &m.Search; {
	case p.err != nil:
		right = transcript.CleanName(p.err.Error())
	case p.count && found.Pattern != nil && p.input.Value() != "":
		right = found.Count()
	}
	st := m.theme.Dim
	if p.err != nil {
		st = m.theme.Error
	}
	free := m.w - 3 - len(p.sign) - grid.Cells(p.input.Value())
	room := m.w / 2
	if p.err != nil { // the error matters more than the start of the text
		room = max(room, m.w-len(p.sign)-minTyped)
	}
	cells := max(1, m.w-2-len(p.sign)-min(grid.Cells(right)+2, max(free, room)))
	s.Put(grid.Style{}, p.sign, grid.Cells(p.sign))
	if typed := p.window(cells); typed != "" {
		s.Put(grid.Style{}, typed, grid.Cells(typed))
	} else {
		s.Fit(m.theme.Dim, p.hint, s.Cells+cells)
	}
	if s.Cells > m.w {
		return grid.Blanks[:min(m.w, len(grid.Blanks))]
	}
	if _, cells := grid.Fit(right, m.w-s.Cells-2); cells > 0 {
		s.Pad(grid.Blanks, m.w-cells-2)
		s.Fit(st, right, m.w-1)
	}
	s.Pad(grid.Blanks, m.w)
	return string(s.Buf)
}

// window returns the part of the text that fits into cells. It contains the
// cursor or ends at it.
func (p *prompt) window(cells int) string {
	text, at := []rune(p.input.Value()), p.input.Position()
	cellsOf := func(from, to int) int { return grid.Cells(string(text[from:to])) }
	p.from = max(min(p.from, at), at-cells)
	for p.from < at && cellsOf(p.from, at) >= cells { // the cursor takes one cell
		p.from++
	}
	for p.from > 0 && at-p.from < cells && cellsOf(p.from-1, min(len(text), p.from+cells)) < cells {
		p.from--
	}
	for p.from > 0 && p.from < at && unicode.Is(unicode.M, text[p.from]) { // a mark on a letter that is not shown
		p.from++
	}
	shown := string(text[p.from:min(len(text), p.from+4*cells)])
	end, used := 0, 0
	for end < len(shown) {
		_, n, w := grid.Grapheme(shown, end)
		if used+w > cells {
			break
		}
		end, used = end+n, used+w
	}
	return shown[:end]
}

// cursor returns the position of the terminal's cursor in row y.
func (p *prompt) cursor(y int) *tea.Cursor {
	before := string([]rune(p.input.Value())[p.from:p.input.Position()])
	return tea.NewCursor(grid.Cells(p.sign)+grid.Cells(before), y)
}
