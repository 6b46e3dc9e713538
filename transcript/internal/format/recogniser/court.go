package recogniser

import (
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// Court is the JSON of court arguments in archives: sections of turns, each
// with a speaker and blocks of text.
//
//	{"transcript": {"title": "Argument", "sections": [{"turns": [{"start": 0, "stop": 9.5, "speaker": {"name": "Ann Lee", "roles": [{"role_title": "Chief Justice"}]}, "text_blocks": [{"start": 0, "stop": 9.5, "text": "We will hear argument."}]}]}]}}
var Court = format.Format{
	Name: "court", Title: "JSON of court arguments: sections, turns, blocks of text", Sign: `{"sections": [{"turns": [{"speaker", "text_blocks"`,
	Extensions: []string{".json"}, Claims: claims(courtShape), Rewrite: rewriteCourt,
}

func rewriteCourt(in *tape.Input, out *tape.Tape) error {
	w := jsonWalk{in: in}
	titles := []string{".transcript.title", ".title", ".name"}
	lists := []string{".transcript.sections[].turns", ".sections[].turns", ".transcript.turns", ".turns"}
	found := w.survey(append(titles, lists...)...)
	for _, p := range titles {
		if len(found[p]) > 0 {
			out.Header("title", json.NewReaderAt(in, found[p][0]).Text())
			break
		}
	}
	for _, p := range lists {
		for turn := range elements(&w, found[p], readCourtTurn) {
			turn.write(out)
		}
		if out.Begun {
			break
		}
	}
	return w.ends(out)
}

// A courtTurn is a turn with its blocks of text.
type courtTurn struct {
	voice  record.Voice
	at     tape.Stretch
	blocks []records.Record
}

func readCourtTurn(r *json.Reader) (t courtTurn, ok bool) {
	t.at = tape.Stretch{Start: -1, End: -1, Line: r.Place().Line}
	r.Object(func(key string) {
		switch key {
		case "speaker":
			t.voice = records.ReadVoice(r)
		case "start":
			t.at.Start = r.Time(1000)
		case "stop", "end":
			t.at.End = r.Time(1000)
		case "text_blocks":
			r.Array(func() {
				var rec records.Record
				records.ReadRecord(r, &rec)
				t.blocks = append(t.blocks, rec)
			})
		case "text":
			t.blocks = append(t.blocks, records.Record{Passage: json.ReadPassage(r, tape.MaxPiece), When: t.at})
		}
	})
	return t, len(t.blocks) > 0
}

// write writes the turn to the tape. Each block is a paragraph.
func (t *courtTurn) write(out *tape.Tape) {
	opened := false
	for i := range t.blocks {
		b := &t.blocks[i]
		switch {
		case b.Empty():
		case opened:
			out.Paragraph(b.At(1000), b.Text)
		default:
			out.Turn(t.voice, t.at, b.Text)
			opened = true
		}
		json.WriteRest(out, b.Rest)
	}
}
