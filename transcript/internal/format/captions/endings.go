package captions

import (
	"verbatim/internal/text"
)

// endings is how cues end, which tells whether the last one was cut.
type endings struct {
	cues  int
	whole int  // of them, ended a sentence or a tag
	last  bool // the last one did
}

// see counts the end of a cue.
func (e *endings) see(b []byte) {
	e.cues++
	tail := b[max(0, len(b)-16):]
	if e.last = len(tail) > 0 && tail[len(tail)-1] == '>' || text.EndsSentence(string(tail)); e.last {
		e.whole++
	}
}

// broken reports whether the last cue ends in the middle of a sentence where
// all others end with one: of a source that ends in the middle of a line,
// that is because it was cut.
func (e *endings) broken() bool { return e.cues > 3 && !e.last && e.whole == e.cues-1 }

// cutCue is what is said of captions that were cut.
const cutCue = "the file ends in the middle of a cue"
