package table

import (
	"bufio"
	"bytes"
	"errors"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// A Record reads the fields of a record, line by line and piece by piece.
type Record struct {
	Comma  byte
	Fields []string
	text   []byte // of the field that is being read
	state  state
	size   int // bytes of the lines

	// Of a field longer than maxPiece the rest is not kept.
	Rest    int64 // where the source has it, 0: all is kept
	Resting int   // the number of that field
	quoted  bool  // that field is quoted
}

// A state says what a csvRecord is in.
type state uint8

const (
	csvStart  state = iota // before a field
	csvPlain               // in a field that is not quoted
	csvQuoted              // in one that is
	csvQuote               // behind a quote in it, which ends it or is text
)

// maxRecord is how long a record that goes over several lines may be, in
// bytes: a quote that is never closed must not swallow the rest.
const maxRecord = 1 << 20

var ErrOpenQuote = errors.New("a quoted field is not closed")

// reset makes r ready for another record.
func (r *Record) reset() {
	*r = Record{Comma: r.Comma, Fields: r.Fields[:0], text: r.text[:0]}
}

// add reads more of a line, which the source has at off. In a quoted field a
// quote stands twice; one that neither ends the field nor stands twice is text.
func (r *Record) add(b []byte, off int64) {
	r.size += len(b)
	end := off + int64(len(b))
	for len(b) > 0 {
		switch at := end - int64(len(b)); r.state {
		case csvStart:
			if r.state = csvPlain; b[0] == '"' {
				r.state, b = csvQuoted, b[1:]
			}
		case csvPlain:
			k := bytes.IndexByte(b, r.Comma)
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
			if b[0] == r.Comma {
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
func (r *Record) keep(text []byte, off int64) {
	resting := r.Rest > 0 && r.Resting == len(r.Fields)
	switch {
	case resting:
	case len(r.text) < tape.MaxPiece || r.Rest > 0:
		r.text = append(r.text, text...)
	default:
		k := tape.Parting(text, len(r.text) > 2*tape.MaxPiece)
		if k < 0 {
			k = len(text)
		} else {
			r.Rest, r.Resting, r.quoted = off+int64(k), len(r.Fields), r.state != csvPlain
		}
		r.text = append(r.text, text[:k]...)
	}
}

func (r *Record) endField() {
	r.Fields = append(r.Fields, string(r.text))
	r.text, r.state = r.text[:0], csvStart
}

// open reports whether the record goes on in the next line.
func (r *Record) open() bool { return r.state == csvQuoted }

// Fields appends the fields of a record to fields; open says that a quoted
// one is not closed yet.
func Fields(fields []string, record []byte, comma byte) (all []string, open bool) {
	r := Record{Comma: comma, Fields: fields}
	r.add(record, 0)
	open = r.open()
	r.endField()
	return r.Fields, open
}

// Read reads the record that begins with raw, the line that was read last,
// and goes on as long as a quote is open: to the end of the source, then the
// error is that of where it begins, or to mostRecord, then it is errOpenQuote.
func Read(in *tape.Input, r *Record, raw []byte) error {
	line := in.Line
	r.reset()
	r.add(raw, in.At)
	for in.More || r.open() {
		goesOn := in.More
		raw, ok, err := in.ReadLine()
		switch {
		case err != nil:
			return err
		case !ok && r.open():
			r.endField()
			return in.Fails(line, ErrOpenQuote.Error())
		case ok && !goesOn && r.size > maxRecord:
			return ErrOpenQuote
		}
		if !goesOn {
			r.keep(text.Newline, in.At)
		}
		r.add(raw, in.At)
	}
	r.endField()
	return nil
}

// TakeRest takes down the rest of a field of which the beginning was taken
// down last.
func (r *Record) TakeRest(out *tape.Tape, line int64) {
	rest := Record{Comma: r.Comma, state: csvPlain}
	if r.quoted {
		rest.state = csvQuoted
	}
	src := bufio.NewReaderSize(&source.Reader{Src: out.Src, Off: r.Rest}, tape.InputSize)
	for {
		b, err := src.ReadSlice('\n')
		text, ended := bytes.CutSuffix(b, text.Newline)
		if rest.add(text, 0); len(rest.Fields) == 0 && (ended || err != nil && err != bufio.ErrBufferFull) {
			rest.endField()
		}
		if len(rest.Fields) > 0 {
			out.GoOn(line, strings.TrimSpace(rest.Fields[0]))
			return
		}
		if len(rest.text) >= tape.MaxPiece {
			var piece []byte
			piece, rest.text = tape.Cut(rest.text)
			out.GoOn(line, string(bytes.TrimSpace(piece)))
		}
	}
}
