package transcript

import (
	"bytes"
	"html"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A profile is what the head of a document says about its labels. It is made
// once and then only read: whether a line opens a turn depends on it and on
// the line, never on the lines before.
type profile struct {
	layout   Layout
	styles   labelStyle
	verdicts map[string]bool // labels of the head by their text
	recurs   map[string]bool // those accepted that open several turns
	tails    map[string]bool // last words of their names, folded
	names    map[string]bool // names that stand as labels, folded
	bonus    float64         // what a label gains from the density of others
	dense    bool            // most paragraphs open with a label
	capsOnly bool            // in a printed record names are in capitals
	start    int64           // bytes of the header that verbatim writes
	apart    bool            // labels and their times stand on lines of their own
	marked   bool            // of verbatim's own text: labels of questions have a sign
	examined bool            // it says who asks: BY MR. HALE:
	witness  string          // who answers as A; "": not told
	clock    int32           // milliseconds of the first time of day, -1: times are of the recording
	loose    bool            // of a tape: no cue has a label, pauses part turns
	alone    bool            // of a tape: only the first cue has one, all is its
}

// enough is the score from which on a label is one.
const enough = 4

// evidence is what the head has to say of one label text.
type evidence struct {
	shape  shape
	n      int  // lines that open with it
	quoted int  // of them, followed by a quotation mark
	alone  int  // of them, followed by nothing on the line
	apart  int  // of them, with a time and nothing else on the line
	known  bool // its name stands elsewhere in the text too
}

// How much of the head is searched for names, in bytes, and for how many.
const (
	elsewhereSize = 64 << 10
	elsewhereMost = 256
)

// lookElsewhere finds the names of labels that do not recur in the text.
func (p *profile) lookElsewhere(text []byte, found map[labelStyle]map[string]*evidence) {
	n := 0
	for style, labels := range found {
		for _, ev := range labels {
			if f := ev.shape.form; ev.n > 1 || style == styleRecord || f != formName && f != formRoleName && f != formSingle {
				continue
			}
			if n++; n > elsewhereMost {
				return
			}
			ev.known = bytes.Count(text, []byte(ev.shape.name)) > 1
		}
	}
}

// judge makes the profile of a document that begins with head.
func judge(head []byte, taped bool) *profile {
	if taped {
		return judgeTape(head)
	}
	p := &profile{layout: judgeLayout(head), clock: -1}
	if n := dialectLength(head); n > 0 {
		p.layout, p.styles, p.start = Layout{Dialect: true}, styleColon, int64(n)
		p.names = nameSet(dialectList(head[:n], namesKey))
		rule, _, _ := dialectRule(head[:n])
		p.marked = rule == RuleElement
		return p
	}
	found := map[labelStyle]map[string]*evidence{}
	paragraphs := p.collect(head, found)
	p.lookElsewhere(head[:min(len(head), elsewhereSize)], found)
	p.chooseStyles(found, paragraphs)
	p.decide(found)
	p.depose(head)
	return p
}

// depose finds out whether head is of a deposition, and what it says of who
// asks and who answers.
func (p *profile) depose(head []byte) {
	if p.styles&styleBare == 0 {
		return
	}
	p.examined = bytes.Contains(head, []byte("(BY M"))
	for line := range bytes.Lines(head) {
		p.examined = p.examined || examiner(bytes.TrimSpace(line[p.layout.margin(line):])) != ""
	}
	if p.examined && p.verdicts[witnessLabel] && p.verdicts["A"] {
		p.witness = witnessLabel
	}
}

// witnessLabel is how depositions label what is answered to others than who
// asks.
const witnessLabel = "THE WITNESS"

// since returns the milliseconds at which a label says that its turn starts,
// from the start of the recording, or from the first time of day.
func (p *profile) since(c candidate) int32 {
	if c.start < 0 || !c.clock || p.clock < 0 {
		return c.start
	}
	return (c.start - p.clock + dayTime) % dayTime
}

// judgeTape makes the profile of a tape, in whose cues labels may stand.
func judgeTape(head []byte) *profile {
	p := &profile{layout: Layout{Taped: true, Wrapped: true}}
	p.start = tapeHeader(&Head{}, head)
	found := map[labelStyle]map[string]*evidence{}
	var first []byte // of the cues
	cues, paragraphs := 0, 0
	for line := range bytes.Lines(head[p.start:]) {
		switch m, _ := readMark(line); m.kind {
		case markPause, markChange:
			paragraphs++
			fallthrough
		case markCue:
			text := bytes.TrimSuffix(line[m.size:], newline)
			text = text[changes(text):]
			if cues++; cues == 1 {
				first = text
			}
			p.gather(text, found)
		}
	}
	if cues == 0 {
		return p
	}
	p.lookElsewhere(head[:min(len(head), elsewhereSize)], found)
	p.chooseStyles(found, paragraphs)
	p.styles = styleColon
	p.decide(found)
	if !slices.Contains(slices.Collect(maps.Values(p.verdicts)), true) {
		p.alone = p.opensAlone(first, found[styleColon])
		p.loose = !p.alone
	}
	if p.loose {
		p.styles = 0
	}
	return p
}

// opensAlone looks for the one label of a source that names its only speaker
// once, in the first cue.
func (p *profile) opensAlone(cue []byte, found map[string]*evidence) bool {
	c, ok := colonLabel(cue)
	if !ok {
		return false
	}
	text := dropBrackets(labelText(cue[c.at:c.end]))
	ev := found[text]
	if ev == nil || ev.shape.form < formName || !ev.short() {
		return false
	}
	p.verdicts[text] = true
	return true
}

// collect gathers the candidates of every style, and returns the number of
// paragraphs.
func (p *profile) collect(head []byte, found map[labelStyle]map[string]*evidence) int {
	n := 0
	blank := true
	for off := 0; off < len(head); {
		end := len(head)
		if k := bytes.IndexByte(head[off:], '\n'); k >= 0 {
			end = off + k
		}
		line := head[off:end]
		_, _, kind := p.layout.line(line)
		starts := kind == lineOpens || kind == lineNote || kind == lineContinues && (blank || p.layout.Numbered)
		if starts && kind != lineNote {
			n++
			p.gather(p.unwrapped(head, off, nil), found)
		}
		if kind != lineSkip {
			blank = kind == lineBlank || kind == lineNote
		}
		off = end + 1
	}
	return n
}

// unwrapped returns the line at off, of hard-wrapped text as much of the
// paragraph as a label can take, without the margin.
func (p *profile) unwrapped(b []byte, off int, buf []byte) []byte {
	b = b[off:]
	end := bytes.IndexByte(b, '\n')
	if end < 0 {
		end = len(b)
	}
	m := p.layout.margin(b[:end])
	if !p.layout.Wrapped || end-m > maxLabel {
		return b[m:end]
	}
	line := append(buf[:0], b[m:end]...)
	for len(line) < maxLabel && end < len(b) {
		rest := b[end+1:]
		next := bytes.IndexByte(rest, '\n')
		if next < 0 {
			next = len(rest)
		}
		from, to, kind := p.layout.line(rest[:next])
		if kind != lineContinues || from > 0 && !p.layout.Taped {
			break
		}
		line = append(append(line, ' '), rest[from:to]...)
		end += 1 + next
	}
	return line
}

var finders = [...]struct {
	style labelStyle
	find  func([]byte) (candidate, bool)
}{
	{styleBare, bareLabel}, {styleColon, colonLabel}, {styleTimed, timedLabel},
	{styleRecord, dotLabel}, {styleDot, dotLabel},
}

func (p *profile) gather(line []byte, found map[labelStyle]map[string]*evidence) {
	for _, f := range finders {
		c, ok := f.find(line)
		if !ok {
			continue
		}
		text := dropBrackets(labelText(line[c.at:c.end]))
		ev := found[f.style][text]
		if ev == nil {
			if found[f.style] == nil {
				found[f.style] = map[string]*evidence{}
			}
			ev = &evidence{shape: f.style.shapeOf(text, c.start >= 0)}
			found[f.style][text] = ev
		}
		if c.start >= 0 && ev.shape.score < enough {
			ev.shape = f.style.shapeOf(text, true)
		}
		ev.n++
		if c.clock && p.clock < 0 {
			p.clock = c.start
		}
		if c.body >= len(line) && c.start < 0 {
			ev.alone++
		} else if c.body >= len(line) {
			ev.apart++
		} else if r, _ := utf8.DecodeRune(line[min(c.body, len(line)):]); strings.ContainsRune("\"“«„'‘", r) {
			ev.quoted++
		}
	}
}

// labelText returns the text of a label as it is shown: clean, in one line,
// blanks collapsed.
func labelText(raw []byte) string {
	text := strings.ReplaceAll(string(raw), "**", "")
	if strings.IndexByte(text, '&') >= 0 && strings.IndexByte(text, ';') >= 0 {
		text = html.UnescapeString(text)
	}
	return CleanName(text)
}

// chooseStyles finds out which styles the document uses, and how densely.
func (p *profile) chooseStyles(found map[labelStyle]map[string]*evidence, paragraphs int) {
	lines := map[labelStyle]int{}
	for style, labels := range found {
		for _, ev := range labels {
			if style == styleBare && ev.n >= 2 || style == styleTimed && ev.shape.score >= enough || ev.shape.form != formNone && ev.strength() >= 5.5 || ev.short() && ev.n >= 2 && style != styleDot || ev.short() && ev.n >= 3 {
				lines[style] += ev.n
			}
		}
	}
	share := func(s labelStyle) float64 { return float64(lines[s]) / float64(max(1, paragraphs)) }
	p.styles = styleColon
	switch {
	case lines[styleRecord] >= 2 && lines[styleRecord] > lines[styleColon] && (capitals(found[styleRecord]) >= 2 || 2*lines[styleRecord] > lines[styleDot]):
		p.styles = styleRecord
	case share(styleDot) > 0.12 && lines[styleDot] >= 6 && lines[styleDot] > 2*lines[styleColon]:
		p.styles = styleDot
	}
	if found[styleBare]["Q"] != nil && found[styleBare]["Q"].n >= 2 {
		p.styles |= styleBare
	}
	if lines[styleTimed] >= 2 {
		p.styles |= styleTimed
	}
	dense := 0.0
	for s := styleColon; s <= styleTimed; s <<= 1 {
		if p.styles&s != 0 {
			dense += share(s)
		}
	}
	p.dense = dense > 0.55 || allPlausible(found, p.styles, paragraphs)
	switch {
	case p.dense:
		p.bonus = 4
	case dense > 0.3:
		p.bonus = 2
	case dense*float64(paragraphs) >= 2:
		p.bonus = 1
	}
}

// allPlausible reports whether nearly every paragraph of a short document
// opens with what may well be a label, and some of it surely is one.
func allPlausible(found map[labelStyle]map[string]*evidence, styles labelStyle, paragraphs int) bool {
	plausible, sure := 0, 0
	for style, labels := range found {
		for _, ev := range labels {
			if styles&style != 0 && style != styleDot && ev.short() {
				plausible += ev.n
				if ev.strength() >= 3.5 {
					sure++
				}
				if ev.strength() >= 5 {
					sure++
				}
			}
		}
	}
	return plausible*5 >= paragraphs*4 && sure >= 2
}

// capitals returns how many lines open with a label in capitals.
func capitals(labels map[string]*evidence) int {
	n := 0
	for _, ev := range labels {
		if ev.shape.form == formCapitals {
			n += ev.n
		}
	}
	return n
}

// strength is the score of a label without what others say of it.
func (e *evidence) strength() float64 {
	s := e.shape.score
	switch {
	case e.n >= 5:
		s += 4
	case e.n >= 3:
		s += 3
	case e.n == 2:
		s += 2
	}
	if e.known && e.shape.form != formSingle {
		s += 1
	}
	if e.quoted*2 > e.n {
		s -= 1.5
	}
	if e.alone*2 > e.n && e.shape.form != formRole && e.n == 1 {
		s -= 1
	}
	return s
}

// short reports whether a label has few words and none of a sentence.
func (e *evidence) short() bool {
	return e.shape.form != formNone && e.shape.score >= formScores[e.shape.form] &&
		len(strings.Fields(e.shape.name)) <= 4 && utf8.RuneCountInString(e.shape.name) <= 40
}

// decide judges every label of the head, the strong ones first: others lean
// on them.
func (p *profile) decide(found map[labelStyle]map[string]*evidence) {
	p.verdicts, p.recurs = map[string]bool{}, map[string]bool{}
	p.tails, p.names = map[string]bool{}, map[string]bool{}
	all := 0
	for _, ev := range found[styleRecord] {
		if ev.shape.form != formNone {
			all += ev.n
		}
	}
	p.capsOnly = 2*capitals(found[styleRecord]) > all
	p.eachLabel(found, func(style labelStyle, text string, ev *evidence) {
		if s := ev.shape; (s.form == formName || s.form == formSingle) && ev.strength()+p.bonus >= enough {
			p.names[fold(text)] = true
		}
		if ev.shape.form != formNone && ev.strength() >= enough {
			p.tails[tail(ev.shape.name)] = true
		}
	})
	p.eachLabel(found, func(style labelStyle, text string, ev *evidence) {
		ok := p.scored(style, text, ev)
		p.verdicts[text] = p.verdicts[text] || ok
		p.apart = p.apart || ok && ev.apart > 0
		p.recurs[text] = p.recurs[text] || ok && (ev.n > 1 || ev.shape.form == formRole || ev.shape.form == formCapitals)
	})
}

func (p *profile) eachLabel(found map[labelStyle]map[string]*evidence, do func(labelStyle, string, *evidence)) {
	for style, labels := range found {
		if p.styles&style == 0 {
			continue
		}
		for text, ev := range labels {
			do(style, text, ev)
		}
	}
}

// tail returns the last word of a name, folded.
func tail(name string) string {
	return fold(name[strings.LastIndexAny(name, " .")+1:])
}

// scored reports whether a label of some style is one.
func (p *profile) scored(style labelStyle, text string, ev *evidence) bool {
	s := ev.shape
	switch {
	case style == styleBare:
		return true
	case s.form == formNone || strings.HasPrefix(text, "BY "):
		return false
	case style == styleRecord:
		return s.form == formCapitals || !p.capsOnly
	}
	if s.form == formSingle && p.names[fold(text)] {
		return true // AnnLee, where Ann Lee is one
	}
	v := ev.strength()
	if len(strings.Fields(s.name)) <= 4 && s.score >= formScores[s.form] {
		v += p.bonus
	} else {
		v += min(p.bonus, 1)
	}
	if s.form != formRole && p.tails[tail(s.name)] && (ev.n > 1 || s.form != formSingle) {
		v += 3
	}
	if style == styleDot && ev.n == 1 {
		v -= 1
	}
	return v >= enough
}

// accept reports whether a line that opens with this text, found in this
// style, opens a turn.
func (p *profile) accept(style labelStyle, text string, timed bool) (ok, recurs bool) {
	text = dropBrackets(text)
	if ok, seen := p.verdicts[text]; seen {
		return ok, p.recurs[text]
	}
	ev := evidence{shape: style.shapeOf(text, timed), n: 1}
	return p.scored(style, text, &ev), false
}

// shapeOf judges a label of this style, beside which a time stands if timed.
func (s labelStyle) shapeOf(text string, timed bool) shape {
	switch {
	case s == styleRecord:
		return recordShape(text)
	case timed:
		return timedShape(text)
	}
	return shapeOf(text)
}

// timedShape judges a label with a time beside it, which may be whatever
// somebody calls himself in a meeting, but no sentence: Lee, Ann.
func timedShape(text string) shape {
	s := shapeOf(text)
	bare := dropBrackets(text)
	words := strings.Fields(bare)
	if s.score >= enough || len(words) == 0 || len(words) > 6 || strings.ContainsAny(bare, "?!;:") {
		return s
	}
	first, _ := utf8.DecodeRuneInString(bare)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) && first != '+' || strings.ContainsRune(".,-–—…", rune(bare[len(bare)-1])) {
		return s
	}
	for _, w := range lower(words) {
		if verbs[w] || openers[w] {
			return s
		}
	}
	return shape{form: formName, name: bare, score: enough}
}

// recordShape judges a label of a printed record: Mr. LEE, The PRESIDING
// OFFICER, Mr. HALE of Ohio, The SPEAKER pro tempore (Ms. Lee), Senator Ross.
func recordShape(text string) shape {
	bare := dropBrackets(text)
	words := strings.Fields(bare)
	if len(words) < 2 || len(words) > 8 || !sound(bare) {
		return shape{}
	}
	first := strings.ToLower(strings.TrimSuffix(words[0], "."))
	if !honorifics[first] && first != "the" && !roles[first] || !capitalised(words[0]) {
		return shape{}
	}
	s := shape{form: formName, name: bare, score: 6}
	for i, w := range words[1:] {
		switch {
		case utf8.RuneCountInString(w) > 1 && allCapitals(w):
			s.form = formCapitals
		case capitalised(w):
		case w == "of" || w == "pro" || w == "tempore" || w == "the" || particles[w]:
			if i == 0 && !particles[w] {
				return shape{}
			}
		default:
			return shape{}
		}
	}
	if s.form == formName && first == "the" && !roles[strings.ToLower(words[len(words)-1])] {
		return shape{}
	}
	return s
}
