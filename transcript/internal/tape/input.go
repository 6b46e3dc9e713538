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

// An Input is a source being rewritten, from its start.
type Input struct {
	*bufio.Reader
	Src  *source.Source
	Line int64 // number, from 1, of the line that readLine returned last
	More bool  // that line goes on: the next call returns more of it
	Open bool  // that line has no end: the source ends in it
	At   int64 // byte of the source at which begins what it returned
	Off  int64 // bytes of the source that it has taken
	buf  []byte
	held []byte // of buf: what was read of a line that goes on, and not returned
	idle func() // see WhenIdle
}

// InputSize is how much of a source is read at once, in bytes.
const InputSize = 64 << 10

// MaxPiece is how much of one text is in memory at once, in bytes. A longer one,
// of a line or of a field, is taken down in pieces.
const MaxPiece = 1 << 20

// Rewrite returns the source that rewrite makes of s, and what begins to
// make it in the background: when many transcripts are open, not all of them
// are rewritten at once.
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

// WhenIdle has f called whenever no more of the source comes for a moment: a
// format takes down there what it holds back until more comes. f runs in the
// goroutine that reads. Call it once, before reading what is held back.
func (in *Input) WhenIdle(f func()) { in.idle = f }

// NewInput returns the input of a source, and what it reads from.
func NewInput(s *source.Source) (*Input, *source.Reader) {
	r := s.Reader()
	return &Input{Reader: bufio.NewReaderSize(r, InputSize), Src: s}, r
}

// errPanic says that rewriting has met something it should have foreseen.
var errPanic = errors.New("cannot be read: internal error")

// Fault returns the error of a source for which rewriting has panicked with
// a value. It is the end of one transcript, not of the program and the
// terminal with it.
func (in *Input) Fault(line int64, value any) error {
	return &fault.Error{Name: in.Src.Name(), Line: line, Err: fmt.Errorf("%w: %v", errPanic, value), Hint: "this is a fault of verbatim, please report it"}
}

// guarded rewrites. A panic becomes its error.
func guarded(in *Input, out *Tape, rewrite func(*Input, *Tape) error) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = in.Fault(in.Line, value)
		}
	}()
	return rewrite(in, out)
}

// ReadLine returns the next line without its end, and false after the last; of
// a line that is longer than maxPiece it returns a piece, and more is set. It is
// good until the next call.
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

// Fails returns the error of a source that goes wrong in a line.
func (in *Input) Fails(line int64, what string) error {
	return &fault.Error{Name: in.Src.Name(), Line: line, Err: errors.New(what)}
}
