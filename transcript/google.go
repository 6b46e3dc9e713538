package transcript

// googleFormat is the JSON of Google's Speech-to-Text. Where it tells speakers
// apart, the last result repeats the words of all, with the tags of their
// speakers.
//
//	{"results": [{"alternatives": [{"transcript": "Good", "words": [{"startTime": "0.1s", "endTime": "0.300s", "word": "Good", "speakerTag": 1}]}]}]}
var googleFormat = foundFormat{
	Name: "google", Title: "JSON of Google Speech-to-Text", Sign: `{"results": [{"alternatives": [{"transcript", "words"`,
	Extensions: []string{".json"}, claims: claimsJSON(googleJSON), rewrite: rewriteGoogle,
}

const (
	googleResults = ".results"
	googleNested  = ".response.results"
)

// A googleResult is one of the results: a stretch of speech.
type googleResult struct {
	at stretch // of the first word; its line is that of the result
	jsonText
	words jsonPlace
	tags  bool // the words have speakers
	voice Voice
}

func rewriteGoogle(in *input, out *tape) error {
	w := jsonWalk{in: in}
	found := w.survey(googleResults, googleNested)
	results := append(found[googleResults], found[googleNested]...)
	// The last one that begins as early as the first repeats all.
	first, n, repeats := stretch{-1, -1, 0}, 0, -1
	for r := range elements(&w, results, readGoogleResult) {
		if n == 0 {
			first = r.at
		} else if r.tags && r.at.start >= 0 && r.at.start <= first.start {
			repeats = n
		}
		n++
	}
	say := dictation{out: out}
	n = 0
	for r := range elements(&w, results, readGoogleResult) {
		if repeats < 0 || n == repeats {
			if r.words.line > 0 {
				say.take(runs(w.words([]jsonPlace{r.words}, 1000, func(stretch) Voice { return r.voice })))
			} else {
				say.say(r.voice, r.at, r.text)
				restOf(out, r.rest)
			}
		}
		n++
	}
	return w.ends(out)
}

// readGoogleResult reads a result, but not its words.
func readGoogleResult(r *jsonReader) (g googleResult, ok bool) {
	g.at = stretch{-1, -1, r.place().line}
	r.object(func(key string) {
		switch key {
		case "alternatives":
			readAlternatives(r, func(key string) {
				switch key {
				case "transcript":
					g.jsonText = readSaid(r, maxPiece)
				case "words":
					g.firstWord(r)
				}
			})
		case "resultEndTime", "resultEndOffset":
			g.at.end = r.time(1000)
		case "channelTag":
			if tag := r.text(); tag != "" && tag != "0" {
				g.voice.Label = "Channel " + tag
			}
		}
	})
	return g, !g.empty() || g.words.line > 0
}

// firstWord looks at the first of the words only.
func (g *googleResult) firstWord(r *jsonReader) {
	at := r.place()
	n := 0
	r.array(func() {
		if n++; n > 1 {
			return
		}
		w := readWord(r, 1000)
		g.words, g.at.start, g.tags = at, w.at.start, w.voice.Label != ""
	})
}
