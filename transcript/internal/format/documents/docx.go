package documents

import (
	"bytes"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// Docx is a Word document: WordprocessingML. Its paragraphs are labelled text, unless a
// table has the turns.
var Docx = format.Format{
	Name: "docx", Title: "Word document", Sign: "paragraphs or a table of WordprocessingML in an archive",
	Extensions: []string{".docx"}, Claims: claimsDocx, Rewrite: rewriteDocx, Varied: true,
}

// Parts are the paths of the text in documents that are zip archives.
var Parts = []string{docxPart, odtPart}

const docxPart = "word/document.xml"

// wordSpaces are the namespaces of WordprocessingML: the usual one, and that of strict Open
// XML. Documents may use any prefix for them.
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

// wordHeading matches the names of heading styles in the languages of Word, which drops
// characters beyond ASCII from them.
var wordHeading = text.Regexp(`(?i)^(?:heading|berschrift|überschrift|titre|titulo|título|ttulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nagwek|nadpis|naslov|címsor|cmsor|başlık|balk|заголовок)\s*\d`)

// A docxTaker reads a document.
type docxTaker struct {
	document
	said    bool // inside of w:t
	hidden  bool // the run is hidden
	heading bool // the paragraph is a heading
}

func rewriteDocx(in *tape.Input, out *tape.Tape) error {
	t := &docxTaker{document: document{out: out}}
	err := xml.NewReader(in, in, wordSpaces...).Walk(t)
	t.end()
	return err
}

func (t *docxTaker) Open(e *xml.Element) (enter bool) {
	t.said = false
	switch e.Name {
	case "del", "moveFrom", "instrText", "delText":
		return false
	case "p":
		t.heading = false
	case "pStyle":
		t.heading = t.heading || wordHeading().MatchString(e.Attr("val"))
	case "outlineLvl":
		t.heading = e.Attr("val") != bodyLevel
	case "r":
		t.hidden = false
	case "vanish":
		t.hidden = !wordOff[e.Attr("val")]
	case "t":
		t.said = !t.hidden
	case "tab":
		t.para.WriteByte('\t')
	case "br", "cr":
		t.para.WriteByte('\n')
	case "noBreakHyphen":
		t.para.WriteByte('-')
	case "tc":
		t.openCell()
	case "tbl":
		t.bounds()
	}
	return e.Local != "Fallback" // a Fallback repeats the content of the Choice before it
}

// bodyLevel is the outline level of body text.
const bodyLevel = "9"

// wordOff are the values that turn a property off.
var wordOff = text.WordSet("0 false off")

func (t *docxTaker) Text(b []byte, _ int64) {
	if t.said {
		t.add(b)
	}
}

func (t *docxTaker) Shut(name string) {
	t.said = false
	switch {
	case name == "p":
		t.endParagraph(t.heading)
	case name == "tc":
		t.endCell()
	case name == "tr":
		t.endRow()
	case name == "tbl":
		t.bounds()
	}
}
