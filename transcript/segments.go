package transcript

import (
	"math"
	"strings"
)

// whisperFormat is the JSON of Whisper, WhisperX, faster-whisper and of the
// many programs that write the like: a list of segments with a text, times and
// maybe a speaker.
//
//	{"segments": [{"start": 0.0, "end": 2.0, "text": " Good morning.", "speaker": "SPEAKER_00"}]}
var whisperFormat = foundFormat{
	Name: "whisper", Title: "JSON of Whisper, WhisperX and the like", Sign: `{"segments": [{"start", "end", "text"`,
	Extensions: []string{".json"}, claims: claimsJSON(segmentsJSON), rewrite: rewriteSegments,
}

// podcastFormat is the JSON of Podcasting 2.0, often with a word to the
// segment. It may name the speaker only where another one begins.
//
//	{"version": "1.0.0", "segments": [{"speaker": "Ann", "startTime": 0.5, "endTime": 0.75, "body": "Good"}]}
var podcastFormat = foundFormat{
	Name: "podcast", Title: "JSON of Podcasting 2.0", Sign: `{"segments": [{"speaker", "startTime", "endTime", "body"`,
	Extensions: []string{".json"}, claims: claimsJSON(podcastJSON), rewrite: rewritePodcast,
}

// rewriteSegments takes a list of segments down, which is looked for in the
// head, or else in all of the source.
func rewriteSegments(in *input, out *tape) error {
	head, err := sniff(in.src)
	if err != nil {
		return err
	}
	p := pathsOf(jsonOf(head, 1))
	list := p.list()
	if list == nil && p.cut {
		if p = pathsOf(jsonIn(in, jsonStart)); p.shape() != segmentsJSON {
			return rewriteShape(in, p.shape(), out)
		}
		list = p.list()
	}
	if list == nil {
		list = []string{"text"}
	}
	s := segments{say: dictation{out: out}, unit: headUnit(head, list[0])}
	r := newJSONReader(in)
	if list[0] == "" {
		r.array(func() { s.segment(r) })
		return jsonFailed(in, r)
	}
	r.object(func(key string) {
		switch {
		case key == list[0] && r.is('"'): // all there is
			s.say.value(r)
		case key == list[0] && !s.some:
			r.array(func() { s.segment(r) })
		case key == "title" && !s.some && r.is('"'):
			out.header("title", r.text())
		}
	})
	if r.err == nil && !out.begun {
		return noTranscript(in)
	}
	return jsonFailed(in, r)
}

// segments takes segments down.
type segments struct {
	say  dictation
	rec  record
	unit float64 // milliseconds in a unit of time
	some bool    // there was one
}

func (s *segments) segment(r *jsonReader) {
	readRecord(r, &s.rec)
	s.some = true
	if !s.rec.empty() {
		s.say.record(&s.rec, s.unit)
	}
}

// headUnit finds out what the times of the segments in head count.
func headUnit(head []byte, list string) float64 {
	var all []record
	r := jsonOf(head, 1)
	read := func() {
		all = append(all, record{})
		readRecord(r, &all[len(all)-1])
	}
	if list == "" {
		r.array(read)
	} else {
		r.object(func(key string) {
			if key == list {
				r.array(read)
			}
		})
	}
	return unitOf(all)
}

// unitOf returns how many milliseconds the times of records count: one, if all
// are whole numbers and as many seconds cannot be meant.
func unitOf(all []record) float64 {
	n, total := 0, 0.0
	for _, rec := range all {
		length := rec.end - rec.start
		if rec.whole {
			return 1000
		}
		if !(length >= 0) {
			continue
		}
		if rec.start != math.Trunc(rec.start) || rec.end != math.Trunc(rec.end) {
			return 1000
		}
		n++
		total += length
	}
	if n > 0 && total/float64(n) > 100 {
		return 1
	}
	return 1000
}

func rewritePodcast(in *input, out *tape) error {
	r := newJSONReader(in)
	say := dictation{out: out, goes: true}
	say.take(runs(func(yield func(word) bool) {
		var rec record
		last := Voice{}
		r.object(func(key string) {
			if key != "segments" {
				return
			}
			r.array(func() {
				readRecord(r, &rec)
				if rec.voice.Label != "" {
					last = rec.voice
				}
				w := word{voice: last, at: rec.at(1000), text: strings.Join(strings.Fields(rec.text), " ")}
				w.joins = isPunctuation(w.text)
				if !yield(w) {
					r.fail(errEnough)
				}
			})
		})
	}))
	return jsonFailed(in, r)
}
