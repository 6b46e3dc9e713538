package recogniser

import (
	"bytes"

	"verbatim/internal/fault"
	"verbatim/internal/text"
	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/tape"
)

// A shape identifies the program or kind of JSON, by the paths of its values.
type shape uint8

const (
	noShape shape = iota
	otherShape
	ownShape
	linesShape
	segmentsShape
	podcastShape
	awsShape
	googleShape
	deepgramShape
	assemblyShape
	ibmShape
	speechmaticsShape
	kaldiShape
	courtShape
)

// shapeOf returns the shape of JSON that begins with head, noShape if head is
// not JSON of objects.
func shapeOf(head []byte) shape {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, text.BOM), " \t\r\n")
	if len(text) == 0 || text[0] != '{' && text[0] != '[' {
		return noShape
	}
	p := pathsOf(json.FromBytes(text, 1))
	if len(p.kind) == 0 && string(bytes.TrimRight(text, " \r\n")) != "{}" || p.kind["[]"] != 0 && p.kind["[]"] != '{' {
		return noShape
	}
	return p.shape()
}

// claims returns a function that reports whether a source has the shape.
func claims(shape shape) func(head []byte) bool {
	return func(head []byte) bool { return shapeOf(head) == shape }
}

// shape returns the first shape whose typical paths are present. The order
// matters: some paths occur in several shapes.
func (p *paths) shape() shape {
	switch {
	case p.any(".schema") && p.any(".speakers", ".turns", ".source"):
		return ownShape
	case p.lines():
		return linesShape
	case p.any(".transcript.sections", ".sections[].turns", ".turns[].text_blocks", ".transcript.turns"):
		return courtShape
	case p.any(".segments[].body", ".segments[].startTime"):
		return podcastShape
	case p.any(".results.channels", ".results.utterances", ".metadata.request_id"):
		return deepgramShape
	case p.any(".results.transcripts", ".results.items", ".results.speaker_labels", ".results.channel_labels",
		".results.audio_segments", ".JobName", ".JobStatus", ".Transcript[].Content", ".Transcript[].Items"):
		return awsShape
	case p.any(".results[].alternatives[].content", ".results[].attaches_to", ".words[].time", ".speakers[].time"):
		return speechmaticsShape
	case p.any(".results[].alternatives[].timestamps", ".results[].final", ".result_index", ".speaker_labels[].from", ".results[].results"):
		return ibmShape
	case p.any(".results[].alternatives", ".response.results[].alternatives", ".results[].alternatives[].transcript"):
		return googleShape
	case p.any(".audio_url", ".acoustic_model", ".audio_duration"), p.any(".words[].text") && p.any(".utterances"):
		return assemblyShape
	case p.any(".retval.words", ".retval.segmentation", ".retval.punct", ".result[].word"), p.any(".words[].text", ".words[].word", ".words[].punct") && !p.any(".segments"):
		return kaldiShape
	case p.list() != nil, p.kind[".text"] == '"' && len(p.kind) <= 8:
		return segmentsShape
	}
	return otherShape
}

// rewriteShape rewrites a source of the given shape.
func rewriteShape(in *tape.Input, shape shape, out *tape.Tape) error {
	switch shape {
	case ownShape:
		return records.RewriteOwn(in, out)
	case linesShape:
		return rewriteLines(in, out)
	case segmentsShape:
		return rewriteSegments(in, out)
	case podcastShape:
		return rewritePodcast(in, out)
	case awsShape:
		return rewriteAWS(in, out)
	case googleShape:
		return rewriteGoogle(in, out)
	case deepgramShape:
		return rewriteDeepgram(in, out)
	case assemblyShape:
		return rewriteAssembly(in, out)
	case ibmShape:
		return rewriteIBM(in, out)
	case speechmaticsShape:
		return rewriteSpeechmatics(in, out)
	case kaldiShape:
		return rewriteKaldi(in, out)
	case courtShape:
		return rewriteCourt(in, out)
	}
	return noTranscript(in)
}

var errNoTranscript = fault.Kind(fault.ErrUnknown, "no transcript in this JSON")

func noTranscript(in *tape.Input) error {
	return &fault.Error{Name: in.Src.Name(), Err: errNoTranscript, Hint: "verbatim reads turns or segments that have a text"}
}
