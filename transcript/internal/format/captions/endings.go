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

// see records the end of a cue with the text b.
func (e *endings) see(b []byte) {
	e.cues++
	tail := b[max(0, len(b)-16):]
	if e.last = len(tail) > 0 && tail[len(tail)-1] == '>' || text.EndsSentence(string(tail)); e.last {
		e.whole++
	}
}

// broken reports whether the last cue stops within a sentence although all the
// others end with one. If the source also ends without a line end, it was
// truncated.
func (e *endings) broken() bool { return e.cues > 3 && !e.last && e.whole == e.cues-1 }

// cutCue is the error of truncated captions.
const cutCue = "the file ends in the middle of a cue"
