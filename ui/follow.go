package ui

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/state"
	"verbatim/internal/text"
	"verbatim/transcript"
)

// toggleFollow goes to the end and stays there as the transcript grows, or
// leaves off. What has been read to its end is opened again, as a file that
// grows.
func (m *Model) toggleFollow() tea.Cmd {
	r := m.reading
	if r.following {
		r.following = false
		r.src.Unfollow()
		m.say("not following any more")
		return nil
	}
	if r.src.Follow(); r.done && !r.src.Followed() {
		m.say("nothing to follow: it has ended")
		return nil
	}
	r.following = true
	m.toEnd()
	return m.again(r)
}

// stays reports whether the end is to stay on the screen, whatever msg brings.
func (m *Model) stays(msg tea.Msg) bool {
	switch msg.(type) {
	case batchMsg, selectedMsg, tea.WindowSizeMsg:
		return m.reading != nil && m.following && m.dialogue.atEnd()
	}
	return false
}

// followedMsg is a transcript that has been opened again.
type followedMsg struct {
	was, now *reading
	err      error
}

// again returns the work of opening a transcript again that is followed and
// has ended, nil if there is no need to.
func (m *Model) again(r *reading) tea.Cmd {
	if !r.following || !r.done || !r.src.Followed() && !errors.Is(r.err, transcript.ErrReplaced) || r.reopening {
		return nil
	}
	r.reopening = true
	o := *m.options
	o.Keep, o.Follow = transcript.Criteria{}, true
	return func() tea.Msg {
		_ = r.keep.save() // what goes wrong is said in the end
		now, err := o.openInto(context.Background(), r.opened, new(atomic.Pointer[transcript.Source]))
		return followedMsg{r, now, err}
	}
}

// followed puts a transcript that has been opened again in the place of what
// it was before.
func (m *Model) followed(msg followedMsg) tea.Cmd {
	was, now := msg.was, msg.now
	was.reopening = false
	if msg.err != nil {
		was.following = false
		m.wrong(was, msg.err)
		return nil
	}
	i := slices.Index(m.open, was)
	m.open[i] = now
	m.keeper.drop(&was.keep)
	cmd := now.takeOver(was)
	if was == m.reading {
		focus := was.side.focus
		m.show(now)
		m.setFocus(focus)
		if errors.Is(was.err, transcript.ErrReplaced) {
			m.tellOf(text.BaseName(now.name), " was written anew: read from the start")
		}
	}
	if w := m.writing; w != nil && w.of == was {
		w.after = was.close
	} else if err := was.close(); err != nil {
		m.warn(err)
	}
	return tea.Batch(cmd, m.begin(now))
}

// takeOver makes r show what was showed of the same file.
func (r *reading) takeOver(was *reading) tea.Cmd {
	names := was.only(was.filter)
	r.filter = transcript.Filter{Exchanges: was.filter.Exchanges, Text: was.filter.Text}
	r.doc.Give(was.doc.Given())
	for _, name := range names {
		if s := r.speakerNamed(name); s > 0 {
			r.filter.Speakers = append(r.filter.Speakers, s)
		}
	}
	v := &was.dialogue
	a := v.anchorOf(v.top)
	r.dialogue.measure, r.dialogue.w, r.dialogue.h = v.measure, v.w, v.h
	r.dialogue.relayout()
	r.keep.set(func(s *state.State) { s.Mark(was.keep.bookmarks()...) }) // they may be kept nowhere
	r.bookmark()
	r.history, r.side.narrow = was.history, was.side.narrow
	r.side.forget()
	r.side.grew(r)
	r.following, r.goal = was.following, Place{kind: endPlace}
	if !v.atEnd() {
		r.goal = Place{kind: keptPlace, n: a.off, up: a.up, percent: v.percent()}
	}
	if was.search.pattern == nil {
		return nil
	}
	return r.search.begin(r, was.search.pattern, r.dialogue.anchor)
}
