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

// A Store is a directory with the states of transcripts, one file for each. A
// nil Store saves nothing.
//
// The name of a file consists of the hash of the first 64 KiB of the source, the
// size of the source, and the hash of its path. A state belongs to a source, the
// best match first, if
//
//  1. head and size are equal: the same file, perhaps moved;
//  2. the path is equal: the file has grown or was edited;
//  3. the head is equal and both sources are larger than the head, or of unknown
//     size: the file has grown and was moved.
type Store struct{ dir string }

// NewStore returns the store in dir. The directory is created by the first Save.
func NewStore(dir string) *Store { return &Store{dir} }

// Kept is the saved state of one transcript in a Store. A nil Kept saves nothing.
type Kept struct {
	store *Store
	src   *transcript.Source
	base  State // as last read or written
}

// headKey is the number of bytes at the start of a source that identify it.
const headKey = 64 << 10

// A stateKey is the parsed name of a state's file.
type stateKey struct {
	head string
	size int64 // bytes; 0: unknown, the source is still growing
	path string
}

const (
	stateEnd = ".json"
	badEnd   = ".bad"
	nowhere  = "-" // the path of a source that is not a file
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

// like returns how well two keys match, from 0 (not at all) to 3; see Store.
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

// keyOf returns the key of a source. ok is false while too little of it has
// arrived.
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

// Find returns the saved state of src, or the zero State if none is saved, and a
// Kept that saves changes. While too little of a pipe has arrived to identify it,
// Find returns a nil Kept and no error. With an error the state is zero, and Kept
// is still usable if the error was that of an unreadable file, which has been
// renamed.
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
		return k, State{}, &fault.Error{Name: s.dir, Err: fmt.Errorf("saved state cannot be read: %w", fault.Bare(err))}
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

// Given returns only what the user has set for the speakers of src, for a caller
// that saves nothing. It waits until enough of a pipe has arrived to identify it.
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

// match returns the name of the file that matches key best, or "" if none does.
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

// read reads a state from a file, which may be damaged, huge, or not a regular
// file.
func (s *Store) read(name string) (State, error) {
	f, err := os.OpenFile(filepath.Join(s.dir, name), os.O_RDONLY|wary, 0)
	if err != nil {
		return State{}, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil {
		return State{}, err
	} else if !info.Mode().IsRegular() {
		return State{}, errors.New("is not a regular file")
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

// setAside renames a file that cannot be read, and returns an error that says so.
func (s *Store) setAside(name string, why error) error {
	why = fault.Bare(why)
	name = filepath.Join(s.dir, name)
	if err := os.Rename(name, name+badEnd); err != nil {
		return fmt.Errorf("saved state %w; ignoring %s", readable(why), name)
	}
	return fmt.Errorf("saved state %w; renamed to %s", readable(why), name+badEnd)
}

// readable returns why as the end of a sentence that begins "saved state".
func readable(why error) error {
	if why == errDamaged || why == errForeign || why == errFuture {
		return why
	}
	return fmt.Errorf("cannot be read (%w)", why)
}

// Save writes a state, completely or not at all. It merges the changes that
// other programs have saved for the same transcript in the meantime.
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
		return &fault.Error{Name: k.store.dir, Err: fmt.Errorf("place and bookmarks cannot be saved: %w", fault.Bare(err))}
	}
	return nil
}

// save writes a state under a key and removes the file of an older key.
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
		_ = os.Remove(filepath.Join(k.store.dir, old)) // harmless if it stays: the new key matches better
	}
	return nil
}

// open creates the directory if necessary, makes it private to the user, and
// locks it until dir is closed. locked is false if the lock is not available.
func (s *Store) open() (dir *os.File, locked bool, err error) {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return nil, false, err
	}
	info, err := os.Lstat(s.dir)
	if err != nil {
		return nil, false, err
	}
	if !info.IsDir() {
		return nil, false, &fs.PathError{Op: "open", Path: s.dir, Err: errors.New("is not a directory")}
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

// write replaces the file of a state atomically.
func (s *Store) write(name string, state State) error {
	b, err := state.marshal()
	if err != nil {
		return err
	}
	return atomicfile.Replace(filepath.Join(s.dir, name), b)
}

// maxRecent is the number of states, the latest first, that Recent examines.
const maxRecent = 100

// Recent returns the paths of the transcripts that were read last and still
// exist, the latest first.
func (s *Store) Recent() []string {
	if s == nil {
		return nil
	}
	entries, _ := os.ReadDir(s.dir) // a missing directory has no entries
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
