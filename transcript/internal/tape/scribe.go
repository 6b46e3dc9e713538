package tape

import (
	"strings"

	"golang.org/x/text/encoding/charmap"

	"verbatim/transcript/internal/record"
)

// A Scribe collects the text of markup and writes it to a tape, paragraph by paragraph.
// Paragraphs are speech of the current speaker or, if there is none, notes. A run of white
// space in the source becomes one space.
type Scribe struct {
	Out    *Tape
	Who    record.Voice
	at     Stretch
	Speaks bool   // a speaker is set
	Opened bool   // the turn of the speaker is open
	Buf    []byte // the paragraph
	Line   int64  // of the source, where the paragraph begins
	Blank  bool   // white space followed Buf
}

// Speak ends the paragraph. The next paragraphs are a turn of v.
func (s *Scribe) Speak(v record.Voice, at Stretch) {
	s.End()
	s.Who, s.at, s.Speaks, s.Opened = v, at, true, false
}

// Silence ends the paragraph. The next paragraphs are notes.
func (s *Scribe) Silence() {
	s.End()
	s.Speaks = false
}

// Add appends b, which begins in a line of the source, to the paragraph.
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

// part writes a long paragraph up to the last space.
func (s *Scribe) part() {
	piece, rest := Cut(s.Buf)
	tail, line := string(rest), s.Line
	s.Buf = piece
	s.End()
	s.Buf, s.Line = append(s.Buf, tail...), line
}

// IsLayout reports whether c is white space of markup.
func IsLayout(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// LineEnd adds a line break to the paragraph, unless it is empty.
func (s *Scribe) LineEnd() {
	if len(s.Buf) > 0 && s.Buf[len(s.Buf)-1] != '\n' {
		s.Buf = append(s.Buf, '\n')
	}
}

// End writes the paragraph to the tape.
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

// Begin opens the turn of the speaker without waiting for text.
func (s *Scribe) Begin() {
	if s.Speaks && !s.Opened {
		s.Out.Turn(s.Who, s.at, "")
		s.Opened = true
	}
}

// Note writes the paragraph as a note. The speaker continues after it.
func (s *Scribe) Note() {
	speaks := s.Speaks
	s.Speaks = false
	s.End()
	s.Speaks = speaks
}

// Printable replaces C1 control characters in text by the windows-1252 characters with the
// same numbers, as browsers do: markup never means the control characters.
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
