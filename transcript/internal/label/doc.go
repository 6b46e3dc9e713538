// Package label finds the turns of labelled text and of the text of cues.
//
// The head of a source is judged once (judge.go): how it is set in lines, which
// styles of label it uses, and which labels come back. Then blocks are looked at
// by several workers (look.go), and what they find is decided in the order of
// the source (decide.go). The turns do not depend on the size of the blocks or
// on the number of workers.
//
// A Scanner takes a source, which may be a tape, and returns record.Batch values.
// It does not know the Document that keeps them.
package label
