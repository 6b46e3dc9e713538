// Package recogniser reads JSON other than verbatim's: the output of speech
// recognisers, JSON Lines, segments, podcasts and court arguments.
//
// It is not for CSV or verbatim's own JSON (package records), and it does not
// parse JSON (package json).
//
// shapeOf detects the format by the paths of the values in the head of a source.
// The function of the format then finds the lists it needs (walk.go), reads
// records or words from them, adds voices that are stored beside the words
// (voices.go), joins words into sentences (words.go), and writes the result to
// the tape (transcriber.go).
//
// To add a format:
//
//  1. write a file named for it, with a format.Format, an example and a rewrite
//     function;
//  2. add a shape, the paths that tell it from the others, and its rewrite
//     function to shape.go;
//  3. list it in the table of formats in package transcript.
package recogniser
