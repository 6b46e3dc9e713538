package label

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/naming"
)

// Readings of a line are proposed by these rules:
//
//  1. List markers, heading markers and quotation markers come first (lead).
//  2. A time may precede the name, separated by a sign.
//  3. The name is enclosed, or ends at the first time, tab, colon, bar or dash, or at the
//     line end. After a dash, a role may end the line instead of the text.
//  4. A time may follow the name, separated by a sign.
//  5. The separator is a sign, a space after brackets or a time, or the line end. After a
//     line end, the text begins in one of the next lines. A full stop also separates,
//     unless it abbreviates a word of the name.
//  6. A name has at most maxName bytes and does not contain a sentence end.

// A reading is one way to read a line: a frame and the spans of its slots.
type reading struct {
	frame
	at, end int       // span of the name in bytes of the line
	role    int       // start of the role after the name; 0: none
	body    int       // start of the text; the size of the line if it follows the line end
	time    text.Span // of the line, if timed
	timed   bool
}

// A lineReader proposes the readings of a line.
type lineReader struct {
	line []byte
	i    int
	r    reading // the reading so far
	out  []reading
}

// readings returns the readings of a line without its line end, reusing buf.
func readings(line []byte, buf []reading) []reading {
	l := lineReader{line: line, out: buf[:0]}
	l.signs()
	if l.i >= len(line) || isTask(line[l.i:]) {
		return l.out
	}
	if l.r.timed && l.r.before {
		l.add(l.r.frame, l.i, l.i, l.i) // perhaps a time alone
	}
	if l.r.lead&leadChange != 0 {
		l.add(l.r.frame.with(' '), l.i, l.i, l.i)
	}
	if n := announces(line[l.i:]); n > 0 {
		f := l.r.frame
		f.lead |= leadWord
		l.add(f.with('\n'), l.i+n, len(line), len(line))
	}
	if l.enclosed() {
		return l.out
	}
	if c := line[l.i]; c == '*' || c == '_' {
		if l.emphasised() {
			return l.out
		}
	}
	l.unenclosed()
	return l.out
}

// add proposes a reading: a name, and text from body on.
func (l *lineReader) add(f frame, at, end, body int) {
	r := l.r
	r.frame, r.at, r.end, r.body = f, at, trimRight(l.line, at, end), body
	if r.end-r.at <= maxName {
		l.out = append(l.out, r)
	}
}

// blanks skips spaces from i on.
func (l *lineReader) blanks() {
	for l.i < len(l.line) {
		switch c := l.line[l.i]; {
		case c == ' ' || c == '\t' || c == '\r':
			l.i++
		case c == 0xC2 && l.i+1 < len(l.line) && l.line[l.i+1] == 0xA0:
			l.i += 2
		case c == 0xE3 && bytes.HasPrefix(l.line[l.i:], []byte("\u3000")):
			l.i += 3
		case c == 0xE2 && text.IsHidden(runeAt(l.line[l.i:])):
			l.i += 3
		default:
			return
		}
	}
}

func runeAt(b []byte) rune {
	r, _ := utf8.DecodeRune(b)
	return r
}

// enclosing maps the brackets that may open a name to those that close it.
var enclosing = map[byte]string{'[': "]", '(': ")", '<': ">"}

// wide maps the opening brackets of Chinese and Japanese texts to the closing ones, and to
// the bracket that represents them in a frame.
var wide = map[string]struct {
	close string
	quote byte
}{"【": {"】", '['}, "［": {"］", '['}, "〔": {"〕", '['}, "（": {"）", '('}, "「": {"」", '"'}, "〈": {"〉", '<'}, "《": {"》", '<'}}

// enclosed reads a name in brackets, and reports whether there is one.
func (l *lineReader) enclosed() bool {
	at, quote := l.i+1, l.line[l.i]
	close := enclosing[quote]
	if quote >= utf8.RuneSelf {
		_, n := utf8.DecodeRune(l.line[l.i:])
		w := wide[string(l.line[l.i:l.i+n])]
		at, close, quote = l.i+n, w.close, w.quote
	}
	window := l.line[at:min(len(l.line), at+maxName)]
	if close == "" {
		return false
	}
	k := bytes.Index(window, []byte(close))
	if k <= 0 || bytes.Contains(window[:k], l.line[l.i:at]) {
		return false
	}
	f := l.r.frame
	f.quote = quote
	end := at + k
	l.r.frame = f
	l.separator(f, at, end, end+len(close))
	return true
}

// emphasised reads a name in emphasis, which may include the colon: **Ann Lee:**.
func (l *lineReader) emphasised() bool {
	b := l.line[l.i:]
	n := len(b) - len(bytes.TrimLeft(b, string(b[0])))
	if n > 3 {
		return false
	}
	mark := b[:n]
	at := l.i + n
	window := l.line[at:min(len(l.line), at+maxName+n)]
	k := bytes.Index(window, mark)
	if k <= 0 {
		return false
	}
	f := l.r.frame
	f.quote = '*'
	inner := window[:k]
	if s, size := spanAtEnd(inner); size > 0 {
		l.r.time, l.r.timed, f.after = s, true, true
		inner = inner[:len(inner)-size]
	}
	end := at + len(trimJoin(inner))
	behind := at + k + n
	if c := bytes.TrimRight(inner, " "); len(c) > 0 && (c[len(c)-1] == ':' || bytes.HasSuffix(c, []byte("："))) {
		end = at + len(bytes.TrimRight(c, ":："))
		l.i = behind
		l.blanks()
		l.add(f.with(':'), at, end, l.i)
		return true
	}
	l.r.frame = f
	l.separator(f, at, end, behind)
	return true
}

// separator reads from i on what follows an enclosed name that ends at end.
func (l *lineReader) separator(f frame, at, end, i int) {
	l.i = i
	l.blanks()
	spaced := l.i > i
	if !f.after {
		join := l.i
		if n := joins(l.line[join:]); n > 0 {
			l.i += n
			l.blanks()
		}
		if s, n := text.ReadSpan(l.line[l.i:]); n > 0 {
			if !f.before {
				l.r.time = s
			}
			l.r.timed, f.after = true, true
			l.i += n
			spaced = l.i < len(l.line) && l.line[l.i] == ' '
			l.blanks()
		} else {
			l.i = join
		}
	}
	l.ended(f, at, end, spaced)
}

// ended proposes the reading of a name that ends at end, depending on what is at i: the
// line end, a separator, or text. spaced is set if a space precedes i.
func (l *lineReader) ended(f frame, at, end int, spaced bool) {
	switch n, sep := separatorAt(l.line[l.i:], spaced); {
	case l.i >= len(l.line):
		l.add(f.with('\n'), at, end, len(l.line))
	case n > 0:
		l.i += n
		l.blanks()
		l.add(f.with(sep), at, end, l.i)
	case f.quote != '*' || f.timed(): // otherwise the word is only stressed
		l.add(f.with(' '), at, end, l.i)
	}
}

// separatorAt returns the size and the kind of the separator at the start of b, 0 if there
// is none.
func separatorAt(b []byte, spaced bool) (size int, sep byte) {
	switch {
	case len(b) == 0:
		return 0, 0
	case b[0] == ':':
		return 1, ':'
	case bytes.HasPrefix(b, []byte("：")):
		return len("："), ':'
	case b[0] == '|':
		return 1, '|'
	case b[0] == '\t':
		return 1, '\t'
	}
	for _, dash := range [...]string{"--", "-", "–", "—", ">"} {
		if spaced && bytes.HasPrefix(b, []byte(dash)) && len(b) > len(dash) && b[len(dash)] == ' ' {
			return len(dash), '-'
		}
	}
	return 0, 0
}

// spanAtEnd returns the time at the end of b, after a space or in brackets, and its size
// including what joins it to the text before it.
func spanAtEnd(b []byte) (s text.Span, size int) {
	for at := 1; at < len(b); at++ {
		if c := b[at]; !text.IsDigit(c) && c != '(' && c != '[' || b[at-1] != ' ' && c != '(' && c != '[' {
			continue
		}
		if s, n := text.ReadSpan(b[at:]); n > 0 && at+n == len(b) {
			return s, len(b) - len(trimJoin(b[:at]))
		}
	}
	return s, 0
}

// trimJoin removes the signs and spaces at the end of b that join a name to what follows.
func trimJoin(b []byte) []byte { return bytes.TrimRight(b, " \t|-•·@,\r*_=–—\u00a0") }

// unenclosed proposes the readings that end a bare name at the first possible place, by
// rule 3.
func (l *lineReader) unenclosed() {
	from := l.i
	rest := l.line[from:min(len(l.line), from+2*maxName)]
	if n := codeLength(rest); n > 0 {
		l.i += n
		l.blanks()
		l.add(l.r.frame.with(' '), from, from+n, l.i)
		l.i = from
	}
	whole := len(rest) == len(l.line)-from
	for at := 1; at < len(rest); at++ {
		switch c := rest[at]; {
		case c == 0xE3 && bytes.HasPrefix(rest[at:], []byte("\u3000")):
			l.i = from + at
			l.blanks()
			l.add(l.r.frame.with('\t'), from, from+at, l.i)
			return
		case c == '\t':
			if name := trimJoin(rest[:at]); len(name) > 0 && !l.timeAt(from, at+1) {
				l.i = from + at
				l.blanks()
				l.add(l.r.frame.with('\t'), from, from+len(name), l.i)
			}
			return
		case c == ':':
			l.i = from + at + 1
			if whole && at+1 >= len(rest) || speechFollows(l.line[l.i:]) {
				l.blanks()
				l.add(l.r.frame.with(':'), from, from+at, l.i)
			}
			return
		case (c == '|' || c == '-' || c == '>' || c == 0xE2) && rest[at-1] == ' ':
			if l.dashed(from, at) {
				return
			}
		case (text.IsDigit(c) && (rest[at-1] == ' ' || rest[at-1] == '*' || rest[at-1] == 0xA0) || c == '[' || c == '(' || c >= 0xE3 && c <= 0xEF) && l.timeAt(from, at):
			return
		case strings.IndexByte("?!;\"", c) >= 0:
			return // a sentence
		case c == '.' && l.stopped(from, at) && at > 4:
			return
		}
	}
	if whole && len(rest) > 0 {
		l.add(l.r.frame.with('\n'), from, from+len(bytes.TrimRight(rest, " \r\t=")), len(l.line))
	}
}

// stopped reads a name before a full stop at from+at, perhaps with a dash: NAME. TEXT,
// NAME.- TEXT, NAME. — TEXT. It reports whether the full stop ends a name or a sentence.
func (l *lineReader) stopped(from, at int) bool {
	name, rest := l.line[from:from+at], l.line[from+at+1:]
	dash := len(rest) - len(bytes.TrimLeft(rest, "-–—"))
	if len(rest) == dash || dash == 0 && rest[0] != ' ' || bytes.Count(name, []byte{'('}) != bytes.Count(name, []byte{')'}) {
		return false
	}
	if s := string(name); naming.Abbreviated(s) && !naming.EndsInInitials(s) {
		return false
	}
	if l.i = from + at + 1 + dash; dash == 0 {
		l.blanks()
		if n := joins(l.line[l.i:]); n > 1 { // NAME. — TEXT
			l.i += n
		}
	}
	l.blanks()
	if l.i < len(l.line) {
		end := from + at
		if naming.EndsInInitials(string(name)) {
			end++ // the stop belongs to the initials
		}
		l.add(l.r.frame.with('.'), from, end, l.i)
	}
	return true
}

// codeLength returns the size of the word at the start of b if it can only be a speaker, so
// that a space after it is enough: SPEAKER_00, S1, @ann, R.M. Otherwise it returns 0.
func codeLength(b []byte) int {
	n := bytes.IndexByte(b, ' ')
	if n < 2 || n > 24 || n+1 == len(b) {
		return 0
	}
	w := b[:n]
	last := w[n-1]
	switch {
	case w[0] == '@' && bytes.IndexFunc(w[1:], unicode.IsLetter) >= 0 && last != ':':
		return n
	case text.IsDigit(last) && unicode.IsUpper(runeAt(w)) && naming.IsNumberedVoice(string(w)):
		return n
	case last == '.' && n >= 4 && bytes.Count(w, []byte{'.'}) >= 2 && naming.IsInitials(string(w)):
		return n
	}
	return 0
}

// dashed reads a name before a bar or a dash at from+at: NAME | TIME, NAME - TEXT, NAME --
// ROLE. It reports whether the search for an end is over.
func (l *lineReader) dashed(from, at int) bool {
	rest := l.line[from+at:]
	n, sep := separatorAt(rest, true)
	if n == 0 {
		return false
	}
	next := at + n
	for from+next < len(l.line) && l.line[from+next] == ' ' {
		next++
	}
	if l.timeAt(from, next) {
		return true
	}
	body := from + next
	if body >= len(l.line) {
		return true
	}
	if k := bytes.Index(l.line[body:min(len(l.line), body+maxName)], []byte(": ")); k > 0 && sep == '-' && bytes.IndexByte(l.line[body:body+k], '.') < 0 {
		return false // NAME -- ROLE: TEXT
	}
	l.add(l.r.frame.with(sep), from, from+at, body)
	if len(l.line)-body <= maxName && sep == '-' && !naming.EndsInStop(l.line) {
		l.r.role = body
		l.add(l.r.frame.with('\n'), from, from+at, len(l.line))
		l.r.role = 0
	}
	return true
}

// timeAt reads a time at from+at, after a name, and proposes readings with it.
func (l *lineReader) timeAt(from, at int) bool {
	if from+at >= len(l.line) {
		return false
	}
	b := l.line[from+at:]
	s, n := text.ReadSpan(b)
	name := trimJoin(l.line[from : from+at])
	if n == 0 || len(name) == 0 || s.Words && text.IsDigit(b[0]) && at+n < len(l.line)-from && len(bytes.TrimSpace(b[n:])) > 0 {
		return false
	}
	f := l.r.frame
	f.after = true
	before := l.r.time
	if !f.before {
		l.r.time = s
	}
	timed := l.r.timed
	l.r.timed = true
	l.i = from + at + n
	spaced := l.i < len(l.line) && l.line[l.i] == ' '
	l.blanks()
	l.ended(f, from, from+len(name), spaced)
	l.r.time, l.r.timed = before, timed
	return true
}

// name returns the name in a reading of line. In brackets, the name ends at a comma before
// a lowercase letter: [Ann, softly].
func (r *reading) name(line []byte) string {
	name := LabelText(line[r.at:r.end])
	if r.quote == '[' || r.quote == '(' {
		if before, after, ok := strings.Cut(name, ", "); ok && naming.OpensSmall([]byte(after)) {
			return before
		}
	}
	return name
}
