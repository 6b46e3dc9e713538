package recogniser

import (
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/tape"
)

// Kaldi is the JSON of recognisers built on Kaldi, such as Vosk, and of editors
// that use their formats: words, and sometimes a list of the times at which
// each speaker speaks.
//
//	{"retval": {"words": [{"word": "good", "punct": "Good", "start": 0.1, "end": 0.3}], "segmentation": {"segments": [{"start": 0, "duration": 9, "speaker": {"@id": "S0"}}]}}}
//	{"result": [{"word": "good", "start": 0.1, "end": 0.3}], "text": "good"}
//	{"words": [{"text": "Good", "start": 0.1, "end": 0.3}], "paragraphs": [{"start": 0.1, "end": 9, "speaker": "Ann"}]}
var Kaldi = format.Format{
	Name: "kaldi", Title: "JSON of Kaldi, Vosk and other lists of words", Sign: `{"words": [{"word", "start", "end"`,
	Extensions: []string{".json"}, Claims: claims(kaldiShape), Rewrite: rewriteKaldi,
}

// Paths of words, speakers and text, in order of preference.
var (
	kaldiWords    = []string{".retval.words", ".words", ".result"}
	kaldiSpeakers = []string{".retval.segmentation.segments", ".paragraphs", ".segmentation.segments"}
	kaldiText     = []string{".retval.punct", ".text"}
)

func rewriteKaldi(in *tape.Input, out *tape.Tape) error {
	w := jsonWalk{in: in}
	paths := append(append(append([]string(nil), kaldiWords...), kaldiSpeakers...), kaldiText...)
	found := w.survey(paths...)
	first := func(paths []string) []json.Place {
		for _, p := range paths {
			if len(found[p]) > 0 {
				return found[p]
			}
		}
		return nil
	}
	say := transcriber{out: out}
	words := first(kaldiWords)
	if len(words) == 0 {
		return w.text(first(kaldiText), &say)
	}
	track := newVoiceTrack(elements(&w, first(kaldiSpeakers), readVoiceSpan))
	defer track.stop()
	say.writeAll(runs(w.words(words, 1000, track.at)))
	return w.ends(out)
}
