package label

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// The layout of labelled text is read by these rules:
//
//  1. judgeLayout decides from the head whether lines are numbered, wrapped, or indented,
//     for the whole document.
//  2. Numbered: over 60 % of the lines, and at least 6 lines, begin with a number of one or
//     two digits. If a tab follows the number, some sentences must also continue in the
//     next line, unlike those of a list.
//  3. Wrapped: numbered, or almost no line exceeds 100 runes and sentences often continue
//     in the next line. Each line then continues its paragraph.
//  4. Indented: wrapped, and an indent instead of a blank line opens a paragraph. Blocks
//     such as the text of a bill may be indented as a whole: their lines continue at a
//     smaller indent than that of the first line (Hang).
//  5. Line decides the kind of a line from the layout and that line alone.
//  6. Page marks and running heads are skipped. Captions, figures, rules and announcements
//     are notes.
//  7. In verbatim's own dialect nothing is guessed or skipped: a note has a sign or is in
//     brackets, and a deep indent continues a paragraph. Text after such an indent belongs
//     to that line. An indent without text is a blank line inside the paragraph.

// Line returns the span of the text in a line, in bytes, and the kind of the line. raw is
// the line without its '
// '. LineContinues continues the previous paragraph, or opens one after LineBlank or
// LineNote.
func Line(l record.Layout, raw []byte) (from, to int, kind record.LineKind) {
	for to = len(raw); to > 0 && (raw[to-1] == ' ' || raw[to-1] == '\t' || raw[to-1] == '\r'); {
		to--
	}
	if l.Taped {
		from, kind = tape.Line(l, raw[:to])
		return from, to, kind
	}
	from = marginOf(l, raw[:to])
	if l.Dialect && bytes.HasPrefix(raw, []byte(dialect.Break)) {
		return len(dialect.Break), max(len(dialect.Break), to), record.LineContinues
	}
	b := raw[from:to]
	if l.Asides != nil && len(b) > 0 {
		if kind, ok := l.Asides.Aside(b); ok {
			return from, to, kind
		}
	}
	switch {
	case len(b) == 0 && l.Indented:
		return from, to, record.LineSkip
	case len(b) == 0:
		return from, to, record.LineBlank
	case l.Dialect && from == 0 && bytes.HasPrefix(b, []byte(dialect.NoteSign)):
		return from + len(dialect.NoteSign), to, record.LineNote
	case l.Dialect && from >= len(dialect.Break):
		return from, to, record.LineContinues
	case l.Dialect && (from > 0 || !text.Enclosed(b)):
		return from, to, record.LineOpens
	case l.Dialect:
		return from, to, record.LineNote
	case l.Sections && isHeading(b):
		return from, to, record.LineNote
	case l.Stamped && isTime(b), isPageMark(b), l.Numbered && from > 20 && from == blanks(raw):
		return from, to, record.LineSkip // a running head has no number
	case l.Numbered && from >= 12 && isCaption(b):
		return from, to, record.LineNote
	case isQuoteGap(b):
		return from, to, record.LineBlank
	case text.Enclosed(b) || isFigure(b) || isRule(b) || isAnnouncement(b):
		return from, to, record.LineNote
	case l.Wrapped && (!l.Indented || from == 0 || from == l.Hang && hasSmall(b)):
		return from, to, record.LineContinues
	}
	return from, to, record.LineOpens
}

// marginOf returns the size in bytes of the indent of a line, and of its number or mark.
func marginOf(l record.Layout, raw []byte) int {
	if l.Taped {
		from, _ := tape.Line(l, raw)
		return from
	}
	i := blanks(raw)
	if !l.Numbered {
		return i
	}
	k := i
	for k < len(raw) && k < i+2 && text.IsDigit(raw[k]) {
		k++
	}
	if k == i || k < len(raw) && raw[k] != ' ' && raw[k] != '\t' {
		return i
	}
	return k + blanks(raw[k:])
}

// blanks returns the size in bytes of the white space and byte order marks at the start of
// b.
func blanks(b []byte) int {
	for i := 0; i < len(b); {
		if c := b[i]; c > ' ' && c < utf8.RuneSelf {
			return i
		} else if c == ' ' {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if !unicode.IsSpace(r) && r != 0xFEFF {
			return i
		}
		i += n
	}
	return len(b)
}

// isPageMark reports whether a line is a page number or a running head that the
// printer left in the text: [[Page S695]], Page 2 of 30, - 12 -.
func isPageMark(line []byte) bool {
	if len(line) > maxPageMark || line[0] == '[' {
		return bytes.HasPrefix(line, []byte("[[")) && bytes.HasSuffix(line, []byte("]]"))
	}
	if line[0] == '-' || line[0] == 0xE2 { // between dashes
		inner := bytes.Trim(line, "-–— ")
		return len(inner) < len(line)-1 && len(inner) > 0 && text.IsDigit(inner[0]) && text.IsNumber(string(inner)) && line[len(line)-1] != inner[len(inner)-1]
	}
	rest, ok := bytes.CutPrefix(line, []byte("Page "))
	if !ok {
		return false
	}
	n, of, _ := bytes.Cut(rest, []byte(" of "))
	return text.IsNumber(string(n)) && text.IsNumber(string(of)) // Page 12 alone may be speech
}

// maxPageMark is the maximum size of a page number with its ornaments, in bytes.
const maxPageMark = 24

// isCaption reports whether a line is a heading in a deposition: CROSS-EXAMINATION,
// AFTERNOON SESSION, C E R T I F I C A T E. It requires a known word or spaced letters,
// because answers may be in capitals too.
func isCaption(text []byte) bool {
	words := bytes.Fields(text)
	spaced := len(words) >= 5
	for _, w := range words {
		for _, c := range w {
			if (c < 'A' || c > 'Z') && c != '-' {
				return false
			}
		}
		spaced = spaced && len(w) == 1
	}
	last := words[len(words)-1]
	last = last[bytes.LastIndexByte(last, '-')+1:]
	return spaced || len(words) <= 3 && naming.CaptionWords[string(last)]
}

// isQuoteGap reports whether a line is a > alone, which separates paragraphs of a quotation
// in Markdown or mail.
func isQuoteGap(text []byte) bool { return text[0] == '>' && len(bytes.Trim(text, "> ")) == 0 }

// isFigure reports whether a line is the placeholder of an omitted picture:
// [GRAPHIC] [TIFF OMITTED] T1234.001.
func isFigure(text []byte) bool {
	n := 0
	for len(text) > 0 && text[0] == '[' {
		k := bytes.IndexByte(text, ']')
		if k < 0 {
			return false
		}
		text = bytes.TrimLeft(text[k+1:], " ")
		n++
	}
	return n > 1 && len(text) > 0 && bytes.IndexFunc(text, func(r rune) bool {
		return !unicode.IsUpper(r) && !unicode.IsDigit(r) && r != '.' && r != '-'
	}) < 0
}

// isRule reports whether a line has no letters, digits or sentence ends: ______, * * *.
func isRule(text []byte) bool {
	return bytes.IndexFunc(text, func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '?' || r == '!' || r == '.' || r == '…'
	}) < 0
}

// isAnnouncement reports whether a line only states a time, the start or end of the
// recording, or the examiner.
func isAnnouncement(line []byte) bool {
	if len(line) > maxOpener {
		return false
	}
	switch c := line[0]; {
	case c == 'B':
		return examiner(line) != ""
	case text.IsDigit(c):
		_, ok := timeLine(line)
		return ok
	}
	return line[len(line)-1] == 'n' && (bytes.HasSuffix(line, []byte(" started transcription")) || bytes.HasSuffix(line, []byte(" stopped transcription")))
}

// isHeading reports whether a line is a Markdown heading: ## Discussion.
func isHeading(b []byte) bool { return text.HeadingLevel(b) > 0 }

// isTime reports whether a line is only a time. A later message of the same speaker may
// have only that in a copied chat.
func isTime(b []byte) bool {
	_, ok := timeOnly(b)
	return ok
}

// timeLine reads a line that is only a time of the recording: 00:05:01, [00:05:01]. The
// time must have hours, because 12:25 may be anything. ms is in milliseconds.
func timeLine(b []byte) (ms int32, ok bool) {
	b = bytes.TrimSpace(b)
	if len(b) < 7 || len(b) > 16 || bytes.Count(b, []byte{':'}) != 2 {
		return 0, false
	}
	s, n := text.ReadStamp(b)
	return s.Start, n == len(b)
}

// examiner returns the name of the examiner in a line of a deposition: MR. HALE
// for BY MR. HALE:. It returns "" for other lines.
func examiner(text []byte) string {
	name, ok := bytes.CutPrefix(text, []byte("BY "))
	name, colon := bytes.CutSuffix(bytes.TrimSpace(name), []byte{':'})
	if !ok || !colon || len(name) < 3 || len(name) > 60 || bytes.IndexByte(name, ':') >= 0 || !naming.AllCapitals(string(name)) {
		return ""
	}
	return LabelText(name)
}

// asides returns the name of the examiner in an aside at the start of a question: (BY MR.
// HALE), BY MR. HALE:. It returns "" if there is none.
func asides(text []byte) string {
	text = text[:min(len(text), 80)]
	if inner, ok := bytes.CutPrefix(text, []byte("(BY ")); ok {
		if k := bytes.IndexByte(inner, ')'); k > 0 {
			return examiner(append([]byte("BY "), append(bytes.TrimRight(inner[:k], ":"), ':')...))
		}
	}
	if k := bytes.IndexByte(text, ':'); k > 0 {
		return examiner(text[:k+1])
	}
	return ""
}

// isQ reports whether a label is that of the examiner in a deposition.
func isQ(label string) bool { return label == "Q" || label == "Q." }

// judgeLayout decides the layout of a document that begins with head, by rules 1
// to 4.
func judgeLayout(head []byte) record.Layout {
	var l record.Layout
	var n, numbered, tabbed, running, pairs, joined, opened, apart, long int
	var before []byte // the previous line; nil if it was blank
	var hanging, indented [maxHang + 1]int
	for line := range bytes.Lines(head) {
		line = bytes.TrimRight(line, " \t\r\n")
		i := blanks(line)
		if i == len(line) {
			before = nil
			continue
		}
		n++
		if d := line[i]; i <= 4 && text.IsDigit(d) {
			switch from := marginOf(record.Layout{Numbered: true}, line); {
			case from > i && bytes.IndexByte(line[i:from], '\t') >= 0:
				tabbed++
				if len(before) >= minFull && goesOn(before, line[from:]) {
					running++
				}
			case from >= i+3:
				numbered++
			}
		}
		if utf8.RuneCount(line) > 100 {
			long++
		}
		if before == nil && i == 0 {
			apart++
		}
		if before != nil {
			pairs++
			switch {
			case i > 0 && i <= 8 && blanks(before) == 0:
				opened++
			case goesOn(before, line[i:]):
				joined++
			}
			if i >= minHang && i <= maxHang {
				indented[i]++
				if k := blanks(before); k >= i && k <= i+minHang && goesOn(before, line[i:]) {
					hanging[i]++
				}
			}
		}
		before = line
	}
	if running >= 2 && running*10 > tabbed { // and it is not a list
		numbered += tabbed
	}
	l.Numbered = n >= 6 && numbered*10 > n*6
	l.Wrapped = l.Numbered || n >= 4 && long*20 <= n && joined*5 >= (pairs-opened)*2 && joined >= 3
	l.Indented = l.Wrapped && !l.Numbered && opened >= 2 && opened*2 > apart
	for i, n := range hanging {
		if l.Indented && n >= 2 && n*2 > indented[i] && n > hanging[l.Hang] {
			l.Hang = i
		}
	}
	return l
}

// Bounds of the indent of continuing lines in indented blocks, in bytes.
const (
	minHang = 3
	maxHang = 12
)

// minFull is the minimum size, in bytes, of a line from which a sentence may continue in
// the next.
const minFull = 30

// goesOn reports whether the sentence at the end of line a continues in line b.
func goesOn(a, b []byte) bool {
	last, _ := utf8.DecodeLastRune(a)
	first, _ := utf8.DecodeRune(b)
	return unicode.IsLower(first) && last != '.' && last != '?' && last != '!' && last != ':'
}

// timeOnly reads a line that is only a time, or the same time twice.
func timeOnly(line []byte) (s text.Span, ok bool) {
	if len(line) == 0 || len(line) > 2*maxName {
		return s, false
	}
	line = bytes.Trim(line, "*| ")
	s, n := text.ReadSpan(line)
	if n == 0 {
		return s, false
	}
	for rest := bytes.TrimLeft(line[n:], " ,|·•-"); len(rest) > 0; rest = bytes.TrimLeft(rest[n:], " ,|·•-") {
		if _, n = text.ReadSpan(rest); n == 0 {
			return s, false
		}
	}
	return s, true
}
