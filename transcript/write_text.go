package transcript

import (
	"bufio"
	"context"
	"strings"
	"unicode"
)

// The dialect of labelled text that verbatim writes, and reads without any
// guess: a block of header lines, of which textMark is the last; then turns,
// notes and paragraphs, with a blank line between.
//
//	Title: Answers to media questions
//	Speakers: Ann Lee
//	Questions: by label; Question
//	Format: verbatim text
//
//	[Taken down by hand]
//
//	President Ann Lee: What begins at column 0 and has a colon, followed by
//	a blank or the end of the line, is a turn.
//
//	  Here: is none, so it is indented.
//
//	\[Ann: A label that looks like something else begins with a backslash.
//
//	\Bob Lee [mayor] [Robert Lee]: Behind such a label may stand, after the
//	role, the name of the speaker, where the label does not tell it.
//
//	[1:02:30] Ann Lee [chair] (Q): A time may stand before the label, a role
//	that it does not tell behind it, and there is a sign for questions where the
//	source marks them.
//
//	: Nobody in particular says this.
//
//	[1:02:45] Nor this.
//
//	(Applause.)
const (
	textMark   = "Format: verbatim text"
	textIndent = "  "
	textBreak  = "    " // after a line break inside a paragraph
	noteSign   = `\ `
	namesKey   = "Speakers"
	asksKey    = "Questions"
	listSep    = "; "
	mostNames  = 200
	mostListed = 16 << 10 // bytes of a list of names: the header is looked for in 64 KiB
	mostBeside = 1 << 16  // labels for which it is kept what stands beside them
	textLabel  = 4096     // bytes at the beginning of a line in which a colon makes a label

	mostEnclosed = lineSeen / 2 // bytes of a note that is known by its brackets
)

// ruleNames are the rules as a header names them, before those who ask.
var ruleNames = map[Rule]string{0: "none", RuleLabel: "by label", RuleRole: "by role", RuleInferred: "by habit", RuleEnding: "by ending", RuleElement: "marked"}

// breaks are line breaks with nothing but blanks between them.
var breaks = compiled(`\n[\n\pZ]*`)

// A textForm prints the dialect.
type textForm struct {
	w    *bufio.Writer
	d    *Document
	docs int
	some bool // a turn or a note of this document is printed

	read   cast                 // as what is printed is read
	beside map[uint32][2]string // role and name that stand beside a label
	named  map[string]bool      // speakers who have been printed, by nameKey
}

func newTextForm(w *bufio.Writer) form { return &textForm{w: w} }

func (f *textForm) open(_ context.Context, d *Document, all bool) error {
	f.d, f.some = d, false
	if f.docs++; f.docs > 1 {
		f.w.WriteByte('\n')
	}
	h := d.Header()
	f.header("Title", h.Title)
	f.header("Date", h.Date)
	f.header("Time", h.Time)
	f.header("Place", h.Place)
	f.header("Topics", strings.Join(h.Topics, "; "))
	f.header("Persons", strings.Join(h.Persons, "; "))
	names := f.names(func(s Speaker) bool { return !s.Anonymous })
	f.read = cast{exact: true, names: nameSet(names), key: asWritten}
	f.beside, f.named = make(map[uint32][2]string), make(map[string]bool)
	f.header(namesKey, listed(names))
	if len(d.Speakers()) > 1 || d.head.Rule == RuleElement {
		asks := f.names(func(s Speaker) bool { return s.Asks })
		f.header(asksKey, listed(append([]string{ruleNames[d.head.Rule]}, asks...)))
	}
	f.header("Source", CleanName(d.Source().Name()))
	f.w.WriteString(textMark + "\n")
	if all {
		f.front()
	}
	return nil
}

func (f *textForm) header(name, value string) {
	if value = CleanName(value); value != "" {
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
		if size += len(listEscapes.Replace(s.Name)) + len(listSep); size > mostListed || len(names) == mostNames {
			break
		}
		names = append(names, s.Name)
	}
	return names
}

var listEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`)

// listed returns a list of names, which unlisted takes apart again.
func listed(names []string) string {
	escaped := make([]string, len(names))
	for i, name := range names {
		escaped[i] = listEscapes.Replace(name)
	}
	return strings.Join(escaped, listSep)
}

// unlisted returns the names in a list of them.
func unlisted(list string) []string {
	var names []string
	var name strings.Builder
	for i := 0; i < len(list); i++ {
		switch {
		case strings.HasPrefix(list[i:], listSep):
			names = append(names, name.String())
			name.Reset()
			i += len(listSep) - 1
			continue
		case list[i] == '\\' && i+1 < len(list):
			i++
		}
		name.WriteByte(list[i])
	}
	return append(names, name.String())
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
func (d *Document) headed(b Block) bool { return d.head.Layout.Dialect && b.Off < d.head.start }

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
		case n == 1 && headed && !strings.HasPrefix(strings.TrimLeft(first.Text, " "), noteSign):
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
// there is anything. Of nobody's turns only the first may have nothing.
func (f *textForm) heading(i int) bool {
	t := f.d.turn(i)
	text := ""
	if t.Start >= 0 {
		text = "[" + Clock(t.Start) + "]"
	}
	switch label := f.label(i); {
	case label != "" && text != "":
		text += " " + label + ":"
	case label != "":
		text = label + ":"
	case f.asks(i):
		text = strings.TrimLeft(text+askedSign+":", " ")
	default:
		first, ok := f.d.textBlock(i, 0)
		spoken := ok && first.Kind == Speech
		if text == "" && (f.some || !spoken) || text != "" && !(spoken && first.Closes && !mistakable(firstLine(first.Text))) {
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

func (f *textForm) close(context.Context) error { return nil }

// note prints a note as a paragraph, in brackets that tell that it is one.
func (f *textForm) note(first Block) {
	f.w.WriteByte('\n')
	f.noteText(first)
}

func (f *textForm) noteText(first Block) {
	open, shut := "", ""
	switch {
	case !first.Closes || len(first.Text) > mostEnclosed: // brackets would not be seen
		open = noteSign
	case !isEnclosed(first.Text):
		open, shut = noteSigns(first.Text)
	}
	f.w.WriteString(open)
	for piece := range f.d.pieces(first) {
		f.w.WriteString(breaks().ReplaceAllString(piece, " "))
	}
	f.w.WriteString(shut + "\n")
}

// noteSigns returns what makes a note of text: the first brackets that are not
// mixed up with its own, or else a backslash and a blank.
func noteSigns(text string) (open, shut string) {
	for _, signs := range []string{"[]", "()", "{}", "<>"} {
		if isEnclosed(signs[:1] + text + signs[1:]) {
			return signs[:1], signs[1:]
		}
	}
	return noteSign, ""
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
		if len(f.beside) == mostBeside {
			clear(f.beside)
			clear(f.named)
		}
		beside = f.unsaid(text, f.d.labels[k].foundLabel)
		f.beside[k] = beside
	}
	return writtenLabel(text, beside[0], beside[1], f.asks(i))
}

// unsaid returns the role and the name that have to stand beside a label: as
// little as tells who speaks. The name of a speaker is that of the first label.
func (f *textForm) unsaid(text string, l foundLabel) [2]string {
	name := f.d.Speakers()[l.Speaker].Name
	key := nameKey(name)
	known := f.named[key]
	f.named[key] = true
	for _, role := range []string{"", l.Role} {
		s := f.read.shapeOf(text, role, "")
		if sp := called(text, &s); s.role == l.Role && (sp.Name == name || known && nameKey(sp.Name) == key) {
			return [2]string{role}
		}
	}
	return [2]string{l.Role, name}
}

// asks reports whether turn i has the sign of a question.
func (f *textForm) asks(i int) bool { return f.d.head.Rule == RuleElement && f.d.Asks(i) }

// askedSign ends the label of a question where not all turns of its speaker
// are questions.
const askedSign = " (Q)"

// writtenLabel returns a label as it is printed. One that would be read as
// something else begins with a backslash, as do the colons, brackets and
// backslashes inside it.
func writtenLabel(label, role, name string, asks bool) string {
	sign := ""
	if asks {
		sign = askedSign
	}
	written := label
	if role != "" {
		written += " [" + role + "]"
	}
	written += sign
	read, beside, asked := partLabel(written)
	if name == "" && read == label && beside == role && asked == asks && !mistakable(written) && labelled(written+":") == len(written) && written != askedSign[1:] {
		return written
	}
	written = `\` + labelEscapes.Replace(label)
	if role != "" || name != "" {
		written += " [" + labelEscapes.Replace(role) + "]"
	}
	if name != "" {
		written += " [" + labelEscapes.Replace(name) + "]"
	}
	return written + sign
}

var labelEscapes = strings.NewReplacer(`\`, `\\`, ":", `\:`, "[", `\[`, "]", `\]`, "(", `\(`)

// partLabel parts a label from the role that stands in square brackets behind
// it, and from the sign of a question.
func partLabel(s string) (label, role string, asked bool) {
	s, asked = strings.CutSuffix(s, askedSign)
	if k := strings.LastIndex(s, " ["); k > 0 && strings.HasSuffix(s, "]") {
		return s[:k], s[k+2 : len(s)-1], asked
	}
	return s, "", asked
}

// readLabel returns where the label that a line of the dialect begins with
// ends, -1 if it begins with none, and what it says, with the role and the name
// beside it and whether it has the sign of a question.
func readLabel(line string) (end int, v Voice) {
	if strings.HasPrefix(line, noteSign) {
		return -1, Voice{}
	}
	if !strings.HasPrefix(line, `\`) {
		if end = labelled(line); end > 0 {
			v.Label, v.Role, v.Asks = partLabel(line[:end])
		}
		return end, v
	}
	var parts [3]strings.Builder // label, role, name
	in := 0
	for i := 1; i < len(line); i++ {
		switch {
		case line[i] == ':':
			return i, Voice{parts[0].String(), parts[1].String(), parts[2].String(), v.Asks}
		case strings.HasPrefix(line[i:], askedSign+":"):
			v.Asks = true
			i += len(askedSign) - 1
			continue
		case in < len(parts)-1 && strings.HasPrefix(line[i:], " ["):
			in++
			i++
			continue
		case in > 0 && line[i] == ']':
			continue
		case line[i] == '\\' && i+1 < len(line):
			i++
		}
		parts[in].WriteByte(line[i])
	}
	return -1, Voice{}
}

// readHeading reads what stands before the speech of a turn of the dialect, a
// time or a label or both, and returns its bytes; false, if a line opens none.
func readHeading(line string) (f finding, size int, ok bool) {
	f = finding{mark: markTurn, start: -1}
	if line == "" || line[0] == ' ' {
		return f, 0, false
	}
	ms, at := readStamp(line)
	if at > 0 {
		f.start = ms
	}
	rest := line[at:]
	if rest == ":" || strings.HasPrefix(rest, ": ") {
		return f, at + 1, true
	}
	if rest == askedSign[1:]+":" || strings.HasPrefix(rest, askedSign[1:]+": ") {
		f.mark = markQuestion
		return f, at + len(askedSign), true
	}
	end, v := readLabel(rest)
	label := CleanName(v.Label)
	if end < 0 || label == "" {
		return f, at, at > 0
	}
	f.who = &Voice{Label: label, Role: CleanName(v.Role), Name: CleanName(v.Name)}
	if v.Asks {
		f.mark = markQuestion
	}
	return f, at + end + 1, true
}

// readStamp reads the time in square brackets that a line begins with, and
// returns its bytes with the blank after it, 0 if there is none.
func readStamp(line string) (ms int32, size int) {
	k := strings.IndexByte(line, ']')
	if k < 5 || k > 12 || line[0] != '[' || !strings.HasPrefix(line[k+1:], " ") || strings.Trim(line[1:k], "0123456789:") != "" {
		return 0, 0
	}
	n, rest, ok := looseTime([]byte(line[1:k]))
	if !ok || len(rest) > 0 || n > 1<<31-1 {
		return 0, 0
	}
	return int32(n), k + 2
}

// paragraph prints a paragraph of speech; inLine says that its first line
// stands behind a label, where nothing can be mistaken.
func (f *textForm) paragraph(first Block, inLine bool) {
	opens := true
	for piece, last := range f.d.pieces(first) {
		if opens { // blanks at the beginning are read as none of the text
			piece, opens = strings.TrimLeftFunc(piece, unicode.IsSpace), false
		}
		line, _, more := strings.Cut(piece, "\n")
		if !inLine && (mistakable(line) || !last && !more && len(line) < textLabel) {
			f.w.WriteString(textIndent)
		}
		f.w.WriteString(breaks().ReplaceAllString(piece, "\n"+textBreak))
		inLine = true // the next piece goes on with the line
	}
	f.w.WriteByte('\n')
}

// mistakable reports whether a line of speech at column 0 would be read as
// something else: a label or a header, a note, an indented line.
func mistakable(line string) bool {
	line = strings.TrimRight(line, " ")
	return strings.HasPrefix(line, " ") || strings.HasPrefix(line, `\`) || labelled(line) >= 0 || isEnclosed(line) || stamped(line)
}

// stamped reports whether a line begins with a time in square brackets.
func stamped(line string) bool {
	_, n := readStamp(line + " ")
	return n > 0
}

// labelled returns where the colon of the label stands that a line of the
// dialect begins with, -1 if it has none.
func labelled(line string) int {
	if opensNoteAt(line, strings.IndexByte(line, ':')) {
		return -1
	}
	head := line[:min(len(line), textLabel)]
	for i := 0; ; i++ {
		k := strings.IndexByte(head[i:], ':')
		if k < 0 {
			return -1
		}
		if i += k; i+1 == len(line) || line[i+1] == ' ' {
			return i
		}
	}
}

// opensNoteAt reports whether a bracket that begins a line is still open at
// the byte end.
func opensNoteAt(line string, end int) bool {
	if line == "" || end < 0 {
		return false
	}
	open := line[0]
	shut, ok := noteBrackets[open]
	if !ok {
		return false
	}
	depth := 0
	for i := range end {
		switch line[i] {
		case open:
			depth++
		case shut:
			if depth--; depth == 0 {
				return false
			}
		}
	}
	return true
}

// isEnclosed reports whether brackets hold all of a line: it is a note.
func isEnclosed(line string) bool { return line != "" && enclosed([]byte(line)) }
