package label

import (
	"bytes"
	"strings"

	"verbatim/transcript/internal/naming"
)

// A frame is written like the lines that it opens, with words for the slots:
//
//	[NAME] TEXT    TIME | NAME ⏎ TEXT    ## NAME ⏎ TEXT    NAME - ROLE ⏎ TEXT
//
// ⏎ is a line end and ⇥ a tab.

// slots lists the slots of a notation, each with a sample that a reading would match.
var slots = []struct{ slot, sample string }{
	{"NAME", "Ann Lee"}, {"ROLE", "the host"}, {"TIME", "0:12"}, {"TEXT", "Welcome to all of you."}, {" ⏎ ", "\n"}, {"⏎", "\n"}, {" ⇥ ", "\t"}, {"⇥", "\t"},
}

// A Frame is a frame that a user has written.
type Frame struct {
	notation string
	frame    frame
}

// ParseFrame parses a notation. ok is false if it lacks NAME or TEXT, or does not describe
// a way to open a turn.
func ParseFrame(notation string) (f *Frame, ok bool) {
	if !strings.Contains(notation, "NAME") || !strings.Contains(notation, "TEXT") {
		return nil, false
	}
	sample := notation
	for _, s := range slots {
		sample = strings.ReplaceAll(sample, s.slot, s.sample)
	}
	line, rest, _ := strings.Cut(sample, "\n")
	for _, r := range readings([]byte(line), nil) {
		if line[r.at:r.end] != slots[0].sample {
			continue
		}
		if r.sep == '\n' {
			b := r.withBelow([]byte(line), []byte("\n"+rest))
			if !bytes.Equal(b.text, []byte(slots[3].sample)) {
				continue
			}
		} else if line[r.body:] != slots[3].sample {
			continue
		}
		return &Frame{notation, r.frame}, true
	}
	return nil, false
}

// chosen returns the frame for use in a profile. It accepts every short name that does not
// begin like a sentence.
func (f *Frame) chosen() chosenFrame {
	return chosenFrame{frame: f.frame, given: true, fillers: map[string]bool{}}
}

// maxGiven is the maximum number of words of a name in a frame that a user has written.
const maxGiven = 6

// acceptsGiven reports whether a name opens a turn in a frame that a user has written.
// Without brackets or a time next to it, the name must not begin like a sentence.
func (f frame) acceptsGiven(name string) bool {
	if name == "" || naming.WordCount(name) > maxGiven || naming.EndsInStop([]byte(name)) {
		return false
	}
	return f.timed() || f.quote != 0 || !naming.OpensSentence(name)
}

// notation returns the notation of f.
func (f frame) notation() string {
	var b strings.Builder
	for _, l := range [...]struct {
		lead lead
		sign string
	}{{leadQuoted, "> "}, {leadHeading, "## "}, {leadList, "- "}, {leadChange, ">> "}} {
		if f.lead&l.lead != 0 {
			b.WriteString(l.sign)
		}
	}
	if f.before {
		b.WriteString("TIME ")
	}
	if f.lead&leadWord != 0 {
		b.WriteString("Speaker: ")
	}
	name := "NAME"
	switch f.quote {
	case '*':
		name = "**NAME**"
	case '"':
		name = "「NAME」"
	case '[', '(', '<':
		name = string(f.quote) + name + enclosing[f.quote]
	}
	b.WriteString(name)
	if f.after {
		b.WriteString(" TIME")
	}
	b.WriteString(map[byte]string{':': ": TEXT", '|': " | TEXT", '-': " - TEXT", '.': ". TEXT", '\t': " ⇥ TEXT", '\n': " ⏎ TEXT", ' ': " TEXT"}[f.sep])
	return b.String()
}

// notation returns the notation of the first frame of a document that is not an ordinary
// style, "" if there is none.
func (p *profile) notation() string {
	if len(p.frames) == 0 {
		return ""
	}
	f := p.frames[0].frame
	if f.lead&leadChange != 0 && f.sep == ' ' {
		return "" // it has no name
	}
	return f.notation()
}
