package transcript

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// What is common to the formats that are XML. A source is read element by
// element and nothing of it is kept, so its size does not matter; what could
// be made to cost memory without being long is bounded or refused.
const (
	mostDepth  = 256      // elements within each other
	mostMarkup = 16 << 20 // bytes of one tag, or of text without any
)

// An xmlTaker is told what an XML source holds, in its order.
type xmlTaker interface {
	open(e *element) (enter bool) // an element begins; enter: tell what it holds
	text(b []byte, line int64)
	shut(name, space string)
}

// An element is the beginning of one.
type element struct {
	name  string // without its prefix
	space string // its namespace, or a prefix that stands for none
	attrs []xml.Attr
	line  int64 // of the source, from 1
}

// attr returns the value of an attribute, "" if there is none.
func (e *element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// An xmlReader reads the elements of a source.
type xmlReader struct {
	in    *input // nil: errors need no line
	d     *xml.Decoder
	bytes *markupBytes
	path  []string // elements that are open
	skip  int      // number of them up to which nothing is told, 0: all is
}

func newXMLReader(in *input, r io.Reader) *xmlReader {
	b := newMarkupBytes(transform.NewReader(r, utf16.UTF8.NewDecoder()))
	x := &xmlReader{in: in, d: xml.NewDecoder(b), bytes: b}
	x.d.Entity = xml.HTMLEntity
	x.d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // a source is UTF-8 already
	return x
}

// walkXML tells t what in holds.
func walkXML(in *input, t xmlTaker) error {
	x := newXMLReader(in, in)
	for {
		more, err := x.step(t)
		if !more || err != nil {
			return err
		}
	}
}

// step tells t what comes next, and returns false after the last.
func (x *xmlReader) step(t xmlTaker) (more bool, err error) {
	n, _ := x.d.InputPos()
	line := int64(n)
	if x.in != nil {
		x.in.line = line
	}
	x.bytes.begin()
	token, err := x.d.Token()
	if err != nil {
		return false, x.broken(err, line)
	}
	switch e := token.(type) {
	case xml.StartElement:
		x.path = append(x.path, e.Name.Local)
		if len(x.path) > mostDepth {
			return false, x.fails(line, fmt.Sprintf("more than %d elements within each other", mostDepth))
		}
		if x.skip == 0 && !t.open(&element{e.Name.Local, e.Name.Space, e.Attr, line}) {
			x.skip = len(x.path)
		}
	case xml.EndElement:
		if x.skip == 0 {
			t.shut(e.Name.Local, e.Name.Space)
		} else if x.skip == len(x.path) {
			x.skip = 0
		}
		x.path = x.path[:len(x.path)-1]
	case xml.CharData:
		if x.skip == 0 {
			t.text(e, line)
		}
	case xml.Directive:
		if err := x.entities(e); err != nil {
			return false, x.fails(line, err.Error())
		}
	}
	return true, nil
}

// parent returns the name of the element that holds the one which begins.
func (x *xmlReader) parent() string {
	if n := len(x.path); n > 1 {
		return x.path[n-2]
	}
	return ""
}

// broken returns the error of a source that cannot be read on; nil if that is
// because it has ended.
func (x *xmlReader) broken(err error, line int64) error {
	var own *Error
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

func (x *xmlReader) fails(line int64, what string) error {
	if x.in == nil {
		return errors.New(what)
	}
	return x.in.fails(line, what)
}

var errEntity = errors.New("declares an entity that is more than a character: not read")

// entityPattern is a declaration of an entity that stands for a character.
var entityPattern = compiled(`^\s+([\pL_][\pL\pN_.-]*)\s+(?:"([^"<]*)"|'([^'<]*)')\s*>`)

// entities takes in the entities that a DOCTYPE declares. Only characters may
// be declared: whatever else one stands for can be made to grow, or lies in
// another file.
func (x *xmlReader) entities(d []byte) error {
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
func (x *xmlReader) declare(name, value string) {
	if len(x.d.Entity) == len(xml.HTMLEntity) {
		own := make(map[string]string, len(xml.HTMLEntity)+1)
		for k, v := range xml.HTMLEntity {
			own[k] = v
		}
		x.d.Entity = own
	}
	if len(x.d.Entity) < 1<<14 {
		x.d.Entity[name] = value
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
	return &markupBytes{r: r, buf: make([]byte, 0, inputSize)}
}

var errMarkup = errors.New("more than 16 MiB without an element")

// begin is called before each token.
func (b *markupBytes) begin() {
	b.left, b.kind = mostMarkup, markupBegins
	if b.last == '<' { // it ended a text
		b.kind = markupTag
	}
}

// parts reports whether the text is parted before c: where it is long, before
// a blank, or at least between two characters of which none is an entity.
func (b *markupBytes) parts(c byte) bool {
	long := mostMarkup - b.left
	return b.kind == markupText && long >= inputSize && (c == ' ' || c == '\n' || long >= 2*inputSize && c >= utf8.RuneSelf && utf8.RuneStart(c))
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

// unknownXML returns the error of a document that is XML, but of none of the
// kinds that are formats: its tags are nothing to read. nil for all else.
func unknownXML(name string, head []byte) error {
	root := xmlRoot(head)
	if root == "" || !bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(head, bom)), []byte("<?xml")) {
		return nil
	}
	return &Error{Name: name, Err: fmt.Errorf("is XML of a kind that is not known: <%s>", root),
		Hint: "for what can be read, see verbatim --list formats"}
}

// xmlRoot returns the name of the first element of head, without its prefix;
// "" if head does not begin like XML.
func xmlRoot(head []byte) string {
	rest := bytes.TrimSpace(bytes.TrimPrefix(head, bom))
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
