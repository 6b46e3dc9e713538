package transcript

import (
	"context"
	"unicode"
)

// Words returns how many words each speaker says, by the speaker's index. It
// reads the whole document; give it a Snapshot to run beside the screen.
func (d *Document) Words(ctx context.Context) ([]int64, error) {
	words := make([]int64, len(d.speakers))
	for i := range d.n {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s := d.SpeakerOf(i)
		for b, ok := d.Block(i, 0); ok; b, ok = d.Block(i, b.End) {
			if b.Kind == Speech {
				words[s] += countWords(b.Text)
			}
		}
	}
	return words, d.src.Err()
}

// countWords counts runs of letters and digits that blanks separate, and
// each ideograph, which its script does not separate, as half a word.
func countWords(text string) int64 {
	var n, ideographs int64
	in := false
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			ideographs++
			in = false
		case unicode.IsSpace(r):
			in = false
		case !in && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			in = true
			n++
		}
	}
	return n + (ideographs+1)/2
}
