package label

import (
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// A finding is a line that opens a turn or a note, or states a time or an examiner. It has
// only 32 bytes, because a block may have hundreds of thousands of findings.
type finding struct {
	off   int64         // of the line in the source
	who   *record.Voice // nil for a turn without a speaker
	start record.Time
	stop  record.Time // end of the speech before it
	size  int32       // bytes of a note, from off
	body  uint16      // bytes from off to the speech
	mark  tape.MarkKind
	flags findingFlags
}

type findingFlags uint8

const (
	foundAsked     findingFlags = 1 << iota // a question mark precedes it, after the previous finding or the start of the block
	foundEnds                               // the text before it ends in a question
	foundDoubt                              // foundEnds is unknown: the end of the turn has to be read from the source
	foundOwn                                // foundEnds was decided by speech, not by a label
	foundOpen                               // a note that may continue beyond the data
	foundAfterBox                           // the previous finding is a box, and only white space and notes follow it
	foundAfterText                          // the previous finding is a box, and speech follows it
)

func (f *finding) is(flag findingFlags) bool { return f.flags&flag != 0 }

// label returns the label of a finding, or "" for a turn without a speaker.
func (f *finding) label() string {
	if f.who == nil {
		return ""
	}
	return f.who.Label
}

// end returns the offset of the end of a note.
func (f *finding) end() int64 { return f.off + int64(f.size) }

// Kinds of findings in labelled text that do not open a turn.
const (
	foundTime     tape.MarkKind = 1 + iota // the time of the next turn
	foundExaminer                          // its label is the examiner from now on
	foundBox                               // a box, which is a note
	foundFooter                            // a footer, a note that ends before the next turn
)

// findings are the findings in a block of the source, in order.
type findings struct {
	list  []finding
	asked bool          // a question mark follows the last finding
	stop  record.Time   // end of the last cue
	lines []record.Mark // Line counts from the start of the block
	count int64         // line ends in the block

	candidates []int64 // where a pattern may match, from Scanner.Seek
	tooMany    bool    // candidates is not complete
}

// reset empties f for another block, and keeps its memory.
func (f *findings) reset() {
	*f = findings{list: f.list[:0], lines: f.lines[:0], candidates: f.candidates[:0]}
}
