package transcript

import (
	"io"

	"verbatim/transcript/internal/source"
)

// A Source is named bytes that can be read at any offset, by several
// goroutines at once. A file is read where it is. What comes through a pipe is
// kept in memory, then in a temporary file without a name, and grows until the
// pipe ends. The zero Source is not valid.
type Source struct{ raw *source.Source }

// FromString returns a source that holds text. Messages call it name.
func FromString(name, text string) *Source { return &Source{source.FromString(name, text)} }

// FromReaderAt returns a source of size bytes that are read from r, by several
// goroutines at once. Closing the source does not close r.
func FromReaderAt(name string, r io.ReaderAt, size int64) *Source {
	return &Source{source.FromReaderAt(name, r, size)}
}

// FromReader returns a source that is filled from r in the background, until r
// returns an error. An error other than io.EOF is that of the source, see Err.
// Closing the source does not close r.
func FromReader(name string, r io.Reader) *Source { return &Source{source.FromReader(name, r)} }

// OpenFile opens the file called name. A pipe or a device is read as by
// FromReader. Errors are *fs.PathError; a directory is one, see Walk.
func OpenFile(name string) (*Source, error) {
	raw, err := source.OpenFile(name)
	if err != nil {
		return nil, err
	}
	return &Source{raw}, nil
}

// Name returns the name that the source was opened by. It need not be safe to
// print: see CleanName.
func (s *Source) Name() string { return s.raw.Name() }

// Path returns the absolute path of a source that is a file, "" for others. It
// need not be safe to print.
func (s *Source) Path() string { return s.raw.Path() }

// Size returns the number of bytes that have arrived, and whether they are
// all.
func (s *Source) Size() (n int64, done bool) { return s.raw.Size() }

// Wait waits until n bytes have arrived, or the source has ended or was
// closed. It returns what Size returns then.
func (s *Source) Wait(n int64) (size int64, done bool) { return s.raw.Wait(n) }

// ReadAt reads bytes of the source from off, as io.ReaderAt does.
func (s *Source) ReadAt(p []byte, off int64) (int, error) { return s.raw.ReadAt(p, off) }

// Progress returns how many bytes have been read of the file or pipe that the
// source is made from, and the size of that in bytes, 0 if it is not known.
func (s *Source) Progress() (read, size int64) { return s.raw.Progress() }

// Err returns the error that ended the source early, or nil.
func (s *Source) Err() error { return s.raw.Err() }

// Follow makes the source grow with its file, as a log does, until Unfollow or
// Close. Call it after OpenFile, before Open. It reports whether the source is
// followed now: a pipe is not, but grows anyway.
func (s *Source) Follow() bool { return s.raw.Follow() }

// Followed reports whether the source grows with its file, see Follow.
func (s *Source) Followed() bool { return s.raw.Followed() }

// Unfollow ends the source at the bytes that have arrived.
func (s *Source) Unfollow() { s.raw.Unfollow() }

// Changed reports whether the file was truncated or overwritten since it was
// opened. Text that is read then need not be that of the index.
func (s *Source) Changed() bool { return s.raw.Changed() }

// Close releases the source and ends all waiting for it. Closing it again does
// nothing.
func (s *Source) Close() error { return s.raw.Close() }
