package elements

import (
	"slices"
	"strings"
)

// A plan says how to read the elements of a kind.
type plan struct {
	is      meaning
	classed bool   // its meaning comes from its class
	mark    bool   // names the speaker of what follows in its scope
	scope   bool   // one speaker's speech ends with it
	single  bool   // a scope that is not named as a speech: the speaker continues in the next one
	voice   string // attribute that names the speaker
	spoken  bool   // its own text is speech
	shown   bool   // its own text is shown as a note if it is not speech
	skip    bool
	inline  bool   // part of a paragraph
	hidden  bool   // data, and so is everything in it
	tongue  string // the language to show, if each element is repeated in several; "": all
	listed  bool   // one of many short items in a note, such as names
	word    bool   // one word of a text
	cell    bool   // of a table: part of the paragraph of its row
	leads   bool   // it contains a mark
	echo    bool   // other elements with its name and class are speech
}

// planOf sets the plan of each kind in the tree, and reports whether the tree contains
// speeches.
func planOf(root *kind) bool {
	root.all((*kind).mean)
	root.marks()
	root.byIDs()
	root.choose()
	n := 0
	root.all(func(k *kind) {
		if k.mark {
			n += k.count
			k.parent.leads = true
			k.limit()
		}
		if k.voice != "" {
			n += k.attrs[k.voice].count
			k.scope = true
		}
	})
	if n == 0 {
		return false
	}
	root.surround()
	said := 0
	root.all(func(k *kind) {
		if k.scope {
			k.speech()
		}
	})
	root.all(func(k *kind) {
		if k.spoken {
			said += k.bytes
		}
	})
	root.all((*kind).form)
	root.echoes()
	return said > 0
}

// choose drops the marks outside speeches if most marks are inside speeches. Printed labels
// stay.
func (root *kind) choose() {
	in, out := 0, 0
	root.all(func(k *kind) {
		switch {
		case k.mark && k.parent.within((*kind).isContribution) != nil:
			in += k.count
		case k.mark:
			out += k.count
		case k.voice != "":
			in += k.attrs[k.voice].count
		}
	})
	root.all(func(k *kind) {
		if k.mark && in > out && k.parent.within((*kind).isContribution) == nil && !k.samples.most(isLabel) && !k.besideSpeech() {
			k.mark = false
		}
	})
}

// limit finds the scope of the speech that mark k opens. It is the nearest speech around k.
// If there is none, it is the nearest element that has text besides the name, or its parent
// if some of those elements do not name a speaker.
func (k *kind) limit() {
	speech := k.parent.within((*kind).isContribution)
	if speech != nil {
		speech.scope = true
		if k.parent != speech && k.parent.count <= k.count && k.parent.size() > k.size() && speech.namesBeside(k) {
			k.parent.scope = true // another speaker inside the speech
		}
		return
	}
	holder := k.parent
	for holder.parent != nil && holder.parent.parent != nil && holder.size() == k.size() {
		if holder.count*2 <= k.count {
			k.mark = false // a list of persons
			return
		}
		holder = holder.parent
	}
	if holder.count <= k.count || holder.hasFields() {
		holder.scope, holder.single = true, holder.count > 1 && !holder.contributes()
	} else if holder.parent.parent != nil {
		holder.parent.scope = true
	} else {
		holder.scope = true
	}
}

// namesBeside reports whether speech k has another mark as a direct child, besides m.
func (k *kind) namesBeside(m *kind) bool {
	return slices.ContainsFunc(k.kinds, func(c *kind) bool { return c.mark && c != m })
}

// hasColumns reports whether the column or page changes within k.
func (k *kind) hasColumns() (yes bool) {
	k.all(func(c *kind) {
		yes = yes || c.is == isColumn && c.count > 1
		for name := range c.attrs {
			yes = yes || meaningOf(name) == isColumn
		}
	})
	return yes
}

// contributes reports whether k contains speeches.
func (k *kind) contributes() (found bool) {
	k.all(func(c *kind) { found = found || c != k && c.isContribution() && !c.isLeaf() })
	return found
}

// surround drops the meaning of kinds that contain speeches, and reports whether k is or
// contains one.
func (k *kind) surround() bool {
	in := k.scope || k.mark
	for _, c := range k.kinds {
		in = c.surround() || in
	}
	if in && !k.scope && !k.mark && k.is != isText {
		k.is = unknown
	}
	return in
}

// form decides how the text of k is shown.
func (k *kind) form() {
	if k.parent == nil {
		return
	}
	k.shown = k.is == isHeading || k.is == isTitle || k.is == isText || k.is == isNote || k.parent.shown && !k.isField()
	k.hidden = k.hidden || k.parent.hidden || k.is == isData || k.skip
	if k.hidden {
		k.shown = false
	}
	switch strings.ToLower(k.name) {
	case "td", "th", "cell", "entry":
		k.cell = true
	}
	k.listed = k.isLeaf() && k.parent.within(func(c *kind) bool { return c.is == isNote }) != nil && k.count > k.parent.count && k.bytes <= maxName*k.count
	k.word = k.parent.spoken && isWord(k.name)
	k.inline = k.word || k.parent.mixed > 0 && k.parent.bytes > 0 && !isBlock(k.name) && !k.mark
}

// isAside reports whether elements of k are headings or notes that stand alone.
func (k *kind) isAside() bool {
	return (k.is == isHeading || k.is == isTitle || k.is == isNote) && !k.inline
}

// isWord reports whether an element with this name is one word.
func isWord(name string) bool {
	switch strings.ToLower(name) {
	case "word", "w", "token":
		return true
	}
	return false
}

// isBlock reports whether an element with this name is always a paragraph.
func isBlock(name string) bool {
	switch strings.ToLower(name) {
	case "p", "para", "al", "paratext", "paragraph", "li", "item", "tr", "table", "list", "quote", "blockquote", "div":
		return true
	}
	switch meaningOf(name) {
	case isSpeech, isHeading:
		return true
	}
	return false
}

// echoes finds the kinds whose name and class occur in speeches, too. Outside speeches,
// they continue the previous speaker.
func (root *kind) echoes() {
	type key struct{ name, class string }
	spoken, all := map[key]int{}, map[key]int{}
	root.all(func(k *kind) {
		if k.class != "" && k.is == isText {
			all[key{k.name, k.class}] += k.count
			if k.spoken && k.within((*kind).isContribution) != nil {
				spoken[key{k.name, k.class}] += k.count
			}
		}
	})
	root.all(func(k *kind) {
		id := key{k.name, k.class}
		k.echo = spoken[id] > 1 && spoken[id]*50 >= all[id]
	})
}
