package guard

import (
	"fmt"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync/atomic"

	"verbatim/internal/text"
)

// A Crash is a caught panic: a bug in the program.
type Crash struct {
	Value any    // argument of the panic
	Place string // file and line
	Stack []byte // for a developer; not safe to print
}

// Error describes the panic and its place in one line that is safe to print.
func (c *Crash) Error() string {
	return text.CleanName(fmt.Sprintf("internal error: %v (%s)", c.Value, c.Place))
}

var crashes atomic.Pointer[chan *Crash]

// Crashes returns a new channel, to which Guard sends every panic from now on.
func Crashes() <-chan *Crash {
	c := make(chan *Crash)
	crashes.Store(&c)
	return c
}

// Go runs f in a new goroutine that defers Guard. The program does not use bare
// go statements: a panic there would exit with the terminal in raw mode.
func Go(f func()) {
	go func() {
		defer Guard()
		f()
	}()
}

// Guard catches a panic and sends it to the channel of Crashes. It must be
// deferred. After a panic it never returns, since nothing may continue with
// broken state. If Crashes was never called, the panic continues.
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

// panicked returns the file and line of the panic being recovered: the first
// caller below the frames of the runtime.
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
