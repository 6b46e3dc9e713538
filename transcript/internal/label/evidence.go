package label

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
)

// evidence is what the head shows about one label.
type evidence struct {
	shape    naming.Shape
	n        int  // lines that begin with the label
	quoted   int  // lines in which a quotation mark follows
	alone    int  // lines in which nothing follows
	texts    int  // texts after the label that were examined, up to maxTexts
	speech   int  // examined texts that are speech
	whole    int  // examined texts that are whole sentences
	values   int  // examined texts that are names or an amount
	amounts  int  // examined texts that are an amount
	lists    int  // examined texts that are names: a field may have the label of a role that speaks elsewhere
	headings int  // lines that are Markdown headings
	timed    int  // lines with a time next to the label
	plain    int  // lines in which the label has no brackets
	bold     int  // lines in which the label is bold
	reported bool // a quotation follows, which few other labels precede
	known    bool // its name also occurs elsewhere in the text
	first    bool // it begins the first line of the document
	titled   bool // the text after it is a title or contains a date
	surname  bool // its name also occurs after another capitalised word: HUGH MOTION
}

// gathered is the evidence for the candidates of a head, by style and text.
type gathered map[labelStyle]map[string]*evidence

// How many bytes of the head are searched for names, and for how many names.
const (
	elsewhereSize = 64 << 10
	elsewhereMost = 256
)

// lookElsewhere searches the text for the names of labels that do not recur.
func (p *profile) lookElsewhere(text []byte, found gathered) {
	var once []*evidence
	for style, labels := range found {
		for _, ev := range labels {
			f := ev.shape.Form
			if ev.n == 1 && style != styleRecord && (f == naming.FormName || f == naming.FormRoleName || f == naming.FormSingle) {
				once = append(once, ev)
			}
		}
	}
	if len(once) > elsewhereMost { // choose the same ones in every run
		slices.SortFunc(once, func(a, b *evidence) int { return cmp.Compare(a.shape.Name, b.shape.Name) })
		once = once[:elsewhereMost]
	}
	for _, ev := range once {
		ev.known = bytes.Count(text, []byte(ev.shape.Name)) > 1
	}
}

// collect gathers the candidates of every style, and returns the number of
// paragraphs.
func (p *profile) collect(head []byte, found gathered) int {
	n := 0
	blank, first := true, true
	lines := joiner{layout: p.layout, data: head}
	fenced := false // inside a block of code
	for off := 0; off < len(head); {
		end := off + toLineEnd(head[off:])
		line := head[off:end]
		if bytes.HasPrefix(bytes.TrimSpace(line), codeFence) {
			fenced = !fenced
		}
		_, _, kind := Line(p.layout, line)
		starts := kind == record.LineOpens || kind == record.LineNote || kind == record.LineContinues && (blank || p.layout.Numbered)
		if starts && kind != record.LineNote && !fenced {
			n++
			if isHeading(line) {
				p.headings++
			}
			p.first = first
			p.gather(lines.at(off, end), head[end:], found)
			first = false
		}
		if kind != record.LineSkip {
			blank = kind == record.LineBlank || kind == record.LineNote
		}
		off = end + 1
	}
	return n
}

var finders = [...]struct {
	style labelStyle
	find  func([]byte) (candidate, bool)
}{
	{styleBare, bareLabel}, {styleColon, colonLabel},
	{styleRecord, dotLabel}, {styleDot, dotLabel},
}

// gather adds the candidates of a line. rest is the text after it.
func (p *profile) gather(line, rest []byte, found gathered) {
	for _, f := range finders {
		c, ok := f.find(line)
		if !ok {
			continue
		}
		whole := LabelText(line[c.at:c.end])
		text := naming.DropBrackets(whole)
		ev := found[f.style][text]
		if ev == nil {
			if found[f.style] == nil {
				found[f.style] = map[string]*evidence{}
			}
			ev = &evidence{shape: f.style.shapeOf(text, c.start >= 0), first: p.first}
			if k := strings.IndexByte(whole, ')'); k > 0 && k < len(whole)-1 && strings.IndexByte(whole, '(') > 0 && naming.WordCount(whole[k+1:]) == 1 && strings.IndexByte(whole[k+1:], '(') < 0 {
				ev.shape = naming.Shape{} // Harbour (Hale) Bill
			}
			found[f.style][text] = ev
		}
		if c.start >= 0 && ev.shape.Score < naming.Enough {
			ev.shape = f.style.shapeOf(text, true)
		}
		ev.n++
		if b := bytes.TrimLeft(line, " "); naming.IsItem(b) || listNumber(b) > 0 {
			p.listed++
		}
		if c.bold {
			ev.bold++
		}
		if text == whole {
			ev.plain++
		}
		if isHeading(line) {
			ev.headings++
		}
		if c.start >= 0 {
			ev.timed++
		}
		if c.day && p.clock < 0 {
			p.clock = c.start
		}
		if ev.texts < maxTexts {
			ev.said(line[min(c.body, len(line)):], rest)
		}
		if c.body >= len(line) {
			ev.alone++
		} else if r, _ := utf8.DecodeRune(line[min(c.body, len(line)):]); strings.ContainsRune("\"“«„'‘", r) {
			ev.quoted++
		}
	}
}

// maxTitled is the maximum size of the rest of a title after a colon, in bytes.
const maxTitled = 100

// isDecision reports whether a label, in lower case, announces a decision: a word for it,
// perhaps with a number or the word item: ACTION, Decision 4, Action item.
func isDecision(low string) bool {
	first, rest, more := strings.Cut(low, " ")
	return naming.Senses(first).Is(naming.Decision) && (!more || text.IsNumber(rest) || rest == "item" || rest == "items" || rest == "point")
}

// said counts the text after a label. rest is the text after the line.
func (e *evidence) said(said, rest []byte) {
	e.texts++
	if len(said) == 0 {
		said = behind(rest, nil).text
	}
	if naming.ReadsAsSpeech(said) {
		e.speech++
	}
	if naming.IsWhole(said) {
		e.whole++
	}
	if e.first && e.texts == 1 {
		line := bytes.TrimSpace(said)
		_, _, dated := text.FindDate(strings.Fields(string(line[:min(len(line), maxHeading)])))
		e.titled = len(line) < maxTitled && (dated > 0 || !naming.EndsInStop(line))
	}
	if naming.IsAmount(said) {
		e.amounts++
		e.values++
	} else if naming.IsNameList(said) {
		e.values++
		e.lists++
	}
}

// allPlausible reports whether at least four in five paragraphs begin with a plausible
// label, and some of these labels are strong.
func allPlausible(found gathered, styles labelStyle, paragraphs int) bool {
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

// capitals returns the number of lines that begin with a label in capitals.
func capitals(labels map[string]*evidence) int {
	n := 0
	for _, ev := range labels {
		if ev.shape.Form == naming.FormCapitals {
			n += ev.n
		}
	}
	return n
}

// maxTexts is the maximum number of texts examined for a label.
const maxTexts = 24

// One in valueShare texts after a label must be speech, unless it is the name of a person.
// Otherwise the label is a key of values: License: GPL-2.
const valueShare = 5

// person reports whether a label has the form of the name of a person.
func (e *evidence) person() bool {
	switch e.shape.Form {
	case naming.FormName, naming.FormNameRole:
		return true
	case naming.FormCapitals:
		return e.n > 1 && naming.IsCapitalName(naming.TermsOf(e.shape.Name, nil))
	case naming.FormRoleName: // a title may end like a name: a visit to the exhibition Old Boats
		role := naming.TermsOf(e.shape.Role, nil)
		if len(role) == 0 || e.n > 1 {
			return true
		}
		last := &role[len(role)-1]
		called := naming.Sense(naming.RoleWord | naming.AskRole | naming.Honorific)
		return slices.ContainsFunc(role, func(t naming.Term) bool { return t.May.Is(called) }) && (last.May.Is(called) || naming.Capitalised(last.Word))
	}
	return false
}

// field reports whether a label is that of a field of the page or of a line of minutes. It
// is a word for a decision, unless it is also a surname; the name of a field; or a word for
// parts of a page, a role or a label that occurs once, followed only by names or numbers.
func (e *evidence) field(text string) bool {
	low := strings.ToLower(text)
	first, _, _ := strings.Cut(low, " ")
	may := naming.Senses(first)
	switch {
	case e.texts == 0:
		return false
	case isDecision(low):
		return !e.surname
	case e.n == 1 && e.first && e.titled && e.shape.Form != naming.FormRole && !e.person() && !e.known:
		return true
	case e.n == 1 && e.whole == 0 && dialect.FieldNamed(dialect.InText, low) != nil:
		return true
	case e.alone == e.n && e.values == e.texts && naming.Senses(low[strings.LastIndexByte(low, ' ')+1:]).Is(naming.Furniture): // MEMBERS PRESENT
		return true
	case may.Is(naming.Furniture) && len(first) == len(text):
		return e.values == e.texts || e.speech == 0
	}
	if e.shape.Form == naming.FormNone && e.amounts < e.texts || naming.IsNumberedVoice(text) || e.n > 1 && e.shape.Form != naming.FormRole || e.alone > 0 && e.values < e.texts {
		return false
	}
	return e.amounts == e.texts && e.shape.Form != naming.FormRole || e.values == e.texts && !e.person()
}

// strength is the score of a label by itself, without regard to other labels.
func (e *evidence) strength() float64 {
	s := e.shape.Score
	if e.n >= 5 && naming.Senses(strings.ToLower(e.shape.Name)).Is(naming.Pronoun) { // no sentence begins so that often
		s = naming.FormScores[naming.FormSingle]
	}
	switch {
	case e.n >= 5:
		s += 4
	case e.n >= 3:
		s += 3
	case e.n == 2:
		s += 2
	}
	if e.known && e.shape.Form != naming.FormSingle {
		s += 1
	}
	if e.n >= 2 && e.speech*valueShare < e.texts && (!e.person() || e.speech == 0 && e.n >= 5) && !(e.shape.Form != naming.FormName && naming.WordCount(e.shape.Name) > 2) {
		s -= 6
	}
	if e.quoted*2 > e.n {
		s -= 1.5
	}
	if e.reported {
		s -= 4.5
	}
	if e.alone*2 > e.n && e.shape.Form != naming.FormRole && e.shape.Form != naming.FormNameRole && e.n == 1 {
		s -= 1
	}
	return s
}

// isCount reports whether a text is an ordinal and an unknown word without a capital:
// Another update. As a label it has to recur, like First sailor.
func isCount(terms []naming.Term) bool {
	first, last := &terms[0], &terms[len(terms)-1]
	return len(terms) > 1 && first.May.Is(naming.Ordinal) && last.Word == last.Low && !last.May.Is(naming.RoleWord|naming.AskLabel|naming.VoiceLabel|naming.AskRole)
}

// short reports whether a label is a few words without those of a sentence.
func (e *evidence) short() bool {
	return e.shape.Form != naming.FormNone && e.shape.Score >= naming.FormScores[e.shape.Form] &&
		len(strings.Fields(e.shape.Name)) <= 4 && utf8.RuneCountInString(e.shape.Name) <= 40
}
