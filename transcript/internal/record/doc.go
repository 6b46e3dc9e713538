// Package record holds the values that are passed from what finds turns to what
// keeps them: Turn, Label, Speaker, Note, Header, and the Batch that carries
// them; and how a text is set in lines (Layout, LineKind).
//
// They are plain values. Nothing here reads a source or decides anything.
package record
