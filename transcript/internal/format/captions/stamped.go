package captions

import (
	"bytes"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// Stamped is text with a time next to each line or every few lines, as printed by speech
// recognisers and copied from web pages:
//
//	[00:00:04] Welcome to the meeting.        0:00
//	[00:00:09] Today it is about the bridge.  welcome to the meeting
//
//	[00:04.000 --> 00:09.000]  Welcome.       Ann Lee: Welcome. #00:00:09-5#
var Stamped = format.Format{
	Name: "stamped", Title: "text with times", Sign: "rising times before, behind or between its lines, or the same name before each",
	Extensions: []string{".txt", ".md", ".log"}, Claims: claimsStamped, Rewrite: rewriteStamped, Varied: true,
}

// stampedSeen is how many bytes of the head are examined for times.
const stampedSeen = 16 << 10

func claimsStamped(head []byte) bool {
	if claimsVTT(head) || claimsSRT(head) || claimsSBV(head) || lineStyleOf(head) != nil {
		return false
	}
	return bytes.IndexByte(head, '\n') >= 0 && label.FindStamps(wholeLines(head)) != nil
}

// wholeLines returns the complete lines among the first stampedSeen bytes of head.
func wholeLines(head []byte) []byte {
	if len(head) >= stampedSeen {
		head = head[:bytes.LastIndexByte(head[:stampedSeen], '\n')+1]
	}
	return bytes.TrimPrefix(head, text.BOM)
}

// A stampedReader makes cues of lines, by these rules:
//
//  1. A line with a time begins a cue. Lines without a time continue it.
//  2. A line that names a speaker begins a cue of that speaker. The speaker continues until
//     another is named.
//  3. Lines before the first cue are the front. Later headings are notes, and so are lines
//     that follow a blank line and do not read as speech.
type stampedReader struct {
	out    *tape.Tape
	plain  captions
	stamps *label.Stamps
	at     tape.Stretch
	text   []byte
	who    string
	open   bool // a cue has begun
	blank  bool // the previous line is blank
}

func rewriteStamped(in *tape.Input, out *tape.Tape) error {
	head, err := in.Peek(stampedSeen)
	if len(head) == 0 {
		return err
	}
	r := &stampedReader{out: out, plain: captions{out: out}, stamps: label.FindStamps(wholeLines(head))}
	if r.stamps == nil {
		return in.Fails(1, "no times next to its lines")
	}
	rows := rows{in: in}
	in.WhenIdle(r.flush)
	for {
		line, ok, err := rows.next()
		if !ok {
			r.flush()
			return err
		}
		r.line(bytes.TrimSpace(line), rows.line)
	}
}

// line reads a trimmed line.
func (r *stampedReader) line(line []byte, n int64) {
	if len(line) == 0 {
		r.blank = true
		return
	}
	s := r.stamps.Read(line)
	defer func() { r.blank = false }()
	switch {
	case s.Timed && s.Ends:
		r.add(s.Text, n)
		r.at.End = int64(s.Time.Start)
		r.flush()
		r.at = tape.Stretch{Start: int64(s.Time.Start), End: -1}
		return
	case s.Timed || s.Who != "":
		r.flush()
		r.at = tape.Stretch{Start: -1, End: -1}
		if s.Timed {
			r.at.Start, r.at.End = int64(s.Time.Start), int64(s.Time.End)
		}
		if s.Who != "" {
			r.who = s.Who
		}
		r.open = true
	case !r.open && !r.stamps.Ends():
		r.front(line, n)
		return
	case line[0] == '#' && bytes.HasPrefix(bytes.TrimLeft(line, "#"), []byte(" ")):
		r.flush()
		r.out.Note(tape.Untimed(n), string(bytes.TrimLeft(line, "# ")))
		return
	case r.blank && !naming.ReadsAsSpeech(line):
		r.flush()
		r.out.Note(tape.Untimed(n), string(line))
		return
	}
	r.add(s.Text, n)
}

// front writes a line before the first cue.
func (r *stampedReader) front(line []byte, n int64) {
	if title, ok := bytes.CutPrefix(line, []byte("# ")); ok && !r.out.Noted {
		r.out.Header("title", string(title))
		return
	}
	r.out.Note(tape.Untimed(n), string(line))
}

// add adds text to the cue.
func (r *stampedReader) add(text []byte, n int64) {
	if len(r.text) > maxCue {
		r.flush()
	}
	if len(r.text) > 0 {
		r.text = append(r.text, '\n')
	} else {
		r.at.Line = n
	}
	r.text = append(r.text, text...)
}

// flush writes the cue.
func (r *stampedReader) flush() {
	said := bytes.TrimSpace(r.text)
	switch {
	case len(said) == 0:
	case r.who == "":
		r.plain.show(r.at, said)
	case text.Enclosed(said):
		r.out.Note(r.at, inLine(said))
	default:
		r.out.Say(record.Voice{Label: r.who}, r.at, inLine(said))
	}
	r.text = r.text[:0]
}
