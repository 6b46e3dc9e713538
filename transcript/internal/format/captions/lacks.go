package captions

import "bytes"

// lacks are the characters of markup that a text is known not to contain. Long captions are
// searched for them a section at a time, because few captions contain any.
type lacks uint8

// The characters.
const (
	lacksTag    lacks = 1 << iota // <
	lacksClose                    // >
	lacksEntity                   // &
	lacksBrace                    // {
	lacksSquare                   // [
)

// lacksMarkup are the characters of tags and entities.
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

// closes adds lacksClose if text does not contain >. Such a text has no arrow.
func (l lacks) closes(text []byte) lacks {
	if bytes.IndexByte(text, '>') < 0 {
		l |= lacksClose
	}
	return l
}

// all reports whether the text lacks all these characters.
func (l lacks) all(signs lacks) bool { return l&signs == signs }
