// Package grid lays text out in the cells of a terminal: how many cells a text
// takes, where it is broken into rows, and how a row of styled text is put
// together.
//
// It knows nothing of transcripts, keys or the terminal itself. Text comes in
// clean, as package internal/text returns it: valid UTF-8 without control
// characters. Bytes of a text are counted from 0; cells are columns.
package grid
