package captions

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// TTML is the Timed Text Markup Language of the W3C (https://www.w3.org/TR/ttml2/),
// with its drafts (DFXP) and profiles (IMSC, EBU-TT). Agents are speakers.
//
//	<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata">
//	<head><metadata><ttm:agent xml:id="a1"><ttm:name>Ann Lee</ttm:name></ttm:agent></metadata></head>
//	<body><div><p begin="0.5s" end="2s" ttm:agent="a1">The bridge<br/>is shut.</p></div></body></tt>
var TTML = format.Format{
	Name: "ttml", Title: "TTML, DFXP and IMSC captions", Sign: "<tt> of the W3C, with <p begin=...> in it",
	Extensions: []string{".ttml", ".dfxp", ".xml", ".itt"}, Claims: claimsTTML, Rewrite: rewriteTTML,
}

// ttmlSign matches what a <tt> element of HTML lacks: a namespace or a time.
var ttmlSign = text.Regexp(`/ns/ttml|/ttaf1|/ttml|\sbegin=["']`)

func claimsTTML(head []byte) bool { return xml.Root(head) == "tt" && ttmlSign().Match(head) }

// ttmlSpaces are the namespaces of elements and metadata, and their usual prefixes,
// which some programs do not declare.
var ttmlSpaces = []string{
	"http://www.w3.org/ns/ttml", "http://www.w3.org/ns/ttml#metadata",
	"http://www.w3.org/2006/10/ttaf1", "http://www.w3.org/2006/10/ttaf1#metadata",
	"http://www.w3.org/2006/04/ttaf1", "http://www.w3.org/2006/04/ttaf1#metadata",
	"http://www.w3.org/2006/10/ttml", "http://www.w3.org/2006/10/ttml#metadata",
	"tt", "ttm",
}

// A ttmlElement is an open element of the body, with the properties that its contents
// inherit.
type ttmlElement struct {
	name       string
	begin, end int64  // milliseconds; end is -1 if unknown
	next       int64  // start of the next child
	timed      bool   // it or an ancestor has times
	own        bool   // it has times of its own
	chain      bool   // its children are consecutive in time
	who        string // ids of its speakers
	lang       string
	lines      bool // line breaks in it are shown
	note       bool // a sound or a description
}

// A ttmlTaker makes cues of paragraphs, by these rules:
//
//  1. Times count from the start of the parent element, unless the document ignores that;
//     see absolute.
//  2. A paragraph is a cue. A part of it with another speaker is another cue. A paragraph
//     without times has a cue for each span with times.
//  3. If there is speech in several languages at the same time, the first language of the
//     document is shown.
type ttmlTaker struct {
	list     *cueList
	clock    ttmlClock
	absolute bool // times count from the start of the document
	open     []ttmlElement
	names    ttmlNames
	title    bool // inside the title
	buf      []byte
	blank    bool // white space followed buf
	cue      listCue
	tongue   string // language of the cue
	lang     string // the first language of the document
	until    int64  // end of the last speech in that language, in milliseconds
}

func rewriteTTML(in *tape.Input, out *tape.Tape) error {
	t := &ttmlTaker{list: newCueList(in, out), clock: ttmlClock{rate: 30, tick: 1}}
	err := xml.NewReader(in, in, ttmlSpaces...).Walk(t)
	t.end()
	t.list.flush()
	t.list.begin()
	return err
}

// Roles and values, by what they are.
var (
	ttmlNotes = text.WordSet("sound music description x-sound x-music")
	ttmlOther = text.WordSet("x-translation x-transliteration x-roman x-romanization x-ruby")
	ttmlIdle  = text.WordSet("styling layout desc copyright animate set resources")
	ttmlBody  = text.WordSet("body div p span")
)

func (t *ttmlTaker) Open(e *xml.Element) bool {
	switch {
	case e.Name == "" || ttmlIdle[e.Name]:
		return false
	case e.Name == "tt":
		t.clock.read(e)
		t.lang = e.Attr("lang")
	case e.Name == "title":
		t.title = len(t.open) == 0
		return t.title
	case e.Name == "agent" || e.Name == "name":
		t.names.open(e)
	case e.Name == "br" && len(t.open) > 0:
		t.buf, t.blank = append(t.buf, '\n'), false
	case ttmlBody[e.Name]:
		return t.enter(e)
	}
	return true
}

// enter begins an element of the body.
func (t *ttmlTaker) enter(e *xml.Element) bool {
	role := e.Attr("role")
	if ruby := e.Attr("ruby"); ttmlOther[role] || ruby == "text" || ruby == "textContainer" || ruby == "delimiter" {
		return false
	}
	around := ttmlElement{end: -1, who: "", lang: t.lang}
	if n := len(t.open); n > 0 {
		around = t.open[n-1]
	}
	own := around
	own.name, own.own = e.Name, false
	own.chain = e.Attr("timeContainer") == "seq"
	own.who = cmp.Or(e.Attr("agent"), around.who)
	own.lang = cmp.Or(e.Attr("lang"), around.lang)
	own.note = around.note || ttmlNotes[role]
	if space := e.Attr("space"); space != "" {
		own.lines = space == "preserve"
	}
	t.times(e, &around, &own)
	if n := len(t.open); n > 0 && around.chain && own.end >= 0 {
		t.open[n-1].next = own.end
	}
	if e.Name == "p" || own.who != around.who || own.own && !t.timedParagraph() || own.note != around.note {
		t.end()
		t.start(&own, e.Line)
	}
	t.open = append(t.open, own)
	return true
}

// start begins a cue with the properties of el.
func (t *ttmlTaker) start(el *ttmlElement, line int64) {
	t.cue = listCue{who: t.names.of(el.who), at: tape.Stretch{Start: -1, End: -1, Line: line}, note: el.note}
	t.tongue = el.lang
	if el.timed {
		t.cue.at.Start, t.cue.at.End = el.begin, el.end
	}
}

// timedParagraph reports whether the open paragraph has times.
func (t *ttmlTaker) timedParagraph() bool {
	for _, el := range t.open {
		if el.name == "p" {
			return el.own
		}
	}
	return false
}

// times sets the times of an element. around is its parent.
func (t *ttmlTaker) times(e *xml.Element, around, own *ttmlElement) {
	begin, end, dur := t.clock.time(e.Attr("begin")), t.clock.time(e.Attr("end")), t.clock.time(e.Attr("dur"))
	own.own = begin >= 0 || end >= 0 || dur >= 0
	own.timed = around.timed || own.own
	base := around.begin
	if around.chain {
		base = around.next
	}
	if !t.absolute && around.begin > 0 && begin >= around.begin {
		t.absolute = begin == around.begin || around.end >= 0 && base+begin >= around.end && begin < around.end
	}
	if t.absolute {
		base = 0
	}
	own.begin, own.next = around.begin, around.begin
	if around.chain {
		own.begin = around.next
	}
	if begin >= 0 {
		own.begin = min(base+begin, maxTime)
	}
	own.next, own.end = own.begin, around.end
	switch {
	case end >= 0:
		own.end = min(base+end, maxTime)
	case dur >= 0:
		own.end = min(own.begin+dur, maxTime)
	}
}

func (t *ttmlTaker) Text(b []byte, line int64) {
	n := len(t.open)
	switch {
	case t.names.within:
		t.names.text(b)
	case t.title && len(t.list.title) < tape.MaxField:
		t.list.title = text.OneLine(t.list.title + string(b))
	case n > 0 && (t.open[n-1].name == "p" || t.open[n-1].name == "span"):
		if len(t.buf) > maxCue {
			t.end()
		}
		if t.open[n-1].lines {
			t.buf = append(t.buf, b...)
			return
		}
		t.add(b)
	}
}

// add adds text. Each run of white space becomes one space.
func (t *ttmlTaker) add(b []byte) {
	for _, c := range b {
		if tape.IsLayout(c) {
			t.blank = true
			continue
		}
		if t.blank && len(t.buf) > 0 && t.buf[len(t.buf)-1] != '\n' {
			t.buf = append(t.buf, ' ')
		}
		t.buf, t.blank = append(t.buf, c), false
	}
}

func (t *ttmlTaker) Shut(name string) {
	n := len(t.open)
	switch {
	case name == "title":
		t.title = false
	case name == "agent" || name == "name":
		t.names.shut(name)
	case ttmlBody[name] && n > 0:
		own := t.open[n-1]
		t.open = t.open[:n-1]
		if n == 1 || name == "p" {
			t.end()
			return
		}
		if around := &t.open[n-2]; own.who != around.who || own.note != around.note || own.own && !t.timedParagraph() {
			t.end()
			t.start(around, t.cue.at.Line)
		}
	}
}

// end adds the open cue.
func (t *ttmlTaker) end() {
	said := bytes.TrimSpace(t.buf)
	if c := t.cue; len(said) > 0 && !t.translates(t.tongue, c.at) {
		c.text = string(said)
		t.list.add(c)
	}
	t.buf, t.blank = t.buf[:0], false
}

// translates reports whether a cue in a language translates an earlier one.
func (t *ttmlTaker) translates(lang string, at tape.Stretch) bool {
	first, _, _ := strings.Cut(t.lang, "-")
	this, _, _ := strings.Cut(lang, "-")
	if first == "" {
		t.lang, first = lang, this
	}
	if first != this && at.Start >= 0 && at.Start < t.until {
		return true
	}
	if first == this {
		t.until = max(t.until, at.End)
	}
	return false
}

// ttmlNames are the names of agents.
type ttmlNames struct {
	all    map[string]string // by their ids
	rank   map[string]int    // rank of the name that is known
	id     string            // of the open agent
	kind   string            // kind of the open name
	within bool              // inside a name
	buf    []byte
}

// ttmlKinds ranks the kinds of names. The highest wins.
var ttmlKinds = map[string]int{"alias": 1, "given": 2, "family": 2, "": 3, "full": 4}

// open begins an agent or a name of one.
func (s *ttmlNames) open(e *xml.Element) {
	if e.Name == "agent" {
		s.id = e.Attr("id")
		return
	}
	s.kind, s.within, s.buf = e.Attr("type"), s.id != "", s.buf[:0]
}

// text adds text of a name.
func (s *ttmlNames) text(b []byte) {
	s.buf = append(s.buf, b[:min(len(b), max(0, tape.MaxField-len(s.buf)))]...)
}

// shut ends an agent or a name. It prefers a full name to a part.
func (s *ttmlNames) shut(name string) {
	if name == "agent" {
		s.id = ""
		return
	}
	said, rank := text.OneLine(string(s.buf)), ttmlKinds[s.kind]
	s.within = false
	if s.id == "" || said == "" || len(s.all) >= tape.MaxCast {
		return
	}
	if s.all == nil {
		s.all, s.rank = map[string]string{}, map[string]int{}
	}
	switch {
	case rank > s.rank[s.id]:
		s.all[s.id], s.rank[s.id] = said, rank
	case rank == 2 && s.rank[s.id] == 2 && len(s.all[s.id]) < tape.MaxField:
		s.all[s.id] += " " + said
	}
}

// maxAgents is the maximum number of agents of a cue. Cues inherit the agents of their
// parents, of which there could be a million.
const maxAgents = 8

// of returns the names of the agents with these ids. The id stands in for a missing name.
func (s *ttmlNames) of(ids string) string {
	var all []string
	for id := range strings.FieldsSeq(ids) {
		if len(all) == maxAgents {
			break
		}
		id = strings.TrimPrefix(id, "#")
		all = append(all, cmp.Or(s.all[id], id))
	}
	return strings.Join(all, ", ")
}

// A ttmlClock reads the times of a document.
type ttmlClock struct {
	rate float64 // frames per second
	tick float64 // ticks per second
}

// read reads the parameters of the root element.
func (c *ttmlClock) read(e *xml.Element) {
	rated := false
	if f, err := strconv.ParseFloat(e.Attr("frameRate"), 64); err == nil && f >= 1 && f < 1e6 {
		c.rate, rated = f, true
	}
	a, b, _ := strings.Cut(text.OneLine(strings.ReplaceAll(e.Attr("frameRateMultiplier"), ":", " ")), " ")
	n, err := strconv.ParseFloat(a, 64)
	d, err2 := strconv.ParseFloat(b, 64)
	if err == nil && err2 == nil && n > 0 && d > 0 && c.rate*n/d >= 1 {
		c.rate *= n / d
	}
	if rated {
		c.tick = c.rate
	}
	if f, err := strconv.ParseFloat(e.Attr("tickRate"), 64); err == nil && f >= 1 && f <= 1e12 {
		c.tick = f
	}
}

// ttmlUnits maps the units of times without colons to milliseconds.
var ttmlUnits = []struct {
	name string
	ms   float64
}{{"ms", 1}, {"h", 3600e3}, {"m", 60e3}, {"s", 1e3}}

// time returns the time s in milliseconds, -1 if it is invalid.
func (c *ttmlClock) time(s string) int64 {
	s = strings.TrimSpace(s)
	if s == "" {
		return -1
	}
	if strings.ContainsAny(s, ":;") {
		return frameTime(s, c.rate)
	}
	number, unit := s, 1e3
	for _, u := range ttmlUnits {
		if rest, ok := strings.CutSuffix(s, u.name); ok {
			number, unit = rest, u.ms
			break
		}
	}
	if rest, ok := strings.CutSuffix(s, "f"); ok {
		number, unit = rest, 1e3/c.rate
	} else if rest, ok := strings.CutSuffix(s, "t"); ok {
		number, unit = rest, 1e3/c.tick
	}
	f, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if f *= unit; err != nil || !(f >= 0 && f <= maxTime) {
		return -1
	}
	return int64(f + 0.5)
}
