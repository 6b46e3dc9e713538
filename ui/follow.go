package ui

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/text"
	"verbatim/transcript"
	"verbatim/ui/internal/view"
)

// toggleFollow goes to the end and stays there as the transcript grows, or stops
// following. A transcript read to its end is opened again as a growing file.
func (m *Model) toggleFollow() tea.Cmd {
	r := m.Reading
	if r.Following {
		r.Following = false
		r.Src.Unfollow()
		m.say("stopped following")
		return nil
	}
	if r.Src.Follow(); r.Done && !r.Src.Followed() {
		m.say("nothing to follow: the input has ended")
		return nil
	}
	r.Following = true
	m.toEnd()
	return m.again(r)
}

// stays reports whether the end should stay on the screen after msg.
func (m *Model) stays(msg tea.Msg) bool {
	switch msg.(type) {
	case view.BatchMsg, view.SelectedMsg, tea.WindowSizeMsg:
		return m.Reading != nil && m.Following && m.Dialogue.AtEnd()
	}
	return false
}

// again returns the work of reopening a followed transcript that has ended, nil
// if it is being reopened already.
func (m *Model) again(r *view.Reading) tea.Cmd {
	if !r.Following || !r.Done || !r.Src.Followed() && !errors.Is(r.Err, transcript.ErrReplaced) || r.Reopening {
		return nil
	}
	r.Reopening = true
	o := *m.options
	o.Keep, o.Follow = transcript.Criteria{}, true
	return func() tea.Msg {
		_ = r.Keep.Save() // errors are reported at the end of the program
		now, err := o.OpenInto(context.Background(), r.Opened, new(atomic.Pointer[transcript.Source]))
		return followedMsg{r, now, err}
	}
}

// followed replaces a transcript by the one that was opened again.
func (m *Model) followed(msg followedMsg) tea.Cmd {
	was, now := msg.was, msg.now
	was.Reopening = false
	if msg.err != nil {
		was.Following = false
		m.wrong(was, msg.err)
		return nil
	}
	i := slices.Index(m.open, was)
	m.open[i] = now
	m.keeper.Drop(&was.Keep)
	cmd := now.TakeOver(was)
	if was == m.Reading {
		focus := was.Side.Focus
		m.show(now)
		m.setFocus(focus)
		if errors.Is(was.Err, transcript.ErrReplaced) {
			m.tellOf(text.BaseName(now.Name), " was replaced: reloaded")
		}
	}
	if w := m.writing; w != nil && w.of == was {
		w.after = was.Close
	} else if err := was.Close(); err != nil {
		m.warn(err)
	}
	return tea.Batch(cmd, m.begin(now))
}
