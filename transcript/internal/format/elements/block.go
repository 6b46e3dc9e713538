package elements

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// endBlock ends a paragraph. Inside an element of notes, the paragraph is a note.
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
			t.Buf = t.Buf[:0] // a repeated heading
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

// shutInset ends a note within a paragraph, and encloses it in brackets unless it begins
// with one.
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

// end writes the paragraph. If its text contains markup, it writes one paragraph for each
// in the markup.
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

// hasLetter reports whether b contains a letter, so that it is not just a number or a rule.
func hasLetter(b []byte) bool { return bytes.IndexFunc(b, unicode.IsLetter) >= 0 }

// goOn continues the previous speaker in a paragraph between speeches if other paragraphs
// of its class are speech.
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

// These match what may precede the words of a speech that begins with a printed label: the
// rest of the label after the name, as in (Harrow) (09:00):, the punctuation after a name,
// and a label that opens with a circle, as in Japanese records.
var (
	restOfLabel = text.Regexp(`^(?:\s*\([^()]{1,200}\))+\s*:`)
	afterName   = text.Regexp(`^(?:\.\s)?[\s:：—–]*`)
	circled     = text.Regexp(`^[○◯〇][^\s　]{1,60}　`)
)

// unlabelled returns the first paragraph of a speech without a printed label that repeats
// the speaker's name.
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

// colon returns the offset of the first colon in s that is not in brackets, -1 if there is
// none.
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

// isLabelOf reports whether a label names a person, in full or by the last name. It ignores
// what follows the name: Ms LEE (Ashton), Ann Lee, mayor.
func isLabelOf(label, name string) bool {
	bare, _, _ := strings.Cut(label, " (")
	bare, _, _ = strings.Cut(bare, ",")
	return isSame(strings.TrimSpace(bare), name)
}

// lastWord splits a name before its last word. ok is false for an empty name.
func lastWord(name string) (before, last string, ok bool) {
	name = strings.TrimSpace(name)
	k := strings.LastIndexByte(name, ' ')
	return name[:k+1], name[k+1:], name != ""
}
