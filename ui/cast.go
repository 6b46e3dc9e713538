package ui

import (
	"maps"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
	"verbatim/ui/internal/view"
)

// namePrompt asks for a speaker's name.
var namePrompt = &promptKind{sign: "name: ", hint: "an existing name merges the two",
	enter: (*prompt).enterName, max: maxNote}

// speakerOn returns the speaker under the cursor of the sidebar.
func (m *Model) speakerOn() (speaker int, ok bool) {
	if m.Side.Focus != view.OnSpeakers {
		m.say("works in the list of speakers: press shift+tab")
		return 0, false
	}
	if speaker, ok = m.Side.Current(m.Doc); !ok {
		m.say("the list is empty")
	}
	return speaker, ok
}

// rename asks for the name of the speaker under the cursor.
func (m *Model) rename() tea.Cmd {
	speaker, ok := m.speakerOn()
	if !ok {
		return nil
	}
	name := m.Doc.Speakers()[speaker].Name
	p, cmd := m.ask(namePrompt, name)
	p.of = name
	return cmd
}

// enterName renames the speaker. An existing name merges the two.
func (p *prompt) enterName(m *Model) (tea.Cmd, error) {
	name := strings.TrimSpace(p.input.Value())
	speaker := m.SpeakerNamed(p.of)
	if name == "" || name == p.of || speaker == 0 {
		return nil, nil
	}
	before := len(m.Doc.Speakers())
	cmd := m.Recast(func(d *transcript.Document) []int { return d.Rename(speaker, name) })
	switch after := len(m.Doc.Speakers()); {
	case after < before:
		m.say(p.of + " and " + transcript.CleanName(name) + " are merged")
	case after > before:
		m.say(transcript.CleanName(name) + " is a separate speaker again")
	}
	return cmd, nil
}

// toggleAsks makes the turns of the speaker under the cursor questions, or stops
// doing so.
func (m *Model) toggleAsks() tea.Cmd {
	speaker, ok := m.speakerOn()
	if !ok {
		return nil
	}
	asks := !m.Doc.Speakers()[speaker].Asks
	before := m.Doc.Questions()
	cmd := m.Recast(func(d *transcript.Document) []int { d.SetAsks(speaker, asks); return nil })
	who := m.Doc.Speakers()[speaker].Name
	switch n := m.Doc.Questions(); {
	case asks && n == before:
		m.say(who + " asks, but these turns contain no question")
	case asks:
		m.say(who + " asks: " + view.Plural(n, "question"))
	default:
		m.say(who + " does not ask: " + view.Plural(n, "question"))
	}
	return cmd
}

// dropSpeaker makes the label of the speaker under the cursor text again: it does not
// name anybody.
func (m *Model) dropSpeaker() tea.Cmd {
	speaker, ok := m.speakerOn()
	if !ok {
		return nil
	}
	name := m.Doc.Speakers()[speaker].Name
	m.dropped = append(m.dropped, droppedSpeaker{m.Reading, name, m.Doc.Labels(speaker)})
	m.say(name + " is not a speaker; U undoes that")
	return m.SetSpeaker(m.dropped[len(m.dropped)-1].labels, false)
}

// A droppedSpeaker is what dropSpeaker made text.
type droppedSpeaker struct {
	of     *view.Reading
	name   string
	labels []string
}

// restoreSpeaker undoes the last dropSpeaker, and without any in this run those that
// were saved.
func (m *Model) restoreSpeaker() tea.Cmd {
	for n := len(m.dropped); n > 0; n-- {
		last := m.dropped[n-1]
		if m.dropped = m.dropped[:n-1]; last.of == m.Reading {
			m.say(last.name + " is a speaker again")
			return m.SetSpeaker(last.labels, true)
		}
	}
	labels := slices.Sorted(maps.Keys(m.Doc.Given().NotSpeakers))
	if len(labels) == 0 {
		m.say("nothing to undo")
		return nil
	}
	m.say("speakers again: " + strings.Join(labels, ", "))
	return m.SetSpeaker(labels, true)
}
