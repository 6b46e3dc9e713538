package captions

import (
	"bytes"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// voiced takes down cues that may name their voices.
type voiced struct {
	out      *tape.Tape
	plain    captions // of cues before any voice is named
	text     cueText
	speaker  record.Voice
	group    string // of cues, that the id names
	turn     string // of cues, that the id names as verbatim writes it
	begun    bool   // a voice was named
	named    bool   // the cue before named one
	again    int    // cues that name the voice of the cue before
	nameless int    // cues that name none
	voices   int    // cues that name one
	closes   int    // of them, close it
	unclosed bool   // the last cue does not, though all others do, or a tag in it breaks off
}

// cue takes a cue down.
func (v *voiced) cue(c *cue) {
	v.text.read(c.text)
	group, turn := cueGroup(c.id)
	v.begun = v.begun || v.text.voiced || turn != ""
	if !v.begun {
		v.unclosed = v.text.halved
		v.plain.rolling = v.plain.rolling || v.text.stamped
		v.plain.show(c.at, v.text.text)
		return
	}
	fresh := group != v.group && group != ""
	v.group = group
	who := v.speaker
	switch {
	case c.more:
	case turn != "":
		if turn != v.turn {
			who, v.out.Begun = record.Voice{}, false // it opens a turn, whoever speaks
		}
	case (group == "" || fresh) && v.again > v.nameless:
		who = record.Voice{} // who speaks is always named
	}
	v.turn = turn
	v.count()
	for i, p := range v.text.pieces {
		text := inLine(v.text.text[p.from:p.to])
		switch {
		case p.named && p.voice != "":
			who = record.Voice{Label: p.voice}
		case !p.named && i > 0:
			who = record.Voice{}
		}
		if text != "" {
			v.say(who, c.at, text, fresh)
			fresh = false
		}
	}
}

// say takes down what somebody says; fresh opens a paragraph at least.
func (v *voiced) say(who record.Voice, at tape.Stretch, s string, fresh bool) {
	same := v.out.Begun && v.out.Who == who
	switch {
	case same && text.IsEnclosed(s):
		v.out.Note(at, s)
	case same && fresh:
		v.out.Paragraph(at, s)
	default:
		v.out.Say(who, at, s)
	}
	v.speaker = who
}

// count notes how the file names voices: the cue has been read, and is not
// taken down yet.
func (v *voiced) count() {
	v.plain.ends.see(v.text.text)
	t := &v.text
	v.unclosed = t.halved || t.voiced && !t.closed && v.closes > 2 && v.closes == v.voices
	if !t.voiced {
		v.nameless++
		v.named = false
		return
	}
	if v.named && len(t.pieces) > 0 && t.pieces[0].voice == v.speaker.Label {
		v.again++
	}
	v.named = true
	v.voices++
	if t.closed {
		v.closes++
	}
}

// cueGroup returns what the ids of cues that belong together have in common,
// all before the number of the cue: 5ec4e3d3-1ddd-4d8b-8b2d-8b1f4b7b0b0e/12-0.
// Those that verbatim writes name a turn and a paragraph: t17.2.1.
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

// inLine returns text in one line.
func inLine(text []byte) string {
	text = bytes.TrimSpace(text)
	if bytes.IndexByte(text, '\n') >= 0 {
		return strings.Join(strings.Fields(string(text)), " ")
	}
	return string(text)
}
