package transcript

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// An input is a source being rewritten, from its start.
type input struct {
	*bufio.Reader
	src  *rawSource
	line int64 // number, from 1, of the line that readLine returned last
	more bool  // that line goes on: the next call returns more of it
	open bool  // that line has no end: the source ends in it
	at   int64 // byte of the source at which begins what it returned
	off  int64 // bytes of the source that it has taken
	buf  []byte
	held []byte // of buf: what was read of a line that goes on, and not returned

	// waits is called where nothing has come for a moment: a format may take
	// down what it holds back until more comes. nil: it holds nothing back.
	waits func()
}

// inputSize is how much of a source is read at once, in bytes.
const inputSize = 64 << 10

// maxPiece is how much of one text is in memory at once, in bytes. A longer one,
// of a line or of a field, is taken down in pieces.
const maxPiece = 1 << 20

// rewriteSource returns the source that rewrite makes of s, and what begins to
// make it in the background: when many transcripts are open, not all of them
// are rewritten at once.
func rewriteSource(s *rawSource, rewrite func(*input, *tape) error) (t *rawSource, begin func()) {
	t, w := s.derived()
	out := &tape{w: bufio.NewWriterSize(w, inputSize), src: s}
	in, r := newInput(s)
	r.idle = func() {
		out.w.Flush()
		if n, done := s.settled(r.off); in.waits != nil && n == r.off && !done {
			in.waits()
			out.w.Flush()
		}
	}
	return w.s, func() {
		Go(func() {
			err := guarded(in, out, rewrite)
			if err == nil {
				err = s.Err()
			}
			w.end(cmp.Or(err, out.w.Flush()))
		})
	}
}

// newInput returns the input of a source, and what it reads from.
func newInput(s *rawSource) (*input, *sourceReader) {
	r := s.reader()
	return &input{Reader: bufio.NewReaderSize(r, inputSize), src: s}, r
}

// errPanic says that rewriting has met something it should have foreseen.
var errPanic = errors.New("cannot be read: internal error")

// fault returns the error of a source for which rewriting has panicked with
// a value. It is the end of one transcript, not of the program and the
// terminal with it.
func (in *input) fault(line int64, value any) error {
	return &Error{Name: in.src.Name(), Line: line, Err: fmt.Errorf("%w: %v", errPanic, value), Hint: "this is a fault of verbatim, please report it"}
}

// guarded rewrites. A panic becomes its error.
func guarded(in *input, out *tape, rewrite func(*input, *tape) error) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = in.fault(in.line, value)
		}
	}()
	return rewrite(in, out)
}

// readLine returns the next line without its end, and false after the last; of
// a line that is longer than maxPiece it returns a piece, and more is set. It is
// good until the next call.
func (in *input) readLine() ([]byte, bool, error) {
	in.at = in.off - int64(len(in.held))
	goesOn := in.more
	if !goesOn {
		in.line++
	}
	line, err := in.ReadSlice('\n')
	in.off += int64(len(line))
	if err == bufio.ErrBufferFull || len(in.held) > 0 {
		in.buf = append(append(in.buf[:0], in.held...), line...)
		for err == bufio.ErrBufferFull && len(in.buf) < maxPiece {
			line, err = in.ReadSlice('\n')
			in.off += int64(len(line))
			in.buf = append(in.buf, line...)
		}
		line = in.buf
	}
	in.more, in.held = err == bufio.ErrBufferFull, nil
	switch {
	case in.more:
		line, in.held = pieceOf(line)
		return line, true, nil
	case err != nil && err != io.EOF:
		return nil, false, err
	case len(line) == 0:
		in.open = in.open || goesOn
		return nil, false, nil
	}
	in.open = err == io.EOF
	return bytes.TrimSuffix(bytes.TrimSuffix(line, newline), []byte{'\r'}), true, nil
}

// pieceOf parts a piece of a text that goes on: after the last blank in it, or
// at least between two characters.
func pieceOf(text []byte) (piece, rest []byte) {
	k := bytes.LastIndexAny(text, " \t") + 1
	if k == 0 {
		for k = len(text) - 1; k > len(text)-utf8.UTFMax && !utf8.RuneStart(text[k]); k-- {
		}
	}
	return text[:k], text[k:]
}

// fails returns the error of a source that goes wrong in a line.
func (in *input) fails(line int64, what string) error {
	return &Error{Name: in.src.Name(), Line: line, Err: errors.New(what)}
}
