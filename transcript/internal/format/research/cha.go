package research

import (
	"bytes"
	"strconv"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// CHAT is the format of conversations in TalkBank and CHILDES: headers begin with @, speech
// with * and a code of three letters, comments on speech with %. Codes inside speech are
// omitted (The CHAT Transcription Format, parts 8 and 9).
//
//	@Participants:	INV Ann Investigator, PAR Bob Participant
//	*INV:	what did you see ?
var CHAT = format.Format{
	Name: "cha", Title: "CHAT of TalkBank and CHILDES", Sign: "@Begin, then *CODE: before each utterance",
	Extensions: []string{".cha"}, Claims: claimsCha, Rewrite: rewriteCha,
}

func claimsCha(head []byte) bool {
	head = bytes.TrimPrefix(head[:min(len(head), 16<<10)], text.BOM)
	return bytes.HasPrefix(head, []byte("@")) && bytes.Contains(head, []byte("@Begin")) &&
		bytes.Contains(head, []byte("@Participants:"))
}

// A chaReader reads a conversation. A logical line, called a tier, may continue
// on lines that begin with a tab.
type chaReader struct {
	out    *tape.Tape
	people map[string]record.Voice // by their codes
	tier   string                  // kind of the tier: @Date, *INV, %mor
	text   string
	line   int64
}

func rewriteCha(in *tape.Input, out *tape.Tape) error {
	r := &chaReader{out: out, people: map[string]record.Voice{}}
	for {
		goesOn := in.More
		line, ok, err := in.ReadLine()
		if !ok {
			r.end()
			return err
		}
		switch {
		case len(line) == 0:
		case goesOn || line[0] == '\t' || line[0] == ' ':
			r.add(string(bytes.TrimSpace(line)))
		default:
			r.end()
			tier, text, _ := strings.Cut(string(line), ":")
			r.tier, r.text, r.line = strings.TrimSpace(tier), strings.TrimSpace(text), in.Line
		}
	}
}

// add adds a continuation to the tier. A tier too long to be kept is written in
// pieces.
func (r *chaReader) add(text string) {
	if len(r.text) > tape.MaxPiece {
		tier := r.tier
		r.end()
		r.tier, r.text = tier, text
		return
	}
	r.text += " " + text
}

// end writes the complete tier.
func (r *chaReader) end() {
	tier, text := r.tier, r.text
	r.tier, r.text = "", ""
	switch {
	case tier == "@Participants":
		r.participants(text)
	case tier == "@Date":
		if date, ok := chaDate(text); ok && !r.out.Begun {
			r.out.Header("date", date)
		}
	case tier == "@Location" && !r.out.Begun:
		r.out.Header("place", text)
	case tier == "@Situation" || tier == "@Activities" || tier == "@Comment":
		r.out.Note(tape.Untimed(r.line), text)
	case strings.HasPrefix(tier, "*"):
		r.said(tier[1:], text)
	}
}

// participants reads the codes, names and roles of the speakers.
func (r *chaReader) participants(text string) {
	for entry := range strings.SplitSeq(text, ",") {
		words := strings.Fields(entry)
		switch len(words) {
		case 0:
		case 1:
			r.people[words[0]] = record.Voice{Label: words[0]}
		case 2:
			r.people[words[0]] = record.Voice{Label: words[0], Role: chaRole(words[1])}
		default:
			name := strings.Join(words[1:len(words)-1], " ")
			r.people[words[0]] = record.Voice{Label: strings.ReplaceAll(name, "_", " "), Role: chaRole(words[len(words)-1])}
		}
	}
}

func chaRole(s string) string { return strings.ReplaceAll(s, "_", " ") }

func (r *chaReader) said(code, text string) {
	v, ok := r.people[code]
	if !ok {
		v = record.Voice{Label: code}
	}
	at := tape.Untimed(r.line)
	if m := chaBullet().FindStringSubmatch(text); m != nil {
		at.Start, _ = strconv.ParseInt(m[1], 10, 64)
		at.End, _ = strconv.ParseInt(m[2], 10, 64)
	}
	if text = chaText(text); text != "" {
		r.out.Say(v, at, text)
	}
}

var (
	chaBullet = text.Regexp("\x15(?:%snd:\"[^\"]*\"_)?(\\d{1,10})_(\\d{1,10})\x15")
	// chaCodes match the annotations in speech: events, retracings, comments, bullets,
	// terminators.
	chaCodes = text.Regexp("\x15[^\x15]*\x15|\\[[^\\]]*\\]|\\+[/.!?\"^<,+]+|\\(\\.+\\)|&[=*+][^ ]*|&-|[<>↑↓≠⌈⌉⌊⌋]")
	chaSpace = text.Regexp(`\s+([.,!?;:])`)
	// chaAdded removes the marks of unpronounced letters, as in (be)cause.
	chaAdded = strings.NewReplacer("(", "", ")", "", "‡", "", "„", "")
)

// chaText returns the words of a tier without codes, with ordinary punctuation.
func chaText(s string) string {
	terminator := ""
	if strings.HasSuffix(strings.TrimRight(chaBullet().ReplaceAllString(s, ""), " "), "?") {
		terminator = "?"
	}
	s = chaAdded.Replace(chaCodes().ReplaceAllString(s, ""))
	s = chaSpace().ReplaceAllString(text.OneLine(s), "$1")
	if strings.Trim(s, ".,!? ") == "" {
		return ""
	}
	if terminator != "" && !strings.HasSuffix(s, terminator) {
		s += terminator
	}
	return s
}

// chaDate reads a date such as 01-JAN-2026.
func chaDate(s string) (string, bool) {
	return text.ParseDate(strings.ReplaceAll(s, "-", " "))
}
