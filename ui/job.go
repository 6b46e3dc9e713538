package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
)

// A job is work done beside the screen. What an older one still answers is
// dropped: its number is not that of the job any more.
type job struct {
	number int
	busy   bool
	cancel context.CancelFunc
}

// start gives up what the job was about, and returns the number and the
// context of new work.
func (j *job) start() (context.Context, int) {
	j.stop()
	ctx, cancel := context.WithCancel(context.Background())
	j.cancel, j.busy = cancel, true
	return ctx, j.number
}

func (j *job) stop() {
	j.number++
	j.busy = false
	if j.cancel != nil {
		j.cancel()
		j.cancel = nil
	}
}

// is reports whether an answer is of the work that is being done.
func (j *job) is(number int) bool { return j.busy && j.number == number }

// progressPause is how often the progress of a job is looked at.
const progressPause = 200 * time.Millisecond

// tickMsg says that the progress of a job may have changed.
type tickMsg struct {
	of     *job
	number int
}

// tick has the progress looked at after a while.
func (j *job) tick() tea.Cmd {
	number := j.number
	return tea.Tick(progressPause, func(time.Time) tea.Msg { return tickMsg{j, number} })
}

// ticked has the progress looked at again, as long as there is some.
func (msg tickMsg) ticked() tea.Cmd {
	if !msg.of.is(msg.number) {
		return nil
	}
	return msg.of.tick()
}
