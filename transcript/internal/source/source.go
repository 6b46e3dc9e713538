package source

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"verbatim/internal/fault"
	"verbatim/internal/guard"
)

// A Source is a named sequence of bytes that can be read at any offset by several
// goroutines at once. A file is read in place. The bytes of a pipe are kept in a
// spool (memory, then a temporary file without a name), and the source grows
// until the pipe ends.
type Source struct {
	name  string
	path  string // absolute; "" if the source is not a file
	r     io.ReaderAt
	c     io.Closer    // nil: nothing to close, or closed
	from  *Source      // the source from which it is derived; nil: it was opened
	taken atomic.Int64 // bytes that its Reader has returned

	opened  fs.FileInfo // of a file, at the time of OpenFile
	changed atomic.Bool // the file was truncated or overwritten
	trusted atomic.Bool // exempt from the bounds on size

	mu   sync.Mutex
	more *sync.Cond // signals a change of size, done or err
	size int64
	done bool
	err  error
	stop chan struct{} // closed by Unfollow; nil: not followed
}

func newSource(name string, r io.ReaderAt, c io.Closer) *Source {
	s := &Source{name: name, r: r, c: c}
	s.more = sync.NewCond(&s.mu)
	return s
}

// FromString returns a source that holds text.
func FromString(name, text string) *Source {
	return FromReaderAt(name, strings.NewReader(text), int64(len(text)))
}

// FromReaderAt returns a source of size bytes that r reads.
func FromReaderAt(name string, r io.ReaderAt, size int64) *Source {
	s := newSource(name, r, nil)
	s.size, s.done = size, true
	return s
}

// OpenFile opens the file called name. A pipe or a device is read as it
// arrives, as by FromReader.
func OpenFile(name string) (*Source, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fmt.Errorf("is a directory")}
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		s := FromReader(name, f)
		s.c = closers{s.c, f}
		return s, nil
	}
	s := newSource(name, f, f)
	s.size, s.done, s.opened = info.Size(), true, info
	s.path, _ = filepath.Abs(name) // fails without a working directory; state then goes by content
	return s, nil
}

// FromReader returns a source that is filled from r in the background until r
// ends.
func FromReader(name string, r io.Reader) *Source {
	s, w := spooled(name, nil)
	guard.Go(func() { w.fill(r) })
	return s
}

// spooled returns a source that is kept in a spool, and the Writer that fills it.
// from is the source from which it is derived, and is closed with it; it may be
// nil.
func spooled(name string, from *Source) (*Source, *Writer) {
	p := &spool{}
	s := newSource(name, p, p)
	p.of = s
	if from != nil {
		s.from, s.c = from, closers{p, from}
	}
	return s, &Writer{s, p}
}

// A Writer appends to a source that is kept in a spool.
type Writer struct {
	src *Source
	p   *spool
}

// Write appends b to the source.
func (w *Writer) Write(b []byte) (int, error) {
	if err := w.p.append(b); err != nil {
		return 0, w.src.spooled(err)
	}
	w.src.mu.Lock()
	defer w.src.mu.Unlock()
	w.src.size += int64(len(b))
	w.src.more.Broadcast()
	return len(b), nil
}

// End ends the source. err is the reason if it ends early, otherwise nil.
func (w *Writer) End(err error) {
	w.src.mu.Lock()
	defer w.src.mu.Unlock()
	w.src.done, w.src.err = true, err
	w.src.more.Broadcast()
}

// fill copies r to the source until r ends.
func (w *Writer) fill(r io.Reader) {
	buf := make([]byte, 64<<10)
	for {
		n, err := r.Read(buf)
		if n > 0 {
			_, werr := w.Write(buf[:n])
			err = cmp.Or(werr, err)
		}
		switch err {
		case nil:
			continue
		case io.EOF:
			w.End(nil)
		default:
			w.End(w.src.wrong(err))
		}
		return
	}
}

// Name returns the name by which the source was opened. It is not cleaned: see
// text.CleanName.
func (s *Source) Name() string { return s.name }

// Path returns the absolute path of s, or "" if s is not a file.
func (s *Source) Path() string { return s.path }

// Size returns the number of bytes so far, and whether the source has ended.
func (s *Source) Size() (n int64, done bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.size, s.done
}

// Wait waits until the source has at least n bytes, has ended or was closed, and
// returns the result of Size.
func (s *Source) Wait(n int64) (size int64, done bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.size < n && !s.done {
		s.more.Wait()
	}
	return s.size, s.done
}

// Settled waits until the source has more than n bytes or 20 ms have passed, and
// returns the result of Size. A single write to a pipe often arrives in parts.
func (s *Source) Settled(n int64) (size int64, done bool) {
	passed := false // set by the timer, because the clock may lag behind it
	t := time.AfterFunc(settleTime, func() {
		defer guard.Guard()
		s.mu.Lock()
		defer s.mu.Unlock()
		passed = true
		s.more.Broadcast()
	})
	defer t.Stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.size <= n && !s.done && !passed {
		s.more.Wait()
	}
	return s.size, s.done
}

const settleTime = 20 * time.Millisecond

// Reader returns a Reader at the start of s.
func (s *Source) Reader() *Reader { return &Reader{Src: s} }

// A Reader reads a source in order and waits for bytes that have not arrived yet.
type Reader struct {
	Src  *Source
	Off  int64  // of the next byte
	Idle func() // called before waiting for more; may be nil
}

// Read reads bytes at r.Off. It returns the error of a source that ended early.
func (r *Reader) Read(p []byte) (int, error) {
	n, done := r.Src.Size()
	if n <= r.Off && !done {
		if r.Idle != nil {
			r.Idle()
		}
		n, _ = r.Src.Wait(r.Off + 1)
	}
	if n <= r.Off {
		if err := r.Src.Err(); err != nil {
			return 0, err
		}
		return 0, io.EOF
	}
	k, err := r.Src.ReadAt(p[:min(int64(len(p)), n-r.Off)], r.Off)
	r.Off += int64(k)
	r.Src.taken.Store(r.Off)
	if k > 0 {
		err = nil
	}
	return k, err
}

// Skip continues at byte off. The bytes before it count as read.
func (r *Reader) Skip(off int64) {
	r.Off = off
	r.Src.taken.Store(off)
}

// through returns a source that is filled from r, which converts s. Closing it
// closes s.
func (s *Source) through(r io.Reader) *Source {
	t, w := spooled(s.name, s)
	guard.Go(func() { w.fill(r) })
	return t
}

// Derive returns a source derived from s, whose content is written to w. Closing
// it closes s.
func (s *Source) Derive() (t *Source, w *Writer) { return spooled(s.name, s) }

// closers closes several things in order.
type closers []io.Closer

func (cs closers) Close() error {
	var errs []error
	for _, c := range cs {
		errs = append(errs, c.Close())
	}
	return errors.Join(errs...)
}

// Progress returns the number of bytes read of the opened source from which s is
// derived, and the size of that source, which is 0 while it is unknown.
func (s *Source) Progress() (read, size int64) {
	raw, _ := s.root()
	n, done := raw.Size()
	switch {
	case !done:
		return n, 0
	case raw == s:
		return n, n
	}
	return raw.taken.Load(), n
}

// Err returns the error that ended the source early, or nil.
func (s *Source) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// errBefore is the error for an archive with a negative offset.
var errBefore = errors.New("has a negative offset")

// ReadAt reads bytes of the source from off, as io.ReaderAt does.
func (s *Source) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, errBefore
	}
	n, err := s.r.ReadAt(p, off)
	if s.opened != nil && !s.changed.Load() {
		s.compare()
	}
	return n, err
}

// compare sets changed if the file was truncated or overwritten in place since it
// was opened. A file that has only grown still contains all that was read.
func (s *Source) compare() {
	f, ok := s.r.(*os.File)
	if !ok {
		return
	}
	now, err := f.Stat()
	if err == nil && (now.Size() < s.opened.Size() || now.Size() == s.opened.Size() && !now.ModTime().Equal(s.opened.ModTime())) {
		s.changed.Store(true)
	}
}

var errShorter = errors.New("became shorter while it was read")

// Cut returns the error for a source that has become shorter.
func (s *Source) Cut() error {
	if s.Followed() {
		return &fault.Error{Name: s.name, Err: ErrReplaced}
	}
	return &fault.Error{Name: s.name, Err: errShorter}
}

// Changed reports whether a read has found that the file was truncated or
// overwritten since it was opened, so that an index of it may be wrong.
func (s *Source) Changed() bool { return s.changed.Load() }

// Close wakes all that wait for the source, and closes it and the source from
// which it is derived. Closing it again does nothing.
func (s *Source) Close() error {
	s.Unfollow()
	s.mu.Lock()
	s.done = true
	s.more.Broadcast()
	c := s.c
	s.c = nil
	s.mu.Unlock()
	if c == nil {
		return nil
	}
	return c.Close()
}

// wrong returns err as a *fault.Error of s, unless it is a *fault.Error already.
func (s *Source) wrong(err error) error {
	var own *fault.Error
	if errors.As(err, &own) {
		return err
	}
	return &fault.Error{Name: s.name, Err: fault.Bare(err)}
}

// Section returns a source of the bytes of s from off on, size of them. Closing it closes
// s.
func (s *Source) Section(name string, off, size int64) *Source {
	part := newSource(name, io.NewSectionReader(s, off, size), s)
	part.size, part.done = size, true
	return part
}
