package objects

import (
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format/captions"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// A transcriber writes speech to the tape piece by piece. Each piece names its
// speaker, or only the first after a change does, or none does.
type transcriber struct {
	out   *tape.Tape
	goes  bool // a piece without a speaker continues the previous speaker
	named bool // a speaker has been named
	last  record.Voice
}

// value writes the text of a JSON string.
func (t *transcriber) value(r *json.Reader) {
	at := tape.Untimed(r.Place().Line)
	p := json.ReadPassage(r, tape.MaxPiece)
	t.say(record.Voice{}, at, p.Text)
	json.WriteRest(t.out, p.Rest)
}

// untold reports whether the text of a piece may name its speaker, because no field does.
func (t *transcriber) untold(v record.Voice) bool { return v.Label == "" && !t.named }

// say writes a piece of speech. Until a field names a speaker, names may be in the text, as
// in captions. Blank lines separate paragraphs.
func (t *transcriber) say(v record.Voice, at tape.Stretch, s string) {
	v = t.speaker(v)
	if strings.IndexByte(s, '\n') < 0 {
		t.part(v, at, strings.TrimSpace(s), 0)
		return
	}
	for i, passage := range text.Passages(s, false) {
		t.part(v, at, passage.Text, i)
	}
}

// part writes part i of a piece of speech.
func (t *transcriber) part(v record.Voice, at tape.Stretch, part string, i int) {
	if at.Start >= 0 && strings.ContainsAny(part, "\n<&") && !text.IsCode(part) { // as in a caption
		part = text.OneLine(string(captions.Untagged([]byte(part))))
	}
	switch {
	case part == "":
	case i > 0:
		t.out.Paragraph(tape.Stretch{Start: -1, End: at.End, Line: at.Line}, part)
	case t.named:
		t.out.Say(v, at, part)
	default:
		t.out.Cue(at, part)
	}
}

// block writes a piece of speech that opens a paragraph.
func (t *transcriber) block(v record.Voice, at tape.Stretch, s string) {
	if v = t.speaker(v); v.Label == "" || !t.out.Begun || v != t.out.Who {
		t.say(v, at, s)
		return
	}
	for _, passage := range text.Passages(s, false) {
		t.out.Paragraph(at, passage.Text)
	}
}

// speaker returns v or, if v has no label and speakers continue, the previous speaker.
func (t *transcriber) speaker(v record.Voice) record.Voice {
	if v.Label == "" && t.goes {
		v = t.last
	}
	t.named = t.named || v.Label != ""
	t.last = v
	return v
}
