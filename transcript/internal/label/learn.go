package label

import (
	"bytes"
	"cmp"
	"slices"

	"verbatim/transcript/internal/naming"
)

// A frame is learned from the head of the document by these rules:
//
//  1. Each line of the head proposes its readings (reading.go).
//  2. For each frame, these are counted: the lines that it opens, the fillers of its name,
//     how many of them recur, alternate and look like speakers (filler.go in package
//     naming), and the texts that read as speech.
//  3. A frame is strong if several fillers recur and alternate, nearly all of them look
//     like speakers, and the texts are speech. All fillers that look like speakers are then
//     accepted, even if they occur only once.
//  4. Another frame is weak if there is enough evidence for the classes of its fillers.
//     Only fillers that recur, or are certainly speakers, are then accepted.
//  5. A frame is not strong only because it opens most lines: so do those of glossaries,
//     bibliographies and settings.
//  6. Among the remaining frames, the one that explains the most lines is chosen, and
//     others that are strong themselves.

// Weights and limits for the choice of frames.
const (
	strongRecur     = 2    // fillers that recur: an interview has two
	strongVoices    = 0.8  // share of fillers that look like speakers: a few look odd
	strongSpeech    = 0.6  // share of texts that are speech: answers may be a single word
	strongOpeners   = 0.1  // share of fillers that begin sentences and so do not name anybody
	strongAlternate = 0.3  // share of lines with another filler than the line before
	weakVoices      = 0.75 // the same as strongVoices, with little evidence
	sureShare       = 0.7  // share of full names, numbers and roles in a weak frame
	listOpens       = 6    // a weak frame without a filler that recurs has fewer lines: more are a list
	aloneShare      = 0.12 // share of the lines that are names alone
	changeLines     = 3    // lines with signs of a change of speaker and without names
	changeShare     = 0.2  // share of the lines with such a sign
	coverLines      = 5    // lines of a short document
	coverShare      = 0.7  // share of its lines at which one recurring name makes the frame with a colon strong
	oddRecur        = 3    // number of times that a filler of unusual form must recur to be a speaker
	aloneRecur      = 3    // number of times that single names alone on a line must recur, unlike headings
	aloneLines      = 4    // number of lines that are names alone
	literalWeight   = 0.1  // weight added for each literal of a frame
)

// A filler is the evidence for one name in one frame.
type filler struct {
	class  naming.FillerClass
	n      int // lines with it
	speech int // of these lines, those with speech
	role   int // of these lines, those with a role after the name
}

// frameStats is the evidence for one frame.
type frameStats struct {
	frame
	fillers   map[string]*filler
	n         int   // lines
	speech    int   // of the lines, those with speech
	alternate int   // those with another filler than the line before
	openers   int   // those with a filler that begins a sentence
	goesOn    int   // those that continue a sentence of the same filler
	rising    int   // those with a time not before that of the line before
	day       int   // those with a time of day
	first     int32 // the first time of day, in milliseconds
	last      string
	ended     bool // the previous text ends in a sentence end
	time      int32
}

// A learner counts the readings of the lines in a head.
type learner struct {
	size    int // bytes of the cues so far
	stats   map[frame]*frameStats
	stamps  stampStats
	classes map[string]naming.FillerClass
	asides  map[string]int // number of times that words without a capital occurred in brackets
	lines   int            // that are neither blank nor inside a block of code
	buf     []reading
}

// chosenFrame is a frame that a document uses.
type chosenFrame struct {
	frame
	strong  bool
	given   bool // the user has written it
	beside  bool // only for names that styleDot does not find
	weight  float64
	fillers map[string]bool // whether a name of the head is accepted
	stats   *frameStats
}

// learnSize is the number of bytes of the head from which frames are learned.
const learnSize = 128 << 10

// codeFence opens and closes a block of code in Markdown.
var codeFence = []byte("```")

// maxFillers is the maximum number of names counted for a frame.
const maxFillers = 4096

func newLearner() *learner { return &learner{stats: map[frame]*frameStats{}} }

// cue counts the readings of the text of a cue.
func (l *learner) cue(text []byte) {
	l.lines++
	l.line(text, nil)
}

// learn counts the frames of head.
func learn(head []byte) *learner {
	head = head[:min(len(head), learnSize)]
	r := newLearner()
	fenced := false
	for off := 0; off < len(head); {
		end := off + toLineEnd(head[off:])
		line := bytes.TrimRight(head[off:end], "\r")
		if bytes.HasPrefix(bytes.TrimSpace(line), codeFence) {
			fenced = !fenced
		}
		if len(bytes.TrimSpace(line)) > 0 && !fenced {
			r.lines++
			r.line(line, head[off+len(line):])
		}
		off = end + 1
	}
	return r
}

// line counts the readings of a line. rest is the text after it.
func (l *learner) line(line, rest []byte) {
	l.buf = readings(line, l.buf)
	l.stamps.count(line, rest, l.buf)
	for i := range l.buf {
		r := &l.buf[i]
		name := r.name(line)
		if r.quote == '[' || r.quote == '(' {
			if r.class(name) == naming.FillerOther && l.describes(name) {
				continue // a sound, or an action
			}
		}
		if isDate(name) {
			continue
		}
		said := line[min(r.body, len(line)):]
		if r.sep == '\n' {
			b := r.withBelow(line, rest)
			if said = b.text; name != "" && len(said) == 0 {
				continue
			}
		} else if len(said) == 0 {
			said = behind(rest, line[r.at:r.end]).text
		}
		if r.sep == '\n' && r.quote == 0 && naming.EndsInStop([]byte(name)) {
			continue
		}
		if r.loose() && (l.other(name) || naming.IsInitials(name) && initialsOf(said, []byte(name))) {
			continue // any short line, or a heading
		}
		s := l.stats[r.frame]
		if s == nil {
			s = &frameStats{frame: r.frame, fillers: map[string]*filler{}, time: -1, ended: true}
			l.stats[r.frame] = s
		}
		s.count(r, name, said)
	}
}

// describes reports whether words in brackets describe a sound or an action and do not name
// a speaker: they have no capital, and have occurred fewer than oddRecur times.
func (l *learner) describes(name string) bool {
	if !naming.OpensSmall([]byte(name)) || naming.Uncased(name) {
		return false
	}
	if l.asides == nil {
		l.asides = map[string]int{}
	}
	l.asides[name]++
	return l.asides[name] < oddRecur
}

// other reports whether a name does not look like a speaker. It caches the answer, because
// most short lines need one.
func (l *learner) other(name string) bool {
	class, ok := l.classes[name]
	if !ok {
		if class = naming.ClassOf(name); l.classes == nil {
			l.classes = map[string]naming.FillerClass{}
		}
		l.classes[name] = class
	}
	return class == naming.FillerOther
}

// Bounds of the lines examined after a name that is alone on its line.
const (
	aheadLines = 4
	aheadBytes = 1 << 10
)

// count adds a reading. said is the text after the name.
func (s *frameStats) count(r *reading, name string, said []byte) {
	if len(s.fillers) >= maxFillers {
		return
	}
	f := s.fillers[name]
	if f == nil {
		f = &filler{class: r.class(name)}
		s.fillers[name] = f
	}
	s.n++
	f.n++
	if r.role > 0 {
		f.role++
	}
	if naming.ReadsAsSpeech(said) {
		s.speech++
		f.speech++
	}
	if s.n > 1 && name != s.last {
		s.alternate++
	} else if s.n > 1 && !s.ended && naming.OpensSmall(said) {
		s.goesOn++
	}
	if f.class == naming.FillerOther && naming.OpensSentence(name) {
		s.openers++
	}
	if r.timed {
		if r.time.Start >= s.time {
			s.rising++
		}
		if r.time.Day {
			if s.day++; s.day == 1 {
				s.first = r.time.Start
			}
		}
		s.time = r.time.Start
	}
	s.last, s.ended = name, naming.EndsInStop(said)
}

// choice judges a frame by rules 3 and 4. ok is false if it is neither strong nor weak.
func (l *learner) choice(s *frameStats) (c chosenFrame, ok bool) {
	if s.sep == 0 || s.n == 0 {
		return c, false
	}
	n := float64(s.n)
	if c = (chosenFrame{frame: s.frame, stats: s, weight: n, strong: true}); c.nameless() {
		return c, s.n >= changeLines && float64(s.speech) >= strongSpeech*n && n >= changeShare*float64(l.lines)
	}
	recur, voiced, classes, odd := 0, 0, [naming.FillerClasses]int{}, 0
	for name, f := range s.fillers {
		if f.n > 1 && name != "" {
			recur++
		}
		if f.class == naming.FillerOther && f.n >= oddRecur && 2*f.speech > f.n && (naming.IsTitled(name) || s.literals() > 1 && naming.Capitalised(name)) {
			f.class = naming.FillerSingle
			if naming.OpensSentence(name) {
				odd += f.n
			}
		}
		classes[f.class] += f.n
		if f.n > 1 && f.class != naming.FillerOther {
			voiced++
		}
	}
	voices := 1 - float64(classes[naming.FillerOther])/n
	speech, openers := float64(s.speech)/n, float64(max(0, s.openers-odd-1))/n
	if s.day == s.n && s.rising == s.n && recur > 0 { // a message may be a single word
		speech = 1
	}
	alternate := float64(s.alternate) / max(1, n-1)
	surely := float64(classes[naming.FillerFull] + classes[naming.FillerNumbered] + classes[naming.FillerRole] + classes[naming.FillerPhone])
	if s.rising == s.n {
		surely += float64(classes[naming.FillerSingle])
	}
	c = chosenFrame{frame: s.frame, stats: s, weight: n * (1 + float64(s.literals())*literalWeight)}
	c.strong = recur >= strongRecur && voices >= strongVoices && speech >= strongSpeech && openers <= strongOpeners && alternate >= strongAlternate
	if s.ordinary() && !c.strong { // nearly every line begins with it
		c.strong = s.n >= coverLines && n >= coverShare*float64(l.lines) && voiced > 0 && voices >= 0.5 && speech >= strongSpeech && openers <= strongOpeners
	}
	if s.loose() {
		several := surely >= sureShare*n || s.n >= aloneRecur*len(s.fillers) && s.n >= 2*aloneRecur
		return c, c.strong && several && s.n >= aloneLines && n >= float64(l.lines)*aloneShare
	}
	if c.strong {
		return c, true
	}
	few := s.n >= 2 && (recur > 0 || s.n < listOpens || s.rising == s.n) && surely >= max(2, sureShare*n) && (len(s.fillers) >= 2 || s.quote != 0 && s.quote != '*' || s.before || s.after) || s.n >= 3 && recur > 0 && len(s.fillers) >= 2 && s.literals() >= 1
	plain := s.quote == 0 && !s.before && !s.after && s.sep != ':' && s.sep != '\n'
	ok = voices >= weakVoices && speech >= strongSpeech && openers <= strongOpeners && few && (recur > 0 || !plain)
	c.strong = ok && (s.before || s.after) && s.rising == s.n
	return c, ok
}

// choose returns the plausible frames, the best first.
func (l *learner) choose() []chosenFrame {
	var all []chosenFrame
	for _, s := range l.stats {
		if c, ok := l.choice(s); ok {
			all = append(all, c)
		}
	}
	if slices.ContainsFunc(all, func(c chosenFrame) bool { return c.nameless() }) { // the other speaker has a name
		for _, s := range l.stats {
			if s.sep == '\t' && len(s.fillers) == 1 && s.n >= oddRecur && s.speech == s.n {
				all = append(all, chosenFrame{frame: s.frame, stats: s, weight: float64(s.n), strong: true})
			}
		}
	}
	slices.SortFunc(all, func(a, b chosenFrame) int {
		return cmp.Or(cmp.Compare(boolInt(b.strong), boolInt(a.strong)), cmp.Compare(b.weight, a.weight), cmp.Compare(a.key(), b.key()))
	})
	return all
}
