package ui

import (
	"math"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
)

func rows(n int) command {
	return func(m *Model) tea.Cmd { m.dialogue.scrollRows(n); return nil }
}

func halfPage(dir int) command {
	return func(m *Model) tea.Cmd { m.dialogue.halfPage(dir); return nil }
}

func page(dir int) command {
	return func(m *Model) tea.Cmd { m.dialogue.page(dir); return nil }
}

// jump goes somewhere with to, and remembers where that started.
func (m *Model) jump(to func()) {
	was := m.dialogue.anchor
	to()
	if m.dialogue.anchor != was {
		m.history.push(was)
	}
}

func (m *Model) toStart() tea.Cmd { m.jump(m.dialogue.toStart); return nil }
func (m *Model) toEnd() tea.Cmd   { m.jump(m.dialogue.toEnd); return nil }

// toTurn goes to turn i.
func (m *Model) toTurn(i int) { m.jump(func() { m.dialogue.goTo(heading(m.doc, i)) }) }

// goBack goes to where the last jump started.
func (m *Model) goBack() tea.Cmd {
	for {
		a, ok := m.history.pop()
		if !ok {
			m.say("no jump to go back to")
			return nil
		}
		if a != m.dialogue.anchor { // else what began there has led nowhere
			m.dialogue.restore(a)
			return nil
		}
	}
}

// goTo goes to a place, as soon as it is known.
func (m *Model) goTo(p Place) {
	m.goal = p
	m.reach()
}

// reach goes where the reader wants to go, if that is known by now.
func (m *Model) reach() {
	if m.reading == nil || m.goal.kind == nowhere || m.selected.busy || m.judged == unjudged && !m.filter.Zero() {
		return
	}
	p, err := m.goal.find(m.doc)
	if err == errLater {
		return
	}
	goal := m.goal
	m.goal = Place{}
	if err != nil {
		m.warn(err)
		return
	}
	switch goal.kind {
	case keptPlace:
		m.dialogue.restore(anchor{p, goal.up})
		return
	case endPlace:
		m.dialogue.toEnd()
		return
	}
	m.jump(func() { m.dialogue.goTo(m.kept(p)) })
	if goal.kind == timePlace {
		m.tellLast(goal.n)
	}
}

// tellLast says when the last turn begins, where nothing tells whether a time
// is in it or after the end.
func (m *Model) tellLast(ms int64) {
	if t := m.doc.Turn(m.doc.TimeAt(math.MaxInt64)); t.End < 0 && ms > int64(t.Start) {
		m.say("the last turn begins at " + transcript.Clock(t.Start))
	}
}

// kept returns p, or the next turn shown where the one of p is not: the last
// one where there is none after it.
func (r *reading) kept(p place) place {
	v := &r.dialogue
	if pos, kept := v.sel.Pos(max(p.turn, 0)); v.sel != nil && !kept && v.turns() > 0 {
		return heading(r.doc, v.sel.At(min(pos, v.turns()-1)))
	}
	return p
}

// turn goes to the next or the previous turn shown.
func turn(dir int) command {
	return func(m *Model) tea.Cmd {
		pos, ok := m.turnFrom(dir)
		if !ok {
			m.say(none(dir, "turn"))
			return nil
		}
		m.toTurn(m.dialogue.sel.At(pos))
		return nil
	}
}

func none(dir int, what string) string {
	if dir > 0 {
		return "no further " + what
	}
	return "no " + what + " before this one"
}

// turnFrom returns the position of the turn shown after the one being read,
// or before: that is the start of this one, where the reader is further down.
func (m *Model) turnFrom(dir int) (pos int, ok bool) {
	v := &m.dialogue
	cur := v.current()
	if cur < 0 {
		return 0, dir > 0 && v.turns() > 0
	}
	pos, kept := v.nearest(cur)
	if dir > 0 && kept {
		pos++
	} else if dir < 0 && !(kept && m.inside(cur)) {
		pos--
	}
	return pos, pos >= 0 && pos < v.turns()
}

// inside reports whether the reader is below the heading of a turn.
func (m *Model) inside(turn int) bool {
	start, _ := m.doc.TextSpan(turn)
	at := m.dialogue.place()
	return at.turn == turn && at.off >= start
}

// question goes to the next or the previous question of which something is
// shown.
func question(dir int) command {
	return func(m *Model) tea.Cmd {
		if pos, ok := m.questionFrom(dir); ok {
			m.toTurn(m.dialogue.sel.At(pos))
		} else {
			m.say(none(dir, "question"))
		}
		return nil
	}
}

// questionFrom returns the position of the first turn shown of another
// exchange, or of this one, where the reader goes back and is further down.
func (m *Model) questionFrom(dir int) (pos int, ok bool) {
	v := &m.dialogue
	n, cur := v.exchange(), v.current()
	if dir > 0 {
		if n == m.doc.Questions() {
			return 0, false
		}
		first, _ := m.doc.ExchangeSpan(n + 1)
		pos, _ = v.sel.Pos(first)
		return pos, pos < v.turns()
	}
	if cur < 0 || n == 0 {
		return 0, false
	}
	first, _ := m.doc.ExchangeSpan(n)
	pos, _ = v.sel.Pos(first)
	if top := v.sel.At(pos); cur > top || m.inside(top) {
		return pos, true
	}
	if pos == 0 {
		return 0, false
	}
	n = m.doc.Exchange(v.sel.At(pos - 1))
	first, _ = m.doc.ExchangeSpan(n)
	pos, _ = v.sel.Pos(first)
	return pos, n > 0
}

// sameSpeaker goes to the next or the previous turn of the one who speaks.
func sameSpeaker(dir int) command {
	return func(m *Model) tea.Cmd {
		v := &m.dialogue
		who := v.speakerRead()
		pos, ok := m.turnFrom(dir)
		for ; ok && pos >= 0 && pos < v.turns(); pos += dir {
			if t := v.sel.At(pos); who == 0 || m.doc.SpeakerOf(t) == who {
				m.toTurn(t)
				return nil
			}
		}
		m.say(none(dir, "turn of this speaker"))
		return nil
	}
}

// hit goes to the next or the previous hit of the search.
func hit(dir int) command {
	return func(m *Model) tea.Cmd {
		s := &m.search
		switch {
		case s.pattern == nil:
			return m.searchAgain(dir)
		case s.busy && (s.typing || s.len() == 0):
			s.ahead += dir
			s.typing = true
			return nil
		case s.len() == 0:
			m.say("not found: " + s.pattern.String())
			return nil
		}
		i := m.hitFrom(dir)
		if was := s.number(); was > 0 {
			s.at = s.hit(i)
			if now := s.number(); dir > 0 && now <= was {
				m.say("on from the start: " + s.count())
			} else if dir < 0 && now >= was {
				m.say("on from the end: " + s.count())
			}
		}
		m.jump(func() { m.reading.toHit(i) })
		return nil
	}
}

// searchAgain looks for what was looked for last: esc has ended that.
func (m *Model) searchAgain(dir int) tea.Cmd {
	lines := m.lines[searchPrompt]
	if len(lines) == 0 {
		m.say("nothing to search for yet: / searches")
		return nil
	}
	p, err := transcript.Compile(lines[len(lines)-1])
	if err != nil {
		m.warn(err)
		return nil
	}
	from := m.dialogue.anchorOf(m.dialogue.top)
	m.history.push(m.dialogue.anchor)
	cmd := m.find(p, from)
	m.search.ahead = min(dir, 0) // the first one from here on is the next
	return cmd
}

// hitFrom returns the hit after or before the one the reader is at, or,
// where that is not on the screen any more, the row on top.
func (m *Model) hitFrom(dir int) int {
	s, n := &m.search, m.search.len()
	if s.at != noHit && m.dialogue.visible(place{s.at.Turn, s.at.Off}) {
		return (s.index() + dir + n) % n
	}
	i := s.next(m.dialogue.anchorOf(m.dialogue.top).place)
	if dir < 0 {
		i--
	}
	return (i + n) % n
}
