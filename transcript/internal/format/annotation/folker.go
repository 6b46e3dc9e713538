package annotation

import (
	"cmp"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// FOLKER is the format of the transcription editors FOLKER and OrthoNormal.
//
//	<speaker speaker-id="AL"><name>Ann Lee</name></speaker>
//	<timepoint timepoint-id="TLI_0" absolute-time="0.5"/>
//	<contribution speaker-reference="AL" start-reference="TLI_0" end-reference="TLI_1"><unparsed>good morning</unparsed></contribution>
var FOLKER = format.Format{
	Name: "folker", Title: "FOLKER transcriptions", Sign: "<folker-transcription>",
	Extensions: []string{".flk", ".fln"}, Claims: func(head []byte) bool { return xml.Root(head) == "folker-transcription" }, Rewrite: rewriteFOLKER,
}

// A flkTaker collects the contributions of each speaker. In the source, the time line
// precedes them.
type flkTaker struct {
	score
	points points
	filled bool
	people map[string]string
	who    string // id of the open speaker, or of the speaker of the open contribution
	name   bool   // inside a name
	at     tape.Stretch
	said   bool // inside a contribution
	text   []byte
}

func rewriteFOLKER(in *tape.Input, out *tape.Tape) error {
	t := &flkTaker{people: map[string]string{}}
	err := xml.NewReader(in, in).Walk(t)
	if t.said { // the source is truncated
		t.Shut("contribution")
	}
	return t.write(in, out, err)
}

func (t *flkTaker) Open(e *xml.Element) bool {
	switch e.Name {
	case "speaker":
		t.who = e.Attr("speaker-id")
	case "name":
		t.name, t.text = true, t.text[:0]
	case "timepoint":
		t.points.add(e.Attr("timepoint-id"), seconds(e.Attr("absolute-time")))
	case "contribution":
		if !t.filled {
			t.filled, t.untimed = true, !t.points.fill()
		}
		t.who, t.said, t.text = e.Attr("speaker-reference"), true, t.text[:0]
		t.at = tape.Stretch{Start: t.points.at(e.Attr("start-reference")), End: t.points.at(e.Attr("end-reference")), Line: e.Line}
	case "w", "segment":
		t.text = append(t.text, ' ')
	case "pause", "breathe", "non-phonological", "uncertain", "alternative", "log-entry":
		return e.Name == "uncertain"
	}
	return true
}

func (t *flkTaker) Text(b []byte, line int64) {
	if t.said || t.name {
		t.text = t.keep(t.text, b, line)
	}
}

func (t *flkTaker) Shut(name string) {
	switch name {
	case "name":
		if v := text.CleanName(string(t.text)); t.name && v != "" && len(t.people) < tape.MaxCast {
			t.people[t.who] = v
		}
		t.name = false
	case "contribution":
		of := t.tier(t.who)
		of.speaker, of.content = cmp.Or(t.people[t.who], t.who), speech
		t.add(of, annotation{at: t.at, text: text.OneLine(string(t.text))})
		t.said = false
	}
}
