package label

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// Line returns the span of the text of a line, which is given without its
// '\n', and what the line is. A lineContinues is joined to the paragraph
// before it by a blank, and opens one after a lineBlank or a lineNote.
func Line(l record.Layout, raw []byte) (from, to int, kind record.LineKind) {
	to = len(bytes.TrimRight(raw, " \t\r"))
	if l.Taped {
		from, kind = tape.Line(l, raw[:to])
		return from, to, kind
	}
	from = marginOf(l, raw[:to])
	b := raw[from:to]
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
	case isPageMark(b), l.Numbered && from > 20 && from == blanks(raw):
		return from, to, record.LineSkip // the heading of a page has no number
	case l.Numbered && from >= 12 && isCaption(b):
		return from, to, record.LineNote
	case isQuoteGap(b):
		return from, to, record.LineBlank
	case text.Enclosed(b) || isFigure(b) || isRule(b) || isAnnouncement(b):
		return from, to, record.LineNote
	case l.Wrapped && (!l.Indented || from == 0):
		return from, to, record.LineContinues
	}
	return from, to, record.LineOpens
}

// marginOf returns the bytes of the indent of a line, and of its number or mark.
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
	if k == i || k < len(raw) && raw[k] != ' ' {
		return i
	}
	return k + blanks(raw[k:])
}

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

// isPageMark reports whether a line is the number or the heading of a page
// that was left in the text: [[Page S695]].
func isPageMark(text []byte) bool {
	return bytes.HasPrefix(text, []byte("[[")) && bytes.HasSuffix(text, []byte("]]"))
}

// isCaption reports whether a line is a heading of depositions and nothing else:
// CROSS-EXAMINATION, AFTERNOON SESSION, C E R T I F I C A T E. Answers may be in
// capitals too.
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
	return spaced || len(words) <= 3 && captionWords[string(last)]
}

// isQuoteGap reports whether a line parts the paragraphs of a quotation, as
// Markdown and mail have it: > alone.
func isQuoteGap(text []byte) bool { return text[0] == '>' && len(bytes.Trim(text, "> ")) == 0 }

// isFigure reports whether a line stands for a picture that the printer
// omitted: [GRAPHIC] [TIFF OMITTED] T1234.001.
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

// isRule reports whether a line has no letter or digit: ______, * * *.
func isRule(text []byte) bool {
	return bytes.IndexFunc(text, func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '?' || r == '!' || r == '.' || r == '…'
	}) < 0
}

// isAnnouncement reports whether a line, which is not speech, announces where the
// recording is, that it begins or ends, or who asks.
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

// timeLine reads a line that is a time of the recording and nothing else, in
// milliseconds: 00:05:01, [00:05:01]. Hours must be there: 12:25 may be
// anything.
func timeLine(b []byte) (ms int32, ok bool) {
	b = bytes.TrimSpace(b)
	if len(b) < 7 || len(b) > 16 || bytes.Count(b, []byte{':'}) != 2 {
		return 0, false
	}
	ms, n := text.ReadStamp(b)
	return ms, n == len(b)
}

// examiner returns who asks from here on, as a line of a deposition tells it:
// BY MR. HALE: or MR. HALE, of a line (BY MR. HALE); "" where it does not.
func examiner(text []byte) string {
	name, ok := bytes.CutPrefix(text, []byte("BY "))
	name, colon := bytes.CutSuffix(bytes.TrimSpace(name), []byte{':'})
	if !ok || !colon || len(name) < 3 || len(name) > 60 || bytes.IndexByte(name, ':') >= 0 || !allCapitals(string(name)) {
		return ""
	}
	return LabelText(name)
}

// asides returns who asks, as an aside at the start of a question tells it:
// (BY MR. HALE), BY MR. HALE:.
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

// isQ reports whether a label is that of who asks in a deposition.
func isQ(label string) bool { return label == "Q" || label == "Q." }

// judgeLayout finds out how head is set.
func judgeLayout(head []byte) record.Layout {
	var l record.Layout
	var n, numbered, pairs, joined, opened, apart, long int
	var before []byte // the line before, nil after a blank one
	for line := range bytes.Lines(head) {
		line = bytes.TrimRight(line, " \t\r\n")
		i := blanks(line)
		if i == len(line) {
			before = nil
			continue
		}
		n++
		if d := line[i]; i <= 4 && text.IsDigit(d) && marginOf((record.Layout{Numbered: true}), line) >= i+3 {
			numbered++
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
		}
		before = line
	}
	l.Numbered = n >= 6 && numbered*10 > n*6
	l.Wrapped = l.Numbered || n >= 4 && long*20 <= n && joined*5 >= (pairs-opened)*2 && joined >= 3
	l.Indented = l.Wrapped && !l.Numbered && opened >= 2 && opened*2 > apart
	return l
}

// goesOn reports whether the sentence at the end of one line goes on in the
// next.
func goesOn(a, b []byte) bool {
	last, _ := utf8.DecodeLastRune(a)
	first, _ := utf8.DecodeRune(b)
	return unicode.IsLower(first) && last != '.' && last != '?' && last != '!' && last != ':'
}
