package view

import (
	"slices"
	"strconv"

	"verbatim/ui/internal/grid"
)

// The sidebar has a heading over each list and a blank row between them.
const (
	sideHeads  = 3
	fewRows    = 8 // with fewer rows, only one list is shown
	maxWrapped = 3 // rows of a question, if all questions fit
	signCells  = 2 // marks for the item being read and for the filter
)

// Layout makes the rows of the sidebar.
func (b *sidebar) Layout(r *Reading) {
	b.Rows = b.Rows[:0]
	nq := b.items(r.Doc)
	b.divide(len(b.Order), nq)
	if b.H <= 0 || b.W <= 0 || b.Theme == nil {
		return
	}
	if b.Focus != OnSpeakers {
		b.speakers.show(max(0, b.placeOf(r.Dialogue.SpeakerRead())))
	}
	if b.Focus != OnQuestions && nq > 0 {
		b.questions.show(b.rowOf(r.Doc, r.Dialogue.Exchange()))
	}
	if !b.alone() || b.Focus == OnSpeakers {
		b.head("SPEAKERS", OnSpeakers, len(b.Order), len(r.Doc.Speakers())-1)
		for i := b.speakers.Top; i < b.speakers.End(); i++ {
			b.speaker(r, i)
		}
	}
	if !b.alone() {
		b.row(nil)
	}
	if !b.alone() || b.Focus == OnQuestions {
		b.head("QUESTIONS", OnQuestions, nq, r.Doc.Questions())
		b.questionRows(r)
	}
	for len(b.Rows) < b.H {
		b.row(nil)
	}
	b.Rows = b.Rows[:b.H]
}

// alone reports whether only the focused list is shown.
func (b *sidebar) alone() bool { return b.H < fewRows && b.Focus != OnDialogue }

// divide divides the rows between ns speakers and nq questions.
func (b *sidebar) divide(ns, nq int) {
	room := max(b.H-sideHeads, 0)
	hs := min(ns, max(room*2/5, room-nq))
	hq := room - hs
	if b.alone() {
		hs = max(b.H-1, 1)
		hq = hs
	}
	b.speakers.Resize(ns, hs)
	b.questions.Resize(nq, hq)
}

// questionRows adds the questions: wrapped if all fit, otherwise one row each.
func (b *sidebar) questionRows(r *Reading) {
	if b.wrapped(r) {
		return
	}
	for i := b.questions.Top; i < b.questions.End(); i++ {
		b.asks(r, i, 1)
	}
}

// row adds a row that paint fills.
func (b *sidebar) row(paint func(s *grid.Strip)) {
	var s grid.Strip
	if paint != nil {
		paint(&s)
	}
	if s.Cells > b.W { // too narrow for anything
		s = grid.Strip{}
	}
	s.Pad(grid.Blanks, b.W)
	s.Rest()
	b.Rows = append(b.Rows, string(s.Buf))
}

// head adds the heading of a list. If part of the list is not on the screen, it
// shows how much is.
func (b *sidebar) head(title string, of Focused, n, all int) {
	if b.H == 1 && b.alone() {
		return
	}
	b.row(func(s *grid.Strip) {
		st := b.Theme.Heading
		if b.Focus == of {
			st = b.Theme.Focus
		}
		s.Pad(grid.Blanks, 1)
		s.Fit(st, title, b.W-1)
		if b.Narrow[of-1] != nil {
			s.Fit(b.Theme.Dim, " "+strconv.Itoa(n)+"/"+strconv.Itoa(all)+" “"+b.Narrow[of-1].String()+"”", b.W-1)
		} else if all == 0 {
			s.Fit(b.Theme.Dim, " none", b.W-1)
		}
	})
}

// signs marks the item being read and the items that the filter keeps.
func (b *sidebar) signs(s *grid.Strip, read, kept bool) {
	switch {
	case read:
		s.Put(b.Theme.Focus, "›", 1)
	default:
		s.Pad(grid.Blanks, 1)
	}
	if kept {
		s.Put(b.Theme.Chosen, "✓", 1)
	}
	s.Pad(grid.Blanks, signCells)
}

// speaker adds the row of the speaker at place i of the order.
func (b *sidebar) speaker(r *Reading, i int) {
	n := b.Order[i]
	who := r.Doc.Speakers()[n]
	kept := slices.Contains(r.Filter.Speakers, n)
	v := r.Dialogue.Speaker(n)
	name := v.Name
	if len(r.Filter.Speakers) > 0 && !kept {
		name = b.Theme.Dim
	}
	b.row(func(s *grid.Strip) {
		if b.Focus == OnSpeakers && i == b.speakers.Cursor {
			s.Under(b.Theme.Cursor)
		}
		b.signs(s, n == r.Dialogue.SpeakerRead(), kept)
		s.Put(v.Bar.style, v.Bar.glyph, 1)
		share, width := b.share(who.Bytes), b.shareCells()
		edge := b.W - 1 - len("100%")
		if width > 0 {
			edge -= width + 1
		}
		if r.Doc.LooksAlike(n) {
			s.Fit(name, who.Name, edge-1-len(" ~"))
			s.Fit(b.Theme.Error, " "+alikeSign, edge-1)
		} else {
			s.Fit(name, who.Name, edge-1)
		}
		s.Pad(grid.Blanks, edge)
		if width > 0 {
			b.bar(s, v, who.Bytes, width)
			s.Pad(grid.Blanks, edge+width+1)
		}
		s.Pad(grid.Blanks, b.W-1-len(share))
		s.Put(b.Theme.Role, share, len(share))
	})
}

// shareCells returns the width of the share bars in cells, 0 if names need the
// room.
func (b *sidebar) shareCells() int {
	switch {
	case b.W >= 40:
		return len(blocks) / len("▇")
	case b.W >= 30:
		return 5
	}
	return 0
}

func (b *sidebar) share(n int64) string {
	if b.bytes == 0 {
		return ""
	}
	p := (n*200 + b.bytes) / (2 * b.bytes)
	if p == 0 && n > 0 {
		return "<1%"
	}
	return strconv.Itoa(int(p)) + "%"
}

// blocks fill a cell except for a row of pixels, which separates the bars.
const blocks = "▇▇▇▇▇▇▇▇"

// bar adds the bar of a share.
func (b *sidebar) bar(s *grid.Strip, v voice, n int64, width int) {
	if b.bytes == 0 || n == 0 {
		return
	}
	cells := max(1, int((n*int64(width)+b.bytes/2)/b.bytes))
	s.Put(v.Run.plain, blocks[:cells*len("▇")], cells)
}

// wrapped adds the questions with their whole sentences, if all fit.
func (b *sidebar) wrapped(r *Reading) bool {
	n, room := b.questions.N, b.H-len(b.Rows)
	if n == 0 || n*2 > room { // most take two rows and more
		return false
	}
	was, rows := len(b.Rows), 0
	for i := range n {
		b.asks(r, i, maxWrapped)
	}
	if rows = len(b.Rows) - was; rows <= room {
		return true
	}
	b.Rows = b.Rows[:was]
	return false
}

// asks adds the question in row i of the list, wrapped to at most the given rows.
func (b *sidebar) asks(r *Reading, i, most int) {
	n := b.question(r.Doc, i)
	kept := slices.Contains(r.Filter.Exchanges, n)
	text := grid.Style{}
	if len(r.Filter.Exchanges) > 0 && !kept || n == 0 {
		text = b.Theme.Dim
	}
	digits := len(strconv.Itoa(max(r.Doc.Questions(), 10)))
	indent := signCells + digits + 1
	lines := b.lines(b.summary(r.Doc, n), b.W-1-indent, most)
	for k, line := range lines {
		b.row(func(s *grid.Strip) {
			if b.Focus == OnQuestions && i == b.questions.Cursor {
				s.Under(b.Theme.Cursor)
			}
			if k == 0 {
				b.signs(s, b.read(r, n), kept)
				if num := strconv.Itoa(n); n > 0 {
					s.Pad(grid.Blanks, signCells+digits-len(num))
					s.Put(b.Theme.ruled, num, len(num))
				}
			}
			s.Pad(grid.Blanks, indent)
			s.Fit(text, line, b.W-1)
		})
	}
}

func (b *sidebar) read(r *Reading, n int) bool {
	t := r.Dialogue.Current()
	return t >= 0 && t < r.Doc.Len() && r.Doc.Exchange(t) == n
}

// lines wraps a sentence to a limited number of rows. The last row has the rest.
func (b *sidebar) lines(text string, cells, most int) []string {
	if most == 1 || cells < 8 {
		return []string{text}
	}
	var lines []string
	for _, row := range grid.Wrap(text, cells) {
		if len(lines) == most-1 {
			return append(lines, text[row.From:])
		}
		lines = append(lines, text[row.From:row.To])
	}
	return lines
}

// SideWidth returns the width of the sidebar beside the dialogue in cells, 0 if
// both do not fit.
func SideWidth(w int) int {
	if w < 60 {
		return 0
	}
	return max(24, min(w*3/10, 46))
}
