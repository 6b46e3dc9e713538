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

// An htmlReader walks the elements of a page and passes on the text of one region, line by
// line.
type htmlReader struct {
	z     *htmlTokens
	lines map[atom.Atom]bool // elements that begin and end lines
	want  int                // the region that is read
	out   func(in atom.Atom, text string)
	piece func(text string, goesOn, more bool) // receives the pieces of a line that is too long for out; nil: out does

	cells func(cells []string) (line string, ok bool) // returns a row of a table as a line, or false for a row without special form; may be nil

	stack   []htmlElement
	regions []region
	skip    int // length of the stack where a skipped element began, or -1
	line    []byte
	parted  bool // the first piece of the line has been passed on
	title   string
	facts   htmlFacts
	table   *records.Table // the open table, if it has headings of turns
	alt     string         // alternative text of the last picture
	heads   bool           // within <title>
	number  int64          // line of the source where the current token begins, from 1
	breaks  int64          // line ends in the token
	ended   bool           // the page has </p>
	whole   bool           // </body> or </html> was read
	torn    bool           // the page ends within a tag
	cites   int            // number of <cite>
	clocks  int            // number of times in <time>
}

// An htmlElement is an open element.
type htmlElement struct {
	tag    atom.Atom
	region int // index of the region that it is, or -1
}

func newHTMLReader(r io.Reader, want int) *htmlReader {
	return &htmlReader{z: newHTMLTokens(r), lines: lineTags, want: want, regions: make([]region, 1), skip: -1, number: 1,
		facts: htmlFacts{headings: map[string]int{}}}
}

// article returns the region of the best kind that contains enough of the text. If there
// are several, it returns the largest.
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

// podcast reports whether times separate the text.
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

// text handles the text between two tags.
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

var errNested = errors.New("elements are nested more than 1024 deep")

// open handles a start tag.
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

// imply closes the elements that end where <tag> begins. Pages with thousands of paragraphs
// may not have any end tags.
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

// broken returns an error if the page was truncated: in a tag, or in an element whose end
// tag is required or occurs elsewhere in the page.
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

// attributes reads the attributes of an element. It returns whether the element is hidden,
// and the kind of region it is.
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

// headed records that the open regions have a heading.
func (r *htmlReader) headed() {
	r.regions[wholePage].h1 = true
	for _, e := range r.stack {
		if e.region >= 0 {
			r.regions[e.region].h1 = true
		}
	}
}

// close handles an end tag. It also closes the elements that are open inside the element.
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
