package captions

import (
	"bytes"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// TimedText is YouTube's captions in XML or JSON. The first kind of XML has times in
// seconds. The others have milliseconds, and elements for words.
//
//	<transcript><text start="0.5" dur="1.5">It&amp;#39;s shut.</text></transcript>
//	<timedtext format="3"><body><p t="500" d="1500"><s>It's</s><s t="300"> shut.</s></p></body></timedtext>
var TimedText = format.Format{
	Name: "timedtext", Title: "captions in the XML or JSON of YouTube", Sign: "<timedtext>, <transcript> with <text start=...>, or events with tStartMs",
	Extensions: []string{".srv1", ".srv2", ".srv3", ".json3", ".xml"}, Claims: claimsTimedText, Rewrite: rewriteTimedText,
}

// timedSign matches a caption of the first kind.
var timedSign = text.Regexp(`<text\s[^<>]*\bstart=["'][0-9]`)

func claimsTimedText(head []byte) bool {
	switch xml.Root(head) {
	case "timedtext":
		return true
	case "transcript":
		return timedSign().Match(head)
	}
	return ClaimsJSON3(head)
}

// A timedTaker makes cues of the elements p and text.
type timedTaker struct {
	list *cueList
	cue  listCue
	open bool
	buf  []byte
}

func rewriteTimedText(in *tape.Input, out *tape.Tape) error {
	head, err := source.Sniff(in.Src)
	if err != nil {
		return err
	}
	if ClaimsJSON3(head) {
		return rewriteJSON3(in, out)
	}
	t := &timedTaker{list: newCueList(in, out)}
	err = xml.NewReader(in, in).Walk(t)
	t.end()
	t.list.flush()
	return err
}

func (t *timedTaker) Open(e *xml.Element) bool {
	switch e.Name {
	case "head":
		return false
	case "p", "text":
		t.end()
		start, size := seconds(e.Attr("start")), seconds(e.Attr("dur"))
		if e.Attr("t") != "" {
			start, size = thousandths(e.Attr("t")), thousandths(e.Attr("d"))
		}
		t.open, t.cue = true, listCue{at: tape.Stretch{Start: start, End: -1, Line: e.Line}}
		if start >= 0 && size > 0 {
			t.cue.at.End = start + size
		}
	case "br":
		t.buf = append(t.buf, '\n')
	}
	return true
}

// seconds returns a number of seconds in milliseconds, -1 if s is invalid.
func seconds(s string) int64 {
	if ms, ok := text.CueClock.ReadAll(strings.TrimSpace(s)); ok && ms <= maxTime {
		return ms
	}
	return -1
}

func (t *timedTaker) Text(b []byte, _ int64) {
	if !t.open {
		return
	}
	if len(t.buf) > maxCue {
		cue := t.cue
		t.end()
		t.open, t.cue = true, cue
	}
	t.buf = append(t.buf, b...)
}

func (t *timedTaker) Shut(name string) {
	if name == "p" || name == "text" {
		t.end()
	}
}

// noWidth is a zero-width space, which separates words for layout.
var noWidth = []byte("\u200b")

// timedText returns the text of a cue. Some programs escape it twice.
func timedText(b []byte) []byte {
	return bytes.TrimSpace(Untagged(bytes.ReplaceAll(b, noWidth, nil)))
}

// end adds the open cue.
func (t *timedTaker) end() {
	if said := timedText(t.buf); t.open && len(said) > 0 {
		t.cue.text = string(said)
		t.list.add(t.cue)
	}
	t.open, t.buf = false, t.buf[:0]
}
