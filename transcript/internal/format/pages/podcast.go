package pages

import (
	"strings"

	"golang.org/x/net/html/atom"

	"verbatim/internal/text"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// podcastLines are the elements of a podcast's transcript.
var podcastLines = map[atom.Atom]bool{atom.Cite: true, atom.Time: true, atom.P: true, atom.Body: true, atom.Div: true}

// A podcastReader takes down the lines of a podcast's transcript. <cite> names
// who speaks below it; in a page that does not begin with one, who has spoken
// above it.
type podcastReader struct {
	out   *tape.Tape
	page  *htmlReader // for the line of the source
	who   string
	next  *string // who speaks from here on, nil: still who
	at    tape.Stretch
	text  []string // not taken down yet
	begun bool
	above bool // names stand below what they have said
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

// clock takes in the time at which the next part begins, if s is one.
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

// end takes down what has been said.
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
