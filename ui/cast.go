package ui

import (
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
