package research

import (
	"bytes"
	"io"
	"slices"

	"verbatim/internal/text"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// A teiCast maps ids to the names and roles of persons.
type teiCast struct {
	names                    map[string]record.Voice
	id                       string  // of the open person
	part                     *[]byte // the open part of the name, or nil
	done                     bool    // the name has been read; further ones are in other languages
	first, last, whole, role []byte
}

func newTEICast() *teiCast { return &teiCast{names: map[string]record.Voice{}} }

// teiPeople are the elements that list persons outside of a header.
var teiPeople = text.WordSet("listPerson particDesc standOff listOrg")

func (c *teiCast) open(e *xml.Element) {
	switch e.Name {
	case "person", "personGrp", "org", "role":
		c.id, c.done = e.Attr("id"), false
		c.first, c.last, c.whole, c.role = nil, nil, nil, nil
		if e.Name == "role" {
			c.part = &c.whole
		}
	case "persName", "orgName", "name":
		if !c.done && c.id != "" {
			c.part = &c.whole
		}
	case "forename", "addName":
		c.piece(&c.first)
	case "surname", "nameLink":
		c.piece(&c.last)
	case "roleName":
		if len(c.role) == 0 && c.id != "" {
			c.part = &c.role
		}
	}
}

// piece begins a part of a name.
func (c *teiCast) piece(part *[]byte) {
	if c.part != nil {
		c.part = part
		*part = append(*part, ' ')
	}
}

func (c *teiCast) text(b []byte) {
	if c.part != nil && len(*c.part) < tape.MaxField {
		*c.part = append(*c.part, b[:min(len(b), tape.MaxField)]...)
	}
}

func (c *teiCast) shut(name string) {
	switch name {
	case "persName", "orgName", "name":
		c.done, c.part = c.done || c.part != nil, nil
	case "forename", "addName", "surname", "nameLink", "genName":
		if c.part != nil {
			c.part = &c.whole
		}
	case "roleName":
		if c.part = nil; !c.done && c.id != "" {
			c.part = &c.whole
		}
	case "person", "personGrp", "org", "role":
		c.take()
	}
}

// take adds the open person.
func (c *teiCast) take() {
	name := printedName(c.whole)
	if len(c.first)+len(c.last) > 0 {
		name = printedName(slices.Concat(c.first, []byte{' '}, c.last))
	}
	if _, have := c.names[c.id]; c.id != "" && name != "" && !have && len(c.names) < tape.MaxCast {
		c.names[c.id] = record.Voice{Label: name, Role: printedName(c.role)}
	}
	c.id, c.part = "", nil
}

// seek reads the first list of persons after byte off of a source. Some texts have it at
// the end.
func (c *teiCast) seek(in *tape.Input, off int64) {
	const sign = "<listPerson"
	size := in.Src.Whole()
	buf := make([]byte, 1<<20)
	for ; off < size; off += int64(len(buf) - len(sign)) {
		n, _ := in.Src.ReadAt(buf, off)
		if k := bytes.Index(buf[:n], []byte(sign)); k >= 0 {
			c.read(io.NewSectionReader(in.Src, off+int64(k), size-off-int64(k)))
			return
		}
	}
}

// read reads a list of persons. Reading the text reports its errors.
func (c *teiCast) read(r io.Reader) { _ = xml.NewReader(nil, r).WalkElement(castTaker{c}) }

// A castTaker reads only a list of persons.
type castTaker struct{ *teiCast }

func (c castTaker) Open(e *xml.Element) bool { c.teiCast.open(e); return true }

func (c castTaker) Text(b []byte, _ int64) { c.teiCast.text(b) }

func (c castTaker) Shut(name string) { c.teiCast.shut(name) }
