package captions

import (
	"bufio"
	"bytes"
	"io"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// A tagTaker receives the tags and the text of sloppy markup. The slices are valid until
// the call returns.
type tagTaker interface {
	tag(name string, tag []byte, line int64) // name is in lower case and includes the slash of an end tag
	say(text []byte)                         // text is not empty
}

// A tagReader passes markup to t. Tags need not be closed and attributes need not be
// quoted. An angle bracket that does not precede a name is text.
type tagReader struct {
	in   *tape.Input
	t    tagTaker
	buf  []byte
	line int64 // of the source, from 1
}

// readTags passes the whole of in to t.
func readTags(in *tape.Input, t tagTaker) error {
	r := &tagReader{in: in, t: t, line: 1}
	for {
		more, err := r.text()
		if !more || err != nil {
			return err
		}
		next, err := in.Peek(1)
		if err != nil || !isTagStart(next[0]) {
			t.say([]byte{'<'})
			continue
		}
		if err := r.tag(); err != nil {
			return err
		}
	}
}

// isTagStart reports whether c may follow the opening bracket of a tag.
func isTagStart(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '/' || c == '!' || c == '?'
}

// text reads the text up to a tag, and reports whether a tag follows.
func (r *tagReader) text() (more bool, err error) {
	r.buf = r.buf[:0]
	for {
		part, err := r.in.ReadSlice('<')
		r.buf = append(r.buf, part...)
		said, rest := r.buf, []byte(nil)
		switch err {
		case nil:
			said = said[:len(said)-1]
		case bufio.ErrBufferFull:
			said, rest = tape.Cut(said)
		case io.EOF:
		default:
			return false, err
		}
		if len(said) > 0 {
			r.t.say(said)
		}
		r.line += int64(bytes.Count(said, text.Newline))
		if err != bufio.ErrBufferFull {
			return err == nil, nil
		}
		r.buf = append(r.buf[:0], rest...)
	}
}

// tag reads a tag or a comment. It keeps only the start of a long one.
func (r *tagReader) tag() error {
	r.buf = r.buf[:0]
	from, tail := r.line, [2]byte{}
	for {
		part, err := r.in.ReadSlice('>')
		if err != nil && err != bufio.ErrBufferFull && err != io.EOF {
			return err
		}
		r.line += int64(bytes.Count(part, text.Newline))
		if len(r.buf) < maxCue {
			r.buf = append(r.buf, part...)
		}
		if n := len(part); n > 2 {
			tail = [2]byte(part[n-3 : n-1])
		}
		switch {
		case err == io.EOF:
			return r.in.Fails(from, cutCue)
		case err == nil && (!bytes.HasPrefix(r.buf, []byte("!--")) || tail == [2]byte{'-', '-'}):
			if r.buf[0] != '!' && r.buf[0] != '?' {
				r.take(from)
			}
			return nil
		}
	}
}

// take passes on the tag in buf.
func (r *tagReader) take(line int64) {
	tag := bytes.TrimSuffix(r.buf, []byte(">"))
	name := string(tag)
	if k := strings.IndexAny(name, " \t\r\n"); k >= 0 {
		name = name[:k]
	}
	r.t.tag(strings.ToLower(name), tag, line)
}
