package label

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/record"
)

// NoteOpeners are lines that open a box or a footer, which are not speech.
var NoteOpeners = map[string]bool{}

// FooterOpeners are lines that open a footer, with the keys of what they list.
var FooterOpeners = map[string]string{
	"Geography": "place", "Topics": "topic", "Persons": "person", "Publication status": "status",
	"География": "place", "Темы": "topic", "Лица": "person", "Статус материала": "status",
}

func init() {
	for _, s := range []string{"See also", "Смотрите также", "Читайте также", "Related", "Related materials"} {
		NoteOpeners[s] = true
	}
	for s := range FooterOpeners {
		NoteOpeners[s] = true
	}
}

// maxOpener is how long such a line is at most, in bytes: every letter of it
// may have a soft hyphen after it.
const maxOpener = 100

// OpensNote reports whether a line may open a box or a footer.
func OpensNote(line []byte) bool {
	if len(line) < 4 {
		return false
	}
	switch line[0] {
	case 'S', 'R', 'G', 'T', 'P', 'M', 0xD0:
		return endsWord(line) && NoteOpeners[string(bytes.TrimSpace(text.FoldSpaces(line)))] || isRecordingOver(line)
	}
	return false
}

// endsWord reports whether a line ends without a sign of ASCII, as the lines
// that open notes do and few others.
func endsWord(line []byte) bool {
	line = bytes.TrimRight(line, " \t\r")
	return len(line) > 0 && strings.IndexByte(".,:;?!\"')]", line[len(line)-1]) < 0
}

// recordingOver are the first words of the line with which a recording program
// ends a transcript. A time follows them.
var recordingOver = [...]string{"Transcription ended after ", "Meeting ended after "}

func isRecordingOver(line []byte) bool {
	for _, s := range recordingOver {
		if rest, ok := bytes.CutPrefix(line, []byte(s)); ok {
			_, n := text.StampClock.Read(rest)
			return n > 0
		}
	}
	return false
}

// isFooter reports whether a footer starts b: its status is not far.
func isFooter(b []byte) bool {
	line, _, _ := bytes.Cut(b, text.Newline)
	if isRecordingOver(line) {
		return true
	}
	if !opensFooter(line) {
		return false
	}
	for line := range bytes.Lines(b[:min(len(b), noteSeen)]) {
		if isFooterState(line) {
			return true
		}
	}
	return false
}

// opensFooter reports whether a line may be the first of a footer.
func opensFooter(line []byte) bool {
	return FooterOpeners[string(bytes.TrimSpace(text.FoldSpaces(line)))] != ""
}

// isFooterState reports whether a line begins as one that no footer lacks.
func isFooterState(line []byte) bool {
	line = text.FoldSpaces(line[:min(len(line), maxOpener)])
	return slices.ContainsFunc(FooterStates, func(s string) bool { return bytes.HasPrefix(line, []byte(s)) })
}

// FooterStates are what the lines of a footer open with of which one is never
// missing.
var FooterStates = []string{"Publication date:", "Published in", "Дата публикации:", "Опубликован"}

// boxLength returns the bytes of the box that starts b: a line "See also",
// then titles, each with the line of its date.
func boxLength(b []byte) int {
	if line, _, _ := bytes.Cut(b, text.Newline); opensFooter(line) {
		return 0
	}
	n := lineLength(b)
	for {
		k := boxTitle(b[n:])
		if k == 0 {
			return n
		}
		n += k
	}
}

// boxTitle returns the bytes of a title at the start of b, which may be
// broken into several lines, with the line of its date. Blank lines may stand
// between them.
func boxTitle(b []byte) int {
	n, lines := 0, 0
	for n < len(b) && n < 600 && lines < 6 {
		line := b[n : n+lineLength(b[n:])]
		n += len(line)
		raw := bytes.TrimSpace(line)
		if len(raw) == 0 {
			continue
		}
		if lines++; len(raw) > 400 {
			break
		}
		if lines == 1 || !text.MayBeDate(raw) {
			continue
		}
		if _, ok := text.ParseDate(text.CleanLine(raw)); ok {
			return n
		}
	}
	return 0
}

func lineLength(b []byte) int {
	if k := bytes.IndexByte(b, '\n'); k >= 0 {
		return k + 1
	}
	return len(b)
}

// A frontLine is a line with text before the first turn.
type frontLine struct {
	text     string
	off, end int64
	indented bool
}

// readHeader fills in what front, the text before the first turn, and the
// footer say of the whole.
func readHeader(h *record.Head, front, footer []byte) {
	var lines []frontLine
	off := int64(0)
	for line := range bytes.Lines(front[:min(len(front), 16<<10)]) {
		end := off + int64(len(line))
		m := marginOf(h.Layout, bytes.TrimRight(line, " \t\r\n"))
		if text := text.CleanLine(line[m:]); text != "" && len(lines) < 40 {
			lines = append(lines, frontLine{text, off, end, m > 0})
		}
		off = end
	}
	if h.Layout.Dialect {
		dialectHeader(h, lines)
	} else {
		plainHeader(h, lines)
	}
	footerHeader(&h.Header, footer)
}

// headerOf returns the header of a text without labels, whose front is part of the
// text: the title and what is under it, down to a date and a time of day. Without
// these it is empty.
func headerOf(l record.Layout, head []byte) record.Header {
	off, dated := 0, false
	for range maxFront {
		end := off + toLineEnd(head[off:])
		line := text.CleanLine(head[off:end])
		_, timed := text.ParseTime(line)
		if dated && timed {
			next := min(end+1, len(head))
			h := record.Head{Layout: l}
			readHeader(&h, head[:next+toLineEnd(head[next:])], nil)
			return h.Header
		}
		_, dated = text.ParseDate(line)
		if end >= len(head) {
			break
		}
		off = end + 1
	}
	return record.Header{}
}

// maxFront is how many lines of a text without labels may be its front.
const maxFront = 8

// plainHeader reads title, standfirst, date, time and place, one a line, or
// lines like "Place: the town hall".
func plainHeader(h *record.Head, lines []frontLine) {
	date := -1
	for i, l := range lines {
		if d, ok := text.ParseDate(l.text); ok {
			h.Header.Date, date = d, i
			break
		}
	}
	lines = slices.DeleteFunc(lines, func(l frontLine) bool { return isPageNumber(l.text, h.Layout.Numbered) })
	yaml := len(lines) > 0 && lines[0].text == yamlMark
	for i := range lines {
		keyed(&h.Header, unfolded(lines[i:], yaml))
	}
	above := lines
	if date >= 0 {
		above = lines[:date]
		metaLines(h, lines[date:])
	}
	if len(above) > 1 && len(strings.Fields(above[0].text)) == 1 && date > 1 {
		above = above[1:] // the section of the site
	}
	if len(lines) == 1 && h.Header.Date == "" && h.Header.Title == "" {
		title, whole := frontHeader(&h.Header, lines[0].text)
		above = []frontLine{{text: title, off: lines[0].off, end: lines[0].end}}
		if !whole { // it is shown as it stands
			above[0].end = above[0].off
		}
	}
	if h.Header.Title != "" || len(above) == 0 || utf8.RuneCountInString(above[0].text) > 250 || !hasLetter(above[0].text) {
		return
	}
	title := strings.Trim(strings.TrimLeft(above[0].text, "# "), "*_")
	h.Header.Title, h.Title = title, record.Note{Off: above[0].off, End: above[0].end}
	if k := strings.LastIndex(title, ", "); k > 0 && h.Header.Date == "" {
		h.Header.Date, _ = text.ParseDate(title[k+2:])
	}
	if date > 0 && len(above) > 1 {
		h.Header.Standfirst = above[1].text
	}
}

// metaLines reads the date, the time and the place under it.
func metaLines(h *record.Head, lines []frontLine) {
	n := 1
	if n < len(lines) {
		if t, ok := text.ParseTime(lines[n].text); ok {
			h.Header.Time = t
			n++
			if n < len(lines) && isPlace(lines[n].text) {
				h.Header.Place = lines[n].text
				n++
			}
		}
	}
	h.Meta = record.Note{Off: lines[0].off, End: lines[n-1].end}
}

func isPlace(s string) bool {
	return utf8.RuneCountInString(s) <= 60 && !strings.ContainsAny(s, ":.?!0123456789") && len(strings.Fields(s)) <= 7
}

// isPageNumber reports whether a line of a front is the number of a page:
// Page 12, and where lines have numbers 12 alone.
func isPageNumber(s string, numbered bool) bool {
	n, page := strings.CutPrefix(strings.ToLower(s), "page ")
	return (page || numbered) && text.IsNumber(n)
}

// yamlMark is the line that opens the front matter of Markdown.
const yamlMark = "---"

// unfolded returns the first of lines, together with the next ones where its
// value goes on: in front matter, which is YAML, these are indented.
func unfolded(lines []frontLine, yaml bool) string {
	s := lines[0].text
	for _, l := range lines[1:] {
		cut, folded := strings.CutSuffix(s, `\`)
		switch {
		case folded && strings.Contains(s, `: "`):
			s = cut + strings.TrimPrefix(l.text, `\`)
		case yaml && l.indented && !lines[0].indented:
			s += " " + l.text
		default:
			return s
		}
	}
	return s
}

func hasLetter(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// unquoted returns a value of front matter without its quotes. What they
// were there for may be anything, so it is made safe again.
func unquoted(s string) string {
	n := len(s)
	switch {
	case n > 1 && s[0] == '\'' && s[n-1] == '\'':
		return strings.ReplaceAll(s[1:n-1], "''", "'")
	case n > 1 && s[0] == '"' && s[n-1] == '"':
		if line, err := strconv.Unquote(strings.ReplaceAll(s, `\_`, " ")); err == nil {
			return text.CleanName(line)
		}
		return s[1 : n-1]
	}
	return s
}

// keyed reads "Place: the town hall".
func keyed(h *record.Header, s string) {
	key, value, ok := strings.Cut(s, ": ")
	if !ok {
		return
	}
	value = unquoted(value)
	f := dialect.FieldNamed(dialect.InText, strings.ToLower(strings.Trim(key, "#* ")))
	if f == nil {
		return
	}
	if read, ok := f.Read(value); ok {
		f.Add(h, read)
	} else if f.Key == dialect.Date {
		h.Date, h.Time = dateAmong(strings.Fields(value))
	}
}

// dateAmong returns the date among words, and the time of day: Thursday 2020/8/6 at
// 14:00 UTC.
func dateAmong(words []string) (date, time string) {
	for i := range words {
		if date == "" {
			date, _ = dateOf(words[i:])
		}
		if y, m, d, ok := text.DigitDate(words[i], false); ok && date == "" {
			date, _ = text.ISODate(y, m, d)
		}
		if t, ok := text.ParseTime(words[i]); ok && time == "" {
			time = t
		}
	}
	return date, time
}

// footerHeader reads the lists of the footer: a line that names the list,
// then its items.
func footerHeader(h *record.Header, footer []byte) {
	var list *dialect.Field
	for line := range bytes.Lines(footer) {
		text := text.CleanLine(line)
		if key := FooterOpeners[text]; key != "" {
			list = dialect.FieldOf(key)
			continue
		}
		if text != "" && list != nil && list.IsList() {
			list.Add(h, text)
		}
	}
}

// dialectHeader reads the header that verbatim writes.
func dialectHeader(h *record.Head, lines []frontLine) {
	for _, l := range lines {
		key, value, _ := strings.Cut(l.text, ": ")
		f := dialect.FieldNamed(dialect.InDialect, key)
		if f == nil {
			continue
		}
		f.Set(&h.Header, value)
		if f.Key == dialect.Title {
			h.Title = record.Note{Off: l.off, End: l.end}
		}
	}
}
