package research

import (
	"bytes"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// FinalDraft is a screenplay in the XML of Final Draft, where each paragraph states its
// type. Scenes, action, shots, transitions and directions in brackets are notes.
var FinalDraft = format.Format{
	Name: "fdx", Title: "Final Draft screenplay", Sign: "<FinalDraft>",
	Extensions: []string{".fdx"}, Claims: func(head []byte) bool { return xml.Root(head) == "FinalDraft" }, Rewrite: rewriteFinalDraft,
}

// An fdxTaker writes a screenplay to the tape.
type fdxTaker struct {
	tape.Scribe
	x     *xml.Reader
	kinds []string // types of the open paragraphs, the innermost last
	name  string   // the speaker of the next speech, or ""
	line  int64    // of name
	text  int      // number of open elements of text
}

func rewriteFinalDraft(in *tape.Input, out *tape.Tape) error {
	head, err := source.Sniff(in.Src)
	if err != nil {
		return err
	}
	writeTitlePage(head, out)
	t := &fdxTaker{Scribe: tape.Scribe{Out: out}}
	t.x = xml.NewReader(in, in)
	err = t.x.Walk(t)
	t.take()
	t.dropName()
	return err
}

// fdxIdle are the elements inside the script that are not part of its text.
var fdxIdle = text.WordSet("SceneProperties ScriptNote Summary Tags TagData Beats Storylines")

func (t *fdxTaker) Open(e *xml.Element) bool {
	if t.x.Parent() == "FinalDraft" && e.Name != "Content" || fdxIdle[e.Name] {
		return false
	}
	switch e.Name {
	case "Paragraph":
		t.take()
		t.kinds = append(t.kinds, e.Attr("Type"))
	case "Text":
		t.text++
	}
	return true
}

func (t *fdxTaker) Text(b []byte, line int64) {
	if t.text > 0 {
		t.Add(b, line)
	}
}

func (t *fdxTaker) Shut(name string) {
	switch name {
	case "Paragraph":
		t.take()
		t.kinds = t.kinds[:len(t.kinds)-1]
	case "Text":
		t.text--
	}
}

// take ends the text of a paragraph, and writes it according to its type.
func (t *fdxTaker) take() {
	if len(t.Buf) == 0 || len(t.kinds) == 0 {
		return
	}
	switch t.kinds[len(t.kinds)-1] {
	case "Character":
		t.dropName()
		t.name, t.line = t.taken(), t.Line
	case "Parenthetical":
		t.speak()
		t.Begin()
		t.Note()
	case "Dialogue", "Lyrics", "Singing":
		t.speak()
		t.End()
	default:
		written, line := t.taken(), t.Line
		t.dropName()
		t.Silence()
		t.Out.Note(tape.Untimed(line), written)
	}
}

// taken returns the text of the paragraph and clears it.
func (t *fdxTaker) taken() string {
	s := tape.Printable(string(t.Buf))
	t.Buf, t.Blank = t.Buf[:0], false
	return s
}

// speak begins the turn of the speaker who was named above the paragraph.
func (t *fdxTaker) speak() {
	name := speakerName(t.name)
	if t.name = ""; name == "" {
		return
	}
	said, line := t.taken(), t.Line
	t.Speak(record.Voice{Label: name}, tape.Untimed(t.line))
	t.Buf, t.Line = append(t.Buf, said...), line
}

// dropName writes a name as a note, because no speech follows it.
func (t *fdxTaker) dropName() {
	if t.name != "" {
		t.Silence()
		t.Out.Note(tape.Untimed(t.line), t.name)
	}
	t.name = ""
}

// speakerName returns the name in a cue, without extensions in brackets: (O.S.), (CONT'D).
func speakerName(cue string) string {
	name, _, _ := strings.Cut(cue, "(")
	if name = strings.TrimSpace(name); name == "" {
		return strings.TrimSpace(cue)
	}
	return name
}

// A titlePage collects the lines of a title page.
type titlePage struct {
	inside bool
	line   []byte
	lines  []string
}

// writeTitlePage writes the title and the date of a title page. The title page follows the
// script, so it is only read if head contains the whole of a short script.
func writeTitlePage(head []byte, out *tape.Tape) {
	k := bytes.Index(head, []byte("<TitlePage"))
	if k < 0 {
		return
	}
	p := &titlePage{}
	_ = xml.NewReader(nil, bytes.NewReader(head[k:])).WalkElement(p) // an error does not matter: use what was read
	if len(p.lines) == 0 {
		return
	}
	out.Header(dialect.Title, p.lines[0])
	for _, line := range p.lines[1:] {
		if date, ok := text.ParseDate(line); ok {
			out.Header(dialect.Date, date)
			return
		}
	}
}

func (p *titlePage) Open(e *xml.Element) bool {
	p.inside = e.Name == "Text"
	return true
}

func (p *titlePage) Text(b []byte, _ int64) {
	if p.inside {
		p.line = append(p.line, b...)
	}
}

func (p *titlePage) Shut(name string) {
	p.inside = false
	if name == "Paragraph" {
		if s := text.OneLine(string(p.line)); s != "" {
			p.lines = append(p.lines, s)
		}
		p.line = p.line[:0]
	}
}
