package captions

import (
	"bytes"
	"encoding/binary"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// A saying is what the text of one cue says. It depends on the cue alone, not on
// the cues before it, so that cues can be read side by side.
type saying struct {
	at          tape.Stretch
	more        bool // it continues the previous cue, which was too long
	group, turn string
	voiced      bool   // a voice has a name
	stamped     bool   // the text has timestamps
	halved      bool   // its last tag has no ">"
	closed      bool   // it has </v>
	whole       bool   // it ends with a sentence or a tag
	changes     bool   // as a plain caption, the speaker changes after it
	text        []byte // of a plain caption, without tags, with '\n' between its lines
	voices      span   // of sayings.voices
	parts       span   // of sayings.div.parts
}

// A span is a part of a list.
type span struct{ from, to int }

// A said is a part of a cue that one voice speaks.
type said struct {
	voiceName
	named    bool       // in a voice tag, which may lack a name
	enclosed bool       // in brackets
	line     tape.Draft // empty if the voice says nothing
}

// sayings reads the text of cues and keeps what they say, in one memory. It drafts the
// lines of the tape as if all cues followed each other.
type sayings struct {
	// begun is whether a cue before has named a voice or a turn. Then cues are read
	// by voice, and otherwise as plain captions.
	begun bool

	list   []saying
	voices []said
	div    divider // has the parts of plain captions
	first  bool    // a cue that was read is the first that names a voice or a turn
	cue    cueText
	lines  tape.Drafts // of all of them
	who    voiceName   // who says the last line that was read by voice
	named  bool        // there is such a line
	text   []byte      // of plain captions that have several lines
}

// reset forgets what was read.
func (r *sayings) reset() {
	r.list, r.voices, r.first, r.named = r.list[:0], r.voices[:0], false, false
	r.div.parts = r.div.parts[:0]
	r.text = r.text[:0]
	r.lines.Reset()
}

// begins reports whether a cue names a voice or a turn.
func (s *saying) begins() bool { return s.voiced || s.turn != "" }

// read reads a cue.
func (r *sayings) read(c *cue) {
	if c.srt && !r.begun && (c.lack.all(lacksTag) || !bytes.Contains(c.text, voiceTag)) {
		said := c.text
		if !c.lack.all(lacksMarkup) {
			said = Untagged(said)
		}
		r.plain(r.add(saying{at: c.at}), said, c.lack)
		return
	}
	t := &r.cue
	t.read(c.text, c.lack)
	t.voiceOf(c.id)
	s := r.add(saying{at: c.at, more: c.more, voiced: t.voiced, stamped: t.stamped, halved: t.halved, closed: t.closed})
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

// add adds a saying to the list. It is valid until the next is added.
func (r *sayings) add(s saying) *saying {
	r.list = append(r.list, s)
	return &r.list[len(r.list)-1]
}

// voiceTag begins a voice in captions that were converted from WebVTT.
var voiceTag = []byte("<v")

// voice reads a part of a cue that one voice speaks, probably that of who.
func (r *sayings) voice(s *saying, t *cueText, p voiceText, who voiceName) {
	w := said{voiceName: p.voiceName, named: p.named}
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

// plain reads the text b of a cue without voices. lack is what the text lacks in the source.
func (r *sayings) plain(s *saying, b []byte, lack lacks) {
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

// appendLine appends b to dst as one line: without blanks around it, and where it
// has several lines, with one blank for each white space.
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

// isEven reports whether a line is certain to have single blanks between its words
// and none around it. It looks at eight bytes at a time.
func isEven(line []byte) bool {
	n := len(line)
	if n > 0 && (line[0] == ' ' || line[n-1] == ' ') || bytes.Contains(line, twoBlanks) {
		return false
	}
	return isPlain(line)
}

var twoBlanks = []byte("  ")

// isPlain reports whether b has only ASCII characters and letters beyond that which
// are not white space; it has no control characters.
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

// isPlainRunes does the work of isPlain rune by rune.
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
