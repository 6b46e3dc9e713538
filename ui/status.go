package ui

import (
	"slices"
	"strconv"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript"
	"verbatim/ui/internal/grid"
)

// A segment is a part of the status line.
type segment struct {
	text  string
	style grid.Style
	drop  int // parts with the highest go first where there is no room, 0: it is cut
}

// spare is the drop of what goes even before hints do.
const spare = 6

// statusRow returns the last row of the screen: the notice, or else segments at
// its left and keys at its right.
func (m *Model) statusRow(left func() []segment, keys func() [][2]string) string {
	var s grid.Strip
	s.Under(m.theme.status)
	s.Pad(grid.Blanks, 1)
	if m.notice.text != "" {
		st := m.theme.notice
		if m.notice.wrong {
			st = m.theme.error
		}
		s.Fit(st, m.notice.line(m.w-1-s.Cells), m.w-1)
	} else {
		m.hints(&s, left(), keys())
	}
	s.Pad(grid.Blanks, m.w)
	s.Rest()
	if s.Cells > m.w { // no room for anything
		return grid.Blanks[:min(m.w, len(grid.Blanks))]
	}
	return string(s.Buf)
}

// keyHints returns the keys that a reader may want next.
func (m *Model) keyHints() [][2]string {
	switch {
	case m.copying.busy:
		return [][2]string{{"esc", "cancel"}, {"?", "help"}}
	case m.side.focus != onDialogue:
		return m.sideHints()
	case m.writing != nil:
		return [][2]string{{"esc", "cancel writing"}, {"?", "help"}}
	case m.goal.kind != nowhere:
		return [][2]string{{"esc", "stay here"}, {"?", "help"}}
	case m.search.pattern != nil && m.search.len() > 0:
		return [][2]string{{"n", "next"}, {"esc", "end search"}, {"?", "help"}}
	case m.search.pattern != nil:
		return [][2]string{{"esc", "end search"}, {"?", "help"}}
	case !m.filter.Zero():
		return [][2]string{{"esc", "all again"}, {"?", "help"}}
	}
	return [][2]string{{"tab", "sidebar"}, {"/", "search"}, {"?", "help"}}
}

// sideHints returns those in the sidebar. What a key does goes by what the
// cursor is on.
func (m *Model) sideHints() [][2]string {
	enter, space, esc := "only this", "add", "back"
	narrowed := m.side.narrow[m.side.focus-1] != nil
	if narrowed {
		esc = "whole list"
	}
	i, ok := m.side.current(m.doc)
	switch chosen := *m.side.chosen(&m.filter); {
	case !ok && narrowed:
		return [][2]string{{"/", "narrow"}, {"esc", esc}}
	case !ok:
		return [][2]string{{"esc", esc}}
	case slices.Equal(chosen, []int{i}):
		enter, space = "all again", "take away"
	case slices.Contains(chosen, i):
		space = "take away"
	}
	if m.side.focus == onSpeakers {
		return [][2]string{{"enter", enter}, {"space", space}, {"/", "narrow"}, {"r", "name"}, {"a", "asks"}, {"esc", esc}}
	}
	return [][2]string{{"enter", enter}, {"space", space}, {"/", "narrow"}, {"esc", esc}}
}

// hints fills the row with segments at its left and keys at its right, as
// many as there is room for.
func (m *Model) hints(s *grid.Strip, left []segment, keys [][2]string) {
	right := 0
	for _, k := range keys {
		right += hintCells(k)
	}
	if len(m.over) == 0 && m.side.focus != onDialogue {
		left = dropped(left, m.w-2-right) // whoever is in the sidebar knows what is read
	}
	if total(left) > m.w-3-right {
		left = slices.DeleteFunc(left, func(g segment) bool { return g.drop >= spare })
	}
	out := wayOut(keys)
	if out >= 0 && keys[out][0] == "esc" { // what is read can be seen, how to get back cannot
		with := m.w - 2 - hintCells(keys[out])
		if less := dropped(slices.Clone(left), with); total(less) <= with {
			left = less
		}
	}
	left = dropped(left, m.w-2)
	for i, g := range left {
		if i > 0 {
			s.Fit(m.theme.rule, " · ", m.w-1)
		}
		s.Fit(g.style, g.text, m.w-1)
	}
	for len(keys) > 0 && s.Cells+right+2 > m.w { // the way out is the last to go
		last := len(keys) - 1
		if last > 0 && last == wayOut(keys) {
			last--
		}
		right -= hintCells(keys[last])
		keys = slices.Delete(keys, last, last+1)
	}
	s.Pad(grid.Blanks, m.w-right)
	for _, k := range keys {
		s.Fit(m.theme.keys, k[0], m.w)
		s.Fit(m.theme.role, " "+k[1]+"  ", m.w)
	}
}

// wayOut returns which of the keys leads back: esc, or else the last one.
func wayOut(keys [][2]string) int {
	if i := slices.IndexFunc(keys, func(k [2]string) bool { return k[0] == "esc" }); i >= 0 {
		return i
	}
	return len(keys) - 1
}

// hintCells returns the cells of a key and what it does, and of the blanks
// after it.
func hintCells(k [2]string) int { return grid.Cells(k[0]) + 1 + grid.Cells(k[1]) + 2 }

// dropped returns the segments that there is room for.
func dropped(left []segment, room int) []segment {
	for len(left) > 0 && total(left) > room {
		worst := slices.MaxFunc(left, func(a, b segment) int { return a.drop - b.drop })
		if worst.drop == 0 {
			break
		}
		left = slices.DeleteFunc(left, func(g segment) bool { return g.drop == worst.drop })
	}
	return left
}

// total returns the cells that segments take.
func total(of []segment) int {
	n := 0
	for i, g := range of {
		if i > 0 {
			n += grid.Cells(" · ")
		}
		n += grid.Cells(g.text)
	}
	return n
}

// segments say what is read, where, and what of it is shown.
func (m *Model) segments() []segment {
	v := &m.dialogue
	all := []segment{{text: text.BaseName(m.name), drop: 4}, {text: m.doc.Format(), style: m.theme.role, drop: spare}}
	add := func(text string, st grid.Style, drop int) {
		if text != "" {
			all = append(all, segment{text, st, drop})
		}
	}
	if n := m.doc.Questions(); n > 0 {
		text, things := strconv.Itoa(n), " questions"
		switch {
		case !m.done: // there may be more
			text += "…"
		case n == 1:
			things = " question"
		}
		if at := v.exchange(); at > 0 && v.current() >= 0 {
			text = number(at) + "/" + text
		} else {
			text += things
		}
		add(text, grid.Style{}, 1)
	}
	if who := v.speakerRead(); who > 0 && !slices.Equal(m.filter.Speakers, []int{who}) { // else it is said below
		add(m.doc.Speakers()[who].Name, v.speaker(who).name, 3)
	}
	add(strconv.Itoa(v.percent())+"%", grid.Style{}, 2)
	if p := m.search.pattern; p != nil {
		add("“"+transcript.CleanName(p.String())+"” "+m.search.count(), m.theme.notice, 0)
	}
	if f := m.filterText(); f != "" {
		add("only "+f, m.theme.chosen, 0)
	}
	if m.writing != nil {
		add(m.writing.text(), m.theme.notice, 0)
	} else {
		add(m.markedText(), m.theme.chosen, 0)
	}
	switch {
	case m.done && m.doc.Len() == 0:
		add("no speech", m.theme.error, 0)
	case m.err != nil: // why has been said, until the next key
		add("incomplete", m.theme.error, 0)
	}
	if n := v.hidden(); n > 0 {
		add(plural(n, "hidden character"), m.theme.error, 5)
	}
	add(m.progress(), m.theme.role, 5)
	return all
}

// filterText says what the filter keeps.
func (m *Model) filterText() string {
	var parts []string
	var names []string
	for _, s := range m.filter.Speakers {
		names = append(names, m.doc.Speakers()[s].Name)
	}
	if len(names) > 2 {
		names = []string{plural(len(names), "speaker")}
	}
	if len(names) > 0 {
		parts = append(parts, strings.Join(names, ", "))
	}
	if ns := m.filter.Exchanges; len(ns) > 3 {
		parts = append(parts, plural(len(ns), "question"))
	} else if len(ns) > 0 {
		var qs []string
		for _, n := range ns {
			qs = append(qs, number(n))
		}
		parts = append(parts, strings.Join(qs, ", "))
	}
	if p := m.filter.Text; p != nil {
		parts = append(parts, "“"+transcript.CleanName(p.String())+"”")
	}
	text := strings.Join(parts, " & ")
	if text != "" && m.dialogue.sel.Len() == 0 && !m.selected.busy {
		text += ": nothing"
	}
	return text
}

// lag is how far behind the end of a growing transcript its index may be and
// still count as there, in bytes.
const lag = 64 << 10

// progress says what is still being done.
func (m *Model) progress() string {
	switch known, _ := m.doc.Scanned(); {
	case m.following && (m.done || known+lag > m.doc.Size()):
		return "following"
	case m.goal.kind != nowhere:
		return "on the way"
	case m.copying.busy:
		return "copying…"
	case m.selected.busy:
		return "filtering…"
	case m.done:
		return ""
	}
	read, size := m.share()
	if size == 0 {
		return "reading on"
	}
	return "reading " + percent(read, size)
}

// share returns how much of the transcript has been read, and its size, 0
// while that is not known.
func (r *reading) share() (read, size int64) {
	read, size = r.doc.Source().Progress()
	if whole, done := r.doc.Source().Size(); done && size > 0 { // then the index is what is waited for
		return r.known(), max(whole, 1)
	}
	return read, size
}
