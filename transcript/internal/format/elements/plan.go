package elements

import (
	"slices"
	"strings"
)

// A plan says what a kind is for.
type plan struct {
	is      meaning
	classed bool   // its class says what it is for
	mark    bool   // names the speaker of what follows in its scope
	scope   bool   // what a speaker says ends with it
	single  bool   // a scope that is not called a speech: the same speaker goes on in the next one
	voice   string // attribute that names the speaker
	spoken  bool   // its own text is speech
	shown   bool   // its own text is shown as a note where it is not speech
	skip    bool
	inline  bool   // part of a paragraph
	hidden  bool   // data, with all in it
	tongue  string // "": the language of which elements are shown, where each is there in several
	listed  bool   // one of many names or the like in a note
	word    bool   // one word of a text
	cell    bool   // of a table: part of the paragraph of its row
	leads   bool   // a mark is in it
	echo    bool   // outside of speeches, but of a name and class that is mostly speech
}

// planOf writes the plan into the tree and reports whether there are speeches in it.
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

// choose drops marks outside of speeches where most are in speeches, unless they are printed labels.
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

// limit finds the scope of the speech that mark k opens: the nearest speech around k or, if there is none,
// the nearest element with text beside the name, or the one around that if some of those elements do not name a speaker.
func (k *kind) limit() {
	speech := k.parent.within((*kind).isContribution)
	if speech != nil {
		speech.scope = true
		if k.parent != speech && k.parent.count <= k.count && k.parent.size() > k.size() && speech.namesBeside(k) {
			k.parent.scope = true // another speaker within the speech
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

// namesBeside reports whether the speech k names its speaker beside the element around mark m, too.
func (k *kind) namesBeside(m *kind) bool {
	return slices.ContainsFunc(k.kinds, func(c *kind) bool { return c.mark && c != m })
}

// hasColumns reports whether columns or pages change in k.
func (k *kind) hasColumns() (yes bool) {
	k.all(func(c *kind) {
		yes = yes || c.is == isColumn && c.count > 1
		for name := range c.attrs {
			yes = yes || meaningOf(name) == isColumn
		}
	})
	return yes
}

// contributes reports whether there are speeches in k.
func (k *kind) contributes() (found bool) {
	k.all(func(c *kind) { found = found || c != k && c.isContribution() && !c.isLeaf() })
	return found
}

// surround frees the kinds around speeches from what their names say, and reports whether there is one in k.
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

// isAside reports whether elements of k are headings or notes of their own.
func (k *kind) isAside() bool {
	return (k.is == isHeading || k.is == isTitle || k.is == isNote) && !k.inline
}

// isWord reports whether an element with a name is one word.
func isWord(name string) bool {
	switch strings.ToLower(name) {
	case "word", "w", "token":
		return true
	}
	return false
}

// isBlock reports whether an element with a name is a paragraph wherever it stands.
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

// echoes finds the kinds by name and class of which some are in speeches. Where they stand
// between speeches, the speaker before goes on.
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
