package captions

import (
	"bytes"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// TimedText is the XML in which YouTube sends captions. The first kind has seconds,
// the others have milliseconds, and words in elements of their own.
//
//	<transcript><text start="0.5" dur="1.5">It&amp;#39;s shut.</text></transcript>
//	<timedtext format="3"><body><p t="500" d="1500"><s>It's</s><s t="300"> shut.</s></p></body></timedtext>
var TimedText = format.Format{
	Name: "timedtext", Title: "captions in the XML of YouTube", Sign: "<timedtext>, or <transcript> with <text start=...> in it",
	Extensions: []string{".srv1", ".srv2", ".srv3", ".xml"}, Claims: claimsTimedText, Rewrite: rewriteTimedText,
}

// timedSign finds a caption of the first kind.
var timedSign = text.Regexp(`<text\s[^<>]*\bstart=["'][0-9]`)

func claimsTimedText(head []byte) bool {
	switch xml.Root(head) {
	case "timedtext":
		return true
	case "transcript":
		return timedSign().Match(head)
	}
	return false
}

// A timedTaker makes cues of the elements p and text.
type timedTaker struct {
	list *cueList
	cue  heard
	open bool
	buf  []byte
}

func rewriteTimedText(in *tape.Input, out *tape.Tape) error {
	t := &timedTaker{list: newCueList(in, out)}
	err := xml.NewReader(in, in).Walk(t)
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
			start, size = frameTime(e.Attr("t"), 1000), frameTime(e.Attr("d"), 1000)
		}
		t.open, t.cue = true, heard{at: tape.Stretch{Start: start, End: -1, Line: e.Line}}
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

// noWidth is a space without width, which stands between words for layout.
var noWidth = []byte("\u200b")

// end adds the open cue. Its characters are escaped twice in the first kind.
func (t *timedTaker) end() {
	if said := bytes.TrimSpace(Untagged(bytes.ReplaceAll(t.buf, noWidth, nil))); t.open && len(said) > 0 {
		t.cue.text = string(said)
		t.list.add(t.cue)
	}
	t.open, t.buf = false, t.buf[:0]
}
