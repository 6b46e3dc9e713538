package captions

import (
	"bytes"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
)

// SubStation is Sub Station Alpha and its successor, ASS: a file with sections. In
// [Events], a Format line names the fields of the lines below.
//
//	[Script Info]
//	Title: Harbour talk
//
//	[Events]
//	Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
//	Dialogue: 0,0:00:00.50,0:00:02.00,Default,Ann Lee,0,0,0,,The bridge\Nis {\i1}shut{\i0}.
var SubStation = format.Format{
	Name: "ass", Title: "Sub Station Alpha subtitles", Sign: "[Script Info], or [Events] with a Format line",
	Extensions: []string{".ass", ".ssa"}, Claims: claimsASS, Rewrite: rewriteASS,
}

// assSign matches the start of a file without [Script Info].
var assSign = text.Regexp(`(?im)^\[Events\]\s+Format:.*\bStart\b.*\bText\b`)

func claimsASS(head []byte) bool {
	for _, line := range firstLines(head[:min(len(head), stampedSeen)], 20) {
		switch {
		case bytes.EqualFold(line, []byte("[Script Info]")):
			return true
		case line[0] == '[':
			return assSign().Match(head)
		case line[0] != ';' && line[0] != '!':
			return false
		}
	}
	return false
}

// assFields are the fields of an event if no Format line names them.
const assFields = "layer, start, end, style, name, marginl, marginr, marginv, effect, text"

// An assReader makes cues of Dialogue lines, by these rules:
//
//  1. The text is the last field, and may contain commas.
//  2. Comments are not speech. Neither are events with the effect fx, which programs write
//     for each syllable of a song.
//  3. Text in braces is formatting. Drawings, from \p1 to \p0, are not text.
//  4. A style does not name a speaker.
type assReader struct {
	list   *cueList
	fields []string // names in lower case
	events bool     // within [Events]
}

func rewriteASS(in *tape.Input, out *tape.Tape) error {
	r := &assReader{list: newCueList(in, out)}
	r.format(assFields)
	rows := rows{in: in}
	err := rows.each(func(line []byte, more bool) error {
		if more {
			r.list.goOn(assText(string(line)))
		} else if !r.line(string(bytes.TrimSpace(line)), rows.line, rows.open()) {
			r.list.flush()
			return in.Fails(rows.line, cutCue)
		}
		return nil
	})
	if err != nil {
		return err
	}
	r.list.flush()
	if r.list.begin(); rows.open() && r.list.broken() {
		return in.Fails(rows.line, cutCue)
	}
	return nil
}

// line reads a line. It returns false if the source was truncated in it. open is set for a
// last line without a line end.
func (r *assReader) line(line string, n int64, open bool) (whole bool) {
	key, value, ok := strings.Cut(line, ":")
	if strings.HasPrefix(line, "[") {
		r.events = strings.EqualFold(line, "[Events]")
		return true
	}
	value = strings.TrimSpace(value)
	switch key = strings.ToLower(key); {
	case !ok:
		return !open || !r.events || line == ""
	case key == "title" && !r.events && !isDefaultTitle(value):
		r.list.title = value
	case key == "format" && r.events:
		r.format(value)
	case key == "dialogue":
		return r.event(value, n, open)
	}
	return true
}

// isDefaultTitle reports whether s is the title that a program writes by default.
func isDefaultTitle(s string) bool {
	s = strings.ToLower(strings.Trim(s, "<>() "))
	return strings.HasPrefix(s, "untitled") || strings.HasPrefix(s, "default ") || strings.HasPrefix(s, "new ") || s == "script" || s == "subtitle" || s == "subtitles"
}

// format sets the names of the fields.
func (r *assReader) format(names string) {
	fields := strings.Split(strings.ToLower(names), ",")
	for i, f := range fields {
		if fields[i] = strings.TrimSpace(f); fields[i] == "actor" {
			fields[i] = "name"
		}
	}
	r.fields = fields
}

// event adds the cue of an event.
func (r *assReader) event(value string, n int64, open bool) (whole bool) {
	if first := r.fields[0]; first == "layer" || first == "marked" {
		if layer, _, _ := strings.Cut(value, ","); frameTime(layer, 100) >= 0 && strings.Contains(layer, ":") {
			value = "0," + value // the layer is missing
		}
	}
	values := strings.SplitN(value, ",", len(r.fields))
	if len(values) < len(r.fields) {
		if !open {
			r.list.lost(n, noTimes([]byte(value)))
		}
		return !open
	}
	c := listCue{at: tape.Stretch{Start: -1, End: -1, Line: n}}
	for i, v := range values {
		v = strings.TrimSpace(v)
		switch r.fields[i] {
		case "start":
			c.at.Start = frameTime(v, 100)
		case "end":
			c.at.End = frameTime(v, 100)
		case "name":
			c.who = assName(v)
		case "effect":
			if strings.EqualFold(v, "fx") {
				return true
			}
		case "text":
			c.text = assText(v)
		}
	}
	if c.at.Start < 0 {
		r.list.lost(n, noTimes([]byte(value)))
		return true
	}
	r.list.add(c)
	return true
}

// assName returns the speaker in a name field, or "" for NTP or a style name, which
// programs put there.
func assName(s string) string {
	switch strings.ToLower(strings.TrimLeft(s, "*")) {
	case "ntp", "default", "none":
		return ""
	}
	return s
}

// assBreaks replaces the escapes of line breaks and spaces.
var assBreaks = strings.NewReplacer(`\N`, "\n", `\n`, "\n", `\h`, " ")

// assDrawing matches a tag that begins or ends a drawing.
var assDrawing = text.Regexp(`\\p([0-9]+)`)

// assText returns the text of an event without formatting and drawings.
func assText(s string) string {
	var b strings.Builder
	draws := false
	for s != "" {
		said, rest, ok := strings.Cut(s, "{")
		tags, after, closed := strings.Cut(rest, "}")
		if ok && !closed {
			said, after = s, ""
		}
		if !draws {
			b.WriteString(said)
		}
		if all := assDrawing().FindAllStringSubmatch(tags, -1); closed && len(all) > 0 {
			draws = strings.Trim(all[len(all)-1][1], "0") != ""
		}
		s = after
	}
	return assBreaks.Replace(b.String())
}
