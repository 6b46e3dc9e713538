package chats

import (
	"bytes"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
)

// A style is a way in which chats are written. Its templates are tried in order. Parts in
// braces stand for
//
//	when   the date and the time, or one of them
//	who    the sender
//	nick   a sender without spaces, perhaps with a sign of its rank before it
//	text   what is written, to the end of the line
//	event  what happened, to the end of the line
//	sign   the same, with a sign before it, as in IRC
//	any    what is not needed
//	since  the time since the start of a recording
//	fields lines of a key and a value, of which one names the sender and one the time
//
// A space stands for one or more. A template may have several lines.
type style struct {
	templates []string
	below     bool // the text is on the lines below
	after     bool // the sender is on the line before the text, and the time on the line after it
	bare      bool // times need not be times of day
	untimed   bool // there are no times
	telling   bool // only a chat has such lines
	table     bool // in columns: texts of several lines are in quotation marks

	parse func() [][]part // parses the templates
}

// styles lists the styles in the order in which they are tried.
var styles = withParts([]style{
	{templates: []string{"[{when}] {who}: {text}", "[{when} | {any}] {who}: {text}", "{when} - {who}: {text}", "{when}, {who}: {text}", "({when}) {who}: {text}", "[{who}] [{when}] {text}", "({when}) {event}", "[{when}] - {event}", "[{when}] {event}", "{when} - {event}", "{when}, {event}"}},
	{bare: true, templates: []string{"{when} From {who} to {any}:{text}", "{when} From {who}:{text}", "{since}\t{who}:\t{text}"}},
	{bare: true, templates: []string{"[{when}] <{nick}>{text}", "{when} <{nick}>{text}", "[{when}] {sign}", "{when} {sign}"}},
	{untimed: true, templates: []string{"<{nick}> {text}", "{sign}"}},
	{table: true, templates: []string{"{when}\t {sign}", "{when}\t{sign}", "{when}\t{who}\t{text}", "{when}\t\t{event}", "{when}\t{event}"}},
	{below: true, templates: []string{"[{when}] {who}", "[{when}]"}},
	{below: true, telling: true, templates: []string{"{who}, [{when}]", "{who}, [{when}]:", "[{when}]"}},
	{below: true, templates: []string{"{who} [{when}]", "[{when}]"}},
	{below: true, templates: []string{"{who} — {when}", "{who} – {when}", "[{when}]", "{when}"}},
	{below: true, after: true, templates: []string{"{when}"}},
	{below: true, telling: true, templates: []string{"{when}\n{who}", "{when} ({any})\n{who}", "{when} {event}"}},
	{below: true, templates: []string{"{who}\n{when}", "{who}\n {when}"}},
	{below: true, templates: []string{"{who}, {when}", "{who} {when}", "{when}"}},
	{below: true, templates: []string{"{when} {who}"}},
	{below: true, telling: true, templates: []string{"{fields}"}},
})

// A part is a part of a template: a kind from the list above, or literal text.
type part struct{ kind, literal string }

// withParts sets parse, which parses the templates on first use.
func withParts(styles []style) []style {
	for i := range styles {
		templates := styles[i].templates
		styles[i].parse = sync.OnceValue(func() (all [][]part) {
			for _, t := range templates {
				all = append(all, partsOf(t))
			}
			return all
		})
	}
	return styles
}

// partsOf parses a template.
func partsOf(template string) (parts []part) {
	for template != "" {
		literal, rest, _ := strings.Cut(template, "{")
		if literal != "" {
			parts = append(parts, part{literal: literal})
		}
		kind, after, ok := strings.Cut(rest, "}")
		if ok {
			parts = append(parts, part{kind: kind})
		}
		template = after
	}
	return parts
}

// lookahead returns the number of lines of the longest template of s.
func (s *style) lookahead() int {
	n := 1
	for _, t := range s.templates {
		n = max(n, 1+strings.Count(t, "\n"))
		if strings.Contains(t, "{fields}") {
			n = maxFields + 1
		}
	}
	return n
}

// A message is a parsed message of a chat, without text below it.
type message struct {
	stamp
	who, text, event string
	elapsed          bool // the time counts from the start of a recording
	lines            int  // number of lines, without those of the text below
}

// mayBeMessage is a quick check whether lines begin like a message, before the templates
// are tried.
func (s *style) mayBeMessage(lines []byte) bool {
	line, _, _ := bytes.Cut(lines, text.Newline)
	if len(line) == 0 {
		return false
	}
	if s.untimed {
		return bytes.IndexByte([]byte("<*-"), line[0]) >= 0 && bytes.ContainsAny(line, " \t")
	}
	if s.below {
		return len(line) <= maxHeadBytes && hasClock(lines)
	}
	return hasClock(line[:min(len(line), maxStampBytes)])
}

// hasClock reports whether b contains numbers in the form of a time of day.
func hasClock(b []byte) bool {
	for i := 1; i+2 < len(b); i++ {
		if (b[i] == ':' || b[i] == '.') && text.IsDigit(b[i-1]) && text.IsDigit(b[i+1]) && text.IsDigit(b[i+2]) {
			return true
		}
	}
	return false
}

// maxHeadBytes is the maximum size, in bytes, of the line above a text.
const maxHeadBytes = 160

// message parses the message at the start of lines. Each line but the last ends in a line
// end.
func (s *style) message(lines []byte) (m message, ok bool) {
	lines = westernDigits(lines)
	if !s.mayBeMessage(lines) {
		return m, false
	}
	at := string(lines)
	for _, t := range s.parse() {
		m = message{lines: 1}
		if s.match(&m, t, at) {
			return m, true
		}
	}
	return m, false
}

// match reports whether parts match the whole of the first lines of rest, and sets m from
// them.
func (s *style) match(m *message, parts []part, rest string) bool {
	if len(parts) == 0 {
		line, _, _ := strings.Cut(rest, "\n")
		return strings.TrimSpace(line) == ""
	}
	p, next := parts[0], parts[1:]
	switch p.kind {
	case "":
		after, ok := literally(rest, p.literal)
		m.lines += strings.Count(p.literal, "\n")
		return ok && s.match(m, next, after)
	case "fields":
		return s.matchFields(m, rest)
	case "when", "since":
		at, n := readStamp(rest)
		m.stamp, m.elapsed = at, p.kind == "since"
		return n > 0 && s.match(m, next, rest[n:])
	case "nick":
		return s.matchNick(m, next, rest)
	case "who", "any":
		return s.matchName(m, parts, rest)
	}
	line, _, _ := strings.Cut(rest, "\n")
	switch p.kind {
	case "text":
		m.text = strings.TrimSpace(line)
	case "sign":
		m.event = strings.TrimSpace(line)
		sign, _, ok := strings.Cut(strings.ReplaceAll(m.event, "\t", " "), " ")
		return ok && (eventSigns[sign] || len(sign) > 2 && sign[0] == '-' && sign[len(sign)-1] == '-')
	case "event":
		m.event = strings.TrimSpace(line)
	}
	return true
}

// eventSigns introduce events.
var eventSigns = text.WordSet("* -!- --> <-- *** -- — – • =!=")

// literally returns the rest of s after literal. A space in literal matches one or more.
func literally(s, literal string) (after string, ok bool) {
	for i := 0; i < len(literal); i++ {
		if literal[i] != ' ' {
			if s == "" || s[0] != literal[i] {
				return "", false
			}
			s = s[1:]
			continue
		}
		trimmed := strings.TrimLeft(s, " \t\u00a0\u202f")
		if len(trimmed) == len(s) {
			return "", false
		}
		s = trimmed
	}
	return s, true
}

// matchNick matches a nick and the parts after it.
func (s *style) matchNick(m *message, next []part, rest string) bool {
	if rest != "" && strings.IndexByte(" @+%&~", rest[0]) >= 0 {
		rest = rest[1:]
	}
	k := strings.IndexAny(rest, "> \t\n")
	if k < 1 || k > 40 || s.untimed && strings.IndexByte(rest[:k], '/') >= 0 {
		return false
	}
	m.who = rest[:k]
	return s.match(m, next, rest[k:])
}

// maxName is the maximum number of runes in the name of a sender.
const maxName = 60

// matchName matches a name, as short as possible, and the parts after it.
func (s *style) matchName(m *message, parts []part, rest string) bool {
	line, _, _ := strings.Cut(rest, "\n")
	stop := len(line)
	if parts[0].kind == "who" {
		if k := strings.IndexAny(line, s.notInNames()); k >= 0 {
			stop = k
		}
	}
	if len(parts) == 1 {
		return stop == len(line) && s.setName(m, line)
	}
	first := parts[1].literal[:1]
	lines := m.lines
	for k := 1; k <= stop && k < len(rest); k++ {
		if rest[k] != first[0] && (first != " " || !strings.HasPrefix(rest[k:], "\u00a0") && !strings.HasPrefix(rest[k:], "\u202f") && rest[k] != '\t') {
			continue
		}
		if parts[1].literal == " " && len(parts) > 2 && parts[2].kind == "when" && !hasClock([]byte(rest[k:min(len(rest), k+maxStampBytes)])) {
			return false
		}
		m.lines = lines
		if s.match(m, parts[1:], rest[k:]) {
			return parts[0].kind == "any" || s.setName(m, rest[:k])
		}
	}
	return false
}

// notInNames returns the characters that names of senders do not contain.
func (s *style) notInNames() string {
	if s.below {
		return ":\"“”„«»<>[]{}\t|"
	}
	return ":\"“”„«»<\t"
}

// setName sets the sender, and reports whether name may be one.
func (s *style) setName(m *message, name string) bool {
	m.who = strings.Trim(name, " ~\u00a0\u202f\u200e\u200f\u202a\u202c")
	if m.who == "" || utf8.RuneCountInString(m.who) > maxName || logLevels[strings.ToLower(m.who[strings.LastIndexByte(m.who, '.')+1:])] {
		return false
	}
	return !s.below && !s.table || strings.IndexFunc(m.who, isNameRune) >= 0
}

// isNameRune reports whether r makes a text a name: a letter, an emoji, or the plus sign of
// a telephone number.
func isNameRune(r rune) bool { return unicode.IsLetter(r) || r == '+' || unicode.Is(unicode.So, r) }

// logLevels occur in place of senders in the logs of programs.
var logLevels = text.WordSet("info information warn warning error err debug trace fatal notice critical severe verbose")

// maxFields is the maximum number of lines with a key and a value at the start of a
// message.
const maxFields = 12

// Keys of such lines: the sender, the time, and those of mail, which is not a chat.
var (
	senderKeys = text.WordSet("from sender von absender de expéditeur remitente от відправник")
	sentKeys   = text.WordSet("sent date time timestamp gesendet datum envoyé enviado fecha data дата")
	mailKeys   = text.WordSet("to subject cc bcc reply-to message-id an betreff à objet para asunto кому тема commit")
)

// matchFields matches lines with a key and a value.
func (s *style) matchFields(m *message, rest string) bool {
	timed := false
	for n := 0; n < maxFields; n++ {
		line, after, _ := strings.Cut(rest, "\n")
		key, value, ok := strings.Cut(line, ": ")
		key = strings.ToLower(key)
		if !ok || strings.ContainsAny(key, " \t") {
			break
		}
		value = strings.TrimSpace(value)
		switch {
		case mailKeys[key] || n == 0 && !senderKeys[key] && !sentKeys[key]:
			return false
		case senderKeys[key] && m.who == "":
			if strings.ContainsAny(value, s.notInNames()) || !s.setName(m, value) {
				return false
			}
		case sentKeys[key] && !timed:
			if m.stamp, timed = wholeStamp(value); !timed {
				return false
			}
		}
		m.lines, rest = n+1, after
	}
	return timed && m.who != ""
}

// wholeStamp reads a stamp that makes up the whole of s.
func wholeStamp(s string) (stamp, bool) {
	st, n := readStamp(s)
	return st, n > 0 && n == len(s)
}
