package recogniser

import (
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// Google is the JSON of Google's Speech-to-Text. If it distinguishes speakers,
// its last result repeats the words of all results, with tags for their
// speakers.
//
//	{"results": [{"alternatives": [{"transcript": "Good", "words": [{"startTime": "0.1s", "endTime": "0.300s", "word": "Good", "speakerTag": 1}]}]}]}
var Google = format.Format{
	Name: "google", Title: "JSON of Google Speech-to-Text", Sign: `{"results": [{"alternatives": [{"transcript", "words"`,
	Extensions: []string{".json"}, Claims: claims(googleShape), Rewrite: rewriteGoogle,
}

const (
	googleResults = ".results"
	googleNested  = ".response.results"
)

// A googleResult is one of the results, a stretch of speech.
type googleResult struct {
	at tape.Stretch // the start of the first word and the end; Line is that of the result
	json.Passage
	words json.Place
	tags  bool // the words state their speakers
	voice record.Voice
}

func rewriteGoogle(in *tape.Input, out *tape.Tape) error {
	w := jsonWalk{in: in}
	found := w.survey(googleResults, googleNested)
	results := append(found[googleResults], found[googleNested]...)
	// A result with speakers that begins as early as the first repeats all.
	first, n, repeats := tape.Stretch{Start: -1, End: -1, Line: 0}, 0, -1
	for r := range elements(&w, results, readGoogleResult) {
		if n == 0 {
			first = r.at
		} else if r.tags && r.at.Start >= 0 && r.at.Start <= first.Start {
			repeats = n
		}
		n++
	}
	say := transcriber{out: out}
	n = 0
	for r := range elements(&w, results, readGoogleResult) {
		if repeats < 0 || n == repeats {
			if r.words.Line > 0 {
				say.writeAll(runs(w.words([]json.Place{r.words}, 1000, func(tape.Stretch) record.Voice { return r.voice })))
			} else {
				say.say(r.voice, r.at, r.Text)
				json.WriteRest(out, r.Rest)
			}
		}
		n++
	}
	return w.ends(out)
}

// readGoogleResult reads a result, except for its words.
func readGoogleResult(r *json.Reader) (g googleResult, ok bool) {
	g.at = tape.Stretch{Start: -1, End: -1, Line: r.Place().Line}
	r.Object(func(key string) {
		switch key {
		case "alternatives":
			readAlternatives(r, func(key string) {
				switch key {
				case "transcript":
					g.Passage = json.ReadPassage(r, tape.MaxPiece)
				case "words":
					g.firstWord(r)
				}
			})
		case "resultEndTime", "resultEndOffset":
			g.at.End = r.Time(1000)
		case "channelTag":
			if tag := r.Text(); tag != "" && tag != "0" {
				g.voice.Label = "Channel " + tag
			}
		}
	})
	return g, !g.Empty() || g.words.Line > 0
}

// firstWord reads the first word only.
func (g *googleResult) firstWord(r *json.Reader) {
	at := r.Place()
	n := 0
	r.Array(func() {
		if n++; n > 1 {
			return
		}
		w := readWord(r, 1000)
		g.words, g.at.Start, g.tags = at, w.at.Start, w.voice.Label != ""
	})
}
