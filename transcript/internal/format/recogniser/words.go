package recogniser

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
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
