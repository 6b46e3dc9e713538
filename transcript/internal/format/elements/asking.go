package elements

import (
	"verbatim/internal/text"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/xml"
)

// An asking tracks a tabled question, which has a number. The first speaker other than the
// one who tabled it answers. Until the next heading, everybody else but the chair asks
// supplementary questions.
type asking struct {
	by       string // who tabled the question; "": no question is open
	answerer string
}

// chair matches the titles of those who preside.
var chair = text.Regexp(`(?i)\b(?:speaker|chair(?:man|woman|person)?|president|ceann comhairle|llywydd)\b`)

// asks reports whether a speech of v is a question. numbered is set if the speech has a
// number.
func (a *asking) asks(v record.Voice, numbered bool) bool {
	switch {
	case numbered:
		*a = asking{by: v.Label}
		return true
	case a.by == "" || chair().MatchString(v.Label):
		return false
	case a.answerer == "" && v.Label != a.by:
		a.answerer = v.Label
	}
	return v.Label != a.answerer
}

// end ends the question at a heading.
func (a *asking) end(k *kind) {
	if k.is != isNote {
		*a = asking{}
	}
}

// numberOf returns the number that an attribute of a question states, "" if none does.
func numberOf(e *xml.Element) string {
	for _, a := range e.Attrs() {
		if meaningOf(a.Name.Local) == isNumber {
			return a.Value
		}
	}
	return ""
}
