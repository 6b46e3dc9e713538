package transcript

import "bytes"

// A jsonShape is whose JSON a source is.
type jsonShape uint8

const (
	noJSON jsonShape = iota
	otherJSON
	ownJSON
	linesJSON
	segmentsJSON
	podcastJSON
	awsJSON
	googleJSON
	deepgramJSON
	assemblyJSON
	ibmJSON
	speechmaticsJSON
	kaldiJSON
	courtJSON
)

// Bounds of what is looked at of a source to tell its shape.
const (
	shapeDepth    = 7
	shapeElements = 2    // of each array
	shapePaths    = 4096 // different ones
)

// jsonPaths are the values of a source by their paths, such as
// .results[].alternatives[].words, and the byte that each begins with.
type jsonPaths struct {
	kind map[string]byte
	cut  bool // there is more of it than was looked at
	many bool // several values follow each other
}

// pathsOf walks all that r reads.
func pathsOf(r *jsonReader) *jsonPaths {
	p := &jsonPaths{kind: map[string]byte{}}
	p.walk(r, "", 0)
	p.cut = r.err == errJSONCut
	p.many = r.err == nil && r.depth == 0 && r.is('{')
	return p
}

func (p *jsonPaths) walk(r *jsonReader, path string, depth int) {
	kind := r.peek()
	if len(p.kind) < shapePaths && kind != 0 && path != "" && (p.kind[path] == 0 || kind == '{' || kind == '[') {
		p.kind[path] = kind
	}
	if depth > shapeDepth {
		return
	}
	switch kind {
	case '{':
		r.object(func(key string) { p.walk(r, path+"."+key, depth+1) })
	case '[':
		n := 0
		r.array(func() {
			if n++; n <= shapeElements {
				p.walk(r, path+"[]", depth+1)
			}
		})
	}
}

// any reports whether there is a value at one of the paths.
func (p *jsonPaths) any(paths ...string) bool {
	for _, path := range paths {
		if p.kind[path] != 0 {
			return true
		}
	}
	return false
}

// jsonShapeOf tells whose JSON begins with head. Nothing but JSON has a shape.
func jsonShapeOf(head []byte) jsonShape {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, bom), " \t\r\n")
	if len(text) == 0 || text[0] != '{' && text[0] != '[' {
		return noJSON
	}
	p := pathsOf(jsonOf(text, 1))
	if len(p.kind) == 0 && string(bytes.TrimRight(text, " \r\n")) != "{}" || p.kind["[]"] != 0 && p.kind["[]"] != '{' {
		return noJSON
	}
	return p.shape()
}

// claimsJSON returns what claims JSON of a shape.
func claimsJSON(shape jsonShape) func(head []byte) bool {
	return func(head []byte) bool { return jsonShapeOf(head) == shape }
}

// shape tells whose the values are.
func (p *jsonPaths) shape() jsonShape {
	switch {
	case p.any(".schema") && p.any(".speakers", ".turns", ".source"):
		return ownJSON
	case p.lines():
		return linesJSON
	case p.any(".transcript.sections", ".sections[].turns", ".turns[].text_blocks", ".transcript.turns"):
		return courtJSON
	case p.any(".segments[].body", ".segments[].startTime"):
		return podcastJSON
	case p.any(".results.channels", ".results.utterances", ".metadata.request_id"):
		return deepgramJSON
	case p.any(".results.transcripts", ".results.items", ".results.speaker_labels", ".results.channel_labels",
		".results.audio_segments", ".JobName", ".JobStatus", ".Transcript[].Content", ".Transcript[].Items"):
		return awsJSON
	case p.any(".results[].alternatives[].content", ".results[].attaches_to", ".words[].time", ".speakers[].time"):
		return speechmaticsJSON
	case p.any(".results[].alternatives[].timestamps", ".results[].final", ".result_index", ".speaker_labels[].from", ".results[].results"):
		return ibmJSON
	case p.any(".results[].alternatives", ".response.results[].alternatives", ".results[].alternatives[].transcript"):
		return googleJSON
	case p.any(".audio_url", ".acoustic_model", ".audio_duration"), p.any(".words[].text") && p.any(".utterances"):
		return assemblyJSON
	case p.any(".retval.words", ".retval.segmentation", ".retval.punct", ".result[].word"), p.any(".words[].text", ".words[].word", ".words[].punct") && !p.any(".segments"):
		return kaldiJSON
	case p.list() != nil, p.kind[".text"] == '"' && len(p.kind) <= 8:
		return segmentsJSON
	}
	return otherJSON
}

// lines reports whether a source has an object to the line.
func (p *jsonPaths) lines() bool {
	if p.any(".paragraphs[].text") && p.any(".n") && p.any(".speaker", ".label") {
		return true
	}
	return p.many && p.hasText(".")
}

// segmentLists are where lists of segments stand.
var segmentLists = []string{"segments", "utterances", "transcript", "transcription", "monologues", "captions", "cues", "messages", "entries", "data", "items", "results", "chunks", "turns", "dialogue", "phrases"}

// list returns where the list of segments stands: the key, or "" if all is the
// list.
func (p *jsonPaths) list() []string {
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
func (p *jsonPaths) hasText(path string) bool {
	for name, what := range recordKeys {
		if what == fieldText && p.kind[path+name] == '"' {
			return true
		}
	}
	return false
}
