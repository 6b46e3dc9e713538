package label

import (
	"bytes"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/front"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
)

// Pages saved as text often have all of their front and the first speech in a single line:
//
//	Town meeting May 1, 2024 12:00 Hull Question: Why? See also ... Ann Lee: Well.
//
// Rules:
//
//  1. A label ends such a front if it opens a line elsewhere in the document.
//  2. A date must precede the label, perhaps with a time and a place. In a line longer than
//     longFront, a sentence may precede it instead.

// longFront is the minimum size, in bytes, of a line in which labels may follow sentence
// ends.
const longFront = 300

// frontIndent is the maximum offset of the first line of a document, in bytes.
const frontIndent = 100

// frontLine reports whether the line at i is the first of a document and may contain labels
// after its start. If found is set, label begins the line; it may be a title and a date
// instead.
func (l *looker) frontLine(i int, raw []byte, label candidate, found bool) bool {
	if l.base > 0 || i > frontIndent || l.p.layout != (record.Layout{}) || l.p.styles&styleColon == 0 || blanks(l.data[:i]) < i {
		return false
	}
	if found {
		k := bytes.IndexByte(raw[label.at:], ':') + label.at
		f := frontSearch{p: l.p, line: raw[:min(len(raw), label.body)]}
		_, _, found = f.label(0, max(0, k))
		return found
	}
	return true
}

// front looks for labels inside the first line of the document, at i.
func (l *looker) front(i int, raw []byte) {
	f := frontSearch{p: l.p, line: raw}
	said := 0 // end of the last label; a box may contain colons
	for from := 0; from < len(raw); {
		k := bytes.IndexByte(raw[from:], ':')
		if k < 0 {
			return
		}
		k += from
		if at, text, ok := f.label(from, k); ok {
			body, _ := speechStart(raw, k+1, -1)
			if n := f.box(raw[said:at]); n > 0 {
				l.add(i+said+n, finding{mark: foundBox, size: int32(at - said - n)})
			}
			l.add(i+at, finding{who: &record.Voice{Label: text}, start: -1, body: uint16(min(body-at, 1<<16-1))})
			said = k + 1
		}
		from = k + 1
	}
}

// A frontSearch looks for labels inside a line.
type frontSearch struct {
	p     *profile
	line  []byte
	dates int // number of searches for a date
}

// maxDates is the maximum number of searches for a date in a line: each takes long, and few
// labels of a front follow one.
const maxDates = 200

// label returns the longest label after from that ends with the colon at k and may end a
// front.
func (f *frontSearch) label(from, k int) (at int, text string, ok bool) {
	if k+1 < len(f.line) && !speechFollows(f.line[k+1:]) {
		return 0, "", false
	}
	from = max(from, k-MaxLabel)
	longest := ""
	for end := k; end > from; {
		end = from + bytes.LastIndexByte(f.line[from:end], ' ')
		if end < from {
			break
		}
		s := LabelText(f.line[end+1 : k])
		// A label may begin after the stars of a rule.
		if name := naming.DropBrackets(s); len(name) > len(longest) && f.p.verdicts[name] && f.over(bytes.TrimRight(f.line[:end], " ")) {
			at, text, longest = end+1, s, name
		}
	}
	return at, text, longest != ""
}

// over reports whether a front may end with before, the text before a label.
func (f *frontSearch) over(before []byte) bool {
	if len(before) == 0 {
		return false
	}
	return len(f.line) >= longFront && (text.MayEndSentence(before) || before[len(before)-1] == '*') || f.afterDate(before)
}

// box returns the start of the box that ends with a date at the end of b, which precedes a
// label; 0 if there is none.
func (f *frontSearch) box(b []byte) int {
	first := 0
	for s := range NoteOpeners {
		if k := bytes.Index(b, []byte(" "+s+" ")) + 1; k > 0 && FooterOpeners[s] == "" && (first == 0 || k < first) {
			first = k
		}
	}
	if first == 0 || !f.afterDate(bytes.TrimRight(b, " ")) {
		return 0
	}
	return first
}

// afterDate reports whether b ends with a date. It returns false after maxDates searches.
func (f *frontSearch) afterDate(b []byte) bool {
	f.dates++
	return f.dates <= maxDates && afterDate(b)
}

// datePart is the maximum distance from the start of a date to the label, in bytes.
const datePart = 240

// afterDate reports whether b ends with a date, perhaps followed by a time and a place.
func afterDate(b []byte) bool {
	words := strings.Fields(string(text.FoldSpaces(b[max(0, len(b)-datePart):])))
	for i := range words {
		if _, n := text.DateAt(words[i:]); n > 0 {
			_, _, left := front.Placed(words[i+n:])
			if left == 0 {
				return true
			}
		}
	}
	return false
}
