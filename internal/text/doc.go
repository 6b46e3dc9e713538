// Package text cleans and reads text, a line or a run of bytes at a time.
//
// It is the only gate through which text of a source reaches a terminal, a file
// or the clipboard (Clean, CleanName, Cleaner, Escaper). It also holds the
// helpers for text that several packages share: character sets, clocks, dates,
// ends of sentences, brackets. It does not know turns, speakers or formats.
//
// Bytes come in unchanged from a source. Clean text is valid UTF-8 without
// control characters and without characters that reorder or hide others, and
// has a bounded number of marks on each character.
package text
