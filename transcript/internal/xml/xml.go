package xml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"verbatim/internal/fault"
	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// Rules of the Reader. It keeps no more than the current token, so that the size of a
// source does not matter.
//
//  1. Elements may be nested maxDepth deep.
//  2. A tag may have up to maxMarkup bytes.
//  3. A long text is split into pieces.
//  4. An entity may stand for a character or a short text, not for markup, other
//     entities or a file.
//  5. Control characters, which are invalid, become spaces.
const (
	maxDepth  = 256      // nested elements
	maxMarkup = 16 << 20 // bytes of one token
)

// A Taker receives the contents of an XML source, in order.
type Taker interface {
	// Open receives the start of an element, and reports whether the contents
	// of the element are wanted. If not, they are skipped, and so is its end.
	Open(e *Element) (enter bool)

	// Text receives a piece of text, which is valid until Text returns, and
	// the line of the source that it starts in, from 1.
	Text(b []byte, line int64)

	// Shut receives the end of an element, by its name as in Element.
	Shut(name string)
}

// An Element is the start of an element.
type Element struct {
	Name  string // without its prefix; "" if it is not in a namespace of the format
	Local string // without its prefix, in whatever namespace
	Line  int64  // of the source, from 1
	attrs []xml.Attr
}

// Attr returns the value of an attribute, "" if there is none.
func (e *Element) Attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// Attrs returns all attributes.
func (e *Element) Attrs() []xml.Attr { return e.attrs }

// A Reader reads the elements of a source.
type Reader struct {
	in     *tape.Input // nil: errors do not name a file and a line
	dec    *xml.Decoder
	bytes  *markupBytes
	path   []string // open elements of all namespaces, without prefixes
	spaces []string // namespaces of the format
	skip   int      // depth of the element being skipped; 0: none
}

// NewReader returns a Reader of the document that begins at the current byte
// of r. Errors name the line of in, which may be nil.
//
// The names that a Taker receives are those of the namespaces spaces and of
// the namespace of the first element, whatever prefix stands for them.
func NewReader(in *tape.Input, r io.Reader, spaces ...string) *Reader {
	b := newMarkupBytes(transform.NewReader(r, utf16.UTF8.NewDecoder()))
	x := &Reader{in: in, dec: xml.NewDecoder(b), bytes: b, spaces: slices.Clip(spaces)}
	x.dec.Entity = xml.HTMLEntity
	x.dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // a source is UTF-8 already
	return x
}

// Walk passes the whole source to t. If the source is truncated or invalid, the
// error is a *fault.Error with the line.
func (x *Reader) Walk(t Taker) error {
	for {
		more, err := x.step(t)
		if !more || err != nil {
			return err
		}
	}
}

// WalkElement passes the first element to t, and does not read beyond it.
func (x *Reader) WalkElement(t Taker) error {
	for {
		more, err := x.step(t)
		if !more || err != nil || len(x.path) == 0 {
			return err
		}
	}
}

// Offset returns the offset in bytes after the last token.
func (x *Reader) Offset() int64 { return x.dec.InputOffset() - x.bytes.parted }

// step passes the next token to t, and returns false after the last.
func (x *Reader) step(t Taker) (more bool, err error) {
	n, _ := x.dec.InputPos()
	line := int64(n)
	if x.in != nil {
		x.in.Line = line
	}
	x.bytes.begin()
	token, err := x.dec.Token()
	if err != nil {
		return false, x.broken(err, line)
	}
	switch e := token.(type) {
	case xml.StartElement:
		return x.open(e, line, t)
	case xml.EndElement:
		x.shut(e.Name, t)
	case xml.CharData:
		if x.skip == 0 {
			t.Text(e, line)
		}
	case xml.Directive:
		if err := x.entities(e); err != nil {
			return false, x.fails(line, err.Error())
		}
	}
	return true, nil
}

// open handles the start of an element.
func (x *Reader) open(e xml.StartElement, line int64, t Taker) (more bool, err error) {
	if x.path == nil {
		x.spaces = append(x.spaces, e.Name.Space)
	}
	x.path = append(x.path, e.Name.Local)
	if len(x.path) > maxDepth {
		return false, x.fails(line, fmt.Sprintf("more than %d elements within each other", maxDepth))
	}
	if x.skip == 0 && !t.Open(&Element{x.name(e.Name), e.Name.Local, line, e.Attr}) {
		x.skip = len(x.path)
	}
	return true, nil
}

// shut handles the end of an element.
func (x *Reader) shut(name xml.Name, t Taker) {
	if x.skip == 0 {
		t.Shut(x.name(name))
	} else if x.skip == len(x.path) {
		x.skip = 0
	}
	x.path = x.path[:len(x.path)-1]
}

// name returns the name of an element for a Taker. It is "" in other namespaces, such as
// those of drawings and formulas, which have paragraphs and tables of their own.
func (x *Reader) name(n xml.Name) string {
	if !slices.Contains(x.spaces, n.Space) {
		return ""
	}
	return n.Local
}

// Parent returns the name of the element that contains the current one, or "" if
// the current one is the root. It is for use in Taker.Open.
func (x *Reader) Parent() string {
	if n := len(x.path); n > 1 {
		return x.path[n-2]
	}
	return ""
}

// broken returns the error to report for err, an error of the decoder. It is nil if the
// source has ended after its last element.
func (x *Reader) broken(err error, line int64) error {
	var own *fault.Error
	var syntax *xml.SyntaxError
	switch {
	case err == io.EOF && len(x.path) == 0:
		return nil
	case errors.Is(err, errMarkup):
		return x.fails(line, err.Error())
	case errors.As(err, &own):
		return err
	case strings.Contains(err.Error(), "unsupported version"):
		return x.fails(line, "uses an unsupported version of XML")
	case !errors.As(err, &syntax):
		return x.fails(line, "invalid XML: "+strings.TrimPrefix(err.Error(), "xml: "))
	case x.bytes.ended && len(x.path) > 0:
		return x.fails(int64(syntax.Line), "the file ends in the middle of <"+x.path[len(x.path)-1]+">")
	case x.bytes.ended:
		return x.fails(int64(syntax.Line), "the file ends before its first element")
	}
	return x.fails(int64(syntax.Line), "invalid XML: "+syntax.Msg)
}

// fails returns an error for a line of the source.
func (x *Reader) fails(line int64, what string) error {
	if x.in == nil {
		return errors.New(what)
	}
	return x.in.Fails(line, what)
}

var errEntity = errors.New("declares an entity that is not a short text; not read")

// entityPattern matches the declaration of an entity after "<!ENTITY".
var entityPattern = text.Regexp(`^\s+([\pL_][\pL\pN_.-]*)\s+(?:"([^"<]*)"|'([^'<]*)')\s*>`)

// entities adds the entities that a DOCTYPE declares. It rejects entities that stand for
// more than a short text, which could expand without limit or read a file.
func (x *Reader) entities(d []byte) error {
	const sign = "<!ENTITY"
	d = append(bytes.Clone(d), '>')
	for k := bytes.Index(d, []byte(sign)); k >= 0; k = bytes.Index(d, []byte(sign)) {
		d = d[k+len(sign):]
		m := entityPattern().FindSubmatch(d)
		if m == nil {
			return errEntity
		}
		value, ok := entityValue(string(m[2]) + string(m[3]))
		if !ok {
			return errEntity
		}
		if _, known := xml.HTMLEntity[string(m[1])]; !known {
			x.declare(string(m[1]), value)
		}
	}
	return nil
}

// declare adds an entity to those of HTML, up to a limit.
func (x *Reader) declare(name, value string) {
	if len(x.dec.Entity) == len(xml.HTMLEntity) {
		own := make(map[string]string, len(xml.HTMLEntity)+1)
		for k, v := range xml.HTMLEntity {
			own[k] = v
		}
		x.dec.Entity = own
	}
	if len(x.dec.Entity) < 1<<14 {
		x.dec.Entity[name] = value
	}
}

// maxEntity is the maximum size of the text of an entity, in bytes.
const maxEntity = 64

// entityValue returns the text of an entity. ok is false for markup, for other entities
// that stand for more than a character, and for a long text.
func entityValue(s string) (string, bool) {
	if len(s) <= maxEntity && !strings.ContainsAny(s, "&<") {
		return s, true
	}
	var v struct {
		Text string `xml:",chardata"`
	}
	if len(s) > 32 || xml.Unmarshal([]byte("<v>"+s+"</v>"), &v) != nil || len([]rune(v.Text)) > 2 {
		return "", false
	}
	return v.Text, true
}

// markupBytes feeds the decoder of encoding/xml, which keeps a whole tag or text in memory,
// however long it is, and fails at control characters. It limits the size of a token,
// splits a long text by inserting empty comments, which are not passed on, and replaces
// control characters.
type markupBytes struct {
	r      io.Reader
	buf    []byte
	next   int    // offset in buf of the next byte to return
	left   int    // bytes that the token may still have
	part   string // rest of an inserted comment, returned before buf
	parted int64  // bytes of inserted comments returned so far
	last   byte   // the byte returned last
	kind   markupKind
	ended  bool
}

// A markupKind is the kind of the current token.
type markupKind uint8

const (
	markupBegins markupKind = iota // not known before the first byte
	markupText
	markupTag // or a comment, or an instruction
)

// partComment is inserted to split a long text.
const partComment = "<!---->"

func newMarkupBytes(r io.Reader) *markupBytes {
	return &markupBytes{r: r, buf: make([]byte, 0, tape.InputSize)}
}

var errMarkup = errors.New("more than 16 MiB without an element")

// begin must be called before each token.
func (b *markupBytes) begin() {
	b.left, b.kind = maxMarkup, markupBegins
	if b.last == '<' { // the decoder has read the first byte of the tag already
		b.kind = markupTag
	}
}

// parts reports whether to split the text before c. A text of 64 KiB is split at the next
// space, and one of 128 KiB before any character beyond ASCII, which cannot be inside an
// entity reference.
func (b *markupBytes) parts(c byte) bool {
	long := maxMarkup - b.left
	return b.kind == markupText && long >= tape.InputSize && (c == ' ' || c == '\n' || long >= 2*tape.InputSize && c >= utf8.RuneSelf && utf8.RuneStart(c))
}

// ReadByte returns the next byte for the decoder.
func (b *markupBytes) ReadByte() (byte, error) {
	if b.part != "" {
		return b.partByte(), nil
	}
	for b.next == len(b.buf) {
		n, err := b.r.Read(b.buf[:cap(b.buf)])
		b.buf, b.next = b.buf[:n], 0
		if n == 0 && err != nil {
			b.ended = err == io.EOF
			return 0, err
		}
	}
	if b.left--; b.left < 0 {
		return 0, errMarkup
	}
	c := b.buf[b.next]
	if b.kind == markupBegins {
		if b.kind = markupText; c == '<' {
			b.kind = markupTag
		}
	}
	if b.parts(c) {
		b.part = partComment
		return b.partByte(), nil
	}
	b.next++
	if c < ' ' && c != '\n' && c != '\t' && c != '\r' {
		c = ' '
	}
	b.last = c
	return c, nil
}

// partByte returns the next byte of the inserted comment.
func (b *markupBytes) partByte() byte {
	b.last, b.part = b.part[0], b.part[1:]
	b.parted++
	return b.last
}

// Read makes b an io.Reader, as the decoder requires. The decoder only uses
// ReadByte.
func (b *markupBytes) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	c, err := b.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = c
	return 1, nil
}

// Unknown returns an error if head begins an XML document, otherwise nil. It is for
// documents that no format has claimed, whose tags should not be shown as text.
func Unknown(name string, head []byte) error {
	root := Root(head)
	if root == "" || !bytes.HasPrefix(start(head), []byte("<?xml")) {
		return nil
	}
	return UnknownRoot(name, root)
}

// UnknownRoot returns the error for a document whose root element belongs to no format.
func UnknownRoot(name, root string) error {
	return &fault.Error{Name: name, Err: fault.Kind(fault.ErrUnknown, "is XML of an unknown kind: <"+root+">")}
}

// start returns head from its first character on. A byte order mark may have been encoded
// twice.
func start(head []byte) []byte {
	return bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimPrefix(head, text.BOM), []byte("ï»¿")))
}

// IsDeclared reports whether head begins with a declaration of XML or of a document type other than
// HTML.
func IsDeclared(head []byte) bool {
	rest := start(head)
	kind, isType := bytes.CutPrefix(rest, []byte("<!DOCTYPE "))
	return bytes.HasPrefix(rest, []byte("<?xml")) || isType && !bytes.EqualFold(kind[:min(len(kind), len("html"))], []byte("html"))
}

// Root returns the name of the first element in head, without its prefix, or ""
// if head does not begin like XML.
func Root(head []byte) string {
	rest := start(head)
	for len(rest) > 1 && rest[0] == '<' {
		end := ">"
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(rest, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(rest, []byte("<!")):
			if k := bytes.IndexAny(rest, "[>"); k >= 0 && rest[k] == '[' {
				end = "]"
			}
		default:
			k := bytes.IndexAny(rest[1:], " \t\r\n/>")
			if k < 0 {
				return ""
			}
			name := string(rest[1 : k+1])
			return name[strings.IndexByte(name, ':')+1:]
		}
		k := bytes.Index(rest, []byte(end))
		if k < 0 {
			return ""
		}
		rest = bytes.TrimLeft(rest[k+len(end):], " \t\r\n>")
	}
	return ""
}

// IsDocument reports whether head begins with an element and has no text outside it.
func IsDocument(head []byte) bool {
	var d documentTaker
	err := NewReader(nil, bytes.NewReader(head)).Walk(&d)
	return (err == nil || d.depth > 0) && !d.beside
}

// A documentTaker finds text outside of elements.
type documentTaker struct {
	depth  int // of the open element
	beside bool
}

func (d *documentTaker) Open(*Element) bool { d.depth++; return true }

func (d *documentTaker) Text(b []byte, _ int64) {
	d.beside = d.beside || d.depth == 0 && len(bytes.TrimSpace(b)) > 0
}

func (d *documentTaker) Shut(string) { d.depth-- }
