package json

import (
	"strings"

	"verbatim/transcript/internal/tape"
)

// What is said may be longer than should be in memory at once. Then only the
// beginning is kept, with the place in the source where the rest begins; that
// is read when it is taken down, piece by piece.

// A Passage is what is said in a string.
type Passage struct {
	Text string
	Rest Place // where it goes on; nowhere: that is all
}

// Empty reports whether nothing is said.
func (t *Passage) Empty() bool { return t.Text == "" && t.Rest.Line == 0 }

// ReadPassage reads what is said, of which no more than room bytes are kept. What is no
// string is read as by text.
func ReadPassage(r *Reader, room int) (t Passage) {
	switch {
	case !r.Is('"'):
		t.Text = r.Text()
	case r.Whole:
		t.Text = string(r.Quoted(len(r.Buf)))
	default:
		r.Pos++
		var text []byte
		text, t.Rest = readPiece(r, room)
		t.Text = string(text)
		if t.Rest.Line > 0 {
			r.passRest()
		}
	}
	return t
}

// readPiece reads what is left of a string, or so much of it that at least room
// bytes are in it and it ends between two words, or between two characters. It
// is good until the next call. rest is where the string goes on.
func readPiece(r *Reader, room int) (text []byte, rest Place) {
	r.Scratch = r.Scratch[:0]
	for r.Err == nil {
		b := r.Buf[r.Pos:]
		n := plainPart(b)
		k := -1
		if len(r.Scratch) >= room {
			k = tape.Parting(b[:n], len(r.Scratch) >= 2*room)
		}
		if k >= 0 {
			n = k
		}
		r.Scratch = append(r.Scratch, b[:n]...)
		r.lines(b[:n])
		r.Pos += n
		switch {
		case k >= 0:
			return r.Scratch, Place{r.Base + int64(r.Pos), r.Line}
		case n == len(b):
			if !r.fill() {
				r.cut()
			}
		case b[n] == '"':
			r.Pos++
			return r.Scratch, Place{}
		default:
			r.Pos++
			r.escape()
		}
	}
	return r.Scratch, Place{}
}

// WriteRest takes down what a text goes on with, behind what was taken down last.
func WriteRest(t *tape.Tape, at Place) {
	if at.Line == 0 {
		return
	}
	r := readAt(t.Src, at)
	for at.Line > 0 {
		line := at.Line
		var text []byte
		text, at = readPiece(r, tape.MaxPiece)
		for i, part := range strings.Split(string(text), "\n\n") {
			switch part = strings.TrimSpace(part); {
			case part == "":
			case i > 0 && !t.Noted:
				t.Paragraph(tape.Untimed(line), part)
			default:
				t.GoOn(line, part)
			}
		}
	}
}
