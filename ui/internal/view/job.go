package view

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
)

// A Job is work in the background. It has a number; answers with an older number
// are dropped.
type Job struct {
	Number int
	Busy   bool
	cancel context.CancelFunc
}

// Start cancels the current work and returns the context and the number of new
// work.
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

// Is reports whether number belongs to the current work.
func (j *Job) Is(number int) bool { return j.Busy && j.Number == number }

// progressPause is the interval between updates of the progress.
const progressPause = 200 * time.Millisecond

// TickMsg reports that the progress of a job may have changed.
type TickMsg struct {
	of     *Job
	number int
}

// Tick returns a command that reports progress after progressPause.
func (j *Job) Tick() tea.Cmd {
	number := j.Number
	return tea.Tick(progressPause, func(time.Time) tea.Msg { return TickMsg{j, number} })
}

// Ticked returns the next Tick, nil if the job has ended.
func (msg TickMsg) Ticked() tea.Cmd {
	if !msg.of.Is(msg.number) {
		return nil
	}
	return msg.of.Tick()
}
