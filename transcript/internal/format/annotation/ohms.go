package annotation

import (
	"bytes"
	"html"
	"strconv"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/format/captions"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// OHMS is the format of the Oral History Metadata Synchronizer: a record with a transcript,
// and the line and word at which each minute of the recording begins. Speakers are named in
// the text.
//
//	<title>Interview with Ann Lee</title><interviewer>Bob Cole</interviewer>
//	<sync>1:|3(1)|6(2)</sync>
//	<transcript>COLE: When was the bridge shut?
var OHMS = format.Format{
	Name: "ohms", Title: "OHMS oral histories", Sign: "<ROOT>, with <record> and <transcript> or <index> in it",
	Extensions: []string{".xml"}, Claims: claimsOHMS, Rewrite: rewriteOHMS, Varied: true,
}

func claimsOHMS(head []byte) bool {
	if xml.Root(head) != "ROOT" {
		return false
	}
	k := bytes.Index(head, []byte("<ROOT"))
	return k >= 0 && bytes.Contains(head, []byte("<record")) && (bytes.Contains(head[k:], []byte("ohms")) || bytes.Contains(head[k:], []byte("<sync>")) || bytes.Contains(head[k:], []byte("<interviewe")))
}

// An ohmsTaker keeps the whole record, because its parts come in any order.
type ohmsTaker struct {
	x      *xml.Reader
	fields map[string][]string // texts by the element that contains them, such as point/title
	size   int
	line   int64 // of the transcript
	name   string
	text   []byte
}

// ohmsFields are the elements that are read.
var ohmsFields = text.WordSet("record/title record/interviewee record/interviewer record/sync record/transcript record/vtt_transcript point/time point/title point/synopsis record/date")

func rewriteOHMS(in *tape.Input, out *tape.Tape) error {
	t := &ohmsTaker{x: xml.NewReader(in, in), fields: map[string][]string{}}
	err := t.x.Walk(t)
	if t.name != "" { // the source is truncated
		t.Shut(t.name[strings.IndexByte(t.name, '/')+1:])
	}
	out.Header("title", text.OneLine(t.first("record/title")))
	if date, ok := text.ParseDate(t.first("record/date")); ok {
		out.Header("date", date)
	}
	for _, name := range append(t.fields["record/interviewee"], t.fields["record/interviewer"]...) {
		out.Header("person", text.OneLine(name))
	}
	for _, topic := range t.fields["point/title"] {
		out.Header("topic", text.OneLine(topic))
	}
	if vtt := strings.TrimSpace(t.first("record/vtt_transcript")); strings.HasPrefix(vtt, "WEBVTT") {
		cues, _ := tape.NewInput(source.FromString(in.Src.Name(), vtt))
		if err := captions.VTT.Rewrite(cues, out); err != nil {
			return err
		}
		return err
	}
	w := ohmsWriter{out: out, line: t.line, minutes: syncOf(t.first("record/sync"))}
	if said := t.first("record/transcript"); strings.TrimSpace(said) != "" {
		w.write(said)
		return err
	}
	t.index(out)
	return err
}

// first returns the first text of an element.
func (t *ohmsTaker) first(name string) string {
	if all := t.fields[name]; len(all) > 0 {
		return all[0]
	}
	return ""
}

// index writes the points of a record without a transcript, as notes.
func (t *ohmsTaker) index(out *tape.Tape) {
	for i, title := range t.fields["point/title"] {
		at := tape.Untimed(0)
		if times := t.fields["point/time"]; i < len(times) {
			at.Start = seconds(times[i])
		}
		if all := t.fields["point/synopsis"]; i < len(all) && strings.TrimSpace(all[i]) != "" {
			title += ": " + all[i]
		}
		out.Note(at, text.OneLine(title))
	}
}

func (t *ohmsTaker) Open(e *xml.Element) bool {
	name := t.x.Parent() + "/" + e.Name
	if e.Name == "date" && t.x.Parent() == "record" && e.Attr("value") != "" {
		t.fields[name] = append(t.fields[name], e.Attr("value"))
		return false
	}
	if t.name == "" && ohmsFields[name] {
		t.name, t.text = name, t.text[:0]
		if e.Name == "transcript" {
			t.line = e.Line
		}
	}
	return true
}

func (t *ohmsTaker) Text(b []byte, _ int64) {
	if t.name != "" && t.size < maxText {
		t.text = append(t.text, b...)
		t.size += len(b)
	}
}

func (t *ohmsTaker) Shut(name string) {
	if t.name != "" && strings.HasSuffix(t.name, "/"+name) {
		if len(t.fields[t.name]) < maxAnnotations {
			t.fields[t.name] = append(t.fields[t.name], string(t.text))
		}
		t.name = ""
	}
}

// A place is the position of a word in a transcript: the number of its line and the number
// of the word in it, from 1.
type place struct{ line, word int }

// syncOf reads the places at which minutes begin, as in 1:|3(1)|6(2). The 1 is the interval
// in minutes.
func syncOf(s string) map[place]int64 {
	step, list, ok := strings.Cut(s, ":")
	minutes, err := strconv.Atoi(strings.TrimSpace(step))
	if !ok || err != nil || minutes < 1 || minutes > 60 {
		return nil
	}
	m := map[place]int64{}
	k := int64(0)
	for entry := range strings.SplitSeq(list, "|") {
		line, word, _ := strings.Cut(strings.TrimSpace(entry), "(")
		n, err := strconv.Atoi(line)
		if err != nil || len(m) >= 1<<14 {
			continue
		}
		k++
		w, _ := strconv.Atoi(strings.TrimSuffix(word, ")"))
		m[place{n, max(w, 1)}] = k * int64(minutes) * 60_000
	}
	return m
}

// An ohmsWriter writes a transcript. Rules:
//
//  1. Lines between blank lines are a paragraph, which is a cue. A line inside it begins
//     another cue only if it begins with a label that also begins a paragraph.
//  2. Without blank lines each line is a cue.
//  3. A cue is split where a minute begins.
type ohmsWriter struct {
	out     *tape.Tape
	line    int64 // line of the source in which the transcript begins
	minutes map[place]int64
	late    int64 // time of a minute that begins at the next word; 0: none
	at      tape.Stretch
	words   []string // of the cue
}

// ohmsMarkup matches footnotes and HTML tags in a transcript.
var ohmsMarkup = text.Regexp(`\[\[footnote\]\].*?\[\[/footnote\]\]|</?(?:i|b|em|strong|u|p|br|span)\b[^<>]*>`)

func (w *ohmsWriter) write(said string) {
	said, _, _ = strings.Cut(said, "[[footnotes]]")
	said = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(said)
	said = html.UnescapeString(ohmsMarkup().ReplaceAllString(said, ""))
	lines := strings.Split(strings.TrimRight(said, " \t\n"), "\n")
	labels := openers(lines)
	for i, line := range lines {
		blank := strings.TrimSpace(line) == ""
		if blank || labels == nil || labels[opener(line)] {
			w.flush()
		}
		if blank {
			w.out.Break()
		}
		w.add(line, i+1)
	}
	w.flush()
}

// opener returns the text of a line before its first colon, "" if it cannot be a label.
func opener(line string) string {
	label, _, _ := strings.Cut(line, ":")
	if len(label) == len(line) || len(label) > 60 {
		return ""
	}
	return strings.TrimSpace(label)
}

// openers returns the labels of lines that follow a blank line, or nil if there are no
// blank lines.
func openers(lines []string) map[string]bool {
	labels, blank, parted := map[string]bool{}, true, false
	for _, line := range lines {
		if blank && opener(line) != "" {
			labels[opener(line)] = true
		}
		blank = strings.TrimSpace(line) == ""
		parted = parted || blank
	}
	if !parted {
		return nil
	}
	return labels
}

// add adds a line to the cue.
func (w *ohmsWriter) add(line string, n int) {
	words := strings.Fields(line)
	for i := range max(1, len(words)) {
		if ms, begins := w.minutes[place{n, i + 1}]; begins {
			w.flush()
			w.late = ms
		}
		if i == len(words) {
			return
		}
		if len(w.words) == 0 {
			w.at = tape.Untimed(w.line + int64(n) - 1)
		}
		w.words = append(w.words, words[i])
	}
}

// flush writes the cue. The first cue of each minute has a time.
func (w *ohmsWriter) flush() {
	if len(w.words) == 0 {
		return
	}
	if w.late > 0 {
		w.at.Start, w.late = w.late, 0
	}
	w.out.Cue(w.at, strings.Join(w.words, " "))
	w.words = w.words[:0]
}
