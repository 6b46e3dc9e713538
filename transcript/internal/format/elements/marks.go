package elements

import (
	"strings"
	"unicode"

	"verbatim/transcript/internal/naming"
)

// maxName is the maximum average size of the names in a list, in bytes.
const maxName = 60

// maxMark is the maximum size of a text that names a speaker, in bytes.
const maxMark = 300

// mean sets the meaning of k from its name, its class and its values, without regard to
// other kinds.
func (k *kind) mean() {
	if k.parent == nil {
		return
	}
	k.is = meaningOf(k.name)
	if is := k.classMeaning(); is != unknown && (!k.isContribution() || is == isQuestion) {
		k.is, k.classed = is, true
	}
	if k.samples.most(isLink) && k.isLeaf() {
		k.is = isURL
	}
	k.skip = k.is == isSkipped
	k.chooseTongue()
	if k.voice = k.speakerAttr(); k.voice != "" && k.listsNames() {
		k.voice = ""
	}
	if k.voice != "" && (k.is == isHeading || k.is == isStart) { // a caption, an entry
		k.is = isSpeech
	}
}

func isLink(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}

// listsNames reports whether the text of most elements of k repeats the name in their
// attribute.
func (k *kind) listsNames() bool {
	if k.isContribution() || k.bytes >= maxName*k.texts {
		return false
	}
	n := 0
	for _, v := range k.samples.values {
		for _, name := range k.attrs[k.voice].values {
			if _, last, ok := lastWord(name); ok && strings.Contains(v, last) {
				n++
				break
			}
		}
	}
	return n*2 >= len(k.samples.values)
}

// classMeaning returns the meaning of the class of k.
func (k *kind) classMeaning() meaning {
	name, field := strings.CutPrefix(k.class, "=")
	switch is := meaningOf(name); is {
	case isDate, isHeading, isTitle:
		return is
	case isSpeech, isQuestion, isMessage, isSpeaker, isName, isText, isNote:
		if !field {
			return is
		}
	}
	return unknown
}

// isContribution reports whether the name of k means a speech, a question or a message.
func (k *kind) isContribution() bool {
	return k.is == isSpeech || k.is == isQuestion || k.is == isMessage
}

func (k *kind) isLeaf() bool { return len(k.kinds) == 0 }

// speakerAttr returns the attribute of k that names the speaker, "" if there is none.
func (k *kind) speakerAttr() string {
	best, name := 0, ""
	person := k.is == isSpeaker || k.is == isName
	if person && k.names() || k.is == isSkipped || k.is == isNote {
		return ""
	}
	speech := k.isContribution() || person
	for a, values := range k.attrs {
		is := meaningOf(a)
		rank := ranks[is]
		if rank == 0 || is != isSpeaker && (!speech || values.same()) || !values.most(isNameLike) {
			continue
		}
		if is == isName && meaningOf(a) == isName && strings.EqualFold(a, "name") && !person && !values.most(hasBlank) {
			continue // the name of a thing, not of a person
		}
		if rank > best || rank == best && a < name {
			best, name = rank, a
		}
	}
	return name
}

func hasBlank(s string) bool { return strings.Contains(strings.TrimSpace(s), " ") }

// ranks orders the meanings of attributes that may name the speaker. The highest rank wins.
var ranks = map[meaning]int{isSpeakerID: 1, isName: 2, isSpeaker: 3}

// marks finds the marks: the kinds that name the speaker.
func (k *kind) marks() {
	for _, c := range k.kinds {
		switch {
		case c.skip:
		case c.voice != "" && c.is != isSpeaker && c.is != isName:
			c.marks()
		case c.isMark():
			c.mark, c.voice = true, ""
		default:
			switch {
			case c.voice != "" && !c.parts():
				c.is = isSpeech // k holds one speaker's whole speech
			case c.is == isSpeaker:
				c.is = unknown
			}
			if c.is != isSpeech {
				c.voice = ""
			}
			c.marks()
		}
	}
}

// parts reports whether k contains speeches that name their own speakers.
func (k *kind) parts() (found bool) {
	k.all(func(c *kind) { found = found || c != k && (c.isContribution() && c.voice != "" || c.is == isSpeaker) })
	return found
}

// isMark reports whether elements of k name the speaker. They do if their name says so, if
// they hold names in a speech, if they have the class of a speech but hold a name within a
// text, or if each is a printed label.
func (k *kind) isMark() bool {
	switch {
	case k.is == isSpeaker:
		return k.names() && !(k.parent.isWords() && k.isNamedElsewhere())
	case k.is == isName:
		return k.names() && k.isNamed()
	case k.isContribution():
		return k.classed && k.parent.mixed > 0 && k.short() && k.samples.most(isPersonLike)
	case k.is == isText || k.is == unknown:
		return k.mixed == 0 && (k.parent.mixed == 0 || !k.isNamedElsewhere() || k.samples.most(hasBlank)) && k.samples.most(isNamedLabel) && k.parent.parent != nil && k.short()
	}
	return false
}

// names reports whether k may name a speaker, by a short text or by an attribute.
func (k *kind) names() bool {
	for _, c := range k.kinds {
		if isBlock(c.name) && meaningOf(c.name) == isText {
			return false
		}
	}
	if k.size() > 0 {
		return k.short()
	}
	named := false
	k.all(func(c *kind) {
		for a, values := range c.attrs {
			is := meaningOf(a)
			named = named || (is == isName || is == isSpeaker || is == isLast) && values.most(isNameLike)
		}
	})
	return named
}

// byIDs makes the speaker's id a mark in speeches that do not name the speaker.
func (k *kind) byIDs() {
	if k.isContribution() && k.voice == "" {
		named := false
		k.all(func(c *kind) { named = named || c.mark })
		for _, c := range k.kinds {
			if c.is == isSpeakerID && c.isLeaf() && c.bytes > 0 && !named {
				c.mark = true
			}
		}
	}
	for _, c := range k.kinds {
		c.byIDs()
	}
}

// short reports whether the text of each element of k is short enough for a name.
func (k *kind) short() bool {
	long := false
	k.all(func(c *kind) {
		long = long || c.count > 0 && c.texts > 0 && c.bytes/c.texts > maxMark || c.mark
	})
	return !long && k.size()/max(1, k.count) <= maxMark
}

// isNamed reports whether k, which holds names, names speakers rather than people who are
// mentioned: it is inside a speech, next to one, or a printed label.
func (k *kind) isNamed() bool {
	if k.samples.most(isLabel) {
		return true
	}
	if k.parent.isWords() && !k.besideSpeech() {
		return false // mentioned by a speaker
	}
	if k.isNamedElsewhere() || k.isAmong() {
		return false
	}
	near := k.parent.isContribution() || k.besideSpeech()
	if !near {
		near = k.within(func(c *kind) bool { return c != k && (c.is == isSpeech || c.is == isQuestion) }) != nil
	}
	return near && (k.size() == 0 || k.samples.most(isPersonLike))
}

// besideSpeech reports whether a sibling of k is a speech.
func (k *kind) besideSpeech() bool {
	for _, c := range k.parent.kinds {
		if c != k && c.is == isSpeech && c.size() > 0 {
			return true
		}
	}
	return false
}

// isNamedElsewhere reports whether the speech around k also names its speaker in an
// attribute or in another element.
func (k *kind) isNamedElsewhere() bool {
	s := k.parent.within((*kind).isContribution)
	if s == nil {
		return false
	}
	other := s.voice != ""
	s.all(func(c *kind) {
		other = other || c != k && c.is == isSpeaker && c.parent.within((*kind).isContribution) == s
	})
	return other
}

// isAmong reports whether k is inside a note, list, table or quotation within a speech.
func (k *kind) isAmong() bool {
	for p := k.parent; p != nil && !p.isContribution(); p = p.parent {
		switch strings.ToLower(p.name) {
		case "td", "th", "tr", "table", "list", "item", "li", "quote", "blockquote":
			return true
		}
		if p.is == isNote {
			return true
		}
	}
	return false
}

// isWords reports whether the name of k means text, and k has text of its own.
func (k *kind) isWords() bool { return k.is == isText && k.bytes > 0 }

// isNameLike reports whether s may be a name or the id of a person, not a number or a URL.
func isNameLike(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && len(s) < maxMark && strings.IndexFunc(s, unicode.IsLetter) >= 0 && !strings.Contains(s, "://")
}

// isPersonLike reports whether s may be the name of a person, not a heading or a number.
func isPersonLike(s string) bool {
	s = strings.TrimRight(strings.TrimSpace(s), ":： ")
	if s == "" || len(s) > maxMark || strings.IndexFunc(s, unicode.IsLetter) < 0 || strings.ContainsAny(s, "0123456789") && !strings.Contains(s, " ") {
		return false
	}
	f := naming.ShapeOf(s)
	return f.Form > naming.FormPhrase || !strings.ContainsAny(s, "?!") && len(strings.Fields(s)) <= 4
}

// isNamedLabel reports whether s is a printed label that contains the name of a person.
func isNamedLabel(s string) bool {
	return isLabel(s) && isPersonLike(s) && len(strings.Fields(s)) <= 12
}
