package objects

import (
	"iter"

	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// A voiceSpan is a time at which a speaker begins, in milliseconds.
type voiceSpan struct {
	start int64
	voice record.Voice
}

// A voiceTrack finds the speakers of words, given in the order of their times,
// in a list of spans.
type voiceTrack struct {
	next      func() (voiceSpan, bool)
	stop      func()
	now, then voiceSpan
	more      bool // then is valid
}

func newVoiceTrack(spans iter.Seq[voiceSpan]) *voiceTrack {
	t := &voiceTrack{}
	t.next, t.stop = iter.Pull(spans)
	t.now, _ = t.next()
	t.then, t.more = t.next()
	return t
}

// at returns the speaker in the middle of s. If two speak, it is the one who
// began later.
func (t *voiceTrack) at(s tape.Stretch) record.Voice {
	ms := s.Start
	if s.End > ms {
		ms += (s.End - ms) / 2
	}
	for t.more && t.then.start <= ms && ms >= 0 {
		t.now = t.then
		t.then, t.more = t.next()
	}
	return t.now.voice
}
