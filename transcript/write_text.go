package transcript

import (
	"bufio"
	"context"
	"strings"
	"unicode"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/record"
)

// Bounds of the text form.
const (
	maxNames    = 200
	maxListed   = 16 << 10           // bytes of a list of names: the header is looked for in 64 KiB
	maxBeside   = 1 << 16            // labels whose role and name are remembered
	maxEnclosed = label.LineSeen / 2 // bytes of a note that is recognised by its brackets
)

// breaks are line breaks with nothing but blanks between them.
var breaks = text.Regexp(`\n[\n\pZ]*`)

// joinLines puts sep in place of the breaks of a text.
func joinLines(text, sep string) string {
	if strings.IndexByte(text, '\n') < 0 { // most texts
		return text
	}
	return breaks().ReplaceAllString(text, sep)
}

// A textForm prints the dialect of verbatim, see package dialect:
//
//  1. The header comes first; its lists of names and of speakers that ask make
//     reading it back exact.
//  2. A label has a role and a name beside it only if reading the label alone
//     would give others.
//  3. A note is in brackets. A note too long for its closing bracket to be read
//     with it begins with a sign instead.
//  4. Speech that could be mistaken for a label or a note is indented.
//  5. A turn without a label has an empty one, unless it is the first.
//  6. Behind a line break inside a paragraph the line is indented. Code keeps its blank
//     lines, as lines of nothing but that indent, and its own indents behind it.
type textForm struct {
	w    *bufio.Writer
	d    *Document
	docs int
	some bool // a turn or a note of this document is printed

	read   label.Cast           // as what is printed is read
	beside map[uint32][2]string // role and name that stand beside a label
	named  map[string]bool      // speakers who have been printed, by nameKey
}

func newTextForm(w *bufio.Writer) form { return &textForm{w: w} }

func (f *textForm) open(_ context.Context, d *Document, all bool) error {
	f.d, f.some = d, false
	if f.docs++; f.docs > 1 {
		f.w.WriteByte('\n')
	}
	for field, items := range dialect.Written(&d.head.Header) {
		f.header(field.Name(dialect.InDialect), strings.Join(items, dialect.ListSep))
	}
	names := f.names(func(s Speaker) bool { return !s.Anonymous })
	f.read = label.Cast{Exact: true, Names: dialect.NameSet(names), Key: label.AsWritten}
	f.beside, f.named = make(map[uint32][2]string), make(map[string]bool)
	f.header(dialect.NamesKey, dialect.JoinList(names))
	if len(d.Speakers()) > 1 || d.head.Rule == record.RuleElement {
		asks := f.names(func(s Speaker) bool { return s.Asks })
		f.header(dialect.AsksKey, dialect.JoinList(append([]string{dialect.RuleNames[d.head.Rule]}, asks...)))
	}
	f.header("Source", text.CleanName(d.Source().Name()))
	f.w.WriteString(dialect.Mark + "\n")
	if all {
		f.front()
	}
	return nil
}

func (f *textForm) header(name, value string) {
	if value = text.CleanName(value); value != "" {
		f.w.WriteString(name + ": " + value + "\n")
	}
}

// names returns the names of some speakers. Without them it would have to be
// guessed again where in a label a role ends and a name begins, and who asks.
func (f *textForm) names(of func(Speaker) bool) []string {
	var names []string
	size := 0
	for i, s := range f.d.Speakers() {
		if i == 0 || !of(s) {
			continue
		}
		if size += len(dialect.ListEscapes.Replace(s.Name)) + len(dialect.ListSep); size > maxListed || len(names) == maxNames {
			break
		}
		names = append(names, s.Name)
	}
	return names
}

// front prints what comes before the first turn and is not in the header.
func (f *textForm) front() {
	for first := range f.d.paragraphs(-1) {
		if first.Kind == NoteBlock && !f.d.headed(first) {
			f.some = true
			f.note(first)
		}
	}
}

// headed reports whether a block stands in the header that verbatim writes.
func (d *Document) headed(b Block) bool { return d.head.Layout.Dialect && b.Off < d.head.Start }

func (f *textForm) turn(i int) error {
	f.w.WriteByte('\n')
	headed := f.heading(i)
	f.some = true
	n := 0
	for first := range f.d.paragraphs(i) {
		switch n++; {
		case first.Kind == NoteBlock && n == 1 && !headed:
			f.noteText(first)
		case first.Kind == NoteBlock:
			f.endLabel(headed && n == 1)
			f.note(first)
		case n == 1 && headed && !strings.HasPrefix(strings.TrimLeft(first.Text, " "), dialect.NoteSign):
			f.w.WriteByte(' ')
			f.paragraph(first, true)
		case n == 1 && !headed:
			f.paragraph(first, false)
		default:
			f.endLabel(headed && n == 1)
			f.w.WriteByte('\n')
			f.paragraph(first, false)
		}
	}
	f.endLabel(headed && n == 0)
	return nil
}

// heading prints what stands before the speech of turn i, and reports whether
// there is anything. See rule 5.
func (f *textForm) heading(i int) bool {
	t := f.d.turn(i)
	text := ""
	if t.Start.Known() {
		text = "[" + f.d.Clock(t.Start.Milliseconds()) + "]"
	}
	switch label := f.label(i); {
	case label != "" && text != "":
		text += " " + label + ":"
	case label != "":
		text = label + ":"
	case f.asks(i):
		text = strings.TrimLeft(text+dialect.AskedSign+":", " ")
	default:
		first, ok := f.d.shown().text(i, 0)
		spoken := ok && first.Kind == Speech
		if text == "" && (f.some || !spoken) || text != "" && !(spoken && first.Closes && !dialect.Mistakable(firstLine(first.Text))) {
			text = strings.TrimLeft(text+" :", " ")
		}
	}
	f.w.WriteString(text)
	return text != ""
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

func (f *textForm) endLabel(open bool) {
	if open {
		f.w.WriteByte('\n')
	}
}

func (f *textForm) omit() { f.w.WriteString("\n" + omission + "\n") }

func (f *textForm) close(context.Context) error { return nil }

// note prints a note as a paragraph, by rule 3.
func (f *textForm) note(first Block) {
	f.w.WriteByte('\n')
	f.noteText(first)
}

func (f *textForm) noteText(first Block) {
	open, shut := "", ""
	switch {
	case !first.Closes || len(first.Text) > maxEnclosed: // a reader would not see the closing bracket
		open = dialect.NoteSign
	case !text.IsEnclosed(first.Text):
		open, shut = dialect.NoteBrackets(first.Text)
	}
	f.w.WriteString(open)
	for piece := range f.d.pieces(first) {
		f.w.WriteString(joinLines(piece, " "))
	}
	f.w.WriteString(shut + "\n")
}

// label returns the label of turn i, so that it can be read back: with role
// and name where it does not say them, and a sign where turns are marked as
// questions.
func (f *textForm) label(i int) string {
	text := f.d.Caption(i)
	if text == "" {
		return ""
	}
	k := f.d.turn(i).Label
	beside, ok := f.beside[k]
	if !ok {
		if len(f.beside) == maxBeside {
			clear(f.beside)
			clear(f.named)
		}
		beside = f.unsaid(text, f.d.labels[k].Label)
		f.beside[k] = beside
	}
	return dialect.WriteLabel(text, beside[0], beside[1], f.asks(i))
}

// unsaid returns the role and the name that have to stand beside a label: as
// little as tells who speaks. The name of a speaker is that of the first label.
func (f *textForm) unsaid(text string, l record.Label) [2]string {
	name := f.d.Speakers()[l.Speaker].Name
	key := label.NameKey(name)
	known := f.named[key]
	f.named[key] = true
	for _, role := range []string{"", l.Role} {
		s := f.read.ShapeOf(text, role, "")
		if sp := label.Called(text, &s); s.Role == l.Role && (sp.Name == name || known && label.NameKey(sp.Name) == key) {
			return [2]string{role}
		}
	}
	return [2]string{l.Role, name}
}

// asks reports whether turn i has the sign of a question.
func (f *textForm) asks(i int) bool { return f.d.head.Rule == record.RuleElement && f.d.Asks(i) }

// paragraph prints a paragraph of speech; inLine says that its first line
// follows a label, where it cannot be mistaken.
func (f *textForm) paragraph(first Block, inLine bool) {
	opens, code := true, text.IsCode(first.Text)
	for piece, last := range f.d.pieces(first) {
		if opens { // leading blanks are not read as text
			piece, opens = strings.TrimLeftFunc(piece, unicode.IsSpace), false
		}
		line, _, more := strings.Cut(piece, "\n")
		if !inLine && (dialect.Mistakable(line) || !last && !more && len(line) < dialect.MaxLabel) {
			f.w.WriteString(dialect.Indent)
		}
		if code { // keep blank lines and indents
			f.w.WriteString(strings.ReplaceAll(piece, "\n", "\n"+dialect.Break))
		} else {
			f.w.WriteString(joinLines(piece, "\n"+dialect.Break))
		}
		inLine = true // the next piece goes on with the line
	}
	f.w.WriteByte('\n')
}
