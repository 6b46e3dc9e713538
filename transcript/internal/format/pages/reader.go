package pages

import (
	"bytes"
	"errors"
	"fmt"

	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format/records"
)

// An htmlReader goes through the elements of a page and gives out the text of
// one region, line by line.
type htmlReader struct {
	z     *htmlTokens
	lines map[atom.Atom]bool // elements that begin and end lines
	want  int                // the region that is read
	out   func(in atom.Atom, text string)
	piece func(text string, goesOn, more bool) // takes a line that is too long for out, piece by piece; nil: out does

	stack   []htmlElement
	regions []region
	skip    int // elements on the stack when one began that is not read, -1: all are
	line    []byte
	parted  bool // the beginning of the line was given out
	title   string
	facts   htmlFacts
	table   *records.Table // the headings of a table of turns
	alt     string         // the words that stand for the picture above
	heads   bool           // in the title of the page
	number  int64          // of the line of the source, from 1, where what is read now begins
	breaks  int64          // lines that end in it
	ended   bool           // ends of paragraphs are not left out
	whole   bool           // the end of the page was read
	torn    bool           // it ends in a tag
	cites   int            // <cite> before a time of a clock
	clocks  int            // such times
}

// An htmlElement is one that is open.
type htmlElement struct {
	tag    atom.Atom
	region int // its number, -1: it is none
}

func newHTMLReader(r io.Reader, want int) *htmlReader {
	return &htmlReader{z: newHTMLTokens(r), lines: lineTags, want: want, regions: make([]region, 1), skip: -1, number: 1,
		facts: htmlFacts{headings: map[string]int{}}}
}

// article returns the region of the best kind that has a good part of the
// text; of two such the larger one.
func (r *htmlReader) article() int {
	best := wholePage
	for i, g := range r.regions {
		b := r.regions[best]
		if 5*g.text > 2*r.regions[wholePage].text && (g.kind > b.kind || g.kind == b.kind && g.text > b.text) {
			best = i
		}
	}
	return best
}

// podcast reports whether times of a clock part the text.
func (r *htmlReader) podcast() bool { return r.clocks > 1 && r.cites*2 >= r.clocks }

func (r *htmlReader) read() error {
	for {
		r.number += r.breaks
		kind := r.z.next()
		r.breaks = int64(bytes.Count(r.z.raw, text.Newline))
		switch kind {
		case html.ErrorToken:
			r.torn = len(r.z.raw) > 0 && r.z.raw[0] == '<'
			r.flush()
			if err := r.z.z.Err(); err != io.EOF {
				return err
			}
			return nil
		case html.TextToken:
			r.text(r.z.text)
		case html.StartTagToken, html.SelfClosingTagToken:
			if err := r.open(); err != nil {
				return err
			}
		case html.EndTagToken:
			name, _ := r.z.z.TagName()
			tag := atom.Lookup(name)
			r.ended = r.ended || tag == atom.P
			r.close(tag)
		}
	}
}

// text takes text between tags.
func (r *htmlReader) text(raw []byte) {
	if r.heads {
		r.title = strings.TrimSpace(r.title + string(collapsed(nil, raw)))
	}
	if r.skip >= 0 {
		return
	}
	n := len(bytes.TrimSpace(raw))
	r.regions[wholePage].text += n
	reads := r.want == wholePage
	for _, e := range r.stack {
		if e.region >= 0 {
			r.regions[e.region].text += n
			reads = reads || e.region == r.want
		}
	}
	switch {
	case !reads:
	case r.within(atom.Pre):
		for k, line := range bytes.Split(raw, text.Newline) {
			if k > 0 {
				r.flush()
			}
			r.line = append(r.line, line...)
		}
	default:
		r.line = collapsed(r.line, raw)
	}
	if len(r.line) > textToken {
		r.part()
	}
}

func (r *htmlReader) within(tag atom.Atom) bool {
	for _, e := range r.stack {
		if e.tag == tag {
			return true
		}
	}
	return false
}

var errNested = errors.New("elements lie deeper than 1024 in each other")

// open takes the start of an element.
func (r *htmlReader) open() error {
	name, more := r.z.z.TagName()
	tag := atom.Lookup(name)
	r.z.within(tag)
	r.imply(tag)
	e := htmlElement{tag, -1}
	hidden, part := r.attributes(tag, more)
	r.heads = tag == atom.Title && len(r.title) == 0 && !r.within(atom.Svg)
	switch {
	case tag == atom.Br:
		if r.skip < 0 {
			r.flush()
		}
		return nil
	case tag == atom.Cite:
		r.cites++
	case tag == atom.Table:
		r.table = nil
	case (tag == atom.Td || tag == atom.Th) && r.skip < 0 && len(r.line) > 0:
		r.line = append(bytes.TrimRight(r.line, " "), cellMark)
	case tag == atom.H1 && r.skip < 0:
		r.headed()
	}
	if r.lines[tag] && tag != atom.Dd && r.skip < 0 {
		r.flush()
	}
	if void[tag] || !hidden && part == pageRegion && !r.lines[tag] && r.skip < 0 {
		return nil
	}
	if part != pageRegion && r.skip < 0 {
		e.region = len(r.regions)
		r.regions = append(r.regions, region{kind: part})
	}
	if hidden && r.skip < 0 {
		r.skip = len(r.stack)
	}
	if r.stack = append(r.stack, e); len(r.stack) > maxNested {
		return errNested
	}
	return nil
}

// imply ends the elements whose own ends may be left out before one called
// tag: pages of thousands of paragraphs have none.
func (r *htmlReader) imply(tag atom.Atom) {
	ends := implied[tag]
	for i := len(r.stack) - 1; i >= 0 && !slices.Contains(ends.unless, r.stack[i].tag); i-- {
		if slices.Contains(ends.ends, r.stack[i].tag) {
			r.close(r.stack[i].tag)
			break
		}
	}
	if n := len(r.stack); n > 0 && r.stack[n-1].tag == atom.P && lineTags[tag] && tag != atom.Time {
		r.close(atom.P)
	}
}

// broken returns an error if the page ends where it should not: in a tag, or
// in an element whose end may not be left out and is not, elsewhere.
func (r *htmlReader) broken() error {
	for _, e := range slices.Backward(r.stack) {
		if r.torn || !r.whole && (!optional[e.tag] || e.tag == atom.P && r.ended) {
			return fmt.Errorf("the file ends in the middle of <%s>", e.tag)
		}
	}
	if r.torn {
		return errors.New("the file ends in the middle of a tag")
	}
	return nil
}

// attributes reads what an element says of itself: that it is not shown, that
// it is a part of the page with the text.
func (r *htmlReader) attributes(tag atom.Atom, more bool) (hidden bool, part regionKind) {
	hidden = unread[tag]
	switch tag {
	case atom.Article:
		part = articleRegion
	case atom.Main:
		part = mainRegion
	}
	fact, content := "", ""
	for more {
		var key, value []byte
		key, value, more = r.z.z.TagAttr()
		switch string(key) {
		case "hidden":
			hidden = true
		case "aria-hidden":
			hidden = hidden || string(value) == "true"
		case "style":
			hidden = hidden || hides(value)
		case "class":
			hidden = hidden || slices.ContainsFunc(strings.Fields(string(value)), func(c string) bool { return hiddenClasses[c] })
		case "role":
			if string(value) == "main" {
				part = max(part, mainRegion)
			}
			hidden = hidden || unreadRoles[string(value)]
		case "property", "name":
			fact = string(value)
		case "content":
			content = string(value)
		case "datetime":
			fact, content = "datetime", string(value)
		case "itemprop":
			if fact == "" {
				fact = string(value)
			}
			if string(value) == "articleBody" {
				part = max(part, bodyRegion)
			}
		case "alt":
			r.alt = string(bytes.TrimSpace(collapsed(nil, value)))
		}
	}
	if tag == atom.Meta || tag == atom.Time && r.skip < 0 && !hidden && fact == "datetime" {
		r.facts.fact(fact, content)
	}
	return hidden, part
}

// headed notes that the regions that are open have a heading.
func (r *htmlReader) headed() {
	r.regions[wholePage].h1 = true
	for _, e := range r.stack {
		if e.region >= 0 {
			r.regions[e.region].h1 = true
		}
	}
}

// close takes the end of an element, and of those in it that were left open.
func (r *htmlReader) close(tag atom.Atom) {
	switch {
	case tag == atom.Body || tag == atom.Html:
		r.whole = true
	case tag == atom.Title:
		r.heads = false
	case tag == atom.Dt && r.skip < 0 && len(bytes.TrimSpace(r.line)) > 0:
		r.line = append(bytes.TrimRight(r.line, ": "), ": "...) // <dd> goes on
	}
	if r.lines[tag] && tag != atom.Dt && r.skip < 0 {
		r.flush()
	}
	for i := len(r.stack) - 1; i >= 0; i-- {
		if r.stack[i].tag != tag {
			continue
		}
		r.stack = r.stack[:i]
		if r.skip >= i {
			r.skip = -1
		}
		return
	}
}
