package captions

import (
	"bytes"
	"html"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// SAMI is Microsoft's caption format. RealText, from RealNetworks, is read in the same way.
// Both look like HTML, and few of their elements are closed.
//
//	<SAMI><BODY><SYNC Start=500><P Class=ENCC>The bridge<br>is shut.
//	<SYNC Start=2000><P Class=ENCC>&nbsp;
//
//	<window type="generic"><time begin="0.5" end="2"/>The bridge<br/>is shut.<clear/></window>
var SAMI = format.Format{
	Name: "sami", Title: "SAMI and RealText captions", Sign: "<SYNC Start=...> in <SAMI>, or <time begin=...> in <window>",
	Extensions: []string{".smi", ".sami", ".rt"}, Claims: claimsSAMI, Rewrite: rewriteSAMI,
}

// samiSign matches the start of both formats.
var samiSign = text.Regexp(`(?is)\A(?:<[!?][^>]*>\s*)*<(?:(?:sami|title|head|body|style|sync)\b.*<sync\s+start\s*=|sami\b|window\b.*<time\s+begin\s*=)`)

func claimsSAMI(head []byte) bool {
	head = bytes.TrimSpace(bytes.TrimPrefix(head, text.BOM))
	return bytes.HasPrefix(head, []byte("<")) && samiSign().Match(head[:min(len(head), 32<<10)])
}

// A samiReader makes cues of tags and text, by these rules:
//
//  1. A tag with a time begins a cue, which lasts until the next one.
//  2. If paragraphs have classes, each class is a language. The class of most paragraphs
//     near the start is shown.
//  3. A paragraph with the id Source names the speaker of the text that follows.
type samiReader struct {
	list   *cueList
	class  string // the class that is shown
	hidden string // element with text that is not shown; "": none
	other  bool   // inside a paragraph of another class
	source bool   // inside the name of the speaker
	open   bool   // a cue has begun
	cue    listCue
	text   []byte
	who    []byte
}

func rewriteSAMI(in *tape.Input, out *tape.Tape) error {
	head, err := source.Sniff(in.Src)
	if err != nil {
		return err
	}
	r := &samiReader{list: &cueList{out: out, plain: captions{out: out}}, class: commonClass(head)}
	in.WhenIdle(func() { r.part(); r.list.flush() })
	err = readTags(in, r)
	r.end()
	r.list.flush()
	r.list.begin()
	return err
}

// samiClass captures the class of a paragraph.
var samiClass = text.Regexp(`(?i)<p\s[^>]*?class\s*=\s*["']?([^\s"'>]+)`)

// commonClass returns the most common class of paragraphs, in lower case. If several are
// equally common, it returns the first.
func commonClass(head []byte) string {
	n, best := map[string]int{}, ""
	var order []string
	for _, m := range samiClass().FindAllSubmatch(head, -1) {
		c := strings.ToLower(string(m[1]))
		if n[c]++; n[c] == 1 {
			order = append(order, c)
		}
	}
	for _, c := range order {
		if n[c] > n[best] {
			best = c
		}
	}
	return best
}

// samiAttr matches an attribute of a tag.
var samiAttr = text.Regexp(`([a-zA-Z]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`)

// attr returns the value of an attribute of a tag, "" if there is none.
func attr(tag []byte, name string) string {
	for _, m := range samiAttr().FindAllSubmatch(tag, -1) {
		if strings.EqualFold(string(m[1]), name) {
			return strings.TrimSpace(html.UnescapeString(string(m[2]) + string(m[3]) + string(m[4])))
		}
	}
	return ""
}

// tag handles a tag. name is in lower case; line is the line of the source.
func (r *samiReader) tag(name string, tag []byte, line int64) {
	if r.hidden != "" && (name == "/"+r.hidden || name == "body" || name == "sync" || name == "time") {
		r.hidden = ""
	}
	switch name {
	case "sync", "time":
		r.end()
		r.begin(name, tag, line)
	case "title", "style", "script":
		r.hidden = name
	case "p":
		class := strings.ToLower(attr(tag, "class"))
		r.other = class != "" && r.class != "" && class != r.class
		if r.source = strings.EqualFold(attr(tag, "id"), "source"); r.source && !r.other {
			r.who = r.who[:0]
		}
	case "br", "br/":
		r.add([]byte{'\n'})
	}
}

// begin begins a cue.
func (r *samiReader) begin(name string, tag []byte, line int64) {
	at := tape.Stretch{Start: frameTime(attr(tag, "begin"), 1), End: -1, Line: line}
	if name == "sync" {
		at.Start = thousandths(strings.TrimSuffix(strings.ToLower(attr(tag, "start")), "ms"))
	} else if end := attr(tag, "end"); end != "" {
		at.End = frameTime(end, 1)
	}
	r.open, r.other, r.source, r.cue = at.Start >= 0, false, false, listCue{at: at}
	if !r.open {
		r.list.lost(line, noTimes(tag))
	}
}

// say handles text between two tags.
func (r *samiReader) say(b []byte) {
	if r.hidden == "title" {
		r.list.title = text.OneLine(r.list.title + " " + html.UnescapeString(string(b)))
		r.list.title = r.list.title[:min(len(r.list.title), tape.MaxField)]
	}
	if r.open && r.hidden == "" {
		r.add([]byte(strings.Map(inOneLine, html.UnescapeString(string(b)))))
	}
}

// inOneLine maps line ends to spaces.
func inOneLine(r rune) rune {
	if r == '\n' || r == '\r' {
		return ' '
	}
	return r
}

// add adds text to the cue, or to the name of its speaker.
func (r *samiReader) add(b []byte) {
	switch {
	case !r.open || r.other:
	case r.source:
		r.who = append(r.who, b[:min(len(b), max(0, tape.MaxField-len(r.who)))]...)
	default:
		if len(r.text) > maxCue {
			r.part()
		}
		r.text = append(r.text, b...)
	}
}

// part adds the text so far of the open cue, which continues.
func (r *samiReader) part() {
	if r.open && len(r.text) > 0 {
		cue := r.cue
		r.end()
		r.open, r.cue = true, cue
	}
}

// end adds the open cue.
func (r *samiReader) end() {
	if r.open {
		r.cue.who = strings.TrimRight(text.OneLine(string(r.who)), ": ")
		r.cue.text = string(r.text)
		r.list.add(r.cue)
	}
	r.open, r.text = false, r.text[:0]
}
