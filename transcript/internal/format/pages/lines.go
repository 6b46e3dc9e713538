package pages

import (
	"bytes"
	"strings"

	"golang.org/x/net/html/atom"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/tape"
)

// part gives out what there is of a line that is too long to be kept.
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

// flush gives out the line that is whole.
func (r *htmlReader) flush() {
	if r.parted {
		r.piece(string(bytes.TrimSpace(r.line)), true, false)
		r.line, r.parted = r.line[:0], false
		return
	}
	if r.within(atom.Pre) {
		r.out(atom.Pre, string(r.line))
	} else if text := bytes.TrimSpace(r.line); len(text) > 0 && string(text) != r.alt { // else a caption
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

// row returns a row of a table as a line: labelled text under the headings of
// turns, which themselves are none.
func (r *htmlReader) row(cells []string) string {
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

// clock counts what podcasts part their text by.
func (r *htmlReader) clock(tag atom.Atom, b []byte) {
	if tag != atom.Time {
		return
	}
	if _, ok := text.StampClock.ReadAll(string(b)); ok {
		r.clocks++
	}
}

// collapsed appends text to line as a browser shows it: blanks and line ends
// in a row as one blank. Blanks that do not break stay as they are.
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

// cellMark stands between the cells of a row of a table: nothing that is read
// has it.
const cellMark = tape.MarkEnd
