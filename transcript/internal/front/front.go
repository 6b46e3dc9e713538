package front

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
)

// The header is read from the lines before the first turn, by these rules:
//
//  1. Pictures, rules, comments and page numbers are skipped.
//  2. A field is a known key, a colon and a value: Place: the town hall. In front matter,
//     which is YAML, the value may continue on the next lines.
//  3. The date is that of the first line that is only a date; otherwise that of a field;
//     otherwise the one inside the first short line that is not a sentence.
//  4. The time and the place are below the date, or after it on the same line. A place may
//     also precede the date: Hamburg, den 3. November 2026.
//  5. The title is that of a field, otherwise the first Markdown heading, otherwise the
//     first line that is not a field, above the date if there is one.

// A Line is a line before the first turn, as clean text.
type Line struct {
	Text     string
	Off, End int64 // in bytes of the source
	Indented bool
}

// Limits of a front.
const (
	maxBytes = 16 << 10
	maxLines = 40
	maxTitle = 250 // runes
	maxDated = 160 // bytes of a line that contains a date
)

// Lines returns the lines of b, the text before the first turn. margin returns the number
// of bytes before the text of a line.
func Lines(b []byte, margin func(line []byte) int) []Line {
	var lines []Line
	off := int64(0)
	for line := range bytes.Lines(b[:min(len(b), maxBytes)]) {
		end := off + int64(len(line))
		m := margin(bytes.TrimRight(line, " \t\r\n"))
		if s := text.CleanLine(line[m:]); s != "" && len(lines) < maxLines {
			lines = append(lines, Line{s, off, end, m > 0})
		}
		off = end
	}
	return lines
}

// Matter returns the size in bytes of the front matter at the start of b: lines between two
// lines of three dashes, with at least one usual key. It returns 0 if there is none.
func Matter(b []byte) int {
	b = b[:min(len(b), maxBytes)]
	rest := bytes.TrimLeft(bytes.TrimPrefix(b, text.BOM), " \t\r\n")
	at, keys := len(b)-len(rest), 0
	for n := 0; ; n++ {
		k := bytes.IndexByte(b[at:], '\n')
		if k < 0 {
			return 0
		}
		line := bytes.TrimRight(b[at:at+k], " \t\r")
		at += k + 1
		switch key, _, ok := bytes.Cut(line, []byte(":")); {
		case n == 0 && string(line) != mark:
			return 0
		case n == 0:
		case string(line) == mark || string(line) == "...":
			if keys == 0 {
				return 0
			}
			return at
		case ok && len(key) > 0 && isKey(key):
			if known(string(key)) {
				keys++
			}
		case len(line) == 0 || line[0] == ' ' || line[0] == '\t' || line[0] == '#' || line[0] == '-' || line[0] == ']' || line[0] == '}':
		default:
			return 0 // text between two rules
		}
	}
}

// known reports whether a key is usual in front matter. Other keys may be speakers.
func known(key string) bool {
	key = strings.ToLower(strings.Trim(key, "\"'"))
	return matterKeys[key] || dialect.FieldNamed(dialect.InText, key) != nil
}

var matterKeys = text.WordSet(`layout tags tag author authors draft categories category description summary slug lang language permalink url id type status
keywords series season number image cover created modified updated host hosts guest guests speaker speakers attendees participants`)

// isKey reports whether b may be a key of YAML: words of letters, not indented.
func isKey(b []byte) bool {
	return bytes.IndexFunc(b, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_-.\"'", r)
	}) < 0
}

// mark is the line before and after the front matter of Markdown.
const mark = "---"

// Read sets the fields of the header that lines state.
func Read(h *record.Head, lines []Line) {
	yaml := len(lines) > 0 && lines[0].Text == mark
	date := -1
	for i, l := range lines {
		if d, ok := text.ParseDates(l.Text); ok {
			h.Header.Date, date = d, i
			break
		}
	}
	var kept []Line
	at := -1 // index of the date in kept
	inside := yaml
	for i, l := range lines {
		if inside = inside && (i == 0 || l.Text != mark); inside && (l.Indented || strings.HasPrefix(l.Text, "- ")) {
			continue // part of the key above
		}
		isField := field(&h.Header, unfolded(lines[i:], yaml))
		if i == date {
			at = len(kept)
		} else if isField || isSkipped(l.Text, h.Layout.Numbered) || made(&h.Header, l.Text) {
			continue
		}
		kept = append(kept, l)
	}
	above := kept
	if at >= 0 {
		above = kept[:at]
		below(h, kept[at:])
	}
	if len(above) > 1 && naming.WordCount(above[0].Text) == 1 && at > 1 {
		above = above[1:] // a section of the site
	}
	if len(lines) == 1 && len(kept) == 1 && h.Header.Date == "" && h.Header.Title == "" {
		title, whole := oneLine(&h.Header, kept[0].Text)
		if isHeading(kept[0].Text) {
			title = kept[0].Text
		}
		above = []Line{{Text: title, Off: kept[0].Off, End: kept[0].End}}
		if !whole { // shown unchanged
			above[0].End = above[0].Off
		}
	}
	among(&h.Header, kept)
	title(h, above, at > 0)
}

// title sets the title, by rule 5, and the standfirst, if a line between title and date is
// one.
func title(h *record.Head, above []Line, dated bool) {
	if h.Header.Title != "" || len(above) == 0 {
		return
	}
	first := above[0]
	for _, l := range above {
		if isHeading(l.Text) {
			first, dated = l, dated && l.Off == above[0].Off
			break
		}
	}
	if utf8.RuneCountInString(first.Text) > maxTitle || !hasLetter(first.Text) {
		return
	}
	s := strings.Trim(strings.TrimLeft(first.Text, "# "), "*_")
	h.Header.Title, h.Title = s, record.Note{Off: first.Off, End: first.End}
	if k := strings.LastIndex(s, ", "); k > 0 && h.Header.Date == "" {
		h.Header.Date, _ = text.ParseDate(s[k+2:])
	}
	if dated && len(above) > 1 {
		h.Header.Standfirst = above[1].Text
	}
}

// made reads a line about the recording of a document, Recorded on 3 July 2026 at 14:30,
// and reports whether s is one.
func made(h *record.Header, s string) bool {
	first, rest, _ := strings.Cut(s, " ")
	if !madeWords[strings.ToLower(first)] || !text.MayHaveYear(s) {
		return false
	}
	date, t := dateIn(rest)
	if date == "" {
		return false
	}
	if h.Date == "" {
		h.Date, h.Time = date, t
	}
	return true
}

var madeWords = text.WordSet(`recorded aired published posted updated broadcast released transcribed aufgezeichnet veröffentlicht gesendet
enregistré publié diffusé grabado publicado emitido registrato pubblicato опубликовано записано`)

// isHeading reports whether a line is a Markdown heading.
func isHeading(s string) bool { return text.HeadingLevel(s) > 0 }

// isSkipped reports whether a line is skipped, by rule 1.
func isSkipped(s string, numbered bool) bool {
	for _, sign := range [...]string{"![", "[![", "{:", "<!--", "<img", "[[", "```"} {
		if strings.HasPrefix(s, sign) {
			return true
		}
	}
	n, page := strings.CutPrefix(strings.ToLower(s), "page ")
	return !hasLetter(s) || (page || numbered) && text.IsNumber(n)
}

// below reads the date, and the time and place below it.
func below(h *record.Head, lines []Line) {
	n := 1
	if n < len(lines) {
		if t, ok := text.ParseTime(lines[n].Text); ok {
			h.Header.Time = t
			n++
			if n < len(lines) && isPlace(lines[n].Text) {
				h.Header.Place = lines[n].Text
				n++
			}
		}
	}
	h.Meta = record.Note{Off: lines[0].Off, End: lines[n-1].End}
}

// among reads the date inside a line, the time after it, and the place before or after it,
// by rules 3 and 4.
func among(h *record.Header, lines []Line) {
	for _, l := range lines {
		if h.Date != "" {
			return
		}
		if len(l.Text) > maxDated || !text.MayHaveYear(l.Text) || strings.HasSuffix(l.Text, ".") && !strings.HasSuffix(strings.ToLower(l.Text), "m.") && !isHeading(l.Text) {
			continue
		}
		words := strings.Fields(l.Text)
		date, at, n := text.FindDate(words)
		if n == 0 {
			continue
		}
		h.Date = date
		if h.Time == "" {
			h.Time, _ = text.FindTime(strings.Join(words[at+n:], " "))
		}
		if place, ok := strings.CutSuffix(strings.Join(words[:at], " "), ","); ok && h.Place == "" && (at+n == len(words) || h.Time != "") && isPlace(place) && naming.IsTitled(place) {
			h.Place = place
		}
	}
}

// isPlace reports whether a line may be a place: a few words without punctuation.
func isPlace(s string) bool {
	return utf8.RuneCountInString(s) <= 60 && !strings.ContainsAny(s, ":?!0123456789") && naming.WordCount(s) <= 7 && (!strings.Contains(s, ".") || naming.AllCapitals(s))
}

// unfolded returns the first line, joined with the lines on which its value continues. In
// front matter, which is YAML, these are indented.
func unfolded(lines []Line, yaml bool) string {
	s := lines[0].Text
	for _, l := range lines[1:] {
		cut, folded := strings.CutSuffix(s, `\`)
		switch {
		case folded && strings.Contains(s, `: "`):
			s = cut + strings.TrimPrefix(l.Text, `\`)
		case yaml && l.Indented && !lines[0].Indented:
			s += " " + l.Text
		default:
			return s
		}
	}
	return s
}

func hasLetter(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// unquoted returns a value of front matter without its quotation marks, as clean text: they
// may have enclosed anything.
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

// field reads a field, such as "Place: the town hall", and reports whether s is one.
func field(h *record.Header, s string) bool {
	s = emphasis.Replace(s)
	k := strings.IndexAny(s, ":：")
	if k < 0 {
		return false
	}
	_, colon := utf8.DecodeRuneInString(s[k:])
	key, value := strings.ToLower(strings.Trim(s[:k], "#*•- ")), strings.TrimSpace(s[k+colon:])
	if colon == 1 && k+1 < len(s) && s[k+1] != ' ' && !naming.Uncased(key) {
		return false
	}
	f := dialect.FieldNamed(dialect.InText, key)
	if f == nil {
		return naming.Senses(key).Is(naming.Furniture) || naming.IsNameList([]byte(value)) && !naming.Senses(key).Is(naming.Opener)
	}
	if value = unquoted(value); value == "" {
		return true
	}
	if read, ok := f.Read(value); ok {
		if f.IsList() || f.Value(h) == "" || key == dialect.Title {
			f.Add(h, read)
		}
		return true
	}
	switch f.Key {
	case dialect.Date:
		if date, t := dateIn(value); h.Date == "" && date != "" {
			h.Date, h.Time = date, cmp.Or(t, h.Time)
		}
	case dialect.Time:
		if t, ok := text.FindTime(value); ok {
			h.Time = t
		} else if t, ok := text.FindTime(strings.ReplaceAll(value, ".", ":")); ok { // 8.45
			h.Time = t
		}
	}
	return true
}

// emphasis is the marks of emphasis in a line of Markdown.
var emphasis = strings.NewReplacer("**", "", "__", "")

// dateIn returns the date in a value, and the time of day: Thursday 2020/8/6 at
// 14:00 UTC.
func dateIn(value string) (date, time string) {
	words := strings.Fields(value)
	date, at, n := text.FindDate(words)
	if n == 0 {
		for i, w := range words {
			if y, m, d, ok := text.DigitDate(strings.Trim(w, ",;()"), false); ok {
				date, _ = text.ISODate(y, m, d)
				at, n = i, 1
				break
			}
			if day, t, ok := strings.Cut(w, "T"); ok { // 2026-07-06T08:56:39Z
				if d, ok := text.ParseDate(day); ok {
					clock, _ := text.ParseTime(t[:min(len(t), len("08:56"))])
					return d, clock
				}
			}
		}
	}
	time, _ = text.FindTime(strings.Join(append(words[:at:at], words[at+n:]...), " "))
	return date, time
}
