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

// A Record parses one record, line by line and piece by piece.
type Record struct {
	Comma  byte
	Fields []string
	text   []byte // of the current field
	state  state
	size   int // bytes of the lines

	// Only the beginning of a field longer than tape.MaxPiece is kept.
	Rest    int64 // byte of the source where the rest begins; 0: all is kept
	Resting int   // index of that field
	quoted  bool  // that field is quoted
}

// A state is the state of the parser between two bytes.
type state uint8

const (
	csvStart  state = iota // before a field
	csvPlain               // in an unquoted field
	csvQuoted              // in a quoted field
	csvQuote               // after a quotation mark in a quoted field, which ends the field or is text
)

// maxRecord is the maximum size in bytes of a record of several lines. Without it, a
// quotation mark that is never closed would swallow the rest of the file.
const maxRecord = 1 << 20

// ErrOpenQuote is the error of a record whose quoted field is never closed.
var ErrOpenQuote = errors.New("a quoted field is not closed")

// reset prepares r for another record.
func (r *Record) reset() {
	*r = Record{Comma: r.Comma, Fields: r.Fields[:0], text: r.text[:0]}
}

// add parses more of a line, which is at byte off of the source. A quote inside a
// quoted field is doubled. A single one that does not end the field is text.
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

// keep adds text to the field. If the field is too long, it sets Rest instead.
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

// endField adds the current field to Fields.
func (r *Record) endField() {
	r.Fields = append(r.Fields, string(r.text))
	r.text, r.state = r.text[:0], csvStart
}

// open reports whether the record continues in the next line.
func (r *Record) open() bool { return r.state == csvQuoted }

// Fields appends the fields of a record to fields. open reports whether the last
// field is quoted and not closed.
func Fields(fields []string, record []byte, comma byte) (all []string, open bool) {
	r := Record{Comma: comma, Fields: fields}
	r.add(record, 0)
	open = r.open()
	r.endField()
	return r.Fields, open
}

// Read reads the record that begins with raw, the line that in returned last. It
// reads more lines while a quote is open. If the source ends first, the error
// names the first line of the record; if the record exceeds maxRecord bytes, the
// error is ErrOpenQuote.
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

// TakeRest writes the rest of a long field to out, after its beginning.
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
