package transcript

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// teiFormat is the markup of the Text Encoding Initiative: parliaments and
// other spoken language (<u>), and plays (<sp>). Who speaks is an id, which a
// list of persons names, or else what is printed before the speech.
//
//	<u who="#lee"><seg>Good morning.</seg></u>
//	<sp who="#ham"><speaker>Hamlet.</speaker><p>To be?</p></sp>
var teiFormat = foundFormat{
	Name: "tei", Title: "TEI: parliaments, spoken language, plays", Sign: "<TEI> or <teiCorpus>, with <u who=...> or <sp> in it",
	Extensions: []string{".xml", ".tei"}, claims: claimsTEI, rewrite: rewriteTEI,
}

func claimsTEI(head []byte) bool {
	switch xmlRoot(head) {
	case "TEI", "teiCorpus", "TEI.2":
		return true
	}
	return false
}

// A teiTaker takes a text down.
type teiTaker struct {
	scribe
	in     *input
	x      *xmlReader
	header teiHeader
	cast   *teiCast
	known  map[string]string // what ids that no list names are called in the text
	times  timeline
	begun  bool // the header is written
	heads  int  // headers that are open
	people int  // lists of persons that are

	blocks  int // paragraphs that are open
	asides  []int
	verse   bool     // the paragraph is lines of verse
	joins   bool     // no blank is meant after the word that is open
	glue    bool     // or after the one that was read last
	block   *element // that holds what somebody says; nil: none
	printed []byte   // the name before a speech
	label   bool     // that name is open
	who     string   // ids of who speaks
}

func rewriteTEI(in *input, out *tape) error {
	t := &teiTaker{scribe: scribe{out: out}, in: in, cast: newTEICast(), known: map[string]string{}}
	t.x = newXMLReader(in, in)
	for {
		more, err := t.x.step(t)
		if !more || err != nil {
			t.begin()
			t.closeAsides()
			t.end()
			return err
		}
	}
}

// What elements are, by their names.
var (
	teiBlocks = set("p ab seg l head item castItem titlePart trailer byline signed salute row label cit epigraph q")
	teiAsides = set("stage note vocal kinesic incident writing event gap")
	teiIdle   = set("fw facsimile sourceDoc teiFsdDecl figDesc graphic spanGrp linkGrp listRelation")
)

func (t *teiTaker) open(e *element) bool {
	switch {
	case e.name == "teiHeader":
		t.heads++
		t.header = teiHeader{}
		return true
	case t.heads > 0:
		t.header.open(e)
		t.cast.open(e)
		return true
	case teiPeople[e.name]:
		t.people++
	case e.name == "timeline", e.name == "when":
		t.times.open(e)
	}
	if t.people > 0 {
		t.cast.open(e)
		return true
	}
	return t.openText(e)
}

// openText begins an element of the text.
func (t *teiTaker) openText(e *element) bool {
	switch {
	case teiIdle[e.name]:
		return false
	case e.name == "sic" || e.name == "orig" || e.name == "abbr":
		return t.x.parent() != "choice" // the other reading follows
	case e.name == "text":
		t.begin()
	case e.name == "u" || e.name == "sp":
		t.begin()
		t.closeAsides()
		t.utter(e)
	case e.name == "annotationBlock":
		t.block = e
	case e.name == "w" || e.name == "pc":
		t.joins = e.attr("join") == "right" || e.attr("join") == "both"
	case e.name == "speaker" || e.name == "note" && e.attr("type") == "speaker":
		t.label, t.printed = true, t.printed[:0]
	case teiAsides[e.name]:
		t.openAside()
	case e.name == "role":
		t.cast.open(e)
	case e.name == "lb" || e.name == "pb" || e.name == "cell":
		t.blank = true
	case teiBlocks[e.name]:
		t.openBlock(e.name)
	}
	return true
}

// utter begins what somebody says. Who and when may be said of the block that
// holds it.
func (t *teiTaker) utter(e *element) {
	at := stretch{t.times.at(e.attr("start")), t.times.at(e.attr("end")), e.line}
	t.who = e.attr("who")
	if t.block != nil {
		t.who = cmp.Or(t.who, t.block.attr("who"))
		if at.start < 0 {
			at.start, at.end = t.times.at(t.block.attr("start")), t.times.at(t.block.attr("end"))
		}
	}
	t.speak(t.voice(), at)
	t.blocks = 0
}

// openBlock begins a paragraph, unless it is the next line of verse. One in
// another, as a quotation in a paragraph, goes on with it.
func (t *teiTaker) openBlock(name string) {
	switch {
	case t.blocks > 0 && (name == "q" || name == "label" || name == "seg"):
	case len(t.asides) > 0:
		t.blank = true
	case name == "l" && t.verse:
		t.lineEnd()
	default:
		t.end()
	}
	t.verse = name == "l"
	t.blocks++
}

// openAside begins what is no speech. In the middle of a paragraph it stays
// there, in brackets; elsewhere it is a note.
func (t *teiTaker) openAside() {
	if len(t.asides) == 0 && (t.blocks == 0 && !t.speaks || t.verse) {
		t.end()
		t.verse = false
	}
	if len(t.asides) > 0 || len(t.buf) > 0 || t.blocks > 0 {
		t.add([]byte{' '}, 0)
		t.asides = append(t.asides, len(t.buf))
		return
	}
	t.asides = append(t.asides, -1)
}

// shutAside ends what openAside began.
func (t *teiTaker) shutAside() {
	n := len(t.asides)
	if n == 0 {
		return
	}
	at := t.asides[n-1]
	t.asides = t.asides[:n-1]
	switch {
	case at < 0:
		if len(t.buf) > 0 {
			t.scribe.begin()
		}
		t.note()
	case at < len(t.buf):
		t.bracket(at)
	}
}

// bracket puts what stands in the paragraph from at into brackets, if it is
// not in some.
func (t *teiTaker) bracket(at int) {
	for at < len(t.buf) && isLayout(t.buf[at]) {
		at++
	}
	if at == len(t.buf) || t.buf[at] == '(' || t.buf[at] == '[' {
		return
	}
	t.buf = append(slices.Insert(t.buf, at, '['), ']')
}

// closeAsides ends those that a source which was cut leaves open.
func (t *teiTaker) closeAsides() {
	for len(t.asides) > 0 {
		t.shutAside()
	}
}

// begin takes down the header, and looks for who is who.
func (t *teiTaker) begin() {
	if t.begun {
		return
	}
	t.begun = true
	t.header.write(t.out)
	if len(t.cast.names) == 0 {
		t.cast.seek(t.in, t.x.d.InputOffset()-t.x.bytes.parted)
	}
}

func (t *teiTaker) text(b []byte, line int64) {
	switch {
	case t.heads > 0:
		t.header.text(b)
		t.cast.text(b)
	case t.people > 0:
		t.cast.text(b)
	case t.label:
		t.printed = append(t.printed, b[:min(len(b), mostField)]...)
	case !t.begun:
	default:
		if t.cast.part != nil {
			t.cast.text(b)
		}
		if t.glue && len(bytes.TrimSpace(b)) == 0 {
			return
		}
		t.glue = false
		t.add(b, line)
	}
}

func (t *teiTaker) shut(name, _ string) {
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
		t.silence()
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
		t.end()
		t.verse = false
	case teiBlocks[name]:
		t.blocks = max(0, t.blocks-1)
		if name != "l" && t.blocks == 0 && len(t.asides) == 0 {
			t.end()
		}
	}
}

// named takes in the name that is printed before a speech: within it, or
// before the one that comes next.
func (t *teiTaker) named() {
	if t.speaks && !t.opened {
		t.scribe.who = t.voice()
	}
}

// voice returns who speaks: the name that a list has for the id, or else what
// is printed, or else the id.
func (t *teiTaker) voice() Voice {
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
		return Voice{Label: all[0], Role: role}
	case printed != "":
		return Voice{Label: t.called(printed)}
	case len(all) > 1:
		return Voice{Label: strings.Join(all, ", ")}
	case t.known[t.who] != "":
		return Voice{Label: t.known[t.who]}
	}
	return Voice{Label: reference(t.who)}
}

// called returns the first name that was printed for the id of who speaks, if
// it shares a word with this one: of one id different people may be unknown.
func (t *teiTaker) called(printed string) string {
	before := t.known[t.who]
	for _, w := range strings.Fields(before) {
		if slices.Contains(strings.Fields(printed), w) && len(w) > 2 {
			return before
		}
	}
	if len(t.known) < mostCast && t.who != "" {
		t.known[t.who] = printed
	}
	return printed
}
