// Package tape defines the intermediate form of formats whose turns are not spans
// of the source: lines of text, each with a mark that states the kind of the line,
// the speaker, the time and the line number in the source.
//
// A format is a function from an Input, which reads a source from its start, to a
// Tape. Rewrite runs it in the background, and the tape is then scanned like
// labelled text. The package does not know any format, and a tape is never stored
// or shown as it is.
package tape
