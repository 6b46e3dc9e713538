package pages

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/tape"
)

// collapsed appends text to line as a browser shows it: blanks and line ends
// in a row as one blank. Blanks that do not break stay as they are.
func collapsed(line, text []byte) []byte {
	for _, b := range text {
		if b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f' {
			if n := len(line); n > 0 && line[n-1] != ' ' {
				line = append(line, ' ')
			}
			continue
		}
		if b != cellMark {
			line = append(line, b)
		}
	}
	return line
}

// part gives out what there is of a line that is too long to be kept.
func (r *htmlReader) part() {
	if r.piece == nil {
		if len(r.line) > tape.MaxPiece {
			r.flush()
		}
		return
	}
	piece, rest := tape.Cut(r.line)
	r.piece(strings.ReplaceAll(string(piece), string(rune(cellMark)), " · "), r.parted, true)
	r.line, r.parted = append(r.line[:0], rest...), true
}

// flush gives out the line that is whole.
func (r *htmlReader) flush() {
	if r.parted {
		r.piece(string(bytes.TrimSpace(r.line)), true, false)
		r.line, r.parted = r.line[:0], false
		return
	}
	if r.within(atom.Pre) {
		r.out(atom.Pre, string(r.line))
	} else if text := bytes.TrimSpace(r.line); len(text) > 0 && string(text) != r.alt { // else a caption
		if bytes.IndexByte(text, cellMark) >= 0 {
			text = []byte(r.row(strings.Split(string(text), string(rune(cellMark)))))
		}
		tag := atom.Body
		for _, e := range r.stack {
			if r.lines[e.tag] {
				tag = e.tag
			}
		}
		if len(text) > 0 {
			r.out(tag, string(text))
		}
		r.clock(tag, text)
	}
	r.line = r.line[:0]
}

// row returns a row of a table as a line: labelled text under the headings of
// turns, which themselves are none.
func (r *htmlReader) row(cells []string) string {
	if r.table != nil {
		return records.TableLine(r.table, cells)
	}
	t := records.Table{Scale: 1000}
	for _, cell := range cells {
		t.Columns = append(t.Columns, t.Heading(cell))
	}
	if t.Has(records.TextColumn) && t.Has(records.SpeakerColumn) {
		r.table = &t
		return ""
	}
	return records.RowText(cells)
}

// cellMark stands between the cells of a row of a table: nothing that is read
// has it.
const cellMark = tape.MarkEnd

// clock counts what podcasts part their text by.
func (r *htmlReader) clock(tag atom.Atom, b []byte) {
	if tag != atom.Time {
		return
	}
	if _, ok := text.StampClock.ReadAll(string(b)); ok {
		r.clocks++
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

// implied says which elements end where one of the same kind begins, and in
// which others they do not.
var implied = map[atom.Atom]struct{ ends, unless []atom.Atom }{
	atom.Li: {[]atom.Atom{atom.Li}, []atom.Atom{atom.Ul, atom.Ol}},
	atom.Dt: {[]atom.Atom{atom.Dt, atom.Dd}, []atom.Atom{atom.Dl}},
	atom.Dd: {[]atom.Atom{atom.Dt, atom.Dd}, []atom.Atom{atom.Dl}},
	atom.Tr: {[]atom.Atom{atom.Tr}, []atom.Atom{atom.Table}},
	atom.Td: {[]atom.Atom{atom.Td, atom.Th}, []atom.Atom{atom.Tr, atom.Table}},
	atom.Th: {[]atom.Atom{atom.Td, atom.Th}, []atom.Atom{atom.Tr, atom.Table}},
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

// optional are elements whose end may be left out.
var optional = map[atom.Atom]bool{
	0: true, atom.P: true, atom.Li: true, atom.Dt: true, atom.Dd: true, atom.Tr: true, atom.Td: true, atom.Th: true,
	atom.Body: true, atom.Html: true, atom.Head: true, atom.Option: true,
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

var (
	unreadRoles = text.WordSet("navigation dialog alertdialog tooltip search menu banner contentinfo")
	// hiddenClasses are those of the style sheets that most pages are made with.
	hiddenClasses = text.WordSet("hidden d-none visually-hidden sr-only screen-reader-text")
)

// hides reports whether a style shows nothing.
func hides(style []byte) bool {
	return strings.Contains(strings.ReplaceAll(strings.ToLower(string(style)), " ", ""), "display:none")
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
