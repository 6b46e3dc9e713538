package captions

import (
	"verbatim/internal/text"
)

// endings counts how cues end, to detect whether the last one was truncated.
type endings struct {
	cues  int
	whole int  // cues that end in a sentence end or a tag
	last  bool // the last cue does
}

// see counts the end of a cue. whole is the result of endsWhole for its text.
func (e *endings) see(whole bool) {
	e.cues++
	if e.last = whole; whole {
		e.whole++
	}
}

// endsWhole reports whether the text of a cue ends in a sentence end or a tag.
func endsWhole(b []byte) bool {
	tail := b[max(0, len(b)-16):]
	return len(tail) > 0 && tail[len(tail)-1] == '>' || text.EndsSentence(string(tail))
}

// broken reports whether the last cue stops inside a sentence, although no other cue does.
// If the source also lacks its last line end, it was truncated.
func (e *endings) broken() bool { return e.cues > 3 && !e.last && e.whole == e.cues-1 }

// cutCue is the error of truncated captions.
const cutCue = "the file ends in the middle of a cue"
