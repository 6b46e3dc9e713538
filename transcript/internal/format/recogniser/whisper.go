package recogniser

import (
	"math"

	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// Segments is the JSON of Whisper, WhisperX, faster-whisper and the many
// programs that write something similar: a list of segments with text, times
// and sometimes a speaker.
//
//	{"segments": [{"start": 0.0, "end": 2.0, "text": " Good morning.", "speaker": "SPEAKER_00"}]}
var Segments = format.Format{
	Name: "whisper", Title: "JSON of Whisper, WhisperX and similar programs", Sign: `{"segments": [{"start", "end", "text"`,
	Extensions: []string{".json"}, Claims: claims(segmentsShape), Rewrite: rewriteSegments,
}

// rewriteSegments writes a list of segments. It searches for the list in the
// head, and then in the whole source.
func rewriteSegments(in *tape.Input, out *tape.Tape) error {
	head, err := source.Sniff(in.Src)
	if err != nil {
		return err
	}
	p := pathsOf(json.FromBytes(head, 1))
	list := p.list()
	if list == nil && p.cut {
		if p = pathsOf(json.NewReaderAt(in, json.Start)); p.shape() != segmentsShape {
			return rewriteShape(in, p.shape(), out)
		}
		list = p.list()
	}
	if list == nil {
		list = []string{"text"}
	}
	s := segments{say: transcriber{out: out}, unit: headUnit(head, list[0])}
	r := json.NewReader(in)
	if list[0] == "" {
		r.Array(func() { s.segment(r) })
		return json.Failed(in, r)
	}
	r.Object(func(key string) {
		switch {
		case key == list[0] && r.Is('"'): // the source is a text without segments
			s.say.value(r)
		case key == list[0] && !s.some:
			r.Array(func() { s.segment(r) })
		case key == "title" && !s.some && r.Is('"'):
			out.Header("title", r.Text())
		}
	})
	if r.Err == nil && !out.Begun {
		return noTranscript(in)
	}
	return json.Failed(in, r)
}

// segments writes segments to the tape.
type segments struct {
	say  transcriber
	rec  records.Record
	unit float64 // milliseconds in a unit of time
	some bool    // a segment was read
}

func (s *segments) segment(r *json.Reader) {
	records.ReadRecord(r, &s.rec)
	s.some = true
	if !s.rec.Empty() {
		s.say.record(&s.rec, s.unit)
	}
}

// headUnit returns the milliseconds in a unit of the times of the segments in
// head.
func headUnit(head []byte, list string) float64 {
	var all []records.Record
	r := json.FromBytes(head, 1)
	read := func() {
		all = append(all, records.Record{})
		records.ReadRecord(r, &all[len(all)-1])
	}
	if list == "" {
		r.Array(read)
	} else {
		r.Object(func(key string) {
			if key == list {
				r.Array(read)
			}
		})
	}
	return unitOf(all)
}

// unitOf returns the milliseconds in a unit of the times of records: 1 if all
// times are whole numbers and segments would last over 100 seconds on average,
// otherwise 1000.
func unitOf(all []records.Record) float64 {
	n, total := 0, 0.0
	for _, rec := range all {
		length := rec.End - rec.Start
		if rec.Whole {
			return 1000
		}
		if !(length >= 0) {
			continue
		}
		if rec.Start != math.Trunc(rec.Start) || rec.End != math.Trunc(rec.End) {
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
