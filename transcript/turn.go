package transcript

import (
	"iter"
	"strings"

	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/source"
)

// A Turn is one uninterrupted contribution by one speaker. Document.Paragraphs
// has its text.
type Turn struct {
	Speaker    int    // index in Document.Speakers; 0: no label
	Name, Role string // as Document.Heading returns them
	Start, End int64  // milliseconds from the start of the recording; -1: unknown
}

// A Reference says where a turn is published. Every string is safe to print, and "" if the
// source does not state it.
type Reference struct {
	URL    string // address of the turn on the web
	ID     string // by which the publisher knows the turn
	Column string // column or page of the printed record
	Number string // of a tabled question
}

// Turns yields the turns that s keeps, in order, with their indices; all turns
// if s is nil.
func (d *Document) Turns(s *Selection) iter.Seq2[int, Turn] {
	return func(yield func(int, Turn) bool) {
		n := s.Len()
		if s == nil {
			n = d.n
		}
		for k := range n {
			if i := s.At(k); !yield(i, d.Turn(i)) {
				return
			}
		}
	}
}

// Paragraphs yields the speech of turn i, paragraph by paragraph, without its
// label and without notes. The text is safe to print; it has a line break only
// where the source breaks a line of verse or of a list. Block returns the same
// with its place in the source, and does not need a whole paragraph in memory.
func (d *Document) Paragraphs(i int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for first := range d.paragraphs(i) {
			if first.Kind != Speech {
				continue
			}
			var b strings.Builder
			for piece := range d.pieces(first) {
				b.WriteString(piece)
			}
			if !yield(b.String()) {
				return
			}
		}
	}
}

// paragraphs returns the paragraphs of turn i, each by its first and its
// last block, which are the same unless it is very long.
func (d *Document) paragraphs(i int) iter.Seq2[Block, Block] {
	return func(yield func(first, last Block) bool) {
		d := d.shown()
		for b, ok := d.text(i, 0); ok; {
			last := b
			for next, goes := d.goesOn(last); goes; next, goes = d.goesOn(last) {
				last = next
			}
			if !yield(b, last) {
				return
			}
			b, ok = d.after(last)
		}
	}
}

// goesOn returns the block that continues the paragraph of b.
func (d blockReader) goesOn(b Block) (next Block, ok bool) {
	if b.Closes {
		return next, false
	}
	next, ok = d.after(b)
	return next, ok && !next.Opens && next.Kind == b.Kind
}

// pieces returns the text of the paragraph that first opens, piece by piece.
// last is set with the last one.
func (d *Document) pieces(first Block) iter.Seq2[string, bool] { return d.shown().pieces(first) }

func (d blockReader) pieces(first Block) iter.Seq2[string, bool] {
	return func(yield func(text string, last bool) bool) {
		b := first
		for {
			next, goes := d.goesOn(b)
			text := b.Text
			if goes && d.blankBefore(b.End) {
				text += " "
			}
			if !yield(text, !goes) || !goes {
				return
			}
			b = next
		}
	}
}

// blankBefore reports whether a blank stands before off: where a paragraph
// is cut, it belongs to neither block.
func (d *Document) blankBefore(off int64) bool {
	b, err := d.view.Read(off-1, off)
	return err == nil && len(b) == 1 && (b[0] == ' ' || b[0] == '\n')
}

// A Speaker is the person or the voice behind one or more labels. The zero
// Speaker, which is speaker 0 of each document, stands for text without a
// label. Every string is safe to print.
type Speaker struct {
	Name      string // without role and brackets
	Role      string // the first role that a label of this speaker states, or ""
	Anonymous bool   // may be several people: Question, Q, Remark
	Asks      bool   // this speaker's turns are questions
	Colour    int    // number of a colour, from 0: by share of the text, then by appearance
	Turns     int    // number of turns
	Bytes     int64  // length of the speech, in bytes of the source

	fixed bool // the reader has set Asks
}

// A Header holds what a transcript says of itself before the first turn and in
// its footer. Every string is safe to print, and empty if the transcript does
// not say it.
type Header struct {
	Title      string
	Standfirst string
	Date       string // 2006-01-02
	Time       string // 15:04
	Clock      string // 15:04:05, the time of day at time 0 of the turns; "": times count from the start of the recording
	Place      string
	Topics     []string
	Persons    []string
}

// A Batch is what a Reader has found since the last one, for Document.Append.
type Batch struct {
	Reset bool // it replaces all batches before it: more of the source has changed the result
	Done  bool // it is the last: the source has ended
	Turns int  // number of complete turns in it

	found        *record.Batch
	text         *source.Source // what turns are spans of
	format       string
	candidatesOf *Pattern // what found.Candidates are of
}

// A docLabel is one way in which a source names a speaker.
type docLabel struct {
	record.Label
	renamed bool // the reader has renamed the speaker
}
