package elements

import (
	"cmp"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// A scope is an open element that holds the speech of one speaker, or of several in turn.
type scope struct {
	*kind
	voice record.Voice
	at    tape.Stretch
	named bool // the speaker is known
	ref   record.Reference
	role  string // stated apart from the name
	held  []held // paragraphs that precede the speaker's name
	kept  int    // bytes of them
}

// waits reports whether the speaker may be named after the speech, and there is room for n
// more bytes until then.
func (s *scope) waits(n int) bool { return (s.single || s.isContribution()) && s.kept+n <= maxHeld }

// hold keeps a paragraph until its speaker is named.
func (s *scope) hold(text string, line int64) {
	s.held = append(s.held, held{text, line})
	s.kept += len(text) + heldCost
}

// held is a paragraph that waits for its speaker.
type held struct {
	text string
	line int64
}

// heldCost is the approximate number of bytes that a held paragraph takes in addition to
// its text.
const heldCost = 40

// maxHeld is the maximum number of bytes held until a speaker is named.
const maxHeld = 16 << 20

// openScope begins a speech.
func (t *taker) openScope(e *xml.Element, k *kind) {
	t.endBlock()
	t.head.write(t.Out)
	s := scope{kind: k, at: tape.Untimed(e.Line)}
	if len(t.scopes) == 0 {
		s.at.Start, t.next = t.next, -1
	}
	if k.voice != "" {
		if name := label(clean(e.Attr(k.voice))); name != "" && e.Attr("nospeaker") != "true" {
			p := person{whole: t.cast.name(name)}
			p.attr(e, "")
			s.voice, s.named = p.voice(inverts(k.attrs[k.voice])), true
		}
	}
	s.voice.Asks = k.is == isQuestion
	if s.named {
		number := numberOf(e)
		s.voice.Asks = t.asking.asks(s.voice, number != "") || s.voice.Asks
		s.ref.Number = number
	}
	t.scopes = append(t.scopes, s)
	t.resume()
}

// resume returns to the innermost open speech.
func (t *taker) resume() {
	n := len(t.scopes)
	t.going = false
	switch {
	case n == 0 || !t.scopes[n-1].named:
		t.Silence()
	case t.Speaks && t.Opened && t.Who == t.scopes[n-1].voice:
		t.End()
	default:
		t.speak(&t.scopes[n-1])
	}
}

// speak writes the text that follows as part of speech s.
func (t *taker) speak(s *scope) {
	t.going = false
	s.ref.Column = t.column
	at := s.at
	if ref := s.ref; ref != (record.Reference{}) {
		at.Ref = &ref
	}
	t.Speak(s.voice, at)
}

// shutScope ends a speech. If its speaker is unknown, the speech becomes notes.
func (t *taker) shutScope() {
	t.endBlock()
	n := len(t.scopes)
	s := t.scopes[n-1]
	for _, h := range s.held {
		t.Out.Note(tape.Untimed(h.line), h.text)
	}
	if s.named {
		t.last = s.voice
	}
	t.scopes = t.scopes[:n-1]
	t.resume()
}

// shutMark ends the name of a speaker, and begins the speech.
func (t *taker) shutMark(k *kind) {
	t.mark = 0
	v := t.who.voice(k.inverted())
	v.Label = t.cast.name(v.Label)
	if v.Label == "" {
		return
	}
	if len(t.scopes) == 0 {
		t.scopes = append(t.scopes, scope{kind: k.parent, at: tape.Untimed(t.Line)})
	}
	n := len(t.scopes)
	s := &t.scopes[n-1]
	v.Asks = t.asking.asks(v, t.number != "") || s.is == isQuestion
	s.ref.Number, t.number = cmp.Or(t.number, s.ref.Number), ""
	if s.named && (s.single && s.voice == v || !t.Opened && len(t.Buf) == 0 && isSame(v.Label, s.voice.Label)) {
		return // the same name again
	}
	v.Role = cmp.Or(v.Role, s.role)
	s.voice, s.named = inFull(v, t.scopes[:n-1]), true
	if t.Opened || !t.Speaks {
		s.at.Line = max(s.at.Line, t.Line)
	}
	t.endBlock()
	t.speak(s)
	s.at = tape.Untimed(s.at.Line)
	t.release(s)
}

// inFull returns the voice of an enclosing scope if it is the same person as v, otherwise
// v.
func inFull(v record.Voice, around []scope) record.Voice {
	for i := len(around) - 1; i >= 0; i-- {
		if s := &around[i]; s.named && isSame(v.Label, s.voice.Label) {
			return s.voice
		}
	}
	return v
}

// isSame reports whether two names in one speech mean the same person: they are equal, or
// one is the last name of the other, perhaps after a form of address.
func isSame(a, b string) bool {
	if strings.EqualFold(a, b) {
		return true
	}
	before, last, _ := lastWord(a)
	other, full, _ := lastWord(b)
	return last != "" && strings.EqualFold(last, full) && !chair().MatchString(last) && (isAddress(before) || isAddress(other))
}

// isAddress reports whether s consists of forms of address that precede a last name.
func isAddress(s string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(s)) {
		if !addresses[strings.TrimRight(word, ".")] {
			return false
		}
	}
	return true
}

// addresses are the words of forms of address that precede a last name.
var addresses = text.WordSet(`mr mrs the right de heer minister ministre ministra ministro statsråd ms miss mx dr prof sir dame lord lady baroness senator councillor cllr hon herr frau m mme mlle mm sr sra señor señora senhor senhora signor signora mevrouw`)

// release writes the paragraphs that were held until their speaker was named.
func (t *taker) release(s *scope) {
	held := s.held
	s.held, s.kept = nil, 0
	for _, h := range held {
		t.Add([]byte(h.text), h.line)
		t.endBlock()
	}
}
