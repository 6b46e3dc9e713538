package label

import (
	"bytes"
	"slices"
	"strings"

	"verbatim/internal/text"
)

// NoteOpeners are the lines that open a box or a footer.
var NoteOpeners = map[string]bool{}

// FooterOpeners maps the lines that open a list in a footer to the header key for its
// items.
var FooterOpeners = map[string]string{
	"Geography": "place", "Topics": "topic", "Persons": "person", "Publication status": "status",
	"География": "place", "Темы": "topic", "Лица": "person", "Статус материала": "status",
}

func init() {
	for _, s := range []string{"See also", "Смотрите также", "Читайте также", "Related", "Related materials"} {
		NoteOpeners[s] = true
	}
	for s := range FooterOpeners {
		NoteOpeners[s] = true
	}
}

// maxOpener is the maximum size of such a line in bytes. A soft hyphen may follow each
// letter.
const maxOpener = 100

// OpensNote reports whether a line may open a box or a footer.
func OpensNote(line []byte) bool {
	if len(line) < 4 {
		return false
	}
	switch line[0] {
	case 'S', 'R', 'G', 'T', 'P', 'M', 0xD0:
		return endsWord(line) && NoteOpeners[string(bytes.TrimSpace(text.FoldSpaces(line)))] || isRecordingOver(line)
	}
	return false
}

// endsWord reports whether a line does not end in ASCII punctuation. Lines that open notes
// do not; most others do.
func endsWord(line []byte) bool {
	line = bytes.TrimRight(line, " \t\r")
	return len(line) > 0 && strings.IndexByte(".,:;?!\"')]", line[len(line)-1]) < 0
}

// recordingOver are the first words of the line with which a recording program ends a
// transcript. A time follows.
var recordingOver = [...]string{"Transcription ended after ", "Meeting ended after "}

func isRecordingOver(line []byte) bool {
	for _, s := range recordingOver {
		if rest, ok := bytes.CutPrefix(line, []byte(s)); ok {
			_, n := text.StampClock.Read(rest)
			return n > 0
		}
	}
	return false
}

// isFooter reports whether b begins with a footer, which states its status near the start.
func isFooter(b []byte) bool {
	line, _, _ := bytes.Cut(b, text.Newline)
	if isRecordingOver(line) {
		return true
	}
	if !opensFooter(line) {
		return false
	}
	for line := range bytes.Lines(b[:min(len(b), noteSeen)]) {
		if isFooterState(line) {
			return true
		}
	}
	return false
}

// opensFooter reports whether a line may be the first of a footer.
func opensFooter(line []byte) bool {
	return FooterOpeners[string(bytes.TrimSpace(text.FoldSpaces(line)))] != ""
}

// isFooterState reports whether a line begins with a statement that every footer contains.
func isFooterState(line []byte) bool {
	line = text.FoldSpaces(line[:min(len(line), maxOpener)])
	return slices.ContainsFunc(FooterStates, func(s string) bool { return bytes.HasPrefix(line, []byte(s)) })
}

// FooterStates are statements, one of which every footer contains.
var FooterStates = []string{"Publication date:", "Published in", "Дата публикации:", "Опубликован"}

// boxLength returns the size in bytes of the box at the start of b: a line "See also", then
// titles, each followed by a line with its date.
func boxLength(b []byte) int {
	if line, _, _ := bytes.Cut(b, text.Newline); opensFooter(line) {
		return 0
	}
	n := lineLength(b)
	for {
		k := boxTitle(b[n:])
		if k == 0 {
			return n
		}
		n += k
	}
}

// boxTitle returns the size in bytes of the title at the start of b, including the line
// with its date. The title may span several lines, with blank lines between them.
func boxTitle(b []byte) int {
	n, lines := 0, 0
	for n < len(b) && n < 600 && lines < 6 {
		line := b[n : n+lineLength(b[n:])]
		n += len(line)
		raw := bytes.TrimSpace(line)
		if len(raw) == 0 {
			continue
		}
		if lines++; len(raw) > 400 {
			break
		}
		if lines == 1 || !text.MayBeDate(raw) {
			continue
		}
		if _, ok := text.ParseDates(text.CleanLine(raw)); ok {
			return n
		}
	}
	return 0
}

func lineLength(b []byte) int {
	if k := bytes.IndexByte(b, '\n'); k >= 0 {
		return k + 1
	}
	return len(b)
}

// noteSeen is the number of bytes that determine whether text is a note.
const noteSeen = 4 << 10
