package research

import (
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// A teiHeader is what the header of a TEI text says of the whole.
type teiHeader struct {
	path               []string
	title, date, place string
	recorded           string // the date of the source, where the setting has none
	buf                []byte
	kind               string // of the title that is open
}

func (h *teiHeader) open(e *xml.Element) {
	h.path = append(h.path, e.Name)
	h.buf = h.buf[:0]
	switch {
	case e.Name == "title":
		h.kind = e.Attr("type")
	case e.Name == "name":
		h.kind = e.Attr("type")
	case e.Name == "date":
		h.dated(e)
	}
}

// dated takes in a date: that of the setting, or else that of the source.
func (h *teiHeader) dated(e *xml.Element) {
	when := e.Attr("when")
	if len(when) > 10 {
		when = when[:10]
	}
	day, ok := text.ParseDate(when)
	switch {
	case !ok:
	case h.in("setting") && h.date == "":
		h.date = day
	case h.in("sourceDesc") && h.recorded == "":
		h.recorded = day
	}
}

func (h *teiHeader) in(name string) bool { return slices.Contains(h.path, name) }

func (h *teiHeader) text(b []byte) {
	h.buf = append(h.buf, b[:min(len(b), max(0, 2*tape.MaxField-len(h.buf)))]...)
}

func (h *teiHeader) shut(name string) {
	text := printedName(h.buf)
	switch {
	case name == "title" && h.in("titleStmt") && h.title == "" && h.kind != "sub":
		h.title = text
	case h.place != "" || !h.in("setting"):
	case name == "settlement", name == "placeName", name == "name" && (h.kind == "city" || h.kind == "place"):
		h.place = text
	}
	h.buf = h.buf[:0]
	if n := len(h.path); n > 0 {
		h.path = h.path[:n-1]
	}
}

func (h *teiHeader) write(out *tape.Tape) {
	if h.date == "" {
		h.date = h.recorded
	}
	out.Header("title", h.title)
	out.Header("date", h.date)
	out.Header("place", h.place)
}

// A teiCast is who is who: the names of ids, from lists of persons.
type teiCast struct {
	names                    map[string]record.Voice
	id                       string  // of the person that is open
	part                     *[]byte // of the name, that is open
	done                     bool    // the name is read: others are in other languages
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

// piece begins a piece of a name.
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

// take takes in the person that is open.
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

// seek looks for a list of persons in what comes after the byte off of a
// source: of some texts it stands at the end.
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

// read reads a list of persons. What is wrong with it is told when the source
// is read on up to there.
func (c *teiCast) read(r io.Reader) { _ = xml.NewReader(nil, r).WalkElement(castTaker{c}) }

// A castTaker reads a list of persons alone.
type castTaker struct{ *teiCast }

func (c castTaker) Open(e *xml.Element) bool { c.teiCast.open(e); return true }
func (c castTaker) Text(b []byte, _ int64)   { c.teiCast.text(b) }
func (c castTaker) Shut(name string)         { c.teiCast.shut(name) }

// A timeline is the times that the ids of points in a recording stand for.
type timeline struct {
	points map[string]int64 // milliseconds
	unit   float64          // milliseconds of an interval
}

func (t *timeline) open(e *xml.Element) {
	if t.points == nil {
		t.points, t.unit = map[string]int64{}, 1000
	}
	switch {
	case e.Name == "timeline":
		if e.Attr("unit") == "ms" {
			t.unit = 1
		}
		return
	case len(t.points) >= 1<<20:
		return
	}
	ms := int64(0)
	if since, err := strconv.ParseFloat(e.Attr("interval"), 64); err == nil && since >= 0 && since*t.unit < 1<<31 {
		ms = t.points[reference(e.Attr("since"))] + int64(since*t.unit+0.5)
	} else if at := text.TimeOfDay(e.Attr("absolute")); at >= 0 {
		ms = at
	}
	t.points[e.Attr("id")] = ms
}

// at returns the time that an attribute states, -1 where it states none: a
// point of the timeline, seconds, or a clock.
func (t *timeline) at(s string) int64 {
	if s = strings.TrimSpace(s); s == "" {
		return -1
	}
	if ms, ok := t.points[reference(s)]; ok {
		return ms
	}
	if f, err := strconv.ParseFloat(strings.TrimSuffix(s, "s"), 64); err == nil && f >= 0 && f < 1<<21 {
		return int64(f*1000 + 0.5)
	}
	return text.TimeOfDay(s)
}
