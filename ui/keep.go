package ui

import (
	"errors"
	"slices"
	"sync"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/state"
)

// A keeping is what is to be kept of a transcript. It may be written while
// the model changes: when a signal ends the program nobody waits for that.
type keeping struct {
	mu    sync.Mutex
	kept  *state.Kept // nil: nothing is kept
	state state.State
	fresh bool // there is something that has not been written
}

// set changes what is to be kept.
func (k *keeping) set(change func(*state.State)) {
	k.mu.Lock()
	defer k.mu.Unlock()
	change(&k.state)
	k.fresh = true
}

// stopped notes where the reader is.
func (k *keeping) stopped(at state.Spot) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.fresh = k.fresh || k.state.Place != at
	k.state.Place = at
}

// save writes what has not been written.
func (k *keeping) save() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.fresh {
		return nil
	}
	err := k.kept.Save(k.state)
	k.fresh = err != nil // then there may be room later
	return err
}

// A keeper has the keepings of all transcripts that have been opened.
type keeper struct {
	mu  sync.Mutex
	all []*keeping
}

func (k *keeper) add(one *keeping) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !slices.Contains(k.all, one) {
		k.all = append(k.all, one)
	}
}

// drop forgets what was kept of a transcript.
func (k *keeper) drop(one *keeping) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.all = slices.DeleteFunc(k.all, func(other *keeping) bool { return other == one })
}

// save writes what has not been written. It may be called at any time.
func (k *keeper) save() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	var errs []error
	for _, one := range k.all {
		errs = append(errs, one.save())
	}
	return errors.Join(errs...)
}

// recall takes what is kept of a transcript, as soon as enough of it is there
// to know it again.
func (r *reading) recall(o *Options) {
	if r.keep.kept != nil || o.Store == nil {
		return
	}
	kept, found, err := o.Store.Find(r.src)
	r.unkept = err
	if kept == nil {
		return
	}
	r.keep.set(func(s *state.State) {
		found.Mark(s.Bookmarks...) // set before it was known
		r.keep.kept, *s = kept, found
	})
	r.bookmark()
	r.doc.Give(found.Given)
	if at := found.Place; r.goal.kind == nowhere && at != (state.Spot{}) {
		r.goal = Place{kind: keptPlace, n: at.Offset, up: at.Up, percent: at.Percent}
	}
}

// recalled takes what is kept of a transcript that was not known before,
// because little had come through the pipe.
func (r *reading) recalled(o *Options) {
	if r.keep.kept != nil || o.Store == nil {
		return
	}
	at, names := r.dialogue.place(), r.keptNames()
	if r.recall(o); !r.doc.Given().Zero() {
		r.judgedAgain(names)
	}
	if at != (place{turn: r.doc.TurnAt(0)}) && r.goal.kind == keptPlace {
		r.goal = Place{} // the reader has gone somewhere
	}
}

// learn notes what has been found out of the speakers, or said.
func (r *reading) learn() {
	given := r.doc.Given()
	given.Colours = r.doc.Colours()
	r.keep.set(func(s *state.State) { s.Given = given })
}

// forgo gives up going where the reader stopped the last time, since they have
// gone elsewhere from was.
func (r *reading) forgo(was anchor) {
	if r.goal.kind == keptPlace && r.dialogue.anchor != was {
		r.goal = Place{}
	}
}

// stop notes where the reader is, for the next time.
func (r *reading) stop() {
	if r.goal.kind == keptPlace { // still on the way
		return
	}
	v := &r.dialogue
	a := v.anchorOf(v.top)
	r.keep.stopped(state.Spot{Offset: a.off, Up: a.up, Percent: v.percent()})
}

// savedMsg is a state that has been written.
type savedMsg struct {
	of  *reading
	err error
}

// save returns the work of writing what is to be kept.
func (r *reading) save() tea.Cmd {
	return func() tea.Msg { return savedMsg{r, r.keep.save()} }
}
