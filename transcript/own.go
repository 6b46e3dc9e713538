package transcript

import "errors"

// jsonFormat is the JSON that verbatim writes, see the package documentation.
// What is JSON but of no shape that is known comes here as well: what makes a
// transcript of it may stand further down.
var jsonFormat = Format{
	Name: "json", Title: "JSON, as verbatim writes it", Sign: `{"schema", "speakers", "turns"`,
	Extensions: []string{".json"}, rewrite: rewriteJSON,
	claims: func(head []byte) bool {
		shape := jsonShapeOf(head)
		return shape == ownJSON || shape == otherJSON
	},
}

func rewriteJSON(in *input, out *tape) error {
	head, err := sniff(in.src)
	if err != nil {
		return err
	}
	if jsonShapeOf(head) == ownJSON {
		return rewriteOwn(in, out)
	}
	r := jsonIn(in, jsonPlace{0, 1})
	shape := pathsOf(r).shape()
	if shape == otherJSON && r.err != nil {
		return jsonFailed(in, r)
	}
	return rewriteShape(in, shape, out)
}

// rewriteShape takes down a source the head of which did not tell its shape.
func rewriteShape(in *input, shape jsonShape, out *tape) error {
	for i := range formats {
		if f := &formats[i]; f.shape == shape && shape != noJSON {
			return f.rewrite(in, out)
		}
	}
	return noTranscript(in)
}

var errNoTranscript = errors.New("no transcript in this JSON")

func noTranscript(in *input) error {
	return &Error{Name: in.src.Name(), Err: errNoTranscript, Hint: "turns or segments with a text are looked for; for what can be read, see verbatim --list formats"}
}

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
			r := jsonIn(in, jsonPlace{0, 1})
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
