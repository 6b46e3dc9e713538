package pages

import (
	"bytes"
	"strings"

	"golang.org/x/net/html/atom"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/tape"
)

// part passes on a piece of a line that is too long to be kept.
func (r *htmlReader) part() {
	if r.piece == nil {
		if len(r.line) > tape.MaxPiece {
			r.flush()
		}
		return
	}
	piece, rest := tape.Cut(r.line)
	r.piece(strings.ReplaceAll(string(piece), string(rune(cellMark)), " · "), r.parted, true)
	r.line, r.parted = append(r.line[:0], rest...), true
}

// flush passes on a complete line.
func (r *htmlReader) flush() {
	if r.parted {
		r.piece(string(bytes.TrimSpace(r.line)), true, false)
		r.line, r.parted = r.line[:0], false
		return
	}
	if r.within(atom.Pre) {
		r.out(atom.Pre, string(r.line))
	} else if text := bytes.TrimSpace(r.line); len(text) > 0 && string(text) != r.alt { // a line that repeats alt is a caption
		if bytes.IndexByte(text, cellMark) >= 0 {
			text = []byte(r.row(strings.Split(string(text), string(rune(cellMark)))))
		}
		tag := atom.Body
		for _, e := range r.stack {
			if r.lines[e.tag] {
				tag = e.tag
			}
		}
		if len(text) > 0 {
			r.out(tag, string(text))
		}
		r.clock(tag, text)
	}
	r.line = r.line[:0]
}

// row returns a row of a table as a line. Below headings of turns the line is labelled
// text; the row of headings is dropped.
func (r *htmlReader) row(cells []string) string {
	if r.cells != nil {
		if line, ok := r.cells(cells); ok {
			return line
		}
	}
	if r.table != nil {
		return records.TableLine(r.table, cells)
	}
	t := records.Table{Scale: 1000}
	for _, cell := range cells {
		t.Columns = append(t.Columns, t.Heading(cell))
	}
	if t.Has(records.TextColumn) && t.Has(records.SpeakerColumn) {
		r.table = &t
		return ""
	}
	return records.RowText(cells)
}

// clock counts the times that separate the text of podcast pages.
func (r *htmlReader) clock(tag atom.Atom, b []byte) {
	if tag != atom.Time {
		return
	}
	if _, ok := text.StampClock.ReadAll(string(b)); ok {
		r.clocks++
	}
}

// collapsed appends text to line as a browser displays it, with each run of white space as
// one space. Non-breaking spaces are kept.
func collapsed(line, text []byte) []byte {
	for _, b := range text {
		if b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f' {
			if n := len(line); n > 0 && line[n-1] != ' ' {
				line = append(line, ' ')
			}
			continue
		}
		if b != cellMark {
			line = append(line, b)
		}
	}
	return line
}

// cellMark separates the cells of a row. The text never contains it.
const cellMark = tape.MarkEnd
