package label

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/front"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// Labels are judged by these rules:
//
//  1. The head of the document decides. Its profile is made once: whether a later
//     line opens a turn depends on the profile and that line alone.
//  2. A style of label must be in use. The basic style is that of "Ann Lee: text", of plays
//     or of printed records, whichever prevails. Q and A are used in addition if they occur
//     twice. Any other way to mark a label is a frame, which is learned from the document
//     (learn.go).
//  3. A label is accepted if its score is at least naming.Enough. The score is the sum of
//     scores for its shape (package naming) and its evidence in the head (evidence.go), and
//     a bonus if many paragraphs begin with labels.
//  4. Strong labels are judged first. A weaker label needs 3 less if it shares its last
//     word with a strong one: Lee if Ann Lee is strong.
//  5. A label recurs if it begins several lines, or looks like a role or a name in
//     capitals. In doubtful places only labels that recur open a turn.
//  6. In printed records that mostly use capitals, only names in capitals are
//     labels.
//  7. The header that verbatim writes overrides all guesses: its list of names is used.
//  8. The cues of captions use the style "Ann Lee: text". Without labels, turns begin at
//     pauses, unless a name in the first cue labels all of them.
//  9. A document without names of persons needs labels that alternate or begin many of its
//     paragraphs. If the items of a list all have different labels, they are a glossary.
// 10. Labels of fields (Present: Ann Lee) and of decisions (ACTION: call the town) open
//     notes. A word for a decision is a name if it follows another capitalised word
//     elsewhere.

// judge returns the profile of a document that begins with head.
func judge(head []byte, taped bool) *profile {
	if taped {
		return judgeTape(head)
	}
	p := &profile{layout: judgeLayout(head), clock: -1}
	if n := dialect.HeaderLength(head); n > 0 {
		p.layout, p.styles, p.start = record.Layout{Dialect: true}, styleColon, int64(n)
		p.names = dialect.NameSet(dialect.HeaderList(head[:n], dialect.NamesKey))
		p.dayClock = dialect.ClockIn(head[:n])
		rule, _, _ := dialect.HeaderRule(head[:n])
		p.marked = rule == record.RuleElement
		return p
	}
	if p.start = int64(front.Matter(head)); p.start > 0 {
		head = head[p.start:]
		p.layout = judgeLayout(head)
	}
	found := gathered{}
	paragraphs := p.collect(head, found)
	plausible := learn(head).choose()
	p.colon = colonOf(plausible)
	if p.layout.Sections = sectioned(head, plausible); p.layout.Sections {
		paragraphs -= p.headings
		for _, labels := range found {
			maps.DeleteFunc(labels, func(_ string, ev *evidence) bool { return ev.headings == ev.n })
		}
	}
	paragraphs -= p.takeFields(found[styleColon], head[:min(len(head), elsewhereSize)])
	p.lookElsewhere(head[:min(len(head), elsewhereSize)], found)
	p.chooseStyles(found, paragraphs)
	reported(found)
	p.decide(found)
	if !slices.ContainsFunc(plausible, func(c chosenFrame) bool { return c.strong && c.after && c.sep == ':' }) {
		p.doubt(found) // otherwise people are named with times
	}
	p.useFrames(plausible, head, p.opened(found))
	p.lookBetween(head, found)
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

// judgeTape returns the profile of a tape, whose cues may contain labels.
func judgeTape(head []byte) *profile {
	p := &profile{layout: record.Layout{Taped: true, Wrapped: true}}
	p.start = tape.ReadHeader(&record.Head{}, head)
	found := gathered{}
	frames := newLearner()
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
			p.gather(text, nil, found)
			if frames.size += len(text); frames.size < learnSize {
				frames.cue(text)
			}
		}
	}
	if cues == 0 {
		return p
	}
	plausible := frames.choose()
	p.colon = colonOf(plausible)
	p.lookElsewhere(head[:min(len(head), elsewhereSize)], found)
	p.chooseStyles(found, paragraphs)
	p.styles = styleColon
	p.decide(found)
	p.useFrames(plausible, head, p.opened(found))
	p.layout.Labels = p
	if len(p.frames) > 0 {
		return p
	}
	if !slices.Contains(slices.Collect(maps.Values(p.verdicts)), true) {
		p.single = p.opensAlone(first, found[styleColon])
		p.loose = !p.single
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
	text := naming.DropBrackets(LabelText(cue[c.at:c.end]))
	ev := found[text]
	if ev == nil || ev.shape.Form < naming.FormName || !ev.short() {
		return false
	}
	p.verdicts[text] = true
	return true
}

// chooseStyles decides which styles the document uses, and the bonus for their
// density, by rules 2 and 3.
func (p *profile) chooseStyles(found gathered, paragraphs int) {
	lines := map[labelStyle]int{}
	for style, labels := range found {
		for _, ev := range labels {
			if style == styleBare && ev.n >= 2 || ev.shape.Form != naming.FormNone && ev.strength() >= 5.5 || ev.short() && ev.n >= 2 && style != styleDot || ev.short() && ev.n >= 3 {
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
	dense := 0.0
	for s := styleColon; s <= styleBare; s <<= 1 {
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
	p.verdicts, p.recurs, p.plain = map[string]bool{}, map[string]bool{}, map[string]bool{}
	p.tails, p.names = map[string]bool{}, map[string]bool{}
	all := 0
	for _, ev := range found[styleRecord] {
		if ev.shape.Form != naming.FormNone {
			all += ev.n
		}
	}
	p.capsOnly = 2*capitals(found[styleRecord]) > all
	p.eachLabel(found, func(style labelStyle, text string, ev *evidence) {
		if s := ev.shape; (s.Form == naming.FormName || s.Form == naming.FormSingle) && (ev.strength()+p.bonus >= naming.Enough || p.colon == colonSingles && s.Form == naming.FormSingle && s.Score >= 0 && ev.alone == 0) {
			p.names[naming.Fold(text)] = true
		}
		if ev.shape.Form != naming.FormNone && ev.strength() >= naming.Enough {
			p.tails[naming.Tail(ev.shape.Name)] = true
		}
	})
	lines, bold := 0, 0
	p.eachLabel(found, func(style labelStyle, text string, ev *evidence) {
		ok := p.scored(style, text, ev)
		if ok {
			lines, bold = lines+ev.n, bold+ev.bold
		}
		p.verdicts[text] = p.verdicts[text] || ok
		p.plain[text] = p.plain[text] || ev.plain > 0
		p.recurs[text] = p.recurs[text] || ok && (ev.n > 1 || ev.shape.Form == naming.FormRole || ev.shape.Form == naming.FormCapitals)
	})
	for text := range found[styleColon] {
		if base, ok := naming.DropRemark(text); ok && p.verdicts[base] && !p.verdicts[text] {
			p.verdicts[text], p.recurs[text] = true, p.recurs[base]
		}
	}
	p.bold = bold > 2 && bold*10 > lines*6
	for text, ev := range found[styleColon] {
		if p.bold && ev.bold == 0 && ev.n == 1 {
			p.recurs[text] = false
		}
	}
}

// takeFields removes the labels of fields from found, and returns the number of lines that
// begin with them. It records the roles to which a field assigns a person, and marks words
// for decisions that are surnames in head.
func (p *profile) takeFields(found map[string]*evidence, head []byte) (lines int) {
	p.fields, p.holders = map[string]bool{}, map[string]bool{}
	for text, ev := range found {
		if isDecision(strings.ToLower(text)) {
			ev.surname = isSurname(head, text)
		}
		if ev.first && ev.shape.Form == naming.FormSingle && p.colon == colonSingles {
			ev.first = false // it is a name
		}
		if ev.lists == 1 && ev.shape.Form == naming.FormRole {
			p.holders[text] = true
		}
		if ev.field(text) {
			p.fields[text] = true
			lines += ev.n
			delete(found, text)
		}
	}
	return lines
}

// isSurname reports whether a label also occurs in head after another capitalised word on
// the same line.
func isSurname(head []byte, label string) bool {
	for at := 0; ; {
		k := bytes.Index(head[at:], []byte(" "+label))
		if k < 0 {
			return false
		}
		at += k + 1
		before := head[max(0, at-maxName) : at-1]
		before = before[bytes.LastIndexByte(before, '\n')+1:]
		if w := string(before[bytes.LastIndexByte(before, ' ')+1:]); w != "" && naming.Capitalised(w) && unicode.IsLetter(runeAt([]byte(w))) && !naming.EndsInStop(before) {
			return true
		}
	}
}

// reported marks labels before quotations, unless many labels precede one: they introduce
// what somebody said elsewhere.
func reported(found gathered) {
	for _, labels := range found {
		lines, quoted := 0, 0
		for _, ev := range labels {
			lines, quoted = lines+ev.n, quoted+ev.quoted
		}
		for _, ev := range labels {
			ev.reported = ev.n == 1 && ev.quoted == 1 && 3*quoted < lines
		}
	}
}

// sectioned reports whether lines that begin with # are headings: head has some, and there
// is no plausible frame with such lines.
func sectioned(head []byte, plausible []chosenFrame) bool {
	if slices.ContainsFunc(plausible, func(c chosenFrame) bool { return c.lead&leadHeading != 0 }) {
		return false
	}
	return bytes.HasPrefix(head, []byte("#")) || bytes.Contains(head, []byte("\n#"))
}

// doubt rejects all labels if there is too little evidence that they are speakers, by rule
// 9.
func (p *profile) doubt(found gathered) {
	lines, labels, people, recurring, speech, timed := 0, 0, 0, 0, 0, 0
	p.eachLabel(found, func(style labelStyle, text string, ev *evidence) {
		if !p.verdicts[text] {
			return
		}
		lines, labels, speech, timed = lines+ev.n, labels+1, speech+ev.speech, timed+ev.timed
		if ev.n > 1 {
			recurring++
		}
		if style != styleColon || ev.person() || ev.shape.Form == naming.FormRole && naming.AsksByLabel(&ev.shape) || ev.n >= 5 && naming.Senses(strings.ToLower(text)).Is(naming.Pronoun) {
			people += ev.n
		}
	})
	few := people == 0 && p.colon == colonWeak && (labels < 2 || recurring == 0 || p.bonus < 2 && recurring < 3) || speech == 0 && recurring == 0 && labels > 1
	list := recurring == 0 && labels >= listLabels && p.listed*2 > lines
	list = list || people == 0 && timed*5 >= lines*4 && recurring*4 <= labels && speech*2 < lines // a programme
	if few || list {
		for text := range p.verdicts {
			p.verdicts[text] = false
		}
		p.styles = 0
	}
}

// listLabels is the minimum number of different labels in a glossary.
const listLabels = 2

// scored reports whether a label of this style is accepted.
func (p *profile) scored(style labelStyle, text string, ev *evidence) bool {
	s := ev.shape
	switch {
	case style == styleBare:
		return true
	case style == styleDot && naming.Senses(strings.ToLower(text)).Is(naming.StageWord): // Pause. The wind rises.
		return false
	case strings.HasPrefix(text, "BY ") || s.Form == naming.FormNone && !((p.colon != colonWeak || p.dense) && style == styleColon):
		return false
	case style == styleRecord:
		return s.Form == naming.FormCapitals || !p.capsOnly
	}
	if s.Form == naming.FormSingle && p.names[naming.Fold(text)] {
		return true // AnnLee, if Ann Lee is a label
	}
	if style == styleColon && p.together(text) {
		return true
	}
	likely := func() bool { return style == styleColon && (p.colon != colonWeak || p.dense) && p.likely(text, ev) }
	if s.Form == naming.FormNone {
		return likely()
	}
	v := ev.strength()
	if s.Score >= naming.FormScores[s.Form] && (naming.WordCount(s.Name) <= 4 || s.Form == naming.FormNameRole) {
		v += p.bonus
	} else {
		v += min(p.bonus, 1)
	}
	switch {
	case style == styleColon && ev.n == 1 && s.Form == naming.FormRole && ev.speech == 0 && ev.alone == 0 && p.colon != colonWeak: // Chair: Ann Lee
		return false
	case style == styleDot && ev.n == 1:
		v -= 1
	case style == styleColon && ev.n == 1 && s.Form == naming.FormRole && isCount(naming.TermsOf(s.Name, nil)):
		v -= 6
	}
	return v >= naming.Enough || v+3 >= naming.Enough && s.Form != naming.FormRole && (ev.n > 1 || s.Form != naming.FormSingle && s.Form != naming.FormPhrase) && p.tails[naming.Tail(s.Name)] || likely()
}

// together reports whether a label names several people who also speak alone: Ann, Bob and
// Carl.
func (p *profile) together(text string) bool {
	parts := groupOf(text)
	return len(parts) > 1 && !slices.ContainsFunc(parts, func(s string) bool { return !p.names[naming.Fold(s)] })
}

// likely accepts labels of unusual form in a document that certainly has labels with a
// colon: handles, initials, names that are also words.
func (p *profile) likely(text string, ev *evidence) bool {
	var buf [naming.MaxTerms]naming.Term
	terms := naming.TermsOf(text, buf[:])
	switch naming.ClassOf(text) {
	case naming.FillerHandle, naming.FillerInitials, naming.FillerNumbered, naming.FillerPhone, naming.FillerRole:
		return ev.n > 1 || ev.alone == 0 && ev.speech > 0
	case naming.FillerSingle:
		return p.colon == colonSingles && ev.speech > 0
	case naming.FillerOther:
	default:
		return false
	}
	if name, _, ok := strings.Cut(text, " | "); ok { // Luis | Quay Labs
		return naming.ClassOf(name) != naming.FillerOther
	}
	if !naming.IsTitled(text) {
		return false
	}
	last := &terms[len(terms)-1]
	known := naming.Sense(naming.Opener | naming.Verb | naming.Furniture | naming.RoleWord | naming.StageWord | naming.PlaceWord)
	switch {
	case ev.timed == ev.n && ev.timed > 0: // Your Presentation
		return p.colon != colonWeak && len(terms) > 1
	case len(terms) == 2 && utf8.RuneCountInString(last.Word) == 1: // Grad I
		return true
	case len(terms) == 2 && ev.speech > 0 && !last.May.Is(known): // Just Hale
		return true
	}
	return p.colon != colonWeak && ev.n >= oddRecur && 2*ev.speech > ev.texts // PAGE
}
