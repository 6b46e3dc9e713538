package record

// A LineKind says what a line is to the paragraph it stands in.
type LineKind uint8

const (
	LineOpens     LineKind = iota // first line of a paragraph
	LineContinues                 // goes on with the paragraph before it (hard-wrapped text)
	LineBlank                     // ends the paragraph
	LineSkip                      // is nothing: page number, page heading; the paragraph goes on
	LineNote                      // a paragraph of its own that nobody speaks: (Applause.)
)

// A Layout is how the text of a document is set in lines: judged from its
// head, then fixed. The zero Layout takes every line for a paragraph.
type Layout struct {
	Wrapped  bool // paragraphs are broken over several lines
	Indented bool // a paragraph opens with an indent; blank lines mean nothing
	Numbered bool // lines have numbers before them, as in depositions
	Dialect  bool // it is the text that verbatim itself writes
	Taped    bool // lines have marks before them, see tape
}
