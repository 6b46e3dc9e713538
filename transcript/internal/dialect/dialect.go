package dialect

import (
	"bytes"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/record"
)

// These are the rules of the dialect of labelled text that verbatim writes and reads
// without guessing.
const (
	Mark     = "Format: verbatim text"
	Indent   = "  "
	Break    = "    " // after a line break inside a paragraph
	NoteSign = `\ `
	NamesKey = "Speakers"
	AsksKey  = "Questions"
	ListSep  = "; "
	MaxLabel = 4096 // bytes at the beginning of a line in which a colon makes a label
)

// RuleNames are the names of the rules in the AsksKey line of a header. The names
// of the askers follow.
var RuleNames = map[record.Rule]string{0: "none", record.RuleLabel: "by label", record.RuleRole: "by role", record.RuleInferred: "by habit", record.RuleEnding: "by ending", record.RuleElement: "marked"}

// ListEscapes escapes a name in a list of a header.
var ListEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`)

// JoinList returns names as a list, which splitList splits.
func JoinList(names []string) string {
	escaped := make([]string, len(names))
	for i, name := range names {
		escaped[i] = ListEscapes.Replace(name)
	}
	return strings.Join(escaped, ListSep)
}

// splitList returns the names in a list written by JoinList.
func splitList(list string) []string {
	var names []string
	var name strings.Builder
	for i := 0; i < len(list); i++ {
		switch {
		case strings.HasPrefix(list[i:], ListSep):
			names = append(names, name.String())
			name.Reset()
			i += len(ListSep) - 1
			continue
		case list[i] == '\\' && i+1 < len(list):
			i++
		}
		name.WriteByte(list[i])
	}
	return append(names, name.String())
}

// AskedSign ends the label of a question if not all turns of its speaker are
// questions.
const AskedSign = " (Q)"

// WriteLabel returns a label in the form of the dialect, without the colon. A
// label that would be read as something else begins with a backslash, and colons,
// brackets and backslashes inside it are escaped.
func WriteLabel(label, role, name string, asks bool) string {
	sign := ""
	if asks {
		sign = AskedSign
	}
	written := label
	if role != "" {
		written += " [" + role + "]"
	}
	written += sign
	read, beside, asked := partLabel(written)
	if name == "" && read == label && beside == role && asked == asks && !Mistakable(written) && labelled(written+":") == len(written) && written != AskedSign[1:] {
		return written
	}
	written = `\` + labelEscapes.Replace(label)
	if role != "" || name != "" {
		written += " [" + labelEscapes.Replace(role) + "]"
	}
	if name != "" {
		written += " [" + labelEscapes.Replace(name) + "]"
	}
	return written + sign
}

var labelEscapes = strings.NewReplacer(`\`, `\\`, ":", `\:`, "[", `\[`, "]", `\]`, "(", `\(`)

// partLabel splits a label from the role in square brackets after it, and from
// AskedSign.
func partLabel(s string) (label, role string, asked bool) {
	s, asked = strings.CutSuffix(s, AskedSign)
	if k := strings.LastIndex(s, " ["); k > 0 && strings.HasSuffix(s, "]") {
		return s[:k], s[k+2 : len(s)-1], asked
	}
	return s, "", asked
}

// readLabel reads the label at the start of a line of the dialect, with the role,
// the name and AskedSign after it. end is the offset of the colon, -1 if the line
// does not begin with a label.
func readLabel(line string) (end int, v record.Voice) {
	if strings.HasPrefix(line, NoteSign) {
		return -1, record.Voice{}
	}
	if !strings.HasPrefix(line, `\`) {
		if end = labelled(line); end > 0 {
			v.Label, v.Role, v.Asks = partLabel(line[:end])
		}
		return end, v
	}
	var parts [3]strings.Builder // label, role, name
	in := 0
	for i := 1; i < len(line); i++ {
		switch {
		case line[i] == ':':
			return i, record.Voice{Label: parts[0].String(), Role: parts[1].String(), Name: parts[2].String(), Asks: v.Asks}
		case strings.HasPrefix(line[i:], AskedSign+":"):
			v.Asks = true
			i += len(AskedSign) - 1
			continue
		case in < len(parts)-1 && strings.HasPrefix(line[i:], " ["):
			in++
			i++
			continue
		case in > 0 && line[i] == ']':
			continue
		case line[i] == '\\' && i+1 < len(line):
			i++
		}
		parts[in].WriteByte(line[i])
	}
	return -1, record.Voice{}
}

// A Heading is the time and the speaker before the speech of a turn.
type Heading struct {
	record.Voice       // zero: the turn does not have a label
	Start        int64 // milliseconds; -1: unknown
}

// ReadHeading reads the heading of a turn of the dialect, which is a time, a label
// or both, and returns its size in bytes. ok is false if the line does not open a
// turn. clock is that of the document.
func ReadHeading(line string, clock *DayClock) (h Heading, size int, ok bool) {
	h.Start = -1
	if line == "" || line[0] == ' ' {
		return h, 0, false
	}
	ms, at := readStamp(line, clock)
	if at > 0 {
		h.Start = ms
	}
	rest := line[at:]
	if rest == ":" || strings.HasPrefix(rest, ": ") {
		return h, at + 1, true
	}
	if rest == AskedSign[1:]+":" || strings.HasPrefix(rest, AskedSign[1:]+": ") {
		h.Asks = true
		return h, at + len(AskedSign), true
	}
	end, v := readLabel(rest)
	label := text.CleanName(v.Label)
	if end < 0 || label == "" {
		return h, at, at > 0
	}
	h.Voice = record.Voice{Label: label, Role: text.CleanName(v.Role), Name: text.CleanName(v.Name), Asks: v.Asks}
	return h, at + end + 1, true
}

// maxStamp is the maximum size of a time in square brackets, in bytes.
const maxStamp = len("[2026-01-01 10:07:30]")

// readStamp returns the time in square brackets at the start of a line in
// milliseconds, and its size in bytes with the space after it, 0 without a time.
func readStamp(line string, clock *DayClock) (ms int64, size int) {
	k := strings.IndexByte(line[:min(len(line), maxStamp)], ']')
	if k < 5 || line[0] != '[' || !strings.HasPrefix(line[k+1:], " ") || strings.Trim(line[1:k], "0123456789:+- ") != "" {
		return 0, 0
	}
	if ms, ok := clock.Read(line[1:k]); ok {
		return ms, k + 2
	}
	return 0, 0
}

// Mistakable reports whether a line of speech at column 0 would be read as
// something else: a label or a header, a note, an indented line.
func Mistakable(line string) bool {
	line = strings.TrimRight(line, " ")
	return strings.HasPrefix(line, " ") || strings.HasPrefix(line, `\`) || labelled(line) >= 0 || text.IsEnclosed(line) || stamped(line)
}

// stamped reports whether a line begins with what may be a time in square brackets.
func stamped(line string) bool {
	k := strings.IndexByte(line[:min(len(line), maxStamp)], ']')
	return k > 0 && line[0] == '[' && strings.Trim(line[1:k], "0123456789:+- ") == ""
}

// labelled returns the offset of the colon after the label at the start of a line
// of the dialect, or -1 if the line does not have a label.
func labelled(line string) int {
	if opensNoteAt(line, strings.IndexByte(line, ':')) {
		return -1
	}
	head := line[:min(len(line), MaxLabel)]
	for i := 0; ; i++ {
		k := strings.IndexByte(head[i:], ':')
		if k < 0 {
			return -1
		}
		if i += k; i+1 == len(line) || line[i+1] == ' ' {
			return i
		}
	}
}

// opensNoteAt reports whether a line begins with a bracket that is still open at
// byte end.
func opensNoteAt(line string, end int) bool {
	if line == "" || end < 0 {
		return false
	}
	open := line[0]
	shut := text.NoteBrackets[open]
	if shut == 0 {
		return false
	}
	depth := 0
	for i := range end {
		switch line[i] {
		case open:
			depth++
		case shut:
			if depth--; depth == 0 {
				return false
			}
		}
	}
	return true
}

// NoteBrackets returns the signs that make s a note: the first kind of brackets
// that does not conflict with brackets in s, or else NoteSign.
func NoteBrackets(s string) (open, shut string) {
	for _, signs := range []string{"[]", "()", "{}", "<>"} {
		if text.IsEnclosed(signs[:1] + s + signs[1:]) {
			return signs[:1], signs[1:]
		}
	}
	return NoteSign, ""
}

// HeaderLength returns the size in bytes of the header of the dialect, with the
// blank lines after it, or 0 if head does not begin with one.
func HeaderLength(head []byte) int {
	n, own := 0, false
	for line := range bytes.Lines(head[:min(len(head), 64<<10)]) {
		text := bytes.TrimSpace(line)
		switch {
		case len(text) > 0 && own:
			return n
		case string(text) == Mark:
			own = true
		case !bytes.Contains(text, []byte(": ")):
			if !own {
				return 0
			}
		}
		n += len(line)
	}
	if own {
		return n
	}
	return 0
}

// HeaderList returns the items of the header line with a key, or nil if the header
// does not have the line.
func HeaderList(header []byte, key string) []string {
	for line := range bytes.Lines(header) {
		if list, ok := strings.CutPrefix(text.CleanLine(line), key+": "); ok {
			return splitList(list)
		}
	}
	return nil
}

// ClockIn returns the clock that a header states.
func ClockIn(header []byte) DayClock {
	var h record.Header
	for _, key := range [...]string{Clock, Date} {
		f := FieldOf(key)
		if list := HeaderList(header, f.Name(InDialect)); len(list) > 0 {
			f.Add(&h, list[0])
		}
	}
	return ClockOf(&h)
}

// HeaderRule returns the rule for questions and the askers that a header states.
func HeaderRule(header []byte) (rule record.Rule, asks map[string]bool, ok bool) {
	list := HeaderList(header, AsksKey)
	if list == nil {
		return 0, nil, false
	}
	for r, name := range RuleNames {
		if name == list[0] {
			return r, NameSet(list[1:]), true
		}
	}
	return 0, nil, false
}

// NameSet returns names as a set.
func NameSet(names []string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, name := range names {
		set[name] = true
	}
	return set
}
