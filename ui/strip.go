package ui

import (
	"unicode/utf8"
)

const (
	blanks = "                                                                "
	dashes = "────────────────────────────────────────────────────────────────"
)

// A strip is one row of styled text in the making, and the cells it takes.
type strip struct {
	buf   []byte
	cells int
	base  style // of all of the row, under the styles of its parts
}

func (s *strip) begin(st style) { s.buf = append(s.buf, st.open...) }

// end ends a style, and all others with it: the base begins again.
func (s *strip) end(st style) {
	if st.close != "" {
		s.buf = append(s.buf, st.close...)
		s.begin(s.base)
	}
}

// under puts st under what is added from here to the next rest.
func (s *strip) under(st style) {
	s.base = st
	s.begin(st)
}

// rest ends what under began.
func (s *strip) rest() {
	base := s.base
	s.base = style{}
	s.end(base)
}

// fit adds text that has to end before a cell.
func (s *strip) fit(st style, text string, edge int) { s.fitLit(st, text, edge, nil, style{}) }

// fitLit is fit with hits in a style of their own.
func (s *strip) fitLit(st style, text string, edge int, hits [][2]int, lit style) {
	end, cells := fit(text, edge-s.cells)
	s.putLit(st, text, 0, end, hits, func([2]int) style { return lit })
	s.cells += cells
	if end < len(text) && s.cells < edge {
		s.put(st, "…", 1)
	}
}

// put adds text in a style.
func (s *strip) put(st style, text string, cells int) {
	if text == "" {
		return
	}
	s.begin(st)
	s.buf = append(s.buf, text...)
	s.end(st)
	s.cells += cells
}

// pad fills the row up to a cell with what fill, blanks or dashes, repeats.
func (s *strip) pad(fill string, to int) {
	size := len(fill) / len(blanks) // bytes of a character
	for s.cells < to {
		n := min(to-s.cells, len(blanks))
		s.buf = append(s.buf, fill[:n*size]...)
		s.cells += n
	}
}

// putLit adds the bytes [from, to) of text in a style, hits in the one that
// lit gives them. It leaves the cells to the caller, who knows them.
func (s *strip) putLit(st style, text string, from, to int, hits [][2]int, lit func([2]int) style) {
	at, text := from, text[:to] // a grapheme may go on far beyond it
	for _, h := range hits {
		lo, hi := snap(text, from, h[0], false), snap(text, from, min(h[1], to), true)
		if lo, hi = max(lo, at), min(hi, to); lo < hi {
			s.put(st, text[at:lo], 0)
			s.put(lit(h), text[lo:hi], 0)
			at = hi
		}
	}
	s.put(st, text[at:to], 0)
}

// snap returns i, or where the grapheme that i is inside of starts or ends:
// a style that changes within one would pull it apart. A grapheme starts at from.
func snap(text string, from, i int, up bool) int {
	if i <= from || i >= len(text) {
		return i
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	if plainCells(before) > 0 && ends(text, i) {
		return i
	}
	for at := from; at < len(text); {
		_, n, _ := grapheme(text, at)
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

// fitBytes is more than most cells take, in bytes.
const fitBytes = 64

// fit returns how many bytes of text are drawn where there is room for so
// many cells, one of them for an ellipsis if that is not all, and their cells.
func fit(text string, room int) (end, cells int) {
	if len(text) <= fitBytes*(max(room, 0)+1) {
		if w := stringCells(text); w <= room {
			return len(text), w
		}
	}
	for at, used := 0, 0; at < len(text); { // no further than what is drawn: text may be long
		_, n, w := grapheme(text, at)
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
