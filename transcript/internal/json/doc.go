// Package json reads JSON of any size, value by value, and tolerates common
// mistakes.
//
// A Reader calls a function for each field or element, which reads the value or leaves it
// to be skipped. Long strings are read in pieces: the first one is kept, the others go
// directly to a tape. The package does not decode values into Go types, and does not know
// what the fields mean.
package json
