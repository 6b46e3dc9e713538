package record

// A LineKind is the role of a line in its paragraph.
type LineKind uint8

const (
	LineOpens     LineKind = iota // opens a paragraph
	LineContinues                 // continues the paragraph (hard-wrapped text)
	LineBlank                     // ends the paragraph
	LineSkip                      // skipped, such as a page number or heading; the paragraph continues
	LineNote                      // a paragraph of its own without a speaker: (Applause.)
)

// A Layout describes how the text of a document is divided into lines. It is
// determined from the head of the source and then fixed. In the zero Layout every
// line is a paragraph.
type Layout struct {
	Wrapped  bool   // paragraphs extend over several lines
	Indented bool   // an indent opens a paragraph; blank lines do not
	Hang     int    // bytes of the indent with which paragraphs of indented blocks go on; 0: none
	Numbered bool   // lines begin with numbers, as in depositions
	Dialect  bool   // the text was written by verbatim, see package dialect
	Taped    bool   // lines begin with marks, see package tape
	Sections bool   // lines that begin with # are headings, as in Markdown, and not speech
	Stamped  bool   // lines that are only a time are not shown
	Labels   Labels // of a tape: what finds labels in cues, nil if they have none
	Asides   Asides // what finds lines that are not speech, nil if the text has none
}

// Asides finds lines that are not speech: running heads, which are skipped, and stage
// directions, which are notes.
type Asides interface {
	Aside(line []byte) (kind LineKind, ok bool) // line is without its margin
}

// Labels finds the labels that cues begin with. A cue inside of a turn repeats its
// label, which is not shown.
type Labels interface {
	Size(cue []byte) int // bytes of the label, and of signs before it; 0 without one
}
