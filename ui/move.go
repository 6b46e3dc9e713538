package ui

import (
	"math"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
	"verbatim/ui/internal/view"
)

func rows(n int) command {
	return func(m *Model) tea.Cmd { m.Dialogue.ScrollRows(n); return nil }
}

func halfPage(dir int) command {
	return func(m *Model) tea.Cmd { m.Dialogue.HalfPage(dir); return nil }
}

func page(dir int) command {
	return func(m *Model) tea.Cmd { m.Dialogue.Page(dir); return nil }
}

// jump calls to, which goes somewhere, and remembers where that started.
func (m *Model) jump(to func()) {
	was := m.Dialogue.Anchor
	to()
	if m.Dialogue.Anchor != was {
		m.History.Push(was)
	}
}

func (m *Model) toStart() tea.Cmd { m.jump(m.Dialogue.ToStart); return nil }
func (m *Model) toEnd() tea.Cmd   { m.jump(m.Dialogue.ToEnd); return nil }

// toTurn goes to turn i.
func (m *Model) toTurn(i int) { m.jump(func() { m.Dialogue.GoTo(view.Heading(m.Doc, i)) }) }

// goBack goes to where the last jump started.
func (m *Model) goBack() tea.Cmd {
	for {
		a, ok := m.History.Pop()
		if !ok {
			m.say("no jump to go back to")
			return nil
		}
		if a != m.Dialogue.Anchor { // otherwise the jump led nowhere
			m.Dialogue.Restore(a)
			return nil
		}
	}
}

// goTo goes to a place, now or as soon as enough has been read.
func (m *Model) goTo(p view.Place) {
	m.Goal = p
	m.reach()
}

// reach goes to the pending place if enough has been read.
func (m *Model) reach() {
	if m.Reading == nil || m.Goal.Kind == view.Nowhere || m.Selected.Busy || m.Judged == view.Unjudged && !m.Filter.Zero() {
		return
	}
	p, err := m.Goal.Find(m.Doc)
	if err == view.ErrLater {
		return
	}
	goal := m.Goal
	m.Goal = view.Place{}
	if err != nil {
		m.warn(err)
		return
	}
	switch goal.Kind {
	case view.KeptPlace:
		m.Dialogue.Restore(view.Anchor{Point: p, Up: goal.Up})
		return
	case view.EndPlace:
		m.Dialogue.ToEnd()
		return
	}
	m.jump(func() { m.Dialogue.GoTo(m.Kept(p)) })
	if goal.Kind == view.TimePlace {
		m.tellLast(m.Doc.ClockTime(goal.N, goal.Short))
	}
}

// tellLast shows when the last turn begins: without its end, a later time may be
// in it or after it.
func (m *Model) tellLast(ms int64) {
	if t := m.Doc.Turn(m.Doc.TimeAt(math.MaxInt64)); t.End < 0 && ms > t.Start {
		m.say("the last turn begins at " + m.Doc.Clock(t.Start))
	}
}

// turn goes to the next shown turn, or with dir -1 to the previous one.
func turn(dir int) command {
	return func(m *Model) tea.Cmd {
		pos, ok := m.turnFrom(dir)
		if !ok {
			m.say(none(dir, "turn"))
			return nil
		}
		m.toTurn(m.Dialogue.Sel.At(pos))
		return nil
	}
}

func none(dir int, what string) string {
	if dir > 0 {
		return "no further " + what
	}
	return "no " + what + " before this one"
}

// turnFrom returns the position of the next or previous shown turn. Before the
// current turn comes its own start, if the reader is further down.
func (m *Model) turnFrom(dir int) (pos int, ok bool) {
	v := &m.Dialogue
	cur := v.Current()
	if cur < 0 {
		return 0, dir > 0 && v.Turns() > 0
	}
	pos, kept := v.Nearest(cur)
	if dir > 0 && kept {
		pos++
	} else if dir < 0 && !(kept && m.inside(cur)) {
		pos--
	}
	return pos, pos >= 0 && pos < v.Turns()
}

// inside reports whether the reader is below the heading of a turn.
func (m *Model) inside(turn int) bool {
	start, _ := m.Doc.TextSpan(turn)
	at := m.Dialogue.Place()
	return at.Turn == turn && at.Off >= start
}

// question goes to the next or previous question, among those with shown turns.
func question(dir int) command {
	return func(m *Model) tea.Cmd {
		if pos, ok := m.questionFrom(dir); ok {
			m.toTurn(m.Dialogue.Sel.At(pos))
		} else {
			m.say(none(dir, "question"))
		}
		return nil
	}
}

// questionFrom returns the position of the first shown turn of the next or
// previous exchange. Before the current exchange comes its own start, if the
// reader is further down.
func (m *Model) questionFrom(dir int) (pos int, ok bool) {
	v := &m.Dialogue
	n, cur := v.Exchange(), v.Current()
	if dir > 0 {
		if n == m.Doc.Questions() {
			return 0, false
		}
		first, _ := m.Doc.ExchangeSpan(n + 1)
		pos, _ = v.Sel.Pos(first)
		return pos, pos < v.Turns()
	}
	if cur < 0 || n == 0 {
		return 0, false
	}
	first, _ := m.Doc.ExchangeSpan(n)
	pos, _ = v.Sel.Pos(first)
	if top := v.Sel.At(pos); cur > top || m.inside(top) {
		return pos, true
	}
	if pos == 0 {
		return 0, false
	}
	n = m.Doc.Exchange(v.Sel.At(pos - 1))
	first, _ = m.Doc.ExchangeSpan(n)
	pos, _ = v.Sel.Pos(first)
	return pos, n > 0
}

// sameSpeaker goes to the next or previous turn of the current speaker.
func sameSpeaker(dir int) command {
	return func(m *Model) tea.Cmd {
		v := &m.Dialogue
		who := v.SpeakerRead()
		pos, ok := m.turnFrom(dir)
		for ; ok && pos >= 0 && pos < v.Turns(); pos += dir {
			if t := v.Sel.At(pos); who == 0 || m.Doc.SpeakerOf(t) == who {
				m.toTurn(t)
				return nil
			}
		}
		m.say(none(dir, "turn of this speaker"))
		return nil
	}
}

// hit goes to the next or previous hit of the search.
func hit(dir int) command {
	return func(m *Model) tea.Cmd {
		s := &m.Search
		switch {
		case s.Pattern == nil:
			return m.searchAgain(dir)
		case s.Busy && (s.Typing || s.Len() == 0):
			s.Ahead += dir
			s.Typing = true
			return nil
		case s.Len() == 0:
			m.say("not found: " + s.Pattern.String())
			return nil
		}
		i := m.hitFrom(dir)
		if was := s.Number(); was > 0 {
			s.At = s.Hit(i)
			if now := s.Number(); dir > 0 && now <= was {
				m.say("wrapped to the top: " + s.Count())
			} else if dir < 0 && now >= was {
				m.say("wrapped to the bottom: " + s.Count())
			}
		}
		m.jump(func() { m.Reading.ToHit(i) })
		return nil
	}
}

// searchAgain repeats the last search, which esc ended.
func (m *Model) searchAgain(dir int) tea.Cmd {
	lines := m.lines[searchPrompt]
	if len(lines) == 0 {
		m.say("no search yet: / starts one")
		return nil
	}
	p, err := transcript.Compile(lines[len(lines)-1])
	if err != nil {
		m.warn(err)
		return nil
	}
	from := m.Dialogue.AnchorOf(m.Dialogue.Top)
	m.History.Push(m.Dialogue.Anchor)
	cmd := m.Find(p, from)
	m.Search.Ahead = min(dir, 0) // the first hit from here on is the next one
	return cmd
}

// hitFrom returns the hit after or before the current one. If that is no longer
// on the screen, the search starts from the top row.
func (m *Model) hitFrom(dir int) int {
	s, n := &m.Search, m.Search.Len()
	if s.At != view.NoHit && m.Dialogue.Visible(view.Point{Turn: s.At.Turn, Off: s.At.Off}) {
		return (s.Index() + dir + n) % n
	}
	i := s.Next(m.Dialogue.AnchorOf(m.Dialogue.Top).Point)
	if dir < 0 {
		i--
	}
	return (i + n) % n
}
