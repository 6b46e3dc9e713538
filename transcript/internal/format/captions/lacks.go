package captions

import "bytes"

// lacks are the signs of markup that a text is known to lack. In long captions they are
// looked for in all of a section, because few captions have them.
type lacks uint8

// The signs.
const (
	lacksTag    lacks = 1 << iota // <
	lacksClose                    // >
	lacksEntity                   // &
	lacksBrace                    // {
	lacksSquare                   // [
)

// lacksMarkup are the signs of tags and entities.
const lacksMarkup = lacksTag | lacksBrace | lacksEntity

// lacksOf returns what b lacks, except lacksClose.
func lacksOf(b []byte) (l lacks) {
	for _, s := range [...]struct {
		sign byte
		bit  lacks
	}{{'<', lacksTag}, {'&', lacksEntity}, {'{', lacksBrace}, {'[', lacksSquare}} {
		if bytes.IndexByte(b, s.sign) < 0 {
			l |= s.bit
		}
	}
	return l
}

// closes adds to what a text lacks whether it has a >, without which it has no arrow.
func (l lacks) closes(text []byte) lacks {
	if bytes.IndexByte(text, '>') < 0 {
		l |= lacksClose
	}
	return l
}

// all reports whether all these signs are lacking.
func (l lacks) all(signs lacks) bool { return l&signs == signs }
