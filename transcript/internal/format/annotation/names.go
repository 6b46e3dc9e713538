package annotation

import (
	"strings"
	"unicode"

	"verbatim/internal/text"
)

// A content is the contents of a tier, from the most to the least useful for a reader.
type content uint8

const (
	byName      content = iota // not stated by the format: look at the name of the tier
	speech                     // utterances
	unknown                    // the name does not tell either
	words                      // words of speech, one in each annotation
	translation                // speech in another language
	aside                      // sounds, glosses, gestures, comments, codes
)

// kinds maps words in the names of tiers, in lower case, to the contents of the tier.
var kinds = func() map[string]content {
	m := map[string]content{}
	for c, list := range map[content]string{
		speech: `utterance utterances utt utts transcription transcriptions transcript transcripts transcr tx txt text texts speech spch orth ortho orthography
		orthographic sentence sentences phrase phrases default ref label labels annotation annotations segment segments seg turn turns original verbal trn trs
		transkription transkript äußerung transcripción transcrição trascrizione ts iu`,
		words: `word words wd wrd wrds token tokens wort wörter mots palabras ort`,
		translation: `translation translations transl translated trad traduction traducción traduccion tradução traduzione übersetzung ubersetzung ft ftf ftr fte free
		english german french spanish russian portuguese italian dutch chinese mandarin swahili indonesian deutsch français español`,
		aside: `note notes nt comment comments com cmt kommentar kommentare commentaire commentaires comentario comentarios remark remarks meta annotator status
		gloss glosses gls gl ge mb mp morph morphs morpheme morphemes morphology ps pos lemma lemmas msa lex segnum grammar syntax
		phone phones phons vowel vowels consonant consonants phoneme phonemes phonetic phonetics phon phn ph ipa sampa mau kan mas cv phonation foot paralinguistic syllable syllables syll syl stress tone tones tobi pitch prosody breaks break
		gesture gestures gest gaze hand hands head body posture facial face brows eyebrows nod nods movement movements nonverbal nonverb nv action actions lh rh
		code codes num off misc context topic topics episode section sections silence silences pause pauses noise noises vad event events background music sound sounds
		laughter act acts da emotion emotions sentiment stance language lang languages xds vcm mwu cds`,
	} {
		for _, w := range strings.Fields(list) {
			m[w] = c
		}
	}
	return m
}()

// A part is a word in the name of a tier, with its offsets in bytes.
type part struct {
	from, end int
	kind      content // byName: none
}

// partsOf returns the words in a name. A code of one or two letters, as Toolbox has them,
// counts as the kind of a tier only before an @, or if it is the whole name and in lower
// case.
func partsOf(name string) []part {
	var all []part
	at := strings.LastIndexByte(name, '@')
	from, lower := -1, false
	for i, r := range name + " " {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		capital := lower && unicode.IsUpper(r) // a word inside a word: tonicVowel
		lower = unicode.IsLower(r)
		if from >= 0 && (!inside || capital) {
			word := name[from:i]
			p := part{from: from, end: i, kind: kinds[strings.ToLower(word)]}
			alone := word == strings.Trim(name, `\ `) && word == strings.ToLower(word)
			if len(word) <= 2 && at < i && !alone {
				p.kind = byName
			}
			all = append(all, p)
			from = -1
		}
		if inside && from < 0 {
			from = i
		}
	}
	return all
}

// nameOf splits the name of a tier into the speaker and the contents: "Ann - words" into
// "Ann" and words, "ft" into "" and translation.
func nameOf(name string) (who string, c content) {
	if isOfNames(name) {
		return "", aside
	}
	parts := partsOf(name)
	at := strings.LastIndexByte(name, '@')
	first, last := len(parts), -1
	for i, p := range parts {
		if p.kind == byName || at > 0 && p.from > at && last >= 0 {
			continue // not the kind of a tier, or the name of the speaker
		}
		first, last = min(first, i), i
		if c == byName || p.kind > c {
			c = p.kind
		}
	}
	switch {
	case last < 0:
		c = unknown
		who = name[at+1:]
	case at > parts[first].from:
		who = name[at+1:]
	case first > 0:
		who = name[:parts[first-1].end]
	case last < len(parts)-1:
		who = name[parts[last+1].from:]
	}
	for _, p := range parts {
		if strings.EqualFold(name[p.from:p.end], "ort") { // ORT-MAU: words; MAU: sounds
			c = words
		}
	}
	return text.CleanName(strings.Trim(who, "_- :./|()[]")), c
}
