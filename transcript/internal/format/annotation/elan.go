package annotation

import (
	"strconv"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// ELAN is the format of the annotation tool ELAN. Each tier may name a participant,
// and may add to another tier, such as a translation.
//
//	<TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="500"/>
//	<TIER TIER_ID="A" PARTICIPANT="Ann">
//	<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2">
//	<ANNOTATION_VALUE>Good morning.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
var ELAN = format.Format{
	Name: "elan", Title: "ELAN annotations", Sign: "<ANNOTATION_DOCUMENT>, with <TIER ...> in it",
	Extensions: []string{".eaf"}, Claims: func(head []byte) bool { return xml.Root(head) == "ANNOTATION_DOCUMENT" }, Rewrite: rewriteELAN,
}

// An elanTaker collects the tiers of a document. It computes times at the end, because an
// annotation may take its times from a later one.
type elanTaker struct {
	score
	slots  points
	header map[string]string
	types  map[*tier]string // linguistic types
	coded  map[string]bool  // linguistic types whose text is from a controlled list
	spans  map[string]span  // by annotation
	refs   map[*tier][]string

	open *tier
	ref  string // id of the open annotation
	line int64
	of   string // id of the annotation that the open one is part of
	text []byte
	said bool // inside the text
}

// A span is the start and the end of an annotation: two time slots, or else another
// annotation.
type span struct{ start, end, of string }

func rewriteELAN(in *tape.Input, out *tape.Tape) error {
	t := &elanTaker{header: map[string]string{}, types: map[*tier]string{}, coded: map[string]bool{}, spans: map[string]span{}, refs: map[*tier][]string{}}
	err := xml.NewReader(in, in).Walk(t)
	if t.said { // the source is truncated
		t.Shut("ALIGNABLE_ANNOTATION")
	}
	t.slots.fill()
	for _, tier := range t.tiers {
		if t.coded[t.types[tier]] {
			tier.content = aside
		}
		for i, id := range t.refs[tier] {
			tier.all[i].at.Start, tier.all[i].at.End = t.times(id)
		}
	}
	out.Header("title", text.BaseName(t.header["media"]))
	out.Header("date", t.header["date"])
	return t.write(in, out, err)
}

func (t *elanTaker) Open(e *xml.Element) bool {
	switch e.Name {
	case "ANNOTATION_DOCUMENT":
		date := e.Attr("DATE")
		t.header["date"], _ = text.ParseDate(date[:min(10, len(date))])
	case "HEADER":
		t.media(e.Attr("MEDIA_FILE"))
	case "MEDIA_DESCRIPTOR":
		t.media(e.Attr("MEDIA_URL"))
	case "TIME_SLOT":
		ms, err := strconv.ParseInt(e.Attr("TIME_VALUE"), 10, 64)
		if err != nil {
			ms = -1
		}
		t.slots.add(e.Attr("TIME_SLOT_ID"), ms)
	case "TIER":
		t.open = t.tier(e.Attr("TIER_ID"))
		t.open.speaker, t.open.parent = text.CleanName(e.Attr("PARTICIPANT")), e.Attr("PARENT_REF")
		if !t.open.apart {
			t.types[t.open] = e.Attr("LINGUISTIC_TYPE_REF")
		}
	case "ALIGNABLE_ANNOTATION", "REF_ANNOTATION":
		t.begin(e)
	case "ANNOTATION_VALUE":
		t.said, t.line = true, e.Line
	case "LINGUISTIC_TYPE":
		if e.Attr("CONTROLLED_VOCABULARY_REF") != "" {
			t.coded[e.Attr("LINGUISTIC_TYPE_ID")] = true
		}
	}
	return true
}

// media sets the name of the recording, unless it is set.
func (t *elanTaker) media(name string) {
	if t.header["media"] == "" {
		t.header["media"] = name
	}
}

// begin begins an annotation.
func (t *elanTaker) begin(e *xml.Element) {
	t.ref, t.of, t.text = e.Attr("ANNOTATION_ID"), e.Attr("ANNOTATION_REF"), t.text[:0]
	if len(t.spans) < 2*maxAnnotations {
		t.spans[t.ref] = span{e.Attr("TIME_SLOT_REF1"), e.Attr("TIME_SLOT_REF2"), t.of}
	}
}

// times returns the times of an annotation.
func (t *elanTaker) times(id string) (start, end int64) {
	s := t.spans[id]
	for depth := 0; s.of != "" && depth < 64; depth++ {
		s = t.spans[s.of]
	}
	return t.slots.at(s.start), t.slots.at(s.end)
}

func (t *elanTaker) Text(b []byte, line int64) {
	if t.said {
		t.text = t.keep(t.text, b, line)
	}
}

func (t *elanTaker) Shut(name string) {
	switch name {
	case "ANNOTATION_VALUE":
		t.said = false
	case "ALIGNABLE_ANNOTATION", "REF_ANNOTATION":
		if t.open == nil {
			return
		}
		n := len(t.open.all)
		t.add(t.open, annotation{tape.Untimed(t.line), text.OneLine(string(t.text)), t.of})
		if len(t.open.all) > n {
			t.refs[t.open] = append(t.refs[t.open], t.ref)
		}
	}
}
