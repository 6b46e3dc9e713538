package transcript

import (
	"bytes"
	"errors"
	"io"
	"runtime"
)

// jsonlFormat is an object to the line: turns, as verbatim writes them, or
// segments of anybody's.
//
//	{"speaker": "Ann Lee", "start": 1.5, "text": "Good morning."}
var jsonlFormat = foundFormat{
	Name: "jsonl", Title: "JSON Lines: a turn or a segment to the line", Sign: `{"speaker", "text" on each line`,
	Extensions: []string{".jsonl", ".ndjson"}, claims: claimsJSON(linesJSON), rewrite: rewriteLines,
}

// jsonlPart is how many bytes of lines are decoded at once.
const jsonlPart = 256 << 10

// A jsonlBatch is some lines, and what they say; or one that is too long to be
// in memory.
type jsonlBatch struct {
	data    []byte
	long    *jsonReader // of the one line; nil: data has them
	line    int64       // number of the first
	open    bool        // the last has no end: the source ends in it
	at      int64       // number of the line that is decoded
	records []record
	lost    []jsonlLoss
	ended   error // of an open line that is cut
	fault   any   // what decoding has panicked with, nil: nothing
	done    chan struct{}
}

// A jsonlLoss is a line that is no object.
type jsonlLoss struct {
	line int64
	at   int // records before it
	err  error
}

var errNoObject = errors.New("no JSON: an object is expected")

// rewriteLines has the lines of a file decoded on all cores, and taken down in
// their order. What still grows is decoded as it comes.
func rewriteLines(in *input, out *tape) error {
	t := &jsonlTaker{say: dictation{out: out}}
	lines := jsonlLines{in: in}
	var queue []*jsonlBatch
	for {
		b, err := lines.batch()
		if err != nil {
			return err
		}
		if b != nil {
			Go(func() { b.run(b.decode) })
			queue = append(queue, b)
		}
		_, whole := in.src.Size()
		for len(queue) > 0 && (b == nil || !whole || len(queue) > runtime.GOMAXPROCS(0)) {
			if err := t.take(in, queue[0]); err != nil {
				return err
			}
			queue = queue[1:]
		}
		if b == nil {
			return nil
		}
	}
}

// jsonlLines reads lines.
type jsonlLines struct {
	in   *input
	next *jsonlBatch // a long line, read behind the batch before; nil: none
}

// batch reads whole lines, as many as there are and as make a batch, nil at the
// end.
func (l *jsonlLines) batch() (*jsonlBatch, error) {
	if b := l.next; b != nil {
		l.next = nil
		return b, nil
	}
	in := l.in
	b := &jsonlBatch{line: in.line + 1, done: make(chan struct{})}
	for len(b.data) < jsonlPart && (len(b.data) == 0 || in.Buffered() > 0) {
		line, ok, err := in.readLine()
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		if in.more {
			long, err := jsonlLong(in)
			if err != nil || len(b.data) == 0 {
				return long, err
			}
			l.next = long
			break
		}
		if b.data == nil {
			b.data = make([]byte, 0, jsonlPart+inputSize)
		}
		b.data = append(append(b.data, line...), '\n')
		b.open = in.open
	}
	if len(b.data) == 0 {
		return nil, nil
	}
	return b, nil
}

// jsonlLong passes over the line of which a piece was read.
func jsonlLong(in *input) (*jsonlBatch, error) {
	b := &jsonlBatch{line: in.line, done: make(chan struct{})}
	at := in.at
	for in.more {
		if _, _, err := in.readLine(); err != nil {
			return nil, err
		}
	}
	b.open = in.open
	b.long = newJSONReader(io.LimitReader(&sourceReader{s: in.src, off: at}, in.off-at))
	b.long.base, b.long.line = at, in.line
	return b, nil
}

// run decodes the batch, and says so when that has ended: a panic in it ends
// one transcript, as anywhere in rewriting, and is not waited for.
func (b *jsonlBatch) run(decode func()) {
	defer close(b.done)
	defer func() { b.fault = recover() }()
	decode()
}

// decode reads what the lines say.
func (b *jsonlBatch) decode() {
	n := b.line
	if b.at = n; b.long != nil {
		b.decodeLine(b.long)
		n++
	}
	var r jsonReader
	for line := range bytes.Lines(b.data) {
		b.at = n
		r = jsonReader{buf: line, line: n, str: r.str, whole: true}
		b.decodeLine(&r)
		n++
	}
	if k := len(b.lost); b.open && k > 0 && b.lost[k-1].line == n-1 && b.lost[k-1].err == errJSONCut {
		b.ended = errJSONCut
		b.lost = b.lost[:k-1]
	}
}

func (b *jsonlBatch) decodeLine(r *jsonReader) {
	line := r.line
	kind := r.peek()
	if kind == 0 {
		return
	}
	var rec record
	if kind == '{' {
		readRecord(r, &rec)
		if r.err == nil && r.is(',') {
			r.pos++
		}
	}
	switch {
	case kind != '{' || r.err == nil && r.peek() != 0:
		b.lost = append(b.lost, jsonlLoss{line, len(b.records), errNoObject})
		return
	case r.err != nil:
		b.lost = append(b.lost, jsonlLoss{line, len(b.records), r.err})
		if r.err != errJSONCut || !b.open {
			return
		}
	}
	if rec.when.line = line; rec.whole || !rec.empty() {
		b.records = append(b.records, rec)
	}
}

// A jsonlTaker takes batches down.
type jsonlTaker struct {
	say    dictation
	unit   float64
	source string
}

func (t *jsonlTaker) take(in *input, b *jsonlBatch) error {
	<-b.done
	if t.unit == 0 && len(b.records) > 0 {
		t.unit = unitOf(b.records)
		t.source = b.records[0].source
		if b.records[0].marked {
			t.say.out.header("rule", "marked")
		}
	}
	lost := b.lost
	for i := range b.records {
		lost = t.losses(lost, i)
		t.record(&b.records[i])
	}
	t.losses(lost, len(b.records))
	if b.fault != nil {
		return in.fault(b.at, b.fault)
	}
	if b.ended != nil {
		return in.fails(b.line+max(1, int64(bytes.Count(b.data, newline)))-1, b.ended.Error())
	}
	return nil
}

// losses takes down the lines that are lost before record n, and returns the
// others.
func (t *jsonlTaker) losses(lost []jsonlLoss, n int) []jsonlLoss {
	for len(lost) > 0 && lost[0].at <= n {
		t.say.out.lost(lost[0].line, lost[0].err.Error())
		lost = lost[1:]
	}
	return lost
}

func (t *jsonlTaker) record(rec *record) {
	if rec.source != t.source { // turns of several sources follow each other
		t.source = rec.source
		t.say.out.note(untimed(rec.when.line), rec.source)
	}
	if rec.whole {
		rec.take(t.say.out, t.unit)
		return
	}
	t.say.record(rec, t.unit)
}
