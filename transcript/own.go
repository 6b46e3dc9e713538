package transcript

// An ownReader reads the JSON that verbatim writes.
type ownReader struct {
	r    *jsonReader
	out  *tape
	rec  record
	head ownHead
}

// An ownHead is what stands beside the turns.
type ownHead struct {
	foundHeader
	front []recordPart // notes before the first turn
	kept  int          // bytes of these
	seen  int          // fields of the header
}

// ownFields is how many fields a whole header has.
const ownFields = 6

func rewriteOwn(in *input, out *tape) error {
	o := &ownReader{r: newJSONReader(in), out: out}
	begun := false
	o.r.object(func(key string) {
		if key != "turns" {
			o.head.field(o.r, key)
			return
		}
		if o.head.seen < ownFields { // the fields have another order
			o.head = ownHead{}
			r := jsonIn(in, jsonStart)
			r.object(func(key string) { o.head.field(r, key) })
		}
		o.begin()
		begun = true
		o.r.array(o.turn)
	})
	if !begun {
		o.begin()
	}
	return jsonFailed(in, o.r)
}

// field reads a field.
func (h *ownHead) field(r *jsonReader, key string) {
	h.seen++
	switch key {
	case "title":
		h.Title = r.text()
	case "date":
		h.Date = r.text()
	case "time":
		h.Time = r.text()
	case "place":
		h.Place = r.text()
	case "topics":
		r.array(func() { h.Topics = append(h.Topics, r.text()) })
	case "persons":
		r.array(func() { h.Persons = append(h.Persons, r.text()) })
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
	o.out.header("title", h.Title)
	o.out.header("date", h.Date)
	o.out.header("time", h.Time)
	o.out.header("place", h.Place)
	for _, s := range h.Topics {
		o.out.header("topic", s)
	}
	for _, s := range h.Persons {
		o.out.header("person", s)
	}
	o.out.header("rule", "marked")
	for _, p := range h.front {
		o.out.note(untimed(p.line), p.text)
		restOf(o.out, p.rest)
	}
}

func (o *ownReader) turn() {
	readRecord(o.r, &o.rec)
	if o.r.err == nil || len(o.rec.paragraphs) > 0 { // or the file is cut in it
		o.rec.take(o.out, 1000)
	}
}
