package objects

import (
	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// tokens matches the special tokens that some recognisers leave in their text: <|en|>,
// <|0.00|>.
var tokens = text.Regexp(`<\|[^|<>]{1,40}\|>`)

// Times in a page, and the elements that show them.
var (
	pageTime  = text.Regexp(`(?i)<(?:span|a|time)[^>]*\bdata-(?:timestamp|time|start)="([0-9.]+)"[^>]*>[^<]*</(?:span|a|time)>`)
	paragraph = text.Regexp(`(?i)</(?:p|div|li|h\d)>|<br ?/?>\s*<br ?/?>`)
)

// page writes an HTML page in a string, in which editors keep typed transcripts: paragraphs
// that may begin with a time and a name.
func (t *transcriber) page(page string, line int64) {
	for _, part := range paragraph().Split(page, -1) {
		at := tape.Untimed(line)
		if m := pageTime().FindStringSubmatch(part); m != nil {
			at.Start = text.Duration([]byte(m[1]))
		}
		part = pageTime().ReplaceAllString(part, " ")
		if part = text.WithoutTags(part); part != "" {
			t.out.Cue(at, part)
		}
	}
}
