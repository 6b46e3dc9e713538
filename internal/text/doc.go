// Package text reads and cleans text, a line or a run of bytes at a time.
//
// It holds the one gate through which text of a source reaches a terminal, a
// file or the clipboard (Clean, CleanName, Cleaner, Escaper), and what several
// packages need to know of text: character sets, clocks, dates, ends of
// sentences, brackets. It knows nothing of turns, speakers or formats.
//
// Bytes come in as they stand in a source. What the gate returns is valid UTF-8
// without control characters, without characters that reorder or hide others,
// and with a bounded number of marks on a letter.
package text
