package objects

import (
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// An ownReader reads the JSON that verbatim writes, which package transcript
// documents.
type ownReader struct {
	r    *json.Reader
	out  *tape.Tape
	rr   recordReader
	rec  Record
	head ownHead
}

// An ownHead is everything in a document except its turns.
type ownHead struct {
	record.Header
	front []recordPart // notes before the first turn
	kept  int          // bytes of front
	seen  int          // number of header fields read
}

// ownFields is the number of fields in a complete header.
const ownFields = 7

// rewriteOwn writes the document to the tape. If the header does not come before the turns,
// it reads the source twice.
func rewriteOwn(in *tape.Input, out *tape.Tape) error {
	o := &ownReader{r: json.NewReader(in), out: out}
	begun := false
	o.r.Object(func(key string) {
		if key != "turns" {
			o.head.field(o.r, key)
			return
		}
		if o.head.seen < ownFields { // the rest of the header may follow the turns
			o.head = ownHead{}
			r := json.NewReaderAt(in, json.Start)
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

// field reads the value of a field if it belongs to the head.
func (h *ownHead) field(r *json.Reader, key string) {
	if key == "front" {
		h.front = readParts(r, h.front, &h.kept)
		return
	}
	f := dialect.FieldNamed(dialect.InJSON, key)
	if f == nil {
		return
	}
	h.seen++
	if f.IsList() {
		r.Array(func() { f.Add(&h.Header, r.Text()) })
	} else {
		f.Add(&h.Header, r.Text())
	}
}

// begin writes the header and the notes before the first turn. It states that questions are
// marked in each turn.
func (o *ownReader) begin() {
	h := &o.head
	for f, items := range dialect.Written(&h.Header) {
		for _, s := range items {
			o.out.Header(f.Key, s)
		}
	}
	o.out.Header("rule", "marked")
	for _, p := range h.front {
		o.out.Note(tape.Untimed(p.line), p.Text)
		json.WriteRest(o.out, p.Rest)
	}
}

// turn reads and writes a turn. A turn in which the source is truncated is written if it
// has a paragraph.
func (o *ownReader) turn() {
	o.rr.read(o.r, &o.rec)
	if o.r.Err == nil || len(o.rec.paragraphs) > 0 {
		o.rec.writeTurn(o.out, 1000)
	}
}
