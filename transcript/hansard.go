package transcript

import (
	"strings"
)

// hansardFormat is the official reports of the parliaments of the United
// Kingdom, as they are published for machines.
//
//	<speech speakername="Ann Lee" time="11:30:00"><p>I thank the Minister.</p></speech>
//	<ques speakername="Ann Lee"><p>To ask the Minister what it will cost.</p></ques>
var hansardFormat = foundFormat{
	Name: "hansard", Title: "parliamentary debates and written answers in XML", Sign: "<publicwhip>, with <speech speakername=...> or <ques> in it",
	Extensions: []string{".xml"}, claims: func(head []byte) bool { return xmlRoot(head) == "publicwhip" }, rewrite: rewriteHansard,
}

// A hansardTaker takes a report down.
type hansardTaker struct {
	scribe
	begun   bool // the header is written
	title   string
	heading int  // headings that are open
	speech  bool // a contribution is
	votes   int  // lists of who voted are
	aside   bool // the paragraph is one that nobody speaks
}

func rewriteHansard(in *input, out *tape) error {
	t := &hansardTaker{scribe: scribe{out: out}}
	err := walkXML(in, t)
	t.end()
	return err
}

func (t *hansardTaker) open(e *element) bool {
	switch e.name {
	case "publicwhip", "i", "I", "b", "B", "em", "strong", "a", "phrase", "span", "sup", "sub":
	case "bill":
		t.title = e.attr("title")
	case "gidredirect":
		return false
	case "speech", "ques", "reply":
		t.begin(e)
		t.contribution(e)
	case "mplist", "lordlist", "msplist", "mlalist":
		t.end()
		t.votes++
		if vote := e.attr("vote"); vote != "" {
			t.add([]byte(vote+":"), e.line)
		}
	case "td", "th", "mpname", "lord", "mspname", "mlaname":
		t.blank = true
	case "br":
		t.lineEnd()
	case "p", "li", "tr":
		t.paragraph(e)
	default:
		t.end()
		if strings.HasSuffix(e.name, "-heading") {
			t.begin(e)
			t.silence()
			t.heading++
		}
	}
	return true
}

// paragraph begins one. Italics are what the House did, not what was said.
func (t *hansardTaker) paragraph(e *element) {
	t.end()
	t.aside = strings.Contains(e.attr("class"), "italic")
}

// endParagraph ends one.
func (t *hansardTaker) endParagraph() {
	if t.aside {
		if len(t.buf) > 0 {
			t.scribe.begin()
		}
		t.note()
		t.aside = false
	}
	t.end()
}

// contribution begins what somebody says; nobody where the source says so.
func (t *hansardTaker) contribution(e *element) {
	t.speech = true
	name := e.attr("speakername")
	if name == "" || e.attr("nospeaker") == "true" {
		t.silence()
		return
	}
	t.speak(Voice{Label: name, Role: e.attr("speakeroffice"), Asks: e.name == "ques"}, stretch{timeOfDay(e.attr("time")), -1, e.line})
}

// dayPattern is the day in the id of an element.
var dayPattern = compiled(`/(\d{4}-\d\d-\d\d)`)

// begin takes down the header.
func (t *hansardTaker) begin(e *element) {
	if t.begun {
		return
	}
	t.begun = true
	t.out.header("title", t.title)
	if m := dayPattern().FindStringSubmatch(e.attr("id")); m != nil {
		t.out.header("date", m[1])
	}
	t.end()
}

func (t *hansardTaker) text(b []byte, line int64) {
	if t.speech || t.heading > 0 || t.votes > 0 {
		t.add(b, line)
	}
}

func (t *hansardTaker) shut(name, _ string) {
	switch name {
	case "speech", "ques", "reply":
		t.silence()
		t.speech = false
	case "p", "li", "tr":
		t.endParagraph()
	case "mplist", "lordlist", "msplist", "mlalist":
		t.note()
		t.votes--
	case "mpname", "lord", "mspname", "mlaname":
		if t.votes > 0 {
			t.buf = append(t.buf, ';')
		}
	default:
		if strings.HasSuffix(name, "-heading") {
			t.end()
			t.heading--
		}
	}
}
