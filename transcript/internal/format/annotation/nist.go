package annotation

import (
	"bytes"
	"strings"
	"unicode"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
)

// STM is the format of reference transcripts for speech recognition: a line for each
// utterance with the recording, the channel, the speaker, and times in seconds.
//
//	talk 1 Ann_Lee 0.50 2.00 <o,f0,female> good morning
var STM = format.Format{
	Name: "stm", Title: "NIST STM reference transcripts", Sign: "recording, channel, speaker, begin and end before each utterance",
	Extensions: []string{".stm"}, Claims: func(head []byte) bool { return claimsLines(head, 2, readSTM) }, Rewrite: func(in *tape.Input, out *tape.Tape) error { return rewriteLines(in, out, readSTM) }, Named: true,
}

// CTM is the format of timed words from a speech recogniser. If there are several channels,
// each is a speaker.
//
//	talk 1 0.50 0.20 good 0.99
var CTM = format.Format{
	Name: "ctm", Title: "NIST CTM words with times", Sign: "recording, channel, start and duration before each word",
	Extensions: []string{".ctm"}, Claims: func(head []byte) bool { return claimsLines(head, 3, readCTM) && !claimsLines(head, 2, readSTM) }, Rewrite: func(in *tape.Input, out *tape.Tape) error { return rewriteLines(in, out, readCTM) }, Named: true,
}

// A nistLine is a parsed line of either format.
type nistLine struct {
	file, channel, who string
	start, end         int64
	text               string
	content            content
	labelled           bool   // it has STM labels
	alternative        string // the marker of a word that has alternatives
}

// stmSkipped are the speakers that stand for segments without speech or excluded from
// scoring.
var stmSkipped = text.WordSet("inter_segment_gap excluded_region")

// readSTM reads a line of an STM file.
func readSTM(line string) (l nistLine, ok bool) {
	fields := strings.Fields(line)
	if len(fields) < 5 || !isChannel(fields[1]) {
		return l, false
	}
	l = nistLine{file: fields[0], channel: fields[1], who: fields[2], start: decimal(fields[3]), end: decimal(fields[4]), content: speech}
	if l.start < 0 || l.end < l.start {
		return l, false
	}
	said := fields[5:]
	if len(said) > 0 && said[0] == "<NA>" { // a line of an RTTM file
		return l, false
	}
	if len(said) > 0 && stmLabels().MatchString(said[0]) {
		said, l.labelled = said[1:], true
	}
	l.text = strings.Join(said, " ")
	for depth := 0; depth < 4 && strings.IndexByte(l.text, '{') >= 0; depth++ { // alternatives may be nested
		l.text = alternatives().ReplaceAllString(l.text, "$1")
	}
	if stmSkipped[strings.ToLower(l.who)] || strings.EqualFold(l.text, "ignore_time_segment_in_scoring") {
		l.text = ""
	}
	if strings.EqualFold(l.who, "unknown") || l.who == "<NA>" {
		l.who = ""
	}
	return l, true
}

// stmLabels match the labels of an utterance.
var stmLabels = text.Regexp(`^<(?:[^<>]*,[^<>]*|[A-Za-z]{0,2}|male|female)>$`)

// alternatives match several spellings of the same words. The first one is used.
var alternatives = text.Regexp(`\{ *([^/{}]*?) */[^{}]*\}`)

// readCTM reads a line of a CTM file.
func readCTM(line string) (l nistLine, ok bool) {
	fields := strings.Fields(line)
	if len(fields) < 5 || len(fields) > 8 || !isChannel(fields[1]) {
		return l, false
	}
	l = nistLine{file: fields[0], channel: fields[1], start: decimal(fields[2]), end: decimal(fields[3]), text: fields[4], content: words}
	if fields[2] == "*" && strings.HasPrefix(l.text, "<ALT") {
		return nistLine{alternative: l.text}, true
	}
	if l.start < 0 || l.end < 0 || len(fields) > 5 && decimal(strings.TrimPrefix(fields[5], "-")) < 0 && !isMissing(fields[5]) {
		return l, false
	}
	l.end += l.start
	if len(fields) > 6 && ctmNoise[strings.ToLower(fields[6])] || l.text == "@" {
		l.text = ""
	}
	if len(fields) == 8 && !isMissing(fields[7]) && !strings.EqualFold(fields[7], "unknown") {
		l.who = fields[7]
	}
	return l, true
}

// ctmNoise are the types of tokens other than words.
var ctmNoise = text.WordSet("non-lex misc noise")

// isMissing reports whether a field of a CTM file means no value.
func isMissing(s string) bool { return s == "NA" || s == "<NA>" || s == "-" || s == "null" }

// isChannel reports whether s is the number or the letter of a channel.
func isChannel(s string) bool {
	return len(s) == 1 && (s[0] >= 'A' && s[0] <= 'H' || s[0] >= 'a' && s[0] <= 'h') || len(s) <= 2 && text.IsNumber(s)
}

// decimal returns a number of seconds in milliseconds, -1 if s contains anything but digits
// and a point.
func decimal(s string) int64 {
	if strings.Trim(s, "0123456789.") != "" {
		return -1
	}
	return seconds(s)
}

// claimsLines reports whether head has at least a number of lines, and all of them can be
// read. Because other tables may have the same columns, it also requires a time with a
// fraction, a text with letters, and that most lines follow the one before in the same
// recording or have labels.
func claimsLines(head []byte, least int, read func(string) (nistLine, bool)) bool {
	head = bytes.TrimPrefix(head, text.BOM)
	if k := bytes.LastIndexByte(head, '\n'); k >= 0 && len(head) >= tape.InputSize {
		head = head[:k]
	}
	n, follow := 0, 1
	fractions, letters := false, false
	var last nistLine
	for line := range bytes.Lines(head[:min(len(head), 16<<10)]) {
		if len(bytes.TrimSpace(line)) == 0 || bytes.HasPrefix(line, []byte(";;")) {
			continue
		}
		if line[len(line)-1] != '\n' && n >= least {
			break // it may be incomplete
		}
		l, ok := read(string(line))
		if !ok {
			return false
		}
		n++
		if l.labelled || l.alternative != "" || l.file == last.file && (l.start >= last.start || l.channel != last.channel) {
			follow++
		}
		last = l
		letters = letters || strings.IndexFunc(l.text, unicode.IsLetter) >= 0
		fractions = fractions || l.start%1000 != 0 || l.end%1000 != 0 || bytes.IndexByte(line, '.') >= 0
	}
	return n >= least && fractions && letters && follow*2 > n
}

// rewriteLines writes the recordings of a file, one after the other.
func rewriteLines(in *tape.Input, out *tape.Tape, read func(string) (nistLine, bool)) error {
	r := &nistReader{in: in, out: out}
	for {
		line, ok, err := in.ReadLine()
		if !ok {
			return r.flush(err)
		}
		line = bytes.TrimSpace(bytes.TrimPrefix(line, text.BOM))
		if len(line) == 0 || bytes.HasPrefix(line, []byte(";;")) {
			continue
		}
		l, ok := read(string(line))
		if !ok {
			out.Lost(in.Line, "does not begin with a recording, a channel and two times")
			continue
		}
		if err := r.take(l); err != nil {
			return err
		}
	}
}

// A nistReader collects the lines of a recording.
type nistReader struct {
	in    *tape.Input
	out   *tape.Tape
	score score
	file  string
	other bool // inside an alternative that is not used
}

// take adds a line.
func (r *nistReader) take(l nistLine) error {
	switch l.alternative {
	case "":
	case "<ALT>":
		r.other = true
		return nil
	default:
		r.other = false
		return nil
	}
	switch {
	case r.file == "":
		r.out.Header("title", l.file)
	case r.file != l.file:
		if err := r.flush(nil); err != nil {
			return err
		}
		r.out.Note(tape.Untimed(r.in.Line), l.file)
		r.out.Begun = false
	}
	r.file = l.file
	of := r.score.tier(l.channel + " " + l.who)
	of.content, of.speaker = l.content, l.who
	if !r.other {
		r.score.add(of, annotation{at: tape.Stretch{Start: l.start, End: l.end, Line: r.in.Line}, text: l.text})
	}
	return nil
}

// flush writes the recording. If no line names a speaker, the channels are the speakers.
func (r *nistReader) flush(err error) error {
	for _, t := range r.score.tiers {
		channel, who, _ := strings.Cut(t.id, " ")
		if t.name = ""; who == "" && len(r.score.tiers) > 1 {
			t.speaker = channel
			if text.IsNumber(channel) || len(channel) == 1 {
				t.speaker = "Channel " + channel
			}
		}
	}
	err = r.score.write(r.in, r.out, err)
	r.score = score{}
	return err
}
