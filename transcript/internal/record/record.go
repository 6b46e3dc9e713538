package record

import (
	"slices"
	"sync"
)

// A Turn is one uninterrupted contribution by one speaker, as the index
// keeps it: 24 bytes and no text. A turn reaches from Off to the Off of the
// next turn (the last one to the end of what has been scanned), so its
// length is not stored; a Note may lie inside it.
type Turn struct {
	Off   int64     // first byte of the line that opens the turn, in the source
	Start int32     // milliseconds from the start of the recording, -1: none
	End   int32     // milliseconds, -1: none
	Label uint32    // index of its label in the Document; 0 is "no label"
	Body  uint16    // bytes from Off to the first byte of what is said
	Flags TurnFlags // what the scan saw in its text
}

// TurnFlags is what a scan saw in the text of a turn.
type TurnFlags uint16

// The flags of a turn.
const (
	HasQuestion  TurnFlags = 1 << iota // a question mark stands somewhere in it
	EndsQuestion                       // it ends with a question mark
	Asked                              // the source calls it a question
)

// A Label is one way in which a source names a speaker. Label 0 of a
// document is the zero Label: text before or without any label.
type Label struct {
	Text    string // as in the source, safe to show, blanks collapsed
	Role    string // the role that this label states; "" where it states none
	Speaker uint32 // index of the speaker behind it
	Alias   bool   // it does not name the speaker, who is named elsewhere: Q, where a line says who asks
}

// A Speaker is the person, or the voice, behind one or more labels.
// Speaker 0 of a document is the zero Speaker: nobody is named.
type Speaker struct {
	Name      string // the name without role and brackets
	Role      string // the first role that a label of this speaker states
	Anonymous bool   // one row for many people: Question, Q, Remark
	Asks      bool   // this speaker's turns are questions, see Rule
	Colour    int    // rank for colouring from 0: by share in the head, then by appearance
}

// A Note is a span of the source that nobody speaks and that its text alone
// does not tell: a "See also" box, the footer of a page, what a format calls
// one. (A paragraph in brackets is a note by its form and is not listed.)
type Note struct {
	Off, End int64 // bytes in the source
}

// Holds reports whether the byte at off lies in n.
func (n Note) Holds(off int64) bool { return n.Off <= off && off < n.End }

// Header is what the text before the first turn, and the footer of the page,
// say of the whole transcript. Every field is safe to show; "" and nil mean
// that the source does not say.
type Header struct {
	Title      string
	Standfirst string
	Date       string // 2006-01-02
	Time       string // 15:04
	Place      string
	Topics     []string
	Persons    []string
}

// Rule is how it was found out who asks in a document.
type Rule uint8

// The rules, the first that finds askers decides.
const (
	RuleLabel    Rule = iota + 1 // labels say so: Question, Q
	RuleRole                     // speakers whose role it is: moderator, host
	RuleInferred                 // speakers who mostly ask, see formats
	RuleEnding                   // a turn of anybody but the main speaker that ends in a question
	RuleElement                  // the source marks questions: <question>, "asks"
)

// A Batch is what a scan has found since the last one. The first batch
// covers the head of the source; a batch with Reset set withdraws everything
// handed over before (a document still shorter than the head was judged
// again as it grew).
type Batch struct {
	Reset    bool
	Head     *Head // with the first batch and with each Reset, else nil
	Turns    []Turn
	Labels   []Label   // labels not seen before, in order of their index (0 is never listed)
	Speakers []Speaker // speakers not seen before, in order of their index (0 is never listed)
	Notes    []Note
	End      int64  // bytes of the source covered so far; the last turn may go on beyond
	Lines    []Mark // where lines start, about one mark for each 64 KiB
	Lost     int    // records that could not be read and were passed over
	Done     bool   // the source has ended and is covered
	Open     *Turn  // the last turn as far as it is there; the next batch hands it over, or Open has it again
	lent     bool   // Turns are to be given back
}

// spareTurns are slices of turns, by their address, of batches that were
// added.
var spareTurns sync.Pool

// NewBatch returns an empty batch with room for n turns.
func NewBatch(n int) *Batch {
	b := &Batch{lent: true}
	if s, ok := spareTurns.Get().(*[]Turn); ok && cap(*s) >= n {
		b.Turns = (*s)[:0]
	} else {
		b.Turns = make([]Turn, 0, n)
	}
	return b
}

// GiveBack takes the turns of a batch away, for use in another one.
func (b *Batch) GiveBack() {
	if !b.lent {
		return
	}
	turns := b.Turns
	b.Turns, b.lent = nil, false
	spareTurns.Put(&turns)
}

// A Mark says that Line lines (from 0) end before the byte Off, which starts one.
type Mark struct {
	Off  int64
	Line int64
}

// Head is what the head of a document says of the whole: the evidence that
// stays.
type Head struct {
	Layout  Layout // how its paragraphs are told apart
	Unlined bool   // lines of Text are none of the source's
	Header  Header
	Title   Note // where the title stands in the front; empty: nowhere
	Meta    Note // where date, time and place stand there
	Rule    Rule
	Start   int64 // bytes of the header that verbatim writes
}

// Grow returns s with room for n more. What there may be a million of is
// copied less often if its room doubles.
func Grow[T any](s []T, n int) []T {
	if len(s)+n > cap(s) {
		return slices.Grow(s, max(n, len(s)))
	}
	return s
}

// A Voice is who speaks, as a source says it.
type Voice struct {
	Label string // "" is nobody
	Role  string // "" where the source states none
	Name  string // of the speaker; "": it is the label, or to be found in it
	Asks  bool   // what is said is a question, by the word of the source
}
