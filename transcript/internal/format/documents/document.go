package documents

import (
	"path"
	"slices"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/tape"
)

// A document writes the contents of a word processor's file, in any format, by these rules:
//
//  1. Paragraphs are lines of labelled text.
//  2. A row of a table is a line. A row below headings such as Speaker and Text is a turn.
//     If such a table is in the first maxHeld bytes, the whole document goes to the tape
//     turn by turn.
//  3. A heading is a note. The first paragraph is the title, even if it is a heading; if it
//     has a label, the properties of the document supply the title. Headings that recur
//     name the speakers of the text below them, and a heading that contains a label is
//     speech. If most paragraphs are headings, none counts as one: the style is used for
//     its look.
type document struct {
	out *tape.Tape

	para   strings.Builder // text of the paragraph or the cell
	parted bool            // the beginning of the paragraph has been written
	row    []string        // complete cells
	cells  int             // depth of nested cells
	table  *records.Table  // the open table, if it has headings of turns; otherwise nil

	held  []block // text held until the kind of document is known
	size  int     // bytes of held
	taped bool    // a table has the turns: text goes to the tape
	plain bool    // no table has them: the output is labelled text

	title    string         // in the properties of the document
	begun    bool           // a paragraph with text has been written
	headings map[string]int // number of times that each held heading occurs; nil: headings do not count
	recur    int            // number of headings that recur
	named    string         // label from a heading, for the next line
}

// A block is a paragraph or a row.
type block struct {
	text    string
	heading bool
}

// maxHeld is the maximum number of bytes before a table that has the turns.
const maxHeld = 256 << 10

// Limits of a table, which is kept one row at a time.
const (
	maxCell = 4 << 20 // bytes of a cell
	maxRow  = 1 << 12 // cells of a row
)

// add adds text to the paragraph.
func (d *document) add(b []byte) {
	if d.cells > 0 && d.para.Len() > maxCell {
		return
	}
	d.para.Write(b)
	if d.para.Len() > tape.MaxPiece && d.cells == 0 {
		d.part()
	}
}

// end writes the rest of the document.
func (d *document) end() {
	switch {
	case d.cells > 0:
		d.cells = 1
		d.endCell()
	case d.para.Len() > 0 || d.parted:
		d.endParagraph(false)
	}
	if len(d.row) > 0 {
		d.endRow()
	}
	if !d.taped {
		d.release()
	}
}

// endParagraph writes a complete paragraph.
func (d *document) endParagraph(heading bool) {
	text := strings.TrimRight(d.para.String(), " \t\n")
	switch {
	case d.cells > 0:
		d.para.WriteByte('\n')
		return
	case d.parted:
		d.goOn(text, false)
	default:
		d.put(block{text, heading})
	}
	d.para.Reset()
	d.parted = false
}

// part writes the first part of a paragraph that is too long to be kept.
func (d *document) part() {
	if !d.taped {
		d.release()
	}
	d.goOn(d.para.String(), true)
	d.para.Reset()
	d.parted = true
}

// goOn writes another part of such a paragraph. more reports whether yet another follows.
func (d *document) goOn(text string, more bool) {
	if d.taped {
		d.out.Note(tape.Untimed(0), text)
		return
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		d.out.Piece(line, i == 0 && d.parted, more && i == len(lines)-1)
	}
}

// openCell begins a cell. A cell inside another belongs to the outer one.
func (d *document) openCell() {
	if d.cells == 0 {
		d.para.Reset()
	}
	d.cells++
}

// endCell ends a cell.
func (d *document) endCell() {
	if d.cells = max(0, d.cells-1); d.cells > 0 {
		return
	}
	switch {
	case d.para.Len() > maxCell:
		d.out.Lost(0, "a cell of a table that is too long")
	case len(d.row) == maxRow:
		d.out.Lost(0, "a row of a table with too many cells")
	}
	if len(d.row) <= maxRow {
		d.row = append(d.row, strings.TrimSpace(d.para.String()))
	}
	d.para.Reset()
}

// bounds is called where a table begins or ends.
func (d *document) bounds() {
	if d.cells == 0 {
		d.table = nil
	}
}

// endRow writes a row of a table. A row inside a cell belongs to the cell.
func (d *document) endRow() {
	if d.cells > 0 {
		return
	}
	row := d.row
	d.row = nil
	if d.table != nil {
		if d.taped {
			d.table.WriteRow(d.out, row, 0)
		} else {
			d.put(block{text: records.TableLine(d.table, row)})
		}
		return
	}
	table := records.Table{Scale: 1000}
	for _, cell := range row {
		table.Columns = append(table.Columns, table.Heading(cell))
	}
	if table.Has(records.TextColumn) && table.Has(records.SpeakerColumn) {
		d.table = &table
		if !d.plain {
			d.taped = true
			if title, ok := d.proper(); ok && !slices.ContainsFunc(d.held, func(b block) bool { return b.text != "" }) {
				d.out.Header("title", title)
			}
			d.release()
		}
		return
	}
	d.put(block{text: records.RowText(row)})
}

// put writes text outside tables of turns.
func (d *document) put(b block) {
	switch {
	case d.taped:
		d.out.Note(tape.Untimed(0), b.text)
	case d.plain:
		d.write(b)
	default:
		d.held = append(d.held, b)
		if d.size += len(b.text) + 1; d.size > maxHeld {
			d.release()
		}
	}
}

// release writes the held text, once the kind of document is known.
func (d *document) release() {
	held := d.held
	d.held, d.plain = nil, !d.taped
	d.survey(held)
	for _, b := range held {
		d.put(b)
	}
}

// survey counts the headings among the held text.
func (d *document) survey(held []block) {
	if d.headings != nil {
		return
	}
	d.headings = map[string]int{}
	all, headings := 0, 0
	for _, b := range held {
		if b.text != "" {
			all++
		}
		if !b.heading || b.text == "" {
			continue
		}
		headings++
		if d.headings[b.text]++; d.headings[b.text] == 2 {
			d.recur++
		}
	}
	if headings > 2 && 2*headings > all && d.recur < 2 {
		d.headings = nil
	}
}

// write writes labelled text, by rule 3.
func (d *document) write(b block) {
	s := b.text
	first := !d.begun && s != ""
	d.begun = d.begun || first
	if title, ok := d.proper(); ok && first && hasLabel(s) {
		d.out.Text(title)
	}
	switch {
	case s == "":
	case !b.heading || d.headings == nil || hasLabel(s):
		s, d.named = d.named+s, ""
	case d.recur > 1 && d.headings[s] > 1:
		d.named = strings.TrimRight(s, ": ") + ": "
		return
	case !first && !label.OpensNote([]byte(s)) && !text.IsEnclosed(s):
		s = "[" + strings.ReplaceAll(s, "\n", " ") + "]"
	}
	for line := range strings.SplitSeq(s, "\n") {
		d.out.Text(line)
	}
}

// hasLabel reports whether a heading contains a label and speech, such as a question in an
// interview.
func hasLabel(s string) bool {
	who, said, ok := strings.Cut(s, ":")
	return ok && strings.TrimSpace(said) != "" && naming.ShapeOf(who).Score >= naming.FormScores[naming.FormName]
}

// proper returns the title in the properties of the document. ok is false if there is none,
// or if it is a file name, which programs put there.
func (d *document) proper() (title string, ok bool) {
	title = text.CleanName(d.title)
	return title, title != "" && !strings.HasPrefix(title, "Microsoft ") && !fileEnds[strings.ToLower(path.Ext(title))]
}

var fileEnds = text.WordSet(".doc .docx .dot .dotx .odt .ott .rtf .txt .wpd .pdf .pages .html .htm")
