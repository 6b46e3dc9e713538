package transcript

import (
	"iter"
	"strconv"
)

// awsFormat is the JSON of Amazon Transcribe: words, whose speakers stand
// beside them or in a list of their own, to be joined by time, or in channels;
// and that of its Call Analytics, which has turns.
//
//	{"jobName": "a", "results": {"items": [{"type": "pronunciation", "start_time": "0.04", "end_time": "0.3", "alternatives": [{"content": "Good"}]}]}}
//	{"JobStatus": "COMPLETED", "Transcript": [{"ParticipantRole": "AGENT", "Content": "Good morning.", "BeginOffsetMillis": 40}]}
var awsFormat = foundFormat{
	Name: "aws", Title: "JSON of Amazon Transcribe and its Call Analytics", Sign: `{"jobName", "results": {"items"`,
	Extensions: []string{".json"}, claims: claimsJSON(awsJSON), rewrite: rewriteAWS,
}

const (
	awsTurns    = ".Transcript"
	awsItems    = ".results.items"
	awsChannels = ".results.channel_labels.channels[].items"
	awsSpeakers = ".results.speaker_labels.segments"
	awsText     = ".results.transcripts[0].transcript"
)

func rewriteAWS(in *input, out *tape) error {
	w := jsonWalk{in: in}
	found := w.survey(awsTurns, awsItems, awsChannels, awsSpeakers, awsText)
	say := dictation{out: out}
	switch {
	case len(found[awsTurns]) > 0:
		for rec := range elements(&w, found[awsTurns], readSegment) {
			say.record(&rec, 1)
		}
	case len(found[awsChannels]) > 1:
		var channels []iter.Seq[word]
		for i, at := range found[awsChannels] {
			channel := Voice{Label: channelLabel(strconv.Itoa(i))}
			channels = append(channels, awsWords(&w, []jsonPlace{at}, func(stretch) Voice { return channel }))
		}
		say.take(interleaved(channels))
	case len(found[awsItems]) > 0:
		track := newVoiceTrack(elements(&w, found[awsSpeakers], readVoiceSpan))
		defer track.stop()
		say.take(runs(awsWords(&w, found[awsItems], track.at)))
	case len(found[awsText]) > 0:
		r := jsonIn(in, found[awsText][0])
		say.value(r)
	}
	return w.ends(out)
}

// readSegment reads a record that has a text.
func readSegment(r *jsonReader) (rec record, ok bool) {
	readRecord(r, &rec)
	return rec, !rec.empty()
}

// readVoiceSpan reads when somebody speaks, with times in seconds.
func readVoiceSpan(r *jsonReader) (s voiceSpan, ok bool) {
	var rec record
	readRecord(r, &rec)
	at := rec.at(1000)
	return voiceSpan{at.start, at.end, rec.voice}, at.start >= 0
}

// awsWords hands out words; voice tells who says those that do not say it
// themselves. Punctuation has no times, and belongs to the word before.
func awsWords(w *jsonWalk, places []jsonPlace, voice func(stretch) Voice) iter.Seq[word] {
	last := Voice{}
	return elements(w, places, func(r *jsonReader) (word, bool) {
		o := word{at: stretch{-1, -1, r.place().line}}
		r.object(func(key string) {
			switch key {
			case "start_time":
				o.at.start = r.time(1000)
			case "end_time":
				o.at.end = r.time(1000)
			case "type":
				o.joins = r.text() == "punctuation"
			case "speaker_label":
				o.voice = readVoice(r)
			case "alternatives":
				readAlternatives(r, func(key string) {
					if key == "content" {
						o.text = r.text()
					}
				})
			}
		})
		switch {
		case o.joins:
			o.voice = last
		case o.voice.Label == "":
			o.voice = voice(o.at)
		}
		last = o.voice
		return o, o.text != ""
	})
}

// readAlternatives reads the first object of a list.
func readAlternatives(r *jsonReader, field func(key string)) {
	n := 0
	r.array(func() {
		if n++; n == 1 {
			r.object(field)
		}
	})
}
