package tape

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"

	"verbatim/internal/fault"
	"verbatim/internal/guard"
	"verbatim/internal/text"
	"verbatim/transcript/internal/source"
)

// An Input reads a source from its start.
type Input struct {
	*bufio.Reader
	Src  *source.Source
	Line int64          // number, from 1, of the line that ReadLine returned last
	More bool           // ReadLine returned part of a line; the next call returns more of it
	Open bool           // the line has no line end: the source ends in it
	At   int64          // byte of the source where the returned text begins
	Off  int64          // bytes of the source that ReadLine has read
	from *source.Reader // what Reader reads from
	buf  []byte
	held []byte // part of buf: read from a long line, not yet returned
	idle func() // see WhenIdle
}

// InputSize is the number of bytes of a source that are read at once.
const InputSize = 64 << 10

// MaxPiece is the number of bytes of one line or field that are kept in memory at
// once. Longer text is written to a tape in pieces.
const MaxPiece = 1 << 20

// Rewrite returns a source derived from s, and a function that starts to fill it in the
// background. They are separate, so that opening many transcripts does not rewrite all of
// them at once.
func Rewrite(s *source.Source, rewrite func(*Input, *Tape) error) (t *source.Source, begin func()) {
	t, w := s.Derive()
	out := &Tape{Writer: bufio.NewWriterSize(w, InputSize), Src: s}
	in, r := NewInput(s)
	r.Idle = func() {
		out.Writer.Flush()
		if n, done := s.Settled(r.Off); in.idle != nil && n == r.Off && !done {
			in.idle()
			out.Writer.Flush()
		}
	}
	return t, func() {
		guard.Go(func() {
			err := guarded(in, out, rewrite)
			if err == nil {
				err = s.Err()
			}
			w.End(cmp.Or(err, out.Writer.Flush()))
		})
	}
}

// WhenIdle sets a function to call when no more of the source has arrived for a moment. A
// format uses it to write what it holds back. f runs in the goroutine that reads. WhenIdle
// must be called at most once, before the format holds anything back.
func (in *Input) WhenIdle(f func()) { in.idle = f }

// NewInput returns the input of a source, and its underlying Reader.
func NewInput(s *source.Source) (*Input, *source.Reader) {
	r := s.Reader()
	return &Input{Reader: bufio.NewReaderSize(r, InputSize), Src: s, from: r}, r
}

// Skip continues at byte off of the source, where a line begins. The format has read the
// bytes before it itself; lines is the number of line ends in them.
func (in *Input) Skip(off, lines int64) {
	in.from.Skip(off)
	in.Reader.Reset(in.from)
	in.Off, in.At = off, off
	in.Line += lines
}

// InLine reports whether ReadLine has returned only part of a line.
func (in *Input) InLine() bool { return in.More || len(in.held) > 0 }

// errPanic is wrapped by the error of a rewrite that panicked.
var errPanic = errors.New("cannot be read: internal error")

// Fault returns the error for a panic value of rewriting. A bug in one format ends one
// transcript, not the program.
func (in *Input) Fault(line int64, value any) error {
	return &fault.Error{Name: in.Src.Name(), Line: line, Err: fmt.Errorf("%w: %v", errPanic, value), Hint: "this is a bug in verbatim; please report it"}
}

// guarded calls rewrite and returns a panic as an error.
func guarded(in *Input, out *Tape, rewrite func(*Input, *Tape) error) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = in.Fault(in.Line, value)
		}
	}()
	return rewrite(in, out)
}

// ReadLine returns the next line without its line end, and false after the last.
// It returns a line longer than MaxPiece in pieces, and sets More for all but the
// last. The bytes are valid until the next call.
func (in *Input) ReadLine() ([]byte, bool, error) {
	in.At = in.Off - int64(len(in.held))
	goesOn := in.More
	if !goesOn {
		in.Line++
	}
	line, err := in.ReadSlice('\n')
	in.Off += int64(len(line))
	if err == bufio.ErrBufferFull || len(in.held) > 0 {
		in.buf = append(append(in.buf[:0], in.held...), line...)
		for err == bufio.ErrBufferFull && len(in.buf) < MaxPiece {
			line, err = in.ReadSlice('\n')
			in.Off += int64(len(line))
			in.buf = append(in.buf, line...)
		}
		line = in.buf
	}
	in.More, in.held = err == bufio.ErrBufferFull, nil
	switch {
	case in.More:
		line, in.held = Cut(line)
		return line, true, nil
	case err != nil && err != io.EOF:
		return nil, false, err
	case len(line) == 0:
		in.Open = in.Open || goesOn
		return nil, false, nil
	}
	in.Open = err == io.EOF
	return bytes.TrimSuffix(bytes.TrimSuffix(line, text.Newline), []byte{'\r'}), true, nil
}

// Fails returns an error for a line of the source.
func (in *Input) Fails(line int64, what string) error {
	return &fault.Error{Name: in.Src.Name(), Line: line, Err: errors.New(what)}
}
