package elements

import (
	"cmp"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// A person collects what the elements and attributes of a mark say about a speaker.
type person struct {
	title, first, last, whole, role, party, text string
}

// attr reads the attributes of an element of a mark, except its class.
func (p *person) attr(e *xml.Element, class string) {
	for _, a := range e.Attrs() {
		v := strings.TrimSpace(a.Value)
		if v == class {
			continue
		}
		switch meaningOf(a.Name.Local) {
		case isFirst:
			p.first = cmp.Or(p.first, v)
		case isLast:
			p.last = cmp.Or(p.last, v)
		case isName, isSpeaker:
			if isNameLike(v) && p.whole == "" {
				p.whole = strings.ReplaceAll(v, " | ", " ")
			}
		case isParty:
			p.party = cmp.Or(p.party, v)
		case isRole:
			p.role = cmp.Or(p.role, v)
		}
	}
}

// part returns the field of p for the text of an element of a mark, or nil if the text is
// skipped.
func (p *person) part(k *kind, top bool) *string {
	if top {
		return &p.text
	}
	switch k.is {
	case isTitle:
		return &p.title
	case isFirst:
		return &p.first
	case isLast:
		return &p.last
	case isName, isSpeaker:
		if p.whole != "" && k.isLeaf() && !k.inline {
			return nil // another form of the name
		}
		return &p.whole
	case isRole:
		return empty(&p.role)
	case isParty:
		return empty(&p.party)
	case isData, isID, isURL, isColumn, isStart, isEnd, isDate, isNumber:
		return nil
	}
	return &p.text
}

// empty returns s, or nil if *s is not blank.
func empty(s *string) *string {
	if strings.TrimSpace(*s) != "" {
		return nil
	}
	return s
}

// voice returns the speaker. inverted is set if last names come first.
func (p *person) voice(inverted bool) record.Voice {
	first, last := clean(p.first), clean(p.last)
	whole := clean(p.whole)
	switch {
	case first == "" && last != "":
		first = whole
	case last == "" && first != "":
		last = whole
	}
	v := record.Voice{Role: cmp.Or(said(p.role), said(p.party))}
	switch title := clean(p.title); {
	case first != "" && last != "":
		v.Label = join(title, first, last)
	case whole != "":
		if inverted && isTurned(whole) {
			whole = turned(whole)
		}
		v.Label = whole
	case first+last != "":
		v.Label = join(title, first, last)
	default:
		v.Label = clean(p.text)
	}
	if v.Label = label(v.Label); said(v.Label) == "" && v.Role != "" {
		return record.Voice{Label: v.Role}
	}
	if v.Role == "" {
		v.Label, v.Role = office(v.Label)
	}
	return v
}

// said returns s, or "" if it carries no information, such as n/a or member.
func said(s string) string {
	switch s = clean(s); strings.ToLower(s) {
	case "n/a", "na", "none", "null", "unknown", "-", "–", "—", "0", "member", "medlem", "mitglied", "membre", "miembro", "membro", "lid":
		return ""
	}
	if isLabel(s) {
		return "" // the name again
	}
	return s
}

// office splits a label that names an office before the person: The Chair (Mr. Lee
// (Ashton)).
func office(s string) (name, role string) {
	role, name, ok := strings.Cut(s, " (")
	if !ok || !strings.HasSuffix(name, ")") {
		return s, ""
	}
	name, _, _ = strings.Cut(strings.TrimSuffix(name, ")"), " (")
	if naming.ShapeOf(name).Form != naming.FormName || strings.Contains(name, ",") || naming.ShapeOf(role).Form == naming.FormName {
		return s, ""
	}
	return name, role
}

// label returns a printed label without its colon.
func label(s string) string {
	return strings.TrimSuffix(strings.TrimRight(s, " :："), " ()")
}

func join(parts ...string) string { return clean(strings.Join(parts, " ")) }

// clean returns s, truncated to tape.MaxField bytes, with each run of white space as one
// space.
func clean(s string) string { return text.OneLine(s[:min(len(s), tape.MaxField)]) }

// inverted reports whether the names in elements of k have the last name first.
func (k *kind) inverted() (yes bool) {
	k.all(func(c *kind) { yes = yes || (c.is == isName || c == k) && c.isLeaf() && inverts(&c.samples) })
	return yes
}

// inverts reports whether the names in s have the last name first.
func inverts(s *sample) bool {
	long := sample{}
	for _, v := range s.values {
		if strings.Contains(v, " ") {
			long.add(v)
		}
	}
	return long.most(isTurned)
}

// turned returns a name with the last name last: Ann Lee for Lee, Ann MP.
func turned(s string) string {
	last, first, ok := strings.Cut(s, ",")
	if !ok {
		return s
	}
	first, _, _ = strings.Cut(first, ",")
	return join(postNominal().ReplaceAllString(first, ""), last)
}

// postNominal matches letters after a name, such as MP.
var postNominal = text.Regexp(`(?:\s[A-Z]{2,4})+\s*$`)

// isTurned reports whether s may be a name with the last name first.
func isTurned(s string) bool {
	last, first, ok := strings.Cut(s, ",")
	return ok && len(strings.Fields(last)) <= 3 && len(strings.Fields(first)) >= 1 && len(strings.Fields(first)) <= 4 && strings.Count(s, ",") <= 2
}
