package research

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
)

// A teiPause is the state after a paragraph of speech that does not end a sentence. The
// paragraph continues if a stage direction or a page break follows, and then a paragraph
// that begins with a lowercase letter or a mark such as a comma:
//
//	<seg>I thank the keeper</seg><note>applause</note><seg>of the lamp.</seg>
type teiPause struct {
	end    int        // end of the paragraph in Scribe.Buf
	asides []teiAside // the directions after it, which are also in Scribe.Buf
	turned bool       // there is a direction or a page break
}

// A teiAside is a stage direction.
type teiAside struct {
	from int   // in Scribe.Buf
	line int64 // of the source
}

// teiProse are the blocks that may continue.
var teiProse = text.WordSet("p seg ab")

// turn records a direction or a page break. p may be nil.
func (p *teiPause) turn() {
	if p != nil {
		p.turned = true
	}
}

// resume ends the pause before text that is not a direction. b is the start of the text.
func (t *teiTaker) resume(b []byte) {
	p := t.pause
	r, _ := utf8.DecodeRune(bytes.TrimLeft(b, " \t\r\n"))
	mark := strings.ContainsRune(",.;:!?)]}»”…", r)
	if !p.turned || !mark && !unicode.IsLower(r) || p.end > len(t.Buf) {
		t.settle()
		return
	}
	for i := len(p.asides) - 1; i >= 0; i-- {
		from, end := p.asides[i].from, len(t.Buf)
		if i+1 < len(p.asides) {
			end = p.asides[i+1].from
		}
		rest := bytes.Clone(t.Buf[min(end, len(t.Buf)):])
		t.Buf = t.Buf[:min(end, len(t.Buf))]
		t.bracket(from)
		t.Buf = append(t.Buf, rest...)
	}
	t.pause, t.Blank = nil, !mark
}

// settle ends a pause without continuing the paragraph: the directions after it are notes.
func (t *teiTaker) settle() {
	p := t.pause
	if p == nil {
		return
	}
	t.pause = nil
	buf := bytes.Clone(t.Buf)
	if p.end > len(buf) { // a part of it has been written
		t.End()
		return
	}
	t.Buf = t.Buf[:p.end]
	t.End()
	for i, a := range p.asides {
		end := len(buf)
		if i+1 < len(p.asides) {
			end = p.asides[i+1].from
		}
		t.Buf, t.Line = append(t.Buf[:0], bytes.Trim(buf[min(a.from, end):end], " \n")...), a.line
		t.Note()
	}
}
