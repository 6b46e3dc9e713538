package view

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
)

// A Job is work done beside the screen. What an older one still answers is
// dropped: its number is not that of the job any more.
type Job struct {
	Number int
	Busy   bool
	cancel context.CancelFunc
}

// Start gives up what the job was about, and returns the number and the
// context of new work.
func (j *Job) Start() (context.Context, int) {
	j.Stop()
	ctx, cancel := context.WithCancel(context.Background())
	j.cancel, j.Busy = cancel, true
	return ctx, j.Number
}

func (j *Job) Stop() {
	j.Number++
	j.Busy = false
	if j.cancel != nil {
		j.cancel()
		j.cancel = nil
	}
}

// Is reports whether an answer is of the work that is being done.
func (j *Job) Is(number int) bool { return j.Busy && j.Number == number }

// progressPause is how often the progress of a job is looked at.
const progressPause = 200 * time.Millisecond

// TickMsg says that the progress of a job may have changed.
type TickMsg struct {
	of     *Job
	number int
}

// Tick has the progress looked at after a while.
func (j *Job) Tick() tea.Cmd {
	number := j.Number
	return tea.Tick(progressPause, func(time.Time) tea.Msg { return TickMsg{j, number} })
}

// Ticked has the progress looked at again, as long as there is some.
func (msg TickMsg) Ticked() tea.Cmd {
	if !msg.of.Is(msg.number) {
		return nil
	}
	return msg.of.Tick()
}
