package term

import (
	"reflect"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/guard"
)

// A pace is when the renderer looks at the screen for changes. Bubble Tea has
// it look at fixed times, 120 a second at most: a key waits 4 ms for the next
// one, the first frame 8, and a program that nobody touches is woken 120 times
// a second, for 1 to 2 per cent of a core. There is nothing to set, but the
// ticker can be reached: it is told to come when there is something to draw.
// Where a later version has none, all is as Bubble Tea has it.
type pace struct {
	ticker *time.Ticker // the renderer's, nil: it is not known

	mu    sync.Mutex
	due   time.Time   // when the last look was, or the next one will be
	quiet *time.Timer // has it look less often
	calm  bool        // it did so once
}

const (
	soon   = time.Millisecond        // between a change and the look at it: what comes together is drawn together
	frame  = time.Second / maxFrames // between two looks at least, and while there may be more to see
	recent = 250 * time.Millisecond  // how long that is
	rest   = 250 * time.Millisecond  // between two looks when nothing happens
)

// tickerOf returns the ticker of a program that is running, nil if it has none.
func tickerOf(p *tea.Program) *time.Ticker {
	f := reflect.ValueOf(p).Elem().FieldByName("ticker")
	if !f.IsValid() || f.Type() != reflect.TypeFor[*time.Ticker]() {
		return nil
	}
	return (*time.Ticker)(f.UnsafePointer())
}

// begin takes over from p, in its own loop.
func (p *pace) begin(program *tea.Program) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ticker = tickerOf(program)
	if p.ticker != nil {
		p.quiet = time.AfterFunc(recent, func() {
			defer guard.Guard()
			p.slow()
		})
	}
}

// draw has the renderer look at what has changed.
func (p *pace) draw() {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if p.ticker == nil {
		return
	}
	if p.due.After(now) { // and if that comes too early for this, others follow
		return
	}
	p.due = p.due.Add(frame)
	if at := now.Add(soon); p.due.Before(at) {
		p.due = at
	}
	p.calm = false
	p.ticker.Reset(p.due.Sub(now))
	p.quiet.Reset(p.due.Sub(now) + soon)
}

// slow has the renderer look less often: as often as it would by itself, for
// what came while it looked, and after a while hardly ever.
func (p *pace) slow() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.calm {
		p.ticker.Reset(rest)
		return
	}
	p.calm = true
	p.ticker.Reset(frame)
	p.quiet.Reset(recent)
}
