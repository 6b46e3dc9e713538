package captions

import (
	"bytes"
	"html"

	"verbatim/internal/text"
	"verbatim/transcript/internal/naming"
)

// A voiceText is a part of the text of a cue that is spoken by one voice.
type voiceText struct {
	voiceName
	named    bool // it is in a voice tag, which may lack a name
	from, to int  // bytes of cueText.text
}

// A voiceName is the name of a voice.
type voiceName struct {
	voice    string // "": unknown
	numbered bool   // it is only a number
}

// A cueText is the parsed text of a cue, as specified for WebVTT
// (https://www.w3.org/TR/webvtt1/, sections 6.4 and 6.5): tags, entities and voices.
type cueText struct {
	text    []byte // without tags
	buf     []byte // memory for text
	pieces  []voiceText
	open    []byte // kinds of the open tags, see tagKind
	voices  []voiceName
	names   map[string]voiceName // by the annotations in the source
	voiced  bool                 // some voice has a name
	stamped bool                 // the text contains timestamps
	halved  bool                 // its last tag lacks the ">"
	closed  bool                 // it contains </v>
}

// tagKind returns the letter of a tag, 0 for an unknown tag.
func tagKind(name []byte) byte {
	switch string(name) {
	case "c", "i", "b", "u", "v":
		return name[0]
	case "ruby":
		return 'r'
	case "rt":
		return 't'
	case "lang":
		return 'l'
	}
	return 0
}

// read parses the text of a cue. lack are characters that it is known to lack. The result
// is valid until the next call, or as long as text.
func (t *cueText) read(text []byte, lack lacks) {
	t.pieces, t.open, t.voices = t.pieces[:0], t.open[:0], t.voices[:0]
	t.voiced, t.stamped, t.halved, t.closed = false, false, false, false
	if lack.all(lacksTag|lacksEntity) && len(text) > 0 {
		t.text, t.pieces = text, append(t.pieces, voiceText{to: len(text)})
		return
	}
	t.text = t.buf[:0]
	t.parse(text)
	t.buf = t.text
}

// parse parses text that contains markup.
func (t *cueText) parse(text []byte) {
	for len(text) > 0 {
		k := bytes.IndexByte(text, '<')
		if k < 0 {
			t.add(text)
			return
		}
		t.add(text[:k])
		tag := text[k+1:]
		if end := bytes.IndexByte(tag, '>'); end >= 0 {
			tag, text = tag[:end], tag[end+1:]
		} else {
			text, t.halved = nil, true
		}
		t.tag(tag)
	}
}

// add adds text of the innermost open voice.
func (t *cueText) add(text []byte) {
	if len(text) == 0 {
		return
	}
	p := voiceText{named: len(t.voices) > 0, from: len(t.text)}
	if bytes.IndexByte(text, '&') >= 0 {
		t.text = append(t.text, html.UnescapeString(string(text))...)
	} else {
		t.text = append(t.text, text...)
	}
	p.to = len(t.text)
	if p.named {
		p.voiceName = t.voices[len(t.voices)-1]
	}
	if n := len(t.pieces); n > 0 && t.pieces[n-1].named == p.named && t.pieces[n-1].voice == p.voice {
		t.pieces[n-1].to = p.to
		return
	}
	t.pieces = append(t.pieces, p)
}

// tag handles a tag, without its angle brackets.
func (t *cueText) tag(tag []byte) {
	switch {
	case len(tag) == 0:
	case tag[0] == '/':
		t.close(tagKind(tag[1:]))
	case text.IsDigit(tag[0]):
		t.stamped = true
	default:
		n := 0
		for n < len(tag) && tag[n] != '.' && !isTagBlank(tag[n]) {
			n++
		}
		t.start(tagKind(tag[:n]), tag[n:])
	}
}

func isTagBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\f' }

// start opens a tag. rest holds the classes, then the annotation, which is the name of a
// voice.
func (t *cueText) start(kind byte, rest []byte) {
	if kind == 0 || kind == 't' && (len(t.open) == 0 || t.open[len(t.open)-1] != 'r') {
		return
	}
	t.open = append(t.open, kind)
	if kind != 'v' {
		return
	}
	for len(rest) > 0 && !isTagBlank(rest[0]) {
		rest = rest[1:]
	}
	name := t.name(rest)
	t.voices = append(t.voices, name)
	t.voiced = t.voiced || name.voice != ""
}

// maxVoices is the maximum number of cached voice names.
const maxVoices = 1 << 10

// name returns the name of a voice from its annotation.
func (t *cueText) name(raw []byte) voiceName {
	name, ok := t.names[string(raw)]
	if !ok {
		if len(t.names) >= maxVoices || t.names == nil {
			t.names = map[string]voiceName{}
		}
		name.voice = text.OneLine(html.UnescapeString(string(raw)))
		name.numbered = naming.IsNumberedVoice(name.voice)
		t.names[string(raw)] = name
	}
	return name
}

// close closes the innermost open tag if it is of this kind.
func (t *cueText) close(kind byte) {
	n := len(t.open)
	if n == 0 || kind == 0 {
		return
	}
	if kind == 'r' && t.open[n-1] == 't' {
		t.open = t.open[:n-2] // </ruby> also closes the <rt> inside it
		return
	}
	if t.open[n-1] != kind {
		return
	}
	t.open = t.open[:n-1]
	if kind == 'v' {
		t.voices, t.closed = t.voices[:len(t.voices)-1], true
	}
}
