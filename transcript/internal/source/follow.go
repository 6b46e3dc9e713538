package source

import (
	"bytes"
	"errors"
	"os"
	"time"

	"verbatim/internal/fault"
	"verbatim/internal/guard"
)

// followPause is how often a file that is followed is looked at.
const followPause = 250 * time.Millisecond

// ErrReplaced says of a file that is followed that it is not the one any more
// that was opened, or has been cut: it has to be read from its start again.
var ErrReplaced = errors.New("was written anew")

// Follow makes a file that has just been opened a source that grows with it,
// until Unfollow or Close. What is no file is left as it is: a pipe grows
// anyway. It reports whether src is followed now.
func (s *Source) Follow() bool {
	f, ok := s.r.(*os.File)
	if !ok || s.path == "" {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stop != nil {
		return true
	}
	stop := make(chan struct{})
	s.done, s.stop = false, stop
	guard.Go(func() { s.watch(f, stop) })
	return true
}

// Followed reports whether s is followed.
func (s *Source) Followed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stop != nil
}

// Unfollow lets the source end where it is.
func (s *Source) Unfollow() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stop != nil {
		close(s.stop)
		s.stop, s.done = nil, true
		s.more.Broadcast()
	}
}

// Whole waits for all of a source that must be read from its end: of one that
// is followed for what there is.
func (s *Source) Whole() (size int64) {
	if s.Followed() {
		size, _ = s.Size()
		return size
	}
	size, _ = s.Wait(1 << 62)
	return size
}

// watch grows s with f until stop.
func (s *Source) watch(f *os.File, stop <-chan struct{}) {
	w := watcher{f: f, path: s.path}
	w.opened, _ = f.Stat() // without it the file is another one, and opened again
	w.size, _ = s.Size()
	w.remember()
	tick := time.NewTicker(followPause)
	defer tick.Stop()
	for {
		select {
		case <-stop:
			return
		case <-tick.C:
		}
		size, same := w.look()
		s.mu.Lock()
		if s.stop != stop { // not followed any more
			s.mu.Unlock()
			return
		}
		if s.size = size; !same {
			s.done, s.err = true, &fault.Error{Name: s.name, Err: ErrReplaced}
		}
		s.more.Broadcast()
		s.mu.Unlock()
		if !same {
			return
		}
	}
}

// A watcher looks at a file again and again.
type watcher struct {
	f      *os.File
	path   string
	opened os.FileInfo
	size   int64 // when it was looked at last
	tail   []byte
	buf    [256]byte
}

// look returns the size of the file, and whether it has only grown. Where
// there is none at the moment it is as it was.
func (w *watcher) look() (size int64, same bool) {
	now, err := os.Stat(w.path)
	if err != nil {
		return w.size, true
	}
	if now.Size() == w.size && now.ModTime().Equal(w.opened.ModTime()) && os.SameFile(now, w.opened) {
		return w.size, true
	}
	if !os.SameFile(now, w.opened) || now.Size() < w.size || !bytes.Equal(w.tail, w.read()) {
		return w.size, false
	}
	w.opened, w.size = now, now.Size()
	w.remember()
	return w.size, true
}

// read returns the last bytes before what was the end.
func (w *watcher) read() []byte {
	n := min(w.size, int64(len(w.buf)))
	k, _ := w.f.ReadAt(w.buf[:n], w.size-n) // fewer are others
	return w.buf[:k]
}

// remember keeps the last bytes: a file that was written anew and has become
// longer differs there.
func (w *watcher) remember() { w.tail = append(w.tail[:0], w.read()...) }
