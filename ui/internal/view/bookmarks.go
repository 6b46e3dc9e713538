package view

import (
	"verbatim/internal/state"
)

// BookmarkHere returns the bookmark at the current row, or a new one for it.
func (v *Dialogue) BookmarkHere(marks []state.Bookmark) state.Bookmark {
	p := v.ShownPlace()
	row := v.at(Anchor{Point: p})
	for _, b := range marks {
		if v.shows(row, b.Offset) {
			return b
		}
	}
	return state.Bookmark{Offset: p.Off}
}

// ShownPlace returns the place, or the current turn if a filter hides the place: a
// bookmark in hidden text could not be seen.
func (v *Dialogue) ShownPlace() Point {
	p := v.Place()
	if turn := v.Current(); turn >= 0 && turn != p.Turn {
		return Heading(v.doc, turn)
	}
	return p
}

// Bookmark shows the saved bookmarks.
func (r *Reading) Bookmark() { r.Dialogue.setBookmarks(r.Keep.Bookmarks()) }

// Bookmarks returns the saved bookmarks.
func (k *keeping) Bookmarks() []state.Bookmark {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.state.Bookmarks // a change replaces the slice
}

// setBookmarks shows bookmarks, in order of their offsets.
func (v *Dialogue) setBookmarks(marks []state.Bookmark) {
	v.bookmarks = make([]int64, len(marks))
	for i, b := range marks {
		v.bookmarks[i] = b.Offset
	}
	v.Scroll.forget()
	v.Layout()
}

// bookmarkGlyph stands before a row that has a bookmark.
const bookmarkGlyph = "◆"

// bookmarked reports whether a row has a bookmark.
func (v *Dialogue) bookmarked(c Cursor) bool {
	if len(v.bookmarks) == 0 {
		return false
	}
	lo, hi := v.span(c)
	return anyIn(v.bookmarks, lo, hi)
}

// shows reports whether a row shows the byte at off of the source.
func (v *Dialogue) shows(c Cursor, off int64) bool {
	lo, hi := v.span(c)
	return lo <= off && off < hi
}

// span returns the range of the source that a row shows, in bytes; empty for a separating
// row.
func (v *Dialogue) span(c Cursor) (lo, hi int64) {
	if c.Block == nil {
		if c.Turn < 0 || c.I != c.main() || c.pos >= v.Turns() {
			return 0, 0
		}
		lo, _ = v.doc.Span(c.Turn)
		hi, _ = v.doc.TextSpan(c.Turn)
		return lo, max(hi, lo+1)
	}
	l := c.Lines[c.I]
	switch l.Kind {
	case GapLine:
		return c.Block.Off, c.Block.End
	case textLine:
	default:
		return 0, 0
	}
	lo, hi = c.Block.SourceOff(l.From), c.Block.End
	if c.I+1 < len(c.Lines) {
		hi = c.Block.SourceOff(c.Lines[c.I+1].From)
	}
	if l.From == 0 && c.Turn >= 0 && v.opens(c.Block) && len(v.flow.heading(c.pos).Lines) == 0 {
		lo, _ = v.doc.Span(c.Turn)
	}
	return lo, hi
}
