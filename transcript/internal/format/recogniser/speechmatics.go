package recogniser

import (
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// Speechmatics is the JSON of Speechmatics: words that state their speakers or,
// in version 1, words and a list of the times at which each speaker speaks.
//
//	{"format": "2.9", "results": [{"type": "word", "start_time": 0.1, "end_time": 0.3, "alternatives": [{"content": "Good", "speaker": "S1"}]}]}
//	{"format": "1.0", "speakers": [{"name": "F4", "time": "0.10", "duration": "9.0"}], "words": [{"name": "Good", "time": "0.10", "duration": "0.20"}]}
var Speechmatics = format.Format{
	Name: "speechmatics", Title: "JSON of Speechmatics", Sign: `{"format", "results": [{"alternatives": [{"content"`,
	Extensions: []string{".json"}, Claims: claims(speechmaticsShape), Rewrite: rewriteSpeechmatics,
}

func rewriteSpeechmatics(in *tape.Input, out *tape.Tape) error {
	w := jsonWalk{in: in}
	const results, words, speakers = ".results", ".words", ".speakers"
	found := w.survey(results, words, speakers)
	say := transcriber{out: out}
	if len(found[results]) > 0 {
		last := record.Voice{}
		say.writeAll(runs(elements(&w, found[results], func(r *json.Reader) (word, bool) {
			o := readSpeechmaticsWord(r)
			if o.joins && o.voice.Label == "" {
				o.voice = last
			}
			last = o.voice
			return o, o.text != ""
		})))
		return w.ends(out)
	}
	track := newVoiceTrack(elements(&w, found[speakers], func(r *json.Reader) (voiceSpan, bool) {
		name, at := readSpeechmaticsSpan(r)
		return voiceSpan{at.Start, at.End, record.Voice{Label: records.SpeakerLabel(name)}}, at.Start >= 0
	}))
	defer track.stop()
	say.writeAll(runs(elements(&w, found[words], func(r *json.Reader) (o word, ok bool) {
		o.text, o.at = readSpeechmaticsSpan(r)
		o.voice, o.joins = track.at(o.at), isPunctuation(o.text)
		return o, o.text != ""
	})))
	return w.ends(out)
}

// readSpeechmaticsWord reads a word or a punctuation mark.
func readSpeechmaticsWord(r *json.Reader) (o word) {
	o.at = tape.Stretch{Start: -1, End: -1, Line: r.Place().Line}
	r.Object(func(key string) {
		switch key {
		case "start_time":
			o.at.Start = r.Time(1000)
		case "end_time":
			o.at.End = r.Time(1000)
		case "attaches_to":
			o.joins = o.joins || r.Text() == "previous"
		case "type":
			o.joins = o.joins || r.Text() == "punctuation"
		case "alternatives":
			readAlternatives(r, func(key string) {
				switch key {
				case "content":
					o.text = r.Text()
				case "speaker":
					o.voice = records.ReadVoice(r)
				}
			})
		}
	})
	return o
}

// readSpeechmaticsSpan reads a name, a time and a duration.
func readSpeechmaticsSpan(r *json.Reader) (name string, at tape.Stretch) {
	at = tape.Stretch{Start: -1, End: -1, Line: r.Place().Line}
	length := int64(-1)
	r.Object(func(key string) {
		switch key {
		case "name":
			name = r.Text()
		case "time":
			at.Start = r.Time(1000)
		case "duration":
			length = r.Time(1000)
		}
	})
	if at.Start >= 0 && length >= 0 {
		at.End = at.Start + length
	}
	return name, at
}
