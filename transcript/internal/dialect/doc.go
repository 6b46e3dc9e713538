// Package dialect is the text that verbatim writes and reads back to the same
// turns: its signs and header keys, in one place for the writer and the reader.
//
// It works on lines. It does not print documents (package transcript does) and
// finds no turns (package label does).
package dialect
