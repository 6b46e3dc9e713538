package elements

import (
	"io"
	"strings"

	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// A cast maps ids to the names of persons, from lists of persons.
type cast map[string]string

// name returns the name of the person with an id, or s if there is no such person.
func (c cast) name(s string) string {
	if name := c[strings.TrimPrefix(s, "#")]; name != "" {
		return name
	}
	return s
}

// castOf returns the persons that the first enoughSurveyed bytes of a source list outside
// speeches.
func castOf(in *tape.Input, root *kind) cast {
	lists := false
	root.all(func(k *kind) { lists = lists || k.mayBePerson() })
	if !lists {
		return cast{} // without reading the source again
	}
	t := &castTaker{trail: trail{root: root}, names: cast{}}
	_ = xml.NewReader(nil, io.NewSectionReader(in.Src, 0, min(enoughSurveyed, in.Src.Whole()))).Walk(t) // reading the whole source reports the same errors
	return t.names
}

// A castTaker reads persons.
type castTaker struct {
	trail
	names cast
	open  int // length of path at the open person; 0: none
	id    string
	who   person
	parts []*string
}

func (t *castTaker) Open(e *xml.Element) bool {
	k := t.around().child(e)
	if k == nil || k.skip || k.scope {
		return false
	}
	t.path = append(t.path, k)
	if t.open == 0 && k.isPerson(e) {
		t.open, t.id, t.who = len(t.path), idOf(e), person{}
		t.who.attr(e, "")
		t.parts = append(t.parts[:0], t.who.part(k, true))
		return true
	}
	if t.open > 0 {
		part := t.who.part(k, false)
		if k.is == isID && k.isLeaf() && t.id == "" {
			part = &t.id
		}
		t.parts = append(t.parts, part)
	}
	return true
}

// isPerson reports whether e, an element of k, may be an entry in a list of persons: it has
// an id and a name.
func (k *kind) isPerson(e *xml.Element) bool {
	id, name := idOf(e) != "", k.is == isName || k.is == isSpeaker
	for _, a := range e.Attrs() {
		name = name || meaningOf(a.Name.Local) == isName
	}
	for _, c := range k.kinds {
		id = id || c.is == isID && c.isLeaf()
		name = name || c.is == isName || c.is == isFirst || c.is == isLast
	}
	return id && name && k.parent.parent != nil
}

// mayBePerson reports whether isPerson may hold for some element of k that a castTaker
// reads, as far as the tree tells.
func (k *kind) mayBePerson() bool {
	if k.parent == nil || k.parent.parent == nil || k.within(func(c *kind) bool { return c.skip || c.scope }) != nil {
		return false
	}
	id := len(k.attrs) > maxSamples // more than the tree has
	name := id || k.is == isName || k.is == isSpeaker
	for a := range k.attrs {
		id, name = id || meaningOf(a) == isID, name || meaningOf(a) == isName
	}
	for _, c := range k.kinds {
		id = id || c.is == isID && c.isLeaf()
		name = name || c.is == isName || c.is == isFirst || c.is == isLast
	}
	return id && name
}

// idOf returns the id of an element.
func idOf(e *xml.Element) string {
	for _, a := range e.Attrs() {
		if meaningOf(a.Name.Local) == isID {
			return a.Value
		}
	}
	return ""
}

func (t *castTaker) Text(b []byte, _ int64) {
	if n := len(t.parts); t.open > 0 {
		if to := t.parts[n-1]; to != nil && len(*to) < tape.MaxField {
			*to += string(b[:min(len(b), tape.MaxField)])
		}
	}
}

func (t *castTaker) Shut(string) {
	n := len(t.path)
	t.path = t.path[:n-1]
	switch {
	case t.open == n:
		id := clean(t.id)
		if v := t.who.voice(false); v.Label != "" && id != "" && len(t.names) < tape.MaxCast {
			t.names[id] = v.Label
		}
		t.open, t.id = 0, ""
	case t.open > 0:
		t.parts = t.parts[:len(t.parts)-1]
	}
}
