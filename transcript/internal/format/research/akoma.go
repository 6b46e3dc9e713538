package research

import (
	"cmp"
	"path"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// AkomaNtoso is a debate in Akoma Ntoso, the OASIS markup for parliaments.
//
//	<question by="#lee"><from>Ann Lee</from><p>What will it cost?</p></question>
var AkomaNtoso = format.Format{
	Name: "akoma-ntoso", Title: "Akoma Ntoso debate", Sign: "<akomaNtoso>, with <speech by=...> or <question> in it",
	Extensions: []string{".xml", ".akn"}, Claims: func(head []byte) bool { return xml.Root(head) == "akomaNtoso" }, Rewrite: rewriteAkoma,
}

// An akomaTaker writes a debate to the tape.
type akomaTaker struct {
	tape.Scribe
	cast   map[string]string // names of persons and roles, by their ids
	front  []aside           // notes before the debate
	begun  bool              // the header has been written
	title  string
	kind   string // kind of the document, used if it has no title
	inner  int    // start of the title or kind in Buf
	date   string
	speech []speech // open contributions, the innermost last
	notes  int      // number of open elements of notes
	blocks int      // number of open paragraphs
	from   bool     // inside <from>, which has the printed name
	name   []byte
}

// A speech is an open contribution.
type speech struct {
	voice record.Voice
	at    tape.Stretch
}

// An aside is a note that has not been written.
type aside struct {
	text string
	line int64
}

func rewriteAkoma(in *tape.Input, out *tape.Tape) error {
	t := &akomaTaker{Scribe: tape.Scribe{Out: out}, cast: map[string]string{}}
	err := xml.NewReader(in, in).Walk(t)
	t.begin()
	t.End()
	return err
}

// Names of elements, in lower case, by what they are.
var (
	akomaSpeech = text.WordSet("speech question answer speechgroup")
	akomaBlocks = text.WordSet("p li blocklist listintroduction listwrapup tr caption longtitle container content")
	akomaNotes  = text.WordSet("heading subheading num scene narrative summary")
	akomaIdle   = text.WordSet("publication notes toc authorialnote components attachments lifecycle workflow analysis temporaldata")
)

func (t *akomaTaker) Open(e *xml.Element) bool {
	name := strings.ToLower(e.Name)
	switch {
	case akomaIdle[name]:
		return false
	case name == "frbrdate" && t.date == "":
		t.date, _ = text.ParseDate(e.Attr("date"))
	case strings.HasPrefix(name, "tlc"):
		t.member(e)
	case name == "docdate":
		if day, ok := text.ParseDate(e.Attr("date")); ok {
			t.date = day
		}
	case name == "doctitle" || name == "doctype":
		t.inner = len(t.Buf)
	case name == "debatebody":
		t.begin()
	case akomaSpeech[name]:
		t.begin()
		t.speech = append(t.speech, t.speechOf(e, name == "question"))
		t.resume()
	case name == "from":
		t.from, t.name = true, t.name[:0]
	case akomaNotes[name]:
		t.endBlock()
		t.notes++
	case akomaBlocks[name]:
		t.endBlock()
		t.blocks++
	case name == "br" || name == "eol":
		t.LineEnd()
	}
	return true
}

// member stores a person or a role that the references declare.
func (t *akomaTaker) member(e *xml.Element) {
	id := e.Attr("eId")
	if id == "" {
		id = e.Attr("id")
	}
	if id == "" {
		id = path.Base(e.Attr("href"))
	}
	if len(t.cast) < tape.MaxCast {
		t.cast[id] = e.Attr("showAs")
	}
}

// begin writes the header and the notes before the debate.
func (t *akomaTaker) begin() {
	if t.begun {
		return
	}
	t.endBlock()
	t.begun = true
	t.Out.Header("title", cmp.Or(t.title, t.kind))
	t.Out.Header("date", t.date)
	for _, a := range t.front {
		if a.text == cmp.Or(t.title, t.kind) {
			continue
		}
		t.Out.Note(tape.Untimed(a.line), a.text)
	}
	t.front = nil
}

// speechOf returns the contribution that e opens. A contribution in a group inherits the
// speaker of the group.
func (t *akomaTaker) speechOf(e *xml.Element, asks bool) speech {
	var s speech
	if n := len(t.speech); n > 0 {
		s = t.speech[n-1]
	}
	s.at = tape.Stretch{Start: text.TimeOfDay(e.Attr("startTime")), End: text.TimeOfDay(e.Attr("endTime")), Line: e.Line}
	s.voice.Asks = asks
	if by := reference(e.Attr("by")); by != "" {
		s.voice.Label, s.voice.Role = by, ""
		if name := t.cast[by]; name != "" {
			s.voice.Label = name
		}
	}
	if as := t.cast[reference(e.Attr("as"))]; as != "" {
		s.voice.Role = as
	}
	return s
}

// resume returns to the innermost open contribution.
func (t *akomaTaker) resume() {
	if n := len(t.speech); n > 0 {
		t.Speak(t.speech[n-1].voice, t.speech[n-1].at)
		return
	}
	t.Silence()
}

func (t *akomaTaker) Text(b []byte, line int64) {
	switch {
	case t.from:
		t.name = append(t.name, b[:min(len(b), tape.MaxField)]...)
	default:
		t.Add(b, line)
	}
}

func (t *akomaTaker) Shut(name string) {
	switch name = strings.ToLower(name); {
	case name == "from":
		t.from = false
		t.named(printedName(t.name))
	case akomaSpeech[name]:
		t.End()
		t.speech = t.speech[:len(t.speech)-1]
		t.resume()
	case akomaNotes[name]:
		t.endBlock()
		t.notes--
	case name == "doctitle" && t.title == "":
		t.title = t.since(t.inner)
	case name == "doctype" && t.kind == "":
		t.kind = t.since(t.inner)
	case akomaBlocks[name]:
		t.endBlock()
		t.blocks--
	}
}

// since returns the text of the paragraph from byte at on.
func (t *akomaTaker) since(at int) string {
	return printedName(t.Buf[min(at, len(t.Buf)):])
}

// named sets the printed name of the open contribution, which is preferred to the name in
// the references.
func (t *akomaTaker) named(name string) {
	if n := len(t.speech); n > 0 && name != "" {
		t.speech[n-1].voice.Label = name
		t.Who.Label = name
	}
}

// maxFront is the maximum number of notes kept before the debate.
const maxFront = 1 << 10

// endBlock ends a paragraph. Inside an element of notes, the paragraph is a note.
func (t *akomaTaker) endBlock() {
	switch {
	case !t.begun:
		if len(t.Buf) > 0 && len(t.front) < maxFront {
			t.front = append(t.front, aside{string(t.Buf), t.Line})
		}
		t.Buf = t.Buf[:0]
	case t.notes > 0:
		t.Note()
	default:
		t.End()
	}
}
