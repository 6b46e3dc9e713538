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

// A dictation takes down what somebody says piece by piece, who is named with each
// piece, or at a change only, or not at all.
type dictation struct {
	out   *tape.Tape
	goes  bool // who is not named is who was before
	named bool // somebody has been named
	last  record.Voice
}

// take takes down all runs.
func (t *dictation) take(all iter.Seq[word]) {
	for w := range all {
		t.say(w.voice, w.at, w.text)
	}
}

// record takes down a segment.
func (t *dictation) record(rec *records.Record, unit float64) {
	v, s := rec.Voice, rec.At(unit)
	if s.Start < 0 && v.Label != "" && v == t.last && t.out.Begun {
		t.out.Paragraph(s, rec.Text) // a message, not a caption
	} else {
		t.say(v, s, rec.Text)
	}
	json.WriteRest(t.out, rec.Rest)
}

// value takes down what is said in a value.
func (t *dictation) value(r *json.Reader) {
	at := tape.Untimed(r.Place().Line)
	text := json.ReadPassage(r, tape.MaxPiece)
	t.say(record.Voice{}, at, text.Text)
	json.WriteRest(t.out, text.Rest)
}

// say takes down a piece. Where nobody was named yet, a name may stand in the
// text. Blank lines part paragraphs.
func (t *dictation) say(v record.Voice, s tape.Stretch, text string) {
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
