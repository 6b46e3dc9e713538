package elements

import (
	"cmp"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// A taker writes the speeches of a source to the tape as planned.
type taker struct {
	tape.Scribe
	trail
	others  map[string]*kind // see elsewhere
	head    head
	cast    cast
	scopes  []scope
	notes   int    // open elements of notes
	mark    int    // length of path at the open mark, 0: none
	who     person // of the open mark
	parts   []*string
	insets  []inset // open notes within paragraphs
	aside   *kind   // of the last heading or note
	heading string  // the last one
	asking  asking
	lead    []byte // text before a mark that is not speech, such as a number
	number  string // of the question that the next speaker asks
	field   int    // length of path at the open field, 0: none
	value   []byte
	column  string
	hour    string
	next    int64        // time of the next speech in milliseconds, if an earlier element states it; otherwise -1
	nextAt  int          // length of path at that element
	columns bool         // the column or page changes within the source
	last    record.Voice // the previous speaker
	going   bool         // the previous speaker continues between speeches
	echo    bool         // the paragraph is of a kind with plan.echo
}

func (t *taker) Open(e *xml.Element) bool {
	in := t.around()
	k := in.child(e)
	if k == nil && t.mark == 0 && t.field == 0 {
		k = t.elsewhere(e)
	}
	if k == nil {
		if k = strange(in, e); k == nil {
			return false
		}
	}
	if k.skip || k.isForeign(e) {
		return false
	}
	t.path = append(t.path, k)
	switch {
	case t.field > 0: // inside a field
	case t.mark > 0:
		t.openPart(e, k)
	case k.mark:
		t.openMark(e, k)
	default:
		t.openElement(e, k)
	}
	return true
}

// elsewhere returns a kind with the name of e that the survey met in other places only, or
// nil.
func (t *taker) elsewhere(e *xml.Element) *kind {
	k, ok := t.others[e.Local]
	if !ok {
		if t.others == nil || len(t.others) > maxKinds {
			t.others = map[string]*kind{}
		}
		k = t.root.find(e.Local)
		t.others[strings.Clone(e.Local)] = k
	}
	return k
}

// strange returns a kind for an element that the survey did not meet, which is read like
// the text around it.
func strange(in *kind, e *xml.Element) *kind {
	k := &kind{name: e.Local, parent: in}
	k.is = meaningOf(e.Local)
	if k.is == isSkipped {
		return nil
	}
	k.spoken, k.shown, k.inline = in.spoken && !k.isField(), in.shown, !isBlock(e.Local)
	return k
}

// openElement handles the start of an element outside of marks.
func (t *taker) openElement(e *xml.Element, k *kind) {
	switch {
	case k.scope:
		t.openScope(e, k)
	case t.field == 0 && k.isField() && !k.spoken && k.isLeaf() && (k.is == isColumn || !k.inline):
		t.field = len(t.path)
		t.value = t.value[:0]
	case k.isAside():
		t.endBlock()
		t.notes++
		t.asking.end(k)
		t.aside = k
	case k.listed:
		if n := len(t.Buf); n > 0 && t.Buf[n-1] != ':' {
			t.Buf = append(t.Buf, ';')
		}
		t.Blank = true
	case k.is == isNote && k.inline && t.notes == 0:
		t.Add([]byte{' '}, e.Line)
		t.insets = append(t.insets, inset{len(t.path), len(t.Buf)})
	case isBreak(e.Local):
		t.LineEnd()
	case k.cell || k.word:
		t.Blank = true
	case !k.inline:
		t.endBlock()
	}
	if by := e.Attr("vote"); by != "" && t.notes > 0 && !k.listed {
		t.Add([]byte(by+":"), e.Line)
	}
	t.attrs(e, k)
}

// isBreak reports whether an element with this name is a line break.
func isBreak(name string) bool {
	switch strings.ToLower(name) {
	case "br", "lb", "linebreak", "newline", "line-break":
		return true
	}
	return false
}

// attrs reads the attributes of an element.
func (t *taker) attrs(e *xml.Element, k *kind) {
	for _, a := range e.Attrs() {
		switch is := meaningOf(a.Name.Local); is {
		case isHour:
			t.hour = a.Value
		case isMinute:
			t.take(isStart, t.hour+":"+a.Value)
		case isDate:
			t.head.dated(a.Value)
		case isTitle, isHeading:
			if k.count == 1 && len(t.scopes) == 0 {
				t.head.titled(a.Value)
			}
		case isStart, isEnd:
			if k.scope || len(t.scopes) > 0 || k.isLeaf() && k.samples.count == 0 && k.parent.parent != nil {
				t.take(is, a.Value)
			}
		case isColumn, isNumber, isURL:
			if k.scope || k.is == isColumn {
				t.take(is, a.Value)
			}
		case isID:
			t.head.dated(dayPattern().FindString(a.Value))
			if k.scope {
				t.take(is, a.Value)
			}
		}
	}
	if k.is == isColumn && e.Attr("n") != "" {
		t.take(isColumn, e.Attr("n"))
	}
}

// openMark begins the name of a speaker.
func (t *taker) openMark(e *xml.Element, k *kind) {
	if n := strings.Trim(string(t.Buf)+string(t.lead), ". \n\t"); n != "" && strings.Trim(n, "0123456789") == "" {
		t.number, t.Buf = n, t.Buf[:0]
	}
	t.lead = t.lead[:0]
	if !k.inline {
		t.endBlock()
	}
	t.mark, t.who = len(t.path), person{}
	t.parts = append(t.parts[:0], t.who.part(k, true))
	t.who.attr(e, "")
}

func (t *taker) openPart(e *xml.Element, k *kind) {
	t.parts = append(t.parts, t.who.part(k, false))
	t.who.attr(e, k.class)
	if to := t.parts[len(t.parts)-1]; to != nil && *to != "" {
		*to += " "
	}
}

func (t *taker) Text(b []byte, line int64) {
	n := len(t.path)
	if n == 0 {
		return
	}
	k := t.path[n-1]
	switch {
	case t.mark > 0:
		if to := t.parts[len(t.parts)-1]; to != nil && len(*to) < tape.MaxField {
			*to += string(b[:min(len(b), tape.MaxField)])
		}
	case t.field > 0:
		t.value = append(t.value, b[:min(len(b), max(0, tape.MaxField-len(t.value)))]...)
	case len(t.scopes) > 0 && k.spoken, t.notes > 0, k.shown && (len(t.scopes) == 0 || !t.scopes[len(t.scopes)-1].named):
		t.Add(b, line)
		t.echo = k.echo
	case k.leads && len(t.lead) < tape.MaxField:
		t.lead = append(t.lead, b...)
	}
}

func (t *taker) Shut(string) {
	n := len(t.path)
	k := t.path[n-1]
	if t.path = t.path[:n-1]; n < t.nextAt {
		t.next = -1 // the time belonged to something else
	}
	switch {
	case t.mark == n:
		t.shutMark(k)
	case t.mark > 0:
		t.parts = t.parts[:len(t.parts)-1]
	case t.field == n:
		t.field = 0
		t.take(k.is, string(t.value))
	case t.field > 0:
	case k.scope:
		t.shutScope()
	case len(t.insets) > 0 && t.insets[len(t.insets)-1].depth == n:
		t.shutInset()
	case k.isAside():
		t.endBlock()
		t.notes--
	case !k.inline && !k.listed && !k.cell:
		t.endBlock()
	}
	if k.leads {
		t.lead = t.lead[:0]
	}
}

// take stores the value of a field.
func (t *taker) take(is meaning, value string) {
	value = clean(value)
	if is == isDate {
		t.head.dated(value)
	}
	if is == isColumn && value != "" && t.columns {
		t.column = value[strings.LastIndexByte(value, ' ')+1:]
	}
	n := len(t.scopes)
	if n == 0 && is == isStart {
		t.next, t.nextAt = timeOf(value), len(t.path)
	}
	if value == "" || n == 0 {
		return
	}
	s := &t.scopes[n-1]
	switch is {
	case isStart:
		if s.at.Start < 0 {
			s.at.Start = timeOf(value)
		}
	case isRole, isParty:
		s.role = cmp.Or(s.role, said(value))
		if s.named {
			s.voice.Role = cmp.Or(s.voice.Role, s.role)
		}
	case isEnd:
		if s.at.End < 0 {
			s.at.End = timeOf(value)
		}
	case isURL:
		s.ref.URL = value
	case isID:
		s.ref.ID = value
	case isNumber:
		s.ref.Number, s.voice.Asks = value, true
	}
	if t.Speaks && !t.Opened && len(t.Buf) == 0 {
		t.speak(s)
	}
}

// timeOf returns a time of day or an offset into the recording in milliseconds, -1 if s is
// not a time.
func timeOf(s string) int64 {
	if ms := text.TimeOfDay(s); ms >= 0 {
		return ms
	}
	return text.Duration([]byte(s))
}
