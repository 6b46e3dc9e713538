// Package table reads records of comma-separated values from a tape.Input.
//
// Fields may be of any size: only the beginning of a long one is kept, and the rest goes to
// the tape in pieces. The package does not know what the columns mean, and does not detect
// the separator.
package table
