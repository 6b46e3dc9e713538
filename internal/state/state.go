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

// A State is what is saved for a transcript. The zero State is that of a
// transcript opened for the first time.
type State struct {
	Path  string `json:"path,omitempty"` // absolute, of the file that was read last; "" for a pipe
	Place Spot   `json:"place"`
	transcript.Given
	Bookmarks []Bookmark `json:"bookmarks,omitempty"` // sorted by offset, without duplicates
}

// A Spot is the place where the user stopped reading. The percentage is used if
// the text has become shorter than the offset.
type Spot struct {
	Offset  int64 `json:"offset"`       // byte of the text
	Up      int   `json:"up,omitempty"` // rows above it that do not show text, such as blank rows
	Percent int   `json:"percent"`      // of the text before it
}

// A Bookmark is a place that the user has marked.
type Bookmark struct {
	Offset int64  `json:"offset"` // byte of the text
	Note   string `json:"note,omitempty"`
}

// stateVersion is increased when an older program would misread the file.
const stateVersion = 1

// Limits on the size of a state. A user does not reach them.
const (
	maxState = 1 << 20 // bytes
	maxGiven = 1 << 13 // names, askers, colours, bookmarks: of each
)

// stateFile is the JSON form of a State.
type stateFile struct {
	Version int `json:"version"`
	State
}

var (
	errDamaged = errors.New("is damaged")
	errForeign = errors.New("is not the state of a transcript")
	errFuture  = errors.New("was written by a newer verbatim")
)

// parseState reads the output of marshal. It validates and cleans every value,
// since another program may have written the file.
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
	for _, n := range []int{len(f.Names), len(f.Asks), len(f.Colours), len(f.NotSpeakers), len(f.Bookmarks)} {
		if n > maxGiven {
			return State{}, errForeign
		}
	}
	s := f.State
	s.Names, s.Asks, s.Colours = cleanKeys(s.Names), cleanKeys(s.Asks), cleanKeys(s.Colours)
	s.NotSpeakers = cleanKeys(s.NotSpeakers)
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

// Mark adds bookmarks, replacing those at the same offsets. If the total exceeds
// the limit, it adds none and returns false.
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

// Unmark removes the bookmark at a byte of the text, if any.
func (s *State) Unmark(off int64) {
	s.Bookmarks = slices.DeleteFunc(slices.Clone(s.Bookmarks), func(b Bookmark) bool { return b.Offset == off })
}

// cleanKeys replaces the keys of m by clean ones and returns m. Keys that are
// empty when cleaned are removed.
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

// sorted sorts bookmarks by offset and returns the last of those at each offset.
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

// marshal returns the content of the file for s.
func (s State) marshal() ([]byte, error) {
	b, err := json.MarshalIndent(stateFile{stateVersion, s}, "", "\t")
	if err == nil && len(b) >= maxState {
		err = fmt.Errorf("more than %d bytes of names and bookmarks", maxState)
	}
	return append(b, '\n'), err
}

// merged returns mine with the changes that another program has made to the
// state of the same transcript since base, from which both began. If both have
// changed the same entry, mine wins. The place is always mine.
func merged(base, mine, theirs State) State {
	out := mine
	out.Names = mergedMap(base.Names, mine.Names, theirs.Names)
	out.Asks = mergedMap(base.Asks, mine.Asks, theirs.Asks)
	out.NotSpeakers = mergedMap(base.NotSpeakers, mine.NotSpeakers, theirs.NotSpeakers)
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

// mergedMap applies the changes from base to mine, which are added, changed and
// removed entries, to a copy of theirs.
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
