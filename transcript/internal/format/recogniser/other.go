package recogniser

import (
	"verbatim/internal/fault"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// JSON is the JSON that verbatim writes, see the package documentation.
// What is JSON but of no shape that is known comes here as well: what makes a
// transcript of it may stand further down.
var JSON = format.Format{
	Name: "json", Title: "JSON, as verbatim writes it", Sign: `{"schema", "speakers", "turns"`,
	Extensions: []string{".json"}, Rewrite: rewriteJSON,
	Claims: func(head []byte) bool {
		shape := records.ShapeOf(head)
		return shape == records.OwnJSON || shape == records.OtherJSON
	},
}

func rewriteJSON(in *tape.Input, out *tape.Tape) error {
	head, err := source.Sniff(in.Src)
	if err != nil {
		return err
	}
	shape := records.ShapeOf(head)
	if shape != records.OwnJSON { // what the head did not tell may stand further down
		r := json.NewReaderAt(in, json.Start)
		if shape = records.PathsOf(r).Shape(); shape == records.OtherJSON && r.Err != nil {
			return json.Failed(in, r)
		}
	}
	return rewriteShape(in, shape, out)
}

// rewriteShape rewrites a source of a shape.
func rewriteShape(in *tape.Input, shape records.Shape, out *tape.Tape) error {
	switch shape {
	case records.OwnJSON:
		return records.RewriteOwn(in, out)
	case records.LinesJSON:
		return rewriteLines(in, out)
	case records.SegmentsJSON:
		return rewriteSegments(in, out)
	case records.PodcastJSON:
		return rewritePodcast(in, out)
	case records.AWSJSON:
		return rewriteAWS(in, out)
	case records.GoogleJSON:
		return rewriteGoogle(in, out)
	case records.DeepgramJSON:
		return rewriteDeepgram(in, out)
	case records.AssemblyJSON:
		return rewriteAssembly(in, out)
	case records.IBMJSON:
		return rewriteIBM(in, out)
	case records.SpeechmaticsJSON:
		return rewriteSpeechmatics(in, out)
	case records.KaldiJSON:
		return rewriteKaldi(in, out)
	case records.CourtJSON:
		return rewriteCourt(in, out)
	}
	return noTranscript(in)
}

var errNoTranscript = fault.Kind(fault.ErrUnknown, "no transcript in this JSON")

func noTranscript(in *tape.Input) error {
	return &fault.Error{Name: in.Src.Name(), Err: errNoTranscript, Hint: "turns or segments with a text are looked for"}
}
