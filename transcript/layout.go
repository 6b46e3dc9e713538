package transcript

// A lineKind says what a line is to the paragraph it stands in.
type lineKind uint8

const (
	lineOpens     lineKind = iota // first line of a paragraph
	lineContinues                 // goes on with the paragraph before it (hard-wrapped text)
	lineBlank                     // ends the paragraph
	lineSkip                      // is nothing: page number, page heading; the paragraph goes on
	lineNote                      // a paragraph of its own that nobody speaks: (Applause.)
)

// A Layout is how the text of a document is set in lines: judged from its
// head, then fixed. The zero Layout takes every line for a paragraph.
type Layout struct {
	Wrapped bool // paragraphs are broken over several lines
}
