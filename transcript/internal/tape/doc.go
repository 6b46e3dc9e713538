// Package tape defines the intermediate form of formats whose turns are not spans of the
// source: lines of text, each with a mark that states the kind of the line, the speaker,
// the time and the line number in the source.
//
// The rewrite function of a format reads an Input from its start and writes a Tape. Rewrite
// runs it in the background, and the tape is then scanned like labelled text. The package
// does not know any format. A tape is not kept after the program ends, and is never shown
// with its marks.
package tape
