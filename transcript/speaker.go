package transcript

import (
	"cmp"
	"strings"
	"unicode"
)

// A cast resolves labels to the speakers behind them, in the order in which
// they appear.
type cast struct {
	exact    bool                // names are written as the labels are
	names    map[string]bool     // names that stand as labels of their own, as key has them
	key      func(string) string // fold, where spellings may differ
	labels   map[string]uint32
	byName   map[string]uint32 // speakers by folded name
	newLabel []foundLabel      // not handed over yet
	newSpeak []foundSpeaker
	nSpeak   uint32 // speakers, 0 among them
	nLabels  uint32
	asks     func(s *foundSpeaker, l *shape) bool // for speakers that come after the head
}

func newCast(p *profile) *cast {
	key := fold
	if p.layout.Dialect {
		key = asWritten
	}
	return &cast{exact: p.layout.Dialect, names: p.names, key: key, labels: make(map[string]uint32), byName: make(map[string]uint32),
		nSpeak: 1, nLabels: 1}
}

func asWritten(name string) string { return name }

// label returns the index of the label with this text, which is clean. Where
// the source states the role beside it, all of the text is the name, unless
// that stands there as well.
func (c *cast) label(text, role, name string) uint32 {
	if text == "" {
		return 0
	}
	key := text
	if role != "" || name != "" {
		key += "\x1f" + role + "\x1f" + name
	}
	if i, ok := c.labels[key]; ok {
		return i
	}
	s := c.shapeOf(text, role, name)
	alias := name != "" && !strings.Contains(fold(text), fold(name)) && !strings.Contains(fold(dropBrackets(text)), fold(name))
	return c.add(key, foundLabel{Text: text, Role: s.role, Speaker: c.speaker(text, &s), Alias: alias})
}

// shapeOf parts name and role of a label, beside which a role and a name may
// be stated.
func (c *cast) shapeOf(text, role, name string) shape {
	s := shapeOf(text)
	switch {
	case name != "":
		s.name, s.role = name, role
	case role == "":
		c.known(&s, text)
	case s.form != formRole || c.exact:
		s.name, s.role = text, role
		if name, before := c.ending(dropBrackets(text)); c.exact && before == role {
			s.name = cmp.Or(name, text)
		}
	}
	s.role = strings.TrimRight(s.role, ", ")
	return s
}

func (c *cast) add(key string, l foundLabel) uint32 {
	i := c.nLabels
	c.nLabels++
	c.labels[key] = i
	c.newLabel = append(roomFor(c.newLabel, 1), l)
	return i
}

// labelOf returns the index of the label with this text where it stands for
// the speaker who is called name.
func (c *cast) labelOf(text, name string) uint32 {
	key := text + "\x1e" + name
	if i, ok := c.labels[key]; ok {
		return i
	}
	s := shapeOf(name)
	c.known(&s, name)
	return c.add(key, foundLabel{Text: text, Role: s.role, Speaker: c.speaker(name, &s), Alias: true})
}

// known parts role and name where the name stands as a label elsewhere,
// which tells better than the look of the words.
func (c *cast) known(s *shape, text string) {
	if c.exact && c.names[text] {
		s.name, s.role = text, ""
		return
	}
	bare := dropBrackets(text)
	if s.form == formRole || s.form == formNone || c.names[c.key(bare)] {
		if s.form == formRoleName && c.names[c.key(bare)] {
			s.name, s.role = bare, ""
		}
		return
	}
	if name, before := c.ending(bare); name != "" {
		s.name, s.role = name, before
	}
}

// ending returns the longest name that stands as a label elsewhere and ends
// text, and what is before it; "" for none.
func (c *cast) ending(text string) (name, before string) {
	words := strings.Fields(text)
	for i := 1; i < len(words); i++ {
		if senses(strings.ToLower(words[i-1])).is(joint) || fold(words[i]) == "" { // no name begins with a sign
			continue
		}
		if name = strings.Join(words[i:], " "); c.names[c.key(name)] {
			return name, strings.TrimSuffix(strings.Join(words[:i], " "), ",")
		}
	}
	return "", ""
}

// called returns the speaker whom a label of this shape calls.
func called(text string, s *shape) foundSpeaker {
	sp := foundSpeaker{Name: s.name, Role: s.role}
	if s.name == "" {
		sp.Name = dropBrackets(text)
	}
	if sp.Name == "" {
		sp.Name = text
	}
	first := strings.ToLower(strings.Trim(strings.Fields(sp.Name + " x")[0], ".,"))
	if s.form == formRole && (senses(first).is(askLabel) || senses(first).is(voiceLabel) && len(strings.Fields(sp.Name)) == 1) {
		sp.Anonymous = true
		sp.Name = strings.Trim(strings.Fields(sp.Name)[0], ",")
	}
	return sp
}

// nameKey returns a name without what may be spelled in two ways.
func nameKey(name string) string { return cmp.Or(fold(name), name) }

func (c *cast) speaker(text string, s *shape) uint32 {
	sp := called(text, s)
	key := nameKey(sp.Name)
	i, ok := c.byName[key]
	if ok {
		c.state(i, sp.Role)
		return i
	}
	i = c.nSpeak
	c.nSpeak++
	sp.Colour = int(i) - 1
	if c.asks != nil {
		sp.Asks = c.asks(&sp, s)
	}
	c.byName[key] = i
	c.newSpeak = append(roomFor(c.newSpeak, 1), sp)
	return i
}

// state notes the first role that is stated of speaker i. Where they have been
// handed over the label tells it.
func (c *cast) state(i uint32, role string) {
	if k := int(i) - int(c.nSpeak) + len(c.newSpeak); k >= 0 && c.newSpeak[k].Role == "" {
		c.newSpeak[k].Role = role
	}
}

// fold returns the letters and digits of a name in lower case: VladimirPutin
// and Vladimir Putin are one, Sergei and Sergey are two, bob and bob_ as well.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || unicode.Is(unicode.Mn, r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// take returns what is new since the last call.
func (c *cast) take() ([]foundLabel, []foundSpeaker) {
	l, s := c.newLabel, c.newSpeak
	c.newLabel, c.newSpeak = nil, nil
	return l, s
}
