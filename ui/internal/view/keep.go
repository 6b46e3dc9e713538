package view

import (
	"errors"
	"slices"
	"sync"

	tea "charm.land/bubbletea/v2"

	"verbatim/internal/state"
)

// A keeping is the saved state of a transcript. It has a lock because a signal may
// end the program, and save it, while the model changes.
type keeping struct {
	mu    sync.Mutex
	kept  *state.Kept // nil if state is not saved
	state state.State
	fresh bool // the state has changed since it was saved
}

// Set changes the state.
func (k *keeping) Set(change func(*state.State)) {
	k.mu.Lock()
	defer k.mu.Unlock()
	change(&k.state)
	k.fresh = true
}

// stopped records the reader's place.
func (k *keeping) stopped(at state.Spot) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.fresh = k.fresh || k.state.Place != at
	k.state.Place = at
}

// Save writes the state if it has changed.
func (k *keeping) Save() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.fresh {
		return nil
	}
	err := k.kept.Save(k.state)
	k.fresh = err != nil // try again later: the disk may have room then
	return err
}

// A Keeper has the keepings of all opened transcripts.
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

// Drop removes a keeping.
func (k *Keeper) Drop(one *keeping) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.all = slices.DeleteFunc(k.all, func(other *keeping) bool { return other == one })
}

// Save writes all states that have changed. It may be called from any goroutine.
func (k *Keeper) Save() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	var errs []error
	for _, one := range k.all {
		errs = append(errs, one.Save())
	}
	return errors.Join(errs...)
}

// recall loads the state of a transcript as soon as enough has been read to
// recognise it.
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
		found.Mark(s.Bookmarks...) // set before the saved state was found
		r.Keep.kept, *s = kept, found
	})
	r.Bookmark()
	r.Doc.Give(found.Given)
	if len(found.NotSpeakers) > 0 {
		r.reader.Correct(found.Given)
	}
	if at := found.Place; r.Goal.Kind == Nowhere && at != (state.Spot{}) {
		r.Goal = Place{Kind: KeptPlace, N: at.Offset, Up: at.Up, Percent: at.Percent}
	}
}

// Recalled loads the state of a transcript that could not be recognised earlier
// because little had arrived through the pipe.
func (r *Reading) Recalled(o *Options) {
	if r.Keep.kept != nil || o.Store == nil {
		return
	}
	at, names := r.Dialogue.Place(), r.keptNames()
	if r.recall(o); !r.Doc.Given().Zero() {
		r.JudgedAgain(names)
	}
	if at != (Point{Turn: r.Doc.TurnAt(0)}) && r.Goal.Kind == KeptPlace {
		r.Goal = Place{} // the reader has moved meanwhile
	}
}

// learn records the speakers' colours, and the names and askers set by the reader.
func (r *Reading) learn() {
	given := r.Doc.Given()
	given.Colours = r.Doc.Colours()
	r.Keep.Set(func(s *state.State) { s.Given = given })
}

// Forgo cancels the return to the saved place if the reader has moved away from
// was.
func (r *Reading) Forgo(was Anchor) {
	if r.Goal.Kind == KeptPlace && r.Dialogue.Anchor != was {
		r.Goal = Place{}
	}
}

// Stop records the reader's place for the next run.
func (r *Reading) Stop() {
	if r.Goal.Kind == KeptPlace { // the saved place is not reached yet
		return
	}
	v := &r.Dialogue
	a := v.AnchorOf(v.Top)
	r.Keep.stopped(state.Spot{Offset: a.Off, Up: a.Up, Percent: v.Percent()})
}

// SavedMsg reports that a state was saved, or the error.
type SavedMsg struct {
	of  *Reading
	Err error
}

// Save returns the work of saving the state.
func (r *Reading) Save() tea.Cmd {
	return func() tea.Msg { return SavedMsg{r, r.Keep.Save()} }
}
