package record

import (
	"slices"
	"sync"
)

// A Turn is one uninterrupted contribution by one speaker. The index stores it in
// 24 bytes, without its text. A turn extends from Off to the Off of the next turn,
// and the last one to the end of the bytes scanned, so its size is not stored. A
// Note may lie inside it.
type Turn struct {
	Off   int64 // byte of the source where the line that opens the turn begins
	Start Time
	End   Time
	Label uint32    // index of its label in the Document; 0: no label
	Body  uint16    // bytes from Off to the first byte of speech
	Flags TurnFlags // what the scan found in its text
}

// TurnFlags are properties of the text of a turn, found by the scan.
type TurnFlags uint16

// The flags of a turn.
const (
	HasQuestion  TurnFlags = 1 << iota // contains a question mark
	EndsQuestion                       // ends with a question mark
	Asked                              // is marked as a question by the source
	Courtesy                           // is nothing but a greeting, thanks or assent, by somebody whose label asks
	turnFlags                          // the next bit
)

// FlagSets is how many sets of flags there are.
const FlagSets = int(turnFlags)

// A Label is one way in which a source names a speaker. Label 0 of a document is
// the zero Label: text before or without any label.
type Label struct {
	Text    string // as in the source, cleaned, blanks collapsed
	Role    string // the role that the label states; may be empty
	Speaker uint32 // index of its speaker
	Alias   bool   // the name of the speaker is elsewhere: Q, if a line says who asks
}

// A Speaker is the person or voice behind one or more labels. Speaker 0 of a
// document is the zero Speaker, which has no name.
type Speaker struct {
	Name      string // without role and brackets
	Role      string // the first role that a label of the speaker states
	Anonymous bool   // stands for many people: Question, Q, Remark
	Asks      bool   // the turns of the speaker are questions, see Rule
	Colour    int    // rank from 0: by share of the head, then by first appearance
}

// A Note is a span of the source without a speaker that cannot be recognised by
// its text alone: a "See also" box, the footer of a page, a note marked by the
// format. A paragraph in brackets is a note by its form and is not listed.
type Note struct {
	Off, End int64 // bytes in the source
}

// Holds reports whether n contains the byte at off.
func (n Note) Holds(off int64) bool { return n.Off <= off && off < n.End }

// A Header describes the whole transcript. It is read from the text before the
// first turn, from the footer of a page, or from the fields of a format. Every
// field is clean text; "" and nil mean that the source does not state it.
type Header struct {
	Title      string
	Standfirst string
	Date       string // 2006-01-02
	Time       string // 15:04
	Clock      string // 15:04:05, the time of day at time 0 of the turns; "": times count from the start of the recording
	Place      string
	Topics     []string
	Persons    []string
}

// A Rule is a way to tell which turns of a document are questions.
type Rule uint8

// The rules. The first that finds questions applies.
const (
	RuleLabel    Rule = iota + 1 // labels: Question, Q
	RuleRole                     // roles: moderator, host
	RuleInferred                 // speakers who mostly ask
	RuleEnding                   // turns that end in a question, except those of the main speaker
	RuleElement                  // marks of the source: <question>, "asks"
)

// A Batch contains the results of a scan since the batch before it. The first
// batch covers the head of the source. A batch with Reset set replaces everything
// before it: the document was still shorter than the head, and was analysed again
// as it grew.
type Batch struct {
	Reset      bool
	Head       *Head // set in the first batch and with each Reset, else nil
	Turns      []Turn
	Labels     []Label   // new labels, in order of their index (0 is never listed)
	Speakers   []Speaker // new speakers, in order of their index (0 is never listed)
	Notes      []Note
	End        int64       // bytes of the source covered so far; the last turn may continue beyond
	Lines      []Mark      // line starts, about one mark for each 64 KiB
	Lost       int         // invalid records that were skipped
	Done       bool        // the source has ended and is covered
	Open       *Turn       // the last turn, still incomplete; the next batch contains it in Turns or Open
	Candidates *Candidates // where a pattern may match; nil: unknown
	lent       bool        // Turns can go back to spareTurns
}

// Candidates are the places where a pattern that was searched for during a scan may
// match. The zero Candidates cover no bytes.
type Candidates struct {
	From, To int64   // bytes of the source that were searched, [From, To)
	Offs     []int64 // in the blocks that may match, in order
}

// spareTurns holds pointers to slices of turns from batches that were added, for
// reuse.
var spareTurns sync.Pool

// NewBatch returns an empty batch with a capacity of n turns.
func NewBatch(n int) *Batch {
	b := &Batch{lent: true}
	if s, ok := spareTurns.Get().(*[]Turn); ok && cap(*s) >= n {
		b.Turns = (*s)[:0]
	} else {
		b.Turns = make([]Turn, 0, n)
	}
	return b
}

// GiveBack takes the turns of a batch for reuse in another one. The caller must
// not use b.Turns, or a slice of it, afterwards.
func (b *Batch) GiveBack() {
	if !b.lent {
		return
	}
	turns := b.Turns
	b.Turns, b.lent = nil, false
	spareTurns.Put(&turns)
}

// A Mark records that line number Line, from 0, begins at byte Off.
type Mark struct {
	Off  int64
	Line int64
}

// A Head is the result of analysing the head of a document.
type Head struct {
	Layout  Layout // how paragraphs are recognised
	Frame   string // how turns open, as a user writes it; "": Name: text, or as the format has it
	Unlined bool   // line numbers of the text are not those of the source
	Header  Header
	Title   Note // position of the title before the first turn; may be empty
	Meta    Note // position of date, time and place there; may be empty
	Rule    Rule
	Start   int64 // bytes of the header written by verbatim, which is not shown as text
}

// Grow returns s with capacity for n more elements. It at least doubles the
// capacity, so that a slice of a million elements is copied less often than with
// append.
func Grow[T any](s []T, n int) []T {
	if len(s)+n > cap(s) {
		return slices.Grow(s, max(n, len(s)))
	}
	return s
}

// A Voice is a speaker as stated by a source.
type Voice struct {
	Label string // "": unknown
	Role  string // may be empty
	Name  string // of the speaker; "": the label is or contains the name
	Asks  bool   // the source marks the speech as a question
}

// A Reference says where a turn is published. Every string is clean text, and "" if the
// source does not state it.
type Reference struct {
	URL    string // address of the turn on the web
	ID     string // by which the publisher knows the turn
	Column string // column or page of the printed record
	Number string // of a tabled question
}
