package pages

import (
	"bytes"
	"html"
	"io"
	"slices"
	"unicode/utf8"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"verbatim/internal/text"
)

// An htmlTokens reads the tokens of a page. Because the tokenizer keeps each token in
// memory, a text longer than textToken is split: another tokenizer continues in the middle
// of it.
type htmlTokens struct {
	z    *xhtml.Tokenizer
	src  heldReader
	most int    // maximum length of the next token, in bytes
	raw  []byte // bytes of the last token
	text []byte // text of the last token
}

// Maximum lengths of tokens, in bytes: text, and anything else.
const (
	textToken = 128 << 10
	maxToken  = 64 << 20
)

// rawTags are elements whose text contains no tags. It is not split, because the tokenizer
// must know which tag ends it.
var rawTags = map[atom.Atom]bool{
	atom.Iframe: true, atom.Noembed: true, atom.Noframes: true, atom.Noscript: true, atom.Plaintext: true,
	atom.Script: true, atom.Style: true, atom.Textarea: true, atom.Title: true, atom.Xmp: true,
}

func newHTMLTokens(r io.Reader) *htmlTokens {
	t := &htmlTokens{src: heldReader{r: r}, most: textToken}
	t.begin(t.most)
	return t
}

// begin starts another tokenizer where the last one stopped.
func (t *htmlTokens) begin(most int) {
	t.z = xhtml.NewTokenizer(&t.src)
	t.z.SetMaxBuf(most)
}

// next reads the next token.
func (t *htmlTokens) next() xhtml.TokenType {
	most := t.most
	t.most = textToken
	t.z.SetMaxBuf(most)
	kind := t.z.Next()
	t.raw = t.z.Raw()
	switch {
	case len(t.raw) < most || most == maxToken:
		if kind == xhtml.TextToken {
			t.text = t.z.Text()
		}
	case kind == xhtml.TextToken:
		k := htmlParting(t.raw)
		t.src.hold(t.raw[k:], t.z.Buffered())
		t.raw = t.raw[:k]
		t.text = plainHTML(t.raw)
		t.begin(textToken)
	default: // a long comment or tag, which cannot be split
		t.src.hold(t.raw, t.z.Buffered())
		t.begin(maxToken)
		t.most = maxToken
		return t.next()
	}
	return kind
}

// within announces that the next token is in element tag.
func (t *htmlTokens) within(tag atom.Atom) {
	if rawTags[tag] {
		t.most = maxToken
	}
}

// plainHTML returns text as the tokenizer would: with entities replaced, and
// with uniform line ends.
func plainHTML(b []byte) []byte {
	if bytes.IndexByte(b, '\r') >= 0 {
		b = bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("\r\n"), text.Newline), []byte("\r"), text.Newline)
	}
	if bytes.IndexByte(b, '&') >= 0 {
		b = []byte(html.UnescapeString(string(b)))
	}
	return b
}

// htmlParting returns where to split a text: after the last space, or between two
// characters before anything that may be an entity or a tag.
func htmlParting(text []byte) int {
	if k := bytes.LastIndexAny(text, " \n"); k > 0 {
		return k + 1
	}
	tail := len(text) - utf8.UTFMax*16
	if k := bytes.LastIndexAny(text[tail:], "&<"); k >= 0 {
		return tail + k
	}
	k := len(text) - 1
	for k > tail && !utf8.RuneStart(text[k]) {
		k--
	}
	return k
}

// A heldReader returns held bytes before it reads on.
type heldReader struct {
	held []byte
	r    io.Reader
}

// hold puts back two slices of bytes.
func (h *heldReader) hold(a, b []byte) { h.held = slices.Concat(a, b, h.held) }

func (h *heldReader) Read(p []byte) (int, error) {
	if len(h.held) == 0 {
		return h.r.Read(p)
	}
	n := copy(p, h.held)
	h.held = h.held[n:]
	return n, nil
}
