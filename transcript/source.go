package transcript

import (
	"io"

	"verbatim/transcript/internal/source"
)

// A Source is named bytes that can be read at any offset, by several goroutines
// at once. A file is read in place. The bytes of a pipe are kept in memory, then
// in a temporary file without a name, and the source grows until the pipe ends.
// The zero Source is not valid.
type Source struct{ raw *source.Source }

// FromString returns a source that holds text. name identifies it in messages.
func FromString(name, text string) *Source { return &Source{source.FromString(name, text)} }

// FromReaderAt returns a source of size bytes that it reads from r, in several
// goroutines at once. Closing the source does not close r.
func FromReaderAt(name string, r io.ReaderAt, size int64) *Source {
	return &Source{source.FromReaderAt(name, r, size)}
}

// FromReader returns a source that is filled from r in the background until r
// returns an error. Err returns that error unless it is io.EOF. Closing the source
// does not close r.
func FromReader(name string, r io.Reader) *Source { return &Source{source.FromReader(name, r)} }

// OpenFile opens the file called name. It reads a pipe or a device as FromReader
// does. Errors are *fs.PathError. A directory is an error: see Walk.
func OpenFile(name string) (*Source, error) {
	raw, err := source.OpenFile(name)
	if err != nil {
		return nil, err
	}
	return &Source{raw}, nil
}

// Name returns the name under which the source was opened. It may be unsafe to
// print: see CleanName.
func (s *Source) Name() string { return s.raw.Name() }

// Path returns the absolute path of a file, or "" for other sources. It may be
// unsafe to print.
func (s *Source) Path() string { return s.raw.Path() }

// Size returns the number of bytes that have arrived, and whether the source has
// ended.
func (s *Source) Size() (n int64, done bool) { return s.raw.Size() }

// Wait waits until n bytes have arrived, or the source has ended or was closed,
// and returns the result of Size.
func (s *Source) Wait(n int64) (size int64, done bool) { return s.raw.Wait(n) }

// ReadAt reads bytes of the source from off, as io.ReaderAt does.
func (s *Source) ReadAt(p []byte, off int64) (int, error) { return s.raw.ReadAt(p, off) }

// Progress returns the number of bytes read of the file or pipe from which the
// source is made, and its size in bytes, which is 0 while it is unknown.
func (s *Source) Progress() (read, size int64) { return s.raw.Progress() }

// Err returns the error that ended the source early, or nil.
func (s *Source) Err() error { return s.raw.Err() }

// Follow makes the source grow with its file, such as a log, until Unfollow or
// Close. Call it after OpenFile and before Open. It reports whether the source is
// followed now. It returns false for a pipe, which grows anyway.
func (s *Source) Follow() bool { return s.raw.Follow() }

// Followed reports whether the source grows with its file, see Follow.
func (s *Source) Followed() bool { return s.raw.Followed() }

// Unfollow ends the source at the bytes that have arrived.
func (s *Source) Unfollow() { s.raw.Unfollow() }

// Changed reports whether the file was truncated or overwritten since it was
// opened. Text read after that may not match the index.
func (s *Source) Changed() bool { return s.raw.Changed() }

// Close releases the source and wakes all calls that wait for it. Closing it again
// does nothing.
func (s *Source) Close() error { return s.raw.Close() }
