package documents

import (
	"bytes"
	"strconv"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// ODT is a text in OpenDocument. It is read like a Word document:
//
//	<text:h text:outline-level="1">The pier</text:h>
//	<text:p>Ann Lee:<text:tab/>Who paid for it?</text:p>
var ODT = format.Format{
	Name: "odt", Title: "OpenDocument text", Sign: "paragraphs or a table of <office:text>, in an archive or alone",
	Extensions: []string{".odt", ".fodt", ".ott"}, Claims: claimsODT, Rewrite: rewriteODT, Varied: true,
}

const odtPart = "content.xml"

// odtSpaces are the namespaces of OpenDocument and its predecessor.
var odtSpaces = []string{
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0", "http://openoffice.org/2000/office",
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0", "http://openoffice.org/2000/text",
	"urn:oasis:names:tc:opendocument:xmlns:table:1.0", "http://openoffice.org/2000/table",
	"urn:oasis:names:tc:opendocument:xmlns:style:1.0", "http://openoffice.org/2000/style",
}

func claimsODT(head []byte) bool {
	switch xml.Root(head) {
	case "document", "document-content":
	default:
		return false
	}
	head = head[:min(len(head), 8<<10)]
	return bytes.Contains(head, []byte(odtSpaces[0])) && !odtOther().Match(head) || bytes.Contains(head, []byte(odtSpaces[1]))
}

// odtOther matches the root of a flat document other than a text: a spreadsheet, slides.
var odtOther = text.Regexp(`office:mimetype\s*=\s*["']application/vnd\.oasis\.opendocument\.[^t]`)

// odtSkipped are elements whose text does not belong to the document: deletions, comments,
// footnotes, indexes, forms, list numbers.
var odtSkipped = text.WordSet(`tracked-changes note annotation annotation-end forms scripts master-styles font-face-decls settings
table-of-content illustration-index table-index object-index user-index alphabetical-index bibliography
hidden-text hidden-paragraph number ruby-text sequence-decls variable-decls user-field-decls dde-connection-decls`)

// odtForeign are elements of other namespaces that contain text of their own: descriptions
// of pictures, formulas, data.
var odtForeign = text.WordSet("desc object object-ole binary-data math")

// odtStyled are elements that a style may hide.
var odtStyled = text.WordSet("p h span")

// An odtTaker reads a document.
type odtTaker struct {
	document
	body   bool            // inside of the text
	paras  int             // number of open paragraphs
	blank  bool            // the text ends in white space, of which more is ignored
	head   bool            // the paragraph is a heading
	style  string          // the open style
	unseen map[string]bool // the styles of hidden text
	titled bool            // inside of the title in the properties of the document
	wrong  bool            // the document is not a text
}

func rewriteODT(in *tape.Input, out *tape.Tape) error {
	t := &odtTaker{document: document{out: out}, unseen: map[string]bool{}}
	err := xml.NewReader(in, in, odtSpaces...).Walk(t)
	t.end()
	if t.wrong && err == nil {
		err = in.Fails(1, "is an OpenDocument file, but not a text")
	}
	return err
}

func (t *odtTaker) Open(e *xml.Element) (enter bool) {
	switch {
	case odtSkipped[e.Name], e.Name == "" && odtForeign[e.Local], t.body && e.Name == "" && e.Local == "title":
		return false
	case t.body && odtStyled[e.Name] && t.unseen[e.Attr("style-name")]:
		return false
	case !t.body:
		t.openAround(e)
		return true
	}
	switch e.Name {
	case "p", "h":
		t.paras, t.blank = t.paras+1, true
		t.head = e.Name == "h"
	case "s":
		n, _ := strconv.Atoi(e.Attr("c"))
		t.write(bytes.Repeat([]byte{' '}, min(max(n, 1), maxBlanks)))
	case "tab", "tab-stop":
		t.write([]byte{'\t'})
	case "line-break":
		t.write([]byte{'\n'})
	case "table", "sub-table":
		t.bounds()
	case "table-cell", "covered-table-cell":
		t.openCell()
	}
	return true
}

// maxBlanks is the maximum number of spaces that one element stands for.
const maxBlanks = 80

// openAround begins an element outside the text.
func (t *odtTaker) openAround(e *xml.Element) {
	t.titled = e.Name == "" && e.Local == "title"
	switch e.Name {
	case "text":
		t.body = true
	case "spreadsheet", "presentation", "drawing", "chart":
		t.wrong = true
	case "style":
		t.style = e.Attr("name")
	case "text-properties", "properties":
		if e.Attr("display") == "none" && len(t.unseen) < tape.MaxCast {
			t.unseen[t.style] = true
		}
	}
}

// write adds text, collapsing white space.
func (t *odtTaker) write(b []byte) {
	t.add(b)
	t.blank = false
}

func (t *odtTaker) Text(b []byte, _ int64) {
	if t.titled && len(t.title) < tape.MaxField {
		t.title += string(b[:min(len(b), tape.MaxField)])
	}
	if t.paras == 0 {
		return
	}
	for len(b) > 0 {
		n := bytes.IndexAny(b, " \t\r\n")
		if n < 0 {
			n = len(b)
		}
		if n > 0 {
			t.write(b[:n])
		}
		rest := bytes.TrimLeft(b[n:], " \t\r\n")
		if len(rest) < len(b)-n && !t.blank {
			t.add([]byte{' '})
			t.blank = true
		}
		b = rest
	}
}

func (t *odtTaker) Shut(name string) {
	t.titled = false
	switch name {
	case "p", "h":
		t.paras = max(0, t.paras-1)
		t.endParagraph(t.head)
		t.head, t.blank = false, true
	case "table-cell", "covered-table-cell":
		t.endCell()
	case "table-row":
		t.endRow()
	case "table", "sub-table":
		t.bounds()
	case "text":
		t.body = false
	}
}
