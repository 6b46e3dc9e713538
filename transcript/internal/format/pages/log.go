package pages

import (
	"iter"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format/chats"
	"verbatim/transcript/internal/tape"
)

// A logPage detects whether the lines of a page are a chat log. Package chats reads such
// lines from lists, <pre> and paragraphs as it does from text.
//
// In a log of IRC, the parts of a message may also be in the cells of a table, or a colon
// may follow the sender. A page is such a log if its title says so or its lines have signs
// of IRC. The lines are then rewritten as IRC programs write them:
//
//	10:00 · ann · hello                 [10:00] <ann> hello
//	12 10:00 ann: hello                 [10:00] <ann> hello
//	10:01 ann has left the channel      [10:01] * ann has left the channel
type logPage struct {
	plain, lines []byte // the first lines, unchanged and rewritten
	row          string // the next line, rewritten from a row; "": it is not a row
	sign         bool   // row contains a sign of IRC
	title        string // the first heading
	signs        int    // number of lines with signs of IRC
	marked       bool   // the title names IRC
}

// maxLogHead is the number of bytes of lines that are examined for a log.
const maxLogHead = 16 << 10

// cells receives the cells of a row, which is the next line.
func (p *logPage) cells(cells []string) (string, bool) {
	p.row, p.sign = rowOfLog(cells)
	return "", false
}

// take receives a line.
func (p *logPage) take(tag atom.Atom, s string) {
	row := p.row
	p.row = ""
	if p.title == "" && tag == atom.H1 {
		p.title = s
		return
	}
	if len(p.lines) >= maxLogHead || len(s) > maxLogHead {
		return
	}
	line, sign := row, p.sign
	if row == "" {
		line, sign = lineOfLog(s)
	}
	if sign {
		p.signs++
	}
	p.plain = append(append(p.plain, s...), '\n')
	p.lines = append(append(p.lines, line...), '\n')
}

// channel matches the title of an IRC log: the word IRC, or the name of a channel.
var channel = text.Regexp(`(?i)\birc\b|(?:^|[\s/(])#{1,2}\pL[\w.-]*(?:$|[\s/)])`)

// find returns the log in the page, or nil. title is the title of the page.
func (p *logPage) find(facts *htmlFacts, title string) *chats.Log {
	p.marked = p.signs > 1 || channel().MatchString(title) || channel().MatchString(p.title)
	head := p.plain
	if p.marked {
		head = p.lines
	}
	var top strings.Builder
	for _, s := range [...]string{facts.title, p.title, title} {
		if s != "" {
			top.WriteString(text.CleanName(s) + "\n")
			break
		}
	}
	if date := logDate(facts.date, p.title, title); date != "" && p.marked {
		top.WriteString(date + "\n")
	}
	log := chats.FindLog(append([]byte(top.String()), head...), p.marked)
	if log == nil || !p.marked && !log.Dated() {
		return nil
	}
	return log
}

// logDate returns date, or else the first date in titles.
func logDate(date string, titles ...string) string {
	for _, t := range titles {
		for _, apart := range [...]string{" ()[],#", " ()[],#/"} {
			if date == "" {
				date, _, _ = text.FindDate(strings.FieldsFunc(t, func(c rune) bool { return strings.ContainsRune(apart, c) }))
			}
		}
	}
	return date
}

// write writes the log from the lines of page.
func (p *logPage) write(log *chats.Log, page *htmlReader, out *tape.Tape) (err error) {
	titled := p.title == ""
	next, stop := iter.Pull2(func(yield func(string, int64) bool) {
		more := true
		if p.marked {
			page.cells = func(cells []string) (string, bool) {
				row, _ := rowOfLog(cells)
				return row, row != ""
			}
		}
		page.out = func(tag atom.Atom, s string) {
			if !titled && tag == atom.H1 {
				titled = true
				return
			}
			if p.marked {
				s, _ = lineOfLog(s)
			}
			more = more && yield(tape.Printable(s), page.number)
		}
		err = page.read()
	})
	defer stop()
	log.Rewrite(out, next)
	return err
}

// maxNick is the maximum size of a nick in bytes.
const maxNick = 40

// linkSigns are the texts of links from a line to itself. The first one may also end a
// message.
const linkSigns = "# \t¶§∞🔗"

// lineOfLog returns a line rewritten as IRC programs write it. sign reports whether the
// original contains a sign of IRC.
func lineOfLog(s string) (line string, sign bool) {
	s = strings.TrimSpace(strings.TrimRight(strings.TrimLeft(s, linkSigns), linkSigns[1:]))
	when, rest, ok := timeOfLine(s)
	if !ok {
		_, unnumbered, _ := strings.Cut(s, " ")
		if number := len(s) - len(strings.TrimLeft(s, "0123456789")); number > 0 && strings.HasPrefix(s[number:], " ") {
			when, rest, ok = timeOfLine(strings.TrimSpace(unnumbered))
		}
	}
	if !ok {
		nick, _, said := strings.Cut(strings.TrimPrefix(s, "<"), "> ")
		return s, said && s[0] == '<' && isNick(nick)
	}
	head := "[" + when + "] "
	if first, said, ok := strings.Cut(rest, ": "); ok && chats.IsEventSign(first) { // from a list of definitions
		rest = first + " " + said
	}
	if first, _, _ := strings.Cut(rest, " "); chats.IsEventSign(first) {
		return head + rest, utf8.RuneCountInString(first) > 1 && first != "--"
	}
	if inner, ok := strings.CutPrefix(rest, "<"); ok {
		nick, said, ok := strings.Cut(inner, ">")
		if nick = strings.TrimSpace(nick); ok && isNick(nick) {
			return head + "<" + nick + "> " + strings.TrimSpace(strings.TrimPrefix(said, ":")), true
		}
	}
	for _, sep := range [...]string{": ", " | ", "\t"} {
		if nick, said, ok := strings.Cut(rest, sep); ok && isNick(nick) {
			return head + "<" + nick + "> " + strings.TrimSpace(said), false
		}
	}
	if nick, ok := strings.CutSuffix(rest, ":"); ok && isNick(nick) {
		return head + "<" + nick + "> ", false
	}
	return head + "* " + rest, false
}

// timeOfLine splits a time, perhaps in brackets, from the start of a line.
func timeOfLine(s string) (when, rest string, ok bool) {
	inner, bracketed := s, false
	if s != "" && (s[0] == '[' || s[0] == '(') {
		inner, bracketed = s[1:], true
	}
	when, rest, ok = chats.ReadTime(inner)
	if bracketed {
		after := strings.TrimLeft(rest, " ")
		ok = ok && after != "" && (after[0] == ']' || after[0] == ')')
		if ok {
			rest = after[1:]
		}
	} else if ok && rest != "" && strings.IndexByte(" \t<", rest[0]) < 0 {
		ok = false
	}
	return when, strings.TrimSpace(rest), ok && strings.TrimSpace(rest) != ""
}

// isNick reports whether s may be a nick in IRC, perhaps after the sign of a rank.
func isNick(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && len(s) <= maxNick && !strings.ContainsAny(s, " \t<>:") && r != '#' && r != '('
}

// rowOfLog returns a row with a time, a sender and a text, or with a time and an event, as
// a line. It returns "" for other rows. sign reports whether the row contains a sign of
// IRC.
func rowOfLog(cells []string) (line string, sign bool) {
	when, at := "", -1
	var others []string
	for i, c := range cells {
		c = strings.TrimSpace(strings.ReplaceAll(c, "\n", " "))
		if at < 0 {
			if w, rest, ok := chats.ReadTime(strings.Trim(c, "[]()")); ok && strings.TrimSpace(rest) == "" {
				when, at = w, i
				continue
			}
		}
		others = append(others, c)
	}
	if n := len(others); n > 2 && at > 0 && strings.Trim(others[0], "#0123456789.") == "" { // the number of the line
		others = others[1:]
	}
	switch {
	case at < 0 || len(others) == 0 || len(others) > 2:
		return "", false
	case len(others) == 1:
		return lineOfLog("[" + when + "] " + others[0])
	}
	nick := strings.TrimSuffix(strings.Trim(others[0], "<>"), ":")
	switch {
	case chats.IsEventSign(others[0]):
		return lineOfLog("[" + when + "] " + others[0] + " " + others[1])
	case isNick(nick):
		return "[" + when + "] <" + nick + "> " + others[1], others[0][0] == '<'
	}
	return "[" + when + "] * " + strings.TrimSpace(others[0]+" "+others[1]), false
}
