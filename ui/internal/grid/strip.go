package grid

import (
	"unicode/utf8"
)

const (
	Blanks = "                                                                "
	Dashes = "────────────────────────────────────────────────────────────────"
)

// A Strip builds one row of styled text and counts its cells.
type Strip struct {
	Buf   []byte
	Cells int
	base  Style // of the whole row, under the styles of its parts
}

func (s *Strip) Begin(st Style) { s.Buf = append(s.Buf, st.Open...) }

// End ends a style and returns to the base.
func (s *Strip) End(st Style) {
	if st.Close != "" {
		s.Buf = append(s.Buf, st.Close...)
		s.Begin(s.base)
	}
}

// Under makes st the base until Rest.
func (s *Strip) Under(st Style) {
	s.base = st
	s.Begin(st)
}

// Rest ends the base.
func (s *Strip) Rest() {
	base := s.base
	s.base = Style{}
	s.End(base)
}

// Fit adds text that ends before cell edge. Longer text ends with an ellipsis.
func (s *Strip) Fit(st Style, text string, edge int) { s.FitLit(st, text, edge, nil, Style{}) }

// FitLit is Fit with the hits in the style lit.
func (s *Strip) FitLit(st Style, text string, edge int, hits [][2]int, lit Style) {
	end, cells := Fit(text, edge-s.Cells)
	s.PutLit(st, text, 0, end, hits, func([2]int) Style { return lit })
	s.Cells += cells
	if end < len(text) && s.Cells < edge {
		s.Put(st, "…", 1)
	}
}

// Put adds text in a style.
func (s *Strip) Put(st Style, text string, cells int) {
	if text == "" {
		return
	}
	s.Begin(st)
	s.Buf = append(s.Buf, text...)
	s.End(st)
	s.Cells += cells
}

// Pad fills the row up to cell to with Blanks or Dashes.
func (s *Strip) Pad(fill string, to int) {
	size := len(fill) / len(Blanks) // bytes of a character
	for s.Cells < to {
		n := min(to-s.Cells, len(Blanks))
		s.Buf = append(s.Buf, fill[:n*size]...)
		s.Cells += n
	}
}

// PutLit adds the bytes [from, to) of text in a style, and hits in the style that
// lit returns. The caller counts the cells.
func (s *Strip) PutLit(st Style, text string, from, to int, hits [][2]int, lit func([2]int) Style) {
	at, text := from, text[:to] // a grapheme may go on far beyond it
	for _, h := range hits {
		lo, hi := snap(text, from, h[0], false), snap(text, from, min(h[1], to), true)
		if lo, hi = max(lo, at), min(hi, to); lo < hi {
			s.Put(st, text[at:lo], 0)
			s.Put(lit(h), text[lo:hi], 0)
			at = hi
		}
	}
	s.Put(st, text[at:to], 0)
}

// snap returns i, or the start or end of the grapheme that contains i, because a
// change of style inside a grapheme would split it. A grapheme starts at from.
func snap(text string, from, i int, up bool) int {
	if i <= from || i >= len(text) {
		return i
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	if plainCells(before) > 0 && ends(text, i) {
		return i
	}
	for at := from; at < len(text); {
		_, n, _ := Grapheme(text, at)
		switch {
		case at+n == i:
			return i
		case at+n > i && up:
			return at + n
		case at+n > i:
			return at
		}
		at += n
	}
	return i
}

// fitBytes is more bytes than a cell usually has.
const fitBytes = 64

// Fit returns how many bytes of text fit into room cells, and their cells. If not
// all of it fits, one cell is reserved for an ellipsis.
func Fit(text string, room int) (end, cells int) {
	if len(text) <= fitBytes*(max(room, 0)+1) {
		if w := Cells(text); w <= room {
			return len(text), w
		}
	}
	for at, used := 0, 0; at < len(text); { // no further than what is drawn: text may be long
		_, n, w := Grapheme(text, at)
		if at, used = at+n, used+w; used > room {
			return end, cells
		}
		if used < room {
			end, cells = at, used
		}
		if at == len(text) {
			return at, used
		}
	}
	return 0, 0
}
