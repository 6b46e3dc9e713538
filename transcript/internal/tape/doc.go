// Package tape is what formats whose turns are not spans of the source are
// rewritten to: lines of text, each with a mark that says what the line is, who
// speaks, when, and where in the source it stands.
//
// A format is a function from an Input, which reads a source from its start, to
// a Tape. Rewrite runs it in the background; its output is the source that is
// then scanned like labelled text.
package tape
