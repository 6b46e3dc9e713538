package transcript

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

// wordXML returns a document of WordprocessingML with a body.
func wordXML(body string) string {
	return `<?xml version="1.0"?>` + "\n" + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + "</w:body></w:document>"
}

// docx returns a Word document with a body.
func docx(t testing.TB, body string) string {
	t.Helper()
	return wordFile(t, wordXML(body))
}

// wordFile returns a Word document that has a document of WordprocessingML.
func wordFile(t testing.TB, document string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range [][2]string{
		{"[Content_Types].xml", "<Types/>"},
		{"word/document.xml", document},
		{"word/media/image1.png", "\x89PNG\r\n"},
	} {
		w, err := z.Create(f[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(f[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// para returns a paragraph of runs.
func para(runs ...string) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString("<w:r><w:t>" + r + "</w:t></w:r>")
	}
	return "<w:p>" + b.String() + "</w:p>"
}

func tableOf(rows ...[]string) string {
	var b strings.Builder
	for _, row := range rows {
		b.WriteString("<w:tr>")
		for _, cell := range row {
			b.WriteString("<w:tc>" + para(cell) + "</w:tc>")
		}
		b.WriteString("</w:tr>")
	}
	return "<w:tbl>" + b.String() + "</w:tbl>"
}

func TestDocx(t *testing.T) {
	talk := para("Ann Lee: ", "Who is ", "there?") + para("Bob Ray: Nobody.") + para("Nobody at all.") + para("Ann Lee: Really?") + para("Bob Ray: Yes.")
	said := "Ann Lee | Who is there?\nBob Ray | Nobody. | Nobody at all.\nAnn Lee | Really?\nBob Ray | Yes.\n"
	styled := func(style, text string) string {
		return `<w:p><w:pPr>` + style + `<w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>` + text + "</w:t></w:r></w:p>"
	}
	second := strings.Index(talk, "<w:p><w:r><w:t>Ann Lee: Really")
	parted := func(style string) string { return talk[:second] + styled(style, "Part two") + talk[second:] }
	noted := strings.Replace(said, "at all.\n", "at all. | note [Part two]\n", 1)
	heads := []string{"Time", "Speaker", "Text"}
	for _, c := range []struct{ name, body, want, err string }{
		{"paragraphs", talk, said, ""},
		{"what was deleted", talk + "<w:p><w:del><w:r><w:t>Ann Lee: Gone.</w:t></w:r></w:del></w:p>", said, ""},
		{"what was moved or is hidden", talk + `<w:p><w:moveFrom><w:r><w:t>Ann Lee: Gone.</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>Ann Lee: Gone.</w:t></w:r></w:p>`, said, ""},
		{"a heading", parted(`<w:pStyle w:val="Heading2"/>`), noted, ""},
		{"a heading in a German document", parted(`<w:pStyle w:val="berschrift2"/>`), noted, ""},
		{"a level of headings", parted(`<w:outlineLvl w:val="1"/>`), noted, ""},
		{"the level of text", parted(`<w:outlineLvl w:val="9"/>`), strings.Replace(noted, "note [Part two]", "Part two", 1), ""},
		{"another style", parted(`<w:pStyle w:val="Quote1"/>`), strings.Replace(noted, "note [Part two]", "Part two", 1), ""},
		{"a heading of all", styled(`<w:pStyle w:val="Heading1"/>`, "Talk") + talk, said, ""},
		{"what stands twice", "<w:p><w:r><x:Choice><w:t>Ann Lee: Who is there?</w:t></x:Choice><x:Fallback><w:t>Ann Lee: Who is there?</w:t></x:Fallback></w:r></w:p>" +
			talk[strings.Index(talk, "</w:p>")+6:], said, ""},
		{"table of two columns", tableOf([]string{"Ann Lee", "Who is there?"}, []string{"Bob Ray", "Nobody."}, []string{"Ann Lee", "Really?"}, []string{"Bob Ray", "Yes."}),
			"Ann Lee | Who is there?\nBob Ray | Nobody.\nAnn Lee | Really?\nBob Ray | Yes.\n", ""},
		{"table with headings", para("Call") + tableOf([]string{"Length", "1m"}) + tableOf(heads, []string{"0:01", "Ann", "Who?"}, []string{"0:05", "Bob", "Me: Bob."}) + para("End"),
			"Ann @0:01 | Who?\nBob @0:05 | Me: Bob. | note End\n", ""},
		{"an entity of entities", `<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]>`, "", "x.docx:2: " + "declares an entity that is not a short text; not read"},
		{"too deep", strings.Repeat("<w:r>", 300), "", "x.docx:2: more than 256 elements within each other"},
		{"cut", talk + "<w:p><w:r><w:t>Ann Lee: And</w:t", said + "Ann Lee | And\n", "x.docx:2: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := turnsOf(t, "x.docx", docx(t, c.body))
			says := ""
			if err != nil {
				says = err.Error()
			}
			if got != c.want || !strings.HasPrefix(says, c.err) || c.err == "" && says != "" {
				t.Errorf("got %s\n%s\nwant %s\n%s", says, got, c.err, c.want)
			}
		})
	}
}

// What an element is its namespace says, whatever stands for that.
func TestDocxNamespaces(t *testing.T) {
	const transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	const drawing = `<a:tbl xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:tr><a:tc><a:p><a:t>A chart</a:t></a:p></a:tc></a:tr></a:tbl>`
	document := wordXML(para("Ann Lee: Who is there?") + drawing + para("Bob Ray: Nobody.") + para("Ann Lee: Really?") + para("Bob Ray: Yes."))
	const said = "Ann Lee | Who is there?\nBob Ray | Nobody.\nAnn Lee | Really?\nBob Ray | Yes.\n"
	strict := strings.NewReplacer(transitional, "http://purl.oclc.org/ooxml/wordprocessingml/main")
	prefix := func(with string) *strings.Replacer {
		return strings.NewReplacer("xmlns:w=", "xmlns:"+with+"=", "<w:", "<"+with+":", "</w:", "</"+with+":")
	}
	none := strings.NewReplacer("xmlns:w=", "xmlns=", "<w:", "<", "</w:", "</")
	for _, c := range []struct{ name, document string }{
		{"as usual", document},
		{"another prefix", prefix("ns0").Replace(document)},
		{"no prefix", none.Replace(document)},
		{"strict", strict.Replace(document)},
		{"strict, no prefix", strict.Replace(none.Replace(document))},
		{"a prefix that is declared late", strings.ReplaceAll(strings.ReplaceAll(document, "<w:t>", `<x:t xmlns:x="`+transitional+`">`), "</w:t>", "</x:t>")},
		{"the usual prefix for a drawing", strings.NewReplacer("<a:", "<w:", "</a:", "</w:", "xmlns:a=", "xmlns:w=").Replace(document)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, err := turnsOf(t, "x.docx", wordFile(t, c.document)); got != said || err != nil {
				t.Errorf("got %v\n%s\nwant\n%s", err, got, said)
			}
		})
	}
}
