package elements

import (
	"io"
	"strings"
	"unicode"

	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// Limits of the survey.
const (
	enoughSurveyed = 4 << 20  // bytes that are surveyed first
	maxSurveyed    = 64 << 20 // bytes that are surveyed if the first ones have no speech
	maxKinds       = 1 << 13
	maxClasses     = 16 // values of a class that get kinds of their own
	maxSamples     = 24
	maxSample      = 400 // bytes
)

// A kind is all elements with one name inside one other kind. Elements nested directly in
// elements with the same name belong to the same kind. If elements have a class, as in <p
// class="speaker">, each class is a kind.
type kind struct {
	name    string // as in the source, without its prefix
	class   string // "": none
	parent  *kind  // nil: the root of the tree, which is not an element
	kinds   []*kind
	index   map[kindName]*kind // of kinds
	count   int                // elements
	texts   int                // elements with text of their own
	bytes   int                // of their own text
	mixed   int                // elements with both text and elements
	lines   int                // lines in their own text
	labels  int                // lines that begin like a label
	attrs   map[string]*sample // by name
	samples sample             // of their text, including that of nested elements
	plan
}

// A sample is some of the values of an attribute or of a kind.
type sample struct {
	values []string
	count  int // of all values
}

func (s *sample) add(value string) {
	if s.count++; len(s.values) < maxSamples && strings.TrimSpace(value) != "" {
		s.values = append(s.values, strings.Clone(value[:min(len(value), maxSample)]))
	}
}

// most reports whether is is true for at least nine in ten of the values.
func (s *sample) most(is func(string) bool) bool {
	n := 0
	for _, v := range s.values {
		if is(v) {
			n++
		}
	}
	return n > 0 && n*10 >= len(s.values)*9
}

// same reports whether there are several values, all equal.
func (s *sample) same() bool {
	for _, v := range s.values {
		if v != s.values[0] {
			return false
		}
	}
	return s.count > 3
}

// child returns the kind of e, an element inside k, or nil if there is none.
func (k *kind) child(e *xml.Element) *kind {
	class := classOf(e)
	if c := k.named(e.Local, class); c != nil || class == "" {
		return c
	}
	return k.named(e.Local, "")
}

func (k *kind) named(name, class string) *kind {
	if k.parent != nil && k.name == name && k.class == class {
		return k
	}
	return k.index[kindName{name, class}]
}

// kindName is the name and the class of a kind.
type kindName struct{ name, class string }

// add adds a kind to those within k.
func (k *kind) add(c *kind) {
	if k.index == nil {
		k.index = map[kindName]*kind{}
	}
	c.parent = k
	k.kinds, k.index[kindName{c.name, c.class}] = append(k.kinds, c), c
}

// find returns the first kind in the tree with this name, or nil.
func (k *kind) find(name string) (found *kind) {
	k.all(func(c *kind) {
		if found == nil && c.parent != nil && c.name == name {
			found = c
		}
	})
	return found
}

// classNames are the attributes that hold the class of an element.
var classNames = [...]string{"class", "klasse", "type", "typ", "role"}

// classOf returns the class of e, "" if it has none or its value is a number or prose.
func classOf(e *xml.Element) string {
	for _, name := range classNames {
		if v := e.Attr(name); v != "" && len(v) < 40 && !strings.ContainsAny(v, " #/.:") && !text.IsDigit(v[0]) {
			return v
		}
	}
	if is := meaningOf(e.Local); is == isText || is == isData {
		for _, name := range [...]string{"Name", "name"} {
			if v := e.Attr(name); v != "" && len(v) < 40 && !strings.Contains(v, " ") {
				return "=" + v
			}
		}
	}
	return ""
}

// A surveyor makes the tree of kinds.
type surveyor struct {
	root  kind
	kinds int
	path  []seen // open elements
}

// seen is the state of an open element.
type seen struct {
	*kind
	text    []byte
	bytes   int
	holders bool // it contains elements
}

// survey returns the tree of the first size bytes of a source. The error is set if the
// source ends or breaks before that.
func survey(in *tape.Input, size int64) (*kind, error) {
	whole := in.Src.Whole()
	root, err := surveyOf(in, io.NewSectionReader(in.Src, 0, min(size, whole)))
	if size < whole {
		return root, nil
	}
	return root, err
}

func surveyOf(in *tape.Input, r io.Reader) (*kind, error) {
	s := &surveyor{}
	err := xml.NewReader(in, r).Walk(s)
	for len(s.path) > 0 {
		s.Shut("") // also count what the end of r leaves open
	}
	return &s.root, err
}

func (s *surveyor) Open(e *xml.Element) bool {
	in := &s.root
	if n := len(s.path); n > 0 {
		in = s.path[n-1].kind
		s.path[n-1].holders = true
	}
	k := s.kindOf(in, e)
	if k == nil || meaningOf(e.Local) == isSkipped {
		return false
	}
	k.count++
	for _, a := range e.Attrs() {
		if k.attrs == nil {
			k.attrs = map[string]*sample{}
		}
		v := k.attrs[a.Name.Local]
		if v == nil {
			if len(k.attrs) > maxSamples {
				continue
			}
			v = &sample{}
			k.attrs[a.Name.Local] = v
		}
		v.add(a.Value)
	}
	s.path = append(s.path, seen{kind: k})
	return true
}

// kindOf returns the kind of e inside another one, and adds it to the tree. It returns nil
// if there are too many kinds.
func (s *surveyor) kindOf(in *kind, e *xml.Element) *kind {
	name, class := e.Local, classOf(e)
	if k := in.named(name, class); k != nil {
		return k
	}
	if class != "" {
		n := 0
		for _, c := range in.kinds {
			if c.name == name {
				n++
			}
		}
		if n >= maxClasses {
			class = ""
			if k := in.named(name, class); k != nil {
				return k
			}
		}
	}
	if s.kinds++; s.kinds > maxKinds {
		return nil
	}
	k := &kind{name: strings.Clone(name), class: strings.Clone(class)}
	in.add(k)
	return k
}

func (s *surveyor) Text(b []byte, _ int64) {
	n := len(s.path)
	if n == 0 {
		return
	}
	e := &s.path[n-1]
	if meaningOf(e.name) == isText {
		lines, labels := countLabels(string(b))
		e.lines += lines
		e.labels += labels
	}
	for word := range strings.FieldsSeq(string(b)) {
		e.bytes += len(word) + 1
		if len(e.text) < maxSample {
			e.text = append(append(e.text, word...), ' ')
		}
	}
}

func (s *surveyor) Shut(string) {
	e := &s.path[len(s.path)-1]
	if e.bytes > 0 {
		e.texts++
		e.kind.bytes += e.bytes
		if e.holders {
			e.mixed++
		}
	}
	if len(e.text) > 0 {
		e.samples.add(strings.TrimSpace(string(e.text)))
	}
	if n := len(s.path); n > 1 {
		if up := &s.path[n-2]; len(up.text) < maxSample {
			up.text = append(up.text, e.text...)
		}
	}
	s.path = s.path[:len(s.path)-1]
}

// A trail tracks the position of a walk in the tree of kinds.
type trail struct {
	root *kind
	path []*kind // of open elements, the outer ones first
}

// around returns the kind of the innermost open element, or the root of the tree.
func (t *trail) around() *kind {
	if n := len(t.path); n > 0 {
		return t.path[n-1]
	}
	return t.root
}

// all calls do for k and all kinds in it, parents before children.
func (k *kind) all(do func(*kind)) {
	do(k)
	for _, c := range k.kinds {
		c.all(do)
	}
}

// size returns the number of bytes of text in k, including nested kinds.
func (k *kind) size() (n int) {
	k.all(func(c *kind) { n += c.bytes })
	return n
}

// within returns k or its nearest ancestor for which is returns true, or nil.
func (k *kind) within(is func(*kind) bool) *kind {
	for ; k != nil; k = k.parent {
		if is(k) {
			return k
		}
	}
	return nil
}

// isLabel reports whether s is a printed label: Ann Lee (ABC):
func isLabel(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) > 2 && len(s) < 200 && (strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")) && unicode.IsUpper([]rune(s)[0])
}
