package transcript

// speechmaticsFormat is the JSON of Speechmatics: words that say who speaks,
// or, in its first version, words and beside them who speaks when.
//
//	{"format": "2.9", "results": [{"type": "word", "start_time": 0.1, "end_time": 0.3, "alternatives": [{"content": "Good", "speaker": "S1"}]}]}
//	{"format": "1.0", "speakers": [{"name": "F4", "time": "0.10", "duration": "9.0"}], "words": [{"name": "Good", "time": "0.10", "duration": "0.20"}]}
var speechmaticsFormat = foundFormat{
	Name: "speechmatics", Title: "JSON of Speechmatics", Sign: `{"format", "results": [{"alternatives": [{"content"`,
	Extensions: []string{".json"}, claims: claimsJSON(speechmaticsJSON), rewrite: rewriteSpeechmatics,
}

func rewriteSpeechmatics(in *input, out *tape) error {
	w := jsonWalk{in: in}
	const results, words, speakers = ".results", ".words", ".speakers"
	found := w.survey(results, words, speakers)
	say := dictation{out: out}
	if len(found[results]) > 0 {
		last := Voice{}
		say.take(runs(elements(&w, found[results], func(r *jsonReader) (word, bool) {
			o := readSpeechmaticsWord(r)
			if o.joins && o.voice.Label == "" {
				o.voice = last
			}
			last = o.voice
			return o, o.text != ""
		})))
		return w.ends(out)
	}
	track := newVoiceTrack(elements(&w, found[speakers], func(r *jsonReader) (voiceSpan, bool) {
		name, at := readSpeechmaticsSpan(r)
		return voiceSpan{at.start, at.end, Voice{Label: speakerLabel(name)}}, at.start >= 0
	}))
	defer track.stop()
	say.take(runs(elements(&w, found[words], func(r *jsonReader) (o word, ok bool) {
		o.text, o.at = readSpeechmaticsSpan(r)
		o.voice, o.joins = track.at(o.at), isPunctuation(o.text)
		return o, o.text != ""
	})))
	return w.ends(out)
}

// readSpeechmaticsWord reads a word or a mark of punctuation.
func readSpeechmaticsWord(r *jsonReader) (o word) {
	o.at = stretch{-1, -1, r.place().line}
	r.object(func(key string) {
		switch key {
		case "start_time":
			o.at.start = r.time(1000)
		case "end_time":
			o.at.end = r.time(1000)
		case "attaches_to":
			o.joins = o.joins || r.text() == "previous"
		case "type":
			o.joins = o.joins || r.text() == "punctuation"
		case "alternatives":
			readAlternatives(r, func(key string) {
				switch key {
				case "content":
					o.text = r.text()
				case "speaker":
					o.voice = readVoice(r)
				}
			})
		}
	})
	return o
}

// readSpeechmaticsSpan reads a name, a time and a duration.
func readSpeechmaticsSpan(r *jsonReader) (name string, at stretch) {
	at = stretch{-1, -1, r.place().line}
	length := int64(-1)
	r.object(func(key string) {
		switch key {
		case "name":
			name = r.text()
		case "time":
			at.start = r.time(1000)
		case "duration":
			length = r.time(1000)
		}
	})
	if at.start >= 0 && length >= 0 {
		at.end = at.start + length
	}
	return name, at
}
