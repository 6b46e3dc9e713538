package elements

import (
	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// A head is the title and the date of a document.
type head struct {
	title, date string
	front       []held
	written     bool
}

// dated sets the date from s, in any form, unless it is set.
func (h *head) dated(s string) {
	if h.date != "" || h.written {
		return
	}
	s = clean(s)
	if day, ok := text.ParseDate(s); ok {
		h.date = day
	} else if len(s) > 10 {
		h.date, _ = text.ParseDate(s[:10])
	}
}

// maxFront is the maximum number of notes kept before the first speech.
const maxFront = 1 << 10

// titled sets the title, unless it is set.
func (h *head) titled(s string) {
	if h.title == "" && !h.written && len(s) < 300 {
		h.title = clean(s)
	}
}

// dayPattern matches a day in an id.
var dayPattern = text.Regexp(`\b\d{4}-\d\d-\d\d`)

// note keeps a paragraph before the first speech. The first heading becomes the title.
func (h *head) note(heading bool, s string, line int64) {
	switch {
	case heading && h.title == "" && len(s) < 300:
		h.titled(s)
		h.dated(s)
	case clean(s) != h.title && len(h.front) < maxFront:
		h.front = append(h.front, held{s, line})
	}
}

// write writes the header and the notes before the first speech, once.
func (h *head) write(out *tape.Tape) {
	if h.written {
		return
	}
	h.written = true
	out.Header("title", h.title)
	out.Header("date", h.date)
	for _, n := range h.front {
		out.Note(tape.Untimed(n.line), n.text)
	}
	h.front = nil
}
