package research

import (
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// Hansard is the official reports of the parliaments of the United Kingdom, as
// published in XML.
//
//	<speech speakername="Ann Lee" time="11:30:00"><p>I thank the Minister.</p></speech>
//	<ques speakername="Ann Lee"><p>To ask the Minister what it will cost.</p></ques>
var Hansard = format.Format{
	Name: "hansard", Title: "parliamentary debates and written answers in XML", Sign: "<publicwhip>, with <speech speakername=...> or <ques> in it",
	Extensions: []string{".xml"}, Claims: func(head []byte) bool { return xml.Root(head) == "publicwhip" }, Rewrite: rewriteHansard,
}

// A hansardTaker writes a report to the tape.
type hansardTaker struct {
	tape.Scribe
	begun   bool // the header has been written
	title   string
	heading int  // number of open headings
	speech  bool // a contribution is open
	votes   int  // number of open lists of voters
	aside   bool // the paragraph is a note
}

func rewriteHansard(in *tape.Input, out *tape.Tape) error {
	t := &hansardTaker{Scribe: tape.Scribe{Out: out}}
	err := xml.NewReader(in, in).Walk(t)
	t.End()
	return err
}

func (t *hansardTaker) Open(e *xml.Element) bool {
	switch e.Name {
	case "publicwhip", "i", "I", "b", "B", "em", "strong", "a", "phrase", "span", "sup", "sub":
	case "bill":
		t.title = e.Attr("title")
	case "gidredirect":
		return false
	case "speech", "ques", "reply":
		t.begin(e)
		t.contribution(e)
	case "mplist", "lordlist", "msplist", "mlalist":
		t.End()
		t.votes++
		if vote := e.Attr("vote"); vote != "" {
			t.Add([]byte(vote+":"), e.Line)
		}
	case "td", "th", "mpname", "lord", "mspname", "mlaname":
		t.Blank = true
	case "br":
		t.LineEnd()
	case "p", "li", "tr":
		t.paragraph(e)
	default:
		t.End()
		if strings.HasSuffix(e.Name, "-heading") {
			t.begin(e)
			t.Silence()
			t.heading++
		}
	}
	return true
}

// paragraph begins a paragraph. Italics report what the House did.
func (t *hansardTaker) paragraph(e *xml.Element) {
	t.End()
	t.aside = strings.Contains(e.Attr("class"), "italic")
}

// endParagraph ends a paragraph, and writes it as a note if it is one.
func (t *hansardTaker) endParagraph() {
	if t.aside {
		if len(t.Buf) > 0 {
			t.Scribe.Begin()
		}
		t.Note()
		t.aside = false
	}
	t.End()
}

// contribution begins a contribution, without a speaker if the source says so.
func (t *hansardTaker) contribution(e *xml.Element) {
	t.speech = true
	name := e.Attr("speakername")
	if name == "" || e.Attr("nospeaker") == "true" {
		t.Silence()
		return
	}
	t.Speak(record.Voice{Label: name, Role: e.Attr("speakeroffice"), Asks: e.Name == "ques"}, tape.Stretch{Start: text.TimeOfDay(e.Attr("time")), End: -1, Line: e.Line})
}

// dayPattern matches the day in the id of an element.
var dayPattern = text.Regexp(`/(\d{4}-\d\d-\d\d)`)

// begin writes the header.
func (t *hansardTaker) begin(e *xml.Element) {
	if t.begun {
		return
	}
	t.begun = true
	t.Out.Header("title", t.title)
	if m := dayPattern().FindStringSubmatch(e.Attr("id")); m != nil {
		t.Out.Header("date", m[1])
	}
	t.End()
}

func (t *hansardTaker) Text(b []byte, line int64) {
	if t.speech || t.heading > 0 || t.votes > 0 {
		t.Add(b, line)
	}
}

func (t *hansardTaker) Shut(name string) {
	switch name {
	case "speech", "ques", "reply":
		t.Silence()
		t.speech = false
	case "p", "li", "tr":
		t.endParagraph()
	case "mplist", "lordlist", "msplist", "mlalist":
		t.Note()
		t.votes--
	case "mpname", "lord", "mspname", "mlaname":
		if t.votes > 0 {
			t.Buf = append(t.Buf, ';')
		}
	default:
		if strings.HasSuffix(name, "-heading") {
			t.End()
			t.heading--
		}
	}
}
