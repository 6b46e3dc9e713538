package research

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// Fountain is a plain-text screenplay: the speaker is in capitals, on a line of its own
// below a blank line and above the speech. Scenes and action are notes
// (https://fountain.io/syntax).
var Fountain = format.Format{
	Name: "fountain", Title: "Fountain, the text of screenplays", Sign: "scenes INT. and EXT., names in capitals above the speech",
	Extensions: []string{".fountain", ".spmd"}, Claims: claimsFountain, Rewrite: rewriteFountain, Named: true,
}

func claimsFountain(head []byte) bool {
	scenes, cues := 0, 0
	blank := true
	for line := range bytes.Lines(head[:min(len(head), 32<<10)]) {
		text := string(bytes.TrimSpace(bytes.TrimPrefix(line, text.BOM)))
		switch {
		case isScene(text):
			scenes++
		case blank && isCue(text):
			cues++
		}
		blank = text == ""
	}
	return scenes >= 1 && cues >= 2
}

// isScene reports whether a line is the heading of a scene.
func isScene(line string) bool {
	for _, start := range [...]string{"INT.", "EXT.", "EST.", "INT ", "EXT ", "INT/EXT", "INT./EXT", "I/E", "EXT./INT"} {
		if strings.HasPrefix(line, start) && len(line) > len(start) {
			return true
		}
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(line, "."))
	return len(line) > 1 && line[0] == '.' && (unicode.IsUpper(r) || unicode.IsDigit(r)) // not .length
}

// isCue reports whether a line may name the speaker of the lines below it.
func isCue(line string) bool {
	if strings.HasPrefix(line, "@") {
		return len(line) > 1
	}
	name, _, _ := strings.Cut(line, "(")
	name = strings.TrimSpace(strings.TrimSuffix(name, "^"))
	if name == "" || len(name) > 60 || strings.HasSuffix(name, ":") || strings.HasSuffix(line, ":") || strings.ContainsAny(name, "!?.[]<>=#~") && !strings.ContainsAny(name, " ") {
		return false
	}
	letters := false
	for _, r := range name {
		if unicode.IsLower(r) {
			return false
		}
		letters = letters || unicode.IsLetter(r)
	}
	return letters && !isScene(line)
}

// A fountainReader reads a screenplay line by line.
type fountainReader struct {
	out     *tape.Tape
	cue     string // a line that names a speaker if speech follows, or ""
	cueLine int64
	blank   bool // the previous line is blank
	speaks  bool // within the lines below a cue
	title   bool // within the title page
	boneyard
}

// A boneyard is text between /* and */, which is omitted.
type boneyard struct{ open bool }

// cut returns the part of a line outside of boneyards.
func (b *boneyard) cut(line string) string {
	var out strings.Builder
	for {
		mark := "/*"
		if b.open {
			mark = "*/"
		}
		before, after, found := strings.Cut(line, mark)
		if !b.open {
			out.WriteString(before)
		}
		if !found {
			return out.String()
		}
		b.open = !b.open
		line = after
	}
}

func rewriteFountain(in *tape.Input, out *tape.Tape) error {
	r := &fountainReader{out: out, blank: true, title: true}
	for {
		line, ok, err := in.ReadLine()
		if !ok {
			r.dropCue()
			return err
		}
		if in.Line == 1 {
			line = bytes.TrimPrefix(line, text.BOM)
		}
		r.read(strings.TrimSpace(r.cut(string(line))), in.Line)
	}
}

func (r *fountainReader) read(text string, line int64) {
	at := tape.Untimed(line)
	switch {
	case r.title && r.titleLine(text):
		return
	case text == "":
		r.dropCue()
		r.speaks = false
	case r.cue != "":
		r.out.Turn(record.Voice{Label: cueName(r.cue)}, tape.Untimed(r.cueLine), "")
		r.cue, r.speaks = "", true
		r.speech(at, text)
	case r.speaks:
		r.speech(at, text)
	case r.blank && isCue(text):
		r.cue, r.cueLine = text, line
	default:
		r.out.Note(at, sceneText(text))
	}
	r.blank = text == ""
}

// speech writes a line below a cue: a direction in brackets, or speech.
func (r *fountainReader) speech(at tape.Stretch, text string) {
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") {
		r.out.Note(at, text)
		return
	}
	r.out.Say(r.out.Who, at, strings.TrimPrefix(text, "~"))
}

// dropCue writes a line in capitals as a note, because no speech follows it.
func (r *fountainReader) dropCue() {
	if r.cue != "" {
		r.out.Note(tape.Untimed(r.cueLine), sceneText(r.cue))
	}
	r.cue = ""
}

// cueName returns the label in a cue. It keeps an extension in brackets such as
// (V.O.), and drops (CONT'D).
func cueName(cue string) string {
	cue = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(cue, "@"), "^"))
	for _, on := range [...]string{"(CONT'D)", "(CONT’D)", "(cont'd)", "(cont’d)"} {
		cue = strings.TrimSpace(strings.ReplaceAll(cue, on, ""))
	}
	return cue
}

// sceneText returns a line of scene or action without its markup.
func sceneText(text string) string {
	if strings.HasPrefix(text, "===") {
		return ""
	}
	return strings.TrimSpace(strings.Trim(strings.TrimLeft(text, ".!>#=~"), "<*_"))
}

// titleLine reads a line of the title page, such as "Title: …".
func (r *fountainReader) titleLine(s string) bool {
	key, value, ok := strings.Cut(s, ":")
	key = strings.ToLower(strings.TrimSpace(key))
	field := dialect.FieldNamed(dialect.InScript, key)
	if !ok || field == nil && !creditKeys[key] {
		r.title = false
		return false
	}
	if field != nil {
		value, _ = field.Read(strings.Trim(strings.TrimSpace(value), "*_"))
		r.out.Header(field.Key, value)
	}
	return true
}

// creditKeys are the keys of a title page without a field in the header.
var creditKeys = map[string]bool{"author": true, "authors": true, "credit": true, "source": true, "contact": true, "copyright": true, "notes": true, "revision": true}
