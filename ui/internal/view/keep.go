package view

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

// Set changes what is to be kept.
func (k *keeping) Set(change func(*state.State)) {
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

// Save writes what has not been written.
func (k *keeping) Save() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.fresh {
		return nil
	}
	err := k.kept.Save(k.state)
	k.fresh = err != nil // then there may be room later
	return err
}

// A Keeper has the keepings of all transcripts that have been opened.
type Keeper struct {
	mu  sync.Mutex
	all []*keeping
}

func (k *Keeper) Add(one *keeping) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !slices.Contains(k.all, one) {
		k.all = append(k.all, one)
	}
}

// Drop forgets what was kept of a transcript.
func (k *Keeper) Drop(one *keeping) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.all = slices.DeleteFunc(k.all, func(other *keeping) bool { return other == one })
}

// Save writes what has not been written. It may be called at any time.
func (k *Keeper) Save() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	var errs []error
	for _, one := range k.all {
		errs = append(errs, one.Save())
	}
	return errors.Join(errs...)
}

// recall takes what is kept of a transcript, as soon as enough of it is there
// to know it again.
func (r *Reading) recall(o *Options) {
	if r.Keep.kept != nil || o.Store == nil {
		return
	}
	kept, found, err := o.Store.Find(r.Src)
	r.Unkept = err
	if kept == nil {
		return
	}
	r.Keep.Set(func(s *state.State) {
		found.Mark(s.Bookmarks...) // set before it was known
		r.Keep.kept, *s = kept, found
	})
	r.Bookmark()
	r.Doc.Give(found.Given)
	if at := found.Place; r.Goal.Kind == Nowhere && at != (state.Spot{}) {
		r.Goal = Place{Kind: KeptPlace, N: at.Offset, Up: at.Up, Percent: at.Percent}
	}
}

// Recalled takes what is kept of a transcript that was not known before,
// because little had come through the pipe.
func (r *Reading) Recalled(o *Options) {
	if r.Keep.kept != nil || o.Store == nil {
		return
	}
	at, names := r.Dialogue.Place(), r.keptNames()
	if r.recall(o); !r.Doc.Given().Zero() {
		r.JudgedAgain(names)
	}
	if at != (Point{Turn: r.Doc.TurnAt(0)}) && r.Goal.Kind == KeptPlace {
		r.Goal = Place{} // the reader has gone somewhere
	}
}

// learn notes what has been found out of the speakers, or said.
func (r *Reading) learn() {
	given := r.Doc.Given()
	given.Colours = r.Doc.Colours()
	r.Keep.Set(func(s *state.State) { s.Given = given })
}

// Forgo gives up going where the reader stopped the last time, since they have
// gone elsewhere from was.
func (r *Reading) Forgo(was Anchor) {
	if r.Goal.Kind == KeptPlace && r.Dialogue.Anchor != was {
		r.Goal = Place{}
	}
}

// Stop notes where the reader is, for the next time.
func (r *Reading) Stop() {
	if r.Goal.Kind == KeptPlace { // still on the way
		return
	}
	v := &r.Dialogue
	a := v.AnchorOf(v.Top)
	r.Keep.stopped(state.Spot{Offset: a.Off, Up: a.Up, Percent: v.Percent()})
}

// SavedMsg is a state that has been written.
type SavedMsg struct {
	of  *Reading
	Err error
}

// Save returns the work of writing what is to be kept.
func (r *Reading) Save() tea.Cmd {
	return func() tea.Msg { return SavedMsg{r, r.Keep.Save()} }
}
