// Package json reads JSON of any size, value by value, and forgives what real
// files get wrong.
//
// A Reader calls back for each field or element; what a format does not take is
// skipped without being kept. Long strings come in pieces. It knows nothing of
// transcripts.
package json
