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

// A Source is named bytes that can be read at any offset, from several
// goroutines at once. A file is read in place; what comes through a pipe is
// kept in a spool (memory, then a temporary file that has no name), and
// grows until its end.
type Source struct {
	name  string
	path  string // absolute, of the file that it is; "" for what is none
	r     io.ReaderAt
	c     io.Closer    // nil: there is nothing to close, or it was
	from  *Source      // what it is made from; nil: it is what was opened
	taken atomic.Int64 // bytes that its reader has handed out

	opened  fs.FileInfo // of a file: what it was then
	changed atomic.Bool // what was read is not there any more
	trusted atomic.Bool // it may unpack to any size

	mu   sync.Mutex
	more *sync.Cond // size, done or err changed
	size int64
	done bool
	err  error
	stop chan struct{} // closed when it is not to be followed any more; nil: it is not
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
	s.path, _ = filepath.Abs(name) // without a working directory it is known by its text
	return s, nil
}

// FromReader returns a source that is filled from r, in the background,
// until r ends.
func FromReader(name string, r io.Reader) *Source {
	s, w := spooled(name, nil)
	guard.Go(func() { w.fill(r) })
	return s
}

// spooled returns a source, made from another one or nil, and what
// writes it. Closing it closes the other one.
func spooled(name string, from *Source) (*Source, *Writer) {
	p := &spool{}
	s := newSource(name, p, p)
	p.of = s
	if from != nil {
		s.from, s.c = from, closers{p, from}
	}
	return s, &Writer{s, p}
}

// A Writer writes a source that is kept in a spool.
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

// End ends the source. err says why it ends early; nil: it does not.
func (w *Writer) End(err error) {
	w.src.mu.Lock()
	defer w.src.mu.Unlock()
	w.src.done, w.src.err = true, err
	w.src.more.Broadcast()
}

// fill writes all that comes from r.
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

// Name returns the name the source was opened by: raw, see Clean.
func (s *Source) Name() string { return s.name }

// Path returns the absolute path of the file that s is, "" if it is none.
func (s *Source) Path() string { return s.path }

// Size returns the number of bytes there are so far, and whether they are all.
func (s *Source) Size() (n int64, done bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.size, s.done
}

// Wait waits until there are at least n bytes, or the source has ended or
// was closed, and returns what Size then does.
func (s *Source) Wait(n int64) (size int64, done bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.size < n && !s.done {
		s.more.Wait()
	}
	return s.size, s.done
}

// Settled waits until there are more than n bytes or a moment has passed, and
// returns what Size then does: what a pipe writes at once seldom comes at once.
func (s *Source) Settled(n int64) (size int64, done bool) {
	passed := false // told by the timer itself: the clock may lag behind it
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

// Reader returns a Reader over s from its start that waits for more until s
// is whole.
func (s *Source) Reader() *Reader { return &Reader{Src: s} }

type Reader struct {
	Src  *Source
	Off  int64
	Idle func() // called before waiting for more; may be nil
}

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

// through returns the source of what r makes of s. Closing it closes s.
func (s *Source) through(r io.Reader) *Source {
	t, w := spooled(s.name, s)
	guard.Go(func() { w.fill(r) })
	return t
}

// Derive returns a source that is made from s by writing to w. Closing it
// closes s.
func (s *Source) Derive() (t *Source, w *Writer) { return spooled(s.name, s) }

type closers []io.Closer

func (cs closers) Close() error {
	var errs []error
	for _, c := range cs {
		errs = append(errs, c.Close())
	}
	return errors.Join(errs...)
}

// Progress returns how much has been read, in bytes, of what s is made from,
// and the size of that, 0 while it is not known.
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

// errBefore says that an archive names a place before its start.
var errBefore = errors.New("begins before its start")

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

// compare notes whether the file has been cut, or written over in place, since
// it was opened. One that has only grown holds all that was read of it.
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

// Cut returns what is wrong with a source that has less than it had.
func (s *Source) Cut() error {
	if s.Followed() {
		return &fault.Error{Name: s.name, Err: ErrReplaced}
	}
	return &fault.Error{Name: s.name, Err: errShorter}
}

// Changed reports whether the file was found cut, or written over, since it
// was opened: what is read of it now need not be what the index says.
func (s *Source) Changed() bool { return s.changed.Load() }

// Close ends all waiting and gives up what the source holds, and what it is
// made from. To close it again does nothing.
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

// spoolMemory is how much of a pipe is kept in memory, in bytes, before all
// of it moves to a temporary file.
const spoolMemory = 16 << 20

// A spool is an append-only store: memory first, then an unlinked file.
type spool struct {
	mu  sync.RWMutex
	mem [][]byte // pieces of spoolPiece bytes, but for the last: what has been written never moves
	f   *os.File
	n   int64
	end bool // closed: it takes no more

	of   *Source // whose it is; nil: nobody's
	most int64   // bytes that f may have, 0: any number
}

// spoolPiece is how much memory a spool takes at once, in bytes; the first
// piece grows up to it.
const spoolPiece = 256 << 10

func (p *spool) append(b []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.end {
		return errClosed
	}
	if p.f == nil && p.n+int64(len(b)) <= spoolMemory {
		p.remember(b)
		return nil
	}
	if p.f == nil {
		if err := p.spill(); err != nil {
			return err
		}
	}
	if p.most > 0 && p.n+int64(len(b)) > p.most && !p.of.isTrusted() {
		return errSpace
	}
	n, err := p.f.WriteAt(b, p.n)
	p.n += int64(n)
	return err
}

func (p *spool) remember(b []byte) {
	p.n += int64(len(b))
	for len(b) > 0 {
		last := len(p.mem) - 1
		if last < 0 || len(p.mem[last]) == spoolPiece {
			var piece []byte
			if last >= 0 {
				piece = make([]byte, 0, spoolPiece)
			}
			p.mem = append(p.mem, piece)
			last++
		}
		k := min(len(b), spoolPiece-len(p.mem[last]))
		p.mem[last] = append(p.mem[last], b[:k]...)
		b = b[k:]
	}
}

func (p *spool) spill() error {
	f, err := os.CreateTemp("", "verbatim-*")
	if err != nil {
		return err
	}
	// Without a name nothing is left behind, however the program ends.
	if err := os.Remove(f.Name()); err != nil {
		f.Close()
		return err
	}
	for _, piece := range p.mem {
		if _, err := f.Write(piece); err != nil {
			f.Close()
			return err
		}
	}
	p.f, p.mem, p.most = f, nil, space(f)/2
	return nil
}

func (p *spool) ReadAt(b []byte, off int64) (int, error) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if p.f != nil {
		return p.f.ReadAt(b, off)
	}
	n := 0
	for n < len(b) {
		i, at := int((off+int64(n))/spoolPiece), int((off+int64(n))%spoolPiece)
		if i >= len(p.mem) || at >= len(p.mem[i]) {
			return n, io.EOF
		}
		n += copy(b[n:], p.mem[i][at:])
	}
	return n, nil
}

func (p *spool) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.mem, p.end = nil, true
	if p.f == nil {
		return nil
	}
	return p.f.Close()
}

// wrong returns err as an error of s, unless it is one of a source already.
func (s *Source) wrong(err error) error {
	var own *fault.Error
	if errors.As(err, &own) {
		return err
	}
	return &fault.Error{Name: s.name, Err: fault.Bare(err)}
}
