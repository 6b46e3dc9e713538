package ui

import (
	"slices"
	"strconv"

	"verbatim/ui/internal/grid"
)

// The sidebar has a heading over each list and a blank row between them.
const (
	sideHeads  = 3
	fewRows    = 8 // fewer are for one list at a time
	maxWrapped = 3 // rows of a question where there is room for all of them
	signCells  = 2 // what is read, what is kept
)

// layout makes the rows of the sidebar.
func (b *sidebar) layout(r *reading) {
	b.rows = b.rows[:0]
	nq := b.items(r.doc)
	b.divide(len(b.order), nq)
	if b.h <= 0 || b.w <= 0 || b.theme == nil {
		return
	}
	if b.focus != onSpeakers {
		b.speakers.show(max(0, b.placeOf(r.dialogue.speakerRead())))
	}
	if b.focus != onQuestions && nq > 0 {
		b.questions.show(b.rowOf(r.doc, r.dialogue.exchange()))
	}
	if !b.alone() || b.focus == onSpeakers {
		b.head("SPEAKERS", onSpeakers, len(b.order), len(r.doc.Speakers())-1)
		for i := b.speakers.top; i < b.speakers.end(); i++ {
			b.speaker(r, i)
		}
	}
	if !b.alone() {
		b.row(nil)
	}
	if !b.alone() || b.focus == onQuestions {
		b.head("QUESTIONS", onQuestions, nq, r.doc.Questions())
		b.questionRows(r)
	}
	for len(b.rows) < b.h {
		b.row(nil)
	}
	b.rows = b.rows[:b.h]
}

// alone reports whether only the list that has the keys is shown.
func (b *sidebar) alone() bool { return b.h < fewRows && b.focus != onDialogue }

// divide gives ns speakers and nq questions their rows.
func (b *sidebar) divide(ns, nq int) {
	room := max(b.h-sideHeads, 0)
	hs := min(ns, max(room*2/5, room-nq))
	hq := room - hs
	if b.alone() {
		hs = max(b.h-1, 1)
		hq = hs
	}
	b.speakers.resize(ns, hs)
	b.questions.resize(nq, hq)
}

// questionRows adds the questions: in full, or as many as there are rows for.
func (b *sidebar) questionRows(r *reading) {
	if b.wrapped(r) {
		return
	}
	for i := b.questions.top; i < b.questions.end(); i++ {
		b.asks(r, i, 1)
	}
}

// row adds a row that paint fills.
func (b *sidebar) row(paint func(s *grid.Strip)) {
	var s grid.Strip
	if paint != nil {
		paint(&s)
	}
	if s.Cells > b.w { // too narrow for anything
		s = grid.Strip{}
	}
	s.Pad(grid.Blanks, b.w)
	s.Rest()
	b.rows = append(b.rows, string(s.Buf))
}

// head adds the heading of a list. Where not all of it is there it says how
// much is.
func (b *sidebar) head(title string, of focused, n, all int) {
	if b.h == 1 && b.alone() {
		return
	}
	b.row(func(s *grid.Strip) {
		st := b.theme.heading
		if b.focus == of {
			st = b.theme.focus
		}
		s.Pad(grid.Blanks, 1)
		s.Fit(st, title, b.w-1)
		if b.narrow[of-1] != nil {
			s.Fit(b.theme.dim, " "+strconv.Itoa(n)+"/"+strconv.Itoa(all)+" “"+b.narrow[of-1].String()+"”", b.w-1)
		} else if all == 0 {
			s.Fit(b.theme.dim, " none", b.w-1)
		}
	})
}

// signs say what is read and what the filter keeps.
func (b *sidebar) signs(s *grid.Strip, read, kept bool) {
	switch {
	case read:
		s.Put(b.theme.focus, "›", 1)
	default:
		s.Pad(grid.Blanks, 1)
	}
	if kept {
		s.Put(b.theme.chosen, "✓", 1)
	}
	s.Pad(grid.Blanks, signCells)
}

// speaker adds the row of the speaker at place i of the order.
func (b *sidebar) speaker(r *reading, i int) {
	n := b.order[i]
	who := r.doc.Speakers()[n]
	kept := slices.Contains(r.filter.Speakers, n)
	v := r.dialogue.speaker(n)
	name := v.name
	if len(r.filter.Speakers) > 0 && !kept {
		name = b.theme.dim
	}
	b.row(func(s *grid.Strip) {
		if b.focus == onSpeakers && i == b.speakers.cursor {
			s.Under(b.theme.cursor)
		}
		b.signs(s, n == r.dialogue.speakerRead(), kept)
		s.Put(v.bar.style, v.bar.glyph, 1)
		share, width := b.share(who.Bytes), b.shareCells()
		edge := b.w - 1 - len("100%")
		if width > 0 {
			edge -= width + 1
		}
		if r.doc.LooksAlike(n) {
			s.Fit(name, who.Name, edge-1-len(" ~"))
			s.Fit(b.theme.error, " "+alikeSign, edge-1)
		} else {
			s.Fit(name, who.Name, edge-1)
		}
		s.Pad(grid.Blanks, edge)
		if width > 0 {
			b.bar(s, v, who.Bytes, width)
			s.Pad(grid.Blanks, edge+width+1)
		}
		s.Pad(grid.Blanks, b.w-1-len(share))
		s.Put(b.theme.role, share, len(share))
	})
}

// shareCells returns the width of the bars of shares: none where names need
// the room.
func (b *sidebar) shareCells() int {
	switch {
	case b.w >= 40:
		return len(blocks) / len("▇")
	case b.w >= 30:
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

// blocks fill cells but for a row of pixels, which keeps bars apart.
const blocks = "▇▇▇▇▇▇▇▇"

// bar adds the bar of a share.
func (b *sidebar) bar(s *grid.Strip, v voice, n int64, width int) {
	if b.bytes == 0 || n == 0 {
		return
	}
	cells := max(1, int((n*int64(width)+b.bytes/2)/b.bytes))
	s.Put(v.run.plain, blocks[:cells*len("▇")], cells)
}

// wrapped adds the questions with all of their sentence, if there is room.
func (b *sidebar) wrapped(r *reading) bool {
	n, room := b.questions.n, b.h-len(b.rows)
	if n == 0 || n*2 > room { // most take two rows and more
		return false
	}
	was, rows := len(b.rows), 0
	for i := range n {
		b.asks(r, i, maxWrapped)
	}
	if rows = len(b.rows) - was; rows <= room {
		return true
	}
	b.rows = b.rows[:was]
	return false
}

// asks adds the question in row i of the list, on as many rows as it may take.
func (b *sidebar) asks(r *reading, i, most int) {
	n := b.question(r.doc, i)
	kept := slices.Contains(r.filter.Exchanges, n)
	text := grid.Style{}
	if len(r.filter.Exchanges) > 0 && !kept || n == 0 {
		text = b.theme.dim
	}
	digits := len(strconv.Itoa(max(r.doc.Questions(), 10)))
	indent := signCells + digits + 1
	lines := b.lines(b.summary(r.doc, n), b.w-1-indent, most)
	for k, line := range lines {
		b.row(func(s *grid.Strip) {
			if b.focus == onQuestions && i == b.questions.cursor {
				s.Under(b.theme.cursor)
			}
			if k == 0 {
				b.signs(s, b.read(r, n), kept)
				if num := strconv.Itoa(n); n > 0 {
					s.Pad(grid.Blanks, signCells+digits-len(num))
					s.Put(b.theme.ruled, num, len(num))
				}
			}
			s.Pad(grid.Blanks, indent)
			s.Fit(text, line, b.w-1)
		})
	}
}

func (b *sidebar) read(r *reading, n int) bool {
	t := r.dialogue.current()
	return t >= 0 && t < r.doc.Len() && r.doc.Exchange(t) == n
}

// lines breaks a sentence to at most so many rows, the last of which has all
// the rest.
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

// sideWidth returns the cells of the sidebar beside the dialogue, 0 where
// there is no room for both.
func sideWidth(w int) int {
	if w < 60 {
		return 0
	}
	return max(24, min(w*3/10, 46))
}
