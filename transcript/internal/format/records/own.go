package records

import (
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// An ownReader reads the JSON that verbatim writes.
type ownReader struct {
	r    *json.Reader
	out  *tape.Tape
	rec  Record
	head ownHead
}

// An ownHead is what stands beside the turns.
type ownHead struct {
	record.Header
	front []recordPart // notes before the first turn
	kept  int          // bytes of these
	seen  int          // fields of the header
}

// ownFields is how many fields a whole header has.
const ownFields = 6

func RewriteOwn(in *tape.Input, out *tape.Tape) error {
	o := &ownReader{r: json.NewReader(in), out: out}
	begun := false
	o.r.Object(func(key string) {
		if key != "turns" {
			o.head.field(o.r, key)
			return
		}
		if o.head.seen < ownFields { // the fields have another order
			o.head = ownHead{}
			r := json.In(in, json.Start)
			r.Object(func(key string) { o.head.field(r, key) })
		}
		o.begin()
		begun = true
		o.r.Array(o.turn)
	})
	if !begun {
		o.begin()
	}
	return json.Failed(in, o.r)
}

// field reads a field.
func (h *ownHead) field(r *json.Reader, key string) {
	h.seen++
	switch key {
	case "title":
		h.Title = r.Text()
	case "date":
		h.Date = r.Text()
	case "time":
		h.Time = r.Text()
	case "place":
		h.Place = r.Text()
	case "topics":
		r.Array(func() { h.Topics = append(h.Topics, r.Text()) })
	case "persons":
		r.Array(func() { h.Persons = append(h.Persons, r.Text()) })
	case "front":
		h.front = readParts(r, h.front, &h.kept)
		h.seen--
	default:
		h.seen--
	}
}

// begin takes the header down. Every turn tells whether it is a question.
func (o *ownReader) begin() {
	h := &o.head
	o.out.Header("title", h.Title)
	o.out.Header("date", h.Date)
	o.out.Header("time", h.Time)
	o.out.Header("place", h.Place)
	for _, s := range h.Topics {
		o.out.Header("topic", s)
	}
	for _, s := range h.Persons {
		o.out.Header("person", s)
	}
	o.out.Header("rule", "marked")
	for _, p := range h.front {
		o.out.Note(tape.Untimed(p.line), p.Text)
		json.WriteRest(o.out, p.Rest)
	}
}

func (o *ownReader) turn() {
	ReadRecord(o.r, &o.rec)
	if o.r.Err == nil || len(o.rec.paragraphs) > 0 { // or the file is cut in it
		o.rec.Take(o.out, 1000)
	}
}
