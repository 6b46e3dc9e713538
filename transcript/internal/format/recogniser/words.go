package recogniser

import (
	"errors"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format/captions"
	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// A word is a word, or a mark of punctuation, as a recogniser of speech hands
// it out.
type word struct {
	voice record.Voice
	at    tape.Stretch
	text  string
	joins bool // no blank stands before it
}

// What is gathered of words before it is taken down, in bytes.
const (
	runText = 160 // from which on the end of a sentence ends it
	runMost = 1200
)

// runs joins the words of one speaker, up to a pause or the end of a sentence.
func runs(words iter.Seq[word]) iter.Seq[word] { return joined(words, runText) }

// joined joins the words of one speaker; the end of a sentence ends what is
// joined from so many bytes on.
func joined(words iter.Seq[word], enough int) iter.Seq[word] {
	return func(yield func(word) bool) {
		var run word
		var text []byte
		flush := func() bool {
			run.text = string(text)
			text = text[:0]
			return run.text == "" || yield(run)
		}
		for w := range words {
			w.text = strings.TrimSpace(w.text)
			if w.text == "" {
				continue
			}
			joins := w.joins && len(text) > 0
			if !joins && run.ends(text, &w, enough) && !flush() {
				return
			}
			if len(text) == 0 {
				run = w
			} else if !joins && spaced(text, w.text) {
				text = append(text, ' ')
			}
			if w.at.End >= 0 {
				run.at.End = w.at.End
			}
			text = append(text, w.text...)
		}
		flush()
	}
}

// ends reports whether a run, the text of which is given, ends before w.
func (run *word) ends(b []byte, w *word, enough int) bool {
	switch {
	case len(b) == 0:
		return false
	case run.voice != w.voice || len(b) > runMost:
		return true
	case w.at.Start >= 0 && run.at.End >= 0 && w.at.Start-run.at.End >= tape.PauseTime:
		return true
	}
	return len(b) > enough && text.EndsSentence(string(b[max(0, len(b)-16):]))
}

// spaced reports whether a blank stands between two words: not in scripts
// that have none.
func spaced(text []byte, next string) bool {
	a, _ := utf8.DecodeLastRune(text)
	b, _ := utf8.DecodeRuneInString(next)
	return !unicode.In(a, unspaced...) || !unicode.In(b, unspaced...)
}

var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

// interleaved hands out what is said in several channels, sentence by sentence, in
// the order of time.
func interleaved(channels []iter.Seq[word]) iter.Seq[word] {
	if len(channels) == 1 {
		return runs(channels[0])
	}
	return func(yield func(word) bool) {
		var heads []word
		var nexts []func() (word, bool)
		for _, c := range channels {
			next, stop := iter.Pull(joined(c, 0))
			defer stop()
			if w, ok := next(); ok {
				heads, nexts = append(heads, w), append(nexts, next)
			}
		}
		for len(heads) > 0 {
			first := 0
			for i, w := range heads {
				if w.at.Start < heads[first].at.Start {
					first = i
				}
			}
			if !yield(heads[first]) {
				return
			}
			var ok bool
			if heads[first], ok = nexts[first](); !ok {
				heads = append(heads[:first], heads[first+1:]...)
				nexts = append(nexts[:first], nexts[first+1:]...)
			}
		}
	}
}

// A dictation takes down what somebody says piece by piece, who is named with each
// piece, or at a change only, or not at all.
type dictation struct {
	out   *tape.Tape
	goes  bool // who is not named is who was before
	named bool // somebody has been named
	last  record.Voice
}

// take takes down all runs.
func (t *dictation) take(all iter.Seq[word]) {
	for w := range all {
		t.say(w.voice, w.at, w.text)
	}
}

// record takes down a segment.
func (t *dictation) record(rec *records.Record, unit float64) {
	v, s := rec.Voice, rec.At(unit)
	if s.Start < 0 && v.Label != "" && v == t.last && t.out.Begun {
		t.out.Paragraph(s, rec.Text) // a message, not a caption
	} else {
		t.say(v, s, rec.Text)
	}
	json.WriteRest(t.out, rec.Rest)
}

// value takes down what is said in a value.
func (t *dictation) value(r *json.Reader) {
	at := tape.Untimed(r.Place().Line)
	text := json.ReadPassage(r, tape.MaxPiece)
	t.say(record.Voice{}, at, text.Text)
	json.WriteRest(t.out, text.Rest)
}

// say takes down a piece. Where nobody was named yet, a name may stand in the
// text. Blank lines part paragraphs.
func (t *dictation) say(v record.Voice, s tape.Stretch, text string) {
	if v.Label == "" && t.goes {
		v = t.last
	}
	t.named = t.named || v.Label != ""
	t.last = v
	for i, part := range strings.Split(strings.TrimSpace(text), "\n\n") {
		part = strings.TrimSpace(part)
		if s.Start >= 0 && strings.ContainsAny(part, "\n<&") { // as in a caption
			part = strings.Join(strings.Fields(string(captions.Untagged([]byte(part)))), " ")
		}
		switch {
		case part == "":
		case i > 0:
			t.out.Paragraph(tape.Stretch{Start: -1, End: s.End, Line: s.Line}, part)
		case t.named:
			t.out.Say(v, s, part)
		default:
			t.out.Cue(s, part)
		}
	}
}

// A voiceSpan is when somebody speaks, in milliseconds.
type voiceSpan struct {
	start, end int64
	voice      record.Voice
}

// A voiceTrack tells who speaks at a time, asked for one after the other.
type voiceTrack struct {
	next      func() (voiceSpan, bool)
	stop      func()
	now, then voiceSpan
	more      bool // then is one
}

func newVoiceTrack(spans iter.Seq[voiceSpan]) *voiceTrack {
	t := &voiceTrack{}
	t.next, t.stop = iter.Pull(spans)
	t.now, _ = t.next()
	t.then, t.more = t.next()
	return t
}

// at returns who speaks at the middle of a stretch: of two who do, the one who
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

// errEnough ends a loop over JSON of which no more is wanted.
var errEnough = errors.New("enough")

// A jsonWalk reads the lists of a source whose places are known, and keeps
// the first error.
type jsonWalk struct {
	in  *tape.Input
	err error
}

// note keeps the error of a reader, if it has one.
func (w *jsonWalk) note(r *json.Reader) {
	if r.Err != errEnough && w.err == nil {
		w.err = json.Failed(w.in, r)
	}
}

// elements hands out what read makes of each element of the lists at some places.
// An element of which read returns false is left out.
func elements[T any](w *jsonWalk, places []json.Place, read func(r *json.Reader) (T, bool)) iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, at := range places {
			r := json.NewReaderAt(w.in, at)
			r.Array(func() {
				v, ok := read(r)
				if ok && !yield(v) {
					r.Fail(errEnough)
				}
			})
			w.note(r)
			if r.Err == errEnough {
				return
			}
		}
	}
}

// survey finds where the values at some paths are: .results.channels[].words.
// [0] is the first element of an array, [] is every one. Values that are null
// or empty are nowhere.
func (w *jsonWalk) survey(paths ...string) map[string][]json.Place {
	s := surveyor{r: json.NewReaderAt(w.in, json.Start), found: map[string][]json.Place{}}
	var all []surveyPath
	for _, p := range paths {
		all = append(all, surveyPath{p, p})
	}
	s.value(all)
	w.note(s.r)
	return s.found
}

// A surveyPath is a path, and what is left of it.
type surveyPath struct{ path, rest string }

type surveyor struct {
	r     *json.Reader
	found map[string][]json.Place
}

func (s *surveyor) value(paths []surveyPath) {
	kind := s.r.Peek()
	for _, p := range paths {
		if p.rest == "" && kind != 'n' && kind != 0 {
			s.found[p.path] = append(s.found[p.path], s.r.Place())
		}
	}
	switch kind {
	case '{':
		s.r.Object(func(key string) { s.into(paths, "."+key) })
	case '[':
		n := 0
		s.r.Array(func() {
			if n++; n == 1 {
				s.into(paths, "[0]", "[]")
			} else {
				s.into(paths, "[]")
			}
		})
	}
}

// into goes on with the paths that go by one of some steps.
func (s *surveyor) into(paths []surveyPath, steps ...string) {
	var on []surveyPath
	for _, p := range paths {
		for _, step := range steps {
			if rest, ok := strings.CutPrefix(p.rest, step); ok && (rest == "" || rest[0] == '.' || rest[0] == '[') {
				on = append(on, surveyPath{p.path, rest})
			}
		}
	}
	if len(on) > 0 {
		s.value(on)
	}
}

// nobody is who says the words of a source that names no speakers.
func nobody(tape.Stretch) record.Voice { return record.Voice{} }

// words hands out the words at some places, with times in units of so many
// milliseconds; voice tells who says those that do not tell it themselves.
func (w *jsonWalk) words(places []json.Place, unit float64, voice func(tape.Stretch) record.Voice) iter.Seq[word] {
	return elements(w, places, func(r *json.Reader) (word, bool) {
		o := readWord(r, unit)
		if o.voice.Label == "" {
			o.voice = voice(o.at)
		}
		return o, o.text != ""
	})
}

// readWord reads a word. What is written with capitals and punctuation goes before
// what was recognised.
func readWord(r *json.Reader, unit float64) word {
	o := word{at: tape.Stretch{Start: -1, End: -1, Line: r.Place().Line}}
	plain := ""
	r.Object(func(key string) {
		switch key {
		case "punctuated_word", "punct":
			o.text = r.Text()
		case "word", "text":
			plain = r.Text()
		case "start", "startTime", "startOffset":
			o.at.Start = r.Time(unit)
		case "end", "endTime", "endOffset":
			o.at.End = r.Time(unit)
		case "speaker", "speakerLabel":
			o.voice = records.ReadVoice(r)
		case "speakerTag":
			if tag := r.Text(); tag != "" && tag != "0" && o.voice.Label == "" {
				o.voice.Label = records.SpeakerLabel(tag)
			}
		}
	})
	if o.text == "" {
		o.text = plain
	}
	o.joins = isPunctuation(o.text)
	return o
}

// isPunctuation reports whether a word is a mark that follows another without
// a blank.
func isPunctuation(s string) bool {
	return s != "" && strings.Trim(s, ".,;:?!…。、？！") == ""
}

// text takes down the texts at some places, where a source has nothing else.
func (w *jsonWalk) text(places []json.Place, say *dictation) error {
	for _, at := range places {
		r := json.NewReaderAt(w.in, at)
		say.value(r)
		w.note(r)
	}
	return w.ends(say.out)
}

// ends returns the error of the walk, or that there was nothing to take down.
func (w *jsonWalk) ends(out *tape.Tape) error {
	if w.err == nil && !out.Begun {
		return noTranscript(w.in)
	}
	return w.err
}
