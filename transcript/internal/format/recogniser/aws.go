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

// AWS is the JSON of Amazon Transcribe and of its Call Analytics. Transcribe
// has words, whose speakers stand with them, in a list with times of its own,
// or are the channels. Call Analytics has turns.
//
//	{"jobName": "a", "results": {"items": [{"type": "pronunciation", "start_time": "0.04", "end_time": "0.3", "alternatives": [{"content": "Good"}]}]}}
//	{"JobStatus": "COMPLETED", "Transcript": [{"ParticipantRole": "AGENT", "Content": "Good morning.", "BeginOffsetMillis": 40}]}
var AWS = format.Format{
	Name: "aws", Title: "JSON of Amazon Transcribe and its Call Analytics", Sign: `{"jobName", "results": {"items"`,
	Extensions: []string{".json"}, Claims: claims(awsShape), Rewrite: rewriteAWS,
}

const (
	awsTurns    = ".Transcript"
	awsItems    = ".results.items"
	awsChannels = ".results.channel_labels.channels[].items"
	awsSpeakers = ".results.speaker_labels.segments"
	awsText     = ".results.transcripts[0].transcript"
)

func rewriteAWS(in *tape.Input, out *tape.Tape) error {
	w := jsonWalk{in: in}
	found := w.survey(awsTurns, awsItems, awsChannels, awsSpeakers, awsText)
	say := transcriber{out: out}
	switch {
	case len(found[awsTurns]) > 0:
		for rec := range elements(&w, found[awsTurns], readSegment) {
			say.record(&rec, 1)
		}
	case len(found[awsChannels]) > 1:
		var channels []iter.Seq[word]
		for i, at := range found[awsChannels] {
			channel := record.Voice{Label: records.ChannelLabel(strconv.Itoa(i))}
			channels = append(channels, awsWords(&w, []json.Place{at}, func(tape.Stretch) record.Voice { return channel }))
		}
		say.writeAll(interleaved(channels))
	case len(found[awsItems]) > 0:
		track := newVoiceTrack(elements(&w, found[awsSpeakers], readVoiceSpan))
		defer track.stop()
		say.writeAll(runs(awsWords(&w, found[awsItems], track.at)))
	case len(found[awsText]) > 0:
		r := json.NewReaderAt(in, found[awsText][0])
		say.value(r)
	}
	return w.ends(out)
}

// awsWords yields words. voice returns the speaker of a word that does not
// state it. Punctuation has no times, and belongs to the word before it.
func awsWords(w *jsonWalk, places []json.Place, voice func(tape.Stretch) record.Voice) iter.Seq[word] {
	last := record.Voice{}
	return elements(w, places, func(r *json.Reader) (word, bool) {
		o := word{at: tape.Stretch{Start: -1, End: -1, Line: r.Place().Line}}
		r.Object(func(key string) {
			switch key {
			case "start_time":
				o.at.Start = r.Time(1000)
			case "end_time":
				o.at.End = r.Time(1000)
			case "type":
				o.joins = r.Text() == "punctuation"
			case "speaker_label":
				o.voice = records.ReadVoice(r)
			case "alternatives":
				readAlternatives(r, func(key string) {
					if key == "content" {
						o.text = r.Text()
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
