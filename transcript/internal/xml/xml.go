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

// What is common to the formats that are XML. A source is read element by
// element and nothing of it is kept, so its size does not matter; what could
// be made to cost memory without being long is bounded or refused.
const (
	maxDepth  = 256      // elements within each other
	maxMarkup = 16 << 20 // bytes of one tag, or of text without any
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

// A Reader reads the elements of a source.
type Reader struct {
	in     *tape.Input // nil: errors need no line
	dec    *xml.Decoder
	bytes  *markupBytes
	path   []string // elements that are open, in whatever namespace
	spaces []string // namespaces of the format
	skip   int      // depth of the element that is being skipped, 0: none
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

// Walk hands the whole source to t. The error is an *fault.Error with the line
// at which the source breaks off or is not XML.
func (x *Reader) Walk(t Taker) error {
	for {
		more, err := x.step(t)
		if !more || err != nil {
			return err
		}
	}
}

// WalkElement hands the first element to t and reads nothing after it.
func (x *Reader) WalkElement(t Taker) error {
	for {
		more, err := x.step(t)
		if !more || err != nil || len(x.path) == 0 {
			return err
		}
	}
}

// Offset returns the byte of the source after the last token.
func (x *Reader) Offset() int64 { return x.dec.InputOffset() - x.bytes.parted }

// step hands the next token to t, and returns false after the last.
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

// open begins an element.
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

// shut ends an element.
func (x *Reader) shut(name xml.Name, t Taker) {
	if x.skip == 0 {
		t.Shut(x.name(name))
	} else if x.skip == len(x.path) {
		x.skip = 0
	}
	x.path = x.path[:len(x.path)-1]
}

// name returns the name that a Taker compares: "" in other namespaces, such as
// those of drawings and formulas, which have paragraphs and tables of their own.
func (x *Reader) name(n xml.Name) string {
	if !slices.Contains(x.spaces, n.Space) {
		return ""
	}
	return n.Local
}

// Parent returns the name of the element that holds the one which begins.
func (x *Reader) Parent() string {
	if n := len(x.path); n > 1 {
		return x.path[n-2]
	}
	return ""
}

// broken returns the error of a source that cannot be read on; nil if that is
// because it has ended.
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
		return x.fails(line, "is XML of a version that is not known")
	case !errors.As(err, &syntax):
		return x.fails(line, "invalid XML: "+strings.TrimPrefix(err.Error(), "xml: "))
	case x.bytes.ended && len(x.path) > 0:
		return x.fails(int64(syntax.Line), "the file ends in the middle of <"+x.path[len(x.path)-1]+">")
	case x.bytes.ended:
		return x.fails(int64(syntax.Line), "the file ends before its first element")
	}
	return x.fails(int64(syntax.Line), "invalid XML: "+syntax.Msg)
}

func (x *Reader) fails(line int64, what string) error {
	if x.in == nil {
		return errors.New(what)
	}
	return x.in.Fails(line, what)
}

var errEntity = errors.New("declares an entity that is more than a character: not read")

// entityPattern is a declaration of an entity that stands for a character.
var entityPattern = text.Regexp(`^\s+([\pL_][\pL\pN_.-]*)\s+(?:"([^"<]*)"|'([^'<]*)')\s*>`)

// entities takes in the entities that a DOCTYPE declares. Only characters may
// be declared: whatever else one stands for can be made to grow, or lies in
// another file.
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

// declare adds an entity to those that are known by themselves.
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

// entityValue returns the character that an entity is declared to be.
func entityValue(s string) (string, bool) {
	var v struct {
		Text string `xml:",chardata"`
	}
	if len(s) > 32 || xml.Unmarshal([]byte("<v>"+s+"</v>"), &v) != nil || len([]rune(v.Text)) > 2 {
		return "", false
	}
	return v.Text, true
}

// markupBytes reads a source for a decoder that keeps a tag or a text whole,
// however long it is, and that stops at a control character. A long text it
// parts by comments, of which nothing is told.
type markupBytes struct {
	r      io.Reader
	buf    []byte // read; from next on not handed out
	next   int
	left   int    // bytes until a piece is too long
	part   string // of a comment: to be handed out before buf
	parted int64  // bytes of comments handed out
	last   byte   // handed out last
	kind   markupKind
	ended  bool
}

// A markupKind says what is being handed out.
type markupKind uint8

const (
	markupBegins markupKind = iota // the first byte tells
	markupText
	markupTag // or a comment, or an instruction
)

// partComment parts a text.
const partComment = "<!---->"

func newMarkupBytes(r io.Reader) *markupBytes {
	return &markupBytes{r: r, buf: make([]byte, 0, tape.InputSize)}
}

var errMarkup = errors.New("more than 16 MiB without an element")

// begin is called before each token.
func (b *markupBytes) begin() {
	b.left, b.kind = maxMarkup, markupBegins
	if b.last == '<' { // it ended a text
		b.kind = markupTag
	}
}

// parts reports whether the text is parted before c: where it is long, before
// a blank, or at least between two characters of which none is an entity.
func (b *markupBytes) parts(c byte) bool {
	long := maxMarkup - b.left
	return b.kind == markupText && long >= tape.InputSize && (c == ' ' || c == '\n' || long >= 2*tape.InputSize && c >= utf8.RuneSelf && utf8.RuneStart(c))
}

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

// partByte returns the next byte of the comment.
func (b *markupBytes) partByte() byte {
	b.last, b.part = b.part[0], b.part[1:]
	b.parted++
	return b.last
}

// Read is for the decoder, which wants a Reader but reads by the byte.
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

// Unknown returns the error of a document that is XML, but of none of the
// kinds that are formats: its tags are nothing to read. nil for all else.
func Unknown(name string, head []byte) error {
	root := Root(head)
	if root == "" || !bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(head, text.BOM)), []byte("<?xml")) {
		return nil
	}
	return &fault.Error{Name: name, Err: fault.Kind(fault.ErrUnknown, "is XML of a kind that is not known: <"+root+">")}
}

// Root returns the name of the first element of head, without its prefix;
// "" if head does not begin like XML.
func Root(head []byte) string {
	rest := bytes.TrimSpace(bytes.TrimPrefix(head, text.BOM))
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
