package label

import (
	"bytes"
	"sort"
	"strings"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// Whether a turn ends with a question is decided by these rules:
//
//  1. A turn ends with a question if its last line of speech ends with a question mark.
//  2. White space, quotation marks and brackets after the question mark are ignored.
//  3. Any number of notes, boxes, page numbers and unreadable records at the end are
//     ignored, because they are not speech.

// endsAskingIn reports whether the last line of speech in b ends with a question mark, and
// the end in b of the character that decides. b ends at a line end. known is false if b
// lacks a part of the line. last is true if no other line follows.
func endsAskingIn(l record.Layout, b []byte) (asks bool, at int, known, last bool) {
	b = bytes.TrimRight(b, BlankBytes)
	if !l.Taped && !l.Numbered && !l.Dialect && l.Asides == nil && endsSpeech(b) {
		asks, at = endsAsking(b)
		return asks, at, at > 0, true
	}
	for last = true; ; last = false {
		k := bytes.LastIndexByte(b, '\n') + 1
		if k == 0 {
			return false, 0, false, false
		}
		if says(l, b[k:], int64(len(b)-k)) {
			asks, at = endsAsking(b[k:])
			return asks, k + at, at > 0, last
		}
		b = bytes.TrimRight(b[:k], BlankBytes)
	}
}

// says reports whether a line that looks like something else is speech. size is the size of
// the line in bytes; line contains at least its first LineSeen bytes.
func says(l record.Layout, line []byte, size int64) bool {
	if l.Taped {
		return tape.Says(l, line[:min(len(line), LineSeen)])
	}
	_, _, kind := Line(l, line[:min(len(line), LineSeen)])
	switch kind {
	case record.LineOpens, record.LineContinues:
		return true
	}
	told := l.Dialect && bytes.HasPrefix(line, []byte(dialect.NoteSign)) // the first bytes decide
	return !told && size >= LineSeen
}

// endsSpeech reports whether b ends as most lines of speech do and notes never do.
func endsSpeech(b []byte) bool {
	n := len(b)
	for n > 0 && b[n-1] == '.' {
		n--
	}
	return n > 0 && (b[n-1]|0x20-'a' < 26 && b[n-1] != 'n' || b[n-1] == '?')
}

// endsAsking reports whether b ends with a question mark, and the end of the character
// that decides, 0 if b has none.
func endsAsking(b []byte) (asks bool, at int) {
	for len(b) > 0 {
		r, n := utf8.DecodeLastRune(b)
		switch {
		case text.IsQuestionMark(r), r == '。' && bytes.HasSuffix(b, []byte("か。")):
			return true, len(b)
		case !strings.ContainsRune(" \t\"'”’»)]*_\u00a0", r) && !text.IsBreak(r) && !text.IsHidden(r):
			return false, len(b)
		}
		b = b[:len(b)-n]
	}
	return false, 0
}

// asked caches the result for the current turn, so that notes at its end are read only
// once.
type asked struct {
	to   int64 // start of a line
	asks bool  // the turn would end with a question at that line
}

// asksBefore reports whether the current turn would end with a question if it ended at end.
// It reads back as far as necessary.
func (d *decider) asksBefore(end int64) (asks bool) {
	skipped := int64(-1) // start of the last line, if it does not decide
	for {
		end = d.beforeBoxes(d.beforeBlanks(end))
		if end <= d.text {
			asks = false
			break
		}
		if end <= d.before.to {
			asks = d.before.asks
			break
		}
		at, speech := d.lineBefore(end)
		if speech {
			known := false
			if asks, known = d.endsAsking(at, end); known {
				break
			}
		}
		if skipped < 0 {
			skipped = at
		}
		end = at
	}
	if skipped >= 0 {
		d.before = asked{skipped, asks}
	}
	return asks
}

// lineBefore returns the start of the line that ends at end, or of as much of it as shows
// its kind, and whether it is speech. Anything after a label is speech.
func (d *decider) lineBefore(end int64) (at int64, speech bool) {
	size := int64(LineSeen)
	if l := d.p.layout; l.Taped || l.Dialect {
		size = tape.MaxPiece
	}
	at, whole := d.lineStart(end, size)
	if d.labelled && at <= d.text {
		return d.text, true
	}
	if !whole {
		return at, true
	}
	line, err := d.view.Read(at, min(end, at+LineSeen))
	return at, err == nil && says(d.p.layout, line, end-at)
}

// lineStart returns the start of the line of the current turn that ends at end. whole is
// false if that is more than size bytes before end.
func (d *decider) lineStart(end, size int64) (at int64, whole bool) {
	lo := max(d.turn.Off, end-size)
	for at = end; at > lo; {
		from := max(lo, at-LineSeen)
		b, err := d.view.Read(from, at)
		if k := bytes.LastIndexByte(b, '\n'); err == nil && k >= 0 {
			return from + int64(k) + 1, true
		}
		at = from
	}
	return at, lo == d.turn.Off
}

// endsAsking reports whether the bytes from at to end, which may be the beginning of a
// line, end with a question mark.
func (d *decider) endsAsking(at, end int64) (asks, known bool) {
	for end > at && !known {
		from := max(at, end-LineSeen)
		b, err := d.view.Read(from, end)
		if err != nil {
			break
		}
		var decides int
		asks, decides = endsAsking(b)
		known = decides > 0
		end = from
	}
	return asks, known
}

// beforeBoxes returns the start of the boxes that end at end.
func (d *decider) beforeBoxes(end int64) int64 {
	for {
		k := sort.Search(len(d.boxes), func(i int) bool { return d.boxes[i].Off >= end }) - 1
		if k < 0 || end > d.boxes[k].End {
			return end
		}
		end = d.beforeBlanks(d.boxes[k].Off)
	}
}

// beforeBlanks returns the start of the white space before end.
func (d *decider) beforeBlanks(end int64) int64 {
	for end > d.turn.Off {
		from := max(d.turn.Off, end-LineSeen)
		b, err := d.view.Read(from, end)
		n := int64(len(bytes.TrimRight(b, BlankBytes)))
		if end = from + n; err != nil || n > 0 {
			break
		}
	}
	return end
}
