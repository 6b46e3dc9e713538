package state

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"verbatim/internal/atomicfile"
	"verbatim/internal/fault"
	"verbatim/transcript"
)

// A Store is a directory with the states of transcripts, a file for each. A
// nil Store keeps nothing.
//
// The name of a file tells three things: the hash of the first 64 KiB of the
// source, its size, and the hash of its path. A transcript is known by the
// first two, wherever it is; by its path, if it has grown or was edited; and
// by the first alone, if it is long enough to be no other.
type Store struct{ dir string }

// NewStore returns the store in dir, which is made when something is to be
// kept there.
func NewStore(dir string) *Store { return &Store{dir} }

// Kept is the state of one transcript in a Store. A nil Kept keeps nothing.
type Kept struct {
	store *Store
	src   *transcript.Source
	base  State // as it was read, or written last
}

// headKey is how much of a source tells which it is, in bytes.
const headKey = 64 << 10

// A stateKey is the name of a state's file, taken apart.
type stateKey struct {
	head string
	size int64 // 0: not known, it is still growing
	path string
}

const (
	stateEnd = ".json"
	badEnd   = ".bad"
	nowhere  = "-" // the path of what is no file
)

func (k stateKey) String() string {
	return k.head + "." + strconv.FormatInt(k.size, 10) + "." + k.path + stateEnd
}

func parseKey(name string) (k stateKey, ok bool) {
	parts := strings.Split(name, ".")
	if len(parts) != 4 || "."+parts[3] != stateEnd {
		return k, false
	}
	size, err := strconv.ParseInt(parts[1], 10, 64)
	return stateKey{parts[0], size, parts[2]}, err == nil
}

// like reports how well a state's key fits: 0 is not at all.
func (k stateKey) like(other stateKey) int {
	switch {
	case k.head == other.head && k.size == other.size && k.size > 0:
		return 3
	case k.path != nowhere && k.path == other.path:
		return 2
	case k.head == other.head && (k.size == 0 || k.size > headKey) && (other.size == 0 || other.size > headKey):
		return 1
	}
	return 0
}

// keyOf returns the key of a source. ok is false while too little of it is there
// to tell.
func keyOf(s *transcript.Source) (k stateKey, ok bool, err error) {
	n, done := s.Size()
	if !done && s.Path() == "" && n < headKey {
		return k, false, nil
	}
	head := make([]byte, min(n, headKey))
	read, err := s.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return k, false, err
	}
	k = stateKey{shortHash(head[:read]), n, nowhere}
	if s.Path() != "" {
		k.path = shortHash([]byte(s.Path()))
	} else if !done {
		k.size = 0
	}
	return k, true, nil
}

func shortHash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:10])
}

// Find returns what is kept of src, the zero State if that is nothing, and
// what will keep more. It returns a nil Kept without an error as long as too
// little of a pipe has been read to know it. With an error the state is the
// zero one, and can be kept still: what was there before has been set aside.
func (s *Store) Find(src *transcript.Source) (*Kept, State, error) {
	if s == nil {
		return nil, State{}, nil
	}
	key, ok, err := keyOf(src)
	if err != nil || !ok {
		return nil, State{}, err
	}
	k := &Kept{store: s, src: src}
	name, err := s.match(key)
	if err != nil {
		return k, State{}, &fault.Error{Name: s.dir, Err: fmt.Errorf("what was kept cannot be read: %w", fault.Bare(err))}
	}
	if name == "" {
		return k, State{}, nil
	}
	if k.base, err = s.read(name); err != nil {
		return k, State{}, s.setAside(name, err)
	}
	state := k.base
	state.Given = state.Given.Clone()
	state.Bookmarks = slices.Clone(state.Bookmarks)
	return k, state, nil
}

// Given returns what a reader has said of the speakers of src, for whoever
// keeps nothing. It waits until enough of a pipe has been read to know it.
func (s *Store) Given(src *transcript.Source) (transcript.Given, error) {
	if s == nil {
		return transcript.Given{}, nil
	}
	if src.Path() == "" {
		src.Wait(headKey)
	}
	_, state, err := s.Find(src)
	return state.Given, err
}

// match returns the name of the file that fits a key best, "" for none.
func (s *Store) match(key stateKey) (string, error) {
	entries, err := os.ReadDir(s.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	name, best := "", 0
	for _, e := range entries {
		if k, ok := parseKey(e.Name()); ok && k.like(key) > best {
			name, best = e.Name(), k.like(key)
		}
	}
	return name, nil
}

// read reads a state. Its file may be anything.
func (s *Store) read(name string) (State, error) {
	f, err := os.OpenFile(filepath.Join(s.dir, name), os.O_RDONLY|wary, 0)
	if err != nil {
		return State{}, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil {
		return State{}, err
	} else if !info.Mode().IsRegular() {
		return State{}, errors.New("is no file")
	}
	b, err := io.ReadAll(io.LimitReader(f, maxState+1))
	if err != nil {
		return State{}, err
	}
	if len(b) > maxState {
		return State{}, errForeign
	}
	return parseState(b)
}

// setAside renames a file that is of no use, and says so.
func (s *Store) setAside(name string, why error) error {
	why = fault.Bare(why)
	name = filepath.Join(s.dir, name)
	if err := os.Rename(name, name+badEnd); err != nil {
		return fmt.Errorf("what was kept %w: reading without %s", readable(why), name)
	}
	return fmt.Errorf("what was kept %w: it is now %s", readable(why), name+badEnd)
}

// readable returns why as the end of "what was kept ...".
func readable(why error) error {
	if why == errDamaged || why == errForeign || why == errFuture {
		return why
	}
	return fmt.Errorf("cannot be read (%w)", why)
}

// Save keeps a state, whole or not at all. What another reader of the same
// transcript has changed meanwhile stays.
func (k *Kept) Save(state State) error {
	if k == nil {
		return nil
	}
	key, ok, err := keyOf(k.src)
	if err != nil || !ok {
		return err
	}
	state.Path = ""
	if utf8.ValidString(k.src.Path()) {
		state.Path = k.src.Path()
	}
	if err := k.save(key, state); err != nil {
		return &fault.Error{Name: k.store.dir, Err: fmt.Errorf("nothing is kept of what you read: %w", fault.Bare(err))}
	}
	return nil
}

func (k *Kept) save(key stateKey, state State) error {
	dir, locked, err := k.store.open()
	if err != nil {
		return err
	}
	defer dir.Close()
	if locked {
		atomicfile.Sweep(k.store.dir)
	}
	old, err := k.store.match(key)
	if err != nil {
		return err
	}
	out := state
	if theirs, err := k.store.read(old); old != "" && err == nil {
		out = merged(k.base, state, theirs)
	}
	if err := k.store.write(key.String(), out); err != nil {
		return err
	}
	k.base = state
	k.base.Given, k.base.Bookmarks = state.Given.Clone(), slices.Clone(state.Bookmarks)
	if old != "" && old != key.String() {
		_ = os.Remove(filepath.Join(k.store.dir, old)) // it is found last from now on
	}
	return nil
}

// open makes the directory, which nobody else may look into, and locks it
// until the file is closed.
func (s *Store) open() (dir *os.File, locked bool, err error) {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return nil, false, err
	}
	info, err := os.Lstat(s.dir)
	if err != nil {
		return nil, false, err
	}
	if !info.IsDir() {
		return nil, false, &fs.PathError{Op: "open", Path: s.dir, Err: errors.New("is no directory")}
	}
	if info.Mode().Perm()&0o077 != 0 {
		if err := os.Chmod(s.dir, 0o700); err != nil {
			return nil, false, err
		}
	}
	if dir, err = os.Open(s.dir); err != nil {
		return nil, false, err
	}
	return dir, lock(dir), nil
}

// write writes the file of a state: whoever reads it finds all of the old one
// or all of the new one.
func (s *Store) write(name string, state State) error {
	b, err := state.marshal()
	if err != nil {
		return err
	}
	return atomicfile.Replace(filepath.Join(s.dir, name), b)
}

// maxRecent is how many states are looked through for the transcripts that
// were read last.
const maxRecent = 100

// Recent returns the files that were read last and are still there, the
// latest first.
func (s *Store) Recent() []string {
	if s == nil {
		return nil
	}
	entries, _ := os.ReadDir(s.dir) // without it there are none
	type dated struct {
		name string
		at   time.Time
	}
	var all []dated
	for _, e := range entries {
		if k, ok := parseKey(e.Name()); !ok || k.path == nowhere {
			continue
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			all = append(all, dated{e.Name(), info.ModTime()})
		}
	}
	slices.SortStableFunc(all, func(a, b dated) int { return b.at.Compare(a.at) })
	var paths []string
	for _, d := range all[:min(len(all), maxRecent)] {
		state, err := s.read(d.name)
		if err != nil || !filepath.IsAbs(state.Path) || slices.Contains(paths, state.Path) {
			continue
		}
		if info, err := os.Stat(state.Path); err == nil && info.Mode().IsRegular() {
			paths = append(paths, state.Path)
		}
	}
	return paths
}
