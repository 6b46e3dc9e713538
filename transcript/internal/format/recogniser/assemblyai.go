package recogniser

import (
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
)

// AssemblyAI is the JSON of AssemblyAI: utterances, or words that may state
// their speakers. Times are milliseconds.
//
//	{"audio_url": "a", "text": "Good morning.", "words": [{"text": "Good", "start": 170, "end": 300, "speaker": "A"}], "utterances": null}
var AssemblyAI = format.Format{
	Name: "assemblyai", Title: "JSON of AssemblyAI", Sign: `{"audio_url", "words", "utterances"`,
	Extensions: []string{".json"}, Claims: claims(assemblyShape), Rewrite: rewriteAssembly,
}

const (
	assemblyTurns = ".utterances"
	assemblyWords = ".words"
	assemblyText  = ".text"
)

func rewriteAssembly(in *tape.Input, out *tape.Tape) error {
	w := jsonWalk{in: in}
	found := w.survey(assemblyTurns, assemblyWords, assemblyText)
	say := transcriber{out: out}
	for rec := range elements(&w, found[assemblyTurns], readSegment) {
		say.record(&rec, 1)
	}
	if !out.Begun && len(found[assemblyWords]) > 0 {
		say.writeAll(runs(w.words(found[assemblyWords], 1, noVoice)))
	}
	if !out.Begun {
		return w.text(found[assemblyText], &say)
	}
	return w.ends(out)
}
