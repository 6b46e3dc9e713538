package captions

import (
	"bytes"
	"encoding/binary"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// A parsedCue is the parsed text of one cue. It depends on the cue alone, not on the cues
// before it, so that cues can be parsed concurrently.
type parsedCue struct {
	at          tape.Stretch
	more        bool // it continues the previous cue, which was too long
	group, turn string
	voiced      bool   // it has a voice with a name
	stamped     bool   // the text contains timestamps
	halved      bool   // its last tag lacks the ">"
	closed      bool   // it contains </v>
	whole       bool   // it ends in a sentence end or a tag
	changes     bool   // as a plain caption: the speaker changes after it
	text        []byte // of a plain caption: without tags, lines separated by '\n'
	voices      span   // in cueParser.voices
	parts       span   // in cueParser.div.parts
}

// A span is a range of a list.
type span struct{ from, to int }

// A voicePart is a part of a cue that is spoken by one voice.
type voicePart struct {
	voiceName
	named    bool       // it is in a voice tag, which may lack a name
	enclosed bool       // in brackets
	line     tape.Draft // empty if the voice has no text
}

// A cueParser parses the text of cues and keeps the results in shared memory. It drafts the
// lines of the tape as if its cues were consecutive.
type cueParser struct {
	// begun is set if an earlier cue has named a voice or a turn. Cues are then parsed by
	// voice, otherwise as plain captions.
	begun bool

	list   []parsedCue
	voices []voicePart
	div    divider // the parts of plain captions
	first  bool    // one of the cues is the first to name a voice or a turn
	cue    cueText
	lines  tape.Drafts // of all cues
	who    voiceName   // the voice of the last line that was parsed by voice
	named  bool        // who is valid
	text   []byte      // of plain captions with several lines
}

// reset drops the parsed cues.
func (r *cueParser) reset() {
	r.list, r.voices, r.first, r.named = r.list[:0], r.voices[:0], false, false
	r.div.parts = r.div.parts[:0]
	r.text = r.text[:0]
	r.lines.Reset()
}

// begins reports whether a cue names a voice or a turn.
func (s *parsedCue) begins() bool { return s.voiced || s.turn != "" }

// read parses a cue.
func (r *cueParser) read(c *cue) {
	if c.srt && !r.begun && (c.lack.all(lacksTag) || !bytes.Contains(c.text, voiceTag)) {
		said := c.text
		if !c.lack.all(lacksMarkup) {
			said = Untagged(said)
		}
		r.plain(r.add(parsedCue{at: c.at}), said, c.lack)
		return
	}
	t := &r.cue
	t.read(c.text, c.lack)
	t.voiceOf(c.id)
	s := r.add(parsedCue{at: c.at, more: c.more, voiced: t.voiced, stamped: t.stamped, halved: t.halved, closed: t.closed})
	s.group, s.turn = cueGroup(c.id)
	r.first = r.first || !r.begun && s.begins()
	if r.begun || s.begins() {
		s.whole = endsWhole(t.text)
		s.voices.from = len(r.voices)
		who := r.who
		for i, p := range t.pieces {
			switch {
			case p.named && p.voice != "":
				who = p.voiceName
			case !p.named && i > 0:
				who = voiceName{}
			}
			r.voice(s, t, p, who)
		}
		s.voices.to = len(r.voices)
		return
	}
	r.plain(s, t.text, c.lack)
}

// add adds a cue to the list. The result is valid until the next call.
func (r *cueParser) add(s parsedCue) *parsedCue {
	r.list = append(r.list, s)
	return &r.list[len(r.list)-1]
}

// voiceTag begins a voice in captions that were converted from WebVTT.
var voiceTag = []byte("<v")

// voice parses a part of a cue that is spoken by one voice. who is the voice that the part
// probably belongs to.
func (r *cueParser) voice(s *parsedCue, t *cueText, p voiceText, who voiceName) {
	w := voicePart{voiceName: p.voiceName, named: p.named}
	if r.named && who == r.who {
		r.lines.Begin(s.at)
	} else {
		r.lines.BeginTurn(s.at, who.voice)
	}
	r.lines.Even = false // entities may be line breaks
	r.lines.Buf = appendLine(r.lines.Buf, t.text[p.from:p.to])
	if line := r.lines.Text(); len(line) > 0 {
		w.enclosed = text.Enclosed(line)
		w.line = *r.lines.End()
		r.who, r.named = who, true
	} else {
		r.lines.Drop()
	}
	r.voices = append(r.voices, w)
}

// plain parses b, the text of a cue without voices. lack are the characters that the text
// lacks.
func (r *cueParser) plain(s *parsedCue, b []byte, lack lacks) {
	b = bytes.TrimSpace(b)
	s.whole = endsWhole(b)
	s.parts.from = len(r.div.parts)
	r.div.changed = false
	lines := r.div.divide(b, s.at, lack, &r.lines)
	s.parts.to, s.changes = len(r.div.parts), r.div.changed
	if parts := r.div.parts[s.parts.from:]; len(parts) == 1 && lines == 1 && len(parts[0].line.Text()) == len(b) {
		s.text = parts[0].line.Text() // all of b
	} else {
		from := len(r.text)
		r.text = append(r.text, b...)
		s.text = r.text[from:]
	}
}

// appendLine appends b to dst as one line: trimmed, and if b has several lines, with one
// space for each run of white space.
func appendLine(dst, b []byte) []byte {
	b = bytes.TrimSpace(b)
	if bytes.IndexByte(b, '\n') < 0 {
		return append(dst, b...)
	}
	from := len(dst)
	for len(b) > 0 {
		line := b
		if k := bytes.IndexByte(b, '\n'); k >= 0 {
			line, b = b[:k], b[k+1:]
		} else {
			b = nil
		}
		if isEven(line) {
			if len(line) > 0 && len(dst) > from {
				dst = append(dst, ' ')
			}
			dst = append(dst, line...)
			continue
		}
		for word := range bytes.FieldsSeq(line) {
			if len(dst) > from {
				dst = append(dst, ' ')
			}
			dst = append(dst, word...)
		}
	}
	return dst
}

// isEven reports whether a line certainly has single spaces between its words and none
// around it.
func isEven(line []byte) bool {
	n := len(line)
	if n > 0 && (line[0] == ' ' || line[n-1] == ' ') || bytes.Contains(line, twoBlanks) {
		return false
	}
	return isPlain(line)
}

var twoBlanks = []byte("  ")

// isPlain reports whether b contains no control characters and no white space other than
// ASCII spaces. It examines eight bytes at a time.
func isPlain(b []byte) bool {
	const (
		ones  = 0x0101010101010101
		highs = 0x80 * ones
	)
	i := 0
	for ; i+8 <= len(b); i += 8 {
		x := binary.LittleEndian.Uint64(b[i:])
		if x&highs != 0 || (x-' '*ones)&^x&highs != 0 {
			return isPlainRunes(b[i:])
		}
	}
	return isPlainRunes(b[i:])
}

// isPlainRunes is isPlain rune by rune.
func isPlainRunes(b []byte) bool {
	for i := 0; i < len(b); {
		if c := b[i]; c < utf8.RuneSelf {
			if c < ' ' {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if unicode.IsSpace(r) {
			return false
		}
		i += n
	}
	return true
}
