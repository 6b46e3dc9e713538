package annotation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// Limits of a score, which is kept in memory because the last tier may contain the first
// words.
const (
	maxTiers       = 512
	maxAnnotations = 1 << 20
	maxText        = 256 << 20 // bytes
)

// A score is the tiers of a recording.
type score struct {
	tiers   []*tier
	byID    map[string]*tier
	untimed bool  // the times of annotations only state their order
	n       int   // number of annotations
	size    int   // bytes of their text
	full    int64 // line of the source where a limit was first exceeded; 0: nowhere
}

// A tier is a row of annotations.
type tier struct {
	id      string
	name    string // often the speaker, the kind of the tier, or both
	speaker string // if stated separately from the name; otherwise ""
	parent  string // id of the tier that this one adds to; "": none
	content content
	unnamed bool // the name does not include a speaker
	glued   bool // its annotations are split wherever any speaker begins
	apart   bool // it exceeds maxTiers: it is not read
	all     []annotation

	who string // the speaker, once known
}

// An annotation is a stretch of a recording with text.
type annotation struct {
	at   tape.Stretch
	text string
	of   string // id of the annotation that this one is part of, or ""
}

// byStart compares the starts of two annotations.
func byStart(a, b annotation) int { return cmp.Compare(a.at.Start, b.at.Start) }

// startsAt compares the start of an annotation with a time.
func startsAt(a annotation, ms int64) int { return cmp.Compare(a.at.Start, ms) }

// middle returns the time in the middle of an annotation.
func middle(at tape.Stretch) int64 { return (at.Start + max(at.Start, at.End)) / 2 }

// tier returns the tier with an id, and adds it if necessary. Beyond maxTiers it returns a
// tier that is not read.
func (s *score) tier(id string) *tier {
	if t := s.byID[id]; t != nil {
		return t
	}
	if s.byID == nil {
		s.byID = map[string]*tier{}
	}
	t := &tier{id: id, name: id, apart: len(s.tiers) >= maxTiers}
	if !t.apart {
		s.byID[id] = t
		s.tiers = append(s.tiers, t)
	}
	return t
}

// keep appends b to the text of the open annotation, up to the limit. line is the line of b
// in the source.
func (s *score) keep(text, b []byte, line int64) []byte {
	if len(text)+len(b) > tape.MaxPiece {
		s.full = cmp.Or(s.full, line)
		return text
	}
	return append(text, b...)
}

// add adds an annotation to a tier, up to the limits of the score. It ignores silence.
func (s *score) add(t *tier, a annotation) {
	if a.text == "" || t.isSilent(a.text) {
		return
	}
	if t.apart || s.n >= maxAnnotations || s.size+len(a.text) > maxText {
		s.full = cmp.Or(s.full, a.at.Line)
		return
	}
	s.n++
	s.size += len(a.text)
	t.all = append(t.all, a)
}

// write writes the speech in order of time. err is the error with which the source ended,
// and is returned.
func (s *score) write(in *tape.Input, out *tape.Tape, err error) error {
	speech, named := s.speech()
	for _, a := range speech {
		if s.untimed {
			a.at.Start, a.at.End = -1, -1
		}
		switch {
		case named:
			out.Say(record.Voice{Label: a.who}, a.at, a.text)
		default:
			out.Cue(a.at, a.text)
		}
	}
	if err == nil && s.full > 0 {
		err = in.Fails(s.full, fmt.Sprintf("more than %d tiers, %d annotations, %d MiB of text or %d MiB in one annotation; the rest is not read",
			maxTiers, maxAnnotations, maxText>>20, tape.MaxPiece>>20))
	}
	return err
}

// An utterance is an annotation with its speaker.
type utterance struct {
	annotation
	who string
}

// speech returns the utterances of all speakers in order of time, and reports whether any
// speaker has a name.
func (s *score) speech() (all []utterance, named bool) {
	tiers := s.chosen()
	starts := startsOf(tiers)
	for _, t := range tiers {
		name := t.whoAt(s)
		for _, a := range t.utterances(starts) {
			who := name(a.at)
			named = named || who != "" && a.text != ""
			if a.text != "" {
				all = append(all, utterance{a, who})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b utterance) int { return byStart(a.annotation, b.annotation) })
	return all, named
}

// silences are what programs and transcribers write for an annotation without speech.
var silences = text.WordSet("# ## h# - _ sil sp spn p:")

// silentWords mean silence when in brackets. Without brackets they may be speech.
var silentWords = text.WordSet("silence silent sounding pause usb nib eps sl ns p")

// isSilence reports whether the text of an annotation means silence, in any tier.
func isSilence(said string) bool {
	word := strings.ToLower(said)
	bare := strings.Trim(word, "<>[](){}")
	return bare == "" || silences[bare] || silentWords[bare] && word != bare
}

// statesSilence are words that mean silence in a tier whose annotations are utterances.
var statesSilence = text.WordSet("silence silent sounding pause")

// isSilent reports whether the text of an annotation in t means silence.
func (t *tier) isSilent(said string) bool {
	return isSilence(said) || statesSilence[strings.ToLower(said)] && !t.isOfWords()
}

// isOfWords reports whether the format or the name of a tier says that each annotation is a
// word.
func (t *tier) isOfWords() bool {
	c := t.content
	if c == byName {
		_, c = nameOf(t.name)
	}
	return c == words
}
