package transcript

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// docxFormat is a Word document: WordprocessingML, of which the paragraphs are
// labelled text, unless a table has the turns.
var docxFormat = Format{
	Name: "docx", Title: "Word document", Sign: "paragraphs or a table of WordprocessingML in an archive",
	Extensions: []string{".docx"}, claims: claimsDocx, rewrite: rewriteDocx, varied: true,
}

// docxText is where the archive that a Word document is has its text.
const docxText = "word/document.xml"

func claimsDocx(head []byte) bool {
	head = head[:min(len(head), 8<<10)]
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(head, bom), " \r\n\t"), []byte("<")) &&
		bytes.Contains(head, []byte("wordprocessingml/")) && bytes.Contains(head, []byte(":document"))
}

// maxDepth is how deep the elements of XML may lie in each other: deeper ones
// are no text but an attack.
const maxDepth = 256

var (
	errDepth    = errors.New("elements lie deeper than 256 in each other")
	errEntities = errors.New("defines entities of its own, which are not read")
)

// A docxReader goes through the elements of a document.
type docxReader struct {
	in    *input
	out   *tape
	xml   *xml.Decoder
	depth int
	skip  int // depth of the element that is passed over, 0: none

	said  bool            // inside of w:t
	text  strings.Builder // of the paragraph or the cell
	row   []string        // cells that are whole
	cells int             // depth of cells: paragraphs in them do not stand alone
	table *csvTable       // of the table, where its headings are those of turns

	held  []string // before it is known which of both the document is
	size  int      // bytes held
	taped bool     // a table has the turns
	plain bool     // none has
}

// mostHeld is how much may come before a table that has the turns, in bytes.
const mostHeld = 256 << 10

func rewriteDocx(in *input, out *tape) error {
	r := &docxReader{in: in, out: out, xml: xml.NewDecoder(in)}
	r.xml.Strict = false
	err := r.read()
	if r.text.Len() > 0 {
		r.paragraph()
	}
	if !r.taped {
		r.release()
	}
	return err
}

func (r *docxReader) read() error {
	for {
		token, err := r.xml.RawToken()
		if err == io.EOF && r.depth == 0 {
			return nil
		}
		if err != nil {
			return r.broken(err)
		}
		switch token := token.(type) {
		case xml.Directive:
			return r.broken(errEntities)
		case xml.StartElement:
			if r.depth++; r.depth > maxDepth {
				return r.broken(errDepth)
			}
			if r.skip == 0 {
				r.open(token.Name)
			}
		case xml.EndElement:
			if r.skip == 0 {
				r.close(token.Name)
			} else if r.depth == r.skip {
				r.skip = 0
			}
			r.depth--
		case xml.CharData:
			if r.said && r.skip == 0 {
				r.text.Write(token)
			}
		}
	}
}

// broken returns the error of a document that breaks off or goes wrong.
func (r *docxReader) broken(err error) error {
	line, _ := r.xml.InputPos()
	var syntax *xml.SyntaxError
	what := err.Error()
	switch {
	case err == io.EOF || errors.As(err, &syntax) && syntax.Msg == "unexpected EOF":
		what = "the document breaks off"
	case syntax != nil:
		what = syntax.Msg
	}
	return r.in.fails(int64(line), what)
}

// of reports whether an element is one of WordprocessingML's.
func of(name xml.Name, local string) bool { return name.Space == "w" && name.Local == local }

func (r *docxReader) open(name xml.Name) {
	switch {
	case name.Local == "Fallback" || of(name, "del") || of(name, "instrText"):
		r.skip = r.depth // what it holds stands elsewhere, or not at all
	case of(name, "tab"):
		r.text.WriteByte('\t')
	case of(name, "br"), of(name, "cr"):
		r.text.WriteByte('\n')
	case of(name, "noBreakHyphen"):
		r.text.WriteByte('-')
	case of(name, "tc"):
		r.cells++
		r.text.Reset()
	case of(name, "tbl"):
		r.table = nil
	}
	r.said = of(name, "t")
}

func (r *docxReader) close(name xml.Name) {
	r.said = false
	switch {
	case of(name, "p") && r.cells > 0:
		r.text.WriteByte('\n')
	case of(name, "p"):
		r.paragraph()
	case of(name, "tc"):
		r.cells = max(0, r.cells-1)
		r.row = append(r.row, strings.TrimSpace(r.text.String()))
		r.text.Reset()
	case of(name, "tr") && r.cells == 0:
		r.endRow()
	case of(name, "tbl"):
		r.table = nil
	}
}

// paragraph takes down the paragraph that is whole.
func (r *docxReader) paragraph() {
	r.put(strings.TrimRight(r.text.String(), " \t\n"))
	r.text.Reset()
}

// put takes down text that is no turn by itself.
func (r *docxReader) put(text string) {
	switch {
	case r.taped:
		r.out.note(untimed(0), text)
	case r.plain:
		for line := range strings.SplitSeq(text, "\n") {
			r.out.text(line)
		}
	default:
		r.held = append(r.held, text)
		if r.size += len(text) + 1; r.size > mostHeld {
			r.release()
		}
	}
}

// release takes down what is held, as what it has turned out to be.
func (r *docxReader) release() {
	held := r.held
	r.held, r.plain = nil, !r.taped
	for _, text := range held {
		r.put(text)
	}
}

// endRow takes down a row of a table: a turn under the headings of turns.
func (r *docxReader) endRow() {
	row := r.row
	r.row = nil
	if r.table != nil {
		if r.taped {
			r.table.row(r.out, row, 0)
		} else {
			r.put(r.table.line(row))
		}
		return
	}
	t := csvTable{scale: 1000}
	for _, cell := range row {
		t.columns = append(t.columns, t.heading(cell))
	}
	if t.has(textColumn) && t.has(speakerColumn) {
		r.table = &t
		if !r.plain {
			r.taped = true
			r.release()
		}
		return
	}
	r.put(rowText(row))
}

// line returns a row as labelled text.
func (t *csvTable) line(row []string) string {
	return rowText([]string{t.field(row, startColumn), t.field(row, speakerColumn), t.field(row, textColumn)})
}

// rowText returns a row of a table as text: as labelled text, if it looks like
// a name, with a time before it or not, and what was said.
func rowText(row []string) string {
	var cells []string
	for _, cell := range row {
		if cell != "" {
			cells = append(cells, strings.ReplaceAll(cell, "\n", " "))
		}
	}
	n := len(cells)
	switch {
	case n == 2:
		return strings.TrimRight(cells[0], ": ") + ": " + cells[1]
	case n == 3 && isClock(cells[0]):
		return "[" + cells[0] + "] " + strings.TrimRight(cells[1], ": ") + ": " + cells[2]
	}
	return strings.Join(cells, " · ")
}

func isClock(s string) bool {
	_, n := clock([]byte(s))
	return n > 0 && n == len(s)
}
