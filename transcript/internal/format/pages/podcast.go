package pages

import (
	"strings"

	"golang.org/x/net/html/atom"

	"verbatim/internal/text"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// podcastLines are elements that begin and end lines in a podcast's transcript.
var podcastLines = map[atom.Atom]bool{atom.Cite: true, atom.Time: true, atom.P: true, atom.Body: true, atom.Div: true}

// A podcastReader writes the lines of a podcast's transcript. <cite> names the speaker of
// the text below it. If text precedes the first <cite>, it names the speaker of the text
// above it instead.
type podcastReader struct {
	out   *tape.Tape
	page  *htmlReader // has the line of the source
	who   string
	next  *string // the next speaker, nil if unchanged
	at    tape.Stretch
	text  []string // paragraphs that are not written yet
	begun bool
	above bool // <cite> is below the text
}

func (p *podcastReader) take(tag atom.Atom, s string) {
	switch {
	case tag == atom.Cite:
		who := strings.TrimSpace(strings.TrimSuffix(s, ":"))
		p.above = p.above || !p.begun && p.who == "" && len(p.text) > 0
		if p.above || len(p.text) == 0 {
			p.who = who
		} else {
			p.next = &who
		}
	case tag == atom.Time && p.clock(s):
	default:
		if p.next != nil {
			p.end()
		}
		p.text = append(p.text, s)
	}
}

// clock sets the start of the next part if s is a time, and reports whether it is.
func (p *podcastReader) clock(s string) bool {
	ms, ok := text.StampClock.ReadAll(s)
	if !ok {
		return false
	}
	p.at.End = ms
	p.end()
	p.at = tape.Stretch{Start: ms, End: -1, Line: p.page.number}
	return true
}

// end writes the paragraphs since the last time or speaker.
func (p *podcastReader) end() {
	if len(p.text) == 0 {
		return
	}
	p.begun = true
	v := record.Voice{Label: p.who}
	if v == p.out.Who && p.out.Begun {
		p.out.Paragraph(p.at, p.text[0])
	} else {
		p.out.Turn(v, p.at, p.text[0])
	}
	for _, text := range p.text[1:] {
		p.out.Paragraph(p.at, text)
	}
	p.text = p.text[:0]
	if p.next != nil {
		p.who, p.next = *p.next, nil
	}
}
