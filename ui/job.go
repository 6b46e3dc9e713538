package ui

import "context"

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
