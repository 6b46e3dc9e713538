package transcript

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// What is said may be longer than should be in memory at once. Then only the
// beginning is kept, with the place in the source where the rest begins; that
// is read when it is taken down, piece by piece.

// A jsonText is what is said in a string.
type jsonText struct {
	text string
	rest jsonPlace // where it goes on; nowhere: that is all
}

// empty reports whether nothing is said.
func (t *jsonText) empty() bool { return t.text == "" && t.rest.line == 0 }

// readSaid reads what is said, of which no more than room bytes are kept. What is no
// string is read as by text.
func readSaid(r *jsonReader, room int) (t jsonText) {
	switch {
	case !r.is('"'):
		t.text = r.text()
	case r.whole:
		t.text = string(r.quoted(len(r.buf)))
	default:
		r.pos++
		var text []byte
		text, t.rest = readPiece(r, room)
		t.text = string(text)
		if t.rest.line > 0 {
			r.passRest()
		}
	}
	return t
}

// readPiece reads what is left of a string, or so much of it that at least room
// bytes are in it and it ends between two words, or between two characters. It
// is good until the next call. rest is where the string goes on.
func readPiece(r *jsonReader, room int) (text []byte, rest jsonPlace) {
	r.str = r.str[:0]
	for r.err == nil {
		b := r.buf[r.pos:]
		n := plainPart(b)
		k := -1
		if len(r.str) >= room {
			k = partingOf(b[:n], len(r.str) >= 2*room)
		}
		if k >= 0 {
			n = k
		}
		r.str = append(r.str, b[:n]...)
		r.lines(b[:n])
		r.pos += n
		switch {
		case k >= 0:
			return r.str, jsonPlace{r.base + int64(r.pos), r.line}
		case n == len(b):
			if !r.fill() {
				r.cut()
			}
		case b[n] == '"':
			r.pos++
			return r.str, jsonPlace{}
		default:
			r.pos++
			r.escape()
		}
	}
	return r.str, jsonPlace{}
}

// partingOf returns where a text may be parted in b, -1 for nowhere: behind a
// blank, or anywhere between two characters.
func partingOf(b []byte, anywhere bool) int {
	if k := bytes.IndexByte(b, ' '); k >= 0 {
		return k + 1
	}
	for k := 0; anywhere && k < len(b); k++ {
		if utf8.RuneStart(b[k]) {
			return k
		}
	}
	return -1
}

// restOf takes down what a text goes on with, behind what was taken down last.
func restOf(t *tape, at jsonPlace) {
	if at.line == 0 {
		return
	}
	r := jsonAt(t.src, at)
	for at.line > 0 {
		line := at.line
		var text []byte
		text, at = readPiece(r, maxPiece)
		for i, part := range strings.Split(string(text), "\n\n") {
			switch part = strings.TrimSpace(part); {
			case part == "":
			case i > 0 && !t.noted:
				t.paragraph(untimed(line), part)
			default:
				t.goOn(line, part)
			}
		}
	}
}
