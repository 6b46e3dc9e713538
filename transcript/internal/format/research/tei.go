package research

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// TEI is the markup of the Text Encoding Initiative, for parliaments and other speech
// (<u>), and plays (<sp>). It is read by these rules:
//
//  1. The speaker is the person with that id in a list of persons.
//
//  2. Otherwise it is the name printed before the speech, or the first name printed for the
//     same id if the two names have a word in common.
//
//  3. Otherwise it is the id itself, with spaces between its words.
//
//  4. Stage directions inside a paragraph stay there, in brackets. Others are notes. A gap
//     without text is shown as its reason, or as […].
//
//  5. A paragraph that ends inside a sentence before a stage direction or a page break
//     continues in the next one (tei_pause.go).
//
//  6. Consecutive lines of verse make one paragraph.
//
//     <u who="#lee"><seg>Good morning.</seg></u>
//     <sp who="#ham"><speaker>Hamlet.</speaker><p>To be?</p></sp>
var TEI = format.Format{
	Name: "tei", Title: "TEI: parliaments, spoken language, plays", Sign: "<TEI> or <teiCorpus>, with <u who=...> or <sp> in it",
	Extensions: []string{".xml", ".tei"}, Claims: claimsTEI, Rewrite: rewriteTEI,
}

func claimsTEI(head []byte) bool {
	switch xml.Root(head) {
	case "TEI", "teiCorpus", "TEI.2":
		return true
	}
	return false
}

// A teiTaker writes a text to the tape.
type teiTaker struct {
	tape.Scribe
	in     *tape.Input
	x      *xml.Reader
	header teiHeader
	cast   *teiCast
	known  map[string]string // printed names for ids that are not in a list
	times  timeline
	begun  bool // the header has been written
	heads  int  // number of open headers
	people int  // number of open lists of persons

	blocks  int // number of open paragraphs
	asides  []int
	gap     string       // shown for the open gap if it has no text
	pause   *teiPause    // state after a paragraph that may continue, or nil
	verse   bool         // the paragraph is verse
	joins   bool         // no space follows the open word
	glue    bool         // no space follows the word before
	block   *xml.Element // the open block around an utterance, or nil
	printed []byte       // the name printed before the speech
	label   bool         // inside the printed name
	who     string       // ids of the speakers
}

func rewriteTEI(in *tape.Input, out *tape.Tape) error {
	t := &teiTaker{Scribe: tape.Scribe{Out: out}, in: in, cast: newTEICast(), known: map[string]string{}}
	t.x = xml.NewReader(in, in)
	err := t.x.Walk(t)
	t.begin()
	t.closeAsides()
	t.settle()
	t.End()
	return err
}

// Names of elements, by what they are.
var (
	teiBlocks = text.WordSet("p ab seg l head item castItem titlePart trailer byline signed salute row label cit epigraph q")
	teiAsides = text.WordSet("stage note vocal kinesic incident writing event gap")
	teiIdle   = text.WordSet("fw facsimile sourceDoc teiFsdDecl figDesc graphic spanGrp linkGrp listRelation")
)

func (t *teiTaker) Open(e *xml.Element) bool {
	switch {
	case e.Name == "teiHeader":
		t.heads++
		t.header = teiHeader{}
		return true
	case t.heads > 0:
		t.header.open(e)
		t.cast.open(e)
		return true
	case teiPeople[e.Name]:
		t.people++
	case e.Name == "timeline", e.Name == "when":
		t.times.open(e)
	}
	if t.people > 0 {
		t.cast.open(e)
		return true
	}
	return t.openText(e)
}

// openText begins an element of the text.
func (t *teiTaker) openText(e *xml.Element) bool {
	switch {
	case teiIdle[e.Name]:
		return false
	case e.Name == "sic" || e.Name == "orig" || e.Name == "abbr":
		return t.x.Parent() != "choice" // the alternative reading is used
	case e.Name == "text":
		t.begin()
	case e.Name == "u" || e.Name == "sp":
		t.begin()
		t.closeAsides()
		t.utter(e)
	case e.Name == "annotationBlock":
		t.block = e
	case e.Name == "w" || e.Name == "pc":
		t.joins = e.Attr("join") == "right" || e.Attr("join") == "both"
	case e.Name == "speaker" || e.Name == "note" && e.Attr("type") == "speaker":
		t.label, t.printed = true, t.printed[:0]
	case teiAsides[e.Name]:
		if t.gap = ""; e.Name == "gap" && t.Speaks {
			t.gap = cmp.Or(e.Attr("reason"), "…")
		}
		t.openAside()
	case e.Name == "role":
		t.cast.open(e)
	case e.Name == "lb" || e.Name == "pb" || e.Name == "cell":
		t.Blank = t.Blank || e.Attr("break") != "no"
		t.pause.turn()
	case teiBlocks[e.Name]:
		t.openBlock(e.Name)
	}
	return true
}

// utter begins a speech. The block around it may state its speaker and times.
func (t *teiTaker) utter(e *xml.Element) {
	at := tape.Stretch{Start: t.times.at(e.Attr("start")), End: t.times.at(e.Attr("end")), Line: e.Line}
	t.settle()
	t.who = e.Attr("who")
	if t.block != nil {
		t.who = cmp.Or(t.who, t.block.Attr("who"))
		if at.Start < 0 {
			at.Start, at.End = t.times.at(t.block.Attr("start")), t.times.at(t.block.Attr("end"))
		}
	}
	t.Speak(t.voice(), at)
	t.blocks = 0
}

// openBlock begins a paragraph, or the next line of the same verse. A block inside a
// paragraph, such as a quotation, continues it.
func (t *teiTaker) openBlock(name string) {
	switch {
	case t.blocks > 0 && (name == "q" || name == "label" || name == "seg"):
	case len(t.asides) > 0:
		t.Blank = true
	case name == "l" && t.verse:
		t.LineEnd()
	case t.pause != nil && t.pause.turned && teiProse[name]: // the text decides whether it continues
	default:
		t.settle()
		t.End()
	}
	t.verse = name == "l"
	t.blocks++
}

// openAside begins a stage direction or another comment. Inside a paragraph it stays there,
// in brackets; elsewhere it is a note.
func (t *teiTaker) openAside() {
	if len(t.asides) == 0 && (t.blocks == 0 && !t.Speaks || t.verse) {
		t.End()
		t.verse = false
	}
	if t.pause.turn(); len(t.asides) > 0 || len(t.Buf) > 0 || t.blocks > 0 || t.gap != "" {
		t.Add([]byte{' '}, 0)
		t.asides = append(t.asides, len(t.Buf))
		return
	}
	t.asides = append(t.asides, -1)
}

// shutAside ends the innermost aside.
func (t *teiTaker) shutAside() {
	n := len(t.asides)
	if n == 0 {
		return
	}
	at := t.asides[n-1]
	t.asides = t.asides[:n-1]
	if t.gap != "" && at >= 0 && len(bytes.TrimSpace(t.Buf[min(at, len(t.Buf)):])) == 0 {
		t.Add([]byte(t.gap), t.in.Line)
	}
	t.gap = ""
	switch {
	case t.pause != nil && n == 1:
		t.pause.asides = append(t.pause.asides, teiAside{at, t.in.Line})
	case at < 0:
		if len(t.Buf) > 0 {
			t.Scribe.Begin()
		}
		t.Note()
	case at < len(t.Buf):
		t.bracket(at)
	}
}

// bracket encloses the text of the paragraph from byte at on in brackets, unless it has
// some.
func (t *teiTaker) bracket(at int) {
	for at < len(t.Buf) && tape.IsLayout(t.Buf[at]) {
		at++
	}
	if at == len(t.Buf) || t.Buf[at] == '(' || t.Buf[at] == '[' {
		return
	}
	t.Buf = append(slices.Insert(t.Buf, at, '['), ']')
}

// closeAsides ends the asides that are still open in a truncated source.
func (t *teiTaker) closeAsides() {
	for len(t.asides) > 0 {
		t.shutAside()
	}
}

// begin writes the header. If the header had no list of persons, it searches for one
// further on.
func (t *teiTaker) begin() {
	if t.begun {
		return
	}
	t.begun = true
	t.header.write(t.Out)
	if len(t.cast.names) == 0 {
		t.cast.seek(t.in, t.x.Offset())
	}
}

func (t *teiTaker) Text(b []byte, line int64) {
	switch {
	case t.heads > 0:
		t.header.text(b)
		t.cast.text(b)
	case t.people > 0:
		t.cast.text(b)
	case t.label:
		t.printed = append(t.printed, b[:min(len(b), tape.MaxField)]...)
	case !t.begun:
	default:
		if t.cast.part != nil {
			t.cast.text(b)
		}
		if t.glue && len(bytes.TrimSpace(b)) == 0 {
			return
		}
		t.glue = false
		if t.pause != nil && len(t.asides) == 0 && len(bytes.TrimSpace(b)) > 0 {
			t.resume(b)
		}
		t.Add(b, line)
	}
}

func (t *teiTaker) Shut(name string) {
	switch {
	case name == "teiHeader":
		t.heads--
	case t.heads > 0:
		t.header.shut(name)
		t.cast.shut(name)
	case t.people > 0:
		t.cast.shut(name)
		if teiPeople[name] {
			t.people--
		}
	default:
		t.shutText(name)
	}
}

// shutText ends an element of the text.
func (t *teiTaker) shutText(name string) {
	switch {
	case name == "speaker" || name == "note" && t.label:
		t.label = false
		t.named()
	case name == "u" || name == "sp":
		t.closeAsides()
		t.settle()
		t.Silence()
		t.verse, t.who, t.printed, t.blocks = false, "", t.printed[:0], 0
	case teiAsides[name]:
		t.shutAside()
	case name == "annotationBlock":
		t.block = nil
	case name == "w" || name == "pc":
		t.glue = t.joins
	case name == "role":
		t.cast.shut(name)
	case name == "lg":
		t.settle()
		t.End()
		t.verse = false
	case teiBlocks[name]:
		t.blocks = max(0, t.blocks-1)
		switch {
		case name == "l" || t.blocks > 0 || len(t.asides) > 0 || t.pause != nil:
		case t.Speaks && teiProse[name] && len(t.Buf) > 0 && !text.EndsSentence(string(t.Buf)):
			t.pause = &teiPause{end: len(t.Buf)}
		default:
			t.End()
		}
	}
}

// named handles the name printed before a speech: the open one, or the next.
func (t *teiTaker) named() {
	if t.Speaks && !t.Opened {
		t.Scribe.Who = t.voice()
	}
}

// voice returns the speaker, by rules 1 to 3.
func (t *teiTaker) voice() record.Voice {
	var all []string
	role := ""
	for id := range strings.FieldsSeq(t.who) {
		v := t.cast.names[reference(id)]
		if v.Label == "" {
			break
		}
		all, role = append(all, v.Label), v.Role
	}
	printed := strings.TrimSuffix(printedName(t.printed), ".")
	switch {
	case len(all) == 1:
		return record.Voice{Label: all[0], Role: role}
	case printed != "":
		return record.Voice{Label: t.called(printed)}
	case len(all) > 1:
		return record.Voice{Label: strings.Join(all, ", ")}
	case t.known[t.who] != "":
		return record.Voice{Label: t.known[t.who]}
	}
	return record.Voice{Label: nameOf(reference(t.who))}
}

// called returns the first name printed for the id of the speaker, if it has a word in
// common with printed. Otherwise it returns printed: several unknown people may share an
// id.
func (t *teiTaker) called(printed string) string {
	before := t.known[t.who]
	for _, w := range strings.Fields(before) {
		if slices.Contains(strings.Fields(printed), w) && len(w) > 2 {
			return before
		}
	}
	if len(t.known) < tape.MaxCast && t.who != "" {
		t.known[t.who] = printed
	}
	return printed
}
