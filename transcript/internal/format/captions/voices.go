package captions

import (
	"bytes"

	"verbatim/internal/text"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// voiced writes cues that may name voices, by these rules:
//
//  1. Until a cue names a voice or a turn, cues are written as plain captions.
//  2. A cue without a voice continues the voice of the previous cue. But if the file names
//     the voice in each cue, even when it does not change, the speaker is unknown.
//  3. Text after a named voice in a cue has an unknown speaker.
//  4. Cues whose ids share a group belong to one paragraph (cueGroup). The ids that
//     verbatim writes include the turn, so that a turn begins even if the voice does not
//     change.
//  5. A cue in brackets is a note if the voice does not change.
type voiced struct {
	out      *tape.Tape
	plain    captions    // for cues before the first voice
	own      cueParser   // parses cues that are written one at a time
	lines    tape.Drafts // for a text from which the name was removed
	speaker  record.Voice
	names    map[string]string // names of numbered voices, by number
	unnamed  map[string]bool   // numbers whose first text does not state a name
	group    string            // group in the id of the cue
	turn     string            // turn in an id that verbatim wrote
	begun    bool              // a cue has named a voice or a turn
	named    bool              // the previous cue names a voice
	again    int               // number of cues that name the same voice as the previous cue
	nameless int               // number of cues without a voice
	voices   int               // number of cues with a voice
	closes   int               // number of these that close it
	unclosed bool              // only the last cue does not close its voice, or ends inside a tag
}

// cue parses and writes a cue.
func (v *voiced) cue(c *cue) {
	v.own.reset()
	v.own.begun = v.begun
	v.own.read(c)
	v.write(&v.own, &v.own.list[0])
	v.plain.settle()
}

// write writes a parsed cue.
func (v *voiced) write(r *cueParser, s *parsedCue) {
	v.begun = v.begun || s.begins()
	if !v.begun {
		v.unclosed = s.halved
		v.plain.rolling = v.plain.rolling || s.stamped
		v.plain.write(r, s)
		return
	}
	fresh := s.group != v.group && s.group != ""
	v.group = s.group
	who := v.speaker
	switch {
	case s.more:
	case s.turn != "":
		if s.turn != v.turn {
			who, v.out.Begun = record.Voice{}, false // a turn begins, even if the speaker is the same
		}
	case (s.group == "" || fresh) && v.again > v.nameless:
		who = record.Voice{} // this file always names the voice
	}
	v.turn = s.turn
	voices := r.voices[s.voices.from:s.voices.to]
	v.count(s, voices)
	for i := range voices {
		p := &voices[i]
		switch {
		case p.named && p.voice != "":
			who = record.Voice{Label: p.voice}
		case !p.named && i > 0:
			who = record.Voice{}
		}
		line, enclosed := &p.line, p.enclosed
		if who.Label != "" && (p.numbered || p.voice != who.Label && naming.IsNumberedVoice(who.Label)) {
			said := line.Text()
			var rest []byte
			if who, rest = v.called(who, said); len(rest) < len(said) {
				enclosed = len(rest) > 0 && text.Enclosed(rest)
				line = v.anew(s.at, rest)
			}
		}
		if line.Empty() && p.named {
			v.speaker = who
		}
		if !line.Empty() {
			v.say(who, s.at, line, enclosed, fresh)
			fresh = false
		}
	}
}

// anew returns a line for a text that differs from the parsed one.
func (v *voiced) anew(at tape.Stretch, said []byte) *tape.Draft {
	v.out.Settle()
	v.lines.Reset()
	v.lines.Begin(at)
	v.lines.Buf = append(v.lines.Buf, said...)
	return v.lines.End()
}

// called returns the name of a numbered voice, and its text without the name, if the text
// begins with one: <v S01>Ann: Hello. The name holds for later cues of that number.
func (v *voiced) called(who record.Voice, s []byte) (record.Voice, []byte) {
	before, rest, ok := bytes.Cut(s, []byte{':'})
	_, called := v.names[who.Label]
	if ok && (len(rest) == 0 || rest[0] == ' ') && (!called || bytes.IndexByte(before, ' ') >= 0) && !v.unnamed[who.Label] && naming.IsPerson(string(before)) {
		if v.names == nil {
			v.names = map[string]string{}
		}
		if len(v.names) < tape.MaxCast {
			v.names[who.Label] = string(before)
		}
		s = bytes.TrimSpace(rest)
	} else if _, n := text.ReadSpan(s); n > 0 && n == len(s) {
		s = nil // a time between the name and the text
	}
	if v.unnamed == nil {
		v.unnamed = map[string]bool{}
	}
	if !called && v.names[who.Label] == "" && len(v.unnamed) < tape.MaxCast {
		v.unnamed[who.Label] = true // its first text does not state a name
	}
	if name := v.names[who.Label]; name != "" {
		who.Label = name
	}
	return who, s
}

// say writes text of a voice. If fresh is set, it begins a paragraph.
func (v *voiced) say(who record.Voice, at tape.Stretch, line *tape.Draft, enclosed, fresh bool) {
	same := v.out.Begun && v.out.Who == who
	switch {
	case same && enclosed:
		v.out.DraftCue(tape.MarkNote, at, line)
	case same && fresh:
		v.out.DraftParagraph(at, line)
	default:
		v.out.DraftSay(who, at, line)
	}
	v.speaker = who
}

// count updates the counters with a cue, before the cue is written.
func (v *voiced) count(s *parsedCue, voices []voicePart) {
	v.plain.ends.see(s.whole)
	v.unclosed = s.halved || s.voiced && !s.closed && v.closes > 2 && v.closes == v.voices
	if !s.voiced {
		v.nameless++
		v.named = false
		return
	}
	if v.named && len(voices) > 0 && voices[0].voice == v.speaker.Label {
		v.again++
	}
	v.named = true
	v.voices++
	if s.closed {
		v.closes++
	}
}

// cueGroup returns what the ids of related cues share: everything before the number of the
// cue, as in 5ec4e3d3-1ddd-4d8b-8b2d-8b1f4b7b0b0e/12-0. An id that verbatim wrote has the
// numbers of the turn, the paragraph and the cue, as in t17.2.1.
func cueGroup(id []byte) (group, turn string) {
	if slash := bytes.LastIndexByte(id, '/'); slash >= 0 {
		n, cue, ok := bytes.Cut(id[slash+1:], []byte{'-'})
		if ok && text.IsNumber(n) && text.IsNumber(cue) {
			group = string(id[:slash+1+len(n)])
		}
		return group, ""
	}
	if len(id) == 0 || id[0] != 't' {
		return "", ""
	}
	n, rest, _ := bytes.Cut(id[1:], []byte{'.'})
	paragraph, cue, ok := bytes.Cut(rest, []byte{'.'})
	if !ok || !text.IsNumber(n) || !text.IsNumber(paragraph) || !text.IsNumber(cue) {
		return "", ""
	}
	return string(id[:1+len(n)+1+len(paragraph)]), string(n)
}

// inLine returns b as one line.
func inLine(b []byte) string {
	b = bytes.TrimSpace(b)
	if bytes.IndexByte(b, '\n') >= 0 {
		return text.OneLine(string(b))
	}
	return string(b)
}
