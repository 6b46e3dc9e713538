package records

import (
	"bytes"

	"verbatim/internal/text"
	"verbatim/transcript/internal/json"
)

// A Shape is whose JSON a source is.
type Shape uint8

const (
	noJSON Shape = iota
	OtherJSON
	OwnJSON
	LinesJSON
	SegmentsJSON
	PodcastJSON
	AWSJSON
	GoogleJSON
	DeepgramJSON
	AssemblyJSON
	IBMJSON
	SpeechmaticsJSON
	KaldiJSON
	CourtJSON
)

// Bounds of what is looked at of a source to tell its shape.
const (
	shapeDepth    = 7
	shapeElements = 2    // of each array
	shapePaths    = 4096 // different ones
)

// Paths are the values of a source by their paths, such as
// .results[].alternatives[].words, and the byte that each begins with.
type Paths struct {
	kind map[string]byte
	Cut  bool // there is more of it than was looked at
	many bool // several values follow each other
}

// PathsOf walks all that r reads.
func PathsOf(r *json.Reader) *Paths {
	p := &Paths{kind: map[string]byte{}}
	p.walk(r, "", 0)
	p.Cut = r.Err == json.ErrCut
	p.many = r.Err == nil && r.Depth == 0 && r.Is('{')
	return p
}

func (p *Paths) walk(r *json.Reader, path string, depth int) {
	kind := r.Peek()
	if len(p.kind) < shapePaths && kind != 0 && path != "" && (p.kind[path] == 0 || kind == '{' || kind == '[') {
		p.kind[path] = kind
	}
	if depth > shapeDepth {
		return
	}
	switch kind {
	case '{':
		r.Object(func(key string) { p.walk(r, path+"."+key, depth+1) })
	case '[':
		n := 0
		r.Array(func() {
			if n++; n <= shapeElements {
				p.walk(r, path+"[]", depth+1)
			}
		})
	}
}

// any reports whether there is a value at one of the paths.
func (p *Paths) any(paths ...string) bool {
	for _, path := range paths {
		if p.kind[path] != 0 {
			return true
		}
	}
	return false
}

// ShapeOf tells whose JSON begins with head. Nothing but JSON has a shape.
func ShapeOf(head []byte) Shape {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, text.BOM), " \t\r\n")
	if len(text) == 0 || text[0] != '{' && text[0] != '[' {
		return noJSON
	}
	p := PathsOf(json.FromBytes(text, 1))
	if len(p.kind) == 0 && string(bytes.TrimRight(text, " \r\n")) != "{}" || p.kind["[]"] != 0 && p.kind["[]"] != '{' {
		return noJSON
	}
	return p.Shape()
}

// ClaimsJSON returns what claims JSON of a shape.
func ClaimsJSON(shape Shape) func(head []byte) bool {
	return func(head []byte) bool { return ShapeOf(head) == shape }
}

// Shape tells whose the values are.
func (p *Paths) Shape() Shape {
	switch {
	case p.any(".schema") && p.any(".speakers", ".turns", ".source"):
		return OwnJSON
	case p.lines():
		return LinesJSON
	case p.any(".transcript.sections", ".sections[].turns", ".turns[].text_blocks", ".transcript.turns"):
		return CourtJSON
	case p.any(".segments[].body", ".segments[].startTime"):
		return PodcastJSON
	case p.any(".results.channels", ".results.utterances", ".metadata.request_id"):
		return DeepgramJSON
	case p.any(".results.transcripts", ".results.items", ".results.speaker_labels", ".results.channel_labels",
		".results.audio_segments", ".JobName", ".JobStatus", ".Transcript[].Content", ".Transcript[].Items"):
		return AWSJSON
	case p.any(".results[].alternatives[].content", ".results[].attaches_to", ".words[].time", ".speakers[].time"):
		return SpeechmaticsJSON
	case p.any(".results[].alternatives[].timestamps", ".results[].final", ".result_index", ".speaker_labels[].from", ".results[].results"):
		return IBMJSON
	case p.any(".results[].alternatives", ".response.results[].alternatives", ".results[].alternatives[].transcript"):
		return GoogleJSON
	case p.any(".audio_url", ".acoustic_model", ".audio_duration"), p.any(".words[].text") && p.any(".utterances"):
		return AssemblyJSON
	case p.any(".retval.words", ".retval.segmentation", ".retval.punct", ".result[].word"), p.any(".words[].text", ".words[].word", ".words[].punct") && !p.any(".segments"):
		return KaldiJSON
	case p.List() != nil, p.kind[".text"] == '"' && len(p.kind) <= 8:
		return SegmentsJSON
	}
	return OtherJSON
}

// lines reports whether a source has an object to the line.
func (p *Paths) lines() bool {
	if p.any(".paragraphs[].text") && p.any(".n") && p.any(".speaker", ".label") {
		return true
	}
	return p.many && p.hasText(".")
}

// segmentLists are where lists of segments stand.
var segmentLists = []string{"segments", "utterances", "transcript", "transcription", "monologues", "captions", "cues", "messages", "entries", "data", "items", "results", "chunks", "turns", "dialogue", "phrases"}

// List returns where the list of segments stands: the key, or "" if all is the
// list.
func (p *Paths) List() []string {
	if p.hasText("[].") {
		return []string{""}
	}
	for _, name := range segmentLists {
		if p.hasText("." + name + "[].") {
			return []string{name}
		}
	}
	return nil
}

// hasText reports whether objects at a path have text.
func (p *Paths) hasText(path string) bool {
	for name, what := range recordKeys {
		if what == fieldText && p.kind[path+name] == '"' {
			return true
		}
	}
	return false
}
