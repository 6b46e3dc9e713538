package guard

import (
	"fmt"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync/atomic"

	"verbatim/internal/text"
)

// A Crash is a panic that was caught: a fault of the program.
type Crash struct {
	Value any    // what the panic was called with
	Place string // file and line
	Stack []byte // for whoever looks for the fault, never for a reader
}

// Error returns what went wrong and where, in one line that is safe to print.
func (c *Crash) Error() string {
	return text.CleanName(fmt.Sprintf("internal error: %v (%s)", c.Value, c.Place))
}

var crashes atomic.Pointer[chan *Crash]

// Crashes returns where Guard sends from now on what it has caught.
func Crashes() <-chan *Crash {
	c := make(chan *Crash)
	crashes.Store(&c)
	return c
}

// Go runs f on a goroutine that Guard guards. The program starts no
// other, so that no panic ends the program with the terminal as it is.
func Go(f func()) {
	go func() {
		defer Guard()
		f()
	}()
}

// Guard is deferred by every goroutine of the program. It catches a panic,
// which would end the program with the terminal as it is, hands it to Crashes,
// and stays: nothing must go on from there. Where nobody listens to Crashes,
// the panic goes on.
func Guard() {
	v := recover()
	if v == nil {
		return
	}
	to := crashes.Load()
	if to == nil {
		panic(v)
	}
	*to <- &Crash{v, panicked(), debug.Stack()}
	select {}
}

// panicked returns where the panic began that is being recovered from: the
// first caller beneath the runtime's own.
func panicked() string {
	var pcs [32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	for beneath := false; ; {
		f, more := frames.Next()
		own := len(f.Function) > 8 && f.Function[:8] == "runtime."
		beneath = beneath || own
		if beneath && !own || !more {
			return fmt.Sprintf("%s:%d", filepath.Base(f.File), f.Line)
		}
	}
}
