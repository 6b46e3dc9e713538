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

// CHAT is CHAT, in which TalkBank and CHILDES have their conversations:
// headers begin with @, what is said with * and a code of three letters, what
// is said about it with %. Codes of the transcriber inside of speech are left
// out (The CHAT Transcription Format, part 8 and 9).
//
//	@Participants:	INV Ann Investigator, PAR Bob Participant
//	*INV:	what did you see ?
var CHAT = format.Format{
	Name: "cha", Title: "CHAT of TalkBank and CHILDES", Sign: "@Begin, then *CODE: before what is said",
	Extensions: []string{".cha"}, Claims: claimsCha, Rewrite: rewriteCha,
}

func claimsCha(head []byte) bool {
	head = bytes.TrimPrefix(head[:min(len(head), 16<<10)], text.BOM)
	return bytes.HasPrefix(head, []byte("@")) && bytes.Contains(head, []byte("@Begin")) &&
		bytes.Contains(head, []byte("@Participants:"))
}

// A chaReader reads the lines of a conversation, of which one may go on over
// several.
type chaReader struct {
	out    *tape.Tape
	people map[string]record.Voice // by their codes
	tier   string                  // what the line is: @Date, *INV, %mor
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

// add adds to the line, of which pieces are taken down where it is too long to
// be kept.
func (r *chaReader) add(text string) {
	if len(r.text) > tape.MaxPiece {
		tier := r.tier
		r.end()
		r.tier, r.text = tier, text
		return
	}
	r.text += " " + text
}

// end takes down the line that is whole.
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

// participants reads the people and their roles.
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
	// chaCodes are what the transcriber adds to what is said: events, marks of
	// retracing, comments, bullets, terminators.
	chaCodes = text.Regexp("\x15[^\x15]*\x15|\\[[^\\]]*\\]|\\+[/.!?\"^<,+]+|\\(\\.+\\)|&[=*+][^ ]*|&-|[<>↑↓≠⌈⌉⌊⌋]")
	chaSpace = text.Regexp(`\s+([.,!?;:])`)
	// chaAdded are letters that were not pronounced, as in (be)cause.
	chaAdded = strings.NewReplacer("(", "", ")", "", "‡", "", "„", "")
)

// chaText returns what is said, without codes, and stops where readers have
// them.
func chaText(text string) string {
	terminator := ""
	if strings.HasSuffix(strings.TrimRight(chaBullet().ReplaceAllString(text, ""), " "), "?") {
		terminator = "?"
	}
	text = chaAdded.Replace(chaCodes().ReplaceAllString(text, ""))
	text = chaSpace().ReplaceAllString(strings.Join(strings.Fields(text), " "), "$1")
	if strings.Trim(text, ".,!? ") == "" {
		return ""
	}
	if terminator != "" && !strings.HasSuffix(text, terminator) {
		text += terminator
	}
	return text
}

// chaDate reads 01-JAN-2026.
func chaDate(s string) (string, bool) {
	return text.ParseDate(strings.ReplaceAll(s, "-", " "))
}
