package recogniser

import (
	"iter"
	"strings"

	"verbatim/transcript/internal/format/captions"
	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// A transcriber writes speech to the tape piece by piece. Each piece names its
// speaker, or only the first after a change does, or none does.
type transcriber struct {
	out   *tape.Tape
	goes  bool // a piece without a speaker has the previous one
	named bool // a speaker has been named
	last  record.Voice
}

// writeAll writes all words or runs of words.
func (t *transcriber) writeAll(all iter.Seq[word]) {
	for w := range all {
		t.say(w.voice, w.at, w.text)
	}
}

// record writes a segment, whose times have units of so many milliseconds.
func (t *transcriber) record(rec *records.Record, unit float64) {
	v, s := rec.Voice, rec.At(unit)
	if s.Start < 0 && v.Label != "" && v == t.last && t.out.Begun {
		t.out.Paragraph(s, rec.Text) // a message, not a caption
	} else {
		t.say(v, s, rec.Text)
	}
	json.WriteRest(t.out, rec.Rest)
}

// value writes the text of a JSON string.
func (t *transcriber) value(r *json.Reader) {
	at := tape.Untimed(r.Place().Line)
	text := json.ReadPassage(r, tape.MaxPiece)
	t.say(record.Voice{}, at, text.Text)
	json.WriteRest(t.out, text.Rest)
}

// say writes a piece of speech. Until a speaker has been named, names may stand
// in the text, as in captions. Blank lines separate paragraphs.
func (t *transcriber) say(v record.Voice, s tape.Stretch, text string) {
	if v.Label == "" && t.goes {
		v = t.last
	}
	t.named = t.named || v.Label != ""
	t.last = v
	for i, part := range strings.Split(strings.TrimSpace(text), "\n\n") {
		part = strings.TrimSpace(part)
		if s.Start >= 0 && strings.ContainsAny(part, "\n<&") { // as in a caption
			part = strings.Join(strings.Fields(string(captions.Untagged([]byte(part)))), " ")
		}
		switch {
		case part == "":
		case i > 0:
			t.out.Paragraph(tape.Stretch{Start: -1, End: s.End, Line: s.Line}, part)
		case t.named:
			t.out.Say(v, s, part)
		default:
			t.out.Cue(s, part)
		}
	}
}
