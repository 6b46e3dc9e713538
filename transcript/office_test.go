package transcript

import (
	"context"
	"strings"
	"testing"
)

// odt returns a flat OpenDocument text with a body.
func odt(body string) string {
	spaces := ""
	for _, s := range []string{"office", "text", "table", "style"} {
		spaces += " xmlns:" + s + `="urn:oasis:names:tc:opendocument:xmlns:` + s + `:1.0"`
	}
	return "<?xml version=\"1.0\"?>\n<office:document" + spaces + ` xmlns:d="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<office:meta><dc:title>The pier</dc:title></office:meta><office:automatic-styles><style:style style:name="H"><style:text-properties text:display="none"/></style:style></office:automatic-styles>` +
		"<office:body><office:text>" + body + "</office:text></office:body></office:document>"
}

// An officeCase is a body of a document and the turns in it.
type officeCase struct{ name, body, want, err string }

func readOffice(t *testing.T, file string, document func(body string) string, cases []officeCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := turnsOf(t, file, document(c.body))
			says := ""
			if err != nil {
				says = err.Error()
			}
			if got != c.want || says != c.err {
				t.Errorf("got %s\n%s\nwant %s\n%s", says, got, c.err, c.want)
			}
		})
	}
}

const (
	officeSaid = "Ann Lee | Who is there?\nBob Ray | Nobody. | Nobody at all.\nAnn Lee | Really?\nBob Ray | Yes.\n"
	odtTalk    = "<text:p>Ann Lee: Who is there?</text:p><text:p>Bob Ray: Nobody.</text:p><text:p>Nobody at all.</text:p><text:p>Ann Lee: Really?</text:p><text:p>Bob Ray: Yes.</text:p>"
	rtfTalk    = `Ann Lee: Who is there?\par Bob Ray: Nobody.\par Nobody at all.\par Ann Lee: Really?\par Bob Ray: Yes.\par `
)

func TestODT(t *testing.T) {
	cells := func(cells ...string) string {
		row := ""
		for _, c := range cells {
			row += "<table:table-cell><text:p>" + c + "</text:p></table:table-cell>"
		}
		return "<table:table-row>" + row + "</table:table-row>"
	}
	readOffice(t, "x.fodt", odt, []officeCase{
		{"paragraphs", odtTalk, officeSaid, ""},
		{"lists", "<text:list><text:list-item><text:number>1.</text:number>" + strings.ReplaceAll(odtTalk, "</text:p><text:p>", "</text:p></text:list-item><text:list-item><text:p>") + "</text:list-item></text:list>", officeSaid, ""},
		{"blanks", strings.ReplaceAll(odtTalk, "Ann Lee: Who is", "\n  Ann\n  Lee:<text:tab/>Who <text:span> is</text:span><text:s/><text:s text:c=\"2\"/>"), strings.Replace(officeSaid, "is there", "is    there", 1), ""},
		{"a line break", odtTalk + "<text:p>Ann Lee: One<text:line-break/>two.</text:p>", officeSaid + "Ann Lee | One | two.\n", ""},
		{"what was deleted", "<text:tracked-changes><text:deletion><text:p>Ann Lee: Gone.</text:p></text:deletion></text:tracked-changes>" + odtTalk, officeSaid, ""},
		{"notes and hidden text", strings.ReplaceAll(odtTalk, "Nobody.", "Nobody<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>x</text:p></text:note-body></text:note>"+
			"<office:annotation><text:p>y</text:p></office:annotation><text:span text:style-name=\"H\">z</text:span><d:frame><dc:title>A picture</dc:title></d:frame>."), officeSaid, ""},
		{"headings", "<text:h>Talk</text:h>" + strings.ReplaceAll(odtTalk, "<text:p>Ann Lee: R", "<text:h>Part two</text:h><text:p>Ann Lee: R"),
			strings.Replace(officeSaid, "at all.\n", "at all. | note [Part two]\n", 1), ""},
		{"headings that name speakers", "<text:h>Ann Lee</text:h><text:p>One?</text:p><text:h>Bob Ray</text:h><text:p>Two.</text:p><text:p>Three.</text:p><text:h>Ann Lee</text:h><text:p>Four.</text:p><text:h>Bob Ray</text:h><text:p>Five.</text:p>",
			"Ann Lee | One?\nBob Ray | Two. | Three.\nAnn Lee | Four.\nBob Ray | Five.\n", ""},
		{"questions as headings", "<text:h>Q: One?</text:h><text:p>A: Two.</text:p><text:h>Q: Three?</text:h><text:p>A: Four.</text:p><text:h>Q: Five?</text:h><text:p>A: Six.</text:p>",
			"Q | One?\nA | Two.\nQ | Three?\nA | Four.\nQ | Five?\nA | Six.\n", ""},
		{"all is headings", strings.NewReplacer("text:p", "text:h").Replace(odtTalk), officeSaid, ""},
		{"a table of two columns", "<table:table>" + cells("Ann Lee", "Who is there?") + cells("Bob Ray", "Nobody.") + cells("Ann Lee", "Really?") + cells("Bob Ray", "Yes.") + "</table:table>",
			"Ann Lee | Who is there?\nBob Ray | Nobody.\nAnn Lee | Really?\nBob Ray | Yes.\n", ""},
		{"a table with headings", "<table:table>" + cells("Time", "Speaker", "Text") + cells("0:01", "Ann", "Who?") + cells("0:05", "Bob", "Me: Bob.</text:p><text:p>Only me.") + "</table:table><text:p>End</text:p>",
			"Ann @0:01 | Who?\nBob @0:05 | Me: Bob. | Only me. | note End\n", ""},
	})
	cut := odt(odtTalk)
	cut = cut[:strings.Index(cut, "</text:p></office:text>")]
	readOffice(t, "x.fodt", func(s string) string { return s }, []officeCase{
		{"cut", cut, officeSaid, "x.fodt:2: the file ends in the middle of <p>"},
		{"a spreadsheet", strings.NewReplacer("office:text>", "office:spreadsheet>").Replace(odt("<table:table/>")), "", "x.fodt:1: is an OpenDocument file, but not a text"},
		{"the old namespaces", strings.NewReplacer("urn:oasis:names:tc:opendocument:xmlns:", "http://openoffice.org/2000/", ":1.0", "").Replace(odt(odtTalk)), officeSaid, ""},
	})
}

func TestRTF(t *testing.T) {
	rtf := func(body string) string {
		return `{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 Mincho;}{\f3\fcharset0 Old;}}` +
			`{\stylesheet{\ql Normal;}{\s1\b heading 1;}{\s2\outlinelevel1 Chapter;}{\*\cs3 Strong;}}` + body + "}"
	}
	more := func(said string) string { return officeSaid + "Ann Lee | " + said + "\n" }
	row := func(cells ...string) string {
		return `\trowd\cellx1\cellx2\pard\intbl ` + strings.Join(cells, `\cell `) + `\cell\row` + "\n"
	}
	readOffice(t, "x.rtf", rtf, []officeCase{
		{"paragraphs", rtfTalk, officeSaid, ""},
		{"paragraphs of TextEdit", strings.ReplaceAll(rtfTalk, `\par `, "\\\n"), officeSaid, ""},
		{"lines broken anywhere", strings.ReplaceAll(strings.ReplaceAll(rtfTalk, "o", "\r\no"), " Ray", " Ra\ny"), officeSaid, ""},
		{"groups and bold labels", strings.ReplaceAll(rtfTalk, "Ann Lee:", `{\b\fs24 Ann {\i Lee}:}`), officeSaid, ""},
		{"tabs and line breaks", strings.ReplaceAll(rtfTalk, ": ", `:\tab `) + `Ann Lee: One\line two.`, officeSaid + "Ann Lee | One | two.\n", ""},
		{"bytes", rtfTalk + `Ann Lee: J\'f6rg, 12\~\'80, \'93so\'94.\par`, more("Jörg, 12\u00a0€, “so”."), ""},
		{"bytes of fonts", rtfTalk + `Ann Lee: {\f1\'c4\'e0}, \f2\'83A\'83\'93\f0, caf\'e9.`, more("Да, アン, café."), ""},
		{"raw bytes", rtfTalk + "Ann Lee: caf\xe9\\par Bob Ray: ca\u0107\u00e9\\par", more("café") + "Bob Ray | caćé\n", ""},
		{"a wrong character set", `\ansicpg1251` + rtfTalk + `Ann Lee: \f3\'c4\'e0, \'ab\'e5\'bb.`, more("Да, «е»."), ""},
		{"characters by number", rtfTalk + `Ann Lee: \u1044?\u1072\'e0 {\uc2\u8217\'81\'8c}\uc0\u-3913 {\uc1 \u55357?\u56832?}\u128512 .`, more("Да ’\uf0b7😀😀."), ""},
		{"no fallback", rtfTalk + `Ann Lee: a\u8211\par Bob Ray: b\u8211\'96\tab c`, more("a–") + "Bob Ray | b–      c\n", ""},
		{"half a character", rtfTalk + `Ann Lee: a\u55357?b\u56832?c`, more("abc"), ""},
		{"symbols", rtfTalk + `Ann Lee: \lquote a\rquote\emdash b\_c\-d \{e\}\\ \ldblquote f\rdblquote\bullet`, more(`‘a’—b-cd {e}\ “f”•`), ""},
		{"what was deleted", rtfTalk + `{\deleted Ann Lee: Gone.\tab x}\revised Ann Lee: \v no\v0 yes{\v no}.\plain\par`, more("yes."), ""},
		{"destinations", `{\info{\title Old.doc}{\author Ann}}{\header Ann Lee: x\par}{\*\new Bob Ray: y\par}` + rtfTalk +
			`Ann Lee: O{\footnote n}n{\super\*\footnote n}{\*\bkmkstart b}e {\field{\*\fldinst LINK}{\fldrslt two}}{\pict\bin6 }}}}}}}{\xe x}.`, more("One two."), ""},
		{"two readings", rtfTalk + `Ann Lee: {\upr{Dvor?k}{\*\ud{Dvo\u345?\u225?k}}}.`, more("Dvořák."), ""},
		{"a box", rtfTalk + `Ann Lee: One.{\shp{\*\shpinst\shpleft0{\sp{\sn a}{\sv 1}}{\shptxt\pard Two.\par}}{\shprslt Two.}}\par`, more("One.Two."), ""},
		{"numbers of lists", strings.ReplaceAll(`\par `+rtfTalk, `\par `, `\par {\listtext\tab 1.}{\pntext\f0 2.}`), officeSaid, ""},
		{"headings", `\pard\s1 Talk\par\pard ` + strings.ReplaceAll(rtfTalk, `Ann Lee: R`, `\pard\s2 Part two\par\pard\outlinelevel0 Three\par\pard Ann Lee: R`),
			strings.Replace(officeSaid, "at all.\n", "at all. | note [Part two] | note [Three]\n", 1), ""},
		{"a table of two columns", row("Ann Lee", "Who is there?") + row("Bob Ray", `Nobody.`) + row("Ann Lee", "Really?") + row("Bob Ray", "Yes."),
			"Ann Lee | Who is there?\nBob Ray | Nobody.\nAnn Lee | Really?\nBob Ray | Yes.\n", ""},
		{"a table with headings", row("Time", "Speaker", "Text") + row("0:01", "Ann", "Who?") + row("0:05", "Bob", `Me: Bob.\par Only me.`) + `\pard End\par`,
			"Ann @0:01 | Who?\nBob @0:05 | Me: Bob. | Only me. | note End\n", ""},
		{"text behind the end", rtfTalk + "}\x00\x00 Ann Lee: more", officeSaid, ""},
		{"signs that are none", strings.ReplaceAll(rtfTalk, "Really", `Re\'zally`), strings.Replace(officeSaid, "Really", "Rezally", 1), ""},
	})
	deep := `{\rtf1 Ann Lee: yes` + strings.Repeat("{", 2000)
	readOffice(t, "x.rtf", func(s string) string { return s }, []officeCase{
		{"cut", strings.TrimSuffix(rtf(rtfTalk+`Ann Lee: And`), "}"), more("And"), "x.rtf:1: the file ends in the middle of a group"},
		{"cut in a sign", rtf(rtfTalk)[:len(rtf(rtfTalk))-2] + `\'8`, officeSaid, "x.rtf:1: the file ends in the middle of a group"},
		{"cut in a cell", strings.TrimSuffix(rtf("\n\n"+row("Ann Lee", "One?")+row("Bob Ray", "Two.")+row("Ann Lee", "Three?")+`\pard\intbl Bob Ray\cell Fo`), "}"),
			"Ann Lee | One?\nBob Ray | Two.\nAnn Lee | Three?\nBob Ray | Fo\n", "x.rtf:6: the file ends in the middle of a group"},
		{"too deep", deep, " | Ann Lee: yes\n", "x.rtf:1: groups are nested more than 1024 deep"},
	})
	d, err := Load(context.Background(), FromString("x.rtf", strings.Replace(rtf(rtfTalk), `{\style`, `{\info{\title The pi\'e9r}}{\style`, 1)), Options{})
	if err != nil || d.Header().Title != "The piér" {
		t.Errorf("title %q, %v", d.Header().Title, err)
	}
}
