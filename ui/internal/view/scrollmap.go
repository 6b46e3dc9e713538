package view

import (
	"slices"

	"verbatim/ui/internal/grid"
)

// A scrollMap is the column at the right edge that shows who speaks where in the
// whole source, top to bottom, by bytes. The renderer recognises scrolled rows by
// their content, so a map that differs from row to row would cost bytes for each
// scrolled row. Therefore there is one glyph, colours come in bands of several
// rows, and the thumb and hits are styles.
type scrollMap struct {
	anyHit func(lo, hi int64) bool // whether there is a hit in the bytes [lo, hi) of the source; may be nil

	Rows     []MapStyles
	From, To int   // rows of the thumb
	known    int64 // bytes of the source that the rows represent; -1: sample all of it again
	done     bool
}

const (
	MapGlyph = "┃"
	samples  = 16 // places that are looked at for a band
)

// BandRows returns the rows of a band on a screen of h rows. Each end of a band
// costs about 37 bytes per scrolled row.
func BandRows(h int) int { return max(3, h/7) }

// forget makes the next update sample all rows again.
func (m *scrollMap) forget() { m.known = -1 }

// style returns the style of the glyph in a row of the screen.
func (m *scrollMap) style(row int) grid.Style {
	switch {
	case row >= len(m.Rows):
		return grid.Style{}
	case row >= m.From && row < m.To:
		return m.Rows[row].thumb
	}
	return m.Rows[row].plain
}

// update updates the map after v has changed.
func (m *scrollMap) update(v *Dialogue) {
	size := v.doc.Size()
	if size == 0 || v.H <= 0 {
		m.Rows = nil
		return
	}
	known, done := v.doc.Scanned()
	if m.known < 0 || len(m.Rows) != v.H || known-m.known > size/64 || done != m.done {
		m.known, m.done = known, done
		m.make(v, size)
	}
	m.thumb(v, size)
}

// make samples the speakers. A band has the colour of the speaker sampled most
// often.
func (m *scrollMap) make(v *Dialogue, size int64) {
	m.Rows = make([]MapStyles, v.H)
	for y := 0; y < v.H; {
		end := y + BandRows(v.H)
		if v.H-end < BandRows(v.H) { // the last band takes what is left
			end = v.H
		}
		lo, hi := size*int64(y)/int64(v.H), size*int64(end)/int64(v.H)
		run := v.Speaker(m.speaker(v, lo, hi)).Run
		for ; y < end; y++ {
			m.Rows[y] = run
		}
	}
	for y := range m.Rows {
		lo, hi := size*int64(y)/int64(v.H), size*int64(y+1)/int64(v.H)
		switch {
		case anyIn(v.bookmarks, lo, hi):
			m.Rows[y] = v.Theme.kept
		case m.anyHit != nil && m.anyHit(lo, hi):
			m.Rows[y] = v.Theme.Marks
		}
	}
}

// anyIn reports whether one of the offsets, which are in order, is in [lo, hi).
func anyIn(offs []int64, lo, hi int64) bool {
	k, _ := slices.BinarySearch(offs, lo)
	return k < len(offs) && offs[k] < hi
}

// speaker returns the speaker of the shown text in [lo, hi), 0 if there is none.
func (m *scrollMap) speaker(v *Dialogue, lo, hi int64) int {
	met := make(map[int]int)
	best := 0
	for k := range int64(samples) {
		off := lo + (hi-lo)*(2*k+1)/(2*samples)
		turn := v.doc.TurnAt(off)
		if _, kept := v.Sel.Pos(turn); turn < 0 || !kept || off >= m.known {
			continue
		}
		s := v.doc.SpeakerOf(turn)
		if met[s]++; best == 0 || met[s] > met[best] {
			best = s
		}
	}
	if best == 0 && v.Sel != nil {
		best = m.rare(v, lo, hi)
	}
	return best
}

// rare returns the speaker of the first selected turn that begins in [lo, hi), so
// that rare turns are visible in the map.
func (m *scrollMap) rare(v *Dialogue, lo, hi int64) int {
	pos, _ := v.Sel.Pos(v.doc.TurnAt(lo) + 1)
	if pos < v.Sel.Len() {
		if off, _ := v.doc.Span(v.Sel.At(pos)); off < hi {
			return v.doc.SpeakerOf(v.Sel.At(pos))
		}
	}
	return 0
}

// thumb finds the rows that stand for what is on the screen.
func (m *scrollMap) thumb(v *Dialogue, size int64) {
	m.From, m.To = 0, 0
	n := len(v.shown)
	first := n > 0 && v.isFirst(v.shown[0])
	if n == 0 || first && v.ended {
		return
	}
	h := int64(v.H)
	m.From = int(min(v.offset(v.shown[0])*h/size, h-1))
	m.To = int(min(v.offset(v.shown[n-1])*h/size+1, h))
	if v.ended {
		m.To = v.H
	}
	m.To = max(m.To, m.From+1)
}

func (v *Dialogue) isFirst(c Cursor) bool {
	_, more := v.Before(c)
	return !more
}
