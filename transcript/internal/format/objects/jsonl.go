package objects

import (
	"bytes"
	"errors"
	"io"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// JSONL is JSON Lines: one object per line, which is a turn written by verbatim or a
// segment of another program.
//
//	{"speaker": "Ann Lee", "start": 1.5, "text": "Good morning."}
var JSONL = format.Format{
	Name: "jsonl", Title: "JSON Lines: a turn or segment per line", Sign: "an object on each line, with a text and a speaker or a time",
	Extensions: []string{".jsonl", ".ndjson"}, Claims: func(head []byte) bool { return kindOf(head) == manyValues }, Rewrite: rewriteLines,
}

// jsonlPart is the number of bytes of lines that are decoded at once.
const jsonlPart = 256 << 10

// A jsonlBatch is some lines and the records decoded from them, or one line
// that is too long to be kept in memory.
type jsonlBatch struct {
	data    []byte
	reader  json.Reader // reads the lines of data
	rr      *recordReader
	long    *json.Reader // reads the long line; nil if data has the lines
	line    int64        // number of the first line
	steps   []string     // from a line to its records
	open    bool         // the source ends in the last line, without a line end
	at      int64        // number of the line being decoded
	records []Record
	lost    []jsonlLoss
	ended   error // the error of an open line that was truncated
}

// A jsonlLoss is an invalid line.
type jsonlLoss struct {
	line int64
	at   int // number of records before it
	err  error
}

var errNotObject = errors.New("not a JSON object")

// rewriteLines decodes lines on all cores and writes the records in order. If the source
// still grows, each batch is written at once.
func rewriteLines(in *tape.Input, out *tape.Tape) error {
	p, whole, err := learnLines(in)
	if err != nil {
		return err
	}
	if !whole {
		return newWriter(in, out, p).values()
	}
	t := &jsonlWriter{writer: newWriter(in, out, p)}
	t.begin()
	lines := jsonlLines{in: in, steps: p.steps[1:], kinds: p.kinds}
	var ahead tape.Ahead[*jsonlBatch]
	for {
		b, err := lines.batch()
		if err != nil {
			return err
		}
		if b != nil {
			ahead.Start(b, b.decode)
		}
		_, whole := in.Src.Size()
		for ahead.Len() > 0 && (b == nil || !whole || ahead.Full()) {
			next, fault := ahead.Take()
			if err := t.write(in, next, fault); err != nil {
				return err
			}
			lines.reuse(next)
		}
		if b == nil {
			return t.end()
		}
	}
}

// jsonlLines reads batches of lines.
type jsonlLines struct {
	in    *tape.Input
	steps []string      // from a line to its records
	kinds bool          // the kind of a record says who speaks
	next  *jsonlBatch   // a long line that ended the previous batch, or nil
	spare []*jsonlBatch // written batches, for reuse
}

// reuse keeps the memory of a written batch, unless the batch had a long line or very many
// records. It clears the records, because each would keep the lines of its batch in memory.
func (l *jsonlLines) reuse(b *jsonlBatch) {
	if b.long == nil && cap(b.records) <= maxSpare {
		for i := range b.records {
			b.records[i].forget()
		}
		l.spare = append(l.spare, &jsonlBatch{data: b.data[:0], records: b.records[:0], reader: b.reader, rr: b.rr})
	}
}

// maxSpare is the maximum number of records in a batch that is reused.
const maxSpare = 1 << 12

// empty returns a batch without lines, reusing a spare one.
func (l *jsonlLines) empty() *jsonlBatch {
	b := &jsonlBatch{rr: &recordReader{kinds: l.kinds}}
	if k := len(l.spare) - 1; k >= 0 {
		b, l.spare = l.spare[k], l.spare[:k]
	}
	b.line, b.steps = l.in.Line+1, l.steps
	return b
}

// batch returns a batch of as many whole lines as are available, nil at the end
// of the source.
func (l *jsonlLines) batch() (*jsonlBatch, error) {
	if b := l.next; b != nil {
		l.next = nil
		return b, nil
	}
	in := l.in
	b := l.empty()
	for len(b.data) < jsonlPart && (len(b.data) == 0 || in.Buffered() > 0) {
		line, ok, err := in.ReadLine()
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		if in.More {
			long, err := l.long()
			if err != nil || len(b.data) == 0 {
				return long, err
			}
			l.next = long
			break
		}
		if cap(b.data) == 0 {
			b.data = make([]byte, 0, jsonlPart+tape.InputSize)
		}
		b.data = append(append(b.data, line...), '\n')
		b.open = in.Open
	}
	if len(b.data) == 0 {
		return nil, nil
	}
	return b, nil
}

// long skips the rest of a long line, and returns a batch that reads the line from the
// source again.
func (l *jsonlLines) long() (*jsonlBatch, error) {
	in := l.in
	b := &jsonlBatch{line: in.Line, steps: l.steps, rr: &recordReader{kinds: l.kinds}}
	at := in.At
	for in.More {
		if _, _, err := in.ReadLine(); err != nil {
			return nil, err
		}
	}
	b.open = in.Open
	b.long = json.NewReader(io.LimitReader(&source.Reader{Src: in.Src, Off: at}, in.Off-at))
	b.long.Base, b.long.Line = at, in.Line
	return b, nil
}

// decode decodes the lines of the batch.
func (b *jsonlBatch) decode() {
	n := b.line
	b.rr.depth = 0
	if b.at = n; b.long != nil {
		b.decodeLine(b.long)
		n++
	}
	shared := string(b.data) // the strings of the records share it
	for at := 0; at < len(b.data); n++ {
		end := len(b.data)
		if k := bytes.IndexByte(b.data[at:], '\n'); k >= 0 {
			end = at + k + 1
		}
		b.at = n
		b.reader.Reset(b.data[at:end], shared[at:end], n)
		b.decodeLine(&b.reader)
		at = end
	}
	if k := len(b.lost); b.open && k > 0 && b.lost[k-1].line == n-1 && b.lost[k-1].err == json.ErrCut {
		b.ended = json.ErrCut
		b.lost = b.lost[:k-1]
	}
}

func (b *jsonlBatch) decodeLine(r *json.Reader) {
	line := r.Line
	kind := r.Peek()
	if kind == 0 {
		return
	}
	had := len(b.records)
	switch {
	case kind == '{' && len(b.steps) == 0:
		b.rr.read(r, b.slot())
		b.records = b.records[:had+1]
	case kind == '{' || kind == '[' && len(b.steps) > 0:
		walk(r, b.steps, nil, func() {
			b.rr.read(r, b.slot())
			b.records = b.records[:len(b.records)+1]
		})
	}
	if kind == '{' || kind == '[' {
		if r.Err == nil && r.Is(',') {
			r.Pos++
		}
	}
	switch {
	case kind != '{' && (kind != '[' || len(b.steps) == 0) || r.Err == nil && r.Peek() != 0:
		b.records = b.records[:had]
		b.lost = append(b.lost, jsonlLoss{line, len(b.records), errNotObject})
		return
	case r.Err != nil:
		if r.Err != json.ErrCut || !b.open {
			b.records = b.records[:had]
		}
		b.lost = append(b.lost, jsonlLoss{line, len(b.records), r.Err})
	}
	for i := had; i < len(b.records); i++ {
		b.records[i].line = line
	}
}

// slot returns a cleared record for the next element of b.records.
func (b *jsonlBatch) slot() *Record {
	n := len(b.records)
	if n == cap(b.records) {
		b.records = append(b.records, Record{})[:n]
	}
	return &b.records[:n+1][n]
}

// A jsonlWriter writes batches to the tape.
type jsonlWriter struct {
	*writer
	source string
	begun  bool
}

// write writes a batch. fault is the panic value of its decoding, or nil.
func (t *jsonlWriter) write(in *tape.Input, b *jsonlBatch, fault any) error {
	if !t.begun && len(b.records) > 0 {
		t.begun, t.source = true, b.records[0].source
	}
	lost := b.lost
	for i := range b.records {
		lost = t.losses(lost, i)
		t.turn(&b.records[i])
	}
	t.losses(lost, len(b.records))
	if fault != nil {
		return in.Fault(b.at, fault)
	}
	if b.ended != nil {
		return in.Fails(b.line+max(1, int64(bytes.Count(b.data, text.Newline)))-1, b.ended.Error())
	}
	return nil
}

// losses reports the invalid lines before record n, and returns the remaining ones.
func (t *jsonlWriter) losses(lost []jsonlLoss, n int) []jsonlLoss {
	for len(lost) > 0 && lost[0].at <= n {
		t.say.out.Lost(lost[0].line, lost[0].err.Error())
		lost = lost[1:]
	}
	return lost
}

// turn writes a record.
func (t *jsonlWriter) turn(rec *Record) {
	if rec.whole && rec.source != t.source { // the file has turns of several sources
		t.source = rec.source
		t.say.out.Note(tape.Untimed(rec.line), rec.source)
	}
	t.record(rec)
	if rec.replies.Size > int64(len("[]")) {
		t.say.out.Lost(rec.line, "replies inside a record")
	}
}

// learnLines returns the plan for JSON Lines from the head of the source. It waits while
// the head does not tell enough. whole is false if values span several lines.
func learnLines(in *tape.Input) (p *plan, whole bool, err error) {
	for {
		head, err := source.Sniff(in.Src)
		if err != nil {
			return nil, false, err
		}
		p := linesPlan(head)
		size, ended := in.Src.Size()
		if p != nil && (ended || p.own || p.seen > 1 || size > int64(len(head))) {
			return p, true, nil
		}
		if ended || size > int64(len(head)) {
			p, err := learnValues(in)
			return p, bytes.IndexByte(head, '\n') < 0 && bytes.Count(head, []byte("}{")) == 0, err
		}
		in.Src.Wait(size + 1)
	}
}

// learnValues returns the plan for consecutive values, some of which are longer than the
// head.
func learnValues(in *tape.Input) (*plan, error) {
	r := json.NewReaderAt(in, json.Start)
	s := newSurvey(func(at json.Place) *json.Reader { return json.NewReaderAt(in, at) })
	for s.root.seen < maxSampled && (r.Is('{') || r.Is('[')) {
		s.root.seen++
		s.member(r, s.root, -1)
	}
	s.cut = r.Err == json.ErrCut
	if p := s.judge(); p != nil {
		return p, nil
	}
	if r.Err != nil {
		return nil, json.Failed(in, r)
	}
	return nil, noTranscript(in)
}

// linesPlan returns the plan for JSON Lines that begin with head, nil if there is none.
func linesPlan(head []byte) *plan {
	if isOwnLine(head) {
		return &plan{own: true, steps: []string{anyMember}, unit: 1000}
	}
	s := newSurvey(nil)
	for line := range bytes.Lines(head) {
		s.line(json.FromBytes(line, 1))
	}
	return s.judge()
}

// isOwnLine reports whether head begins JSON Lines that verbatim wrote.
func isOwnLine(head []byte) bool {
	n, paragraphs := false, false
	json.FromBytes(head, 1).Object(func(key string) {
		n = n || key == "n"
		paragraphs = paragraphs || key == "paragraphs"
	})
	return n && paragraphs
}
