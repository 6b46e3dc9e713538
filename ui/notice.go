package ui

import (
	"errors"
	"io/fs"

	"verbatim/internal/text"
	"verbatim/transcript"
	"verbatim/ui/internal/grid"
)

// A notice is a line that replaces the status line until the next key. It may be
// about a thing, mostly a file. If it does not fit, it is shortened in this order:
//
//  1. The directories of the file are omitted.
//  2. The middle of its name is omitted.
//  3. The hint is omitted.
type notice struct {
	thing string
	text  string // the message
	hint  string // what the reader can do; may be empty
	wrong bool
}

// minThing is the least room for the name of the thing, in cells.
const minThing = 12

// line returns the notice, shortened to room cells if possible.
func (n *notice) line(room int) string {
	base := text.BaseName(n.thing)
	for _, text := range [...]string{n.text + "; " + n.hint, n.text} {
		if n.hint == "" {
			text = n.text
		}
		left := room - grid.Cells(text)
		for _, thing := range [...]string{n.thing, base, Shorten(base, max(minThing, left))} {
			if grid.Cells(thing) <= left {
				return thing + text
			}
		}
	}
	return Shorten(base, minThing) + n.text
}

// say shows a notice.
func (m *Model) say(text string) { m.tellOf("", text) }

// tellOf shows a notice about a file. Its name precedes the text.
func (m *Model) tellOf(name, text string) {
	m.notice = notice{thing: transcript.CleanName(name), text: cleanPart(text)}
}

// warn shows an error. It ignores nil and cancelled work.
func (m *Model) warn(err error) {
	if err == nil || errors.Is(err, errCancelled) {
		return
	}
	explain := m.options.Explain
	if explain == nil {
		explain = transcript.Explain
	}
	thing, what, hint := explain(err)
	if thing != "" {
		what = ": " + what
	}
	m.notice = notice{thing, what, hint, true}
}

// cleanPart returns part of a line as clean text. It keeps a space at the start.
func cleanPart(text string) string {
	if len(text) > 0 && text[0] == ' ' {
		return " " + transcript.CleanName(text)
	}
	return transcript.CleanName(text)
}

// reason returns err without names of files. The reader knows them, and they
// would leave no room for the error.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) && errors.Is(err, fs.ErrNotExist) {
		return errors.New("no such directory")
	}
	_, what, _ := transcript.Explain(err)
	return errors.New(what)
}

// Shorten returns text in at most cells cells. Longer text loses its middle.
func Shorten(text string, cells int) string {
	end, _ := grid.Fit(text, cells)
	if end == len(text) {
		return text
	}
	if cells < 1 {
		return ""
	}
	head, taken := grid.Fit(text, (cells-1)/3+1)
	room := cells - 1 - taken
	tail, left := head, grid.Cells(text[head:])
	for left > room {
		_, n, w := grid.Grapheme(text, tail)
		tail, left = tail+n, left-w
	}
	return text[:head] + "…" + text[tail:]
}
