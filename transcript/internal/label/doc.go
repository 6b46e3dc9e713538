// Package label finds the turns of labelled text, and the speakers that are
// named in the text of captions.
//
// It does not read formats (package format and those below it), and it does not
// know the Document that keeps the turns.
//
// A Scanner takes a source, which may be a tape, and returns record.Batch values:
//
//   - the head of the source is judged once (judge.go): its layout (layout.go), the styles
//     of its labels (label.go, evidence.go), the labels that recur, and other ways in
//     which it marks speakers (frame.go, learn.go);
//   - several workers search blocks for lines that open turns and notes (look.go,
//     opener.go);
//   - one goroutine builds the turns from these findings, in the order of the source
//     (decide.go), resolves labels to speakers (speaker.go), and decides who asks
//     (askers.go).
//
// Stamps reads text with times next to its lines (stamps.go). FindSides finds the labels of
// a conversation with a machine (sides.go); persons.go decides who asks in it. ParseFrame
// parses a frame that a user writes (notation.go).
//
// The turns do not depend on the size of the blocks or the number of workers.
package label
