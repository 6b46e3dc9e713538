package tape

import (
	"runtime"

	"verbatim/internal/guard"
)

// An Ahead runs jobs side by side and returns them in the order in which they
// were started. A format reads the parts of a source in it, while it writes to
// the tape what was found in the parts before.
type Ahead[J any] struct {
	queue []*aheadJob[J]
}

type aheadJob[J any] struct {
	job   J
	fault any           // the value of a panic, or nil
	done  chan struct{} // closed when the job is done
}

// jobsAhead is how many jobs are started before the first has to be taken, for
// each core, so that the cores are busy while the tape is written.
const jobsAhead = 2

// Start runs a job in the background.
func (a *Ahead[J]) Start(job J, run func()) {
	j := &aheadJob[J]{job: job, done: make(chan struct{})}
	a.queue = append(a.queue, j)
	guard.Go(func() {
		defer close(j.done)
		defer func() { j.fault = recover() }()
		run()
	})
}

// Len returns how many jobs were started and not taken yet.
func (a *Ahead[J]) Len() int { return len(a.queue) }

// Full reports whether a job should be taken before another one is started.
func (a *Ahead[J]) Full() bool { return len(a.queue) > jobsAhead*runtime.GOMAXPROCS(0) }

// Take waits for the job that was started first. fault is the value with which
// it panicked, or nil.
func (a *Ahead[J]) Take() (job J, fault any) {
	j := a.queue[0]
	a.queue = a.queue[1:]
	<-j.done
	return j.job, j.fault
}
