package source

import (
	"bytes"
	"errors"
	"os"
	"time"

	"verbatim/internal/fault"
	"verbatim/internal/guard"
)

// followPause is the interval at which a followed file is examined.
const followPause = 250 * time.Millisecond

// ErrReplaced is the error of a followed file that was replaced or truncated. It
// must be reloaded from its start.
var ErrReplaced = errors.New("was replaced")

// Follow makes a source that has just been opened grow with its file until
// Unfollow or Close. It reports whether s is followed now: it does nothing if s
// is not a file, since a pipe grows anyway.
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

// Unfollow ends the source at its current size.
func (s *Source) Unfollow() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stop != nil {
		close(s.stop)
		s.stop, s.done = nil, true
		s.more.Broadcast()
	}
}

// Whole waits for the end of a source that must be read from its end, and returns
// its size in bytes. For a followed source it returns the current size.
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
	w.opened, _ = f.Stat() // on an error the file counts as replaced, and is reloaded
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
		if s.stop != stop { // Unfollow was called
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

// A watcher examines a file at intervals.
type watcher struct {
	f      *os.File
	path   string
	opened os.FileInfo
	size   int64  // bytes, as of the last look
	tail   []byte // the last bytes before size
	buf    [256]byte
}

// look returns the size of the file, and whether it is the same file, unchanged
// or grown. A file that is missing at the moment counts as unchanged.
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

// read returns the last bytes, at most 256, before the size of the last look.
func (w *watcher) read() []byte {
	n := min(w.size, int64(len(w.buf)))
	k, _ := w.f.ReadAt(w.buf[:n], w.size-n) // fewer bytes count as a difference
	return w.buf[:k]
}

// remember stores the last bytes. They differ if the file is overwritten with
// longer content.
func (w *watcher) remember() { w.tail = append(w.tail[:0], w.read()...) }
