package captions

import (
	"verbatim/internal/text"
)

// endings counts how cues end, to tell whether the last one was truncated.
type endings struct {
	cues  int
	whole int  // cues that end with a sentence or a tag
	last  bool // the last cue does
}

// see records the end of a cue. whole is what endsWhole says of its text.
func (e *endings) see(whole bool) {
	e.cues++
	if e.last = whole; whole {
		e.whole++
	}
}

// endsWhole reports whether the text b of a cue ends with a sentence or a tag.
func endsWhole(b []byte) bool {
	tail := b[max(0, len(b)-16):]
	return len(tail) > 0 && tail[len(tail)-1] == '>' || text.EndsSentence(string(tail))
}

// broken reports whether the last cue stops within a sentence although all the
// others end with one. If the source also ends without a line end, it was
// truncated.
func (e *endings) broken() bool { return e.cues > 3 && !e.last && e.whole == e.cues-1 }

// cutCue is the error of truncated captions.
const cutCue = "the file ends in the middle of a cue"
