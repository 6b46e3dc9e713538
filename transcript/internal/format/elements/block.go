package elements

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// endBlock ends a paragraph. Within an element of notes it is a note.
func (t *taker) endBlock() {
	n := len(t.scopes)
	switch {
	case len(t.Buf) == 0:
	case !hasLetter(t.Buf) && !t.Speaks:
		t.Buf = t.Buf[:0]
	case !t.head.written:
		t.head.note(t.notes > 0 && t.aside.is != isNote && t.aside.count == 1, tape.Printable(string(t.Buf)), t.Line)
		t.Buf = t.Buf[:0]
	case t.notes > 0:
		if s := string(t.Buf); t.aside.is != isNote && strings.EqualFold(s, t.heading) {
			t.Buf = t.Buf[:0] // the heading again
			return
		} else if t.aside.is == isNote {
			t.Scribe.Begin()
		} else {
			t.heading = s
		}
		t.Note()
	case n > 0 && !t.scopes[n-1].named && t.scopes[n-1].waits(len(t.Buf)):
		t.scopes[n-1].hold(tape.Printable(string(t.Buf)), t.Line)
		t.Buf = t.Buf[:0]
	case n > 0 && t.Speaks && !t.Opened:
		t.Buf = append(t.Buf[:0], unlabelled(string(t.Buf), t.scopes[n-1].voice.Label)...)
		t.end()
	case t.going && !t.echo:
		t.Note()
	default:
		t.goOn()
		t.end()
	}
}

// An inset is an open note within a paragraph.
type inset struct {
	depth int // length of path at it
	at    int // byte of the paragraph
}

// shutInset ends a note within a paragraph, and puts it into brackets unless it has some.
func (t *taker) shutInset() {
	n := len(t.insets) - 1
	at := t.insets[n].at
	t.insets = t.insets[:n]
	for at < len(t.Buf) && tape.IsLayout(t.Buf[at]) {
		at++
	}
	if at < len(t.Buf) && t.Buf[at] != '(' && t.Buf[at] != '[' {
		t.Buf = append(slices.Insert(t.Buf, at, '['), ']')
	}
	t.Blank = true
}

// end writes the paragraph, or several where it has markup of its own as text.
func (t *taker) end() {
	if bytes.IndexByte(t.Buf, '<') < 0 {
		t.End()
		return
	}
	line := t.Line
	parts := strings.Split(text.WithoutMarkup(string(t.Buf)), "\n\n")
	for _, part := range parts {
		t.Buf, t.Line = append(t.Buf[:0], strings.TrimSpace(part)...), line
		t.End()
	}
}

// hasLetter reports whether b is more than a number or a line.
func hasLetter(b []byte) bool { return bytes.IndexFunc(b, unicode.IsLetter) >= 0 }

// goOn makes who spoke last the speaker of a paragraph between speeches, if paragraphs of its
// kind are speech.
func (t *taker) goOn() {
	if !t.Speaks && t.echo && t.Buf[0] != '(' && t.last.Label != "" {
		buf, line := string(t.Buf), t.Line
		t.Buf = t.Buf[:0]
		t.Speak(t.last, tape.Untimed(line))
		t.going = true
		t.Buf, t.Line = append(t.Buf, buf...), line
	}
	t.echo = false
}

// What may stand before the words of a speech, which begins with a printed label: the rest of a label after
// the name, as in (Harrow) (09:00):, the signs after a name, and a label with the sign of Japanese records.
var (
	restOfLabel = text.Regexp(`^(?:\s*\([^()]{1,200}\))+\s*:`)
	afterName   = text.Regexp(`^(?:\.\s)?[\s:：—–]*`)
	circled     = text.Regexp(`^[○◯〇][^\s　]{1,60}　`)
)

// unlabelled returns the first paragraph of a speech without the printed label that names its speaker again.
func unlabelled(s string, by string) string {
	s = s[len(circled().FindString(s)):]
	if k := colon(s); k > 0 && isLabelOf(s[:k], by) {
		s = s[k:]
	}
	s = s[len(restOfLabel().FindString(s)):]
	if rest, ok := strings.CutPrefix(s, by); ok && strings.HasPrefix(rest, ". ") {
		s = rest
	}
	return s[len(afterName().FindString(s)):]
}

// colon returns where the first colon of s outside of brackets is, -1 without one.
func colon(s string) int {
	depth := 0
	for i, r := range s[:min(len(s), maxMark)] {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ':', '：':
			if depth <= 0 {
				return i
			}
		}
	}
	return -1
}

// isLabelOf reports whether a label names a person, in full or by the last name, whatever stands behind:
// Ms LEE (Ashton), Ann Lee, mayor.
func isLabelOf(label, name string) bool {
	bare, _, _ := strings.Cut(label, " (")
	bare, _, _ = strings.Cut(bare, ",")
	return isSame(strings.TrimSpace(bare), name)
}

// lastWord parts a name before its last word. ok is false if there is none.
func lastWord(name string) (before, last string, ok bool) {
	name = strings.TrimSpace(name)
	k := strings.LastIndexByte(name, ' ')
	return name[:k+1], name[k+1:], name != ""
}
