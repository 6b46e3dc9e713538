// Package dialect defines the text that verbatim writes, and that it reads back to
// the same turns. The signs and header keys of the text are here, in one place for
// the writer and the reader.
//
// The package takes and returns single lines, labels and header fields. Package
// transcript prints documents, and package label finds turns.
package dialect
