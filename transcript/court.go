package transcript

// courtFormat is the JSON of arguments before a court, as archives have it:
// sections of turns, each with a speaker and blocks of text.
//
//	{"transcript": {"title": "Argument", "sections": [{"turns": [{"start": 0, "stop": 9.5, "speaker": {"name": "Ann Lee", "roles": [{"role_title": "Chief Justice"}]}, "text_blocks": [{"start": 0, "stop": 9.5, "text": "We will hear argument."}]}]}]}}
var courtFormat = foundFormat{
	Name: "court", Title: "JSON of court arguments: sections, turns, blocks of text", Sign: `{"sections": [{"turns": [{"speaker", "text_blocks"`,
	Extensions: []string{".json"}, claims: claimsJSON(courtJSON), rewrite: rewriteCourt,
}

func rewriteCourt(in *input, out *tape) error {
	w := jsonWalk{in: in}
	titles := []string{".transcript.title", ".title", ".name"}
	lists := []string{".transcript.sections[].turns", ".sections[].turns", ".transcript.turns", ".turns"}
	found := w.survey(append(titles, lists...)...)
	for _, p := range titles {
		if len(found[p]) > 0 {
			out.header("title", jsonIn(in, found[p][0]).text())
			break
		}
	}
	for _, p := range lists {
		for turn := range elements(&w, found[p], readCourtTurn) {
			turn.take(out)
		}
		if out.begun {
			break
		}
	}
	return w.ends(out)
}

// A courtTurn is a turn with its blocks of text.
type courtTurn struct {
	voice  Voice
	at     stretch
	blocks []record
}

func readCourtTurn(r *jsonReader) (t courtTurn, ok bool) {
	t.at = stretch{-1, -1, r.place().line}
	r.object(func(key string) {
		switch key {
		case "speaker":
			t.voice = readVoice(r)
		case "start":
			t.at.start = r.time(1000)
		case "stop", "end":
			t.at.end = r.time(1000)
		case "text_blocks":
			r.array(func() {
				var rec record
				readRecord(r, &rec)
				t.blocks = append(t.blocks, rec)
			})
		case "text":
			t.blocks = append(t.blocks, record{jsonText: readSaid(r, maxPiece), when: t.at})
		}
	})
	return t, len(t.blocks) > 0
}

// take takes a turn down. Each block is a paragraph.
func (t *courtTurn) take(out *tape) {
	opened := false
	for i := range t.blocks {
		b := &t.blocks[i]
		switch {
		case b.empty():
		case opened:
			out.paragraph(b.at(1000), b.text)
		default:
			out.turn(t.voice, t.at, b.text)
			opened = true
		}
		restOf(out, b.rest)
	}
}
