package documents

import (
	"bytes"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// Docx is a Word document: WordprocessingML, whose paragraphs are labelled
// text, unless a table has the turns.
var Docx = format.Format{
	Name: "docx", Title: "Word document", Sign: "paragraphs or a table of WordprocessingML in an archive",
	Extensions: []string{".docx"}, Claims: claimsDocx, Rewrite: rewriteDocx, Varied: true,
}

// DocxPart is the path of the text in a Word document, which is a zip archive.
const DocxPart = "word/document.xml"

// wordSpaces are the namespaces of WordprocessingML: the one that nearly all
// programs write, and that of strict Open XML. Which prefix stands for them,
// or whether any does, is up to the document.
var wordSpaces = []string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
	"http://purl.oclc.org/ooxml/wordprocessingml/main",
}

// docxRoot matches the start of the root element.
var docxRoot = text.Regexp(`<(?:[\pL_][\pL\pN_.-]*:)?document[\s>]`)

func claimsDocx(head []byte) bool {
	head = head[:min(len(head), 8<<10)]
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(head, text.BOM), " \r\n\t"), []byte("<")) &&
		bytes.Contains(head, []byte("wordprocessingml/")) && docxRoot().Match(head)
}

// A docxTaker writes a document.
type docxTaker struct {
	out *tape.Tape

	said   bool            // inside of w:t
	para   strings.Builder // text of the paragraph or the cell
	parted bool            // the beginning of the paragraph has been written
	row    []string        // complete cells
	cells  int             // depth of nested cells, whose paragraphs are not written alone
	table  *records.Table  // the open table, if it has headings of turns

	held  []string // text before the kind of document is known
	size  int      // bytes of held
	taped bool     // a table has the turns: they go to the tape
	plain bool     // no table does: the output is labelled text
}

// maxHeld is how many bytes may precede a table that has the turns.
const maxHeld = 256 << 10

func rewriteDocx(in *tape.Input, out *tape.Tape) error {
	t := &docxTaker{out: out}
	err := xml.NewReader(in, in, wordSpaces...).Walk(t)
	if t.para.Len() > 0 || t.parted {
		t.paragraph()
	}
	if !t.taped {
		t.release()
	}
	return err
}

func (t *docxTaker) Open(e *xml.Element) (enter bool) {
	t.said = false
	switch e.Name {
	case "del", "instrText":
		return false
	case "t":
		t.said = true
	case "tab":
		t.para.WriteByte('\t')
	case "br", "cr":
		t.para.WriteByte('\n')
	case "noBreakHyphen":
		t.para.WriteByte('-')
	case "tc":
		t.cells++
		t.para.Reset()
	case "tbl":
		t.table = nil
	}
	return e.Local != "Fallback" // a Fallback repeats the content of the Choice before it
}

func (t *docxTaker) Text(b []byte, _ int64) {
	if t.said {
		t.para.Write(b)
	}
	if t.para.Len() > tape.MaxPiece && t.cells == 0 {
		t.part()
	}
}

func (t *docxTaker) Shut(name string) {
	t.said = false
	switch {
	case name == "p" && t.cells > 0:
		t.para.WriteByte('\n')
	case name == "p":
		t.paragraph()
	case name == "tc":
		t.cells = max(0, t.cells-1)
		t.row = append(t.row, strings.TrimSpace(t.para.String()))
		t.para.Reset()
	case name == "tr" && t.cells == 0:
		t.endRow()
	case name == "tbl":
		t.table = nil
	}
}

// paragraph writes a complete paragraph.
func (t *docxTaker) paragraph() {
	text := strings.TrimRight(t.para.String(), " \t\n")
	if t.parted {
		t.goOn(text, false)
	} else {
		t.put(text)
	}
	t.para.Reset()
	t.parted = false
}

// part writes the beginning of a paragraph that is too long to be kept.
func (t *docxTaker) part() {
	if !t.taped {
		t.release()
	}
	t.goOn(t.para.String(), true)
	t.para.Reset()
	t.parted = true
}

// goOn writes a part of such a paragraph. more reports whether another part
// follows.
func (t *docxTaker) goOn(text string, more bool) {
	if t.taped {
		t.out.Note(tape.Untimed(0), text)
		return
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		t.out.Piece(line, i == 0 && t.parted, more && i == len(lines)-1)
	}
}

// put writes text outside of a table of turns.
func (t *docxTaker) put(text string) {
	switch {
	case t.taped:
		t.out.Note(tape.Untimed(0), text)
	case t.plain:
		for line := range strings.SplitSeq(text, "\n") {
			t.out.Text(line)
		}
	default:
		t.held = append(t.held, text)
		if t.size += len(text) + 1; t.size > maxHeld {
			t.release()
		}
	}
}

// release writes the held text, once the kind of document is known.
func (t *docxTaker) release() {
	held := t.held
	t.held, t.plain = nil, !t.taped
	for _, text := range held {
		t.put(text)
	}
}

// endRow writes a row of a table. A row below headings of turns is a turn.
func (t *docxTaker) endRow() {
	row := t.row
	t.row = nil
	if t.table != nil {
		if t.taped {
			t.table.WriteRow(t.out, row, 0)
		} else {
			t.put(records.TableLine(t.table, row))
		}
		return
	}
	table := records.Table{Scale: 1000}
	for _, cell := range row {
		table.Columns = append(table.Columns, table.Heading(cell))
	}
	if table.Has(records.TextColumn) && table.Has(records.SpeakerColumn) {
		t.table = &table
		if !t.plain {
			t.taped = true
			t.release()
		}
		return
	}
	t.put(records.RowText(row))
}
