package label

import (
	"bytes"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/front"
	"verbatim/transcript/internal/record"
)

// readHeader sets the fields of the header that are stated in before, the text before the
// first turn, and in the footer.
func readHeader(h *record.Head, before, footer []byte) {
	lines := front.Lines(before, func(line []byte) int { return marginOf(h.Layout, line) })
	if h.Layout.Dialect {
		dialectHeader(h, lines)
	} else {
		front.Read(h, lines)
	}
	footerHeader(&h.Header, footer)
}

// headerOf returns the header of a text without labels, whose front is part of the text:
// the title, and the lines below it up to a date and a time of day. Without these, the
// header is empty.
func headerOf(l record.Layout, head []byte) record.Header {
	off, dated := 0, false
	for range maxFront {
		end := off + toLineEnd(head[off:])
		line := text.CleanLine(head[off:end])
		_, timed := text.ParseTime(line)
		if dated && timed {
			next := min(end+1, len(head))
			h := record.Head{Layout: l}
			readHeader(&h, head[:next+toLineEnd(head[next:])], nil)
			return h.Header
		}
		_, dated = text.ParseDate(line)
		if end >= len(head) {
			break
		}
		off = end + 1
	}
	return record.Header{}
}

// maxFront is the maximum number of lines in the front of a text without labels.
const maxFront = 8

// footerHeader reads the lists of the footer: a line that names the list, then its items.
func footerHeader(h *record.Header, footer []byte) {
	var list *dialect.Field
	for line := range bytes.Lines(footer) {
		text := text.CleanLine(line)
		if key := FooterOpeners[text]; key != "" {
			list = dialect.FieldOf(key)
			continue
		}
		if text != "" && list != nil && list.IsList() {
			list.Add(h, text)
		}
	}
}

// dialectHeader reads the header that verbatim writes.
func dialectHeader(h *record.Head, lines []front.Line) {
	for _, l := range lines {
		key, value, _ := strings.Cut(l.Text, ": ")
		f := dialect.FieldNamed(dialect.InDialect, key)
		if f == nil {
			continue
		}
		f.Set(&h.Header, value)
		if f.Key == dialect.Title {
			h.Title = record.Note{Off: l.Off, End: l.End}
		}
	}
}
