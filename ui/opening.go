package ui

import (
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/guard"
	"verbatim/internal/text"
	"verbatim/transcript"
	"verbatim/ui/internal/view"
)

// An opening is a transcript being opened. That may take a while if it is large
// and must be converted, or arrives through a slow pipe.
type opening struct {
	view.Job
	name string
	src  *atomic.Pointer[transcript.Source] // holds nil until the source is open
}

// openedMsg brings an opened transcript, or the error.
type openedMsg struct {
	number int
	of     *view.Reading
	err    error
}

// begin returns the work of opening a transcript.
func (p *opening) begin(o *view.Options, name string) func() openedMsg {
	ctx, number := p.Start()
	p.name, p.src = name, new(atomic.Pointer[transcript.Source])
	holder := p.src
	return func() openedMsg {
		r, err := o.OpenInto(ctx, name, holder)
		return openedMsg{number, r, err}
	}
}

// text describes the progress.
func (p *opening) text() string {
	name := transcript.CleanName(text.BaseName(p.name))
	if p.name == Stdin {
		name = "standard input"
	}
	text := "opening " + name + " …"
	if src := p.src.Load(); src != nil {
		if read, size := src.Progress(); size > 0 && read < size {
			text += " " + percent(read, size)
		}
	}
	return text
}

// patient is how long the screen stays untouched while the first transcript is
// opened. Most errors are known by then, and are reported without the screen.
const patient = 250 * time.Millisecond

// openFirst opens the only transcript while Bubble Tea starts. The model waits
// and shows nothing until awaitFirst has received it. The source is opened at
// once, so that the terminal stays untouched if that fails.
func (m *Model) openFirst() error {
	src, err := m.options.Open(m.options.Names[0])
	if err != nil {
		return err
	}
	work := m.listing.opening.begin(m.options, m.options.Names[0])
	m.listing.opening.src.Store(src)
	opened := make(chan openedMsg, 1)
	guard.Go(func() { opened <- work() })
	m.later, m.waiting = opened, true
	return nil
}

// awaitFirst waits for the first transcript, but not longer than patient. It
// blocks the loop, so that keys pressed meanwhile act on the transcript.
func (m *Model) awaitFirst() tea.Cmd {
	select {
	case msg := <-m.later:
		cmd := m.opened(msg)
		m.waiting = m.failure != nil // on failure the screen stays untouched
		return cmd
	case <-time.After(patient):
		m.waiting = false
		return tea.Batch(func() tea.Msg { return <-m.later }, m.listing.opening.Tick(), m.loadListing())
	}
}

// opened shows an opened transcript. If the only transcript cannot be opened, the
// program ends.
func (m *Model) opened(msg openedMsg) tea.Cmd {
	if !m.listing.opening.Is(msg.number) {
		if msg.of != nil {
			m.warn(msg.of.Close())
		}
		return nil
	}
	m.listing.opening.Stop()
	switch {
	case msg.err != nil && m.Reading == nil && len(m.listing.entries) == 1:
		m.failure = msg.err
		return tea.Quit
	case msg.err != nil:
		m.warn(msg.err)
		return nil
	}
	m.open = append(m.open, msg.of)
	m.show(msg.of)
	return m.begin(msg.of)
}
