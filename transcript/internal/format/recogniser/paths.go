package recogniser

import (
	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/json"
)

// Limits of the search for paths.
const (
	maxDepth    = 7
	maxElements = 2    // elements of each array
	maxPaths    = 4096 // distinct paths
)

// paths maps the paths of the values of a source, such as
// .results[].alternatives[].words, to the first bytes of the values.
type paths struct {
	kind map[string]byte
	cut  bool // the source goes on beyond the head
	many bool // several values follow one another
}

// pathsOf collects the paths of all that r reads.
func pathsOf(r *json.Reader) *paths {
	p := &paths{kind: map[string]byte{}}
	p.walk(r, "", 0)
	p.cut = r.Err == json.ErrCut
	p.many = r.Err == nil && r.Depth == 0 && r.Is('{')
	return p
}

func (p *paths) walk(r *json.Reader, path string, depth int) {
	kind := r.Peek()
	if len(p.kind) < maxPaths && kind != 0 && path != "" && (p.kind[path] == 0 || kind == '{' || kind == '[') {
		p.kind[path] = kind
	}
	if depth > maxDepth {
		return
	}
	switch kind {
	case '{':
		r.Object(func(key string) { p.walk(r, path+"."+key, depth+1) })
	case '[':
		n := 0
		r.Array(func() {
			if n++; n <= maxElements {
				p.walk(r, path+"[]", depth+1)
			}
		})
	}
}

// any reports whether one of the paths has a value.
func (p *paths) any(paths ...string) bool {
	for _, path := range paths {
		if p.kind[path] != 0 {
			return true
		}
	}
	return false
}

// lines reports whether the source has one object per line.
func (p *paths) lines() bool {
	if p.any(".paragraphs[].text") && p.any(".n") && p.any(".speaker", ".label") {
		return true
	}
	return p.many && p.hasText(".")
}

// segmentLists are the usual keys of lists of segments.
var segmentLists = []string{"segments", "utterances", "transcript", "transcription", "monologues", "captions", "cues", "messages", "entries", "data", "items", "results", "chunks", "turns", "dialogue", "phrases"}

// list returns the key of the list of segments, "" if the whole source is the
// list, or nil. The result has at most one element.
func (p *paths) list() []string {
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

// hasText reports whether the objects at path have a text.
func (p *paths) hasText(path string) bool {
	for _, name := range records.TextKeys() {
		if p.kind[path+name] == '"' {
			return true
		}
	}
	return false
}
