package transcript

import (
	"iter"
	"strconv"
)

// deepgramFormat is the JSON of Deepgram: utterances, or else words that may
// tell who says them, for each channel.
//
//	{"metadata": {"request_id": "a"}, "results": {"channels": [{"alternatives": [{"words": [{"word": "good", "punctuated_word": "Good", "start": 0.1, "end": 0.3, "speaker": 0}]}]}]}}
var deepgramFormat = foundFormat{
	Name: "deepgram", Title: "JSON of Deepgram", Sign: `{"metadata", "results": {"channels"`,
	Extensions: []string{".json"}, claims: claimsJSON(deepgramJSON), rewrite: rewriteDeepgram,
}

const (
	deepgramTurns = ".results.utterances"
	deepgramWords = ".results.channels[].alternatives[0].words"
	deepgramText  = ".results.channels[].alternatives[0].transcript"
)

func rewriteDeepgram(in *input, out *tape) error {
	w := jsonWalk{in: in}
	found := w.survey(deepgramTurns, deepgramWords, deepgramText)
	words, channels := found[deepgramWords], len(found[deepgramWords])
	say := dictation{out: out}
	if len(found[deepgramTurns]) > 0 {
		for rec := range elements(&w, found[deepgramTurns], readSegment) {
			if rec.voice.Label == "" && channels > 1 {
				rec.voice.Label = rec.channel
			}
			say.record(&rec, 1000)
		}
		if out.begun { // there may be none
			return w.err
		}
	}
	if channels == 0 {
		return w.text(found[deepgramText], &say)
	}
	var all []iter.Seq[word]
	for i, at := range words {
		of := Voice{}
		if channels > 1 {
			of.Label = channelLabel(strconv.Itoa(i))
		}
		all = append(all, w.words([]jsonPlace{at}, 1000, func(stretch) Voice { return of }))
	}
	say.take(interleaved(all))
	return w.ends(out)
}
