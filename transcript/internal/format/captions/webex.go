package captions

import (
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/naming"
)

// Some programs name the speaker in the id of a cue instead of in a voice tag:
//
//	12 "Ann Lee" (2345678901)
//	00:00:01.110 --> 00:00:04.220
//	Good morning.
//
// The numbers of the cue and of the person are optional. An id without quotation marks
// names only a numbered voice, such as Speaker 1.
var namedID = text.Regexp(`^\s*(?:[0-9]+[.:]?\s+)?["“](.*\pL.*)["”]\s*(?:\([^()]*\))?\s*$`)

// nameInID returns the name of the speaker in the id of a cue, or "".
func nameInID(id []byte) string {
	if len(id) == 0 || text.IsNumber(id) {
		return ""
	}
	if m := namedID().FindSubmatch(id); m != nil {
		return text.OneLine(string(m[1]))
	}
	if name := strings.TrimSpace(string(id)); strings.ContainsAny(name, " _") && naming.IsNumberedVoice(name) {
		return name
	}
	return ""
}

// voiceOf assigns the text to the speaker in the id of the cue, unless voice tags name
// speakers.
func (t *cueText) voiceOf(id []byte) {
	name := ""
	if !t.voiced && len(t.pieces) > 0 {
		name = nameInID(id)
	}
	if name == "" {
		return
	}
	t.pieces = append(t.pieces[:0], voiceText{voiceName: voiceName{voice: name}, named: true, to: len(t.text)})
	t.voiced, t.closed = true, true
}
