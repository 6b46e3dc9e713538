package terminal

import (
	"fmt"
	"os"
	"time"
)

// A Moment is a point in the life of a program, from which on what it does
// is measured.
type Moment struct {
	at    time.Time
	bytes int // written until then
}

// Beginning returns when the program was started.
func (t *Terminal) Beginning() Moment { return Moment{at: t.began} }

// Now returns this moment.
func (t *Terminal) Now() Moment {
	t.mu.Lock()
	defer t.mu.Unlock()
	return Moment{time.Now(), len(t.raw)}
}

// An Answer is what a program wrote from a moment on.
type Answer struct {
	After time.Duration // from the moment to the last of it
	Bytes int
}

func (t *Terminal) answerSince(m Moment) Answer {
	return Answer{t.wrote.Sub(m.at), len(t.raw) - m.bytes}
}

// Reach waits until is holds for the screen, and returns what was written
// from m on until then.
func (t *Terminal) Reach(m Moment, limit time.Duration, is func(rows []string) bool) (Answer, error) {
	passed := false // told by the timer itself, so that its call is never missed
	defer time.AfterFunc(limit, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		passed = true
		t.more.Broadcast()
	}).Stop()
	t.mu.Lock()
	defer t.mu.Unlock()
	for !is(t.rows()) {
		if passed {
			return Answer{}, fmt.Errorf("not on the screen after %v", limit)
		}
		t.more.Wait()
	}
	return t.answerSince(m), nil
}

// Settle waits until the program has written something since m, and then
// nothing for a while, and returns what it has written.
func (t *Terminal) Settle(m Moment, quiet, limit time.Duration) (Answer, error) {
	end := time.Now().Add(limit)
	for {
		t.mu.Lock()
		a, still := t.answerSince(m), time.Since(t.wrote)
		t.mu.Unlock()
		switch {
		case a.Bytes > 0 && still >= quiet:
			return a, nil
		case time.Now().After(end):
			return a, fmt.Errorf("not settled after %v", limit)
		case a.Bytes > 0:
			time.Sleep(quiet - still)
		default:
			time.Sleep(time.Millisecond)
		}
	}
}

// Written returns how many bytes were written since m.
func (t *Terminal) Written(m Moment) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.answerSince(m).Bytes
}

// Process returns the program's process.
func (t *Terminal) Process() *os.Process { return t.cmd.Process }

// Ended waits for the end of the program, and returns when that was.
func (t *Terminal) Ended(m Moment) (time.Duration, error) {
	_, err := t.Exit()
	return time.Since(m.at), err
}
