package recogniser

import (
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/tape"
)

// IBM is the JSON of IBM's Speech to Text: words with times, and a list of the
// times at which each speaker speaks.
//
//	{"results": [{"alternatives": [{"transcript": "good", "timestamps": [["good", 0.1, 0.3]]}]}], "speaker_labels": [{"from": 0.1, "to": 0.3, "speaker": 0}]}
var IBM = format.Format{
	Name: "ibm", Title: "JSON of IBM Speech to Text", Sign: `{"results": [{"alternatives": [{"timestamps"`,
	Extensions: []string{".json"}, Claims: claims(ibmShape), Rewrite: rewriteIBM,
}

func rewriteIBM(in *tape.Input, out *tape.Tape) error {
	w := jsonWalk{in: in}
	const results, speakers = ".results", ".speaker_labels"
	const nested, nestedSpeakers = ".results[].results", ".results[].speaker_labels" // the answer of an asynchronous job
	found := w.survey(results, speakers, nested, nestedSpeakers)
	if len(found[nested]) > 0 {
		found[results], found[speakers] = found[nested], found[nestedSpeakers]
	}
	track := newVoiceTrack(elements(&w, found[speakers], readVoiceSpan))
	defer track.stop()
	say := transcriber{out: out}
	for all := range elements(&w, found[results], readIBMResult) {
		say.writeAll(runs(func(yield func(word) bool) {
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

// readIBMResult reads the words of a result, or its text if it has no words. ok
// is false for an interim result.
func readIBMResult(r *json.Reader) (words []word, ok bool) {
	at := tape.Untimed(r.Place().Line)
	final, text := true, ""
	r.Object(func(key string) {
		switch key {
		case "final":
			final = r.Truth()
		case "alternatives":
			readAlternatives(r, func(key string) {
				switch key {
				case "transcript":
					text = r.Text()
				case "timestamps":
					r.Array(func() { words = append(words, readIBMWord(r)) })
				}
			})
		}
	})
	if len(words) == 0 && text != "" {
		words = []word{{at: at, text: text}}
	}
	return words, final && len(words) > 0
}

// readIBMWord reads an array of a word, its start and its end, in seconds.
func readIBMWord(r *json.Reader) (w word) {
	w.at = tape.Stretch{Start: -1, End: -1, Line: r.Place().Line}
	n := 0
	r.Array(func() {
		switch n++; n {
		case 1:
			w.text = r.Text()
		case 2:
			w.at.Start = r.Time(1000)
		case 3:
			w.at.End = r.Time(1000)
		}
	})
	return w
}
