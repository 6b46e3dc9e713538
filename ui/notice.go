package ui

import (
	"errors"
	"io/fs"

	"verbatim/internal/text"
	"verbatim/transcript"
	"verbatim/ui/internal/grid"
)

// A notice is one line to the reader, in the place of the status until the
// next key: about a thing, mostly a file, or about none. Where there is no
// room for all of it, the directories of the file go first, then the middle
// of its name, and the hint at last.
type notice struct {
	thing string
	text  string // what is said of the thing
	hint  string // what to do; may be empty
	wrong bool
}

// minThing is what the name of a thing gets in any case, in cells.
const minThing = 12

// line returns what is shown of a notice in so many cells, if it can be all.
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

// say tells the reader something.
func (m *Model) say(text string) { m.tellOf("", text) }

// tellOf tells the reader something of a file: its name goes before the text.
func (m *Model) tellOf(name, text string) {
	m.notice = notice{thing: transcript.CleanName(name), text: cleanPart(text)}
}

// warn tells the reader what went wrong, if something did. What was given up
// on purpose is no news.
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

// cleanPart returns a part of a line as clean text: a blank at its start stays.
func cleanPart(text string) string {
	if len(text) > 0 && text[0] == ' ' {
		return " " + transcript.CleanName(text)
	}
	return transcript.CleanName(text)
}

// reason returns what is wrong without the names of the files, which the
// reader knows and which leave no room for it.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) && errors.Is(err, fs.ErrNotExist) {
		return errors.New("no such directory")
	}
	_, what, _ := transcript.Explain(err)
	return errors.New(what)
}

// Shorten returns text in at most so many cells: where it takes more, without
// its middle.
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
