package transcript

// ibmFormat is the JSON of IBM's Speech to Text: words with times, and beside
// them who speaks when.
//
//	{"results": [{"alternatives": [{"transcript": "good", "timestamps": [["good", 0.1, 0.3]]}]}], "speaker_labels": [{"from": 0.1, "to": 0.3, "speaker": 0}]}
var ibmFormat = foundFormat{
	Name: "ibm", Title: "JSON of IBM Speech to Text", Sign: `{"results": [{"alternatives": [{"timestamps"`,
	Extensions: []string{".json"}, claims: claimsJSON(ibmJSON), rewrite: rewriteIBM,
}

func rewriteIBM(in *input, out *tape) error {
	w := jsonWalk{in: in}
	const results, speakers = ".results", ".speaker_labels"
	const nested, nestedSpeakers = ".results[].results", ".results[].speaker_labels" // of an asynchronous job
	found := w.survey(results, speakers, nested, nestedSpeakers)
	if len(found[nested]) > 0 {
		found[results], found[speakers] = found[nested], found[nestedSpeakers]
	}
	track := newVoiceTrack(elements(&w, found[speakers], readVoiceSpan))
	defer track.stop()
	say := dictation{out: out}
	for all := range elements(&w, found[results], readIBMResult) {
		say.take(runs(func(yield func(word) bool) {
			for i := range all {
				all[i].voice = track.at(all[i].at)
				if !yield(all[i]) {
					return
				}
			}
		}))
	}
	return w.ends(out)
}

// readIBMResult reads the words of a result, or its text where it has none.
func readIBMResult(r *jsonReader) (words []word, ok bool) {
	at := untimed(r.place().line)
	final, text := true, ""
	r.object(func(key string) {
		switch key {
		case "final":
			final = r.truth()
		case "alternatives":
			readAlternatives(r, func(key string) {
				switch key {
				case "transcript":
					text = r.text()
				case "timestamps":
					r.array(func() { words = append(words, readIBMWord(r)) })
				}
			})
		}
	})
	if len(words) == 0 && text != "" {
		words = []word{{at: at, text: text}}
	}
	return words, final && len(words) > 0
}

// readIBMWord reads a word, its start and its end, in seconds.
func readIBMWord(r *jsonReader) (w word) {
	w.at = stretch{-1, -1, r.place().line}
	n := 0
	r.array(func() {
		switch n++; n {
		case 1:
			w.text = r.text()
		case 2:
			w.at.start = r.time(1000)
		case 3:
			w.at.end = r.time(1000)
		}
	})
	return w
}
