package annotation

import (
	"cmp"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// EXMARaLDA is the format of the Partitur-Editor, a score with a row for each speaker and
// each kind of annotation, and of the segmented transcription that is made from it. Rows of
// type t are speech. An event ends wherever any speaker begins.
//
//	<speaker id="S1"><abbreviation>Ann</abbreviation></speaker>
//	<tli id="T0" time="0.5"/>
//	<tier speaker="S1" category="v" type="t"><event start="T0" end="T1">Good morning. </event></tier>
var EXMARaLDA = format.Format{
	Name: "exmaralda", Title: "EXMARaLDA transcriptions", Sign: "<basic-transcription> or <segmented-transcription>",
	Extensions: []string{".exb", ".exs"}, Claims: claimsEXMARaLDA, Rewrite: rewriteEXMARaLDA,
}

func claimsEXMARaLDA(head []byte) bool {
	root := xml.Root(head)
	return root == "basic-transcription" || root == "segmented-transcription"
}

// An exbTaker collects the tiers of a transcription.
type exbTaker struct {
	score
	points points
	people map[string]string // names by ids of the speaker table
	who    string            // id of the open speaker in the table
	title  map[string]string // by the element that contains it
	in     string            // the element whose text is read; "": none
	udName bool              // the open property of a speaker is the name

	open     *tier
	segments string // the segmentation of the tier that is used
	depth    int    // number of open elements in the event, including the event
	at       event
	events   map[*tier][]event // of the annotations of a tier
	text     []byte
}

// An event is the start and the end of an annotation.
type event struct {
	start, end string
	line       int64
}

func rewriteEXMARaLDA(in *tape.Input, out *tape.Tape) error {
	t := &exbTaker{people: map[string]string{}, title: map[string]string{}, events: map[*tier][]event{}}
	err := xml.NewReader(in, in).Walk(t)
	if t.depth > 0 && t.open != nil { // the source is truncated
		t.take()
	}
	t.untimed = !t.points.fill()
	for _, tier := range t.tiers {
		tier.speaker = cmp.Or(t.people[tier.speaker], tier.speaker)
		for i, e := range t.events[tier] {
			tier.all[i].at.Start, tier.all[i].at.End = t.points.at(e.start), t.points.at(e.end)
		}
	}
	out.Header("title", cmp.Or(t.title["transcription-name"], t.title["project-name"]))
	return t.write(in, out, err)
}

func (t *exbTaker) Open(e *xml.Element) bool {
	switch e.Name {
	case "speaker":
		t.who = e.Attr("id")
	case "abbreviation", "transcription-name", "project-name":
		t.in, t.text = e.Name, t.text[:0]
	case "ud-information":
		t.udName = t.who != "" && strings.EqualFold(e.Attr("attribute-name"), "name")
		t.text = t.text[:0]
	case "tli":
		t.points.add(e.Attr("id"), seconds(e.Attr("time")))
	case "tier", "segmented-tier":
		t.begin(e)
	case "segmentation":
		t.segments = cmp.Or(t.segments, e.Attr("name"))
		return t.segments == e.Attr("name")
	case "event":
		t.event(e)
	case "ts":
		if t.depth > 0 {
			t.depth++
		} else if e.Attr("n") == "sc" {
			t.event(e)
		}
	case "annotation": // in a segmented transcription
		return false
	case "ud-tier-information":
		return false
	}
	return true
}

// begin begins a tier.
func (t *exbTaker) begin(e *xml.Element) {
	t.open, t.segments = t.tier(e.Attr("id")), ""
	t.open.name = e.Attr("category")
	t.open.speaker, t.open.glued = e.Attr("speaker"), true
	t.open.unnamed = true
	if _, c := nameOf(e.Attr("category")); e.Attr("type") == "t" && c == unknown {
		t.open.content = speech
	} else if e.Attr("type") != "t" && e.Attr("type") != "" {
		t.open.content = aside
	}
}

// event begins an event.
func (t *exbTaker) event(e *xml.Element) {
	start, end := e.Attr("start"), e.Attr("end")
	t.at, t.depth, t.text = event{cmp.Or(start, e.Attr("s")), cmp.Or(end, e.Attr("e")), e.Line}, 1, t.text[:0]
}

func (t *exbTaker) Text(b []byte, line int64) {
	if t.depth > 0 || t.in != "" || t.udName {
		t.text = t.keep(t.text, b, line)
	}
}

func (t *exbTaker) Shut(name string) {
	switch name {
	case "abbreviation":
		t.call(string(t.text), true)
	case "ud-information":
		if t.udName {
			t.call(string(t.text), false)
		}
		t.udName = false
	case "transcription-name", "project-name":
		t.title[name] = text.OneLine(string(t.text))
	case "speaker":
		t.who = ""
	case "event", "ts":
		if t.depth--; t.depth == 0 && t.open != nil {
			t.take()
		}
		t.depth = max(0, t.depth)
		return
	}
	t.in = ""
}

// call sets the name of the open speaker.
func (t *exbTaker) call(name string, best bool) {
	if name = text.CleanName(name); name != "" && (best || t.people[t.who] == "") && len(t.people) < tape.MaxCast {
		t.people[t.who] = name
	}
}

// take adds the event that has ended.
func (t *exbTaker) take() {
	n := len(t.open.all)
	t.add(t.open, annotation{at: tape.Untimed(t.at.line), text: string(t.text)})
	if len(t.open.all) > n {
		t.events[t.open] = append(t.events[t.open], t.at)
	}
}
