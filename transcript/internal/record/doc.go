// Package record defines the values that the scanners of formats pass to a
// document: Turn, Label, Speaker, Note, Header, and the Batch that carries them. It
// also defines how a text is divided into lines (Layout, LineKind).
//
// They are plain values. The package does not read sources or make decisions.
package record
