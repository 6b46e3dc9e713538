package research

import (
	"slices"

	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// A teiHeader is the title, date and place in the header of a TEI text.
type teiHeader struct {
	path               []string
	title, date, place string
	recorded           string // date of the source, used if the setting has none
	buf                []byte
	kind               string // type of the open title or name
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

// dated stores a date, of the setting or of the source.
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
