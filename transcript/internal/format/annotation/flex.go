package annotation

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// FLEx is the format of interlinear texts of FieldWorks. Only the phrases are read, as a
// whole or word by word; glosses, morphemes and translations are omitted.
//
//	<phrase speaker="Ann" begin-time-offset="500" end-time-offset="2000">
//	<words><word><item type="txt">Good</item></word><word><item type="txt">morning</item></word></words></phrase>
var FLEx = format.Format{
	Name: "flextext", Title: "FieldWorks interlinear texts", Sign: "<document>, with <interlinear-text> in it",
	Extensions: []string{".flextext", ".xml"}, Claims: claimsFLEx, Rewrite: rewriteFLEx,
}

func claimsFLEx(head []byte) bool {
	return xml.Root(head) == "document" && bytes.Contains(head, []byte("<interlinear-text"))
}

// A flexTaker writes the phrases to the tape.
type flexTaker struct {
	out    *tape.Tape
	x      *xml.Reader
	titled bool
	fresh  bool // a paragraph begins
	phrase bool // within a phrase
	who    record.Voice
	at     tape.Stretch
	lang   string // of the text
	whole  string // the phrase as a whole
	words  []byte // the words of the phrase
	item   string // type of the open item: title, txt or punct; "": skipped
	inWord bool
	text   []byte
}

func rewriteFLEx(in *tape.Input, out *tape.Tape) error {
	t := &flexTaker{out: out, x: xml.NewReader(in, in)}
	err := t.x.Walk(t)
	if t.phrase { // the source is truncated
		t.Shut("item")
		t.Shut("phrase")
	}
	return err
}

func (t *flexTaker) Open(e *xml.Element) bool {
	switch e.Name {
	case "interlinear-text":
		t.titled = false
	case "paragraph":
		t.fresh = true
	case "phrase":
		t.phrase, t.whole, t.words, t.lang = true, "", t.words[:0], ""
		t.who = record.Voice{Label: text.CleanName(e.Attr("speaker"))}
		t.at = tape.Stretch{Start: offset(e.Attr("begin-time-offset")), End: offset(e.Attr("end-time-offset")), Line: e.Line}
	case "word":
		t.inWord = true
	case "morphemes", "media-files", "languages":
		return false
	case "item":
		return t.open(e)
	}
	return true
}

// open begins an item. It returns false to skip it.
func (t *flexTaker) open(e *xml.Element) bool {
	kind, lang := e.Attr("type"), e.Attr("lang")
	switch {
	case kind == "title" && t.x.Parent() == "interlinear-text" && !t.titled:
	case !t.phrase || kind != "txt" && kind != "punct":
		return false
	case t.lang != "" && lang != t.lang: // the same in another script
		return false
	default:
		t.lang = lang
	}
	t.item, t.text = kind, t.text[:0]
	return true
}

// offset returns a number of milliseconds, -1 if s is not one.
func offset(s string) int64 {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil && n >= 0 {
		return n
	}
	return -1
}

func (t *flexTaker) Text(b []byte, _ int64) {
	if t.item != "" {
		t.text = append(t.text, b...)
	}
	if len(t.text) > tape.MaxPiece {
		t.take(text.OneLine(string(t.text)))
		t.write()
		t.text = t.text[:0]
	}
}

func (t *flexTaker) Shut(name string) {
	switch name {
	case "item":
		t.take(text.OneLine(string(t.text)))
		t.item = ""
	case "word":
		t.inWord = false
	case "phrase":
		t.write()
		t.phrase = false
	}
}

// take stores the text of the item that has ended.
func (t *flexTaker) take(s string) {
	switch {
	case s == "" || t.item == "":
	case t.item == "title":
		t.titled = true
		if t.out.Begun {
			t.out.Note(t.at, s)
		} else {
			t.out.Header("title", s)
		}
	case !t.inWord:
		t.whole = s
	default:
		if n := len(t.words); n > 0 && spaced(t.words, s, t.item) {
			t.words = append(t.words, ' ')
		}
		if t.words = append(t.words, s...); len(t.words) > tape.MaxPiece {
			t.write()
		}
	}
}

// spaced reports whether a space separates words from next. A punctuation mark follows a
// word without a space, unless it is an opening one.
func spaced(words []byte, next, kind string) bool {
	last, _ := utf8.DecodeLastRune(words)
	first, _ := utf8.DecodeRuneInString(next)
	return !opens(last) && (kind == "txt" || opens(first))
}

// opens reports whether r is an opening punctuation mark, which no space follows.
func opens(r rune) bool { return strings.ContainsRune("([{¿¡“«‹„", r) }

// write writes the phrase, or as much of it as has been read.
func (t *flexTaker) write() {
	said := t.whole
	if said == "" {
		said = string(t.words)
	}
	t.whole, t.words = "", t.words[:0]
	switch {
	case said == "":
		return
	case t.fresh && t.out.Begun && t.who == t.out.Who:
		t.out.Paragraph(t.at, said)
	default:
		t.out.Say(t.who, t.at, said)
	}
	t.fresh = false
}
