package recogniser

import (
	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/json"
)

// Bounds of what is looked at of a source to tell its shape.
const (
	shapeDepth    = 7
	shapeElements = 2    // of each array
	shapePaths    = 4096 // different ones
)

// paths are the values of a source by their paths, such as
// .results[].alternatives[].words, and the byte that each begins with.
type paths struct {
	kind map[string]byte
	cut  bool // there is more of it than was looked at
	many bool // several values follow each other
}

// pathsOf walks all that r reads.
func pathsOf(r *json.Reader) *paths {
	p := &paths{kind: map[string]byte{}}
	p.walk(r, "", 0)
	p.cut = r.Err == json.ErrCut
	p.many = r.Err == nil && r.Depth == 0 && r.Is('{')
	return p
}

func (p *paths) walk(r *json.Reader, path string, depth int) {
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
func (p *paths) any(paths ...string) bool {
	for _, path := range paths {
		if p.kind[path] != 0 {
			return true
		}
	}
	return false
}

// lines reports whether a source has an object to the line.
func (p *paths) lines() bool {
	if p.any(".paragraphs[].text") && p.any(".n") && p.any(".speaker", ".label") {
		return true
	}
	return p.many && p.hasText(".")
}

// segmentLists are where lists of segments stand.
var segmentLists = []string{"segments", "utterances", "transcript", "transcription", "monologues", "captions", "cues", "messages", "entries", "data", "items", "results", "chunks", "turns", "dialogue", "phrases"}

// List returns where the list of segments stands: the key, or "" if all is the
// list.
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

// hasText reports whether objects at a path have text.
func (p *paths) hasText(path string) bool {
	for _, name := range records.TextKeys() {
		if p.kind[path+name] == '"' {
			return true
		}
	}
	return false
}
