package transcript

import (
	"bufio"
	"bytes"
	"context"
	"strconv"
	"sync/atomic"

	"verbatim/internal/text"
)

// Schema is the version of the JSON that a Printer writes. It grows when a
// field is removed or changes its meaning, not when one is added.
const Schema = 1

// A jsonObject is an object being made: its fields in order, without the bracket
// that closes it. See the package documentation for the objects.
type jsonObject []byte

// key adds the name of a field, whose value must follow.
func (o jsonObject) key(name string) jsonObject {
	sign := byte(',')
	if len(o) == 0 {
		sign = '{'
	}
	o = append(append(o, sign, '"'), name...)
	return append(o, '"', ':')
}

func (o jsonObject) text(name, value string) jsonObject { return appendQuoted(o.key(name), value) }

func (o jsonObject) number(name string, n int64) jsonObject {
	return strconv.AppendInt(o.key(name), n, 10)
}

func (o jsonObject) truth(name string, is bool) jsonObject {
	return strconv.AppendBool(o.key(name), is)
}

func (o jsonObject) null(name string) jsonObject { return append(o.key(name), "null"...) }

// line adds a line number, null for 0.
func (o jsonObject) line(name string, n int64) jsonObject {
	if n == 0 {
		return o.null(name)
	}
	return o.number(name, n)
}

// seconds adds a time in milliseconds as seconds, null for -1.
func (o jsonObject) seconds(name string, ms int64) jsonObject {
	if ms < 0 {
		return o.null(name)
	}
	return appendSeconds(o.key(name), ms)
}

func (o jsonObject) list(name string, all []string) jsonObject {
	o = append(o.key(name), '[')
	for i, s := range all {
		if i > 0 {
			o = append(o, ',')
		}
		o = appendQuoted(o, s)
	}
	return append(o, ']')
}

// appendQuoted appends s as a string of JSON.
func appendQuoted(b []byte, s string) []byte {
	return append(new(text.Escaper).Append(append(b, '"'), s), '"')
}

// appendSeconds appends a time in milliseconds as seconds with as many decimals as
// it needs.
func appendSeconds(b []byte, ms int64) []byte {
	b = strconv.AppendInt(b, ms/1000, 10)
	if ms %= 1000; ms == 0 {
		return b
	}
	b = append(b, '.', byte('0'+ms/100), byte('0'+ms/10%10), byte('0'+ms%10))
	return bytes.TrimRight(b, "0")
}

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
	f.object(f.empty().number("schema", Schema).
		text("title", h.Title).text("date", h.Date).text("time", h.Time).text("clock", h.Clock).text("place", h.Place).
		list("topics", h.Topics).list("persons", h.Persons).
		text("source", text.CleanName(d.Source().Name())).text("format", d.Format()).number("skipped", int64(d.Lost())))
	f.w.WriteString(",\n\"speakers\":[")
	if err := f.speakers(ctx); err != nil {
		return err
	}
	f.w.WriteString("],\n\"questions\":[")
	for n := 1; n <= d.Questions(); n++ {
		f.element(n - 1)
		f.object(f.empty().number("n", int64(n)).number("turn", int64(d.Question(n)+1)).text("summary", d.Summary(n)))
		f.w.WriteByte('}')
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
		f.element(i)
		f.object(f.empty().text("name", s.Name).text("role", s.Role).list("labels", labels[i+1]).
			number("turns", int64(s.Turns)).number("words", words[i+1]).truth("asks", s.Asks).truth("anonymous", s.Anonymous))
		f.w.WriteByte('}')
	}
	return nil
}

func (f *jsonForm) turn(i int) error {
	f.separate()
	return f.own(i)
}

func (f *jsonForm) separate() {
	f.element(f.turns)
	f.turns++
}

func (f *jsonForm) own(i int) error { return f.writeTurn(i, "", &f.lines) }

func (f *jsonForm) beside(w *bufio.Writer, d *Document) apartForm {
	return &jsonForm{jsonWriter: jsonWriter{w: w, d: d}, lines: lineCounter{d: d}}
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
		f.element(*n)
		*n++
		f.object(f.empty().line("line", line))
		f.text(first)
		f.w.WriteByte('}')
	}
	return nil
}

// element begins element n of an array, from 0.
func (f *jsonForm) element(n int) {
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

func (f *jsonlForm) turn(i int) error { return f.own(i) }

func (f *jsonlForm) separate() {}

func (f *jsonlForm) beside(w *bufio.Writer, d *Document) apartForm {
	return &jsonlForm{jsonWriter: jsonWriter{w: w, d: d}, lines: lineCounter{d: d}, source: f.source}
}

func (f *jsonlForm) own(i int) error {
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
	buf []byte // memory of empty and text
}

func newJSONWriter(w *bufio.Writer) jsonWriter { return jsonWriter{w: w} }

// empty returns an object without fields, valid until the next call of a method.
func (j *jsonWriter) empty() jsonObject { return j.buf[:0] }

// object prints an object, which remains open for more fields.
func (j *jsonWriter) object(o jsonObject) {
	j.w.Write(o)
	j.buf = o
}

// text prints a paragraph as the field "text" of an open object: as it is in
// the source, with invisible characters escaped.
func (j *jsonWriter) text(first Block) {
	raw := blockReader{j.d, true}
	if first.altered {
		first = raw.block(first.Turn, first.Off)
	}
	j.w.WriteString(`,"text":"`)
	var e text.Escaper // the pieces are one text
	for piece := range raw.pieces(first) {
		j.buf = e.Append(j.buf[:0], piece)
		j.w.Write(j.buf)
	}
	j.w.WriteByte('"')
}

func (j *jsonWriter) writeTurn(i int, source string, lines *lineCounter) error {
	if err := j.turnFields(i, source, lines); err != nil {
		return err
	}
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
		o := j.empty().key("lines")
		if from > 0 {
			o = strconv.AppendInt(append(o, '['), from, 10)
			o = append(strconv.AppendInt(append(o, ','), to, 10), ']')
		} else {
			o = append(o, "null"...)
		}
		j.object(o)
		j.text(first)
		j.w.WriteByte('}')
	}
	j.w.WriteByte(']')
	j.turnNotes(notes)
	j.w.WriteByte('}')
	return nil
}

// turnFields prints the fields of a turn that come before its text. The object
// remains open.
func (j *jsonWriter) turnFields(i int, source string, lines *lineCounter) error {
	t := j.d.turn(i)
	line, ref, err := lines.opening(i)
	if err != nil {
		return err
	}
	o := j.empty()
	if source != "" {
		o = o.text("source", source)
	}
	o = o.number("n", int64(i+1))
	role := ""
	if l := &j.d.labels[t.Label]; t.Label > 0 {
		o = o.text("speaker", j.d.speakers[l.Speaker].Name).text("label", l.Text)
		role = l.Role
	} else {
		o = o.null("speaker").null("label")
	}
	n := j.d.Exchange(i)
	asks := n > 0 && j.d.Question(n) == i
	o = o.text("role", role).number("question", int64(n)).truth("asks", asks).
		seconds("start", t.Start.Milliseconds()).seconds("end", t.End.Milliseconds()).line("line", line)
	for _, f := range [...]struct{ name, value string }{{"url", ref.URL}, {"id", ref.ID}, {"column", ref.Column}, {"number", ref.Number}} {
		if f.value != "" {
			o = o.text(f.name, f.value)
		}
	}
	j.object(o)
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
		j.object(j.empty().number("paragraph", int64(n.paragraph)))
		j.text(n.first)
		j.w.WriteByte('}')
	}
	j.w.WriteByte(']')
}
