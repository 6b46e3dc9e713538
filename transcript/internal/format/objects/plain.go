package objects

import (
	"html"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// The markup of messages: links in angle brackets, perhaps with a text, and elements of
// HTML.
var (
	angledLink = text.Regexp(`<(?:(https?://|mailto:)[^|>\s]*)(?:\|([^>]*))?>`)
	element    = text.Regexp(`(?i)</(?:b|i|u|s|a|p|div|span|em|strong|quote|ss|code|pre|at|font|li|ul|ol)>|<br ?/?>`)
	breaks     = text.Regexp(`(?i)<br ?/?>|</p>|</div>|</li>`)
)

// tokens matches the marks that some recognisers leave between words: <|en|>, <|0.00|>.
var tokens = text.Regexp(`<\|[^|<>]{1,40}\|>`)

// plainMessage returns the text of a message without its markup.
func plainMessage(s string) string {
	if strings.IndexByte(s, '<') >= 0 {
		switch {
		case element().MatchString(s):
			s = breaks().ReplaceAllStringFunc(s, func(tag string) string {
				if strings.EqualFold(tag, "</p>") {
					return tag + "\n\n"
				}
				return tag + "\n"
			})
			return strings.TrimSpace(html.UnescapeString(anyTag().ReplaceAllString(s, "")))
		case angledLink().MatchString(s):
			s = angledLink().ReplaceAllStringFunc(s, shownLink)
		}
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	return s
}

// shownLink returns what a link shows: its text or its address.
func shownLink(link string) string {
	address, shown, ok := strings.Cut(link[1:len(link)-1], "|")
	if ok && shown != "" {
		return shown
	}
	return strings.TrimPrefix(address, "mailto:")
}

// Times in a page, and the elements that show them.
var (
	pageTime  = text.Regexp(`(?i)<(?:span|a|time)[^>]*\bdata-(?:timestamp|time|start)="([0-9.]+)"[^>]*>[^<]*</(?:span|a|time)>`)
	paragraph = text.Regexp(`(?i)</(?:p|div|li|h\d)>|<br ?/?>\s*<br ?/?>`)
)

// page writes a page in a string, as editors keep a transcript that people type: its
// paragraphs, perhaps with a time and a name at the start.
func (t *transcriber) page(page string, line int64) {
	for _, part := range paragraph().Split(page, -1) {
		at := tape.Untimed(line)
		if m := pageTime().FindStringSubmatch(part); m != nil {
			at.Start = text.Duration([]byte(m[1]))
		}
		part = pageTime().ReplaceAllString(part, " ")
		part = breaks().ReplaceAllString(part, " ")
		part = html.UnescapeString(anyTag().ReplaceAllString(part, ""))
		if part = strings.Join(strings.Fields(part), " "); part != "" {
			t.out.Cue(at, part)
		}
	}
}

// anyTag matches the tags of the elements of messages: attributes have values.
var anyTag = text.Regexp(`(?i)</?(?:a|abbr|article|at|b|big|blockquote|body|br|c_i|center|cite|code|dd|del|div|dl|dt|em|emoji|figure|font|h[1-6]|hr|html|i|img|ins|kbd|label|legacyquote|li|mark|ol|p|part|partlist|pre|q|quote|s|small|span|ss|strike|strong|sub|sup|systemEventMessage|table|tbody|td|th|time|tr|tt|u|ul|uriobject|video)(?:\s+[\w:-]+=(?:"[^"]*"|'[^']*'|[^\s>"']*))*\s*/?>`)
