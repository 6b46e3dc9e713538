package transcript

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"strconv"
	"strings"

	"verbatim/internal/text"
)

// csvColumns head the rows of csv. The text is the last: it is written piece
// by piece.
var csvColumns = []string{"source", "n", "speaker", "label", "question", "asks", "start", "end", "line", "text"}

// A csvForm prints a row a turn, under one head for all documents. The text
// is what the source says, also where a spreadsheet would take it for a
// formula: paragraphs end in a line break.
type csvForm struct {
	w      *bufio.Writer
	d      *Document
	lines  lineCounter
	source string
	headed bool
	row    bytes.Buffer // all of a row but its text
	fields *csv.Writer  // writes to row
}

func newCSVForm(w *bufio.Writer) form {
	f := &csvForm{w: w}
	f.fields = csv.NewWriter(&f.row)
	return f
}

func (f *csvForm) open(_ context.Context, d *Document, _ bool) error {
	f.d, f.lines, f.source = d, lineCounter{d: d}, text.CleanName(d.Source().Name())
	if f.headed {
		return nil
	}
	f.headed = true
	f.cells(csvColumns...)
	return f.w.WriteByte('\n')
}

func (f *csvForm) turn(i int) error { return f.own(i) }

func (f *csvForm) separate() {}

func (f *csvForm) beside(w *bufio.Writer, d *Document) apartForm {
	b := newCSVForm(w).(*csvForm)
	b.d, b.lines, b.source = d, lineCounter{d: d}, f.source
	return b
}

func (f *csvForm) own(i int) error {
	t := f.d.turn(i)
	line, err := f.lines.at(t.Off)
	if err != nil {
		return err
	}
	speaker := f.d.Speakers()[f.d.SpeakerOf(i)]
	f.cells(f.source, strconv.Itoa(i+1), speaker.Name, f.d.labels[t.Label].Text,
		strconv.Itoa(f.d.Exchange(i)), strconv.FormatBool(f.d.Asks(i)),
		csvTime(t.Start.Milliseconds()), csvTime(t.End.Milliseconds()), lineText(line))
	f.w.WriteString(`,"`)
	n := 0
	for first := range f.d.paragraphs(i) {
		if first.Kind != Speech {
			continue
		}
		if n++; n > 1 {
			f.w.WriteByte('\n')
		}
		for piece := range f.d.pieces(first) {
			csvText.WriteString(f.w, piece)
		}
	}
	f.w.WriteString("\"\n")
	return nil
}

func (f *csvForm) close(context.Context) error { return nil }

// csvText is how text stands in a field. The lines of one are paragraphs, so
// line breaks within those, as in verse, are blanks.
var csvText = strings.NewReplacer(`"`, `""`, "\n", " ")

// cells prints the cells of a row without its end.
func (f *csvForm) cells(of ...string) {
	f.row.Reset()
	f.fields.Write(of) // into memory: nothing can go wrong
	f.fields.Flush()
	f.w.Write(bytes.TrimSuffix(f.row.Bytes(), []byte{'\n'}))
}

func csvTime(ms int64) string {
	if ms < 0 {
		return ""
	}
	return string(appendSeconds(nil, ms))
}
