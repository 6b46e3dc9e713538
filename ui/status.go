package ui

import (
	"slices"
	"strconv"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript"
	"verbatim/ui/internal/grid"
	"verbatim/ui/internal/view"
)

// A segment is a part of the status line.
type segment struct {
	text  string
	style grid.Style
	drop  int // segments with the highest drop are omitted first; 0: truncated instead
}

// spare is the drop of segments that are omitted even before hints.
const spare = 6

// statusRow returns the last row of the screen: the notice if there is one,
// otherwise segments on the left and keys on the right.
func (m *Model) statusRow(left func() []segment, keys func() [][2]string) string {
	var s grid.Strip
	s.Under(m.theme.Status)
	s.Pad(grid.Blanks, 1)
	if m.notice.text != "" {
		st := m.theme.Notice
		if m.notice.wrong {
			st = m.theme.Error
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

// keyHints returns the keys that a reader is likely to need next, with what they
// do.
func (m *Model) keyHints() [][2]string {
	switch {
	case m.Copying.Busy:
		return [][2]string{{"esc", "cancel"}, {"?", "help"}}
	case m.Side.Focus != view.OnDialogue:
		return m.sideHints()
	case m.writing != nil:
		return [][2]string{{"esc", "cancel writing"}, {"?", "help"}}
	case m.Goal.Kind != view.Nowhere:
		return [][2]string{{"esc", "stay here"}, {"?", "help"}}
	case m.Search.Pattern != nil && m.Search.Len() > 0:
		return [][2]string{{"n", "next"}, {"esc", "end search"}, {"?", "help"}}
	case m.Search.Pattern != nil:
		return [][2]string{{"esc", "end search"}, {"?", "help"}}
	case !m.Filter.Zero():
		return [][2]string{{"esc", "show all"}, {"?", "help"}}
	}
	return [][2]string{{"tab", "sidebar"}, {"/", "search"}, {"?", "help"}}
}

// sideHints returns the hints in the sidebar, which depend on the row under the
// cursor.
func (m *Model) sideHints() [][2]string {
	enter, space, esc := "only this", "add", "back"
	narrowed := m.Side.Narrow[m.Side.Focus-1] != nil
	if narrowed {
		esc = "whole list"
	}
	i, ok := m.Side.Current(m.Doc)
	switch chosen := *m.Side.Chosen(&m.Filter); {
	case !ok && narrowed:
		return [][2]string{{"/", "narrow"}, {"esc", esc}}
	case !ok:
		return [][2]string{{"esc", esc}}
	case slices.Equal(chosen, []int{i}):
		enter, space = "show all", "remove"
	case slices.Contains(chosen, i):
		space = "remove"
	}
	if m.Side.Focus == view.OnSpeakers {
		return [][2]string{{"enter", enter}, {"space", space}, {"/", "narrow"}, {"r", "name"}, {"a", "asks"}, {"esc", esc}}
	}
	return [][2]string{{"enter", enter}, {"space", space}, {"/", "narrow"}, {"esc", esc}}
}

// hints fills the row with segments on the left and keys on the right, by these
// rules:
//
//  1. In the sidebar, keys matter more than segments.
//  2. Spare segments are omitted before any key.
//  3. The key that leads back (esc) is omitted last.
//  4. A segment with drop 0 is truncated, not omitted.
func (m *Model) hints(s *grid.Strip, left []segment, keys [][2]string) {
	right := 0
	for _, k := range keys {
		right += hintCells(k)
	}
	if len(m.over) == 0 && m.Side.Focus != view.OnDialogue {
		left = dropped(left, m.w-2-right) // rule 1
	}
	if total(left) > m.w-3-right {
		left = slices.DeleteFunc(left, func(g segment) bool { return g.drop >= spare })
	}
	out := wayOut(keys)
	if out >= 0 && keys[out][0] == "esc" { // rule 3
		with := m.w - 2 - hintCells(keys[out])
		if less := dropped(slices.Clone(left), with); total(less) <= with {
			left = less
		}
	}
	left = dropped(left, m.w-2)
	for i, g := range left {
		if i > 0 {
			s.Fit(m.theme.Rule, " · ", m.w-1)
		}
		s.Fit(g.style, g.text, m.w-1)
	}
	for len(keys) > 0 && s.Cells+right+2 > m.w { // rule 3
		last := len(keys) - 1
		if last > 0 && last == wayOut(keys) {
			last--
		}
		right -= hintCells(keys[last])
		keys = slices.Delete(keys, last, last+1)
	}
	s.Pad(grid.Blanks, m.w-right)
	for _, k := range keys {
		s.Fit(m.theme.Keys, k[0], m.w)
		s.Fit(m.theme.Role, " "+k[1]+"  ", m.w)
	}
}

// wayOut returns the index of the key that leads back: esc, or the last key.
func wayOut(keys [][2]string) int {
	if i := slices.IndexFunc(keys, func(k [2]string) bool { return k[0] == "esc" }); i >= 0 {
		return i
	}
	return len(keys) - 1
}

// hintCells returns the cells that a hint takes, with the spaces after it.
func hintCells(k [2]string) int { return grid.Cells(k[0]) + 1 + grid.Cells(k[1]) + 2 }

// dropped returns the segments that fit.
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

// segments returns what the status line shows of the transcript: its name, the
// question, the place, the filter, the search and what is still being done.
func (m *Model) segments() []segment {
	v := &m.Dialogue
	all := []segment{{text: text.BaseName(m.Name), drop: 4}, {text: m.form(), style: m.theme.Role, drop: spare}}
	add := func(text string, st grid.Style, drop int) {
		if text != "" {
			all = append(all, segment{text, st, drop})
		}
	}
	if n := m.Doc.Questions(); n > 0 {
		text, things := strconv.Itoa(n), " questions"
		switch {
		case !m.Done: // more may follow
			text += "…"
		case n == 1:
			things = " question"
		}
		if at := v.Exchange(); at > 0 && v.Current() >= 0 {
			text = view.Number(at) + "/" + text
		} else {
			text += things
		}
		add(text, grid.Style{}, 1)
	}
	if who := v.SpeakerRead(); who > 0 && !slices.Equal(m.Filter.Speakers, []int{who}) { // the filter names the speaker already
		add(m.Doc.Speakers()[who].Name, v.Speaker(who).Name, 3)
	}
	add(strconv.Itoa(v.Percent())+"%", grid.Style{}, 2)
	if p := m.Search.Pattern; p != nil {
		add("“"+transcript.CleanName(p.String())+"” "+m.Search.Count(), m.theme.Notice, 0)
	}
	if f := m.filterText(); f != "" {
		add("only "+f, m.theme.Chosen, 0)
	}
	if m.writing != nil {
		add(m.writing.text(), m.theme.Notice, 0)
	} else {
		add(m.markedText(), m.theme.Chosen, 0)
	}
	switch {
	case m.Done && m.Doc.Len() == 0:
		add("no speech", m.theme.Error, 0)
	case m.Err != nil: // a notice showed the reason until the next key
		add("incomplete", m.theme.Error, 0)
	}
	if n := v.Hidden(); n > 0 {
		add(view.Plural(n, "hidden character"), m.theme.Error, 6)
	}
	add(m.progress(), m.theme.Role, 5)
	return all
}

// filterText describes the filter, "" if there is none.
func (m *Model) filterText() string {
	var parts []string
	var names []string
	for _, s := range m.Filter.Speakers {
		names = append(names, m.Doc.Speakers()[s].Name)
	}
	if len(names) > 2 {
		names = []string{view.Plural(len(names), "speaker")}
	}
	if len(names) > 0 {
		parts = append(parts, strings.Join(names, ", "))
	}
	if ns := m.Filter.Exchanges; len(ns) > 3 {
		parts = append(parts, view.Plural(len(ns), "question"))
	} else if len(ns) > 0 {
		var qs []string
		for _, n := range ns {
			qs = append(qs, view.Number(n))
		}
		parts = append(parts, strings.Join(qs, ", "))
	}
	if p := m.Filter.Text; p != nil {
		parts = append(parts, "“"+transcript.CleanName(p.String())+"”")
	}
	text := strings.Join(parts, " & ")
	if text != "" && m.Dialogue.Sel.Len() == 0 && !m.Selected.Busy {
		text += ": nothing"
	}
	return text
}

// lag is how many bytes the index of a growing transcript may be behind and
// still count as complete.
const lag = 64 << 10

// progress describes the work in progress, "" if there is none.
func (m *Model) progress() string {
	switch known, _ := m.Doc.Scanned(); {
	case m.Following && (m.Done || known+lag > m.Doc.Size()):
		return "following"
	case m.Goal.Kind != view.Nowhere:
		return "going there"
	case m.Copying.Busy:
		return "copying…"
	case m.Selected.Busy:
		return "filtering…"
	case m.Done:
		return ""
	}
	read, size := m.Share()
	if size == 0 {
		return "reading"
	}
	return "reading " + percent(read, size)
}

// form returns the format of the transcript, or how its turns open where that is not
// the ordinary way.
func (m *Model) form() string {
	if f := m.Doc.Frame(); f != "" {
		return f
	}
	return m.Doc.Format()
}
