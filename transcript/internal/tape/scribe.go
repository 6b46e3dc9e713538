package tape

import (
	"strings"

	"golang.org/x/text/encoding/charmap"

	"verbatim/transcript/internal/record"
)

// A Scribe takes down the text of elements, paragraph by paragraph: as speech
// of whoever speaks, or else as notes. White space in the source is layout
// and becomes a blank.
type Scribe struct {
	Out    *Tape
	Who    record.Voice
	at     Stretch
	Speaks bool // somebody does
	Opened bool // their turn is
	Buf    []byte
	Line   int64 // where the paragraph begins
	Blank  bool  // one is due before the next text
}

// Speak ends the paragraph: the next ones are a turn of v.
func (s *Scribe) Speak(v record.Voice, at Stretch) {
	s.End()
	s.Who, s.at, s.Speaks, s.Opened = v, at, true, false
}

// Silence ends the paragraph: nobody speaks the next ones.
func (s *Scribe) Silence() {
	s.End()
	s.Speaks = false
}

// Add goes on with the paragraph.
func (s *Scribe) Add(b []byte, line int64) {
	for i := 0; i < len(b); {
		if IsLayout(b[i]) {
			s.Blank = true
			if b[i] == '\n' {
				line++
			}
			i++
			continue
		}
		k := i
		for k < len(b) && !IsLayout(b[k]) {
			k++
		}
		switch {
		case len(s.Buf) == 0:
			s.Line = line
		case s.Blank && s.Buf[len(s.Buf)-1] != '\n':
			s.Buf = append(s.Buf, ' ')
		}
		s.Buf, s.Blank = append(s.Buf, b[i:k]...), false
		if i = k; len(s.Buf) > MaxPiece {
			s.part()
		}
	}
}

// part takes down what there is of a paragraph that is too long.
func (s *Scribe) part() {
	piece, rest := Cut(s.Buf)
	tail, line := string(rest), s.Line
	s.Buf = piece
	s.End()
	s.Buf, s.Line = append(s.Buf, tail...), line
}

func IsLayout(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// LineEnd ends a line of a paragraph.
func (s *Scribe) LineEnd() {
	if len(s.Buf) > 0 && s.Buf[len(s.Buf)-1] != '\n' {
		s.Buf = append(s.Buf, '\n')
	}
}

// End takes the paragraph down.
func (s *Scribe) End() {
	text := string(s.Buf)
	if n := len(text); n > 0 && text[n-1] == '\n' {
		text = text[:n-1]
	}
	text = Printable(text)
	s.Buf, s.Blank = s.Buf[:0], false
	switch {
	case text == "":
	case !s.Speaks:
		s.Out.Note(Untimed(s.Line), text)
	case !s.Opened:
		s.Out.Turn(s.Who, s.at, text)
		s.Opened = true
	default:
		s.Out.Paragraph(Untimed(s.Line), text)
	}
}

// Begin opens the turn before there is any speech in it.
func (s *Scribe) Begin() {
	if s.Speaks && !s.Opened {
		s.Out.Turn(s.Who, s.at, "")
		s.Opened = true
	}
}

// Note takes down the paragraph as one that nobody speaks, though somebody
// goes on speaking after it.
func (s *Scribe) Note() {
	speaks := s.Speaks
	s.Speaks = false
	s.End()
	s.Speaks = speaks
}

// Printable returns text with C1 controls, which markup never means, as the
// characters of windows-1252 that have their numbers: browsers show those.
func Printable(text string) string {
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
