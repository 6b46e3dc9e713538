package transcript

import (
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// A scribe takes down the text of elements, paragraph by paragraph: as speech
// of whoever speaks, or else as notes. White space in the source is layout
// and becomes a blank.
type scribe struct {
	out    *tape
	who    Voice
	at     stretch
	speaks bool // somebody does
	opened bool // their turn is
	buf    []byte
	line   int64 // where the paragraph begins
	blank  bool  // one is due before the next text
}

// speak ends the paragraph: the next ones are a turn of v.
func (s *scribe) speak(v Voice, at stretch) {
	s.end()
	s.who, s.at, s.speaks, s.opened = v, at, true, false
}

// silence ends the paragraph: nobody speaks the next ones.
func (s *scribe) silence() {
	s.end()
	s.speaks = false
}

// add goes on with the paragraph.
func (s *scribe) add(b []byte, line int64) {
	for i := 0; i < len(b); {
		if isLayout(b[i]) {
			s.blank = true
			if b[i] == '\n' {
				line++
			}
			i++
			continue
		}
		k := i
		for k < len(b) && !isLayout(b[k]) {
			k++
		}
		switch {
		case len(s.buf) == 0:
			s.line = line
		case s.blank && s.buf[len(s.buf)-1] != '\n':
			s.buf = append(s.buf, ' ')
		}
		s.buf, s.blank = append(s.buf, b[i:k]...), false
		if i = k; len(s.buf) > maxPiece {
			s.part()
		}
	}
}

// part takes down what there is of a paragraph that is too long.
func (s *scribe) part() {
	piece, rest := pieceOf(s.buf)
	tail, line := string(rest), s.line
	s.buf = piece
	s.end()
	s.buf, s.line = append(s.buf, tail...), line
}

func isLayout(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// lineEnd ends a line of a paragraph.
func (s *scribe) lineEnd() {
	if len(s.buf) > 0 && s.buf[len(s.buf)-1] != '\n' {
		s.buf = append(s.buf, '\n')
	}
}

// end takes the paragraph down.
func (s *scribe) end() {
	text := string(s.buf)
	if n := len(text); n > 0 && text[n-1] == '\n' {
		text = text[:n-1]
	}
	text = printable(text)
	s.buf, s.blank = s.buf[:0], false
	switch {
	case text == "":
	case !s.speaks:
		s.out.note(untimed(s.line), text)
	case !s.opened:
		s.out.turn(s.who, s.at, text)
		s.opened = true
	default:
		s.out.paragraph(untimed(s.line), text)
	}
}

// begin opens the turn before there is any speech in it.
func (s *scribe) begin() {
	if s.speaks && !s.opened {
		s.out.turn(s.who, s.at, "")
		s.opened = true
	}
}

// note takes down the paragraph as one that nobody speaks, though somebody
// goes on speaking after it.
func (s *scribe) note() {
	speaks := s.speaks
	s.speaks = false
	s.end()
	s.speaks = speaks
}

// printable returns text with C1 controls, which markup never means, as the
// characters of windows-1252 that have their numbers: browsers show those.
func printable(text string) string {
	if !strings.Contains(text, "\xc2") || strings.IndexFunc(text, isC1) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		if isC1(r) {
			return charmap.Windows1252.DecodeByte(byte(r))
		}
		return r
	}, text)
}

func isC1(r rune) bool { return r >= 0x80 && r < 0xa0 }
