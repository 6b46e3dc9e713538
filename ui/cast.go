package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
)

// namePrompt asks for a speaker's name.
var namePrompt = &promptKind{sign: "name: ", hint: "one that another has joins the two",
	enter: (*prompt).enterName, max: maxNote}

// speakerOn returns the speaker under the cursor of the sidebar.
func (m *Model) speakerOn() (speaker int, ok bool) {
	if m.side.focus != onSpeakers {
		m.say("this is for the list of speakers: shift+tab goes there")
		return 0, false
	}
	if speaker, ok = m.side.current(m.doc); !ok {
		m.say("there is nobody in the list")
	}
	return speaker, ok
}

// rename asks for the name of the speaker under the cursor.
func (m *Model) rename() tea.Cmd {
	speaker, ok := m.speakerOn()
	if !ok {
		return nil
	}
	name := m.doc.Speakers()[speaker].Name
	p, cmd := m.ask(namePrompt, name)
	p.of = name
	return cmd
}

// enterName gives the speaker the name.
func (p *prompt) enterName(m *Model) (tea.Cmd, error) {
	name := strings.TrimSpace(p.input.Value())
	speaker := m.speakerNamed(p.of)
	if name == "" || name == p.of || speaker == 0 {
		return nil, nil
	}
	before := len(m.doc.Speakers())
	cmd := m.recast(func(d *transcript.Document) []int { return d.Rename(speaker, name) })
	switch after := len(m.doc.Speakers()); {
	case after < before:
		m.say(p.of + " and " + transcript.CleanName(name) + " are one speaker now")
	case after > before:
		m.say(transcript.CleanName(name) + " is a speaker of their own again")
	}
	return cmd, nil
}

// speakerNamed returns the speaker with a name, 0 if there is none any more.
func (r *reading) speakerNamed(name string) int {
	return max(0, slices.IndexFunc(r.doc.Speakers(), func(s transcript.Speaker) bool { return s.Name == name }))
}

// toggleAsks says of the speaker under the cursor that their turns are
// questions, or that they are not.
func (m *Model) toggleAsks() tea.Cmd {
	speaker, ok := m.speakerOn()
	if !ok {
		return nil
	}
	asks := !m.doc.Speakers()[speaker].Asks
	before := m.doc.Questions()
	cmd := m.recast(func(d *transcript.Document) []int { d.SetAsks(speaker, asks); return nil })
	who := m.doc.Speakers()[speaker].Name
	switch n := m.doc.Questions(); {
	case asks && n == before:
		m.say(who + " asks, but none of these turns has a question in it")
	case asks:
		m.say(who + " asks: " + plural(n, "question"))
	default:
		m.say(who + " does not ask: " + plural(n, "question"))
	}
	return cmd
}

// recast changes who is who with change, which may give speakers other
// indices and questions other numbers: everything that is known by them
// follows. What is kept of the transcript is written.
func (r *reading) recast(change func(*transcript.Document) (moved []int)) tea.Cmd {
	p := r.pending
	if p == nil {
		p = &pending{}
	}
	asked, askedThen, questions := r.firstTurns(r.filter), r.firstTurns(p.Filter), r.doc.Questions()
	on := r.side.order[min(r.side.speakers.cursor, max(len(r.side.order)-1, 0)):]
	moved := change(r.doc)
	to := func(speaker int) int {
		if speaker < len(moved) {
			return moved[speaker]
		}
		return speaker
	}
	f := r.renumber(r.filter, asked, to)
	p.renumbered(r.renumber(p.Filter, askedThen, to))
	if len(askedThen) > 0 && r.doc.Questions() != questions {
		p.lost = errRenumbered
	}
	r.side.recast(r, on, to)
	r.dialogue.recast()
	r.learn()
	return tea.Batch(r.setFilter(f), r.side.narrowAgain(r), r.save())
}

// recast makes the lists anew. The cursor stays on the speaker who was the
// first of on.
func (b *sidebar) recast(r *reading, on []int, to func(int) int) {
	who := 0
	if len(on) > 0 {
		who = to(on[0])
	}
	b.forget()
	b.grew(r)
	if i := b.placeOf(who); i >= 0 {
		b.speakers.cursor = i
	}
	b.layout(r)
}

// recast has to be called when speakers have got other names, or questions
// other numbers.
func (v *dialogue) recast() {
	v.scroll.forget()
	v.relayout()
}
