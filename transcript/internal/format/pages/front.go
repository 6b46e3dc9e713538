package pages

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/tape"
)

// htmlFacts are the title and date in <meta> and <time>, and the headings of a page.
type htmlFacts struct {
	title      string
	date, time string         // 2006-01-02 and 15:04
	headings   map[string]int // number of times that each occurs
	back       int            // number of headings that recur
}

// fact stores a property of the page. The first date wins.
func (f *htmlFacts) fact(key, value string) {
	field := dialect.FieldNamed(dialect.InPage, strings.ToLower(key))
	switch {
	case field == nil:
	case field.Key == dialect.Title:
		f.title = strings.TrimSpace(string(collapsed(nil, []byte(value))))
	case field.Key == dialect.Date && f.date == "":
		day, clock, _ := strings.Cut(strings.TrimSpace(value), "T")
		f.date, _ = text.ParseDate(day)
		if f.date != "" && len(clock) >= 5 {
			f.time, _ = text.ParseTime(clock[:5])
		}
	}
}

// names reports whether a heading names the speaker of the text below it: it recurs, and so
// does another heading.
func (f *htmlFacts) names(heading string) bool { return f.back > 1 && f.headings[heading] > 1 }

// An htmlFront writes the lines of a page below a header with title, date and time, unless
// the first lines state them.
type htmlFront struct {
	facts *htmlFacts
	out   *tape.Tape
	held  []htmlLine
	begun bool
	named string // label from a heading, for the next line
}

type htmlLine struct {
	tag  atom.Atom
	text string
}

// Limits of the header of a page: lines, and characters above its title.
const (
	maxHeader = 16
	maxAbove  = 200
)

func (f *htmlFront) take(tag atom.Atom, text string) {
	if f.begun {
		f.write(tag, text)
		return
	}
	if f.held = append(f.held, htmlLine{tag, text}); len(f.held) == maxHeader {
		f.begin()
	}
}

// piece writes a piece of a line that is too long for the header.
func (f *htmlFront) piece(text string, goesOn, more bool) {
	f.begin()
	text, f.named = f.named+text, ""
	f.out.Piece(tape.Printable(text), goesOn, more)
}

// begin writes the header and the held lines. Lines above the title are navigation, and are
// dropped.
func (f *htmlFront) begin() {
	if f.begun {
		return
	}
	f.begun = true
	lines := f.held
	title, above := f.facts.title, 0
	for i, l := range lines {
		if l.tag == atom.H1 || l.text == title {
			title, lines = l.text, lines[i+1:]
			break
		}
		if above += utf8.RuneCountInString(l.text); above > maxAbove {
			break
		}
	}
	dated := false
	for _, l := range lines {
		_, ok := text.ParseDate(l.text)
		dated = dated || ok
	}
	if title != "" {
		f.out.Text(title)
	}
	if f.facts.date != "" && !dated {
		f.out.Text(f.facts.date)
		if f.facts.time != "" {
			f.out.Text(f.facts.time)
		}
	}
	for _, l := range lines {
		f.write(l.tag, l.text)
	}
	f.held = nil
}

// write writes a line. A heading is a note, unless it names the speaker of the
// text below it or opens a footer.
func (f *htmlFront) write(tag atom.Atom, s string) {
	switch {
	case tag == atom.Pre || s == "":
	case !isHeading(tag):
		s, f.named = f.named+s, ""
	case f.facts.names(s):
		f.named = strings.TrimRight(s, ": ") + ": "
		return
	case !label.OpensNote([]byte(s)) && !text.IsEnclosed(s):
		s = "[" + s + "]"
	}
	f.out.Text(tape.Printable(s))
}

func isHeading(tag atom.Atom) bool {
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// survey counts the headings of a page.
func (f *htmlFacts) survey(tag atom.Atom, text string) {
	if isHeading(tag) && len(text) <= maxAbove && len(f.headings) < tape.MaxCast {
		if f.headings[text]++; f.headings[text] == 2 {
			f.back++
		}
	}
}
