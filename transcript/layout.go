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

// line returns the span of the text of a line, which is given without its
// '\n', and what the line is.
func (l Layout) line(raw []byte) (from, to int, kind lineKind) {
	to = len(raw)
	for to > 0 && (raw[to-1] == ' ' || raw[to-1] == '\r') {
		to--
	}
	if to == 0 {
		return 0, 0, lineBlank
	}
	return 0, to, lineOpens
}
