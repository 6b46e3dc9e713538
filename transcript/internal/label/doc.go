// Package label finds the turns of labelled text, and the speakers that are
// named in the text of captions.
//
// It does not read formats (package format and those below it), and it does not
// know the Document that keeps the turns.
//
// A Scanner takes a source, which may be a tape, and returns record.Batch values:
//
//   - the head of the source is judged once (judge.go): how its lines are laid
//     out (layout.go), which styles of label it uses (label.go, evidence.go), which
//     labels recur, and how else it marks its speakers (frame.go, learn.go);
//   - several workers search blocks for lines that open turns and notes (look.go,
//     opener.go);
//   - one goroutine builds the turns from these findings, in the order of the source
//     (decide.go), and resolves labels to speakers (speaker.go).
//
// Stamps reads text with times beside its lines, for the format that makes cues of it
// (stamps.go). FindSides finds the labels of a conversation with a machine, for the format
// that reads its messages (sides.go); persons.go tells who asks in it. ParseFrame reads how
// turns open as a user writes it (notation.go).
//
// The turns do not depend on the size of the blocks or the number of workers.
package label
