package tape

import (
	"runtime"

	"verbatim/internal/guard"
)

// An Ahead runs jobs concurrently and returns them in the order in which they were started.
// A format uses it to read parts of a source while it writes the results of earlier parts
// to the tape.
type Ahead[J any] struct {
	queue []*aheadJob[J]
}

type aheadJob[J any] struct {
	job   J
	fault any           // the value of a panic, or nil
	done  chan struct{} // closed when the job is done
}

// jobsAhead is the number of jobs per core that are started before the first one is taken,
// so that the cores stay busy while the tape is written.
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

// Len returns the number of jobs that were started and not taken.
func (a *Ahead[J]) Len() int { return len(a.queue) }

// Full reports whether a job should be taken before another one is started.
func (a *Ahead[J]) Full() bool { return len(a.queue) > jobsAhead*runtime.GOMAXPROCS(0) }

// Take waits for the job that was started first. fault is its panic value, or nil.
func (a *Ahead[J]) Take() (job J, fault any) {
	j := a.queue[0]
	a.queue = a.queue[1:]
	<-j.done
	return j.job, j.fault
}
