package recogniser

import (
	"iter"
	"strconv"

	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// Deepgram is the JSON of Deepgram: utterances, or words of each channel that
// may state their speakers.
//
//	{"metadata": {"request_id": "a"}, "results": {"channels": [{"alternatives": [{"words": [{"word": "good", "punctuated_word": "Good", "start": 0.1, "end": 0.3, "speaker": 0}]}]}]}}
var Deepgram = format.Format{
	Name: "deepgram", Title: "JSON of Deepgram", Sign: `{"metadata", "results": {"channels"`,
	Extensions: []string{".json"}, Claims: claims(deepgramShape), Rewrite: rewriteDeepgram,
}

const (
	deepgramTurns = ".results.utterances"
	deepgramWords = ".results.channels[].alternatives[0].words"
	deepgramText  = ".results.channels[].alternatives[0].transcript"
)

func rewriteDeepgram(in *tape.Input, out *tape.Tape) error {
	w := jsonWalk{in: in}
	found := w.survey(deepgramTurns, deepgramWords, deepgramText)
	words, channels := found[deepgramWords], len(found[deepgramWords])
	say := transcriber{out: out}
	if len(found[deepgramTurns]) > 0 {
		for rec := range elements(&w, found[deepgramTurns], readSegment) {
			if rec.Voice.Label == "" && channels > 1 {
				rec.Voice.Label = rec.Channel
			}
			say.record(&rec, 1000)
		}
		if out.Begun { // otherwise the list is empty
			return w.err
		}
	}
	if channels == 0 {
		return w.text(found[deepgramText], &say)
	}
	var all []iter.Seq[word]
	for i, at := range words {
		of := record.Voice{}
		if channels > 1 {
			of.Label = records.ChannelLabel(strconv.Itoa(i))
		}
		all = append(all, w.words([]json.Place{at}, 1000, func(tape.Stretch) record.Voice { return of }))
	}
	say.writeAll(interleaved(all))
	return w.ends(out)
}
