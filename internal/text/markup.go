package text

import (
	"html"
	"strings"
)

// The markup of messages: links in angle brackets, perhaps with a text, and elements of
// HTML.
var (
	angledLink = Regexp(`<(?:(https?://|mailto:)[^|>\s]*)(?:\|([^>]*))?>`)
	element    = Regexp(`(?i)</(?:b|i|u|s|a|p|div|span|em|strong|quote|ss|code|pre|at|font|li|ul|ol)>|<br ?/?>`)
	breaks     = Regexp(`(?i)<br ?/?>|</p>|</div>|</li>`)
)

// WithoutMarkup returns the text of a message without its markup: elements of HTML, whose
// paragraphs it divides by blank lines, links in angle brackets, and entities.
func WithoutMarkup(s string) string {
	if strings.IndexByte(s, '<') >= 0 {
		switch {
		case element().MatchString(s):
			s = breaks().ReplaceAllStringFunc(s, func(tag string) string {
				if strings.EqualFold(tag, "</p>") {
					return tag + "\n\n"
				}
				return tag + "\n"
			})
			return strings.TrimSpace(html.UnescapeString(anyTag().ReplaceAllString(unwrapped(s), "")))
		case angledLink().MatchString(s):
			s = angledLink().ReplaceAllStringFunc(s, shownLink)
		}
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	return s
}

// unwrapped returns s without an element of any name that encloses all of it.
func unwrapped(s string) string {
	s = strings.TrimSpace(s)
	name, _, _ := strings.Cut(strings.TrimPrefix(s, "<"), ">")
	name, _, _ = strings.Cut(name, " ")
	inner, ok := strings.CutSuffix(s, "</"+name+">")
	if k := strings.IndexByte(inner, '>'); ok && k > 0 && s[0] == '<' {
		return inner[k+1:]
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

// anyTag matches the tags of the elements of messages: attributes have values.
var anyTag = Regexp(`(?i)</?(?:a|abbr|article|at|b|big|blockquote|body|br|c_i|center|cite|code|dd|del|div|dl|dt|em|emoji|figure|font|h[1-6]|hr|html|i|img|ins|kbd|label|legacyquote|li|mark|ol|p|part|partlist|pre|q|quote|s|small|span|ss|strike|strong|sub|sup|systemEventMessage|table|tbody|td|th|time|tr|tt|u|ul|uriobject|video)(?:\s+[\w:-]+=(?:"[^"]*"|'[^']*'|[^\s>"']*))*\s*/?>`)

// WithoutTags returns s without the tags of HTML, with line breaks as blanks.
func WithoutTags(s string) string {
	s = breaks().ReplaceAllString(s, " ")
	return OneLine(html.UnescapeString(anyTag().ReplaceAllString(s, "")))
}
