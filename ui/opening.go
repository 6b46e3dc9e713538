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

// An opening is a transcript on its way to the screen: a large one that has
// to be rewritten, or one that a pipe is slow to bring, takes a while.
type opening struct {
	view.Job
	name string
	src  *atomic.Pointer[transcript.Source] // holds nil until it is open
}

// openedMsg is a transcript that has been opened.
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

// text says how far the opening is.
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

// patient is how long nothing is shown while a transcript is being opened:
// what is wrong with it is mostly known by then, and said without touching
// the screen.
const patient = 250 * time.Millisecond

// openFirst has the transcript that is alone read while Bubble Tea makes
// itself ready. Until awaitFirst has seen it the model is waiting, and nothing
// of it is shown. The source is there before: where it cannot be opened, and
// where there are too few files for anything, the terminal is left alone.
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

// awaitFirst waits for that transcript, but no longer than for a moment. It
// does so in the loop of the program: keys that are pressed meanwhile are for
// what comes then.
func (m *Model) awaitFirst() tea.Cmd {
	select {
	case msg := <-m.later:
		cmd := m.opened(msg)
		m.waiting = m.failure != nil // then there is nothing to show
		return cmd
	case <-time.After(patient):
		m.waiting = false
		return tea.Batch(func() tea.Msg { return <-m.later }, m.listing.opening.Tick(), m.loadListing())
	}
}

// opened takes a transcript that has been opened. Where there is nothing else
// to read, one that cannot be opened ends the program.
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
