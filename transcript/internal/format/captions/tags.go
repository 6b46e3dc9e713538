package captions

import (
	"bytes"
	"html"

	"verbatim/internal/text"
)

// srtTags matches the tags that programs understand in SRT. Anything else in angle brackets
// is text.
var srtTags = text.Regexp(`(?i)</?(?:b|i|u|s|c|font|span)(?:[ .][^<>]*)?>|\{\\[^{}]*\}`)

// Entities matches character references by name or number, with the semicolon.
var Entities = text.Regexp(`&(?:[a-zA-Z]{2,8}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});`)

// Untagged returns text without tags, and with entities replaced.
func Untagged(text []byte) []byte {
	if bytes.IndexByte(text, '<') >= 0 || bytes.IndexByte(text, '{') >= 0 {
		text = srtTags().ReplaceAll(text, nil)
	}
	if bytes.IndexByte(text, '&') >= 0 {
		text = Entities().ReplaceAllFunc(text, func(b []byte) []byte { return []byte(html.UnescapeString(string(b))) })
	}
	return text
}
