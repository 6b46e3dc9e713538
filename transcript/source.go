package transcript

import (
	"io"

	"verbatim/transcript/internal/source"
)

// A Source is named bytes, read at any offset, from several goroutines at
// once. A file is read in place; what comes through a pipe is kept in memory,
// then in a temporary file without a name, and grows until the pipe ends.
type Source struct{ raw *source.Source }

// FromString returns a source that holds text.
func FromString(name, text string) *Source { return &Source{source.FromString(name, text)} }

// FromReaderAt returns a source of size bytes, which r reads. Close does not
// close r.
func FromReaderAt(name string, r io.ReaderAt, size int64) *Source {
	return &Source{source.FromReaderAt(name, r, size)}
}

// FromReader returns a source that is filled from r, in the background, until
// r ends.
func FromReader(name string, r io.Reader) *Source { return &Source{source.FromReader(name, r)} }

// OpenFile opens the file called name. A pipe or a device is read as by
// FromReader.
func OpenFile(name string) (*Source, error) {
	raw, err := source.OpenFile(name)
	if err != nil {
		return nil, err
	}
	return &Source{raw}, nil
}

// Name returns the name that the source was opened by, which need not be safe
// to print: see CleanName.
func (s *Source) Name() string { return s.raw.Name() }

// Path returns the absolute path of the file that the source is, empty if it
// is none.
func (s *Source) Path() string { return s.raw.Path() }

// Size returns the number of bytes that have arrived, and whether they are all.
func (s *Source) Size() (n int64, done bool) { return s.raw.Size() }

// Wait waits until n bytes have arrived, or until the source has ended or was
// closed. It returns what Size returns then.
func (s *Source) Wait(n int64) (size int64, done bool) { return s.raw.Wait(n) }

// ReadAt reads bytes of the source from off, as io.ReaderAt does.
func (s *Source) ReadAt(p []byte, off int64) (int, error) { return s.raw.ReadAt(p, off) }

// Progress returns how many bytes have been read of the file or pipe that the
// source is made from, and its size, 0 while that is unknown.
func (s *Source) Progress() (read, size int64) { return s.raw.Progress() }

// Err returns the error that ended the source early, or nil.
func (s *Source) Err() error { return s.raw.Err() }

// Follow makes a file that was just opened a source that grows with it, until
// Unfollow or Close. It does nothing to a pipe, which grows anyway. It reports
// whether the source is followed now.
func (s *Source) Follow() bool { return s.raw.Follow() }

// Followed reports whether the source is followed.
func (s *Source) Followed() bool { return s.raw.Followed() }

// Unfollow ends the source where it is.
func (s *Source) Unfollow() { s.raw.Unfollow() }

// Changed reports whether the file was truncated or overwritten since it was
// opened: what is read of it now need not be what the index says.
func (s *Source) Changed() bool { return s.raw.Changed() }

// Close ends all waiting and releases what the source holds. Closing it again
// does nothing.
func (s *Source) Close() error { return s.raw.Close() }
