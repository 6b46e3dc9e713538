package transcript

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"sync/atomic"

	"verbatim/internal/text"
)

// Schema is the version of the JSON that a Printer writes. It grows when a
// field is removed or changes its meaning, not when one is added.
const Schema = 1

// The objects of the JSON, see the package documentation.
type (
	jsonHead struct {
		Schema  int      `json:"schema"`
		Title   string   `json:"title"`
		Date    string   `json:"date"`
		Time    string   `json:"time"`
		Clock   string   `json:"clock"`
		Place   string   `json:"place"`
		Topics  []string `json:"topics"`
		Persons []string `json:"persons"`
		Source  string   `json:"source"`
		Format  string   `json:"format"`
	}
	jsonSpeaker struct {
		Name      string   `json:"name"`
		Role      string   `json:"role"`
		Labels    []string `json:"labels"`
		Turns     int      `json:"turns"`
		Words     int64    `json:"words"`
		Asks      bool     `json:"asks"`
		Anonymous bool     `json:"anonymous"`
	}
	jsonQuestion struct {
		N       int    `json:"n"`
		Turn    int    `json:"turn"`
		Summary string `json:"summary"`
	}
	jsonTurn struct {
		Source   string   `json:"source,omitempty"`
		N        int      `json:"n"`
		Speaker  *string  `json:"speaker"`
		Label    *string  `json:"label"`
		Role     string   `json:"role"`
		Question int      `json:"question"`
		Asks     bool     `json:"asks"`
		Start    *float64 `json:"start"`
		End      *float64 `json:"end"`
		Line     *int64   `json:"line"`
	}
	jsonLines struct {
		Lines *[2]int64 `json:"lines"`
	}
	jsonLine struct {
		Line *int64 `json:"line"`
	}
	jsonPlaced struct {
		Paragraph int `json:"paragraph"`
	}
)

// A jsonForm prints a document as one object, a turn, a speaker, a question
// and a note to the line, so that it can be compared and searched by line.
type jsonForm struct {
	jsonWriter
	lines  lineCounter
	turns  int           // printed
	passed *atomic.Int64 // bytes gone over, of the Printer
}

func newJSONForm(w *bufio.Writer, passed *atomic.Int64) form {
	return &jsonForm{jsonWriter: newJSONWriter(w), passed: passed}
}

func (f *jsonForm) open(ctx context.Context, d *Document, _ bool) error {
	f.d, f.turns, f.lines = d, 0, lineCounter{d: d}
	h := d.Header()
	f.object(jsonHead{
		Schema: Schema,
		Title:  h.Title, Date: h.Date, Time: h.Time, Clock: h.Clock, Place: h.Place,
		Topics: list(h.Topics), Persons: list(h.Persons),
		Source: text.CleanName(d.Source().Name()), Format: d.Format(),
	})
	f.w.WriteString(",\n\"speakers\":[")
	if err := f.speakers(ctx); err != nil {
		return err
	}
	f.w.WriteString("],\n\"questions\":[")
	for n := 1; n <= d.Questions(); n++ {
		f.separate(n - 1)
		f.w.Write(f.marshal(jsonQuestion{N: n, Turn: d.Question(n) + 1, Summary: d.Summary(n)}))
	}
	f.w.WriteString("],\n\"front\":[")
	n := 0
	if err := f.notes(-1, &n); err != nil {
		return err
	}
	f.w.WriteString("],\n\"turns\":[")
	f.lines = lineCounter{d: d}
	return nil
}

func (f *jsonForm) speakers(ctx context.Context) error {
	words, err := f.d.countWords(ctx, f.passed)
	if err != nil {
		return err
	}
	all := f.d.Speakers()
	labels := make([][]string, len(all))
	for _, l := range f.d.labels[1:] {
		labels[l.Speaker] = append(labels[l.Speaker], l.Text)
	}
	for i, s := range all[1:] {
		f.separate(i)
		f.w.Write(f.marshal(jsonSpeaker{
			Name: s.Name, Role: s.Role, Labels: list(labels[i+1]),
			Turns: s.Turns, Words: words[i+1], Asks: s.Asks, Anonymous: s.Anonymous,
		}))
	}
	return nil
}

func (f *jsonForm) turn(i int) error {
	f.separate(f.turns)
	f.turns++
	return f.writeTurn(i, "", &f.lines)
}

// close prints the notes of the whole document, not only of selected turns.
func (f *jsonForm) close(ctx context.Context) error {
	f.w.WriteString("],\n\"notes\":[")
	f.lines = lineCounter{d: f.d}
	n := 0
	for i := -1; i < f.d.Len(); i++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := f.notes(i, &n); err != nil {
			return err
		}
		f.passed.Add(f.d.size(i))
	}
	f.w.WriteString("]}\n")
	return nil
}

// notes prints the notes of turn i after n others, and counts them.
func (f *jsonForm) notes(i int, n *int) error {
	for first := range f.d.paragraphs(i) {
		if first.Kind != NoteBlock || f.d.headed(first) {
			continue
		}
		line, err := f.lines.at(first.SourceOff(0))
		if err != nil {
			return err
		}
		f.separate(*n)
		*n++
		f.object(jsonLine{known(line)})
		f.text(first)
		f.w.WriteByte('}')
	}
	return nil
}

// separate begins element n of an array, from 0.
func (f *jsonForm) separate(n int) {
	if n > 0 {
		f.w.WriteByte(',')
	}
	f.w.WriteByte('\n')
}

// A jsonlForm prints each turn as an object on a line of its own.
type jsonlForm struct {
	jsonWriter
	lines  lineCounter
	source string
}

func newJSONLForm(w *bufio.Writer) form { return &jsonlForm{jsonWriter: newJSONWriter(w)} }

func (f *jsonlForm) open(_ context.Context, d *Document, _ bool) error {
	f.d, f.lines, f.source = d, lineCounter{d: d}, text.CleanName(d.Source().Name())
	return nil
}

func (f *jsonlForm) turn(i int) error {
	err := f.writeTurn(i, f.source, &f.lines)
	f.w.WriteByte('\n')
	return err
}

func (f *jsonlForm) close(context.Context) error { return nil }

// A jsonWriter prints values piece by piece: neither a document nor a
// paragraph need fit into memory.
type jsonWriter struct {
	w   *bufio.Writer
	d   *Document
	buf *bytes.Buffer
	enc *json.Encoder
}

func newJSONWriter(w *bufio.Writer) jsonWriter {
	j := jsonWriter{w: w, buf: new(bytes.Buffer)}
	j.enc = json.NewEncoder(j.buf)
	j.enc.SetEscapeHTML(false)
	return j
}

// marshal returns v as JSON, valid until the next call. It cannot fail: values
// are strings, integers and finite numbers.
func (j *jsonWriter) marshal(v any) []byte { return new(text.Escaper).Escape(j.encode(v)) }

// encode returns v as JSON, with invisible characters not yet escaped.
func (j *jsonWriter) encode(v any) []byte {
	j.buf.Reset()
	if err := j.enc.Encode(v); err != nil {
		panic(err)
	}
	return bytes.TrimSuffix(j.buf.Bytes(), []byte{'\n'})
}

// object prints an object and leaves it open for more fields.
func (j *jsonWriter) object(v any) {
	b := j.marshal(v)
	j.w.Write(b[:len(b)-1])
}

// text prints a paragraph as the field "text" of an open object: as it is in
// the source, with invisible characters escaped.
func (j *jsonWriter) text(first Block) {
	raw := blockReader{j.d, true}
	first = raw.block(first.Turn, first.Off)
	j.w.WriteString(`,"text":"`)
	var e text.Escaper // the pieces are one text
	for piece := range raw.pieces(first) {
		b := j.encode(piece)
		j.w.Write(e.Escape(b[1 : len(b)-1]))
	}
	j.w.WriteByte('"')
}

func (j *jsonWriter) writeTurn(i int, source string, lines *lineCounter) error {
	t := j.d.turn(i)
	line, err := lines.at(t.Off)
	if err != nil {
		return err
	}
	out := jsonTurn{
		Source: source, N: i + 1, Question: j.d.Exchange(i), Asks: j.d.Asks(i),
		Start: seconds(t.Start), End: seconds(t.End), Line: known(line),
	}
	if l := j.d.labels[t.Label]; t.Label > 0 {
		out.Label, out.Speaker, out.Role = &l.Text, &j.d.Speakers()[l.Speaker].Name, l.Role
	}
	j.object(out)
	j.w.WriteString(`,"paragraphs":[`)
	n, notes := 0, []placedNote(nil)
	for first, last := range j.d.paragraphs(i) {
		if first.Kind != Speech {
			notes = append(notes, placedNote{first, n})
			continue
		}
		from, to, err := lines.lines(first, last)
		if err != nil {
			return err
		}
		if n++; n > 1 {
			j.w.WriteByte(',')
		}
		var span jsonLines
		if from > 0 {
			span.Lines = &[2]int64{from, to}
		}
		j.object(span)
		j.text(first)
		j.w.WriteByte('}')
	}
	j.w.WriteString("]")
	j.turnNotes(notes)
	j.w.WriteByte('}')
	return nil
}

// A placedNote is a note in a turn, and how many paragraphs come before it.
type placedNote struct {
	first     Block
	paragraph int
}

// turnNotes prints the notes of a turn, if there are any.
func (j *jsonWriter) turnNotes(notes []placedNote) {
	if len(notes) == 0 {
		return
	}
	j.w.WriteString(`,"notes":[`)
	for i, n := range notes {
		if i > 0 {
			j.w.WriteByte(',')
		}
		j.object(jsonPlaced{n.paragraph})
		j.text(n.first)
		j.w.WriteByte('}')
	}
	j.w.WriteByte(']')
}

// seconds returns a time in milliseconds as seconds, nil if there is none.
func seconds(ms int32) *float64 {
	if ms < 0 {
		return nil
	}
	s := float64(ms) / 1000
	return &s
}

// known returns a line number, nil if there is none.
func known(line int64) *int64 {
	if line == 0 {
		return nil
	}
	return &line
}

// list returns s as a list that is never null.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
