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

// Labels are judged by these rules:
//
//  1. The head of the document decides. Its profile is made once: whether a later
//     line opens a turn depends on the profile and that line alone.
//  2. Each style of label has to be in use. The basic style is "Ann Lee: text",
//     that of plays, or that of printed records, whichever prevails. Q and A, and
//     names with times, are used beside it if they occur twice.
//  3. A label is accepted if it scores at least enough. It scores by its shape
//     (shape.go), by its evidence in the head (evidence.go), and by a bonus if many
//     paragraphs open with labels.
//  4. Strong labels are judged first. A weaker label may score 3 less if it shares
//     its last word with a strong one: Lee beside Ann Lee.
//  5. A label recurs if it opens several lines or looks like a role or a name in
//     capitals. In doubtful places only labels that recur open a turn.
//  6. In printed records that mostly use capitals, only names in capitals are
//     labels.
//  7. The header that verbatim writes replaces all guesses: its list of names holds.
//  8. The cues of captions use the style "Ann Lee: text". Without any label, the
//     turns begin at pauses, unless a name in the first cue labels all of them.

// A profile is the judgement of the labels of a document, from its head. It does
// not change.
type profile struct {
	layout   record.Layout
	styles   labelStyle
	verdicts map[string]bool // text of a label of the head: whether it is accepted
	recurs   map[string]bool // accepted labels that recur, by rule 5
	tails    map[string]bool // last words of the names of strong labels, folded
	names    map[string]bool // labels that are names, folded
	bonus    float64         // added to the score if many paragraphs open with labels
	dense    bool            // most paragraphs open with a label
	capsOnly bool            // in a printed record: names are in capitals
	start    int64           // bytes of the header that verbatim writes
	apart    bool            // labels with times are on lines of their own
	bold     bool            // labels are bold, except some that recur
	marked   bool            // in verbatim's own text: labels of questions have a sign
	examined bool            // in a deposition: lines name the examiner, BY MR. HALE:
	witness  string          // in a deposition: the label of the speaker of A; "": unknown
	clock    int32           // milliseconds of the first time of day, -1: times are of the recording
	loose    bool            // of a tape: no cue has a label, and pauses separate turns
	alone    bool            // of a tape: only the first cue has a label, for all of it
}

// enough is the minimum score of a label.
const enough = 4

// judge returns the profile of a document that begins with head.
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

// depose detects a deposition that names its examiner, and sets the witness.
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

// witnessLabel is the label in depositions of answers to anyone but the examiner.
const witnessLabel = "THE WITNESS"

// since returns the time beside a label in milliseconds, from the start of the
// recording or from the first time of day; -1 without one.
func (p *profile) since(c candidate) int32 {
	if c.start < 0 || !c.clock || p.clock < 0 {
		return c.start
	}
	return (c.start - p.clock + text.Day) % text.Day
}

// judgeTape returns the profile of a tape, whose cues may contain labels.
func judgeTape(head []byte) *profile {
	p := &profile{layout: record.Layout{Taped: true, Wrapped: true}}
	p.start = tape.ReadHeader(&record.Head{}, head)
	found := gathered{}
	var first []byte // text of the first cue
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

// opensAlone accepts the label of the first cue if it may name the only speaker,
// and reports whether it does.
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

// LabelText returns the text of a label for display: clean, in one line, with
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

// isPlainLabel reports whether a label is only printable ASCII with single blanks,
// which LabelText would not change. Nearly all labels are.
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

// chooseStyles decides which styles the document uses, and the bonus for their
// density, by rules 2 and 3.
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

// decide judges every label of the head, the strong ones first, by rule 4.
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

// eachLabel calls do for each label in a style that is used.
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

// scored reports whether a label of this style is accepted.
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
		return true // AnnLee, if Ann Lee is a label
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

// accept reports whether a line that begins with a label of this text and style
// opens a turn, and whether the label recurs.
func (p *profile) accept(style labelStyle, text string, timed bool) (ok, recurs bool) {
	text = dropBrackets(text)
	if ok, seen := p.verdicts[text]; seen {
		return ok, p.recurs[text]
	}
	ev := evidence{shape: style.shapeOf(text, timed), n: 1}
	return p.scored(style, text, &ev), false
}

// shapeOf judges the text of a label of this style, with a time beside it if timed.
func (s labelStyle) shapeOf(text string, timed bool) shape {
	switch {
	case s == styleRecord:
		return recordShape(text)
	case timed:
		return timedShape(text)
	}
	return ShapeOf(text)
}
