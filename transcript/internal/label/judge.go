package label

import (
	"bytes"
	"html"
	"maps"
	"slices"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// A profile is what the head of a document says about its labels. It is made
// once and then only read: whether a line opens a turn depends on it and on
// the line, never on the lines before.
type profile struct {
	layout   record.Layout
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
	bold     bool            // labels are bold, but for some that recur
	marked   bool            // of verbatim's own text: labels of questions have a sign
	examined bool            // it says who asks: BY MR. HALE:
	witness  string          // who answers as A; "": not told
	clock    int32           // milliseconds of the first time of day, -1: times are of the recording
	loose    bool            // of a tape: no cue has a label, pauses part turns
	alone    bool            // of a tape: only the first cue has one, all is its
}

// enough is the score from which on a label is one.
const enough = 4

// judge makes the profile of a document that begins with head.
func judge(head []byte, taped bool) *profile {
	if taped {
		return judgeTape(head)
	}
	p := &profile{layout: judgeLayout(head), clock: -1}
	if n := dialect.HeaderLength(head); n > 0 {
		p.layout, p.styles, p.start = record.Layout{Dialect: true}, styleColon, int64(n)
		p.names = dialect.NameSet(dialect.HeaderList(head[:n], dialect.NamesKey))
		rule, _, _ := dialect.HeaderRule(head[:n])
		p.marked = rule == record.RuleElement
		return p
	}
	found := gathered{}
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
		p.examined = p.examined || examiner(bytes.TrimSpace(line[marginOf(p.layout, line):])) != ""
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
	return (c.start - p.clock + text.Day) % text.Day
}

// judgeTape makes the profile of a tape, in whose cues labels may stand.
func judgeTape(head []byte) *profile {
	p := &profile{layout: record.Layout{Taped: true, Wrapped: true}}
	p.start = tape.ReadHeader(&record.Head{}, head)
	found := gathered{}
	var first []byte // of the cues
	cues, paragraphs := 0, 0
	for line := range bytes.Lines(head[p.start:]) {
		switch m, _ := tape.ReadMark(line); m.Kind {
		case tape.MarkPause, tape.MarkChange:
			paragraphs++
			fallthrough
		case tape.MarkCue:
			text := bytes.TrimSuffix(line[m.Size:], text.Newline)
			text = text[Changes(text):]
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
	text := dropBrackets(LabelText(cue[c.at:c.end]))
	ev := found[text]
	if ev == nil || ev.shape.Form < FormName || !ev.short() {
		return false
	}
	p.verdicts[text] = true
	return true
}

// LabelText returns the text of a label as it is shown: clean, in one line,
// blanks collapsed.
func LabelText(raw []byte) string {
	if isPlainLabel(raw) {
		return string(raw)
	}
	s := strings.ReplaceAll(string(raw), "**", "")
	if strings.IndexByte(s, '&') >= 0 && strings.IndexByte(s, ';') >= 0 {
		s = html.UnescapeString(s)
	}
	return text.CleanName(s)
}

// isPlainLabel reports whether a label, as nearly all, is letters and signs of
// ASCII with single blanks between, which are shown as they are.
func isPlainLabel(raw []byte) bool {
	before := byte(' ')
	for _, c := range raw {
		if !text.PlainByte(c) || c == '*' || c == '&' || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return before != ' '
}

// chooseStyles finds out which styles the document uses, and how densely.
func (p *profile) chooseStyles(found gathered, paragraphs int) {
	lines := map[labelStyle]int{}
	for style, labels := range found {
		for _, ev := range labels {
			if style == styleBare && ev.n >= 2 || style == styleTimed && ev.shape.Score >= enough || ev.shape.Form != FormNone && ev.strength() >= 5.5 || ev.short() && ev.n >= 2 && style != styleDot || ev.short() && ev.n >= 3 {
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

// decide judges every label of the head, the strong ones first: others lean
// on them.
func (p *profile) decide(found gathered) {
	p.verdicts, p.recurs = map[string]bool{}, map[string]bool{}
	p.tails, p.names = map[string]bool{}, map[string]bool{}
	all := 0
	for _, ev := range found[styleRecord] {
		if ev.shape.Form != FormNone {
			all += ev.n
		}
	}
	p.capsOnly = 2*capitals(found[styleRecord]) > all
	p.eachLabel(found, func(style labelStyle, text string, ev *evidence) {
		if s := ev.shape; (s.Form == FormName || s.Form == formSingle) && ev.strength()+p.bonus >= enough {
			p.names[Fold(text)] = true
		}
		if ev.shape.Form != FormNone && ev.strength() >= enough {
			p.tails[tail(ev.shape.name)] = true
		}
	})
	lines, bold := 0, 0
	p.eachLabel(found, func(style labelStyle, text string, ev *evidence) {
		ok := p.scored(style, text, ev)
		if ok {
			lines, bold = lines+ev.n, bold+ev.bold
		}
		p.verdicts[text] = p.verdicts[text] || ok
		p.apart = p.apart || ok && ev.apart > 0
		p.recurs[text] = p.recurs[text] || ok && (ev.n > 1 || ev.shape.Form == formRole || ev.shape.Form == formCapitals)
	})
	p.bold = bold > 2 && bold*10 > lines*6
	for text, ev := range found[styleColon] {
		if p.bold && ev.bold == 0 && ev.n == 1 {
			p.recurs[text] = false
		}
	}
}

func (p *profile) eachLabel(found gathered, do func(labelStyle, string, *evidence)) {
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
	return Fold(name[strings.LastIndexAny(name, " .")+1:])
}

// scored reports whether a label of some style is one.
func (p *profile) scored(style labelStyle, text string, ev *evidence) bool {
	s := ev.shape
	switch {
	case style == styleBare:
		return true
	case s.Form == FormNone || strings.HasPrefix(text, "BY "):
		return false
	case style == styleRecord:
		return s.Form == formCapitals || !p.capsOnly
	}
	if s.Form == formSingle && p.names[Fold(text)] {
		return true // AnnLee, where Ann Lee is one
	}
	v := ev.strength()
	if s.Score >= FormScores[s.Form] && wordCount(s.name) <= 4 {
		v += p.bonus
	} else {
		v += min(p.bonus, 1)
	}
	if style == styleDot && ev.n == 1 {
		v -= 1
	}
	return v >= enough || v+3 >= enough && s.Form != formRole && (ev.n > 1 || s.Form != formSingle) && p.tails[tail(s.name)]
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
	return ShapeOf(text)
}
