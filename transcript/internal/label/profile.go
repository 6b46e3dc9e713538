package label

import (
	"maps"
	"slices"
	"sync"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
)

// A profile is the judgement of the labels of a document, from its head. Later text does
// not change it.
type profile struct {
	layout   record.Layout
	styles   labelStyle
	verdicts map[string]bool  // whether a label of the head is accepted, by its text
	recurs   map[string]bool  // accepted labels that recur, by rule 5
	tails    map[string]bool  // last words of the names of strong labels, folded
	plain    map[string]bool  // labels that occur without brackets
	names    map[string]bool  // labels that are names, folded
	bonus    float64          // added to the score if many paragraphs begin with labels
	dense    bool             // most paragraphs begin with a label
	capsOnly bool             // in a printed record: names are in capitals
	start    int64            // size in bytes of the header that verbatim writes, or of front matter
	denied   map[string]bool  // labels that the user has rejected
	holders  map[string]bool  // roles to which a field assigns a person: Chair: Ann Lee
	fields   map[string]bool  // labels of fields and of lines of minutes: these lines are notes
	lookers  sync.Pool        // of a tape: *looker, for the labels of cues
	frames   []chosenFrame    // learned in addition to the styles, the most specific first
	only     byte             // separator of all frames, 0 if they differ
	listed   int              // lines of the head that begin with a candidate in a list
	first    bool             // the line being gathered is the first of the head
	headings int              // lines of the head that are Markdown headings
	colon    colonUse         // how reliably a colon ends labels
	between                   // lines between turns
	bold     bool             // labels are bold, except for some that recur
	marked   bool             // in verbatim's own text: labels of questions are marked
	examined bool             // in a deposition: lines name the examiner, BY MR. HALE:
	witness  string           // in a deposition: the label of the speaker of A; "": unknown
	clock    int32            // milliseconds of the first time of day, -1: times are of the recording
	dayClock dialect.DayClock // in verbatim's own text
	loose    bool             // of a tape: no cue has a label, so pauses separate turns
	single   bool             // of a tape: only the first cue has a label, which applies to all
}

// since returns a time in milliseconds from the start of the recording. A time of day
// counts from the first time of day. It returns -1 without a time.
func (p *profile) since(ms int32, day bool) int32 {
	if ms < 0 || !day || p.clock < 0 {
		return ms
	}
	return (ms - p.clock + text.Day) % text.Day
}

// opened returns the number of lines of the head that begin with an accepted label.
func (p *profile) opened(found gathered) int {
	n := 0
	p.eachLabel(found, func(_ labelStyle, text string, ev *evidence) {
		if p.verdicts[text] {
			n += ev.n
		}
	})
	return n
}

// eachLabel calls do for each label in a style that is in use.
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

// use makes f the only frame of the document, unless f is nil.
func (p *profile) use(f *Frame) {
	if f == nil || p.layout.Taped || p.layout.Dialect {
		return
	}
	c := f.chosen()
	p.frames, p.styles, p.only = []chosenFrame{c}, 0, c.sep
	p.layout = record.Layout{Stamped: c.sep == '\n' && c.after}
}

// deny makes labels text, overriding their verdicts.
func (p *profile) deny(labels map[string]bool) {
	if p.denied = labels; len(labels) == 0 {
		return
	}
	if p.verdicts == nil {
		p.verdicts, p.recurs = map[string]bool{}, map[string]bool{}
	}
	for text := range labels {
		bare := naming.DropBrackets(text)
		p.verdicts[bare], p.recurs[bare] = false, false
		for i := range p.frames {
			p.frames[i].fillers[text] = false
		}
	}
	if p.layout.Taped && len(p.frames) == 0 && !slices.Contains(slices.Collect(maps.Values(p.verdicts)), true) {
		p.single, p.loose, p.styles = false, true, 0
	}
}

// accept reports whether a line that begins with a label of this text and style
// opens a turn, and whether the label recurs.
func (p *profile) accept(style labelStyle, text string, timed bool) (ok, recurs bool) {
	text = naming.DropBrackets(text)
	if ok, seen := p.verdicts[text]; seen {
		return ok, p.recurs[text]
	}
	if base, ok := naming.DropRemark(text); ok && style == styleColon && p.verdicts[base] {
		return true, p.recurs[base]
	}
	if style == styleColon && p.fields[text] {
		return false, false
	}
	ev := evidence{shape: style.shapeOf(text, timed), n: 1}
	return p.scored(style, text, &ev), false
}
