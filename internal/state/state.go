package state

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"verbatim/internal/text"
	"verbatim/transcript"
)

// A State is what is kept of a transcript from one reading to the next.
type State struct {
	Path  string `json:"path,omitempty"` // absolute, of the file it was read from last; "" where it was none
	Place Spot   `json:"place"`
	transcript.Given
	Bookmarks []Bookmark `json:"bookmarks,omitempty"` // in order of their offsets, one at each
}

// A Spot is where a reader stopped. The percentage is for a text that has
// become shorter than the offset.
type Spot struct {
	Offset  int64 `json:"offset"`       // byte of the text
	Up      int   `json:"up,omitempty"` // rows above it that show no byte
	Percent int   `json:"percent"`      // of the text before it
}

// A Bookmark is a place that a reader wants to find again.
type Bookmark struct {
	Offset int64  `json:"offset"` // byte of the text
	Note   string `json:"note,omitempty"`
}

// stateVersion grows when an older program would misread what is kept.
const stateVersion = 1

// How much a state may hold: more was not written by a reader.
const (
	maxState = 1 << 20 // bytes
	maxGiven = 1 << 13 // names, askers, colours, bookmarks: each
)

// stateFile is a State as it is kept.
type stateFile struct {
	Version int `json:"version"`
	State
}

var (
	errDamaged = errors.New("is damaged")
	errForeign = errors.New("is no state of a transcript")
	errFuture  = errors.New("was written by a newer verbatim")
)

// parseState reads what marshal has written. It trusts nothing: somebody else
// may have written it.
func parseState(b []byte) (State, error) {
	var f stateFile
	if err := json.Unmarshal(b, &f); err != nil {
		return State{}, errDamaged
	}
	switch {
	case f.Version > stateVersion:
		return State{}, errFuture
	case f.Version < 1, f.Place.Offset < 0, f.Place.Up < 0, f.Place.Percent < 0, f.Place.Percent > 100:
		return State{}, errForeign
	}
	for _, n := range []int{len(f.Names), len(f.Asks), len(f.Colours), len(f.Bookmarks)} {
		if n > maxGiven {
			return State{}, errForeign
		}
	}
	s := f.State
	s.Names, s.Asks, s.Colours = cleanKeys(s.Names), cleanKeys(s.Asks), cleanKeys(s.Colours)
	for own, name := range s.Names {
		if s.Names[own] = text.CleanName(name); s.Names[own] == "" {
			delete(s.Names, own)
		}
	}
	maps.DeleteFunc(s.Colours, func(_ string, rank int) bool { return rank < 0 || rank >= transcript.MaxColours })
	for i := range s.Bookmarks {
		if s.Bookmarks[i].Offset < 0 {
			return State{}, errForeign
		}
		s.Bookmarks[i].Note = text.CleanName(s.Bookmarks[i].Note)
	}
	s.Bookmarks = sorted(s.Bookmarks)
	return s, nil
}

// Mark sets bookmarks, or gives those that are there already another note.
// There are only so many: if these are too many it sets none and reports false.
func (s *State) Mark(add ...Bookmark) bool {
	marks := slices.Clone(s.Bookmarks)
	for _, b := range add {
		marks = append(marks, Bookmark{b.Offset, text.CleanName(b.Note)})
	}
	marks = sorted(marks)
	if len(marks) > maxGiven {
		return false
	}
	s.Bookmarks = marks
	return true
}

// Unmark takes away the bookmark at a byte of the text, if there is one.
func (s *State) Unmark(off int64) {
	s.Bookmarks = slices.DeleteFunc(slices.Clone(s.Bookmarks), func(b Bookmark) bool { return b.Offset == off })
}

// cleanKeys returns m by the names that a document would have for its keys.
func cleanKeys[V any](m map[string]V) map[string]V {
	for name, v := range m {
		if clean := text.CleanName(name); clean != name {
			delete(m, name)
			if clean != "" {
				m[clean] = v
			}
		}
	}
	return m
}

// sorted returns bookmarks in order, the last of those at one offset.
func sorted(marks []Bookmark) []Bookmark {
	slices.SortStableFunc(marks, func(a, b Bookmark) int { return cmp.Compare(a.Offset, b.Offset) })
	var out []Bookmark
	for _, m := range marks {
		if n := len(out); n > 0 && out[n-1].Offset == m.Offset {
			out[n-1] = m
			continue
		}
		out = append(out, m)
	}
	return out
}

func (s State) marshal() ([]byte, error) {
	b, err := json.MarshalIndent(stateFile{stateVersion, s}, "", "\t")
	if err == nil && len(b) >= maxState {
		err = fmt.Errorf("more than %d bytes of names and bookmarks", maxState)
	}
	return append(b, '\n'), err
}

// merged returns mine with what another reader of the same transcript has
// changed since base, which both began with. Where both have changed something
// mine goes first; the place is mine.
func merged(base, mine, theirs State) State {
	out := mine
	out.Names = mergedMap(base.Names, mine.Names, theirs.Names)
	out.Asks = mergedMap(base.Asks, mine.Asks, theirs.Asks)
	out.Colours = mergedMap(nil, mine.Colours, theirs.Colours)
	byOffset := func(marks []Bookmark) map[int64]string {
		m := make(map[int64]string)
		for _, b := range marks {
			m[b.Offset] = b.Note
		}
		return m
	}
	out.Bookmarks = nil
	for off, note := range mergedMap(byOffset(base.Bookmarks), byOffset(mine.Bookmarks), byOffset(theirs.Bookmarks)) {
		out.Bookmarks = append(out.Bookmarks, Bookmark{off, note})
	}
	out.Bookmarks = sorted(out.Bookmarks)
	return out
}

// mergedMap returns theirs with what mine has that base has not, or has
// otherwise, and without what base has and mine has not.
func mergedMap[K, V comparable](base, mine, theirs map[K]V) map[K]V {
	out := maps.Clone(theirs)
	if out == nil {
		out = make(map[K]V)
	}
	for k, v := range mine {
		if was, ok := base[k]; !ok || was != v {
			out[k] = v
		}
	}
	for k := range base {
		if _, ok := mine[k]; !ok {
			delete(out, k)
		}
	}
	return out
}
