package label

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"verbatim/transcript/internal/record"
)

// evidence is what the head has to say of one label text.
type evidence struct {
	shape  shape
	n      int  // lines that open with it
	quoted int  // of them, followed by a quotation mark
	alone  int  // of them, followed by nothing on the line
	bold   int  // of them, in which it is bold
	apart  int  // of them, with a time and nothing else on the line
	known  bool // its name stands elsewhere in the text too
}

// gathered is the evidence of the candidates of a head, by style and text.
type gathered map[labelStyle]map[string]*evidence

// How much of the head is searched for names, in bytes, and for how many.
const (
	elsewhereSize = 64 << 10
	elsewhereMost = 256
)

// lookElsewhere finds the names of labels that do not recur in the text.
func (p *profile) lookElsewhere(text []byte, found gathered) {
	n := 0
	for style, labels := range found {
		for _, ev := range labels {
			if f := ev.shape.Form; ev.n > 1 || style == styleRecord || f != FormName && f != formRoleName && f != formSingle {
				continue
			}
			if n++; n > elsewhereMost {
				return
			}
			ev.known = bytes.Count(text, []byte(ev.shape.name)) > 1
		}
	}
}

// collect gathers the candidates of every style, and returns the number of
// paragraphs.
func (p *profile) collect(head []byte, found gathered) int {
	n := 0
	blank := true
	lines := joiner{layout: p.layout, data: head}
	for off := 0; off < len(head); {
		end := len(head)
		if k := bytes.IndexByte(head[off:], '\n'); k >= 0 {
			end = off + k
		}
		line := head[off:end]
		_, _, kind := Line(p.layout, line)
		starts := kind == record.LineOpens || kind == record.LineNote || kind == record.LineContinues && (blank || p.layout.Numbered)
		if starts && kind != record.LineNote {
			n++
			p.gather(lines.at(off, end), found)
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
	{styleBare, bareLabel}, {styleColon, colonLabel}, {styleTimed, timedLabel},
	{styleRecord, dotLabel}, {styleDot, dotLabel},
}

func (p *profile) gather(line []byte, found gathered) {
	for _, f := range finders {
		c, ok := f.find(line)
		if !ok {
			continue
		}
		text := LabelText(line[c.at:c.end])
		if !c.fits(text) {
			continue
		}
		text = dropBrackets(text)
		ev := found[f.style][text]
		if ev == nil {
			if found[f.style] == nil {
				found[f.style] = map[string]*evidence{}
			}
			ev = &evidence{shape: f.style.shapeOf(text, c.start >= 0)}
			found[f.style][text] = ev
		}
		if c.start >= 0 && ev.shape.Score < enough {
			ev.shape = f.style.shapeOf(text, true)
		}
		ev.n++
		if c.bold {
			ev.bold++
		}
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

// allPlausible reports whether nearly every paragraph of a short document
// opens with what may well be a label, and some of it surely is one.
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

// capitals returns how many lines open with a label in capitals.
func capitals(labels map[string]*evidence) int {
	n := 0
	for _, ev := range labels {
		if ev.shape.Form == formCapitals {
			n += ev.n
		}
	}
	return n
}

// strength is the score of a label without what others say of it.
func (e *evidence) strength() float64 {
	s := e.shape.Score
	if e.n >= 5 && senses(strings.ToLower(e.shape.name)).is(pronoun) { // no sentence opens so that often
		s = FormScores[formSingle]
	}
	switch {
	case e.n >= 5:
		s += 4
	case e.n >= 3:
		s += 3
	case e.n == 2:
		s += 2
	}
	if e.known && e.shape.Form != formSingle {
		s += 1
	}
	if e.quoted*2 > e.n {
		s -= 1.5
	}
	if e.alone*2 > e.n && e.shape.Form != formRole && e.n == 1 {
		s -= 1
	}
	return s
}

// short reports whether a label has few words and none of a sentence.
func (e *evidence) short() bool {
	return e.shape.Form != FormNone && e.shape.Score >= FormScores[e.shape.Form] &&
		len(strings.Fields(e.shape.name)) <= 4 && utf8.RuneCountInString(e.shape.name) <= 40
}
