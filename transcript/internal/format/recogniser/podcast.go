package recogniser

import (
	"strings"

	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// Podcast is the JSON of Podcasting 2.0, often with one word per segment. It
// may name the speaker only at a change.
//
//	{"version": "1.0.0", "segments": [{"speaker": "Ann", "startTime": 0.5, "endTime": 0.75, "body": "Good"}]}
var Podcast = format.Format{
	Name: "podcast", Title: "JSON of Podcasting 2.0", Sign: `{"segments": [{"speaker", "startTime", "endTime", "body"`,
	Extensions: []string{".json"}, Claims: claims(podcastShape), Rewrite: rewritePodcast,
}

func rewritePodcast(in *tape.Input, out *tape.Tape) error {
	r := json.NewReader(in)
	say := transcriber{out: out, goes: true}
	say.writeAll(runs(func(yield func(word) bool) {
		var rec records.Record
		last := record.Voice{}
		r.Object(func(key string) {
			if key != "segments" {
				return
			}
			r.Array(func() {
				records.ReadRecord(r, &rec)
				if rec.Voice.Label != "" {
					last = rec.Voice
				}
				w := word{voice: last, at: rec.At(1000), text: strings.Join(strings.Fields(rec.Text), " ")}
				w.joins = isPunctuation(w.text)
				if !yield(w) {
					r.Fail(errEnough)
				}
			})
		})
	}))
	return json.Failed(in, r)
}
