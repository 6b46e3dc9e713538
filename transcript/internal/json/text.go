package json

import (
	"bytes"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// A Passage is the speech in a string, which may be too long to keep in memory. Then only
// its beginning is kept, with the place of the rest: WriteRest reads the rest again, piece
// by piece, when the passage is written to a tape.
type Passage struct {
	Text string
	Rest Place // place of the rest; zero: Text is complete
}

// Empty reports whether the passage is empty.
func (t *Passage) Empty() bool { return t.Text == "" && t.Rest.Line == 0 }

// ReadPassage reads a string and keeps about room bytes of it, up to the end of a
// word. Any other value is read by Text.
func ReadPassage(r *Reader, room int) (t Passage) {
	switch {
	case !r.Is('"'):
		t.Text = r.Text()
	case r.Whole:
		t.Text = r.quotedText(len(r.Buf))
	default:
		r.Pos++
		var kept []byte
		kept, t.Rest = readPiece(r, room)
		t.Text = string(kept)
		if t.Rest.Line > 0 {
			r.passRest()
		}
	}
	return t
}

// readPiece reads the rest of a string. If that has more than room bytes, it reads up to a
// word boundary or, after twice room bytes, up to a character boundary. piece is valid
// until the next call. rest is the place where the string continues, zero at its end.
func readPiece(r *Reader, room int) (piece []byte, rest Place) {
	r.Scratch = r.Scratch[:0]
	for r.Err == nil {
		b := r.plainPart()
		if len(r.Scratch) >= room {
			if k := tape.Parting(b, len(r.Scratch) >= 2*room); k >= 0 {
				r.Scratch = append(r.Scratch, b[:k]...)
				r.Pos -= len(b) - k
				r.Line -= int64(bytes.Count(b[k:], text.Newline))
				return r.Scratch, Place{r.Base + int64(r.Pos), r.Line}
			}
		}
		r.Scratch = append(r.Scratch, b...)
		switch {
		case r.Pos == len(r.Buf):
			if !r.fill() {
				r.cut()
			}
		case r.Buf[r.Pos] == '"':
			r.Pos++
			return r.Scratch, Place{}
		default:
			r.Pos++
			r.escape()
		}
	}
	return r.Scratch, Place{}
}

// WriteRest writes the rest of a passage, from a place on, to a tape. The beginning must
// have been written.
func WriteRest(t *tape.Tape, at Place) {
	if at.Line == 0 {
		return
	}
	r := readAt(t.Src, at)
	for at.Line > 0 {
		line := at.Line
		var piece []byte
		piece, at = readPiece(r, tape.MaxPiece)
		for i, part := range strings.Split(string(piece), "\n\n") {
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
