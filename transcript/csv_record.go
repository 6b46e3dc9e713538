package transcript

import (
	"bufio"
	"bytes"
	"errors"
	"strings"
)

// A csvRecord reads the fields of a record, line by line and piece by piece.
type csvRecord struct {
	comma  byte
	fields []string
	text   []byte // of the field that is being read
	state  csvState
	size   int // bytes of the lines

	// Of a field longer than maxPiece the rest is not kept.
	rest    int64 // where the source has it, 0: all is kept
	resting int   // the number of that field
	quoted  bool  // that field is quoted
}

// A csvState says what a csvRecord is in.
type csvState uint8

const (
	csvStart  csvState = iota // before a field
	csvPlain                  // in a field that is not quoted
	csvQuoted                 // in one that is
	csvQuote                  // behind a quote in it, which ends it or is text
)

// mostRecord is how long a record that goes over several lines may be, in
// bytes: a quote that is never closed must not swallow the rest.
const mostRecord = 1 << 20

var errOpenQuote = errors.New("a quoted field is not closed")

// reset makes r ready for another record.
func (r *csvRecord) reset() {
	*r = csvRecord{comma: r.comma, fields: r.fields[:0], text: r.text[:0]}
}

// add reads more of a line, which the source has at off. In a quoted field a
// quote stands twice; one that neither ends the field nor stands twice is text.
func (r *csvRecord) add(b []byte, off int64) {
	r.size += len(b)
	end := off + int64(len(b))
	for len(b) > 0 {
		switch at := end - int64(len(b)); r.state {
		case csvStart:
			if r.state = csvPlain; b[0] == '"' {
				r.state, b = csvQuoted, b[1:]
			}
		case csvPlain:
			k := bytes.IndexByte(b, r.comma)
			if k < 0 {
				r.keep(b, at)
				return
			}
			r.keep(b[:k], at)
			r.endField()
			b = b[k+1:]
		case csvQuoted:
			k := bytes.IndexByte(b, '"')
			if k < 0 {
				r.keep(b, at)
				return
			}
			r.keep(b[:k], at)
			r.state, b = csvQuote, b[k+1:]
		case csvQuote:
			if b[0] == r.comma {
				r.endField()
				b = b[1:]
				continue
			}
			r.keep(quote, at)
			if r.state = csvQuoted; b[0] == '"' {
				b = b[1:]
			}
		}
	}
}

var quote = []byte{'"'}

// keep adds text to the field, or notes where the rest of it begins.
func (r *csvRecord) keep(text []byte, off int64) {
	resting := r.rest > 0 && r.resting == len(r.fields)
	switch {
	case resting:
	case len(r.text) < maxPiece || r.rest > 0:
		r.text = append(r.text, text...)
	default:
		k := partingOf(text, len(r.text) > 2*maxPiece)
		if k < 0 {
			k = len(text)
		} else {
			r.rest, r.resting, r.quoted = off+int64(k), len(r.fields), r.state != csvPlain
		}
		r.text = append(r.text, text[:k]...)
	}
}

func (r *csvRecord) endField() {
	r.fields = append(r.fields, string(r.text))
	r.text, r.state = r.text[:0], csvStart
}

// open reports whether the record goes on in the next line.
func (r *csvRecord) open() bool { return r.state == csvQuoted }

// csvFields appends the fields of a record to fields; open says that a quoted
// one is not closed yet.
func csvFields(fields []string, record []byte, comma byte) (all []string, open bool) {
	r := csvRecord{comma: comma, fields: fields}
	r.add(record, 0)
	open = r.open()
	r.endField()
	return r.fields, open
}

// readCSVRecord reads the record that begins with raw, the line that was read last,
// and goes on as long as a quote is open: to the end of the source, then the
// error is that of where it begins, or to mostRecord, then it is errOpenQuote.
func readCSVRecord(in *input, r *csvRecord, raw []byte) error {
	line := in.line
	r.reset()
	r.add(raw, in.at)
	for in.more || r.open() {
		goesOn := in.more
		raw, ok, err := in.readLine()
		switch {
		case err != nil:
			return err
		case !ok && r.open():
			r.endField()
			return in.fails(line, errOpenQuote.Error())
		case ok && !goesOn && r.size > mostRecord:
			return errOpenQuote
		}
		if !goesOn {
			r.keep(newline, in.at)
		}
		r.add(raw, in.at)
	}
	r.endField()
	return nil
}

// takeRest takes down the rest of a field of which the beginning was taken
// down last.
func (r *csvRecord) takeRest(out *tape, line int64) {
	rest := csvRecord{comma: r.comma, state: csvPlain}
	if r.quoted {
		rest.state = csvQuoted
	}
	src := bufio.NewReaderSize(&sourceReader{s: out.src, off: r.rest}, inputSize)
	for {
		b, err := src.ReadSlice('\n')
		text, ended := bytes.CutSuffix(b, newline)
		if rest.add(text, 0); len(rest.fields) == 0 && (ended || err != nil && err != bufio.ErrBufferFull) {
			rest.endField()
		}
		if len(rest.fields) > 0 {
			out.goOn(line, strings.TrimSpace(rest.fields[0]))
			return
		}
		if len(rest.text) >= maxPiece {
			var piece []byte
			piece, rest.text = pieceOf(rest.text)
			out.goOn(line, string(bytes.TrimSpace(piece)))
		}
	}
}
