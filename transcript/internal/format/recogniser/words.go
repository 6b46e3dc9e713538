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

// Words are joined into runs, which are written as pieces of speech. Rules:
//
//  1. A run ends when the speaker changes.
//  2. A run ends at a pause of tape.PauseTime.
//  3. A run ends with the first sentence that ends beyond minRun bytes, and at
//     maxRun bytes.
//  4. A blank stands between words, except before punctuation and in scripts
//     that do not use blanks.
//  5. Words of several channels are joined to sentences of any length, which
//     are sorted by their starts.

// A word is a word or a punctuation mark that a recogniser reports. A run of
// words is one too.
type word struct {
	voice record.Voice
	at    tape.Stretch
	text  string
	joins bool // it follows the previous word without a blank
}

// Lengths of runs, in bytes.
const (
	minRun = 160 // the end of a sentence ends a longer run
	maxRun = 1200
)

// runs joins the words of one source into runs.
func runs(words iter.Seq[word]) iter.Seq[word] { return joined(words, minRun) }

// joined joins words into runs. The end of a sentence ends a run that is longer
// than enough, in bytes.
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

// ends reports whether the run, whose text is b, ends before w.
func (run *word) ends(b []byte, w *word, enough int) bool {
	switch {
	case len(b) == 0:
		return false
	case run.voice != w.voice || len(b) > maxRun:
		return true
	case w.at.Start >= 0 && run.at.End >= 0 && w.at.Start-run.at.End >= tape.PauseTime:
		return true
	}
	return len(b) > enough && text.EndsSentence(string(b[max(0, len(b)-16):]))
}

// spaced reports whether a blank stands between text and next.
func spaced(text []byte, next string) bool {
	a, _ := utf8.DecodeLastRune(text)
	b, _ := utf8.DecodeRuneInString(next)
	return !unicode.In(a, unspaced...) || !unicode.In(b, unspaced...)
}

var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

// interleaved yields the sentences of several channels in the order of their
// starts.
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

// readWord reads a word. The form with capitals and punctuation is preferred to
// the recognised form.
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

// isPunctuation reports whether s is punctuation that follows a word without a
// blank.
func isPunctuation(s string) bool {
	return s != "" && strings.Trim(s, ".,;:?!…。、？！") == ""
}

// words yields the words at some places, whose times have units of so many
// milliseconds. voice returns the speaker of a word that does not state it.
func (w *jsonWalk) words(places []json.Place, unit float64, voice func(tape.Stretch) record.Voice) iter.Seq[word] {
	return elements(w, places, func(r *json.Reader) (word, bool) {
		o := readWord(r, unit)
		if o.voice.Label == "" {
			o.voice = voice(o.at)
		}
		return o, o.text != ""
	})
}
