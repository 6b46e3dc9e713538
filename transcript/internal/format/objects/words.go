package objects

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// Words are joined into runs, which are written as pieces of speech, by these rules:
//
//  1. A run ends when the speaker changes.
//  2. A run ends at a pause of tape.PauseTime.
//  3. A run ends at the end of the first sentence after minRun bytes, or after maxRun
//     bytes.
//  4. Words are separated by spaces, except before punctuation and in scripts without
//     spaces. If the source writes the spaces, they are kept unchanged.
//  5. The words of several channels are joined into sentences of any length, which are
//     sorted by start.

// A word is a word or a punctuation mark from a recogniser, or a run of words.
type word struct {
	voice record.Voice
	at    tape.Stretch
	text  string
	joins bool // no space precedes it
}

// Lengths of runs, in bytes.
const (
	minRun = 160 // the end of a sentence ends a run of this size
	maxRun = 1200
)

// A joiner joins words into runs.
type joiner struct {
	say    func(run word)
	enough int  // size from which the end of a sentence ends a run, in bytes
	glued  bool // the text of words includes the spaces between them
	run    word
	text   []byte
	blank  bool // text ends with a space
}

// flush ends the run.
func (j *joiner) flush() {
	j.run.text = string(j.text)
	j.text, j.blank = j.text[:0], false
	if j.run.text != "" {
		j.say(j.run)
	}
}

// add adds a word.
func (j *joiner) add(w word) {
	trimmed := strings.TrimSpace(w.text)
	blank := j.blank || !strings.HasPrefix(w.text, trimmed[:min(1, len(trimmed))])
	if trimmed == "" {
		j.blank = j.blank || w.text != ""
		return
	}
	joins := (w.joins || j.glued && !blank) && len(j.text) > 0 && (w.joins || w.voice == j.run.voice)
	if !joins && j.ends(&w) {
		j.flush()
	}
	if len(j.text) == 0 {
		j.run = w
	} else if !joins && (j.glued || spaced(j.text, trimmed)) {
		j.text = append(j.text, ' ')
	}
	if w.at.End >= 0 {
		j.run.at.End = w.at.End
	}
	j.text = append(j.text, trimmed...)
	j.blank = strings.TrimRight(w.text, " \n\t") != w.text
}

// ends reports whether w begins a new run.
func (j *joiner) ends(w *word) bool {
	b := j.text
	switch {
	case len(b) == 0:
		return false
	case j.run.voice != w.voice || len(b) > maxRun:
		return true
	case w.at.Start >= 0 && j.run.at.End >= 0 && w.at.Start-j.run.at.End >= tape.PauseTime:
		return true
	}
	return len(b) > j.enough && text.EndsSentence(string(b[max(0, len(b)-16):]))
}

// spaced reports whether a space is needed between text and next.
func spaced(text []byte, next string) bool {
	a, _ := utf8.DecodeLastRune(text)
	b, _ := utf8.DecodeRuneInString(next)
	return !unicode.In(a, unspaced...) || !unicode.In(b, unspaced...)
}

var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

// interleaved yields the sentences of several channels in the order of their
// starts.
func interleaved(channels []iter.Seq[word]) iter.Seq[word] {
	return func(yield func(word) bool) {
		var heads []word
		var nexts []func() (word, bool)
		for _, c := range channels {
			next, stop := iter.Pull(c)
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

// areGlued reports whether the text of words includes the spaces between them.
func areGlued(pieces []piece) bool {
	for _, p := range pieces {
		if p.word && p.Text != strings.TrimSpace(p.Text) {
			return true
		}
	}
	return false
}

// within looks for a word in rest, the remaining text of its record, to learn whether a
// space precedes the word. It returns what follows the word.
func (p *piece) within(rest string) string {
	mark := strings.TrimSpace(p.Text)
	k := strings.Index(rest[:min(len(rest), maxAhead)], mark)
	if k < 0 {
		return rest
	}
	if p.joins && k > 0 {
		p.joins = false
	}
	return rest[k+len(mark):]
}

// maxAhead is the number of bytes in which a word is searched.
const maxAhead = 64
